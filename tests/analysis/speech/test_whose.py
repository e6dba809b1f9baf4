"""Words of one channel to their speakers: by time, and at the edges by sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.speech.diarize import handed_over
from analysis.speech.transcribe import RawWord
from analysis.speech.whose import whose
from tests.analysis.speech.sounds import SETTINGS

SPEECH = SETTINGS.speech


def said(*words: tuple[str, float, float]) -> list[RawWord]:
    return [RawWord(text, start, end, 0.9) for text, start, end in words]


def test_a_word_across_the_edge_goes_with_its_sentence() -> None:
    words = said(
        ("Dan", 0.0, 0.3),
        ("kom", 0.3, 0.6),
        ("ik", 0.6, 0.7),
        ("dinsdag.", 0.7, 1.2),
        ("Goed.", 1.3, 1.7),
    )
    by_time, labels = whose(words, {"A": [(0.0, 0.9)], "B": [(0.9, 1.8)]}, SPEECH)
    assert by_time == ["A", "A", "A", "B", "B"]
    assert labels == ["A", "A", "A", "A", "B"]


def test_a_word_inside_a_sentence_is_not_somebody_elses() -> None:
    words = said(("I", 0.0, 0.2), ("like", 0.2, 0.4), ("that.", 0.4, 0.8))
    _, labels = whose(words, {"A": [(0.0, 0.2), (0.4, 0.8)], "B": [(0.2, 0.4)]}, SPEECH)
    assert labels == ["A", "A", "A"]


@pytest.mark.parametrize("answer", ["Ja.", "Nee.", "Klopt.", "Yes."])
def test_a_short_answer_stays_with_who_gave_it(answer: str) -> None:
    words = said(("Past", 0.0, 0.3), ("dat?", 0.3, 0.7), (answer, 0.9, 1.2), ("Mooi.", 1.4, 1.8))
    told = {"A": [(0.0, 0.7), (1.4, 1.8)], "B": [(0.9, 1.2)]}
    assert whose(words, told, SPEECH)[1] == ["A", "A", "B", "A"]


def test_a_turn_is_not_repaired_away() -> None:
    """Three words of another are a turn, not an edge."""
    words = said(*[(f"w{n}", 0.3 * n, 0.3 * n + 0.3) for n in range(8)])
    told = {"A": [(0.0, 1.5)], "B": [(1.5, 2.4)]}
    assert whose(words, told, SPEECH)[1] == ["A"] * 5 + ["B"] * 3


def test_the_edge_of_speech_moves_with_the_word() -> None:
    moved = handed_over({"A": [(0.0, 0.9)], "B": [(0.9, 1.8)]}, [(0.9, 1.2, "B", "A")], 0.2)
    assert moved == {"A": [pytest.approx((0.0, 1.2))], "B": [pytest.approx((1.2, 1.8))]}


TURNS = st.lists(st.tuples(st.sampled_from("AB"), st.floats(0.3, 3), st.floats(0, 1)), min_size=1)


@given(TURNS, st.lists(st.tuples(st.floats(0, 60), st.floats(0.05, 0.8)), max_size=40))
def test_every_word_gets_a_speaker_of_the_call(
    turns: list[tuple[str, float, float]], given_words: list[tuple[float, float]]
) -> None:
    told: dict[str, list[tuple[float, float]]] = {}
    at = 0.0
    for who, seconds, pause in turns:
        told.setdefault(who, []).append((at, at + seconds))
        at += seconds + pause
    words = said(*[("woord", start, start + length) for start, length in sorted(given_words)])
    by_time, labels = whose(words, told, SPEECH)
    assert len(by_time) == len(labels) == len(words)
    assert set(labels) <= set(told)
    if len(told) == 1:
        assert labels == by_time
