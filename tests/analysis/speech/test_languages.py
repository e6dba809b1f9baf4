"""Each side in its own language, and a call in two languages said to be one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from analysis.record import Call
from analysis.speech.hear import Ears
from analysis.speech.languages import SideHeard, Spoken, tell_languages
from flows.call import measured
from flows.settings import load_settings
from tests.analysis.speech.sounds import SETTINGS, call, write_wav

ROOT = Path(__file__).parents[3]


def side(label: str, language: str, sure: float, seconds: float) -> SideHeard:
    other = {"nl": "en", "en": "nl"}[language]
    return SideHeard(label, seconds, {language: sure, other: 1 - sure})


def told(sides: Sequence[SideHeard], language: str | None = None) -> Spoken:
    return tell_languages(sides, language, SETTINGS.speech)


@pytest.mark.parametrize(("one", "other"), [("nl", "en"), ("en", "nl")])
def test_two_languages_are_said_with_their_figures(one: str, other: str) -> None:
    spoken = told([side("left", one, 0.98, 40), side("right", other, 0.96, 30)])
    assert spoken.of == {"left": one, "right": other}
    assert spoken.doubt is not None
    assert spoken.doubt.code == "mixed_languages"
    assert "(0.98, 40 s)" in spoken.doubt.detail
    assert "(0.96, 30 s)" in spoken.doubt.detail


@pytest.mark.parametrize(("sure", "seconds"), [(0.97, 3.0), (0.6, 30.0)])
def test_a_side_that_says_little_or_is_unclear_speaks_as_the_call_does(
    sure: float, seconds: float
) -> None:
    """ "Okay, yes, sure" from a Dutch customer makes no call of two languages."""
    spoken = told([side("left", "nl", 0.98, 60), side("right", "en", sure, seconds)])
    assert (spoken.language, spoken.doubt) == ("nl", None)
    assert spoken.of == {"left": "nl", "right": "nl"}


def test_what_is_told_goes_before_what_is_found_unless_two_are_clear() -> None:
    assert told([side("a", "nl", 0.8, 60), side("b", "nl", 0.95, 60)], "en").of == {
        "a": "en",
        "b": "en",
    }
    mixed = told([side("a", "nl", 0.98, 60), side("b", "en", 0.98, 60)], "nl")
    assert (mixed.language, mixed.of) == ("nl", {"a": "nl", "b": "en"})


def test_neither_language_and_no_speech() -> None:
    other = SideHeard("left", 60.0, {"de": 0.9, "nl": 0.05, "en": 0.05})
    assert (told([other]).language, told([other]).doubt) == (None, None)
    assert told([]).language is None


@pytest.mark.engines
def test_a_dutch_seller_and_an_english_customer(tmp_path: Path) -> None:
    """Really heard: each side's words are its own language's, and nothing is claimed of them."""
    dutch, english = call("nl-04-stuur-maar-een-offerte")[1], call("en-01-a-clear-no")[0]
    count = 45 * 16000
    sound = write_wav(tmp_path / "mixed.wav", np.stack([dutch[:count], english[:count]]))
    settings = load_settings(ROOT / "demo" / "demo.toml").analysis
    where = {
        name: str(ROOT / getattr(settings.models, name)) for name in ("transcriber", "diarizer")
    }
    settings = settings.model_copy(update={"models": settings.models.model_copy(update=where)})
    heard = Ears(settings).hear(sound)
    assert [doubt.code for doubt in heard.doubts] == ["mixed_languages"]
    words = {
        label: {word.text.strip(".,?!").lower() for word in heard.words if word.speaker == label}
        for label in heard.speakers
    }
    assert {"de", "een", "het"} <= words["left"]
    assert {"the", "a", "and"} & words["right"] and "het" not in words["right"]
    record = measured(heard, Call(id="0", recording="mixed.wav", seller_channel="left"), settings)
    assert record.measures.commitments == ()
    assert record.measures.talk.seller_talk_share_of_speech is not None
    reasons = {missing.reason for missing in record.measures.not_measurable}
    said = {
        "nl": r"(\d+) seconden Nederlands en (\d+) seconden Engels",
        "en": r"(\d+) seconds of Dutch and (\d+) seconds of English",
    }
    (seconds,) = [re.search(said[heard.language or ""], reason) for reason in reasons]
    assert seconds is not None
    assert all(10 < int(second) <= 45 for second in seconds.groups())
