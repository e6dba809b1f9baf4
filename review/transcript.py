"""The transcript as the page shows it: turns in order, every word with its seconds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from analysis.conversation import Interlude, Side
from analysis.heard import Word
from analysis.interludes import ANNOUNCEMENT, labelled
from analysis.record import Record
from review.moments import Moment

ROUNDING_S = 0.05
"""A word may end this much after the silence behind it begins: times are rounded (seconds)."""


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """A turn; ``words`` is empty where its words cannot be told from what was heard."""

    side: Side
    start: float
    end: float
    text: str
    words: tuple[Word, ...]


def spoken_turns(record: Record) -> tuple[SpokenTurn, ...]:
    """The turns with their words: those of the same side that begin inside the turn.

    A turn whose words so found do not read as its text is shown as text alone: a transcript may
    lack timing, but must never show a word the record does not have there.
    """
    sides = record.conversation.roles.side_of
    words: dict[str, list[Word]] = {}
    heard = labelled(record.heard, record.conversation.interludes)
    for word in sorted(heard.words, key=lambda item: item.start):
        side = sides.get(word.speaker, "other")
        words.setdefault(side, []).append(word)
    starts = {side: [word.start for word in some] for side, some in words.items()}
    turns = []
    for turn in record.conversation.turns:
        first = bisect_left(starts.get(turn.side, []), turn.start - 0.001)
        last = bisect_right(starts.get(turn.side, []), turn.end)
        mine = tuple(words.get(turn.side, [])[first:last])
        if " ".join(word.text for word in mine).split() != turn.text.split():
            mine = ()
        turns.append(SpokenTurn(turn.side, turn.start, turn.end, turn.text, mine))
    return tuple(turns)


def pauses_in(
    turns: tuple[SpokenTurn, ...], moments: tuple[Moment, ...]
) -> dict[tuple[int, int], Moment]:
    """Behind which word of which turn each silence lies: the last of the seller's before it."""
    words = [
        (word.end, number, index)
        for number, turn in enumerate(turns)
        if turn.side == "seller"
        for index, word in enumerate(turn.words)
    ]
    found = {}
    for moment in moments:
        if moment.key.startswith("silence:"):
            before = bisect_right(words, (moment.start + ROUNDING_S, len(turns), 0))
            if before:
                found[words[before - 1][1:]] = moment
    return found


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a turn as HTML with their seconds, and the silence that follows them, if any."""

    html: Markup
    pause: Moment | None


def pieces_of(
    turns: tuple[SpokenTurn, ...], moments: tuple[Moment, ...]
) -> tuple[tuple[Piece, ...], ...]:
    """Every turn in pieces, cut where a silence lies; none where its words have no seconds.

    Made here and not in the template: a call of an hour has ten thousand words.
    """
    pauses = pauses_in(turns, moments)
    return tuple(_pieces(turn, number, pauses) for number, turn in enumerate(turns))


def _pieces(
    turn: SpokenTurn, number: int, pauses: dict[tuple[int, int], Moment]
) -> tuple[Piece, ...]:
    cuts = [index + 1 for index in range(len(turn.words)) if (number, index) in pauses]
    edges = sorted({0, *cuts, len(turn.words)})
    return tuple(
        Piece(_html(turn.words[first:last]), pauses.get((number, last - 1)))
        for first, last in pairwise(edges)
    )


def _html(words: tuple[Word, ...]) -> Markup:
    """The words with a blank between them, and the second of each in ``data-s``: the page makes an
    element of a word where it is seen or said. What somebody said is never taken for HTML."""
    said = [(text, word.start) for word in words for text in word.text.split()]
    seconds = " ".join(str(start) for _, start in said)
    texts = escape(" ".join(text for text, _ in said))
    return Markup(f'<span class="words" data-s="{seconds}">{texts}</span>')  # noqa: S704


def interludes_by_turn(record: Record) -> dict[int, tuple[Interlude, ...]]:
    """What is no part of the talk, by the place among the turns of the one that it comes before."""
    starts = [turn.start for turn in record.conversation.turns]
    before: dict[int, tuple[Interlude, ...]] = {}
    for item in record.conversation.interludes:
        place = bisect_left(starts, item.start)
        before[place] = (*before.get(place, ()), item)
    return before


def text_between(record: Record, start: float, end: float, names: dict[str, str]) -> str:
    """What is said from ``start`` to ``end`` (seconds), a line a turn: time, who, words.

    ``names`` gives each side's name, and a recorded voice's, in the page's language.
    """
    told: list[tuple[float, str, str]] = [
        (item.start, ANNOUNCEMENT, item.text)
        for item in record.conversation.interludes
        if item.kind == ANNOUNCEMENT and item.end >= start and item.start <= end
    ]
    for turn in spoken_turns(record):
        if turn.end < start or turn.start > end:
            continue
        inside = [word.text for word in turn.words if word.end >= start and word.start <= end]
        text = " ".join(inside) if turn.words else turn.text
        if text:
            told.append((turn.start, turn.side, text))
    lines = []
    for at, side, text in sorted(told):
        minutes, seconds = divmod(max(at, start), 60)
        lines.append(f"{int(minutes)}:{seconds:04.1f}  {names[side]}: {text}")
    return "\n".join(lines) + "\n"
