"""Numbers as people say them, read as the figures they stand for: one by one or in pairs.

"Nul zes, twaalf, vierendertig" is 06 12 34; "oh two oh, double seven" is 020 77.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from flows.redaction_settings import RedactionSettings

Forms = tuple[tuple[str, ...], ...]
"""Words for numbers on end, a row a language; ``|`` between two forms of one."""

_ONES = frozenset("123456789")


def readings(words: Sequence[str], settings: RedactionSettings) -> Iterator[list[str]]:
    """``words`` (lower case) with the figures of those that are numbers, each in its place.

    Twice where a ten is followed by a figure, since "thirty four" may be 34 or 30, 4.
    """
    known = _known(
        settings.spoken_digits, settings.spoken_teens, settings.spoken_tens, settings.spoken_ties
    )
    bare = [word.strip(".,;:?!") for word in words]
    read = [known.get(said, word) for said, word in zip(bare, words, strict=True)]
    for place, said in enumerate(bare[:-1]):
        times = settings.spoken_times.get(said)
        if times is not None and len(read[place + 1]) == 1 and read[place + 1].isdecimal():
            read[place] = read[place + 1] * (times - 1)
    yield read
    tens = {form for row in settings.spoken_tens for forms in row for form in forms.split("|")}
    joined = [
        figures[0] if said in tens and following in _ONES else figures
        for said, figures, following in zip(bare, read, [*read[1:], ""], strict=False)
    ]
    if joined != read:
        yield joined


@lru_cache(8)
def _known(digits: Forms, teens: Forms, tens: Forms, ties: tuple[str, ...]) -> Mapping[str, str]:
    """The figures of every word that is a number below a hundred."""
    ones = dict(_numbered(digits, 0, 1))
    round_ones = dict(_numbered(tens, 20, 10))
    pairs = {
        said: f"{ten[0]}{one}"
        for one_said, one in ones.items()
        for ten_said, ten in round_ones.items()
        for tie in ties
        for said in (f"{one_said}{tie}{ten_said}", f"{ten_said}{tie}{one_said}")
        if one != "0"
    }
    return pairs | ones | dict(_numbered(teens, 10, 1)) | round_ones


def _numbered(rows: Forms, first: int, step: int) -> Iterator[tuple[str, str]]:
    for row in rows:
        for place, forms in enumerate(row):
            for said in forms.split("|"):
                yield said, str(first + step * place)
