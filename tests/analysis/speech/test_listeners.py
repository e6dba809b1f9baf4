"""A listener's "ja" beneath the other's words goes to the listener; nothing else does."""

from __future__ import annotations

import pytest

from analysis.speech.listeners import to_listeners
from analysis.speech.transcribe import RawWord
from tests.analysis.speech.sounds import SETTINGS

SPEECH = SETTINGS.speech
TALK = (0.0, 5.0)


def words(*texts: str) -> list[RawWord]:
    """Words half a second long, one after the other."""
    return [RawWord(text, at / 2, at / 2 + 0.5, 0.9) for at, text in enumerate(texts)]


def given(texts: list[str], sound: tuple[float, float], labels: str = "") -> str:
    """Who is given each word, where B makes a ``sound`` while A talks."""
    said = words(*texts)
    heard = {"A": [TALK], "B": [sound]}
    return "".join(to_listeners(said, labels or "A" * len(said), heard, SPEECH))


@pytest.mark.parametrize("answer", ["ja", "Ja.", "klopt", "mm-hm", "right", "yeah"])
def test_a_listeners_word_goes_to_who_made_the_sound(answer: str) -> None:
    """The diarizer is a little late: most of the word lies before the sound."""
    assert given(["ons", "contract", answer, "u", "betaalt"], (1.4, 1.9)) == "AABAA"


def test_words_that_no_listener_says_stay() -> None:
    assert given(["ons", "contract", "dan", "u", "betaalt"], (1.4, 1.9)) == "AAAAA"


def test_a_word_too_far_from_the_sound_stays() -> None:
    assert given(["ja", "ons", "contract", "u", "betaalt"], (1.4, 1.9)) == "AAAAA"


def test_only_the_nearest_word_goes() -> None:
    assert given(["ja", "ja", "ons", "contract"], (0.55, 0.95)) == "ABAA"


def test_who_already_has_a_word_there_gets_no_other() -> None:
    assert given(["ons", "klopt", "ja", "u"], (0.5, 1.2), "ABAA") == "ABAA"


def test_a_turn_is_no_listeners_sound() -> None:
    assert given(["ons", "contract", "ja", "u", "betaalt"], (0.5, 2.0)) == "AAAAA"
