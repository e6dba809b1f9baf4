"""Sums over a call's questions and silences. Rates are None where nothing could be counted."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.conversation import Conversation
from analysis.findings import Counts, MapEntry, Question, Silence
from analysis.settings import SilenceSettings

BANDS_S = (0.5, 1.0, 2.0, 3.0)
"""Edges of the bands in which pauses are counted (seconds): below the first, between, and from the
last. No setting: the warehouse's columns are named after them."""


def counts(
    conversation: Conversation,
    questions: Sequence[Question],
    silences: Sequence[Silence],
    needs: Sequence[MapEntry],
    dug: Sequence[MapEntry],
    settings: SilenceSettings,
) -> Counts:
    """Per-call counts. ``needs`` are the problems the customer named, ``dug`` those of them that
    the seller dug into."""
    asked = [q for q in questions if q.counted and q.side == "seller"]
    probing = [q for q in asked if q.probing]
    judged = [s for s in silences if s.probing]
    kept, rescued, run_on, unanswered = (
        sum(s.result == result for s in judged)
        for result in ("kept", "rescued", "run-on", "unanswered")
    )
    offered = kept + rescued + run_on
    pauses = [s.pause_s for s in judged if s.pause_s is not None and s.result == "kept"]
    hours = conversation.call_s / 3600
    return Counts(
        seller_questions=len(asked),
        customer_questions=sum(q.counted and q.side == "customer" for q in questions),
        seller_questions_per_hour=len(asked) / hours if hours > 0 else None,
        open_share=_share(sum(q.form == "open" for q in asked), len(asked)),
        probing_questions=len(probing),
        probing_share=_share(len(probing), len(asked)),
        deepest_chain=max((q.chain for q in asked), default=0),
        stacked_questions=sum(q.stacked for q in asked),
        problems_named=len(needs),
        problems_dug_into_share=_share(len(dug), len(needs)),
        questions_by_third=_by_third(
            [conversation.counted(0.0, q.start) for q in asked], conversation.call_s
        ),
        silences_kept=kept,
        silences_rescued=rescued,
        silences_run_on=run_on,
        silences_unanswered=unanswered,
        silence_kept_rate=_share(kept, offered),
        rescue_rate=_share(rescued, offered),
        extended_silences=sum(p >= settings.extended_from_s for p in pauses),
        longest_silence_s=max(pauses, default=None),
        pause_bands=_bands([s.pause_s for s in judged]),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _by_third(starts: Sequence[float], seconds: float) -> tuple[int, int, int]:
    thirds = [0, 0, 0]
    for start in starts:
        at = int(3 * start / seconds) if seconds > 0 else 0
        thirds[min(2, max(0, at))] += 1
    return thirds[0], thirds[1], thirds[2]


def _bands(pauses: Sequence[float | None]) -> tuple[int, int, int, int, int]:
    bands = [0] * 5
    for pause in pauses:
        if pause is not None:
            bands[sum(pause >= edge for edge in BANDS_S)] += 1
    return bands[0], bands[1], bands[2], bands[3], bands[4]
