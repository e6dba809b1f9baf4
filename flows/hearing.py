"""Hearing goes ahead of the rest: the engines are at the next recordings while Prefect starts, and
while the calls before them are measured and kept.

A recording is heard in a thread of its own, as many at once as the engines take; a few that are
heard may wait to be asked for. The threads are daemons: whoever stops a run does not wait for the
end of an hour of sound.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from threading import Lock, Thread
from threading import enumerate as all_threads

from analysis.heard import Heard
from analysis.speech.errors import RecordingError
from flows.call import Listener, hear
from flows.inbox import Recording
from flows.ledger import Ledger
from flows.progress import Report
from flows.redaction import redacted
from flows.settings import Settings

MAY_WAIT = 3
"""So many more than are heard at once are begun before they are asked for: Prefect takes as long to
start as some short calls to be heard. Seldom does more than one wait."""
_THREAD = "callprobe hears"


def going_on() -> bool:
    """Whether a recording is being heard in this process, be it for nobody any more."""
    return any(thread.name == _THREAD for thread in all_threads())


class Hearing:
    """What is said in the recordings of ``work``, begun in their order.

    ``ears`` may be None only where every transcript is kept already.
    """

    def __init__(
        self, settings: Settings, work: Sequence[Recording], ears: Listener | None, report: Report
    ) -> None:
        self._settings, self._ears, self._report = settings, ears, report
        self._ledger = Ledger(settings.folders.data, settings.kept)
        self._not_survived = self._ledger.begun()
        self._at_once = report.at_once = ears.at_once if ears else 1
        self._work = list(reversed(work))
        self._heard: dict[Recording, Future[Heard]] = {}
        self._begun: dict[Recording, int] = {}
        self._took: dict[Recording, float] = {}
        self._asked: Recording | None = None
        self._now, self._most_now = 0, self._at_once
        self._stopped, self._lock = False, Lock()

    def of(self, recording: Recording) -> Heard:
        """What is said in it, once it is heard. Asked again, it is heard again.

        Raises RecordingError, ModelError, and whatever else went wrong.
        """
        with self._lock:
            self._asked = recording
            if recording not in self._heard and self._work[-1:] != [recording]:
                self._work.append(recording)
            heard = self._heard.setdefault(recording, Future())
        self.go_on()
        try:
            return heard.result()
        finally:
            with self._lock:
                del self._heard[recording]
            self.go_on()

    def took(self, recording: Recording) -> float:
        """Seconds until it was heard; 0 where it was not."""
        return self._took.pop(recording, 0.0)

    def go_on(self) -> None:
        """Begin with the next ones, as many as may be begun before they are asked for."""
        with self._lock:
            while self._work and self._may_begin(self._work[-1]):
                recording = self._work.pop()
                heard = self._heard.setdefault(recording, Future())
                self._now += 1
                Thread(
                    target=self._listen, args=(recording, heard), name=_THREAD, daemon=True
                ).start()

    def stop(self) -> None:
        """Begin with no more; what is under way is given up, and nobody waits for it."""
        with self._lock, suppress(OSError):  # not noted as ended: heard alone at the next run
            self._stopped = True
            for recording in self._heard:
                self._ledger.end(recording.call_id)

    def _may_begin(self, recording: Recording) -> bool:
        """One that a run before this did not survive, or that failed in this one, is begun when it
        is asked for, with nothing beside it: should it end the process, no other is blamed."""
        asked = recording == self._asked
        if self._stopped or not (asked or len(self._heard) < self._at_once + MAY_WAIT):
            return False
        alone = recording.call_id in self._not_survived or recording in self._begun
        if self._now >= (1 if alone else self._most_now) or (alone and not asked):
            return False
        self._most_now = 1 if alone else self._at_once
        return True

    def _listen(self, recording: Recording, heard: Future[Heard]) -> None:
        try:
            self._note(recording)
            result = self._hear(recording)
        except BaseException as error:
            self._free()
            heard.set_exception(error)
        else:
            self._free()
            heard.set_result(result)
        self.go_on()

    def _note(self, recording: Recording) -> None:
        """Note that it is begun, once a run. Raises RecordingError where it is so too often."""
        with self._lock:
            self._go_on_if_wanted()
            if recording in self._begun:
                return
            self._begun[recording] = self._ledger.begin(recording.name, recording.call_id)
        most = self._settings.flow.attempts
        if self._begun[recording] > most:
            raise RecordingError(f"callprobe was stopped {most} times while at work on it")

    def _free(self) -> None:
        with self._lock:
            self._now -= 1
            self._most_now = self._at_once

    def _hear(self, recording: Recording) -> Heard:
        settings, begun = self._settings, time.monotonic()

        def progress(stage: str) -> None:
            self._go_on_if_wanted()
            self._report.stage(recording, stage)

        self._report.begin(recording)
        heard = redacted(hear(recording, self._ears, settings, progress), settings.redaction)
        self._took[recording] = time.monotonic() - begun
        return heard

    def _go_on_if_wanted(self) -> None:
        if self._stopped:
            raise Stopped


class Stopped(Exception):
    """Ends a hearing that was given up."""
