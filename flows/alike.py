"""When two names are the same one: a person types what a program wrote in another form."""

from __future__ import annotations

import unicodedata


def composed(text: str) -> str:
    """A text with every letter in one piece (Unicode's NFC): macOS writes ``ë`` as ``e`` and a
    sign to put on it, a keyboard as one letter, and nobody sees the difference."""
    return unicodedata.normalize("NFC", text)


def comparable(name: str) -> str:
    """What two names have in common that are the same one, whatever the case of the letters, the
    form they are written in, and the spaces around them or between their words (``same_name`` of
    ``sql/views`` says it to the warehouse)."""
    return composed(composed(" ".join(name.split())).casefold())
