"""What each channel's voice says: written down in its language, without what is not believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.heard import DroppedText
from analysis.language.pack import LANGUAGES
from analysis.speech.guards import disbelieve
from analysis.speech.languages import SideHeard, Spoken, tell_languages
from analysis.speech.settings import SpeechSettings
from analysis.speech.transcribe import Dictation, RawWord, Transcriber
from analysis.speech.voices import Voice
from analysis.speech.windows import pack
from analysis.speech.words_in_speech import place


@dataclass(frozen=True, slots=True)
class Written:
    """One channel written down: its ``words``, the texts that were not believed, and the starts of
    the words that lay outside the speech that was found (seconds)."""

    words: tuple[RawWord, ...]
    dropped: tuple[DroppedText, ...]
    moved: tuple[float, ...]


def written_down(
    voices: Sequence[Voice], told: str | None, transcriber: Transcriber, settings: SpeechSettings
) -> tuple[list[Written], Spoken]:
    """What each voice says, and in what language: a side that clearly speaks another one than the
    other side does is written down in its own. ``told`` is what is told of the call's language."""
    dictations = [_dictation(voice, transcriber, settings) for voice in voices]
    sides = [
        SideHeard(voice.label, sum(b - a for a, b in voice.speech), dictation.languages())
        for voice, dictation in zip(voices, dictations, strict=True)
    ]
    spoken = tell_languages(sides, told, settings)
    written = [
        _write(voice, dictation, spoken.of.get(voice.label, LANGUAGES[0]), settings)
        for voice, dictation in zip(voices, dictations, strict=True)
    ]
    return written, spoken


def _dictation(voice: Voice, transcriber: Transcriber, settings: SpeechSettings) -> Dictation:
    windows = pack(voice.signal, voice.speech, transcriber.longest_s, settings.chunk_margin_s)
    return transcriber.dictation(voice.signal, windows)


def _write(voice: Voice, dictation: Dictation, language: str, settings: SpeechSettings) -> Written:
    raw: list[RawWord] = []
    dropped: list[DroppedText] = []
    for chunk in dictation.write(language):
        reason = disbelieve(chunk, settings)
        if reason is None:
            raw.extend(chunk.words)
        else:
            dropped.append(DroppedText(chunk.text, chunk.start, chunk.end, reason))
    placed = place(raw, voice.speech, settings.word_outside_s)
    return Written(placed.words, tuple(dropped), placed.moved)
