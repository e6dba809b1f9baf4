"""What the page itself says, in Dutch and English: ``review/texts/*.toml``, equal key for key."""

from __future__ import annotations

from flows import texts
from flows.texts import Say


def speaker_of(language: str) -> Say:
    """A function that says ``section.key`` in the language, with what it names filled in.

    ``language`` must be one of the packs' languages; an unknown key raises KeyError.
    """
    return texts.speaker_of("review", "texts", language)
