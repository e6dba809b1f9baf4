"""Words where no sound is, yeses of two words, sounds behind words that lead in."""

from __future__ import annotations

import pytest

from analysis.conversation import Roles
from analysis.heard import Engines, Heard, SpeechSegment, Word
from analysis.language.pack import load_pack
from analysis.measure import measure
from analysis.turns import build_conversation
from flows.settings import load_settings
from tests.analysis.calls import agreed, measured

ROLES = Roles({"left": "seller", "right": "customer"}, "sidecar", 1.0, True, "told")
ENGINES = Engines("t", "", None, None, "a", demo=True)


def words(speaker: str, start: float, text: str) -> list[Word]:
    said = text.split()
    return [
        Word(speaker, one, start + at / 10, start + (at + 1) / 10, 0.9)
        for at, one in enumerate(said)
    ]


def test_a_word_outside_all_sound_stops_no_measure() -> None:
    said = [
        *words("right", 1.2, "Hello there."),
        *words("left", 3.0, "What goes wrong with the vans?"),
        *words("right", 5.0, "Nothing much."),
    ]
    sound = (SpeechSegment("right", 1.2, 1.9), SpeechSegment("left", 3.0, 4.0))
    heard = Heard(20.0, "stereo", "en", 1.0, ("left", "right"), sound, tuple(said), (), (), ENGINES)
    settings = load_settings().analysis
    pack = load_pack("en")
    talk = build_conversation(heard, ROLES, pack, settings.conversation)
    measures = measure(talk, pack, settings)
    assert [question.text for question in measures.questions] == ["What goes wrong with the vans?"]


@pytest.mark.parametrize(
    ("language", "asked", "answer"),
    [
        ("en", "Can I ring you on Thursday at four?", "Of course, I'll be out of the car by then."),
        ("en", "Can I ring you on Thursday at four?", "Yes, I'll be out of the car by then."),
        ("nl", "Mag ik u donderdag om vier uur bellen?", "Jazeker, dan ben ik de auto uit."),
    ],
)
def test_a_yes_in_two_words_is_a_yes(language: str, asked: str, answer: str) -> None:
    assert agreed(language, asked, answer) == ["joint accept call_back A 2026-03-12"]


@pytest.mark.parametrize(
    ("language", "asked", "answer"),
    [
        ("en", "What happens if one breaks down in December?", "Well, you know, uh, we lose them."),
        ("en", "What happens if one breaks down in December?", "Well, uh, we lose them."),
        (
            "nl",
            "Wat gebeurt er als er een uitvalt in december?",
            "Nou, ik bedoel, eh, dan zijn we ze kwijt.",
        ),
        ("nl", "Wat gebeurt er als er een uitvalt in december?", "Nou, eh, dan zijn we ze kwijt."),
    ],
)
def test_a_sound_behind_words_that_lead_in_is_tension(
    language: str, asked: str, answer: str
) -> None:
    measures = measured([("S", 0.6, asked), ("C", 2.5, answer)], language)
    assert len(measures.tensions) == 1
