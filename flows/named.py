"""Which call a person means: every command that takes a CALL reads it by the same rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from flows.alike import composed
from flows.files import printable

FEWEST_LETTERS = 4
"""So many letters of an id at least: fewer are likelier the name of a recording."""

MOST_SHOWN = 10
"""So many calls of one name are listed; more would be no sentence."""


class NoSuchCall(ValueError):
    """No call goes by that name, or more than one: a sentence that says which."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a call goes by: its id (None: it was never read), and its recording's name or its path
    inside the inbox ("": nobody knows, the record is torn)."""

    id: str | None
    recording: str

    def __str__(self) -> str:
        return f"{self.recording or 'a torn record'} ({self.id or 'never measured'})"


def the_one(name: str, calls: Iterable[Named]) -> Named:
    """The one call that ``name`` means. Raises NoSuchCall."""
    found = meant(name, calls)
    if not found:
        raise NoSuchCall(f"no call is called {name!r}: `callprobe scorecards` lists them")
    if len(found) > 1:
        raise NoSuchCall(several(name, found))
    return found[0]


def meant(name: str, calls: Iterable[Named]) -> list[Named]:
    """All calls that ``name`` means, each once. It may be an id; else a recording's name, else that
    without its ending, else the first letters of an id: what fits better goes before the rest. In
    which form an ``é`` is written makes no difference."""
    known, name = list(calls), composed(printable(name))
    letters = name.lower() if len(name) >= FEWEST_LETTERS else None
    rules = (
        [one for one in known if one.id == name.lower() or one.id == name],
        [
            one
            for one in known
            if name and name in (composed(one.recording), composed(_path(one).name))
        ],
        [one for one in known if name and name == composed(_path(one).stem)],
        [one for one in known if letters and one.id and one.id.startswith(letters)],
    )
    return _once(next(filter(None, rules), []))


def several(name: str, found: Sequence[Named]) -> str:
    """That more than one call goes by a name, and what each can be named by instead."""
    listed = ", ".join(map(str, found[:MOST_SHOWN]))
    more = f" and {len(found) - MOST_SHOWN} more" if len(found) > MOST_SHOWN else ""
    with_ending = len({call.recording for call in found}) == len(found) and all(
        composed(_path(call).name) != composed(name) for call in found
    )
    by = "its recording with the ending, or by the id" if with_ending else "the id"
    return f"{len(found)} calls are called {name!r}: {listed}{more}; name one by {by} in brackets"


def _path(call: Named) -> PurePosixPath:
    return PurePosixPath(call.recording)


def _once(found: Sequence[Named]) -> list[Named]:
    """A call that is known from several places (a record, copies in the inbox) is one."""
    by_id = {one.id: one for one in reversed(found) if one.id}
    read = {_path(one).name for one in by_id.values()}
    unread = [one for one in found if not one.id and _path(one).name not in read]
    return [*reversed(by_id.values()), *dict.fromkeys(unread)]
