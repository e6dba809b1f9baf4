"""The engines go ahead of the rest, in order, as many calls at once as they take, and no further;
what one recording does to the process is put down to no other."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from analysis.heard import Heard
from flows.hearing import MAY_WAIT, Hearing
from flows.inbox import Recording
from flows.ledger import Ledger
from flows.plan import make_plan
from flows.progress import Report
from flows.settings import Settings
from flows.store import Store
from tests.flows.replay import Replay, drop_calls, run_replayed, settings_in, truth

ROOT = Path(__file__).parents[2]
SIX = tuple(sorted(truth()))[:6]
PATIENCE_S = 60.0


class Slow(Replay):
    """Hears nothing to its end before it is told to; tells how many it is at, and was at most."""

    def __init__(self, at_once: int) -> None:
        super().__init__()
        self.at_once = at_once
        self.go: defaultdict[str, threading.Event] = defaultdict(threading.Event)
        self.now = self.most = 0
        self._lock = threading.Lock()

    def hear(self, path: Path, **told: object) -> Heard:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
            heard, go = super().hear(path), self.go[path.name]
        assert go.wait(PATIENCE_S)
        with self._lock:
            self.now -= 1
        return heard


def waited_for(ready: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not ready() and time.monotonic() < until:
        time.sleep(0.01)
    assert ready()


def hearing_of(settings: Settings, ears: Replay) -> tuple[Hearing, tuple[Recording, ...]]:
    work = make_plan(settings).work
    return Hearing(
        settings, work, ears, Report(Console(quiet=True), settings.folders.data, work)
    ), work


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = settings_in(tmp_path)
    drop_calls(settings, SIX)
    return settings


@pytest.mark.parametrize("at_once", [1, 3])
def test_the_next_calls_are_heard_meanwhile_and_in_order(settings: Settings, at_once: int) -> None:
    ears = Slow(at_once)
    hearing, work = hearing_of(settings, ears)
    hearing.go_on()
    waited_for(lambda: len(ears.asked) == at_once)
    for number, recording in enumerate(work, start=1):
        ears.go[recording.path.name].set()
        heard = hearing.of(recording)
        assert heard.duration == pytest.approx(truth()[recording.path.stem]["seconds"], abs=1e-3)
        # Nobody asked for the next ones yet, and the engines are at them all the same.
        waited_for(lambda number=number: len(ears.asked) == min(len(SIX), number + at_once))
    assert ears.most == at_once
    if at_once == 1:
        assert ears.asked == [recording.path.name for recording in work]


def test_never_further_ahead_than_may_wait(settings: Settings) -> None:
    ears = Replay()
    hearing, work = hearing_of(settings, ears)
    hearing.go_on()
    waited_for(lambda: len(ears.asked) == 1 + MAY_WAIT)
    time.sleep(0.1)
    assert len(ears.asked) == 1 + MAY_WAIT
    hearing.of(work[0])
    waited_for(lambda: len(ears.asked) == 2 + MAY_WAIT)


def test_whoever_stops_waits_for_no_sound_and_blames_no_call(settings: Settings) -> None:
    ears = Slow(2)
    hearing, _ = hearing_of(settings, ears)
    hearing.go_on()
    ledger = Ledger(settings.folders.data)
    waited_for(lambda: len(ears.asked) == 2)
    assert len(ledger.under_way()) == 2
    hearing.stop()
    assert ledger.under_way() == []
    for name in ears.asked:
        ears.go[name].set()
    waited_for(lambda: ears.now == 0)
    time.sleep(0.1)
    assert len(ears.asked) == 2  # the third never began
    assert ledger.under_way() == []


# One recording ends the process in the middle of its hearing, whatever is heard beside it. A child
# for each run: what is loaded is loaded once.
DEADLY = """
    import os, signal, sys, time
    from pathlib import Path
    from tests.flows.replay import Replay, load_packs, run_replayed, settings_in

    class Deadly(Replay):
        at_once = 3

        def hear(self, path, **told):
            if path.name == sys.argv[2]:
                time.sleep(0.3)
                os.kill(os.getpid(), signal.SIGKILL)
            time.sleep(0.2)
            return super().hear(path)

    load_packs(settings_in(Path(sys.argv[1])), sys.argv[4:])
    for _ in range(int(sys.argv[3])):
        child = os.fork()
        if child == 0:
            run_replayed(settings_in(Path(sys.argv[1])), Deadly())
            os._exit(0)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


def test_a_recording_that_ends_the_process_is_set_aside_and_no_other(settings: Settings) -> None:
    deadly, attempts = make_plan(settings).work[1], settings.flow.attempts
    arguments = [str(settings.folders.data.parent), deadly.path.name, str(attempts + 1), *SIX]
    command = [sys.executable, "-c", textwrap.dedent(DEADLY), *arguments]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    assert said.split() == [*["-9"] * attempts, "0"]
    aside = Ledger(settings.folders.data).set_aside()
    assert list(aside) == [deadly.name]
    assert f"stopped {attempts} times" in aside[deadly.name].reason
    assert len(Store(settings.folders.data).paths()) == len(SIX) - 1


def test_the_records_are_the_same_however_many_are_heard_at_once(
    settings: Settings, tmp_path: Path
) -> None:
    class Wide(Replay):
        at_once = 4

    run_replayed(settings, Replay())
    again = settings_in(tmp_path / "again")
    drop_calls(again, SIX)
    run_replayed(again, Wide())
    kept = [
        {path.name: path.read_bytes() for path in Store(one.folders.data).paths()}
        for one in (settings, again)
    ]
    assert kept[0] == kept[1]
    assert len(kept[0]) == len(SIX)
    assert Ledger(again.folders.data).under_way() == []


def test_one_that_failed_is_heard_again_with_nothing_beside_it(settings: Settings) -> None:
    class Short(Slow):
        """Memory is short while two are heard at once."""

        def hear(self, path: Path, **told: object) -> Heard:
            first = path.name not in self.asked
            heard = super().hear(path, **told)
            if first and path.name == tried.path.name:
                raise MemoryError
            self.beside = self.now
            return heard

    ears = Short(2)
    hearing, work = hearing_of(settings, ears)
    tried = work[0]
    for recording in work:
        ears.go[recording.path.name].set()
    with pytest.raises(MemoryError):
        hearing.of(tried)
    assert hearing.of(tried).duration > 0
    assert ears.beside == 0
    assert [hearing.of(recording).words for recording in work[1:]]
    assert Counter(ears.asked) == Counter(
        [tried.path.name, *(recording.path.name for recording in work)]
    )
    # Trying again is no sign that a process was lost.
    assert {entry.attempts for entry in Ledger(settings.folders.data).under_way()} == {1}
