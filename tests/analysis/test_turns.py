"""Turns, backchannels and gaps, on calls whose every second is known."""

import pytest

from tests.analysis.calls import Said, conversation, sides


def test_a_listeners_yes_takes_no_floor() -> None:
    call = conversation(
        [
            ("S", 0.5, "Wij maken een programma voor de planning van uw wagens."),
            ("C", -1.5, "ja"),
            ("S", 0.3, "Daarmee ziet u alles."),
            ("C", 0.5, "Dat is handig."),
        ]
    )
    assert sides(call) == ["seller", "customer"]
    assert [b.text for b in call.backchannels] == ["ja"]
    assert call.turns[0].text.endswith("ziet u alles.")


@pytest.mark.parametrize(
    "asked",
    ["Werkt u met een vast team?", "Zullen we dinsdag samen kijken?", "Is dat zo gebleven?"],
)
def test_a_yes_to_a_question_or_a_proposal_is_an_answer(asked: str) -> None:
    call = conversation(
        [("S", 0.5, asked), ("C", 0.6, "Ja."), ("S", 0.5, "Mooi, dan weet ik dat.")]
    )
    assert sides(call) == ["seller", "customer", "seller"]


def test_a_signal_of_two_words_takes_no_floor() -> None:
    lines: list[Said] = [
        ("C", 0.5, "We lose four vans a week to the garage and nobody knows why."),
        ("S", -1.5, "I see."),
        ("C", 0.6, "It costs us a fortune."),
    ]
    call = conversation(lines, "en")
    assert [b.text for b in call.backchannels] == ["I see."]
    assert [turn.side for turn in call.turns] == ["customer"]


def test_the_gap_is_signed_and_never_clamped() -> None:
    call = conversation(
        [
            ("S", 0.5, "Hoeveel wagens hebt u?"),
            ("C", 2.5, "Twaalf wagens en drie bussen."),
            ("S", -0.6, "En rijden die elke dag?"),
        ]
    )
    assert [round(gap.seconds, 3) for gap in call.gaps] == [2.5, -0.6]


def test_a_turn_goes_on_over_the_speakers_own_pause() -> None:
    call = conversation(
        [("C", 0.5, "Dat weet ik niet."), ("C", 2.0, "Misschien wel."), ("S", 0.5, "Waarom niet?")]
    )
    assert sides(call) == ["customer", "seller"]
    first = call.turns[0]
    assert len(first.segments) == 2
    assert [s.text for s in first.sentences] == ["Dat weet ik niet.", "Misschien wel."]


def test_ids_count_up_and_sentences_know_their_turn() -> None:
    call = conversation([("S", 0.5, "Dag. Hoe gaat het?"), ("C", 0.5, "Goed. En met u?")])
    assert [turn.id for turn in call.turns] == [0, 1]
    assert [sentence.id for sentence in call.sentences] == [0, 1, 2, 3]
    assert [sentence.turn_id for sentence in call.sentences] == [0, 0, 1, 1]


def test_a_sentence_ends_with_its_sound_not_with_the_recognizers_word() -> None:
    call = conversation([("S", 0.5, "Wat kost dat?"), ("C", 3.0, "Veel.")])
    assert call.sentences[0].end == pytest.approx(call.turns[0].segments[0].end)


def test_nothing_said_is_a_conversation_without_turns() -> None:
    call = conversation([])
    assert call.turns == ()
    assert call.gaps == ()
    assert call.duration == 2.0
