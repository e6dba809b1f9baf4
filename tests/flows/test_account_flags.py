"""An account's calls in a row without progress are a flag of the call that is one too many."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from analysis.findings import Flag
from analysis.record import RecordedTurn, from_json, to_json
from flows.publish import publish
from flows.snapshot import open_snapshot, rows
from flows.warehouse import load
from tests.flows.made_records import (
    MEASURES,
    evidence,
)
from tests.flows.made_records import write_record as write
from tests.flows.view_rows import NO_STEP, STALLED, asked, day

(STALL,) = STALLED.commitments


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "records"


FLAGGED = """select call_id, calls_in_a_row from flags where flag = 'lingering_maybe' order by 1"""


def test_an_accounts_third_call_in_a_row_without_progress_lingers(folder: Path) -> None:
    """Days 1, 3 and 5 lead nowhere, a voicemail between them counts for nothing; day 6 is the
    fourth. Day 7 moves, so 8 and 9 are the first two of a new row."""
    for number in (1, 3, 5, 6, 8, 9):
        write(folder, f"a{number}", NO_STEP, started_at=day(number))
    write(folder, "a4", replace(NO_STEP, outcome="none"), started_at=day(4))
    write(folder, "a7", started_at=day(7))
    for number in (1, 2):
        write(folder, f"b{number}", NO_STEP, account="Elsewhere", started_at=day(number))
    assert asked(folder, FLAGGED) == [("a5", 3), ("a6", 4)]
    assert asked(folder, FLAGGED, long_no_calls=4) == [("a6", 4)]
    assert asked(folder, FLAGGED, long_no_calls=2) == [
        ("a3", 2),
        ("a5", 3),
        ("a6", 4),
        ("a9", 2),
        ("b2", 2),
    ]


def test_the_flag_is_everywhere_a_flag_is(folder: Path) -> None:
    for number in (1, 2, 3):
        write(folder, f"a{number}", replace(NO_STEP, flags=()), started_at=day(number))
    sentence = (
        "3 gesprekken op rij zonder vooruitgang bij deze klant: 2026-03-01, 2026-03-02, 2026-03-03."
    )
    found = asked(
        folder,
        """select call_id, flag, severity, sentence, moments, first_moment_s, first_quote
        from flagged_calls""",
        lingering_severity=3,
    )
    assert found == [
        ("a3", "lingering_maybe", 3, sentence, 1, 15.0, "Twee klanten per maand."),
    ]
    card = """select flags, warnings, kind, what, moments.quote, turn_ids
        from call_scorecard
        inner join moments using (call_id)
        inner join flag_moments using (call_id)
        where call_id = 'a3' and kind = 'flag'"""
    assert asked(folder, card) == [
        ("lingering_maybe", 1, "flag", "lingering_maybe", "Twee klanten per maand.", [1])
    ]


def test_it_rests_on_what_was_put_off_and_else_on_the_customers_last_words(folder: Path) -> None:
    """The third call has more turns than one of the customer's; the fourth a stall and a no."""
    acts = (
        replace(STALL, id=0, evidence=evidence(60.0, "Ik denk er over na.")),
        replace(STALL, id=1, kind="decline", evidence=evidence(40.0, "Die proef niet.")),
    )
    for number in (1, 2, 3, 4):
        said = acts if number == 4 else ()
        measures = replace(NO_STEP, flags=(), commitments=said)
        path = write(folder, f"a{number}", measures, started_at=day(number))
        record = from_json(path.read_bytes(), path.stem)
        later = (
            RecordedTurn(2, "customer", 50.0, 52.0, "Dag dan maar."),
            RecordedTurn(3, "seller", 53.0, 54.0, "Dag."),
        )
        talk = replace(record.conversation, turns=(*record.conversation.turns, *later))
        path.write_bytes(to_json(replace(record, conversation=talk)))
    found = asked(
        folder,
        """select call_id, moment_id, start_s, quote, turn_ids from flag_moments
        where flag = 'lingering_maybe' order by all""",
    )
    assert found == [
        ("a3", 0, 50.0, "Dag dan maar.", [2]),
        ("a4", 0, 40.0, "Die proef niet.", [1]),
        ("a4", 1, 60.0, "Ik denk er over na.", [1]),
    ]


def test_a_call_that_lingers_by_itself_says_both(folder: Path) -> None:
    own = Flag("lingering_maybe", 2, "De klant houdt het open.", (evidence(30.0, "Misschien."),))
    for number in (1, 2, 3):
        write(folder, f"a{number}", replace(STALLED, flags=(own,)), started_at=day(number))
    found = asked(folder, "select call_id, moments, first_quote, sentence from flagged_calls")
    assert [row[:3] for row in sorted(found)] == [
        (f"a{number}", 1, "Misschien.") for number in (1, 2, 3)
    ]
    said = {str(row[0]): str(row[3]) for row in found}
    assert said["a1"] == said["a2"] == "De klant houdt het open."
    assert said["a3"].startswith("De klant houdt het open. 3 gesprekken op rij")


def test_it_does_not_matter_in_which_order_an_accounts_calls_were_heard(folder: Path) -> None:
    """The middle one comes last, after the flag of a row of two would have been wrong."""
    database, snapshot = folder.parent / "warehouse.duckdb", folder.parent / "calls.duckdb"
    seen: set[str] = set()
    for order in ((1, 2, 3, 4), (4, 1, 3, 2), (3, 4, 2, 1)):
        database.unlink(missing_ok=True)
        for number in order:
            measures = MEASURES if number == 2 else NO_STEP
            load(database, [write(folder, f"a{number}", measures, started_at=day(number))])
        publish(database, snapshot)
        with open_snapshot(snapshot) as connection:
            seen.add(repr(rows(connection, "select * from flags order by all")))
    assert len(seen) == 1
    assert "lingering" not in seen.pop()  # 1, then progress, then 3 and 4


def test_of_a_long_row_the_last_five_days_are_named(folder: Path) -> None:
    for number in range(1, 7):
        write(folder, f"a{number}", replace(NO_STEP, flags=()), started_at=day(number))
    found = asked(folder, "select sentence from flags where call_id = 'a6'")
    days = ", ".join(f"2026-03-0{number}" for number in range(2, 7))
    said = f"6 gesprekken op rij zonder vooruitgang bij deze klant: …, {days}."
    assert found == [(said,)]
