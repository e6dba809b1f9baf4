"""From recognized chunks to believable words in the right places."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.heard import SpeechSegment, Word
from analysis.speech.diarize import Diarized, refine
from analysis.speech.guards import disbelieve
from analysis.speech.transcribe import RawChunk, RawWord
from analysis.speech.trust import doubt_words
from analysis.speech.words_in_speech import place
from tests.analysis.speech.sounds import SETTINGS

SPEECH = SETTINGS.speech


def chunk(text: str, seconds: float, probability: float = 0.9) -> RawChunk:
    words = text.split()
    step = seconds / len(words)
    return RawChunk(
        0.0,
        seconds,
        tuple(RawWord(w, i * step, (i + 1) * step, probability) for i, w in enumerate(words)),
    )


@pytest.mark.parametrize(
    ("text", "seconds", "probability", "reason"),
    [
        ("dank u dank u dank u dank u dank u dank u", 4.0, 0.9, "over and over"),
        ("Ondertiteling TV Gelderland", 3.0, 0.9, "where nobody speaks"),
        ("Thanks for watching!", 2.0, 0.9, "where nobody speaks"),
        ("wat zegt u daar nou", 2.0, 0.05, "improbable"),
        ("a b c d e f g h i j k l", 0.5, 0.9, "more words than"),
    ],
)
def test_invented_text_is_not_believed(
    text: str, seconds: float, probability: float, reason: str
) -> None:
    said = disbelieve(chunk(text, seconds, probability), SPEECH)
    assert said is not None
    assert reason in said


def test_a_line_is_known_however_it_is_written_in_the_settings() -> None:
    ours = SPEECH.model_copy(update={"phantom_lines": ("Vertaling: Jan de Vries.",)})
    said = chunk("vertaling Jan de Vries", 3.0)
    assert disbelieve(said, SPEECH) is None
    assert "where nobody speaks" in str(disbelieve(said, ours))


@pytest.mark.parametrize(("phrase", "times"), [("ja", 6), ("dank u", 3), ("ja dat klopt", 3)])
def test_repeats_are_believed_as_often_as_the_setting_says(phrase: str, times: int) -> None:
    assert SPEECH.most_repeats == 3
    said = " ".join([phrase] * times)
    assert disbelieve(chunk(said, 6.0), SPEECH) is None
    assert "over and over" in str(disbelieve(chunk(f"{said} {phrase}", 6.0), SPEECH))


def test_what_the_recognizer_itself_doubts_is_dropped() -> None:
    loop = replace(chunk("en dan en dan en dan", 6), compression=3.1)
    assert "compression ratio 3.1" in str(disbelieve(loop, SPEECH))
    nobody = replace(chunk("tot ziens", 2), no_speech=0.8, log_probability=-1.4)
    assert "nobody speaks" in str(disbelieve(nobody, SPEECH))
    sure = replace(chunk("ja", 0.3), no_speech=0.8, log_probability=-0.3)
    assert disbelieve(sure, SPEECH) is None


@pytest.mark.parametrize(
    "text",
    [
        "ja ja ja",
        "Nee, nee, nee, dat wil ik niet.",
        "Wat gebeurt er als u niets doet?",
        "Bedankt voor het kijken naar onze offerte van vorige week, we tekenen dinsdag.",
        "Thanks for watching the demo with your team, shall we meet on Tuesday at ten?",
    ],
)
def test_what_people_say_is_believed(text: str) -> None:
    assert disbelieve(chunk(text, len(text) / 12), SPEECH) is None


def test_the_first_word_starts_with_the_speech() -> None:
    placed = place(
        [RawWord("ja", 0.80, 1.20, 0.9), RawWord("goed", 1.2, 1.9, 0.9)], [(1.0, 1.7)], 0.3
    )
    assert placed.words[0].start == 1.0
    assert placed.words[-1].end == pytest.approx(1.7)
    assert placed.moved == ()


def test_a_word_in_a_silence_is_moved_and_told() -> None:
    placed = place([RawWord("ja", 3.0, 3.2, 0.9)], [(1.0, 1.5), (4.0, 4.5)], 0.3)
    word = placed.words[0]
    assert placed.moved == (word.start,)
    assert any(a <= word.start < word.end <= b for a, b in [(1.0, 1.5), (4.0, 4.5)])


def test_words_without_any_speech_are_dropped() -> None:
    assert place([RawWord("ja", 3.0, 3.2, 0.9)], [], 0.3).words == ()


SPANS = st.lists(st.floats(0.06, 4.0), min_size=2, max_size=24).map(
    lambda steps: [(sum(steps[:i]), sum(steps[: i + 1])) for i in range(0, len(steps) - 1, 2)]
)


@given(SPANS, st.lists(st.tuples(st.floats(0, 60), st.floats(0.05, 0.8)), max_size=30))
def test_placed_words_keep_their_order_and_lose_none(
    spans: list[tuple[float, float]], said: list[tuple[float, float]]
) -> None:
    words = [RawWord(str(n), s, s + d, 0.9) for n, (s, d) in enumerate(sorted(said))]
    placed = place(words, spans, 0.3).words
    assert [word.text for word in placed] == [word.text for word in words]
    assert [word.start for word in placed] == sorted(word.start for word in placed)
    assert all(word.end >= word.start for word in placed)


def test_diarization_says_who_and_activity_says_when() -> None:
    told = {"A": [(0.8, 2.3)], "B": [(2.7, 4.6)]}
    refined = refine(Diarized(told, told), [(1.0, 2.0), (3.0, 4.0), (4.9, 5.2)], 0.2)
    assert refined.heard["A"] == [pytest.approx((1.0, 2.0))]
    assert refined.heard["B"] == [pytest.approx((3.0, 4.0)), pytest.approx((4.9, 5.2))]


def test_overlap_is_kept_for_both_and_written_down_for_one() -> None:
    both = {"A": [(0.0, 3.0)], "B": [(2.0, 5.0)]}
    one = {"A": [(0.0, 2.5)], "B": [(2.5, 5.0)]}
    refined = refine(Diarized(both, one), [(0.0, 5.0)], 0.2)
    assert refined.heard["A"] == [pytest.approx((0.0, 3.0))]
    assert refined.heard["B"] == [pytest.approx((2.0, 5.0))]
    assert refined.alone["A"][-1][1] == pytest.approx(refined.alone["B"][0][0])


def words(count: int, seconds: float, probability: float) -> list[Word]:
    step = seconds / count
    return [Word("left", "ja", i * step, i * step + 0.9 * step, probability) for i in range(count)]


@pytest.mark.parametrize(
    ("said", "figure"),
    [
        (words(30, 10, 0.30), "0.30"),
        (words(80, 10, 0.9), "8.0 words"),
        ([], "no words"),
        (words(10, 3.9, 0.9), "40%"),
    ],
)
def test_words_not_to_be_trusted_say_why(said: list[Word], figure: str) -> None:
    segments = [SpeechSegment("left", 2.0 * i, 2.0 * i + 2.0) for i in range(5)]
    doubt = doubt_words(said, segments, SPEECH)
    assert doubt is not None
    assert doubt.code == "words_untrusted"
    assert figure in doubt.detail


def test_ordinary_words_are_trusted() -> None:
    assert doubt_words(words(30, 10, 0.9), [SpeechSegment("left", 0, 10)], SPEECH) is None
