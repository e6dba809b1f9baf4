"""The table of silences: how far off they are in each condition, beside the bars."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from rich.table import Table

from analysis.settings import AnalysisSettings
from analysis.speech.decode import decode
from analysis.speech.diarize import Diarizer
from analysis.speech.voices import who_speaks_when
from demo.bench_pauses.compare import Found, compare, named
from demo.bench_pauses.sources import LINES, Recording, demo_calls, dutch_voices, real_talks
from demo.bench_pauses.talk import SIDES, Spans
from demo.bench_pauses.told import Told


class Bars(NamedTuple):
    """At most: gaps and pauses off (ms, median and 95 %), talk share off (points)."""

    median_ms: float
    most_ms: float
    share_points: float


BARS = {"stereo": Bars(50, 100, 1), "mono": Bars(100, 300, 3)}
MISSED, FALSE = 0.03, 0.05
"""Of a side's speech, on a clean telephone channel."""
HEADINGS = (
    "",
    "gaps",
    "median",
    "95 %",
    "lost",
    "extra",
    "pauses",
    "median",
    "95 %",
    "talk share",
    "missed",
    "false alarms",
    "bars",
)


@dataclass(frozen=True, slots=True)
class Row:
    """The conversations of one condition. ``clean``: the bars of a clean channel hold for it."""

    name: str
    layout: str
    clean: bool
    found: tuple[Found, ...]

    def misses(self) -> list[str]:
        """The bars that are not met."""
        bars = BARS[self.layout]
        said = []
        for what, values in (("gaps", self.gaps), ("pauses", self.pauses)):
            if len(values) and median_ms(values) > bars.median_ms:
                said.append(f"{what} median")
            if len(values) and most_ms(values) > bars.most_ms:
                said.append(f"{what} 95 %")
        if self.share > bars.share_points:
            said.append("talk share")
        if self.clean and self.layout == "stereo":
            said += ["missed"] if max(self.rates("missed")) > MISSED else []
            said += ["false alarms"] if max(self.rates("false")) > FALSE else []
        return said

    @property
    def gaps(self) -> list[float]:
        return [off for one in self.found for off in one.gaps]

    @property
    def pauses(self) -> list[float]:
        return [off for one in self.found for off in one.pauses]

    @property
    def share(self) -> float:
        """The conversation whose talk share is furthest off (points)."""
        return max(abs(one.share_points) for one in self.found)

    def rates(self, which: str) -> list[float]:
        """Of every channel of every conversation (0-1)."""
        return [getattr(one, which)[side] for one in self.found for side in SIDES]

    def cells(self) -> tuple[str, ...]:
        """The row as text, as ``HEADINGS`` says."""
        missed = self.misses()
        return (
            self.name,
            str(len(self.gaps)),
            _ms(median_ms(self.gaps)),
            _ms(most_ms(self.gaps)),
            str(sum(math.isinf(off) for off in self.gaps)),
            str(sum(one.extra for one in self.found)),
            str(len(self.pauses)),
            _ms(median_ms(self.pauses)),
            _ms(most_ms(self.pauses)),
            f"{self.share:.1f}",
            _range(self.rates("missed")),
            _range(self.rates("false")),
            f"missed: {', '.join(missed)}" if missed else "met",
        )


def rows(
    voices_folder: Path,
    calls: Path,
    work: Path,
    layout: str,
    diarizer: Diarizer,
    settings: AnalysisSettings,
) -> Iterator[Row]:
    """A row a condition, real voices first where they are there, then the rendered calls. On one
    channel real voices twice: by ``diarizer``, and by one that is told who speaks."""
    if voices_folder.is_dir():
        voices = dutch_voices(voices_folder)
        for line in LINES:
            if layout == "mono" and line.bleed_db is not None:
                continue
            clean = line is LINES[0]
            talks = real_talks(voices, line, layout, work)
            yield Row(line.name, layout, clean, _heard(talks, diarizer, settings))
            if layout == "mono":
                talks = real_talks(voices, line, layout, work)
                told = tuple(
                    hear(one, Told(one.speech, one.seconds, diarizer.embed), settings)
                    for one in talks
                )
                yield Row(f"{line.name}, speakers told", layout, clean, told)
    rendered = demo_calls(calls, layout, work)
    yield Row("demo calls, made voices", layout, True, _heard(rendered, diarizer, settings))


def table(some: Sequence[Row], title: str) -> Table:
    """Milliseconds, points, percent of each side's speech (the best and the worst channel)."""
    made = Table(title=title, title_justify="left")
    for place, heading in enumerate(HEADINGS):
        made.add_column(heading, justify="left" if place in {0, len(HEADINGS) - 1} else "right")
    for row in some:
        made.add_row(*row.cells())
    return made


def bars_of(layout: str) -> str:
    """The bars in words."""
    bars = BARS[layout]
    said = f"median {bars.median_ms:.0f} ms, 95 % {bars.most_ms:.0f} ms, talk share "
    said += f"{bars.share_points:.0f} points"
    clean = f", missed {MISSED:.0%} and false alarms {FALSE:.0%} where clean"
    return said + (clean if layout == "stereo" else "")


def median_ms(errors: Sequence[float]) -> float:
    """Of the sizes of the errors; NaN of none."""
    return 1000 * float(np.median(np.abs(errors))) if len(errors) else math.nan


def most_ms(errors: Sequence[float]) -> float:
    """What 95 % of the errors do not exceed; NaN of none."""
    if not len(errors):
        return math.nan
    return 1000 * float(np.quantile(np.abs(errors), 0.95, method="higher"))


def _heard(
    recordings: Iterable[Recording], diarizer: Diarizer, settings: AnalysisSettings
) -> tuple[Found, ...]:
    return tuple(hear(recording, diarizer, settings) for recording in recordings)


def hear(recording: Recording, diarizer: Diarizer, settings: AnalysisSettings) -> Found:
    """A recording through callprobe's own hearing (all of it but the words), beside its truth."""
    speech = settings.speech
    sound = decode(recording.path, shortest_s=speech.shortest_s, longest_s=speech.longest_s)
    told = who_speaks_when(sound.samples, diarizer, speech, settings.activity)
    if set(told) <= {"left", "right"}:
        left, right = ("seller", "customer") if recording.seller_left else ("customer", "seller")
        sides: dict[str, Spans] = {left: told.get("left", []), right: told.get("right", [])}
    else:
        sides = named(told, recording.speech, recording.seconds)
    return compare(
        recording.speech, sides, recording.pauses, recording.seconds, settings.conversation
    )


def _ms(value: float) -> str:
    return "–" if math.isnan(value) else "never found" if math.isinf(value) else f"{value:.0f} ms"


def _range(shares: Sequence[float]) -> str:
    return f"{100 * min(shares):.1f} to {100 * max(shares):.1f} %"
