"""What only meets a limit has not passed it, wherever in the recording it is said."""

import pytest

from analysis.heard import Engines, Heard, SpeechSegment, Word
from analysis.language.pack import load_pack
from analysis.measure import measure
from analysis.turns import build_conversation
from tests.analysis.calls import ROLES, SETTINGS, Said, measured

SHIFTS = [number * 0.3 for number in range(100)]


def at_65_percent(shift: float) -> Heard:
    """Ten times 6.5 seconds of the seller's and 3.5 of the customer's."""
    words: list[Word] = []
    segments: list[SpeechSegment] = []
    at = 1.0 + shift
    for _ in range(10):
        for who, seconds, text in (
            ("left", 6.5, "We make a program for your routes here."),
            ("right", 3.5, "That is how we do it."),
        ):
            segments.append(SpeechSegment(who, at, at + seconds))
            said = [at + 0.5 * place for place, _ in enumerate(text.split())]
            words += [
                Word(who, word, start, start + 0.4, 0.9)
                for word, start in zip(text.split(), said, strict=True)
            ]
            at += seconds + 0.5
    engines = Engines("t", "0", None, None, "a", demo=False)
    return Heard(
        at, "stereo", "en", 1.0, ("left", "right"), tuple(segments), tuple(words), (), (), engines
    )


def test_a_seller_who_speaks_as_much_as_the_limit_does_not_dominate() -> None:
    pack = load_pack("en")
    for shift in SHIFTS:
        call = build_conversation(at_65_percent(shift), ROLES, pack, SETTINGS.conversation)
        result = measure(call, pack, SETTINGS)
        assert result.talk.seller_talk_share_of_speech == 0.65
        assert "seller_dominates" not in [flag.name for flag in result.flags], shift


@pytest.mark.parametrize(("gap", "stacked"), [(0.4, True), (0.5, False), (0.6, False)])
def test_questions_are_stacked_below_the_limit_alone(gap: float, stacked: bool) -> None:
    lines: list[Said] = [
        ("S", 0.5, "Hoeveel wagens hebt u?"),
        ("S", gap, "Wie rijdt ermee?"),
        ("C", 0.5, "Twaalf."),
    ]
    for shift in SHIFTS:
        result = measured(lines, shift=shift)
        assert result.questions[0].stacked is stacked, shift


@pytest.mark.parametrize(("after", "sure"), [(0.4, True), (0.45, False), (0.6, True)])
def test_how_sure_a_silence_is_does_not_hang_on_where_it_is(after: float, sure: bool) -> None:
    lines: list[Said] = [
        ("S", 0.5, "Wat kost u dat per jaar?"),
        ("S", after, "Duizend euro."),
        ("C", 1.0, "Meer nog."),
    ]
    for shift in SHIFTS:
        result = measured(lines, shift=shift)
        expected = result.questions[0].confidence * (1.0 if sure else 0.7)
        assert result.silences[0].confidence == pytest.approx(expected), shift
