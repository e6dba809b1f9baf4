"""A listener's "ja" beneath or between the other's words, on one channel.

Diarization hears that somebody else made a short sound, a little early or late, and the recognizer
writes down what was said: that word is the sound, though by time most of it lies in the other's
speech.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from analysis.language.pack import LANGUAGES, load_pack
from analysis.language.tokens import plain
from analysis.spans import Span
from analysis.speech.settings import SpeechSettings
from analysis.speech.transcribe import RawWord


def to_listeners(
    words: Sequence[RawWord],
    labels: Sequence[str],
    heard: Mapping[str, Sequence[Span]],
    settings: SpeechSettings,
) -> list[str]:
    """The speaker's label of each of ``words``, with words of listeners given to who made a short
    sound there and has no word of his own in it.

    ``heard`` is each label's speech (seconds), overlap included.
    """
    made = list(labels)
    for label, spans in heard.items():
        for start, end in spans:
            if end - start > settings.listener_s:
                continue
            near = [
                at
                for at, word in enumerate(words)
                if word.start < end + settings.edge_s and word.end > start - settings.edge_s
            ]
            own = (
                min(words[at].end, end) - max(words[at].start, start)
                for at in near
                if made[at] == label
            )
            if any(shared > 0 for shared in own):
                continue
            sounds = [at for at in near if plain(words[at].text) in _sounds()]
            if sounds:
                made[min(sounds, key=lambda at: abs(_middle(words[at]) - (start + end) / 2))] = (
                    label
                )
    return made


@cache
def _sounds() -> frozenset[str]:
    """What listeners say, in every language: which one is spoken matters little to "ja"."""
    return frozenset().union(
        *(load_pack(language).word_set("conversation.backchannels") for language in LANGUAGES)
    )


def _middle(word: RawWord) -> float:
    return (word.start + word.end) / 2
