"""The progress score, 0-100: a fixed sum whose every component can be seen."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.findings import Commitment, Counts, MapEntry, Outcome, Score, Talk
from analysis.judgement.outcome import advances, standing
from analysis.settings import ScoreSettings


def score(
    outcome: Outcome | None,
    rows: Sequence[Commitment],
    counts: Counts | None,
    entries: Sequence[MapEntry] | None,
    talk: Talk,
    settings: ScoreSettings,
) -> Score:
    """The score; ``total`` is None where a component can't be measured or there is no talk."""
    parts = {
        "progress": None if outcome is None else _progress(outcome, rows, settings),
        "silence": _silence(counts, settings),
        "probing": None if counts is None else _probing(counts, talk, settings),
        "customer_map": None if entries is None else _map(entries, settings),
        "room": _room(talk.seller_talk_share_of_speech, settings),
    }
    missing = [name for name, points in parts.items() if points is None]
    if outcome == "none":
        missing = ["outcome"]
    known = [points for points in parts.values() if points is not None]
    return Score(
        total=None if missing else sum(known),
        progress=parts["progress"],
        silence=parts["silence"],
        probing=parts["probing"],
        customer_map=parts["customer_map"],
        room=parts["room"],
        missing=", ".join(missing) or None,
    )


def _progress(
    outcome: Outcome, rows: Sequence[Commitment], settings: ScoreSettings
) -> float | None:
    if outcome == "order":
        return settings.order
    if outcome == "advance":
        best = min((row.grade or "C" for row in advances(rows)), default="B")
        return settings.advance_a if best == "A" else settings.advance_b
    if outcome == "no":
        return settings.clear_no
    if outcome == "none":
        return None
    tentative = any(row.grade == "C" and row.by in ("customer", "joint") for row in standing(rows))
    return settings.continuation_c if tentative else settings.continuation


def _silence(counts: Counts | None, settings: ScoreSettings) -> float | None:
    """Nothing where no probing question left a silence to keep; None where none can be timed."""
    if counts is None or counts.silences_kept is None:
        return None
    return settings.silence * (counts.silence_kept_rate or 0.0)


def _probing(counts: Counts, talk: Talk, settings: ScoreSettings) -> float:
    enough = max(settings.probing_fewest, talk.call_s / 60 / settings.probing_minutes_each)
    asked = settings.probing_count * min(1.0, (counts.probing_questions or 0) / enough)
    deepest = counts.deepest_chain or 0
    return asked + settings.probing_depth * min(1.0, deepest / settings.depth_full)


def _map(entries: Sequence[MapEntry], settings: ScoreSettings) -> float:
    kinds = {entry.kind for entry in entries}
    points = {
        "need": settings.need,
        "enthusiasm": settings.enthusiasm,
        "aversion": settings.aversion,
    }
    return sum(value for kind, value in points.items() if kind in kinds)


def _room(share: float | None, settings: ScoreSettings) -> float | None:
    """All points up to one seller share, none from another on, a straight line between."""
    if share is None:
        return None
    width = settings.room_none_from_share - settings.room_full_to_share
    over = (share - settings.room_full_to_share) / width
    return settings.room * min(1.0, max(0.0, 1.0 - over))
