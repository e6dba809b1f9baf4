"""Inbox, records and transcripts on object storage: the same calls come out as from folders."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows import work
from flows.current import is_behind, load_records, publish_snapshot
from flows.forget import erase
from flows.ledger import Ledger
from flows.plan import make_plan
from flows.settings import Settings, SettingsError, load_settings
from flows.snapshot import open_snapshot, rows
from flows.store import Store
from flows.troubles import may_pass
from flows.whose import Wanted, find
from tests.flows.replay import CALLS, Replay, drop_calls, run_replayed, settings_in, truth

upath = pytest.importorskip("upath", reason="pip install 'callprobe[scale]' brings it")

THREE = ("nl-02-de-extra-vraag", "en-01-a-clear-no", "nl-01-goed-gesprek")


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Settings]:
    """Three calls in an inbox of object storage (fsspec's own, in memory)."""
    place = f"memory://{tmp_path.name}"
    settings = settings_in(
        tmp_path,
        CALLPROBE_FOLDERS__INBOX=f"{place}/inbox",
        CALLPROBE_FOLDERS__KEPT=f"{place}/kept",
    )
    for name in THREE:
        for path in (CALLS / truth()[name]["file"], CALLS / f"{name}.json"):
            (settings.folders.inbox / path.name).write_bytes(path.read_bytes())
    yield settings
    shutil.rmtree(tmp_path)
    upath.UPath(place).rmdir(recursive=True)


def records(settings: Settings) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Store(settings.kept).paths()}


def published(settings: Settings) -> list[str]:
    with open_snapshot(settings.snapshot) as snapshot:
        return sorted(str(row["call_id"]) for row in rows(snapshot, "select call_id from calls"))


def test_object_storage_gives_the_records_a_folder_gives(shared: Settings, tmp_path: Path) -> None:
    run_replayed(shared, ears := Replay())
    folders = settings_in(tmp_path / "folders")
    drop_calls(folders, THREE)
    run_replayed(folders, Replay())
    assert records(shared) == records(folders)
    assert published(shared) == published(folders)
    assert not (shared.folders.data / "records").exists()
    assert len(ears.asked) == 3
    assert make_plan(shared).done == 3
    assert not is_behind(shared)


def test_the_transcripts_kept_there_are_heard_once(shared: Settings) -> None:
    run_replayed(shared, Replay())
    for path in Store(shared.kept).paths():
        path.unlink()
    run_replayed(shared, ears := Replay())
    assert ears.asked == []
    assert len(records(shared)) == 3


def test_a_record_that_another_machine_wrote_is_loaded(shared: Settings) -> None:
    run_replayed(shared, Replay())
    path = Store(shared.kept).paths()[0]
    record = path.read_bytes()
    path.write_bytes(record.replace(b'"seller":"', b'"seller":"Jan ', 1))
    assert is_behind(shared)
    load_records(shared)
    assert is_behind(shared), "loaded, and not published yet"
    publish_snapshot(shared)
    assert not is_behind(shared)
    with open_snapshot(shared.snapshot) as snapshot:
        sellers = [row["seller"] for row in rows(snapshot, "select seller from calls")]
    assert len([seller for seller in sellers if str(seller).startswith("Jan ")]) == 1


def test_the_warehouse_is_made_again_from_there(shared: Settings) -> None:
    run_replayed(shared, Replay())
    shared.database.unlink()
    shared.snapshot.unlink()
    assert work.rebuild(shared) == 3
    assert len(published(shared)) == 3


def test_forgetting_reaches_object_storage(shared: Settings, tmp_path: Path) -> None:
    run_replayed(shared, Replay())
    call = THREE[0]
    found = find(shared, Wanted(call=str(truth()[call]["file"])))
    (forgotten,) = found.calls
    erase(shared, found)
    places = (shared.folders.inbox, shared.kept, tmp_path)
    left = [path for place in places for path in place.rglob("*") if forgotten in path.name]
    assert left == []
    assert not (shared.folders.inbox / f"{call}.json").exists()
    assert forgotten not in published(shared)
    assert len(records(shared)) == 2


def test_what_is_set_aside_is_noted_where_every_machine_sees_it(shared: Settings) -> None:
    (shared.folders.inbox / "empty.wav").write_bytes(b"")
    plan = make_plan(shared)
    assert [entry.recording for entry in plan.aside] == ["empty.wav"]
    elsewhere = Ledger(shared.folders.data / "another machine", shared.kept)
    assert list(elsewhere.set_aside()) == ["empty.wav"]


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("DATA", "memory://here/data", "must be on this machine"),
        ("KEPT", "some/folder", "must be an address such as s3://bucket/folder"),
        ("INBOX", "nosuch://calls/inbox", "needs a client for that storage"),
    ],
)
def test_an_address_that_will_not_do_is_refused_in_a_sentence(
    variable: str, value: str, said: str
) -> None:
    with pytest.raises(SettingsError, match=said):
        load_settings(environment={f"CALLPROBE_FOLDERS__{variable}": value})


def test_storage_that_does_not_answer_sets_nothing_aside() -> None:
    """Its client's errors are no OSError: the call is left for the next run."""
    error = type("EndpointConnectionError", (Exception,), {"__module__": "botocore.exceptions"})
    assert may_pass(error("Could not connect to the endpoint URL"))
    assert not may_pass(ValueError("wrong"))
