"""The demo calls through everything: real engines, both languages, two channels and one."""

from __future__ import annotations

import resource
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from flows.evaluation.heard import CallResult, evaluate_record
from flows.evaluation.results import Compared
from flows.evaluation.truth import read_truth
from flows.evaluation.truth_table import total, wrong_way
from tests.end_to_end.conftest import ROOT, Ran, run_quietly

TRUTH = {true.name: true for true in read_truth(ROOT / "demo" / "calls" / "truth.json")}
NAMES = sorted(TRUTH)

pytestmark = pytest.mark.engines


@dataclass(frozen=True)
class Reached:
    """What the demo models reach, a little slack left: getting worse fails. What callprobe sets
    itself as a bar is higher, and printed by ``make evaluate``."""

    talk_share: float
    pause_median_s: float
    pause_most_s: float
    question_precision: float
    question_recall: float
    silence_results: float
    outcomes_right: int


REACHED = {
    "stereo": Reached(0.01, 0.05, 0.10, 0.95, 0.97, 0.95, 6),
    "mono": Reached(0.03, 0.05, 0.10, 0.90, 0.87, 0.85, 4),
}


def result(demo: Ran, name: str) -> CallResult:
    return evaluate_record(demo.records[name], TRUTH[name])


def results(demo: Ran, layout: str) -> list[CallResult]:
    found = [result(demo, name) for name in NAMES]
    return [one for one in found if one.layout == layout]


def summed(demo: Ran, layout: str) -> Compared:
    return total(one.compared for one in results(demo, layout))


def test_every_demo_call_is_measured_and_shown(demo: Ran) -> None:
    assert demo.status == 0, demo.said
    assert sorted(demo.records) == NAMES
    for name in NAMES:
        assert name in demo.said
    assert "Three things to try next" in demo.said


def test_the_program_says_what_its_models_are(demo: Ran) -> None:
    assert "understand only the demo's voices" in demo.said
    assert all(record.heard.engines.demo for record in demo.records.values())


@pytest.mark.parametrize("name", NAMES)
def test_layout_and_language_are_right(demo: Ran, name: str) -> None:
    heard, true = demo.records[name].heard, TRUTH[name]
    assert (heard.layout, heard.language) == (true.layout, true.language)
    assert heard.duration == pytest.approx(true.seconds, abs=0.05)


@pytest.mark.parametrize("name", NAMES)
def test_the_seller_is_found_and_talks_as_much_as_he_did(demo: Ran, name: str) -> None:
    record, true = demo.records[name], TRUTH[name]
    assert record.conversation.roles.known, record.conversation.roles.why
    share = record.measures.talk.seller_talk_share_of_speech
    assert share is not None
    assert true.seller_share_of_speech is not None
    assert abs(share - true.seller_share_of_speech) <= REACHED[true.layout].talk_share


@pytest.mark.parametrize("layout", sorted(REACHED))
def test_silences_are_as_long_as_they_were(demo: Ran, layout: str) -> None:
    pause = summed(demo, layout).silences.pause
    assert pause.median is not None
    assert pause.most is not None
    assert len(pause.values) >= 10
    assert pause.median <= REACHED[layout].pause_median_s
    assert pause.most <= REACHED[layout].pause_most_s


@pytest.mark.parametrize("layout", sorted(REACHED))
def test_questions_silences_and_outcomes_come_out(demo: Ran, layout: str) -> None:
    compared, reached = summed(demo, layout), REACHED[layout]
    precision, recall = compared.questions.tally.precision, compared.questions.tally.recall
    silences = compared.silences.result.share
    assert precision is not None
    assert recall is not None
    assert silences is not None
    assert precision >= reached.question_precision, compared.misses
    assert recall >= reached.question_recall, compared.misses
    assert silences >= reached.silence_results, compared.misses
    assert compared.judgement.outcome.right >= reached.outcomes_right, compared.misses


def test_nobody_is_told_to_owe_what_the_other_promised(demo: Ran) -> None:
    for layout in ("stereo", "mono"):
        assert wrong_way(summed(demo, layout)) == 0


def test_every_finding_points_to_words_that_were_heard(demo: Ran) -> None:
    for record in demo.records.values():
        said = " ".join(turn.text for turn in record.conversation.turns)
        for commitment in record.measures.commitments:
            evidence = commitment.evidence
            assert 0 <= evidence.start < evidence.end <= record.heard.duration + 0.05
            assert evidence.quote
        for question in record.measures.questions:
            assert question.text in said


def test_the_snapshot_is_a_table_for_managers(demo: Ran) -> None:
    snapshot = demo.work / "data" / "callprobe.duckdb"
    with duckdb.connect(str(snapshot), read_only=True) as connection:
        found = connection.execute(
            "select recording, outcome, seller from call_scorecard"
        ).fetchall()
        flagged = connection.execute("select count(*) from flagged_calls").fetchall()[0][0]
    assert len(found) == len(NAMES)
    assert {Path(row[0]).stem: row[1] for row in found} == {
        name: record.measures.outcome for name, record in demo.records.items()
    }
    assert all(row[2] for row in found)
    assert flagged >= 5


def test_nothing_tried_to_reach_the_network(demo: Ran) -> None:
    if demo.network is None:
        pytest.skip("network namespaces are not allowed here (unshare -rn)")
    assert demo.network["interfaces"] == ["lo"]
    assert demo.network["attempts"] == {"IpOutNoRoutes": 0, "Ip6OutNoRoutes": 0}


def _spent_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_a_second_run_says_at_once_that_there_is_nothing_to_do(demo: Ran) -> None:
    before = {path.name: path.read_bytes() for path in (demo.work / "data" / "records").iterdir()}
    before_s = _spent_s()
    again = run_quietly(demo.work, ["-m", "demo.run", "--work", str(demo.work)])
    assert again.status == 0
    assert "Nothing to do: 10 calls measured, none waiting." in again.said
    assert _spent_s() - before_s < 5  # of a processor: another test may run beside this one
    after = {path.name: path.read_bytes() for path in (demo.work / "data" / "records").iterdir()}
    assert before == after


def test_measuring_again_changes_nothing(demo: Ran) -> None:
    (advised,) = [line for line in demo.said.splitlines() if line.strip().endswith(" remeasure")]
    again = run_quietly(demo.work, ["-m", "flows.cli", *advised.split()[1:]])
    assert again.said.strip().startswith("0 calls changed"), again.said
