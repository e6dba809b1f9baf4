"""A customer who leaves the subject of a question: unanswered, unless he comes back to it."""

import pytest

from analysis.findings import Silence
from tests.analysis.calls import Said, measured

LANGUAGES = ("nl", "en")

SAYS = {
    "nl": {
        "ask": "Wat kost die storing u per maand?",
        "leaves": "Trouwens, uw collega was hier vorige week ook al.",
        "asks": "Voor ik het vergeet, heeft u ook folders?",
        "stays": "Trouwens, die storing is al van vorig jaar.",
        "fact": "Trouwens, het is nu al twaalfhonderd euro.",
        "pitch": "Leuk, die werkt nu drie jaar bij ons.",
        "back": "Maar die storing kost ons een klant.",
        "again": "En wat kost die storing u dan?",
        "sum": "Vierhonderd euro.",
        "other": "Hij had zijn hond bij zich.",
        "bye": "Fijn, tot ziens.",
    },
    "en": {
        "ask": "What does that outage cost you a month?",
        "leaves": "By the way, your colleague was here last week as well.",
        "asks": "Before I forget, do you have brochures too?",
        "stays": "By the way, that outage goes back to last year.",
        "fact": "By the way, it is twelve hundred euros by now.",
        "pitch": "Nice, he has been with us for three years.",
        "back": "That outage lost us a customer though.",
        "again": "And what does that outage cost you?",
        "sum": "Four hundred euros.",
        "other": "He had his dog with him.",
        "bye": "Great, goodbye.",
    },
}


def first(language: str, *lines: tuple[str, str]) -> Silence:
    """The silence after the first question of a call of sentences of SAYS."""
    said: list[Said] = [(who, 2.0, SAYS[language][name]) for who, name in lines]
    return measured(said, language).silences[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("how", ["leaves", "asks"])
def test_who_leaves_the_subject_for_good_leaves_it_unanswered(language: str, how: str) -> None:
    silence = first(language, ("S", "ask"), ("C", how), ("S", "pitch"), ("C", "other"))
    assert (silence.result, silence.answer, silence.broken_by) == ("unanswered", "none", "customer")
    assert (silence.pause_s, silence.after_answer_s) == (pytest.approx(2.0), None)
    assert silence.evidence.quote.endswith(SAYS[language][how])
    assert silence.cue.startswith("customer + ")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("later", "who"),
    [
        ((("S", "pitch"), ("C", "back")), "he speaks of it himself"),
        ((("S", "again"), ("C", "sum")), "he answers when asked again"),
        ((("S", "pitch"), ("C", "other"), ("S", "again"), ("C", "sum")), "... however late"),
    ],
)
def test_who_comes_back_to_it_has_not_left_it(
    language: str, later: tuple[tuple[str, str], ...], who: str
) -> None:
    assert first(language, ("S", "ask"), ("C", "leaves"), *later).result == "kept", who


@pytest.mark.parametrize("language", LANGUAGES)
def test_asked_again_and_never_answered_it_stays_unanswered(language: str) -> None:
    silence = first(language, ("S", "ask"), ("C", "leaves"), ("S", "again"))
    assert silence.result == "unanswered"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("how", ["stays", "sum"])
def test_by_the_way_may_still_be_about_it(language: str, how: str) -> None:
    lines = (("S", "ask"), ("C", how), ("S", "pitch"), ("C", "other"))
    assert first(language, *lines).result == "kept"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fact_answers_whatever_word_it_begins_with(language: str) -> None:
    lines = (("S", "ask"), ("C", "fact"), ("S", "pitch"), ("C", "other"))
    assert (first(language, *lines).result, first(language, *lines).answer) == ("kept", "answered")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unanswered_question_is_neither_kept_nor_broken(language: str) -> None:
    lines = [("S", "ask"), ("C", "leaves"), ("S", "pitch"), ("C", "other")]
    said: list[Said] = [(who, 2.0, SAYS[language][name]) for who, name in lines]
    counts = measured(said, language).counts
    assert (counts.silences_unanswered, counts.silences_kept) == (1, 0)
    assert counts.silence_kept_rate is None
    assert counts.extended_silences == 0
