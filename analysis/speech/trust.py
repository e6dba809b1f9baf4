"""Can the words of this call be believed? Several signs, each with its figure."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.heard import Doubt, SpeechSegment, Word
from analysis.speech.settings import SpeechSettings


def doubt_words(
    words: Sequence[Word], segments: Sequence[SpeechSegment], settings: SpeechSettings
) -> Doubt | None:
    """A doubt ``words_untrusted`` with the figure that led to it, or None."""
    speech = sum(segment.seconds for segment in segments)
    if speech <= 0:
        return None
    if not words:
        detail = "no words were recognized in the speech"
        return Doubt("words_untrusted", detail, "doubt_words_none")
    mean = sum(word.probability for word in words) / len(words)
    if mean < settings.trust_from_probability:
        return Doubt(
            "words_untrusted",
            f"the recognizer is unsure of its words (mean probability {mean:.2f}, "
            f"needed {settings.trust_from_probability:.2f})",
            "doubt_words_unsure",
            {"sure": round(mean, 3), "needed": settings.trust_from_probability},
        )
    pace = len(words) / speech
    low, high = settings.trust_words_per_s
    if not low <= pace <= high:
        detail = f"{pace:.1f} words a second of speech is no human pace"
        figures = {"a_minute": round(60 * pace, 3)}
        return Doubt("words_untrusted", detail, "doubt_words_pace", figures)
    covered = _share_with_words(words, segments)
    if covered < settings.trust_speech_with_words_from:
        detail = f"only {covered:.0%} of the speech has words"
        figures = {"covered": round(covered, 3)}
        return Doubt("words_untrusted", detail, "doubt_words_few", figures)
    return None


def _share_with_words(words: Sequence[Word], segments: Sequence[SpeechSegment]) -> float:
    """Share of speech seconds in segments that hold at least one word (0-1)."""
    total = sum(segment.seconds for segment in segments)
    with_words = 0.0
    for segment in segments:
        mine = (w for w in words if w.speaker == segment.speaker)
        if any(segment.start <= (w.start + w.end) / 2 <= segment.end for w in mine):
            with_words += segment.seconds
    return with_words / total if total > 0 else 0.0
