"""The progress score: every component on each side of its bounds, by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pytest

from analysis.findings import (
    By,
    Commitment,
    CommitmentKind,
    Counts,
    Evidence,
    Grade,
    MapEntry,
    MapKind,
    Outcome,
    Step,
    Talk,
)
from analysis.judgement.score import score
from analysis.no_counts import NO_COUNTS
from analysis.settings import ScoreSettings
from tests.analysis.calls import SETTINGS, conversation, measured

POINTS: ScoreSettings = SETTINGS.score
SHOWN = Evidence((0,), 1.0, 2.0, "words")
TALK: Talk = measured([("S", 0.5, "Goedemorgen."), ("C", 0.5, "Goedemorgen.")]).talk
COUNTS = replace(NO_COUNTS, silences_kept=0, probing_questions=0, deepest_chain=0)


def step(
    by: By, grade: Grade | None, kind: CommitmentKind = "commit", what: Step = "meeting"
) -> Commitment:
    return Commitment(
        id=0,
        by=by,
        kind=kind,
        step=what,
        what="",
        when_text=None,
        when_date=None,
        conditional=False,
        condition=None,
        grade=grade,
        answers_turn_id=None,
        confidence=0.9,
        cue="cue",
        evidence=SHOWN,
    )


def talk(minutes: float = 1.0, share: float = 0.4) -> Talk:
    return replace(TALK, call_s=60 * minutes, seller_talk_share_of_speech=share)


@pytest.mark.parametrize(
    ("outcome", "rows", "points"),
    [
        ("order", [], 40),
        ("advance", [step("joint", "A")], 36),
        ("advance", [step("customer", "B")], 28),
        ("advance", [step("customer", "B"), step("joint", "A")], 36),
        # taking a quote is no advance, however firm
        ("advance", [step("customer", "B"), step("customer", "A", what="quote")], 28),
        ("advance", [step("customer", "B"), step("seller", "A")], 28),
        ("no", [], 28),
        ("continuation", [step("customer", "C")], 8),
        ("continuation", [step("joint", "C", kind="accept")], 8),
        ("continuation", [step("seller", "C")], 0),
        ("continuation", [step("customer", None, kind="stall")], 0),
        ("continuation", [], 0),
        ("none", [], None),
    ],
)
def test_progress(outcome: Outcome, rows: list[Commitment], points: float | None) -> None:
    result = score(outcome, rows, COUNTS, (), talk(), POINTS)
    assert result.progress == points
    assert (result.total is None) == (points is None)


def test_every_outcome_has_its_points() -> None:
    for outcome in get_args(Outcome):
        assert (score(outcome, [], COUNTS, (), talk(), POINTS).progress is None) == (
            outcome == "none"
        )


@pytest.mark.parametrize(
    ("kept", "points"), [(None, 0.0), (0.0, 0.0), (0.5, 10.0), (0.75, 15.0), (1.0, 20.0)]
)
def test_silence_is_the_share_kept(kept: float | None, points: float) -> None:
    """No probing question left none to keep: no points. Not measurable is something else."""
    counts = replace(COUNTS, silence_kept_rate=kept)
    assert score("no", [], counts, (), talk(), POINTS).silence == points


def test_silences_that_cannot_be_timed_leave_no_score() -> None:
    result = score("no", [], replace(COUNTS, silences_kept=None), (), talk(), POINTS)
    assert (result.silence, result.total, result.missing) == (None, None, "silence")
    assert result.progress == 28.0


@pytest.mark.parametrize(
    ("minutes", "asked", "chain", "points"),
    [
        (1.0, 0, 0, 0.0),
        (1.0, 1, 1, 4.0 + 8 / 3),  # one of three, one of three deep
        (1.0, 3, 3, 20.0),
        (1.0, 9, 9, 20.0),  # no more than all
        (12.0, 3, 0, 12.0),  # 12 / 4 = 3 is still the least
        (12.4, 3, 0, 12.0 * 3 / 3.1),  # from there on, one every four minutes
        (40.0, 5, 0, 6.0),  # five of ten
        (40.0, 10, 2, 12.0 + 16 / 3),
    ],
)
def test_probing_by_the_length_of_the_call(
    minutes: float, asked: int, chain: int, points: float
) -> None:
    counts: Counts = replace(COUNTS, probing_questions=asked, deepest_chain=chain)
    result = score("no", [], counts, (), talk(minutes), POINTS)
    assert result.probing == pytest.approx(points)


@pytest.mark.parametrize(
    ("kinds", "points"),
    [
        ((), 0.0),
        (("need",), 4.0),
        (("enthusiasm",), 3.0),
        (("aversion",), 3.0),
        (("need", "need", "need"), 4.0),
        (("need", "aversion"), 7.0),
        (("need", "enthusiasm", "aversion"), 10.0),
    ],
)
def test_customer_map_counts_each_kind_once(kinds: tuple[MapKind, ...], points: float) -> None:
    entries = [MapEntry(kind, "cue", 0.7, SHOWN) for kind in kinds]
    assert score("no", [], COUNTS, entries, talk(), POINTS).customer_map == points


@pytest.mark.parametrize(
    ("share", "points"),
    [(0.0, 10.0), (0.5, 10.0), (0.525, 9.0), (0.625, 5.0), (0.749, 0.04), (0.75, 0.0), (1.0, 0.0)],
)
def test_room_falls_from_half_to_three_quarters(share: float, points: float) -> None:
    result = score("no", [], COUNTS, (), talk(share=share), POINTS)
    assert result.room == pytest.approx(points)


def test_the_total_is_the_sum_of_its_columns() -> None:
    """36 + 15 + (12 x 2/3 + 8 x 2/3) + 7 + 5."""
    counts = replace(COUNTS, silence_kept_rate=0.75, probing_questions=2, deepest_chain=2)
    entries = [MapEntry(kind, "cue", 0.7, SHOWN) for kind in ("need", "aversion")]
    rows = [step("joint", "A")]
    result = score("advance", rows, counts, entries, talk(share=0.625), POINTS)
    assert result.total == pytest.approx(36 + 15 + 8 + 16 / 3 + 7 + 5)
    assert result.missing is None


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ({"outcome": None}, "progress"),
        ({"counts": None}, "silence, probing"),
        ({"entries": None}, "customer_map"),
        ({"talk": replace(TALK, seller_talk_share_of_speech=None)}, "room"),
        ({"outcome": "none"}, "outcome"),
    ],
)
def test_a_missing_part_is_named_and_leaves_no_total(missing: dict[str, Any], said: str) -> None:
    parts: dict[str, Any] = {"outcome": "no", "counts": COUNTS, "entries": (), "talk": talk()}
    result = score(rows=[], settings=POINTS, **(parts | missing))
    assert (result.total, result.missing) == (None, said)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_whole_call_adds_up_in_both_languages(language: str) -> None:
    """Progress 36 (Tuesday at ten, agreed), silence 20 (both kept), probing 12 x 2/3 and a chain
    of one, a need 4, and room by the seconds of speech."""
    said = {
        "nl": (
            "Wat gebeurt er als een wagen uitvalt?",
            "Dat is een groot probleem bij ons in de hal.",
            "Zullen we dinsdag om tien uur bij u kijken?",
            "Ja, dat is goed.",
        ),
        "en": (
            "What happens when a van breaks down?",
            "That is a big problem for us in the hall.",
            "Shall we come by on Tuesday at ten?",
            "Yes, that's fine.",
        ),
    }[language]
    lines = [(who, 1.0, text) for who, text in zip("SCSC", said, strict=True)]
    result = measured(lines, language)
    assert conversation(lines, language).talk_s > 0
    assert result.outcome == "advance"
    assert (result.score.progress, result.score.silence) == (36.0, 20.0)
    assert result.score.customer_map == 4.0
    assert result.score.probing == pytest.approx(8.0 + 8 * (result.counts.deepest_chain or 0) / 3)
    words = {who: sum(len(t.split()) for w, _, t in lines if w == who) for who in "SC"}
    share = words["S"] / sum(words.values())
    assert result.score.room == pytest.approx(10 * min(1, 1 - (share - 0.5) / 0.25))
    assert result.score.total == pytest.approx(
        36 + 20 + (result.score.probing or 0) + 4 + (result.score.room or 0)
    )
