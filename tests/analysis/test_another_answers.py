"""A third voice after the seller's question: a colleague of either side, or a transfer."""

import pytest

from tests.analysis.calls import Said, measured

COLLEAGUE = {
    "nl": ("Wat kost u dat per jaar?", "Zo'n duizend euro, denk ik.", "Dat is veel.", "Ja."),
    "en": ("What does that cost you a year?", "A thousand, I think.", "That's a lot.", "Yes."),
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("waits", [0.2, 1.5])
def test_who_speaks_after_another_voice_has_answered_rescued_nobody(
    language: str, waits: float
) -> None:
    asked, answer, goes_on, yes = COLLEAGUE[language]
    lines: list[Said] = [("S", 0.5, asked), ("O", 1.0, answer), ("S", waits, goes_on)]
    result = measured([*lines, ("C", 1.0, yes), ("S", 1.0, goes_on)], language)
    silence = result.silences[0]
    assert (silence.result, silence.answer, silence.rescue_kind) == ("unanswered", "none", None)
    assert (silence.pause_s, silence.time_to_answer_s) == (pytest.approx(1.0), None)
    assert silence.evidence.quote == f"{asked} … {answer}"
    assert result.counts is not None
    assert (result.counts.silence_kept_rate, result.counts.rescue_rate) == (None, None)
    assert silence.confidence == pytest.approx(result.questions[0].confidence)


@pytest.mark.parametrize(("language", "sound"), [("nl", "Hm."), ("nl", "Ja."), ("en", "Hm.")])
def test_another_voice_that_only_listens_answers_nothing(language: str, sound: str) -> None:
    asked, answer, goes_on, _ = COLLEAGUE[language]
    lines: list[Said] = [("S", 0.5, asked), ("O", 1.0, sound), ("S", 1.5, goes_on)]
    silence = measured([*lines, ("C", 1.0, answer)], language).silences[0]
    assert (silence.result, silence.pause_s) == ("rescued", pytest.approx(1.0 + 0.3 + 1.5))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("into", "sure"), [(0.05, False), (0.3, True)])
def test_whether_another_voice_was_first_may_be_a_close_call(
    language: str, into: float, sure: bool
) -> None:
    asked, answer, goes_on, _ = COLLEAGUE[language]
    said = len(answer.split()) * 0.3
    lines: list[Said] = [("S", 0.5, asked), ("O", 2.0, answer), ("S", into - said, goes_on)]
    result = measured([*lines, ("C", 1.0, answer)], language)
    silence, question = result.silences[0], result.questions[0]
    assert silence.result == "unanswered"
    assert silence.confidence == pytest.approx(question.confidence * (1.0 if sure else 0.7))


def test_a_third_voice_ends_the_pause_and_not_the_sellers_silence() -> None:
    silence = measured(
        [
            ("S", 0.5, "Wat kost u dat per jaar?"),
            ("O", 1.0, "De koffie staat klaar."),
            ("C", 2.0, "Duizend euro."),
        ]
    ).silences[0]
    assert silence.result == "kept"
    assert silence.pause_s == pytest.approx(1.0)
    assert silence.seller_silence_s == silence.time_to_answer_s == pytest.approx(1.0 + 1.2 + 2.0)
