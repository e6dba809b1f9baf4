"""Forgetting and retention: afterwards no byte of the data folder holds the person's words."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from analysis.findings import Talk
from analysis.heard import Heard
from analysis.record import Record
from analysis.speech.errors import RecordingError
from flows import work
from flows.cli import app
from flows.erased import ERASED
from flows.plan import make_plan
from flows.remeasure import Remeasured
from flows.retention import DAY_S, enforce, expired
from flows.settings import Settings, load_settings
from flows.snapshot import open_snapshot, rows
from flows.store import Store
from flows.whose import ForgetError, Wanted, find
from tests.flows.replay import CALLS, Replay, drop_calls, run_replayed, settings_in

WENT, STAYS = "nl-01-goed-gesprek", "en-01-a-clear-no"
QUIET = Console(quiet=True)


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two calls measured, one of them with a verdict, a second copy and a manifest line: copied
    for every test."""
    folder = tmp_path_factory.mktemp("measured")
    settings = settings_in(folder)
    drop_calls(settings, (WENT, STAYS))
    inbox = settings.folders.inbox
    (inbox / "again").mkdir()
    (inbox / "again" / "copy.flac").write_bytes((inbox / f"{WENT}.flac").read_bytes())
    (inbox / "manifest.csv").write_text(
        f"file,deal_stage\n{WENT}.flac,Zeldzaam\n{STAYS}.flac,demo\n"
    )
    run_replayed(settings, Replay())
    make_plan(settings)
    verdicts = settings.folders.data / "verdicts"
    verdicts.mkdir()
    call_id = record(settings, WENT).call.id
    (verdicts / f"{call_id}-0123.json").write_text('{"shown": "Zeldzaam woord"}')
    prefect = settings.folders.data / "prefect"
    prefect.mkdir()
    (prefect / "prefect.db").write_text(f"task failed on {WENT}")
    return folder


@pytest.fixture
def settings(measured: Path, tmp_path: Path) -> Settings:
    shutil.copytree(measured, tmp_path, dirs_exist_ok=True)
    return settings_in(tmp_path)


def record(settings: Settings, name: str) -> Record:
    store = Store(settings.folders.data)
    found = (store.read(path) for path in store.paths())
    return next(item for item in found if item.call.recording == f"{name}.flac")


def words_of(name: str, but_not: str) -> set[bytes]:
    """What only this call has: its names, and its words of some length that are no cue words,
    since a cue is named in the evidence."""
    facts = json.loads((CALLS / f"{name}.json").read_text())
    mine, other = (
        {word.text.strip(".,?!").lower() for word in Replay().hear(CALLS / f"{it}.flac").words}
        for it in (name, but_not)
    )
    cues = files("configs").joinpath("languages/nl.toml").read_text(encoding="utf-8")
    said = set(re.findall(r"\w+", f"{cues} {json.dumps(facts).lower()}"))
    own = {word for word in mine - other if len(word) > 4 and word not in said}
    assert len(own) >= 3
    return {word.encode() for word in own} | {facts["customer"].lower().encode(), name.encode()}


def found_in(folder: Path, words: set[bytes]) -> dict[str, set[bytes]]:
    """The files under a folder whose bytes hold one of the words, and which."""
    hits = {}
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes().lower()
            if present := {word for word in words if word in content}:
                hits[path.relative_to(folder).as_posix()] = present
    return hits


def published(settings: Settings) -> list[str]:
    with open_snapshot(settings.snapshot) as snapshot:
        return [str(row["recording"]) for row in rows(snapshot, "select recording from calls")]


def test_of_a_customer_who_is_forgotten_no_byte_is_left(settings: Settings) -> None:
    data, inbox = settings.folders.data, settings.folders.inbox
    words = words_of(WENT, STAYS) | {b"zeldzaam"}
    kept = (Store(data).record_path(record(settings, STAYS).call.id)).read_bytes()
    assert len(found_in(data, words)) >= 6  # record, transcript, both databases, ledger, log ...
    customer = record(settings, WENT).call.customer
    assert customer
    gone = work.forget(settings, find(settings, Wanted(customer=customer.upper())))
    assert found_in(data, words) == {}
    assert found_in(inbox, words) == {}
    assert sorted(path.name for path in inbox.rglob("*.flac")) == [f"{STAYS}.flac"]
    assert published(settings) == [f"{STAYS}.flac"]
    assert Store(data).record_path(record(settings, STAYS).call.id).read_bytes() == kept
    said = "\n".join(gone)
    for kind in ("recording", "sidecar", "manifest", "transcript", "record", "verdict", "Prefect"):
        assert kind in said
    assert work.run(settings, QUIET).nothing_to_do


@pytest.mark.parametrize("by", ["seller", "id", "name"])
def test_calls_are_found_by_seller_id_or_name(settings: Settings, by: str) -> None:
    call = record(settings, WENT).call
    wanted = {
        "seller": Wanted(seller=call.seller),
        "id": Wanted(call=call.id),
        "name": Wanted(call=f"{WENT}.flac"),
    }[by]
    found = find(settings, wanted)
    assert found.calls == {call.id}
    assert found.recordings == {f"{WENT}.flac", "again/copy.flac"}


def test_what_was_never_measured_is_forgotten_too(settings: Settings) -> None:
    inbox = settings.folders.inbox
    (inbox / "no.wav").write_bytes(b"unheard")
    (inbox / "no.json").write_text('{"customer": "Piet Pietersen", "consent": false}')
    make_plan(settings)
    work.forget(settings, find(settings, Wanted(customer="Piet Pietersen")))
    assert not (inbox / "no.wav").exists()
    assert found_in(inbox.parent, {b"pietersen", b"no.wav"}) == {}


@pytest.mark.parametrize(
    ("manifest", "left"),
    [
        (
            b"file,seller\r\nteam\\no.wav,Sanne\r\nb.wav,Z\xeb\r\n",
            b"file,seller\r\nb.wav,Z\xeb\r\n",
        ),
        (
            b'\xef\xbb\xbf"file";report\nno.wav;"two\nlines"\n"b.wav";\'x\n',
            b'\xef\xbb\xbf"file";report\n"b.wav";\'x\n',
        ),
    ],
)
def test_only_the_lines_of_the_forgotten_leave_the_manifest(
    settings: Settings, manifest: bytes, left: bytes
) -> None:
    inbox = settings.folders.inbox
    (inbox / "team").mkdir()
    (inbox / "team" / "no.wav").write_bytes(b"unheard")
    (inbox / "team" / "no.json").write_text('{"customer": "Piet Pietersen"}')
    (inbox / "manifest.csv").write_bytes(manifest)
    work.forget(settings, find(settings, Wanted(customer="Piet Pietersen")))
    assert (inbox / "manifest.csv").read_bytes() == left


def test_a_name_in_windows_own_encoding_is_found_in_the_manifest(settings: Settings) -> None:
    inbox = settings.folders.inbox
    (inbox / "zoë.wav").write_bytes(b"unheard")
    (inbox / "zoë.json").write_text('{"customer": "Piet Pietersen"}')
    (inbox / "manifest.csv").write_bytes("file;seller\nzoë.wav;Kim\nb.wav;Zoë\n".encode("cp1252"))
    work.forget(settings, find(settings, Wanted(customer="Piet Pietersen")))
    assert (inbox / "manifest.csv").read_bytes() == "file;seller\nb.wav;Zoë\n".encode("cp1252")


def test_a_manifest_that_is_no_table_is_named_and_left(settings: Settings) -> None:
    (settings.folders.inbox / "manifest.csv").write_text("recording,seller\na.wav,Sanne\n")
    gone = work.forget(settings, find(settings, Wanted(call=f"{WENT}.flac")))
    assert any("manifest.csv, take their lines out by hand" in line for line in gone)


def test_a_sidecar_stays_while_a_recording_of_any_ending_uses_it(settings: Settings) -> None:
    inbox = settings.folders.inbox
    for name in ("d.WAV", "d.mp3"):
        (inbox / name).write_bytes(name.encode())
    (inbox / "d.json").write_text('{"seller": "Kim"}')
    work.forget(settings, find(settings, Wanted(call="d.mp3")))
    assert (inbox / "d.WAV").exists()
    assert (inbox / "d.json").exists()
    work.forget(settings, find(settings, Wanted(call="d.WAV")))
    assert not (inbox / "d.json").exists()


def test_forgetting_needs_to_be_told_whom(settings: Settings) -> None:
    with pytest.raises(ForgetError, match="--customer, --seller or --call"):
        find(settings, Wanted())
    assert find(settings, Wanted(customer="Nobody")).nothing


def test_the_command_asks_first_and_prints_what_went(settings: Settings) -> None:
    folders = ["--inbox", str(settings.folders.inbox), "--data", str(settings.folders.data)]
    command = [*folders, "forget", "--call", f"{WENT}.flac"]
    assert CliRunner().invoke(app, command, input="n\n").exit_code == 1
    assert record(settings, WENT)
    told = CliRunner().invoke(app, [*command, "--yes"])
    assert told.exit_code == 0
    assert told.output.count("removed ") >= 6
    assert "Nothing of that is kept." in CliRunner().invoke(app, [*command, "--yes"]).output


def keeping(settings: Settings, **days: float) -> Settings:
    changed = settings.retention.model_copy(update=days)
    return settings.model_copy(update={"retention": changed})


def test_by_default_everything_is_kept() -> None:
    assert set(load_settings(environment={}).retention.model_dump().values()) == {0.0}


def test_recordings_go_when_their_time_is_over(settings: Settings) -> None:
    short = keeping(settings, recordings_days=1.0)
    started = record(settings, WENT).call.started_at
    assert started
    assert expired(short, started.timestamp() + 0.5 * DAY_S).nothing
    enforce(short, time.time() + 400 * DAY_S)
    assert not list(settings.folders.inbox.rglob("*.flac"))
    assert len(published(settings)) == 2


def test_a_look_for_what_is_over_reads_no_recording_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.inbox.content_hash", pytest.fail)  # as costly as the inbox is large
    short = keeping(settings, recordings_days=1.0)
    assert set(expired(short, time.time() + 400 * DAY_S).recordings) == {
        f"{WENT}.flac",
        f"{STAYS}.flac",
        "again/copy.flac",
    }
    enforce(short, time.time() + 400 * DAY_S)
    assert not list(settings.folders.inbox.rglob("*.flac"))
    assert not list(settings.folders.inbox.rglob("*.json"))


def numbers_of(talk: Talk | None) -> Talk | None:
    """Talk without the quotes of its longest stretches: their times stay in."""
    assert talk
    told = (talk.longest_seller_monologue, talk.longest_customer_story)
    seller, customer = (item and replace(item, quote="") for item in told)
    return replace(talk, longest_seller_monologue=seller, longest_customer_story=customer)


def test_words_go_and_numbers_stay(settings: Settings) -> None:
    short = keeping(settings, transcripts_days=1.0)
    before = record(settings, WENT).measures
    enforce(short, time.time() + 400 * DAY_S)
    after = record(settings, WENT)
    assert after.heard.words == ()
    told = after.measures.talk and after.measures.talk.longest_seller_monologue
    assert told and told.quote == ERASED
    assert numbers_of(after.measures.talk) == numbers_of(before.talk)
    assert len(after.measures.questions) == len(before.questions)
    spoken = {word for word in words_of(WENT, STAYS) if word != WENT.encode()}
    spoken.discard(str(after.call.customer).lower().encode())
    assert found_in(settings.folders.data, spoken) == {}
    assert len(published(settings)) == 2
    assert work.remeasure(settings, QUIET) == Remeasured()
    assert expired(short, time.time() + 400 * DAY_S).nothing


def test_calls_go_altogether(settings: Settings) -> None:
    enforce(keeping(settings, measures_days=30.0), time.time() + 400 * DAY_S)
    assert Store(settings.folders.data).paths() == []
    assert published(settings) == []
    assert not list(settings.folders.inbox.rglob("*.flac"))


def test_a_run_keeps_to_it(settings: Settings) -> None:
    for path in settings.folders.inbox.rglob("*.flac"):
        os.utime(path, (time.time() - 9 * DAY_S,) * 2)
    assert work.run(keeping(settings, measures_days=1.0), QUIET).nothing_to_do
    assert Store(settings.folders.data).paths() == []


class Deaf(Replay):
    """Nothing can be heard."""

    def hear(self, path: Path, *, progress: object = None, language: str | None = None) -> Heard:
        raise RecordingError(f"{path.name} cannot be heard")


def test_the_log_forgets_what_a_recording_was_called_before(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    settings.folders.inbox.mkdir()
    named = settings.folders.inbox / "jan_zeldzaam.wav"
    named.write_bytes(b"sound")
    run_replayed(settings, Deaf())
    assert found_in(settings.folders.data, {b"zeldzaam"})
    named.rename(named.with_name("call 7.wav"))
    make_plan(settings)
    work.forget(settings, find(settings, Wanted(call="call 7.wav")))
    assert found_in(settings.folders.data, {b"zeldzaam"}) == {}
