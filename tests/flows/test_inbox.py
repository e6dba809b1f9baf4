"""The inbox: whole recordings, told apart by content, with what their sidecars tell."""

from __future__ import annotations

import json
import os
import time
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.record import Facts
from flows.files import printable, text_hash
from flows.inbox import Inbox, InboxError, look
from flows.ledger import SetAside
from flows.settings import InboxSettings, load_settings
from flows.sidecar import SidecarError, read_facts
from tests.flows.clock import look_after

SETTINGS = load_settings(environment={"CALLPROBE_INBOX__WHOLE_AFTER_S": "0"}).inbox


def drop(inbox: Path, name: str, content: bytes = b"sound", **sidecar: object) -> Path:
    path = inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    if sidecar:
        path.with_suffix(".json").write_text(json.dumps(sidecar))
    return path


def seen(inbox: Path, settings: InboxSettings = SETTINGS) -> Inbox:
    return look(inbox, settings, {})


def names(inbox: Inbox) -> list[str]:
    return sorted(recording.name for recording in inbox.recordings)


def test_recordings_are_found_in_subfolders_whatever_the_case_of_their_ending(
    tmp_path: Path,
) -> None:
    drop(tmp_path, "a.wav", b"1")
    drop(tmp_path, "team/march/B.FLAC", b"2")
    drop(tmp_path, "notes.txt", b"3")
    drop(tmp_path, ".hidden.wav", b"4")
    drop(tmp_path, ".trash/c.wav", b"5")
    assert names(seen(tmp_path)) == ["a.wav", "team/march/B.FLAC"]


@pytest.mark.parametrize("data", ["data", "team/callprobe", "."])
def test_what_callprobe_itself_keeps_in_the_inbox_is_no_recording(
    tmp_path: Path, data: str
) -> None:
    drop(tmp_path, "team/a.flac", b"1")
    drop(tmp_path, f"{data}/review/2a3f569896a50a11.wav", b"2")  # sound that a coach played
    own = tmp_path / data
    assert names(look(tmp_path, SETTINGS, {}, own)) == ["team/a.flac"]
    assert names(look(tmp_path / ".", SETTINGS, {}, tmp_path / "team/.." / data)) == ["team/a.flac"]


def test_an_inbox_in_the_data_folder_is_an_inbox(tmp_path: Path) -> None:
    drop(tmp_path, "data/inbox/a.wav")
    assert names(look(tmp_path / "data/inbox", SETTINGS, {}, tmp_path / "data")) == ["a.wav"]


def test_the_same_recording_under_two_names_is_one_call(tmp_path: Path) -> None:
    drop(tmp_path, "a.wav", b"same")
    drop(tmp_path, "b.wav", b"same", seller="Sanne")
    drop(tmp_path, "c.wav", b"other")
    inbox = seen(tmp_path)
    assert names(inbox) == ["b.wav", "c.wav"]  # the one whose sidecar tells something
    assert inbox.copies == ("a.wav",)


def test_a_call_is_named_by_its_content_not_by_its_name(tmp_path: Path) -> None:
    before = seen_id(tmp_path, drop(tmp_path, "a.wav", b"same"))
    (tmp_path / "a.wav").rename(tmp_path / "b.wav")
    assert seen_id(tmp_path, tmp_path / "b.wav") == before
    drop(tmp_path, "b.wav", b"changed")
    assert seen_id(tmp_path, tmp_path / "b.wav") != before


def seen_id(inbox: Path, path: Path) -> str:
    (found,) = [item for item in seen(inbox).recordings if item.path == path]
    return found.call_id


def test_a_file_that_changed_just_now_is_left_until_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = SETTINGS.model_copy(update={"whole_after_s": 0.04})
    path = drop(tmp_path, "a.wav", b"first half")
    look_after(monkeypatch, path, 0.01)
    assert seen(tmp_path, settings).growing == ("a.wav",)
    time.sleep(0.05)  # the first half is old enough by now
    with path.open("ab") as file:
        file.write(b", second half")
    look_after(monkeypatch, path, 0.01)
    assert seen(tmp_path, settings).growing == ("a.wav",)
    look_after(monkeypatch, path, 0.05)
    assert names(seen(tmp_path, settings)) == ["a.wav"]


def test_a_copy_that_keeps_an_old_time_of_writing_is_still_new(tmp_path: Path) -> None:
    settings = SETTINGS.model_copy(update={"whole_after_s": 30})
    os.utime(drop(tmp_path, "a.wav"), (1_000_000, 1_000_000))
    assert seen(tmp_path, settings).growing == ("a.wav",)


def test_a_recording_written_in_the_future_is_whole_as_soon_as_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = SETTINGS.model_copy(update={"whole_after_s": 30})
    path = drop(tmp_path, "a.wav", seller="Sanne")
    for item in (path, path.with_suffix(".json")):
        os.utime(item, (time.time() + 7200, time.time() + 7200))
    assert seen(tmp_path, settings).growing == ("a.wav",)
    look_after(monkeypatch, path, 31)
    assert names(seen(tmp_path, settings)) == ["a.wav"]


def test_what_was_whole_and_has_not_changed_is_not_being_copied(tmp_path: Path) -> None:
    path = drop(tmp_path, "a.wav", b"sound")
    before = seen(tmp_path).hashes
    path.chmod(0o600)  # which changes its ctime, and nothing in it
    patient = SETTINGS.model_copy(update={"whole_after_s": 30})
    assert names(look(tmp_path, patient, before)) == ["a.wav"]
    drop(tmp_path, "a.wav", b"sound, and more")
    assert look(tmp_path, patient, before).growing == ("a.wav",)


def test_what_is_no_recording_is_refused_with_a_sentence(tmp_path: Path) -> None:
    drop(tmp_path, "empty.wav", b"")
    (tmp_path / "folder.wav").mkdir()
    (tmp_path / "gone.wav").symlink_to(tmp_path / "nothing")
    drop(tmp_path, "good.wav")
    os.mkfifo(tmp_path / "pipe.wav")
    inbox = seen(tmp_path)
    assert names(inbox) == ["good.wav"]
    reasons = {item.name: item.reason for item in inbox.refused}
    assert reasons["empty.wav"] == "empty.wav is empty (0 bytes); copy it to the inbox again"
    assert reasons["folder.wav"] == "folder.wav is a folder, not a recording: rename or move it"
    assert reasons["gone.wav"] == (
        "gone.wav cannot be read (no such file or directory): copy it to the inbox again"
    )
    assert reasons["pipe.wav"] == (
        "pipe.wav is no ordinary file, not a recording: rename or move it"
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read every file")
def test_a_file_without_the_right_to_read_it_is_refused(tmp_path: Path) -> None:
    drop(tmp_path, "secret.wav").chmod(0)
    (refused,) = seen(tmp_path).refused
    assert (
        refused.reason
        == "secret.wav cannot be read (permission denied): give this user the right to"
    )


def test_without_an_inbox_the_next_step_is_said(tmp_path: Path) -> None:
    with pytest.raises(InboxError, match="make that folder"):
        seen(tmp_path / "none")
    with pytest.raises(InboxError, match=r"a\.wav is no folder: name one with --inbox"):
        seen(drop(tmp_path, "a.wav"))


def test_of_two_recordings_of_one_name_it_is_said_which_is_meant(tmp_path: Path) -> None:
    drop(tmp_path, "sub/empty.wav", b"")
    drop(tmp_path, "sub/b.wav")
    (tmp_path / "sub/b.wav.json").write_text("{")
    said = [SetAside(i.name, i.reason, "").sentence for i in seen(tmp_path).refused]
    assert said[0].startswith("sub/b.wav: its sidecar b.wav.json is no JSON")
    assert said[1] == "sub/empty.wav is empty (0 bytes); copy it to the inbox again"


@pytest.mark.parametrize("name", ["a'b.wav", 'a"b.wav', "a\nb.wav", "📞.wav", "\u202egpj.wav"])
def test_odd_names_are_names(tmp_path: Path, name: str) -> None:
    drop(tmp_path, name)
    assert names(seen(tmp_path)) == [name]
    assert "\n" not in printable(name)


def test_a_name_that_is_no_text_is_a_name_too(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.wav"
    Path(os.fsdecode(path)).write_bytes(b"sound")
    (recording,) = seen(tmp_path).recordings
    assert printable(recording.name) == "caf?.wav"
    assert len(text_hash(recording.name)) == 16


def test_the_sidecar_tells_the_facts(tmp_path: Path) -> None:
    drop(
        tmp_path,
        "a.wav",
        seller=" Sanne de Vries ",
        started_at="2026-03-09T10:00:00+01:00",
        seller_channel="left",
        dialer_id=17,
    )
    (recording,) = seen(tmp_path).recordings
    assert recording.facts.seller == "Sanne de Vries"
    assert recording.facts.seller_channel == "left"
    assert recording.facts.started_at is not None
    assert recording.facts.customer is None


def test_yaml_says_the_same_as_json(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("seller: Sanne\nstarted_at: 2026-03-09T10:00:00+01:00\n")
    (tmp_path / "a.json").write_text(
        '{"seller": "Sanne", "started_at": "2026-03-09T10:00:00+01:00"}'
    )
    assert read_facts(tmp_path / "a.yaml", 256) == read_facts(tmp_path / "a.json", 256)


def test_a_changed_sidecar_changes_the_facts_not_the_call(tmp_path: Path) -> None:
    drop(tmp_path, "a.wav")
    (before,) = seen(tmp_path).recordings
    drop(tmp_path, "a.wav", seller="Sanne")
    (after,) = seen(tmp_path).recordings
    assert before.call_id == after.call_id
    assert before.facts_hash != after.facts_hash


def test_a_day_in_eight_figures_is_one_in_quotes_and_a_number_without(tmp_path: Path) -> None:
    drop(tmp_path, "a.wav")
    drop(tmp_path, "b.wav", b"other")
    (tmp_path / "a.yaml").write_text("started_at: '20260309'\n")
    (tmp_path / "b.yaml").write_text("started_at: 20260309\n")
    inbox = seen(tmp_path)
    (recording,) = inbox.recordings
    assert recording.facts.started_at == datetime(2026, 3, 9)
    (refused,) = inbox.refused
    assert refused.reason == (
        "its sidecar b.yaml has a wrong started_at: a number where a date belongs; give a date and "
        "time like 2026-03-09T10:00"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "is no JSON"),
        ("[]", 'has a wrong content: give fields with their values, like {"seller": "Sanne"}'),
        ('{"seller": 3}', "has a wrong seller: give a name of at most 200 characters"),
        ('{"seller": "../x"}', "has a wrong seller: a path where a name belongs; give a name of"),
        (
            '{"started_at": "yesterday"}',
            "has a wrong started_at: give a date and time like 2026-03-09T10:00",
        ),
        (
            '{"started_at": "9999-12-31T23:59:59-14:00"}',
            "has a wrong started_at: no call took place in the year 9999; give a date and time",
        ),
        ('{"started_at": "1900-01-01"}', "has a wrong started_at: no call took place in the year"),
        ('{"started_at": 20260309}', "has a wrong started_at: a number where a date belongs; give"),
        ('{"started_at": 1772442000}', "has a wrong started_at: a number where a date belongs"),
        ('{"started_at": "1772442000"}', "has a wrong started_at: a number where a date belongs"),
        ('{"started_at": "202603091230"}', "has a wrong started_at: a number where a date belongs"),
        ('{"started_at": "20261309"}', "has a wrong started_at: a number where a date belongs"),
        ('{"started_at": true}', "has a wrong started_at: a number where a date belongs"),
        ('{"seller_speaks_at": true}', "has a wrong seller_speaks_at: a yes or no where a second"),
        ('{"seller_channel": "middle"}', "has a wrong seller_channel: give left or right"),
        ('{"language": "dutch"}', "has a wrong language: give two letters like nl or en"),
        ('{"seller": "Jan", "customer": " jan"}', "has a wrong customer: that is the seller; give"),
        ('{"seller_speaks_at": 99999}', "has a wrong seller_speaks_at: give a second of the call"),
        ('{"seller": "Jan", "seller": "An"}', "is no JSON (seller stands in it twice)"),
        ('{"consent": "ja", "Consent": "nee"}', "is no JSON (consent stands in it twice)"),
        ('{"consent": "perhaps"}', "has a wrong consent: give yes or no"),
        ("[" * 10_000, "is no JSON"),
        (" " * 300_000, "is larger than 256 kB"),
    ],
)
def test_a_sidecar_that_cannot_be_used_sets_its_recording_aside(
    tmp_path: Path, text: str, said: str
) -> None:
    drop(tmp_path, "a.wav")
    (tmp_path / "a.json").write_text(text)
    drop(tmp_path, "b.wav", b"other")
    inbox = seen(tmp_path)
    assert names(inbox) == ["b.wav"]
    (refused,) = inbox.refused
    assert refused.reason.startswith(f"its sidecar a.json {said}")
    assert "\n" not in refused.reason


@pytest.mark.parametrize("field", ["consent", "Consent"])
def test_without_consent_nothing_is_listened_to(tmp_path: Path, field: str) -> None:
    drop(tmp_path, "a.wav", **{field: False})
    inbox = seen(tmp_path)
    assert not inbox.recordings
    assert "consent" in inbox.refused[0].reason


@given(st.text(max_size=300), st.sampled_from([".json", ".yaml"]))
def test_any_text_is_a_sidecar_or_a_sidecar_error(
    tmp_path_factory: pytest.TempPathFactory, text: str, ending: str
) -> None:
    path = tmp_path_factory.mktemp("sidecar") / f"a{ending}"
    path.write_text(text, encoding="utf-8")
    try:
        read_facts(path, 256)
    except SidecarError as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize("words", [3, 200_000])
def test_a_transcript_of_the_same_name_is_no_sidecar(tmp_path: Path, words: int) -> None:
    drop(tmp_path, "a.wav")
    said = [{"word": "ja", "start": 1.0, "end": 1.2}] * words
    heard = {"segments": [{"start": 1.0, "end": 2.0, "words": said}], "language": "en"}
    (tmp_path / "a.json").write_text(json.dumps(heard))
    (recording,) = seen(tmp_path).recordings
    assert recording.facts == Facts()
    (tmp_path / "a.wav.json").write_text('{"seller": "Sanne"}')
    (recording,) = seen(tmp_path).recordings
    assert recording.facts == Facts(seller="Sanne")


def test_a_sidecar_may_have_segments_of_its_own(tmp_path: Path) -> None:
    drop(tmp_path, "a.wav", seller="Sanne", segments=[])
    (recording,) = seen(tmp_path).recordings
    assert recording.facts == Facts(seller="Sanne")
