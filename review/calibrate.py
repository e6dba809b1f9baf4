"""What verdicts teach: how often each flag and cue was right, and which thresholds to move.

Precision is right / (right + wrong): "not sure" counts for neither. A threshold is proposed only
from verdicts on calls where this figure raised the flag, and only where more wrong flags go than
right ones; nothing is changed unless it is asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import floor

from analysis.findings import Measures
from analysis.record import Record
from flows.settings import Settings
from flows.verdicts import Judgement, Verdict
from review.moments import found_in

SAME_MOMENT_S = 1.0
"""A moment that was measured again may have moved this much (seconds)."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Verdicts on one flag (``what`` "flag") or on what one cue fired ("silence", "commitment",
    "tension"). ``wrong_at`` names calls and seconds of the wrong ones."""

    what: str
    name: str
    right: int
    wrong: int
    unsure: int
    wrong_at: tuple[tuple[str, float | None], ...]

    @property
    def precision(self) -> float | None:
        """Ratio 0-1; None where nobody said right or wrong."""
        judged = self.right + self.wrong
        return self.right / judged if judged else None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A setting to change: ``right_lost`` flags found right and ``wrong_gone`` found wrong would
    no longer be raised."""

    section: str
    setting: str
    old: float
    new: float
    flag: str
    right_lost: int
    wrong_gone: int


def tallies(verdicts: Iterable[Verdict], records: dict[str, Record]) -> list[Tally]:
    """Verdicts (in order of time) by flag and by cue, most wrong ones first.

    Verdicts on calls that are gone, on flags that are no longer raised, or on moments that are no
    longer found, or found to be something else, are left out, as in the view ``flag_precision``:
    there is nothing left to change about them.
    """
    last: dict[tuple[object, ...], tuple[tuple[str, str], Verdict]] = {}
    for verdict in verdicts:
        record = records.get(verdict.call_id)
        judged = _judged(verdict, record) if record else None
        if judged is not None:  # a coach who judged a thing again counts once
            last[verdict.call_id, verdict.author, judged] = (judged.name, verdict)
    groups: dict[tuple[str, str], list[Verdict]] = defaultdict(list)
    for name, verdict in last.values():
        groups[name].append(verdict)
    found = [_tally(*name, some) for name, some in groups.items()]
    return sorted(found, key=lambda item: (-item.wrong, item.what, item.name))


def proposals(
    verdicts: Iterable[Verdict], records: dict[str, Record], settings: Settings
) -> list[Proposal]:
    """Thresholds of flags that coaches find right too seldom ([review] precision_below)."""
    review = settings.review
    given = [item for item in verdicts if item.kind == "flag" and item.call_id in records]
    found = []
    for flag, held in THRESHOLDS.items():
        judged = [
            (value, item.verdict)
            for item in given
            if item.key == flag
            and item.verdict != "unsure"
            and (value := _raised_by(held, records[item.call_id], settings)) is not None
        ]
        right = sum(verdict == "right" for _, verdict in judged)
        enough = len(judged) >= review.fewest_verdicts
        if not enough or right / len(judged) >= review.precision_below:
            continue
        old = float(getattr(getattr(settings.analysis, held.section), held.setting))
        best = _best(judged, old, held)
        if best is not None:
            found.append(Proposal(held.section, held.setting, old, best[0], flag, best[1], best[2]))
    return found


def as_settings(changes: Iterable[Proposal]) -> str:
    """The proposals as a settings file for ``--config``."""
    lines: dict[str, list[str]] = defaultdict(list)
    for item in changes:
        why = f"# {item.flag}: {item.wrong_gone} wrong gone, {item.right_lost} right lost"
        lines[item.section] += [why, f"{item.setting} = {item.new}"]
    return "\n".join(f"[{section}]\n" + "\n".join(some) + "\n" for section, some in lines.items())


@dataclass(frozen=True, slots=True)
class Threshold:
    """The number a flag hangs on: its setting, the call's figure that is held to it, and whether
    a figure equal to it raises the flag. ``also`` is another such number that raises it too."""

    section: str
    setting: str
    figure: Callable[[Measures], float | None]
    raised_at: bool
    also: Threshold | None = None

    def spares(self, value: float, threshold: float) -> bool:
        """Whether the flag is not raised for this figure."""
        return value < threshold or (value == threshold and not self.raised_at)

    def raises(self, record: Record, settings: Settings) -> float | None:
        """The figure, where it is beyond the threshold that the record was measured with."""
        now = getattr(getattr(settings.analysis, self.section), self.setting)
        then = record.settings.get(self.section, {}).get(self.setting, now)
        value = self.figure(record.measures)
        return None if value is None or self.spares(value, then) else value


def _raised_by(held: Threshold, record: Record, settings: Settings) -> float | None:
    """The figure that the flag of this call hangs on, and that alone."""
    if held.also is not None and held.also.raises(record, settings) is not None:
        return None  # another threshold for this one would change nothing
    return held.raises(record, settings)


def _broken_share(measures: Measures) -> float | None:
    counts = measures.counts
    broken = (counts.silences_rescued or 0) + (counts.silences_run_on or 0)
    judged = (counts.silences_kept or 0) + broken
    return broken / judged if judged else None


THRESHOLDS = {
    "rescued_customer": Threshold("flags", "rescued_share_above", _broken_share, False),
    "seller_dominates": Threshold(
        "flags",
        "seller_share_above",
        lambda measures: measures.talk.seller_talk_share_of_speech,
        False,
        Threshold(
            "flags",
            "monologue_above_s",
            lambda measures: measures.talk.longest_seller_monologue_s,
            False,
        ),
    ),
    "good_conversation": Threshold(
        "pleasantness",
        "high_from_per_100_turns",
        lambda measures: measures.pleasantness_per_100_turns,
        True,
    ),
}
"""The flags that hang on one number."""


def _just_above(value: float) -> float:
    """The next hundredth: beyond ``value`` both where a flag is raised from a number and where it
    is raised above it."""
    return round((floor(value * 100 + 1e-6) + 1) / 100, 2)


def _best(
    judged: Sequence[tuple[float, Judgement]], old: float, held: Threshold
) -> tuple[float, int, int] | None:
    """The lowest threshold with the most wrong flags gone for right ones lost, and both counts."""
    best: tuple[int, float, int, int] | None = None
    for value in sorted({value for value, _ in judged if value > old}):
        threshold = _just_above(value)
        gone = [verdict for figure, verdict in judged if held.spares(figure, threshold)]
        lost, won = gone.count("right"), gone.count("wrong")
        if won > lost and (best is None or won - lost > best[0]):
            best = (won - lost, threshold, lost, won)
    return best[1:] if best else None


@dataclass(frozen=True, slots=True)
class _Judged:
    """What a verdict is about: a flag, or the cue behind the moment found at a second."""

    name: tuple[str, str]
    start: float | None = None


def _judged(verdict: Verdict, record: Record) -> _Judged | None:
    if verdict.kind == "flag":
        raised = any(flag.name == verdict.key for flag in record.measures.flags)
        return _Judged(("flag", verdict.key)) if raised else None
    second = verdict.start_s
    if second is None:
        return None
    near = [
        (abs(start - second), start, cue)
        for start, cue, found in _found(verdict.what, record.measures)
        if abs(start - second) <= SAME_MOMENT_S and verdict.about(found)
    ]
    return _Judged((verdict.what, min(near)[2]), min(near)[1]) if near else None


def _found(what: str, measures: Measures) -> Iterator[tuple[float, str, str]]:
    """Second, cue and finding of everything of a kind."""
    if what == "silence":
        cues = {question.id: question.cue for question in measures.questions}
        for silence in measures.silences:
            if silence.probing:
                yield silence.start, cues[silence.question_id], found_in(silence)
    elif what in ("commitment", "tension"):
        for item in measures.commitments if what == "commitment" else measures.tensions:
            yield item.evidence.start, item.cue, found_in(item)


def _tally(what: str, name: str, some: list[Verdict]) -> Tally:
    given = [item.verdict for item in some]
    wrong_at = tuple((item.call_id, item.start_s) for item in some if item.verdict == "wrong")
    right, wrong, unsure = (given.count(word) for word in ("right", "wrong", "unsure"))
    return Tally(what, name, right, wrong, unsure, wrong_at)
