"""The demo voices: exact word times, the same every time, and clear words when they are missing."""

from __future__ import annotations

import ctypes
import ctypes.util

import numpy as np
import pytest

from demo import voices
from demo.voices import VOICES, VoicesMissing, speak

TEXT = {
    "nl": "Eh, één van de financiële mensen. Ja, dat is 't. Zo'n dag, hm?",
    "en": "Well, mm-hm, at the end of the day it's, um, ten o'clock. Bye.",
}


def _installed() -> bool:
    try:
        for name in ("libespeak-ng.so.1", "libflite.so.1"):
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


needs_voices = pytest.mark.skipif(not _installed(), reason="espeak-ng or flite is not installed")


@needs_voices
@pytest.mark.parametrize("name", sorted(VOICES))
def test_every_word_has_its_place_in_the_sound(name: str) -> None:
    text = TEXT[VOICES[name].language]
    spoken = speak(text, name)
    assert [word for word, _, _ in spoken.words] == text.split()
    times = [time for _, start, end in spoken.words for time in (start, end)]
    assert times == sorted(times)
    assert times[0] == 0.0
    assert times[-1] == pytest.approx(len(spoken.samples) / spoken.rate, abs=0.001)


@needs_voices
@pytest.mark.parametrize("name", ["nl-m3", "en-slt"])
def test_a_pause_after_a_comma_belongs_to_no_word(name: str) -> None:
    text = TEXT[VOICES[name].language]
    spoken = speak(text, name)
    (_, start, end), (_, following, _) = spoken.words[0], spoken.words[1]
    pause = spoken.samples[round((end + 0.01) * 16000) : round((following - 0.01) * 16000)]
    word = spoken.samples[round(start * 16000) : round(end * 16000)]
    assert following - end > 0.08
    assert np.abs(pause).max() < 0.05 * np.abs(word).max()


@needs_voices
@pytest.mark.parametrize("name", ["nl-f2", "en-awb"])
def test_a_word_keeps_its_place_whenever_it_is_said(name: str) -> None:
    text = TEXT[VOICES[name].language]
    first = speak(text, name)
    speak("Something else in between.", "en-m3")
    starts = [start for _, start, _ in speak(text, name).words]
    assert starts == pytest.approx([start for _, start, _ in first.words], abs=0.03)


@needs_voices
def test_a_higher_rate_is_faster() -> None:
    slow, fast = speak("Good morning.", "en-rms"), speak("Good morning.", "en-rms", rate=1.3)
    assert len(fast.samples) < 0.9 * len(slow.samples)


@needs_voices
def test_voices_differ_from_each_other() -> None:
    lengths = {name: len(speak("Ja, dat is goed.", name).samples) for name in VOICES}
    dutch = [length for name, length in lengths.items() if name.startswith("nl")]
    assert len(set(dutch)) == len(dutch)


def test_a_text_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="no words"):
        speak("  ", "nl-m3")


def test_missing_packages_are_named_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    real = ctypes.CDLL

    def without_voices(name: str, *args: object, **options: object) -> ctypes.CDLL:
        if "espeak" in name or "flite" in name:
            raise OSError(f"{name}: cannot open shared object file")
        return real(name)

    monkeypatch.setattr(ctypes, "CDLL", without_voices)
    voices._espeak.cache_clear()
    voices._flite.cache_clear()
    with pytest.raises(VoicesMissing, match="apt-get install espeak-ng"):
        speak("Ja.", "nl-m3")
    with pytest.raises(VoicesMissing, match="apt-get install flite"):
        speak("Yes.", "en-slt")
