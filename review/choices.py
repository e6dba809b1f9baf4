"""What a coach may say a wrong finding should have been, in the page's language."""

from __future__ import annotations

from flows.texts import Say
from flows.verdicts import SHOULD_BE, UNSAID

SECTIONS = {
    "silence": "silence",
    "commitment": "commitment",
    "tension": "tension",
    "speaker": "call",
    "question": "question",
    "missed": "missed",
}
"""Where the texts of each kind's answers are."""

Choices = tuple[tuple[str, str], ...]


def choices_of(say: Say, *, unsaid: bool = False) -> dict[str, Choices]:
    """For each kind of thing, its answers: the word that is kept, and how the page says it; with
    ``unsaid``, also what only verdicts of earlier versions say."""
    return {
        what: tuple(
            (word, say("call.none_there" if word == "none" else f"{SECTIONS[what]}.{word}"))
            for word in words
            if unsaid or word not in UNSAID
        )
        for what, words in SHOULD_BE.items()
    }
