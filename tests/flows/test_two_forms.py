"""A Mac writes ``é`` in two pieces, everything else in one: it is the same name, wherever a file's
name counts."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from flows.exchange.file_name import file_name
from flows.inbox import look
from flows.manifest import without_rows
from flows.named import Named, NoSuchCall, meant, the_one
from flows.settings import Settings
from flows.store import Store
from flows.whose import Wanted, find
from flows.work import forget
from tests.flows.made_records import write_record
from tests.flows.replay import settings_in

ONE, TWO = (unicodedata.normalize(form, "café_renée") for form in ("NFC", "NFD"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = settings_in(tmp_path)
    settings.folders.inbox.mkdir()
    return settings


@pytest.mark.parametrize(("sound", "told"), [(ONE, TWO), (TWO, ONE)])
@pytest.mark.parametrize("ending", [".json", ".wav.json"])
def test_a_sidecar_of_the_other_form_tells_about_its_recording(
    settings: Settings, sound: str, told: str, ending: str
) -> None:
    inbox = settings.folders.inbox
    (inbox / f"{sound}.wav").write_bytes(b"sound")
    (inbox / f"{told}{ending}").write_text('{"customer": "Renée", "consent": "nee"}')
    assert not look(inbox, settings.inbox, {}).recordings
    forget(settings, find(settings, Wanted(call=f"{sound}.wav")))
    assert not list(inbox.iterdir())


def test_a_shared_sidecar_stays_with_the_recording_that_is_left(settings: Settings) -> None:
    inbox = settings.folders.inbox
    (inbox / f"{ONE}.wav").write_bytes(b"sound")
    (inbox / f"{ONE}.mp3").write_bytes(b"other sound")
    (inbox / f"{TWO}.json").write_text('{"customer": "Renée"}')
    forget(settings, find(settings, Wanted(call=f"{ONE}.wav")))
    assert {path.name for path in inbox.iterdir()} == {f"{ONE}.mp3", f"{TWO}.json"}


@pytest.mark.parametrize(("sound", "told"), [(ONE, TWO), (TWO, ONE)])
def test_a_line_of_the_manifest_tells_and_goes(settings: Settings, sound: str, told: str) -> None:
    inbox = settings.folders.inbox
    (inbox / f"{sound}.wav").write_bytes(b"sound")
    table = inbox / "manifest.csv"
    table.write_text(f"file,customer\nb.wav,Jan\n{told}.wav,Renée\n", encoding="utf-8")
    (recording,) = look(inbox, settings.inbox, {}).recordings
    assert recording.facts.customer == "Renée"
    forget(settings, find(settings, Wanted(call=f"{told}.wav")))
    assert not (inbox / f"{sound}.wav").exists()
    assert table.read_text(encoding="utf-8") == "file,customer\nb.wav,Jan\n"


def test_a_line_that_a_recording_is_left_for_stays() -> None:
    table = f"file,customer\n{TWO}.wav,Renée\n".encode()
    assert without_rows(table, [f"a/{ONE}.wav"], [f"b/{ONE}.wav"]) == (table, 0)


def test_a_file_name_pattern_reads_both(settings: Settings) -> None:
    rules = settings.inbox.model_copy(
        update={"name_patterns": (r"(?P<account>\w+)_(?P<customer>\w+)",)}
    )
    (settings.folders.inbox / f"{TWO}.wav").write_bytes(b"sound")
    (recording,) = look(settings.folders.inbox, rules, {}).recordings
    assert (recording.facts.account, recording.facts.customer) == ("café", "renée")


@pytest.mark.parametrize("typed", [ONE, TWO, f"{ONE}.flac", f"{TWO}.flac"])
@pytest.mark.parametrize("kept", [ONE, TWO])
def test_a_call_is_found_by_either(settings: Settings, typed: str, kept: str) -> None:
    write_record(settings.kept / "records", "one", recording=f"{kept}.flac")
    assert Store(settings.kept).find(typed).call.id == "one"
    assert find(settings, Wanted(call=typed)).calls == {"one"}


def test_two_calls_that_look_the_same_are_both_listed() -> None:
    both = [Named("0001", f"{ONE}.wav"), Named("0002", f"{TWO}.wav")]
    assert meant(ONE, both) == both
    with pytest.raises(NoSuchCall, match="name one by the id in brackets"):
        the_one(f"{TWO}.wav", both)


def test_what_is_written_for_two_such_calls_has_two_names() -> None:
    both = [Named("00010001", f"{ONE}.wav"), Named("00020002", f"{TWO}.wav")]
    names = {unicodedata.normalize("NFC", file_name(call, both, "srt")) for call in both}
    assert len(names) == 2
