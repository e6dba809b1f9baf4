"""How often coaches found callprobe right is told of what it finds today."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from analysis.findings import Measures
from flows.figures_only import publish_figures
from flows.publish import publish
from flows.reviews import load_reviews
from flows.snapshot import open_snapshot, rows
from flows.verdicts import Judgement, Verdict, Verdicts
from flows.warehouse import load
from tests.flows.made_records import MEASURES, SILENCE, write_record
from tests.flows.view_rows import NO_STEP, day


def judge(
    data: Path,
    call: str,
    key: str,
    judged: Judgement = "right",
    *,
    found: str = "",
    at: str = "2026-03-10T10:00:00+00:00",
) -> None:
    """Vera's verdict on a flag, or on a moment at the second its key names."""
    what, _, tenths = key.partition(":")
    second = int(tenths) / 10 if tenths else None
    verdict = Verdict(
        call_id=call,
        kind="moment" if tenths else "flag",
        key=key,
        start_s=second,
        end_s=second,
        verdict=judged,
        author="Vera",
        at=at,
        comment="",
        shown=f"what was shown of the {what}",
        should_be="",
        found=found,
    )
    Verdicts(data).keep(verdict)


def measure(data: Path, call: str, measures: Measures = MEASURES, **about: object) -> None:
    """The call, or the same call measured again."""
    record = write_record(data / "records", call, measures, **about)
    load(data / "warehouse.duckdb", [record])


def told(data: Path) -> dict[object, tuple[object, ...]]:
    """What is published of each: verdicts, right ones, wrong ones."""
    load_reviews(data / "warehouse.duckdb", data)
    publish(data / "warehouse.duckdb", data / "calls.duckdb")
    publish_figures(data / "warehouse.duckdb", data / "figures.duckdb")
    query = 'select what, verdicts, "right", wrong from flag_precision order by what'
    with open_snapshot(data / "calls.duckdb") as whole, open_snapshot(data / "figures.duckdb") as f:
        found = rows(whole, query)
        assert rows(f, query) == found
    return {what: tuple(figures) for what, *figures in (row.values() for row in found)}


def test_a_flag_that_is_raised_no_more_leaves_its_precision(tmp_path: Path) -> None:
    measure(tmp_path, "stays")
    measure(tmp_path, "goes")
    judge(tmp_path, "stays", "rescued_customer", "right")
    judge(tmp_path, "goes", "rescued_customer", "wrong")
    assert told(tmp_path) == {"rescued_customer": (2, 1, 1)}
    measure(tmp_path, "goes", replace(MEASURES, flags=()))
    assert told(tmp_path) == {"rescued_customer": (1, 1, 0)}


def test_a_moment_that_is_something_else_now_leaves_its_precision(tmp_path: Path) -> None:
    for call in ("stays", "changes"):
        measure(tmp_path, call)
        judge(tmp_path, call, "silence:115", found="kept")
        judge(tmp_path, call, "commitment:800", found="joint accept meeting")
        judge(tmp_path, call, "tension:150", found="held")
    one = (2, 2, 0)
    assert told(tmp_path) == {"silence": one, "commitment": one, "tension": one}
    meeting, tension = MEASURES.commitments[0], MEASURES.tensions[0]
    rescued = replace(SILENCE, result="rescued", rescue_kind="options", answer="none")
    measure(
        tmp_path,
        "changes",
        replace(
            MEASURES,
            silences=(rescued,),
            commitments=(replace(meeting, by="customer", kind="commit"),),
            tensions=(replace(tension, ended="abandoned"),),
        ),
    )
    left = (1, 1, 0)
    assert told(tmp_path) == {"silence": left, "commitment": left, "tension": left}
    measure(tmp_path, "changes", replace(MEASURES, silences=(), commitments=(), tensions=()))
    assert told(tmp_path) == {"silence": left, "commitment": left, "tension": left}
    measure(tmp_path, "changes")  # the old rules again: what was said of them holds again
    assert told(tmp_path) == {"silence": one, "commitment": one, "tension": one}


@pytest.mark.parametrize(("moved", "verdicts"), [(0.9, 1), (1.2, 0)])
def test_a_moment_may_move_a_little(tmp_path: Path, moved: float, verdicts: int) -> None:
    measure(tmp_path, "a")
    judge(tmp_path, "a", "silence:115", found="kept")
    later = replace(SILENCE, start=SILENCE.start + moved)
    measure(tmp_path, "a", replace(MEASURES, silences=(later,)))
    assert len(told(tmp_path)) == verdicts


def test_who_judges_a_moment_again_where_it_moved_to_counts_once(tmp_path: Path) -> None:
    measure(tmp_path, "a")
    judge(tmp_path, "a", "silence:113", "wrong", found="kept")
    judge(tmp_path, "a", "silence:115", found="kept", at="2026-03-11T10:00:00+00:00")
    assert told(tmp_path) == {"silence": (1, 1, 0)}


def test_a_verdict_of_an_earlier_version_counts_while_something_is_found_there(
    tmp_path: Path,
) -> None:
    """It did not keep what was found: of a silence that is there still it is believed."""
    measure(tmp_path, "a")
    judge(tmp_path, "a", "silence:115")
    assert told(tmp_path) == {"silence": (1, 1, 0)}
    measure(tmp_path, "a", replace(MEASURES, silences=()))
    assert told(tmp_path) == {}


def test_a_silence_that_no_longer_follows_a_probing_question_is_judged_no_more(
    tmp_path: Path,
) -> None:
    measure(tmp_path, "a")
    judge(tmp_path, "a", "silence:115", found="kept")
    plain = replace(SILENCE, probing=False)
    measure(tmp_path, "a", replace(MEASURES, silences=(plain,)))
    assert told(tmp_path) == {}


def test_a_flag_for_the_accounts_sake_counts_while_the_account_lingers(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        measure(tmp_path, f"a{number}", NO_STEP, started_at=day(number))
    judge(tmp_path, "a3", "lingering_maybe")
    assert told(tmp_path) == {"lingering_maybe": (1, 1, 0)}
    measure(tmp_path, "a2", started_at=day(2))  # it was progress after all
    assert told(tmp_path) == {}
