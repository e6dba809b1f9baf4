"""The scorecard of a call as the page shows it: every component, and where its evidence stands."""

from __future__ import annotations

from dataclasses import dataclass, fields

from analysis.findings import Evidence, Measures, Score
from analysis.record import Record
from flows.texts import Say, decimal
from review.moments import Moment, marks_of

PROGRESS = ("order", "advance_a", "advance_b", "clear_no", "continuation_c", "continuation")
"""What a call may have come to: its points for progress are those of one of these settings, and
whoever prizes a clear no above an order may say so."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What a part of the score rests on: what it is, the words, and the second to hear it from."""

    title: str
    quote: str
    start: float


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the score, points; ``points`` None is not measurable. ``share`` is 0-100, in
    steps of 5, for the bar beside it; ``proofs`` are in order of time."""

    title: str
    points: str | None
    most: str
    share: int
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Why something could not be measured, and what: both as they are read."""

    reason: str
    what: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure in words, "none" where there was nothing to measure; ``value`` None is not
    measurable; ``at`` seconds where to hear it;
    ``reference`` what others found, with source and year: to compare with, never a verdict."""

    title: str
    value: str | None
    at: float | None = None
    reference: str = ""


def parts_of(
    measures: Measures,
    settings: dict[str, dict[str, float]],
    say: Say,
    moments: tuple[Moment, ...],
) -> list[Part]:
    """The five parts of the score. ``settings`` are those the call was measured with."""
    points, score = settings["score"], measures.score
    most = {
        "progress": max(points[name] for name in PROGRESS),
        "silence": points["silence"],
        "probing": points["probing_count"] + points["probing_depth"],
        "customer_map": points["need"] + points["enthusiasm"] + points["aversion"],
        "room": points["room"],
    }
    proofs = _proofs(measures, say, moments)
    return [
        _part(say(f"measure.{name}"), getattr(score, name), limit, tuple(proofs[name]))
        for name, limit in most.items()
    ]


def gaps_of(measures: Measures, say: Say) -> list[Gap]:
    """What could not be measured, a line for every reason."""
    by_reason: dict[str, list[str]] = {}
    for item in measures.not_measurable:
        name = say(f"measured.{item.measure.replace(' ', '_')}")
        by_reason.setdefault(item.reason, []).append(name)
    return [Gap(reason, ", ".join(names)) for reason, names in by_reason.items()]


def missing_of(measures: Measures, say: Say) -> str:
    """The parts without which there is no score; a record of an earlier version has its own
    words for it."""
    missing = measures.score.missing or ""
    known = {f.name: f"measure.{f.name}" for f in fields(Score)} | {"outcome": "measured.outcome"}
    return ", ".join(say(known[name]) if name in known else name for name in missing.split(", "))


def _part(title: str, points: float | None, most: float, proofs: tuple[Proof, ...]) -> Part:
    share = 0 if points is None or most <= 0 else 5 * round(20 * min(1.0, points / most))
    said = None if points is None else f"{points:.0f}"
    return Part(title, said, f"{most:.0f}", share, proofs)


def _proofs(measures: Measures, say: Say, moments: tuple[Moment, ...]) -> dict[str, list[Proof]]:
    """For every part of the score, what it was given for, and what it was not given for."""
    talk = measures.talk
    longest = (
        ("measure.monologue", talk.longest_seller_monologue),
        ("measure.story", talk.longest_customer_story),
    )
    return {
        "progress": [
            Proof(moment.line, moment.said, moment.from_s)
            for moment in moments
            if moment.look in ("commitment", "refusal")
        ],
        "silence": [
            Proof(moment.line, moment.said, moment.from_s)
            for moment in moments
            if moment.key.startswith("silence:")
        ],
        "probing": [
            Proof(mark.title, mark.said, mark.start)
            for mark in marks_of(measures, say)
            if mark.probing
        ],
        "customer_map": [
            Proof(say(f"map.{entry.kind}"), entry.evidence.quote, entry.evidence.start)
            for entry in measures.customer_map
        ],
        "room": [
            Proof(say(title), evidence.quote, evidence.start)
            for title, evidence in longest
            if evidence is not None
        ],
    }


def figures_of(record: Record, say: Say, language: str) -> list[Figure]:
    """The measures beside the score, with the second to hear them where there is one; time on hold
    only where there was any."""
    measures = record.measures
    talk, counts = measures.talk, measures.counts
    holds = [item for item in record.conversation.interludes if item.kind == "hold"]
    on_hold = sum(item.end - item.start for item in holds)
    held = [s for s in measures.silences if s.probing and s.result == "kept" and s.pause_s]
    longest = max(held, key=lambda s: s.pause_s or 0.0, default=None)
    kept = None
    if counts.silences_kept is not None:
        judged = counts.silences_kept + (counts.silences_rescued or 0)
        judged += counts.silences_run_on or 0
        kept = f"{counts.silences_kept} / {judged}" if judged else say("measure.none")
    nice, tense = measures.pleasantness_per_100_turns, measures.tensions
    first_tense = tense[0].evidence.start if tense else None
    read = all(item.measure != "tension" for item in measures.not_measurable)
    first_cut = talk.interruptions[0] if talk.interruptions else None
    none = say("measure.none")
    talked = none if counts.seller_questions is not None else None  # else words cannot be read
    return [
        Figure(
            say("measure.seller_share"),
            _share(talk.seller_talk_share_of_speech),
            reference=say("reference.seller_share"),
        ),
        Figure(
            say("measure.monologue"),
            _seconds(talk.longest_seller_monologue_s, language) or talked,
            _start(talk.longest_seller_monologue),
        ),
        Figure(
            say("measure.story"),
            _seconds(talk.longest_customer_story_s, language) or talked,
            _start(talk.longest_customer_story),
        ),
        Figure(say("measure.questions"), _count(counts.seller_questions)),
        Figure(say("measure.probing_questions"), _count(counts.probing_questions)),
        Figure(
            say("measure.open_share"),
            _share(counts.open_share) or (none if counts.seller_questions == 0 else None),
        ),
        Figure(say("measure.kept"), kept),
        Figure(
            say("measure.longest_silence"),
            _seconds(longest.pause_s if longest else None, language) or (kept and none),
            longest.evidence.start if longest else None,  # from its question, as everywhere
        ),
        Figure(
            say("measure.extended"),
            _count(counts.extended_silences),
            reference=say("reference.extended"),
        ),
        Figure(say("measure.patience"), _seconds(talk.patience_s, language) or talked),
        Figure(say("measure.interruptions"), _count(talk.seller_interruptions), _start(first_cut)),
        *(
            Figure(say("measure.hold"), _seconds(on_hold, language), item.start)
            for item in holds[:1]
        ),
        Figure(say("measure.pleasantness"), None if nice is None else f"{nice:.0f}"),
        Figure(say("measure.tense"), str(len(tense)) if read else None, first_tense),
    ]


def _start(evidence: Evidence | None) -> float | None:
    return evidence.start if evidence else None


def _share(ratio: float | None) -> str | None:
    return None if ratio is None else f"{ratio:.0%}"


def _count(number: int | None) -> str | None:
    return None if number is None else str(number)


def _seconds(seconds: float | None, language: str) -> str | None:
    return None if seconds is None else f"{decimal(seconds, language)} s"
