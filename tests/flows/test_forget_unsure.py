"""Forgetting and retention where something is told wrongly: nobody's recording stays unseen."""

from __future__ import annotations

import json
import os
import time
import unicodedata
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from flows.cli import app
from flows.ledger import Ledger, SetAside
from flows.plan import make_plan
from flows.retention import DAY_S, enforce
from flows.settings import Settings
from flows.store import Store
from flows.whose import Wanted, find
from tests.flows.replay import Replay, drop_stubs, run_replayed, settings_in
from tests.flows.test_forget import found_in, keeping

KLANT = "Klant Zeldzaam"
MEASURED = "en-01-a-clear-no"
TRANSCRIPT = """WEBVTT

00:00:01.000 --> 00:00:03.000
Emma Wilson: What happens if you do nothing?

00:00:06.500 --> 00:00:08.000
Mark Turner: We lose a day a week.
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An inbox with a recording of a few bytes that was never measured."""
    settings = settings_in(tmp_path)
    settings.folders.inbox.mkdir()
    (settings.folders.inbox / "a.wav").write_bytes(b"unheard")
    return settings


def command(settings: Settings, *arguments: str) -> Result:
    folders = ["--inbox", str(settings.folders.inbox), "--data", str(settings.folders.data)]
    return CliRunner().invoke(app, [*folders, *arguments])


def forget(settings: Settings, *arguments: str) -> Result:
    return command(settings, "forget", *arguments, "--yes")


def told_in(settings: Settings, name: str, **facts: object) -> None:
    (settings.folders.inbox / name).write_text(json.dumps(facts), encoding="utf-8")


@pytest.mark.parametrize("wrong", [{"started_at": "9 maart"}, {"seller": 5}, {"language": "dutch"}])
def test_another_field_that_is_wrong_hides_nobody(
    settings: Settings, wrong: dict[str, object]
) -> None:
    told_in(settings, "a.json", customer=KLANT, **wrong)
    make_plan(settings)
    assert forget(settings, "--customer", KLANT.lower()).exit_code == 0
    assert list(settings.folders.inbox.iterdir()) == []
    assert found_in(settings.folders.data, {KLANT.lower().encode(), b"a.wav"}) == {}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", f'{{"customer": "{KLANT}", "seller": "S"'),
        ("a.wav.json", '{"customer": ["Klant", "Zeldzaam"]}'),
        ("a.yaml", f"customer: {KLANT} \xeb"),
    ],
)
def test_a_sidecar_that_cannot_be_read_is_named(
    settings: Settings, name: str, content: str
) -> None:
    (settings.folders.inbox / name).write_bytes(content.encode("latin-1"))
    told = forget(settings, "--customer", KLANT)
    assert told.exit_code == 1
    assert "nobody can tell whose call this is" in told.output
    assert f"the sidecar {name}" in told.output
    assert (settings.folders.inbox / name).is_file()


def test_what_is_no_sidecar_of_anything_is_passed_over(settings: Settings) -> None:
    (settings.folders.inbox / "list.json").write_text("[1, 2]")
    (settings.folders.inbox / "a.json").write_text('{"segments": [{"text": "hi"}], "language": 1}')
    told = forget(settings, "--customer", KLANT)
    assert (told.exit_code, told.output) == (0, "Nothing of that is kept.\n")


@pytest.mark.parametrize("by", ["customer", "call", "id"])
@pytest.mark.parametrize("wrong", ["sidecar", "manifest"])
def test_a_measured_call_goes_whole_when_what_is_told_went_wrong(
    tmp_path: Path, by: str, wrong: str
) -> None:
    settings = settings_in(tmp_path)
    drop_stubs(settings, [MEASURED])
    run_replayed(settings, Replay())
    inbox = settings.folders.inbox
    (path,) = Store(settings.kept).paths()
    call = Store(settings.kept).read(path).call
    if wrong == "sidecar":
        told_in(settings, f"{MEASURED}.json", customer=call.customer, started_at="9 maart")
    else:
        (inbox / "manifest.csv").write_bytes("file;seller\nb.wav;Ren\xe9\n".encode("latin-1"))
    (aside,) = make_plan(settings).aside
    assert "forget" not in aside.reason
    wanted = {
        "customer": ("--customer", str(call.customer)),
        "call": ("--call", f"{MEASURED}.flac"),
        "id": ("--call", call.id),
    }[by]
    assert forget(settings, *wanted).exit_code == 0
    assert {item.name for item in inbox.iterdir()} <= {"manifest.csv"}
    assert Store(settings.kept).paths() == []


@pytest.mark.parametrize(
    "line",
    [
        b"a.wav,Klant Zeldzaam,9 maart",
        b"a.wav,klant zeldzaam,9 maart \xeb",
        b"a.wav,,\na.wav,Klant Zeldzaam,",
    ],
)
def test_a_wrong_line_of_the_manifest_hides_nobody(settings: Settings, line: bytes) -> None:
    table = settings.folders.inbox / "manifest.csv"
    table.write_bytes(b"file,customer,started_at\n" + line + b"\nb.wav,Z\xeb,\n")
    told = forget(settings, "--customer", KLANT)
    assert told.exit_code == 0
    assert not (settings.folders.inbox / "a.wav").exists()
    assert table.read_bytes() == b"file,customer,started_at\nb.wav,Z\xeb,\n"


@pytest.mark.parametrize("table", ["file,customer\nb.wav,/etc/x\n", f"name,customer\na,{KLANT}\n"])
def test_a_manifest_that_cannot_be_read_is_named(settings: Settings, table: str) -> None:
    (settings.folders.inbox / "manifest.csv").write_text(table)
    told = forget(settings, "--customer", KLANT)
    assert told.exit_code == 1
    assert "the manifest manifest.csv" in told.output


def test_a_name_in_the_file_is_found_beside_a_wrong_sidecar(tmp_path: Path) -> None:
    patterns = '["(?P<seller>[a-z]+)_(?P<customer>[a-z]+)"]'
    settings = settings_in(tmp_path, CALLPROBE_INBOX__NAME_PATTERNS=patterns)
    settings.folders.inbox.mkdir()
    (settings.folders.inbox / "sanne_hendriks.wav").write_bytes(b"unheard")
    told_in(settings, "sanne_hendriks.json", started_at="9 maart")
    assert find(settings, Wanted(customer="Hendriks")).recordings == {"sanne_hendriks.wav"}


def test_a_recording_that_cannot_be_read_now_is_erased_or_named(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    drop_stubs(settings, [MEASURED])
    run_replayed(settings, Replay())
    inbox = settings.folders.inbox
    for folder in (inbox, inbox / "b"):
        folder.mkdir(exist_ok=True)
        (folder / f"{MEASURED}.flac").write_bytes(b"")
    make_plan(settings)
    told = forget(settings, "--call", f"{MEASURED}.flac")
    assert told.exit_code == 1
    assert f"b/{MEASURED}.flac" in told.output
    assert [path.name for path in inbox.rglob("*.flac")] == [f"{MEASURED}.flac"]
    assert (inbox / "b" / f"{MEASURED}.flac").is_file()


@pytest.mark.parametrize("length", [255, 251])
def test_the_longest_names_are_forgotten_and_not_kept_too_long(
    settings: Settings, length: int
) -> None:
    inbox = settings.folders.inbox
    name = "b" * (length - 4) + ".wav"
    for way in ("forget", "retention"):
        (inbox / name).write_bytes(b"another")
        if way == "forget":
            told = forget(settings, "--call", name)
            assert told.exit_code == 0, told.output
        else:  # one that was never tried is measured first
            Ledger(settings.folders.data).put_aside(SetAside(name, "it is no sound", ""))
            enforce(keeping(settings, recordings_days=1.0), time.time() + 9 * DAY_S)
        assert not (inbox / name).exists()


def test_a_name_longer_than_any_file_leaves_the_manifest(settings: Settings) -> None:
    table = settings.folders.inbox / "manifest.csv"
    table.write_text(f"file,customer\n{'c' * 300}.wav,{KLANT}\n")
    assert forget(settings, "--customer", KLANT).exit_code == 0
    assert KLANT not in table.read_text()


def test_retention_reaches_recordings_of_which_something_wrong_is_told(settings: Settings) -> None:
    inbox = settings.folders.inbox
    told_in(settings, "a.json", started_at="2020-13-01")
    (inbox / "b.wav").write_bytes(b"another")
    (inbox / "manifest.csv").write_text("file,language\nb.wav,dutch\n")
    for path in inbox.glob("*.wav"):
        os.utime(path, (time.time() - 9 * DAY_S,) * 2)
    short = keeping(settings, recordings_days=1.0)
    assert len(make_plan(short).aside) == 2
    enforce(short)
    assert {path.name for path in inbox.iterdir()} == {"manifest.csv"}


def test_a_line_stays_that_tells_about_another_recording_too(settings: Settings) -> None:
    inbox = settings.folders.inbox
    table = inbox / "manifest.csv"
    for folder in ("b", "c"):
        (inbox / folder).mkdir()
        (inbox / folder / "n.wav").write_bytes(folder.encode())
    table.write_text("file,seller,customer\nn.wav,Kim,\nb\\n.wav,Jan,Piet\n")
    assert forget(settings, "--call", "b/n.wav").exit_code == 0
    assert table.read_text() == "file,seller,customer\nn.wav,Kim,\n"
    assert forget(settings, "--call", "c/n.wav").exit_code == 0
    assert table.read_text() == "file,seller,customer\n"


def test_a_line_with_the_name_forgotten_never_stays(settings: Settings) -> None:
    table = settings.folders.inbox / "manifest.csv"
    (settings.folders.inbox / "b").mkdir()
    (settings.folders.inbox / "b" / "n.wav").write_bytes(b"n")
    told_in(settings, "b/n.json", customer="Another")
    table.write_text(f"file,customer\nn.wav,{KLANT}\n")
    assert forget(settings, "--customer", KLANT).exit_code == 0
    assert table.read_text() == "file,customer\n"
    assert (settings.folders.inbox / "b" / "n.wav").is_file()


def test_the_transcript_a_call_was_imported_from_goes_too(settings: Settings) -> None:
    inbox = settings.folders.inbox
    (inbox / "sub").mkdir()
    (inbox / "sub" / "zz.vtt").write_text(TRANSCRIPT)
    told_in(settings, "sub/zz.json", seller="Emma Wilson", customer=KLANT)
    assert command(settings, "import", str(inbox / "sub" / "zz.vtt")).exit_code == 0
    told = forget(settings, "--customer", KLANT)
    assert told.exit_code == 0
    assert "removed transcript" in told.output
    assert "by hand" not in told.output
    assert list((inbox / "sub").iterdir()) == []


@pytest.mark.parametrize("by", ["call", "customer"])
def test_a_transcript_outside_the_inbox_is_named(
    settings: Settings, tmp_path: Path, by: str
) -> None:
    outside = tmp_path / "zz.vtt"
    outside.write_text(TRANSCRIPT)
    more = ("--seller", "Emma", "--customer", KLANT)
    assert command(settings, "import", str(outside), *more).exit_code == 0
    told = forget(settings, f"--{by}", {"call": "zz.vtt", "customer": KLANT}[by])
    assert "nothing of zz.vtt, delete it by hand" in told.output
    assert outside.is_file()


def test_a_transcript_never_imported_goes_with_its_sidecar(settings: Settings) -> None:
    (settings.folders.inbox / "zz.vtt").write_text(TRANSCRIPT)
    told_in(settings, "zz.json", customer=KLANT)
    assert forget(settings, "--customer", KLANT).exit_code == 0
    assert {path.name for path in settings.folders.inbox.iterdir()} == {"a.wav"}


def test_retention_of_a_whole_call_takes_its_transcript(settings: Settings) -> None:
    path = settings.folders.inbox / "zz.vtt"
    path.write_text(TRANSCRIPT)
    assert command(settings, "import", str(path), "--seller", "Emma").exit_code == 0
    enforce(keeping(settings, measures_days=1.0), time.time() + 9 * DAY_S)
    assert not path.exists()


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_is_found_in_whatever_form_its_accents_are_written(
    settings: Settings, form: str
) -> None:
    path = settings.folders.inbox / "zz.vtt"
    told = {"NFC": "NFD", "NFD": "NFC"}[form]
    seller, customer = (unicodedata.normalize(told, name) for name in ("Zoë Smit", "Café René"))
    path.write_text(TRANSCRIPT.replace("Emma Wilson", seller), encoding="utf-8")
    told_in(settings, "zz.json", seller=seller, customer=customer)
    assert command(settings, "import", str(path)).exit_code == 0
    typed, guest = (unicodedata.normalize(form, name) for name in ("zoë", "café rené"))
    for asked in (
        ("scorecards", "--seller", typed),
        ("scorecards", "--account", guest),
        ("ask", "sellers", "--seller", typed),
        ("ask", "sellers", "--where", f"seller={typed}"),
    ):
        shown = unicodedata.normalize("NFC", command(settings, *asked).output)
        assert "Smit" in shown, asked
    other = settings.folders.inbox / "yy.vtt"
    other.write_text(TRANSCRIPT.replace("Emma", "Els").replace("Wilson", "Bos"), encoding="utf-8")
    more = ("--customer", unicodedata.normalize(form, "Café René"))
    assert command(settings, "import", str(other), *more, "--seller", "Els Bos").exit_code == 0
    query = "select count(distinct customer) as accounts from calls"
    assert command(settings, "sql", query, "--as", "csv").output.split() == ["accounts", "1"]
    assert forget(settings, "--customer", guest).exit_code == 0
    assert not path.exists()
