"""What was heard beside what was said: gaps and pauses, talk share, speech missed and made up.

Gaps are those of callprobe's own turns (``analysis.turns``), of the truth and of what was heard
alike. A silence that was not found at all counts as infinitely wrong: leaving one out makes no
figure better.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations

import numpy as np
from numpy.typing import NDArray

from analysis.conversation import Conversation, Roles
from analysis.heard import Engines, Heard, SpeechSegment
from analysis.settings import ConversationSettings
from analysis.turns import build_conversation
from demo.bench_pauses.talk import SIDES, Side, Silence, Spans

FAR_S = 2.0
"""A gap whose two edges are off by more than this together is another one."""
FRAME_S = 0.01

Speech = Mapping[str, Spans]
"""Speech of each side or label (seconds)."""


@dataclass(frozen=True, slots=True)
class Found:
    """One conversation. ``gaps`` and ``pauses`` are seconds off, found minus true (infinite: not
    found); ``extra`` counts gaps found where there are none; the talk share is off by points of
    the seller's share; missed and false alarms are ratios to the side's true speech."""

    gaps: tuple[float, ...]
    pauses: tuple[float, ...]
    extra: int
    share_points: float
    missed: dict[str, float]
    false: dict[str, float]


def compare(
    true: Speech,
    heard: Speech,
    pauses: Sequence[Silence],
    seconds: float,
    settings: ConversationSettings,
) -> Found:
    """``true`` and ``heard`` by side; ``pauses`` are the chosen ones of one side."""
    truly, told = (_conversation(speech, seconds, settings) for speech in (true, heard))
    gaps, extra = _gap_errors(gaps_of(truly), gaps_of(told))
    missed: dict[str, float] = {}
    false: dict[str, float] = {}
    for side in SIDES:
        mine, theirs = frames(true.get(side, []), seconds), frames(heard.get(side, []), seconds)
        missed[side] = float((mine & ~theirs).sum() / max(1, mine.sum()))
        false[side] = float((theirs & ~mine).sum() / max(1, mine.sum()))
    return Found(
        gaps=gaps,
        pauses=tuple(_pause_error(pause, heard.get(pause.after, [])) for pause in pauses),
        extra=extra,
        share_points=100 * (seller_share(heard) - seller_share(true)),
        missed=missed,
        false=false,
    )


def gaps_of(conversation: Conversation) -> list[Silence]:
    """The gaps between the turns of seller and customer."""
    turns = conversation.turns
    return [
        Silence(_side(one.side), _side(other.side), one.end, one.end + gap.seconds)
        for gap in conversation.gaps
        for one, other in ((turns[gap.earlier], turns[gap.later]),)
        if "other" not in (one.side, other.side)
    ]


def true_gaps(true: Speech, seconds: float, settings: ConversationSettings) -> list[Silence]:
    """The gaps that callprobe's definition of turns gives for speech as it is."""
    return gaps_of(_conversation(true, seconds, settings))


def named(heard: Speech, true: Speech, seconds: float) -> dict[str, Spans]:
    """Speakers without a name called what fits the truth best; whoever is left is "other"."""
    sides = {side: frames(true.get(side, []), seconds) for side in SIDES}
    mine = {label: frames(spans, seconds) for label, spans in heard.items()}
    names = [*SIDES, *("other" for _ in range(max(0, len(mine) - len(SIDES))))]
    best = max(
        permutations(names, len(mine)),
        key=lambda chosen: sum(
            int((sides[side] & flags).sum())
            for side, flags in zip(chosen, mine.values(), strict=True)
            if side in sides
        ),
    )
    told: dict[str, Spans] = {}
    for side, spans in zip(best, heard.values(), strict=True):
        told[side] = sorted([*told.get(side, []), *spans])
    return told


def seller_share(speech: Speech) -> float:
    """The seller's share of the speech of both (0-1)."""
    seller, customer = (sum(b - a for a, b in speech.get(side, [])) for side in SIDES)
    return seller / (seller + customer) if seller + customer else math.nan


def frames(spans: Spans, seconds: float) -> NDArray[np.bool_]:
    """Which 10 ms hold speech."""
    flags = np.zeros(math.ceil(seconds / FRAME_S) + 1, bool)
    for start, end in spans:
        flags[round(start / FRAME_S) : round(end / FRAME_S)] = True
    return flags


def _conversation(speech: Speech, seconds: float, settings: ConversationSettings) -> Conversation:
    segments = sorted(
        (SpeechSegment(side, a, b) for side, spans in speech.items() for a, b in spans),
        key=lambda segment: (segment.start, segment.end, segment.speaker),
    )
    heard = Heard(
        duration=seconds,
        layout="stereo",
        language=None,
        language_confidence=0.0,
        speakers=tuple(speech),
        segments=tuple(segments),
        words=(),
        dropped=(),
        doubts=(),
        engines=Engines("", "", None, None, "", demo=True),
    )
    roles = Roles({side: side for side in SIDES}, "channel", 1.0, known=True, why="")
    # No language pack: without words a short segment would be a listener's sound and no turn.
    return build_conversation(heard, roles, None, settings)


def _gap_errors(true: Sequence[Silence], told: Sequence[Silence]) -> tuple[tuple[float, ...], int]:
    """Of each true gap how far off the nearest one of the same direction is; and how many found
    gaps are none of them."""
    pairs = sorted(
        (off, at, to)
        for at, one in enumerate(true)
        for to, other in enumerate(told)
        if one.after == other.after
        and (off := abs(one.end - other.end) + abs(one.start - other.start)) <= FAR_S
    )
    taken: dict[int, int] = {}
    for _, at, to in pairs:
        if at not in taken and to not in taken.values():
            taken[at] = to
    errors = tuple(
        told[taken[at]].seconds - one.seconds if at in taken else math.inf
        for at, one in enumerate(true)
    )
    return errors, len(told) - len(taken)


def _pause_error(pause: Silence, spans: Spans) -> float:
    """Beside the silence of the side that shares most with the true one."""
    shared = [
        (min(pause.start, b[0]) - max(pause.end, a[1]), b[0] - a[1]) for a, b in pairwise(spans)
    ]
    best = max(shared, default=(0.0, 0.0))
    return best[1] - pause.seconds if best[0] > 0 else math.inf


def _side(side: str) -> Side:
    return "seller" if side == "seller" else "customer"
