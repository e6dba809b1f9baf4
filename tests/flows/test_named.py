"""CALL: `scorecard`, `export` and `forget --call` mean the same call by the same name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from flows.cli import app
from flows.files import printable
from flows.named import Named, NoSuchCall, meant, several, the_one
from flows.settings import Settings
from flows.store import Store
from flows.whose import ForgetError, Wanted
from flows.whose import find as to_forget
from review.terminal_card import print_card
from tests.flows.made_records import write_record
from tests.flows.replay import settings_in

QUIET = Console(quiet=True)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Two calls called c1, and one whose id begins with their name and letters; a torn record."""
    settings = settings_in(tmp_path)
    store = Store(settings.kept)
    for call_id, recording in (
        ("aaaa000000000001", "c1.flac"),
        ("bbbb000000000002", "c1.wav"),
        ("c1c1000000000003", "other.flac"),
        ("cafe000000000004", "c1c1.flac"),
    ):
        path = write_record(store.records, call_id)
        record = replace(store.read(path), settings=settings.analysis.model_dump())
        store.keep(replace(record, call=replace(record.call, recording=recording)))
    (store.records / "dddd000000000005.json").write_text("{torn")
    return settings


def ids(settings: Settings, name: str) -> set[str]:
    """What the three commands take a name for: they must say the same."""
    exported = Store(settings.kept).find(name).call.id
    print_card(settings, name, QUIET)
    forgotten = to_forget(settings, Wanted(call=name)).calls
    assert forgotten == {exported}
    return forgotten


@pytest.mark.parametrize(
    ("name", "call_id"),
    [
        ("c1.flac", "aaaa000000000001"),
        ("c1.wav", "bbbb000000000002"),
        ("other", "c1c1000000000003"),
        ("c1c1", "cafe000000000004"),  # a name goes before the first letters of an id
        ("c1c10", "c1c1000000000003"),
        ("AAAA00", "aaaa000000000001"),
        ("bbbb000000000002", "bbbb000000000002"),
    ],
)
def test_a_name_an_id_or_its_first_letters(settings: Settings, name: str, call_id: str) -> None:
    assert ids(settings, name) == {call_id}


def test_two_calls_of_one_name_are_listed_with_what_tells_them_apart(settings: Settings) -> None:
    listed = r"c1.flac \(aaaa000000000001\), c1.wav \(bbbb000000000002\)"
    with pytest.raises(NoSuchCall, match=f"2 calls are called 'c1': {listed}"):
        Store(settings.kept).find("c1")
    with pytest.raises(NoSuchCall, match=listed):
        print_card(settings, "c1", QUIET)
    with pytest.raises(ForgetError, match=listed):
        to_forget(settings, Wanted(call="c1"))


@pytest.mark.parametrize("name", ["nobody", "", "aaa"])
def test_no_call_of_that_name_is_a_sentence(settings: Settings, name: str) -> None:
    with pytest.raises(NoSuchCall, match="no call is called"):
        Store(settings.kept).find(name)
    told = CliRunner().invoke(app, ["--data", str(settings.folders.data), "export", name])
    assert isinstance(told.exception, NoSuchCall)


def test_a_torn_record_is_forgotten_by_its_id(settings: Settings) -> None:
    assert to_forget(settings, Wanted(call="dddd000000000005")).calls == {"dddd000000000005"}


def test_what_was_never_measured_is_forgotten_by_name(settings: Settings) -> None:
    inbox = settings.folders.inbox
    (inbox / "sub").mkdir(parents=True)
    (inbox / "sub" / "empty.wav").touch()
    (inbox / "sub" / "new.wav").write_bytes(b"unheard")
    for name in ("empty", "empty.wav", "sub/empty.wav", "new", "sub/new.wav"):
        (found,) = to_forget(settings, Wanted(call=name)).recordings
        assert Path(name).stem in found


def test_a_call_known_from_several_places_is_one() -> None:
    record, copy, unread = (
        Named("a" * 16, "x.wav"),
        Named("a" * 16, "in/x.wav"),
        Named(None, "x.wav"),
    )
    assert meant("x", [record, copy, unread]) == [record]
    assert the_one("x.wav", [unread]) == unread
    many = [Named(f"{number:016}", "x.wav") for number in range(12)]
    assert several("x", meant("x", many)).count("x.wav (") == 10
    assert several("x.wav", many).endswith("and 2 more; name one by the id in brackets")


def test_a_name_is_meant_as_it_is_written_down() -> None:
    """A tab or another sign that cannot be shown is kept as what stands for it."""
    call = Named("a" * 16, printable("tab\tname.wav"))
    for name in ("tab\tname.wav", "tab\tname", call.recording):
        assert the_one(name, [call]) == call
