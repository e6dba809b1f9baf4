"""The batch: every recording that waits becomes a record, then the warehouse follows.

A Prefect flow with one task for each recording and stage, tried again where trying again can
help. A recording that cannot be measured is set aside with a sentence and never stops the others.
The engines are loaded once and shared.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.utilities.annotations import quote

from analysis.heard import Heard
from analysis.language.pack import PackError
from analysis.record import Record, RecordError, to_json
from analysis.speech.errors import ModelError, RecordingError
from flows.artifacts import Row, row_of, show_call, show_table
from flows.call import call_of, measured
from flows.current import load_records, publish_snapshot
from flows.files import quoted
from flows.hearing import Hearing
from flows.in_force import engine_hash
from flows.inbox import Recording
from flows.ledger import Ledger, SetAside
from flows.progress import Report
from flows.settings import Settings
from flows.store import Store
from flows.troubles import (
    OutputError,
    cannot_write,
    may_pass,
    of_prefect,
    stops_batch,
    worth_retrying,
)
from flows.warehouse_file import WarehouseError

Stage = TypeVar("Stage", bound=Callable[..., Any])


@dataclass(slots=True)
class Done:
    """What a batch came to. ``left`` are recordings to be tried again at the next run."""

    measured: list[str] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Batch:
    """One run over ``work``, of which ``hearing`` tells what is said.

    Without ``with_prefect`` the same stages run as plain functions, one try each; so they do while
    Prefect's server is not ``alive``.
    """

    settings: Settings
    work: tuple[Recording, ...]
    hearing: Hearing
    report: Report
    with_prefect: bool = True
    done: Done = field(default_factory=Done)
    alive: Callable[[], bool] = lambda: True
    rows: list[Row] = field(default_factory=list)
    dealt: int = 0
    ended: bool = False
    shown: bool = False
    made: Record | None = None

    def run(self) -> Done:
        """From the first recording to the published snapshot.

        Raises OutputError where results cannot be written, WarehouseError.
        """
        if self.with_prefect:
            try:
                flow(name="callprobe", flow_run_name=f"{len(self.work)} recordings")(self._all)()
            except Exception as error:
                if not of_prefect(error):
                    raise
                self.with_prefect = False  # it only shows: what is left is done without it
        if not self.ended:
            self._all()
        return self.done

    def calls(self) -> Done:
        """The calls alone, inside a flow of somebody else's. Raises OutputError."""
        for recording in self.work[self.dealt :]:
            self.shown = self.with_prefect and self.alive()
            self._one(recording)
            self.dealt += 1
        return self.done

    def _all(self) -> None:
        try:
            self.calls()
            self.shown = self.with_prefect and self.alive()
            self.report.doing("loading the warehouse")
            self._stage("load the warehouse", load_records)(self.settings)
            self._stage("publish", publish_snapshot)(self.settings)
            if self.shown and self.rows:
                show_table(self.rows)
            self.ended = True
        except (OSError, WarehouseError) as error:  # the ledger's own files too
            if stops_batch(error):
                raise cannot_write(self.settings.folders.data, error) from error
            raise

    def _stage(self, name: str, function: Stage) -> Stage | Any:
        """The function as a Prefect task: no cache, no stored result; records are both."""
        if not self.shown:
            return function
        return task(
            name=name,
            retries=self.settings.flow.retries,
            retry_delay_seconds=self.settings.flow.retry_delay_s,
            retry_condition_fn=worth_retrying,
            cache_policy=NO_CACHE,
            persist_result=False,
        )(function)

    def _one(self, recording: Recording) -> None:
        """One recording to its end, good or bad."""
        self.made = None
        try:
            self._dealt_with(recording)
        except BaseException as error:
            if not isinstance(error, Exception):
                self._tell_if_kept(recording)
            raise
        finally:  # only a kill leaves the call under way
            Ledger(self.settings.folders.data, self.settings.kept).end(recording.call_id)

    def _dealt_with(self, recording: Recording) -> None:
        took = None
        try:
            record = self._stages(recording)
        except RecordingError as error:
            self._set_aside(recording, str(error), None)
        except RecordError as error:
            self._set_aside(recording, str(error), error)
        except (OutputError, ModelError, PackError):
            raise  # no other recording would fare better
        except Exception as error:
            if of_prefect(error):
                raise
            if may_pass(error):
                self.done.left.append(recording.name)
                self.report.line(
                    "later", recording.name, str(error), _facts(recording, str(error)), None
                )
            else:
                said = " ".join(traceback.format_exception_only(error)).strip()
                self._set_aside(recording, f"callprobe failed on it: {said}", error)
        else:
            took = self.hearing.took(recording)
            self._tell(recording, record, took)
            self.done.measured.append(recording.call_id)
        self.report.finished(recording, took)

    def _stages(self, recording: Recording) -> Record:
        """Hear, measure, keep. Raises RecordingError, OutputError, and whatever went wrong."""
        settings, store = self.settings, Store(self.settings.kept)
        engine = engine_hash(settings.analysis)

        def measure(heard: Heard) -> Record:
            return measured(heard, call_of(recording), settings.analysis)

        heard: Heard = self._stage("hear", lambda: self.hearing.of(recording))()
        record: Record = self._stage("measure", measure)(self._sealed(heard))
        self.made = record
        try:
            if settings.flow.keep_transcripts:
                store.keep_heard(recording.call_id, engine, heard)
            self._stage("keep", store.keep)(self._sealed(record))
        except OSError as error:
            if stops_batch(error):
                raise cannot_write(store.data, error) from error
            raise
        return record

    def _sealed(self, value: Any) -> Any:
        """A large argument that Prefect need not search for results of other tasks."""
        return quote(value) if self.shown else value

    def _set_aside(self, recording: Recording, reason: str, error: Exception | None) -> None:
        entry = SetAside(recording.name, reason, recording.state)
        Ledger(self.settings.folders.data, self.settings.kept).put_aside(entry)
        self.done.aside.append(entry)
        trace = (type(error), error, error.__traceback__) if error else None
        self.report.line("aside", recording.name, reason, _facts(recording, reason), trace)

    def _tell(self, recording: Recording, record: Record, took: float) -> None:
        self._line(recording, record, took)
        self.rows.append(row_of(record))
        self.shown = self.shown and self.alive()
        if self.shown:
            show_call(record)

    def _tell_if_kept(self, recording: Recording) -> None:
        """Interrupted behind the keeping of a record, its call has a line all the same: it is
        done, and no later run would write one."""
        store, made = Store(self.settings.kept), self.made
        with suppress(OSError):
            if made and store.record_path(recording.call_id).read_bytes() == to_json(made):
                self._line(recording, made, self.hearing.took(recording))

    def _line(self, recording: Recording, record: Record, took: float) -> None:
        outcome = record.measures.outcome or "not measurable"
        sound = record.heard.duration
        self.report.line(
            "done",
            recording.name,
            f"{outcome}, {sound:.0f} s of sound in {took:.1f} s",
            f"call={recording.call_id} outcome={record.measures.outcome} "
            f"sound_s={sound:.1f} took_s={took:.1f}",
            None,
        )
        self.made = None


def _facts(recording: Recording, reason: str) -> str:
    """What the log says of a call that has no record. By its id it is forgotten, too, whatever its
    recording is called by then."""
    return f"call={recording.call_id} reason={quoted(reason)}"
