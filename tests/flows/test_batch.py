"""A batch ends well whatever is in it: every call once, the bad ones aside, the rest for later."""

from __future__ import annotations

import errno
import io
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from analysis.heard import Heard
from analysis.record import Record
from analysis.speech.errors import ModelMissing, RecordingError
from flows import work
from flows.current import behind
from flows.ledger import BusyError, Ledger
from flows.plan import make_plan
from flows.remeasure import Remeasured
from flows.settings import Settings
from flows.snapshot import open_snapshot, rows
from flows.store import Store
from flows.told import tell
from flows.troubles import OutputError
from tests.flows.clock import look_after
from tests.flows.replay import Replay, drop_calls, run_replayed, settings_in, truth

THREE = ("nl-02-de-extra-vraag", "en-01-a-clear-no", "nl-01-goed-gesprek")
QUIET = Console(quiet=True)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = settings_in(tmp_path)
    drop_calls(settings, THREE)
    return settings


def records(settings: Settings) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Store(settings.folders.data).paths()}


def published(settings: Settings) -> set[str]:
    with open_snapshot(settings.snapshot) as snapshot:
        return {str(row["recording"]) for row in rows(snapshot, "select recording from calls")}


def test_every_call_becomes_a_record_and_a_row(settings: Settings) -> None:
    done = run_replayed(settings, Replay())
    assert len(done.measured) == 3
    assert (done.aside, done.left) == ([], [])
    assert len(records(settings)) == 3
    assert published(settings) == {truth()[name]["file"] for name in THREE}
    log = (settings.folders.data / "callprobe.log").read_text()
    assert log.count("state=done") == 3


def test_a_second_run_finds_nothing_to_do(settings: Settings) -> None:
    run_replayed(settings, Replay())
    before = records(settings)
    result = work.run(settings, QUIET)
    assert result.nothing_to_do
    assert result.plan.done == 3
    assert records(settings) == before


def test_two_runs_give_the_same_bytes(settings: Settings, tmp_path: Path) -> None:
    run_replayed(settings, Replay())
    again = settings_in(tmp_path / "again")
    drop_calls(again, THREE)
    run_replayed(again, Replay())
    assert records(again) == records(settings)


def test_one_bad_recording_does_not_stop_the_others(settings: Settings) -> None:
    class Picky(Replay):
        def hear(self, path: Path, **told: object) -> Heard:
            if path.name.startswith("en-01"):
                raise RecordingError("nobody speaks in it")
            if path.name.startswith("nl-01"):
                raise ZeroDivisionError("a mistake of ours")
            return super().hear(path)

    done = run_replayed(settings, Picky())
    assert len(done.measured) == 1
    reasons = {entry.recording[:5]: entry.reason for entry in done.aside}
    assert reasons["en-01"] == "nobody speaks in it"
    assert reasons["nl-01"].startswith("callprobe failed on it: ZeroDivisionError")
    assert "Traceback" in (settings.folders.data / "callprobe.log").read_text()
    plan = make_plan(settings)
    assert (plan.work, plan.done, len(plan.still_aside)) == ((), 1, 2)
    assert len(make_plan(settings, retry=True).work) == 2


def test_what_no_recording_is_to_blame_for_stops_the_batch(settings: Settings) -> None:
    class Deaf(Replay):
        def hear(self, path: Path, **told: object) -> Heard:
            raise ModelMissing("there is no model in models/none")

    with pytest.raises(ModelMissing):
        run_replayed(settings, Deaf())
    plan = make_plan(settings)
    assert (len(plan.work), plan.still_aside) == (3, ())
    assert Ledger(settings.folders.data).under_way() == []


def test_a_file_set_aside_is_tried_again_once_it_changed(settings: Settings) -> None:
    empty = settings.folders.inbox / "a.wav"
    empty.write_bytes(b"")
    assert [entry.recording for entry in make_plan(settings).aside] == ["a.wav"]
    assert [entry.recording for entry in make_plan(settings).still_aside] == ["a.wav"]
    empty.write_bytes(b"something")
    assert "a.wav" in [recording.name for recording in make_plan(settings).work]
    empty.unlink()
    make_plan(settings)
    assert Ledger(settings.folders.data).set_aside() == {}


def test_what_may_pass_is_left_for_the_next_run(settings: Settings) -> None:
    class Busy(Replay):
        def hear(self, path: Path, **told: object) -> Heard:
            if path.name.startswith("en-01"):
                raise MemoryError
            return super().hear(path)

    done = run_replayed(settings, Busy())
    assert [name[:5] for name in done.left] == ["en-01"]
    assert [item.name[:5] for item in make_plan(settings).work] == ["en-01"]


def test_without_room_the_batch_stops_with_the_next_step(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Store, record: object) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Store, "keep", full)
        with pytest.raises(OutputError, match="make room"):
            run_replayed(settings, Replay())
    assert records(settings) == {}
    ears = Replay()
    assert len(run_replayed(settings, ears).measured) == 3
    assert len(ears.asked) == 2  # the first one's transcript was kept before the disk was full


@pytest.mark.parametrize("moment", ["before", "after", "later"])
def test_interrupted_a_call_has_a_line_in_the_log_if_it_is_done(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    keep = Store.keep

    def interrupted(self: Store, record: Record) -> Path:
        if moment != "before":
            keep(self, record)
        raise KeyboardInterrupt

    def shown(record: Record) -> None:
        raise KeyboardInterrupt

    if moment == "later":
        monkeypatch.setattr("flows.batch.row_of", shown)
    else:
        monkeypatch.setattr(Store, "keep", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run_replayed(settings, Replay())
    done = [path.stem for path in Store(settings.kept).paths()]
    assert len(done) == (moment != "before")
    log = (settings.folders.data / "callprobe.log").read_text()
    assert log.count("state=done") == len(done)
    assert all(f"call={call}" in log for call in done)


def test_a_changed_sidecar_is_measured_from_the_kept_transcript(settings: Settings) -> None:
    run_replayed(settings, Replay())
    sidecar = settings.folders.inbox / "nl-01-goed-gesprek.json"
    facts = json.loads(sidecar.read_text())
    for seller in ("Somebody Else", facts["seller"]):  # there and back again
        sidecar.write_text(json.dumps(facts | {"seller": seller}))
        ears = Replay()
        done = run_replayed(settings, ears)
        assert len(done.measured) == 1
        assert ears.asked == []
        (call_id,) = done.measured
        store = Store(settings.folders.data)
        assert store.read(store.record_path(call_id)).call.seller == seller
        with open_snapshot(settings.snapshot) as snapshot:
            found = rows(snapshot, "select seller from calls where call_id = ?", [call_id])
        assert found == [{"seller": seller}]
        assert not make_plan(settings).work


def test_a_crash_before_loading_is_made_good_by_the_next_run(settings: Settings) -> None:
    run_replayed(settings, Replay())
    settings.snapshot.unlink()
    settings.database.unlink()
    assert len(behind(settings)) == 3
    assert work.run(settings, QUIET).nothing_to_do
    assert len(published(settings)) == 3
    assert behind(settings) == []


def test_two_runs_at_once_do_not_meet(settings: Settings) -> None:
    with (
        Ledger(settings.folders.data).alone(),
        pytest.raises(BusyError, match="another callprobe run"),
    ):
        work.run(settings, QUIET)


def test_measuring_again_with_nothing_changed_writes_nothing(settings: Settings) -> None:
    run_replayed(settings, Replay())
    assert work.remeasure(settings, QUIET) == Remeasured()
    changed = settings.model_copy(
        update={
            "analysis": settings.analysis.model_copy(
                update={"score": settings.analysis.score.model_copy(update={"need": 3.0})}
            )
        }
    )
    before = records(settings)
    assert work.remeasure(changed, QUIET) == Remeasured(1, same=2)
    assert records(settings) != before
    assert work.remeasure(settings, QUIET) == Remeasured(1, same=2)
    assert records(settings) == before


def test_rebuilding_gives_the_same_scorecards(settings: Settings) -> None:
    run_replayed(settings, Replay())
    query = "select * from call_scorecard order by call_id"
    with open_snapshot(settings.snapshot) as snapshot:
        before = rows(snapshot, query)
    assert work.rebuild(settings) == 3
    with open_snapshot(settings.snapshot) as snapshot:
        assert rows(snapshot, query) == before


def test_a_recording_that_kills_the_program_is_set_aside_in_the_end(settings: Settings) -> None:
    ledger = Ledger(settings.folders.data)
    (victim,) = [item for item in make_plan(settings).work if item.name.startswith("en-01")]
    for _ in range(settings.flow.attempts):
        ledger.begin(victim.name, victim.call_id)
    done = run_replayed(settings, Replay())
    assert len(done.measured) == 2
    assert "stopped 3 times" in done.aside[0].reason


def test_who_works_on_a_call_is_known(settings: Settings) -> None:
    ledger = Ledger(settings.folders.data)
    ledger.begin("a.wav", "a")
    (entry,) = ledger.under_way()
    assert (entry.pid, entry.alive) == (os.getpid(), True)


@pytest.mark.parametrize("whole_after_s", [0.0, 30.0])
def test_another_recording_under_a_name_that_was_measured_is_told_once(
    settings: Settings, whole_after_s: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it is seen whole at once, or at the second look."""
    run_replayed(settings, Replay())
    file = truth()[THREE[0]]["file"]
    (call_id,) = (call.id for call in Store(settings.kept).names() if call.recording == file)
    inbox = settings.inbox.model_copy(update={"whole_after_s": whole_after_s})
    looking = settings.model_copy(update={"inbox": inbox})
    (settings.folders.inbox / file).write_bytes(b"another recording")
    assert make_plan(looking).replaced == (() if whole_after_s else ((file, call_id),))
    look_after(monkeypatch, settings.folders.inbox / file, 2 * whole_after_s)
    assert make_plan(looking).replaced == (((file, call_id),) if whole_after_s else ())
    assert not make_plan(looking).replaced


class Overwritten(Replay):
    """While it hears ``when`` somebody writes the next call over the recording ``file``."""

    def __init__(self, folder: Path, when: str, file: str) -> None:
        super().__init__()
        self._folder, self._when, self._file = folder, when, file

    def hear(self, path: Path, *, progress: object = None, language: str | None = None) -> Heard:
        heard = super().hear(path, progress=progress, language=language)
        if path.name == self._when:
            (self._folder / self._file).write_bytes(b"the next call")
        return heard


@pytest.mark.parametrize("when", [THREE[1], THREE[2]])
def test_a_recording_written_over_in_a_run_is_not_kept_as_the_one_it_was(
    settings: Settings, when: str
) -> None:
    """Before it is heard, or while: its record would have the id and the facts of the one, and the
    words of the other, which is measured once more at the next run."""
    file = truth()[THREE[2]]["file"]
    found = {item.name: item.call_id for item in make_plan(settings).work}
    ears = Overwritten(settings.folders.inbox, truth()[when]["file"], file)
    done = run_replayed(settings, ears)
    assert found[file] not in done.measured
    assert f"{found[file]}.json" not in records(settings)
    (aside,) = done.aside
    assert aside.recording == file
    assert "written to after this run had found it: the next run measures it" in aside.reason
    again = run_replayed(settings, Replay())
    assert len(again.measured) == 1
    assert len(published(settings)) == 3


def test_it_is_told_which_call_stays_of_a_recording_that_was_replaced(settings: Settings) -> None:
    said = io.StringIO()
    plan = replace(make_plan(settings, note=False), replaced=(("a.wav", "0123456789abcdef"),))
    tell(work.RunResult(plan), Console(file=said, width=200))
    assert "a.wav is another recording than before" in said.getvalue()
    assert "`callprobe forget --call 0123456789abcdef`" in said.getvalue()
