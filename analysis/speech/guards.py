"""Text that recognizers invent, told from speech. What is dropped is kept, with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.language.tokens import plain
from analysis.speech.settings import SpeechSettings
from analysis.speech.transcribe import RawChunk

_RUN = 3
"""Words of the longest run that is looked for over and over."""
_ODD_CHUNK_WORDS_PER_S = 9.0
"""Nobody speaks faster than this, not even for a second."""
_MOST_WORDS_BESIDE_A_PHANTOM = 3
"""With more words around it such a line was said."""


def disbelieve(chunk: RawChunk, settings: SpeechSettings) -> str | None:
    """Why ``chunk`` is not believed, or None when it is."""
    if not chunk.words:
        return None
    return _of_the_window(chunk, settings) or _of_the_words(chunk, settings)


def _of_the_window(chunk: RawChunk, settings: SpeechSettings) -> str | None:
    """Whisper's own two rules (Radford et al. 2022, section 4.5)."""
    if chunk.compression > settings.compression_below:
        return f"text that repeats itself (compression ratio {chunk.compression:.1f})"
    unsure = chunk.log_probability < settings.no_speech_log_probability
    if unsure and chunk.no_speech >= settings.no_speech_from:
        return f"nobody speaks there, says the recognizer ({chunk.no_speech:.2f})"
    return None


def _of_the_words(chunk: RawChunk, settings: SpeechSettings) -> str | None:
    words = [plain(word.text) for word in chunk.words]
    text = " ".join(words)
    mean = sum(word.probability for word in chunk.words) / len(chunk.words)
    if mean < settings.drop_below_probability:
        return f"improbable words ({mean:.2f})"
    if _phantom(text, settings.phantom_lines):
        return "a line recognizers write where nobody speaks"
    if _repeats(words, settings.most_repeats):
        return "the same words over and over"
    seconds = max(0.2, chunk.end - chunk.start)
    if len(words) / seconds > _ODD_CHUNK_WORDS_PER_S:
        return "more words than can be spoken in the time"
    return None


def _phantom(text: str, lines: Sequence[str]) -> bool:
    """Whether the text is such a line with little beside it: people say "thanks for" too."""
    return any(
        line in text and len(text.replace(line, " ").split()) <= _MOST_WORDS_BESIDE_A_PHANTOM
        for line in map(_plain, lines)
    )


def _plain(line: str) -> str:
    """A line as somebody wrote it into the settings, as the words of a chunk are compared."""
    return " ".join(plain(word) for word in line.split())


def _repeats(words: list[str], most: int) -> bool:
    """Whether two or three words follow one another unchanged more than ``most`` times, or one word
    more than twice as often: "ja ja ja ja" is said."""
    for length in range(1, _RUN + 1):
        allowed = most if length > 1 else 2 * most
        for start in range(len(words) - length * allowed):
            piece = words[start : start + length]
            if words[start : start + length * (allowed + 1)] == piece * (allowed + 1):
                return True
    return False
