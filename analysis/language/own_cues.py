"""The language pack as this company wants it: phrases of its own added, misleading ones left out.

Changes stand in the settings ([cues]) and not in the packs, so that a new version of callprobe
brings its cues and keeps the company's. A phrase of its own is read as the words of a call are:
"Ja, da's goed." is heard in every "ja dat is goed".
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from functools import lru_cache

from analysis.language.cues import Cue, CueError
from analysis.language.pack import (
    LANGUAGES,
    Pack,
    PackError,
    digest_of,
    load_pack,
    pack_file,
    parsed_pack,
)
from analysis.language.pack_lists import NAMES, PHRASE_LISTS, SECTIONS
from analysis.settings import CueSettings

Changes = tuple[tuple[str, tuple[str, ...]], ...]
"""(``section.list``, phrases) of one language, sorted."""

_LISTS = tuple(f"{language}.{name}" for language in LANGUAGES for name in sorted(NAMES))

_MARKS = re.compile(r"(<[\w-]+>|[\^$()|]|\s+)")
"""What stands between the words of a phrase."""

_PACKS_KEPT = 16
"""Packs with changes that are remembered: to make one ready takes seconds."""


def pack_with(language: str, cues: CueSettings) -> Pack:
    """The pack of ``language`` with the changes of ``cues`` that are about it.

    Raises ``UnknownLanguage``, and ``PackError`` for a list or a left-out phrase that is not
    there, or an added phrase that cannot be read.
    """
    added, left_out = _about(language, cues.added), _about(language, cues.left_out)
    return _changed(language, added, left_out) if added or left_out else load_pack(language)


def checked_packs(cues: CueSettings) -> tuple[Pack, ...]:
    """Every pack with its changes. Raises ``PackError``, also for changes to no pack."""
    for name in (*cues.added, *cues.left_out):
        if name not in _LISTS:
            near = difflib.get_close_matches(name, _LISTS, n=1) or ["nl.commitments.stalls"]
            raise PackError(
                f"[cues]: '{name}' is no list of a language pack; write for example '{near[0]}'"
            )
    return tuple(pack_with(language, cues) for language in LANGUAGES)


def pack_digests(cues: CueSettings) -> tuple[str, ...]:
    """What tells each pack with its changes from any other, without reading its phrases."""
    return tuple(
        _digest(
            digest_of(pack_file(language)[0]),
            _about(language, cues.added),
            _about(language, cues.left_out),
        )
        for language in LANGUAGES
    )


def _about(language: str, table: Mapping[str, tuple[str, ...]]) -> Changes:
    own = f"{language}."
    return tuple(
        sorted((n.removeprefix(own), said) for n, said in table.items() if n.startswith(own))
    )


@lru_cache(_PACKS_KEPT)
def _changed(language: str, added: Changes, left_out: Changes) -> Pack:
    plain = load_pack(language)
    text, name = pack_file(language)
    data = parsed_pack(text, name)
    for path, phrases in added:
        said = _list(data, language, path)
        heard = (_as_heard(phrase, f"{language}.{path}", plain) for phrase in phrases)
        said += [phrase for phrase in heard if phrase not in said]
    for path, phrases in left_out:
        said = _list(data, language, path)
        for phrase in phrases:
            if phrase not in said:
                raise PackError(f"[cues] left_out: '{phrase}' is not in '{language}.{path}'")
        said[:] = [phrase for phrase in said if phrase not in phrases]
    digest = _digest(plain.digest, added, left_out)
    return Pack(language, data, digest, f"{name} with [cues] of the settings")


def _digest(plain: str, added: Changes, left_out: Changes) -> str:
    return digest_of(repr((plain, added, left_out))) if added or left_out else plain


def _as_heard(phrase: str, name: str, pack: Pack) -> str:
    """A phrase in the words that calls are compared in. Raises ``PackError`` for one that cannot be
    read, or holds whatever is said."""
    apart = phrase.replace("...", " ... ").replace("…", " ... ")
    pieces = (_word(piece, pack) for piece in _MARKS.split(apart))
    heard = " ".join("".join(pieces).split())
    try:
        ways = Cue(heard, pack.words).ways if name.partition(".")[2] in PHRASE_LISTS else [(heard,)]
    except CueError as error:
        raise PackError(f"[cues] added, '{name}': {error}") from error
    if not all(any(map(str.isalnum, "".join(way))) for way in ways):
        raise PackError(
            f"[cues] added, '{name}': '{phrase}' needs no word to be said: write one outside '(a|)'"
        )
    return heard


def _word(piece: str, pack: Pack) -> str:
    """A word without what a recognizer may put around it; marks of a phrase as they are."""
    if piece == "..." or _MARKS.fullmatch(piece):
        return piece
    if "*" in piece:
        return piece.strip('.,:;!?"“”„').lower()
    return " ".join(pack.texts((piece,)))


def _list(data: dict[str, object], language: str, path: str) -> list[str]:
    section, _, name = path.partition(".")
    lists = data.get(section) if section in SECTIONS else None
    found = lists.get(name) if isinstance(lists, dict) else None
    if not isinstance(found, list):
        raise PackError(f"[cues]: there is no list '{language}.{path}' in the language pack")
    return found
