"""Words whose time is over: what a kill, a rewriting or a silent call would leave of them."""

from __future__ import annotations

import json
import os
import time
from dataclasses import replace
from io import StringIO
from pathlib import Path

from rich.console import Console

from analysis.conversation import Interlude
from analysis.findings import Evidence, Flag, MapEntry, Tension
from analysis.heard import Doubt, DroppedText, Heard
from analysis.record import from_json, to_json
from flows import work
from flows.plan import make_plan
from flows.publish import publish
from flows.remeasure import Remeasured
from flows.retention import DAY_S, enforce, expired, remove, without_words
from flows.scorecards import print_scorecards
from flows.settings import Settings
from flows.store import Store
from flows.warehouse import load
from flows.worded import has_words, words_gone
from tests.flows.made_records import MEASURES, MEETING, QUESTION, SILENCE, write_record
from tests.flows.replay import Replay, drop_stubs, run_replayed, settings_in
from tests.flows.test_forget import found_in, keeping

NAME = "en-01-a-clear-no"
QUIET = Console(quiet=True)


def measured(tmp_path: Path, ears: Replay, report: str | None = None) -> Settings:
    settings = settings_in(tmp_path)
    drop_stubs(settings, [NAME])
    if report:
        sidecar = settings.folders.inbox / f"{NAME}.json"
        told = json.loads(sidecar.read_text(encoding="utf-8"))
        sidecar.write_text(json.dumps(told | {"report": report}), encoding="utf-8")
    run_replayed(settings, ears)
    return settings


def test_of_a_record_only_what_nobody_said_is_left(tmp_path: Path) -> None:
    """Whatever a record may hold of somebody's words, in any of its measures."""
    said = "Zeldzaam"
    quoted = Evidence((1,), 1.0, 2.0, said)
    talk = replace(
        MEASURES.talk,
        longest_seller_monologue=quoted,
        longest_customer_story=quoted,
        interruptions=(quoted,),
    )
    meeting = replace(MEETING, what=said, when_text=said, condition=said, evidence=quoted)
    measures = replace(
        MEASURES,
        talk=talk,
        questions=(replace(QUESTION, text=said),),
        silences=(replace(SILENCE, hesitations=(said,), evidence=quoted),),
        commitments=(meeting,),
        customer_map=(MapEntry("need", "kost ons", 0.7, quoted),),
        tensions=(Tension("held", "tja", 0.6, 0, quoted),),
        flags=(Flag("rescued_customer", 2, said, (quoted,)),),
        outcome_reason=said,
        summary=said,
        score=replace(MEASURES.score, total=None, silence=None, missing="silence"),
    )
    held = Interlude("announcement", "left", 1.0, 2.0, "music", said)
    doubt = Doubt("bleed", said)
    path = write_record(tmp_path, "one", measures, interludes=(held,), doubts=(doubt,), report=said)
    record = from_json(path.read_bytes(), "one")
    dropped = DroppedText(said, 1.0, 2.0, said)
    turns = tuple(replace(turn, text=said) for turn in record.conversation.turns)
    record = replace(
        record,
        heard=replace(record.heard, dropped=(dropped,)),
        conversation=replace(
            record.conversation,
            turns=turns,
            roles=replace(record.conversation.roles, why=said, doubts=(doubt,)),
        ),
    )
    left = without_words(record)
    assert said.encode() not in to_json(left)
    assert left.measures.score == measures.score
    (kept,) = left.measures.commitments
    assert (kept.step, kept.grade, kept.when_date) == ("meeting", "A", MEETING.when_date)
    assert left.call.seller == record.call.seller
    assert not has_words(left)
    assert words_gone(left)
    assert has_words(record)
    assert not words_gone(record)


def test_what_a_call_has_no_score_without_is_told_when_its_words_are_gone(tmp_path: Path) -> None:
    score = replace(MEASURES.score, total=None, silence=None, missing="silence")
    records, snapshot = tmp_path / "records", tmp_path / "calls.duckdb"
    path = write_record(records, "one", replace(MEASURES, score=score))
    path.write_bytes(to_json(without_words(from_json(path.read_bytes(), "one"))))
    load(tmp_path / "warehouse.duckdb", [path])
    publish(tmp_path / "warehouse.duckdb", snapshot)
    out = StringIO()
    print_scorecards(snapshot, Console(file=out, width=160))
    assert "no score without silence" in out.getvalue()


def test_killed_before_the_warehouse_is_made_anew_the_next_run_leaves_no_byte(
    tmp_path: Path,
) -> None:
    short = keeping(measured(tmp_path, Replay()), transcripts_days=1.0)
    store = Store(short.kept)
    turns = store.read(store.paths()[0]).conversation.turns
    said = {max((turn.text for turn in turns), key=len)[:60].lower().encode()}
    assert {"warehouse.duckdb", "callprobe.duckdb"} <= found_in(short.folders.data, said).keys()
    removing = remove(short, expired(short, time.time() + 400 * DAY_S))
    assert next(removing).startswith("words of call")
    removing.close()  # the process ends here
    work.run(short, QUIET)
    assert found_in(short.folders.data, said) == {}


def test_an_archive_that_is_dropped_here_is_measured_before_its_recordings_go(
    tmp_path: Path,
) -> None:
    short, late = keeping(settings_in(tmp_path), recordings_days=1.0), time.time() + 400 * DAY_S
    drop_stubs(short, [NAME])
    (recording,) = (path for path in short.folders.inbox.iterdir() if path.suffix != ".json")
    os.utime(recording, (1, 1))  # copied with the time it had
    assert make_plan(short).work
    assert expired(short, late).recordings == ()
    run_replayed(short, Replay())
    assert expired(short, late).recordings == (recording.name,)
    enforce(short, late)
    assert not recording.exists()
    assert len(Store(short.kept).paths()) == 1


class Silent(Replay):
    """A call in which nobody could be understood."""

    def hear(self, path: Path, *, progress: object = None, language: str | None = None) -> Heard:
        return replace(super().hear(path, progress=progress, language=language), words=())


def test_what_is_told_of_a_call_without_words_goes_too(tmp_path: Path) -> None:
    settings = measured(tmp_path, Silent(), "Zeldzaam gesprek.")
    short = keeping(settings, transcripts_days=1.0)
    assert found_in(short.folders.data, {b"zeldzaam"})
    enforce(short, time.time() + 400 * DAY_S)
    assert found_in(short.folders.data, {b"zeldzaam"}) == {}
    assert not list(Store(short.kept).transcripts.iterdir())
    assert expired(short, time.time() + 400 * DAY_S).nothing
    assert not make_plan(short).work  # its sidecar is still there, and brings nothing back
    assert work.remeasure(short, QUIET) == Remeasured()


def test_a_record_that_is_written_again_is_no_younger(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    settings.folders.inbox.mkdir()
    path = write_record(settings.folders.data / "records", "one", started_at=None)
    os.utime(path, (time.time() - 40 * DAY_S,) * 2)
    short = keeping(settings, transcripts_days=30.0, measures_days=60.0)
    assert enforce(short)[0].startswith("words of call one")
    assert expired(short).nothing
    in_a_month = time.time() + 25 * DAY_S
    assert expired(short, in_a_month).calls == ("one",)
    enforce(short, in_a_month)
    assert not Store(short.kept).paths()


def test_a_transcript_without_a_record_goes_when_its_time_is_over(tmp_path: Path) -> None:
    settings = measured(tmp_path, Replay())
    for path in (*settings.folders.inbox.iterdir(), *Store(settings.kept).paths()):
        path.unlink()  # killed before the record was kept, and the recording taken away since
    (transcript,) = Store(settings.kept).transcripts.iterdir()
    short = keeping(settings, transcripts_days=30.0)
    assert expired(short).nothing
    os.utime(transcript, (time.time() - 31 * DAY_S,) * 2)
    assert expired(short).counts["words"] == 1
    enforce(short)
    assert not transcript.exists()
