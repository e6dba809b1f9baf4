"""``make bench-speech``: callprobe beside the bare engines and WhisperX, on the same calls.

    python -m demo.bench_speech [--calls 3] [--shapes tiny small] [--peer PYTHON]

Every contender runs in a process of its own, on the demo's models and on made-up weights in the
real ones' shapes. Bars: one channel costs at most 1.05 of the bare engines one after the other; two
channels at most 0.6 of one; ahead of WhisperX on time and on words with the right speaker. Exits
with 1 where one is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table

from demo.audio_file import FORMATS, read_audio, write_audio
from demo.bench_speech import diarizer
from demo.bench_speech.job import Job, Result, read_result, write
from demo.bench_speech.scores import Score, score
from demo.bench_speech.shapes import SHAPES, make
from demo.run import CALLS, DEMO
from flows.evaluation.tables import console as wide_console
from flows.evaluation.truth import TrueCall, read_truth

WORK = DEMO / "work" / "bench-speech"
MODELS = DEMO / "models"
NAMES = ("callprobe", "bare", "batched", "whisperx")
TOKENS = 64
"""Of every window, with made-up weights."""
CLIP_S = 30.0
"""Of one call, with made-up weights; callprobe's two layouts are compared on the whole of it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A contender on some recordings (``seconds`` of sound)."""

    name: str
    layout: str
    seconds: float
    result: Result
    right: Score | None

    @property
    def cost(self) -> float:
        """Processor seconds a second of sound: what other work on the machine does not change."""
        return self.result.cpu_s / self.seconds


def main() -> int:
    """Run everything, print the tables, say which bars are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=4, help="two-channel demo calls to hear")
    parser.add_argument("--shapes", nargs="*", default=list(SHAPES), choices=list(SHAPES))
    parser.add_argument("--peer", type=Path, help="the Python that has WhisperX")
    parser.add_argument("--threads", type=int, default=0, help="an engine (0: its own choice)")
    given = parser.parse_args()
    truths = {true.name: true for true in read_truth(CALLS / "truth.json")}
    stereo = [true for true in truths.values() if true.layout == "stereo"]
    chosen = sorted(stereo, key=lambda true: (true.name[3:5], true.name))[: given.calls]
    console = wide_console()
    rows = _demo_rows(chosen, given.peer, given.threads)
    console.print(_table("the demo's models", rows))
    checks = [*_time_checks("the demo's models", rows, rows), *_speaker_checks(rows)]
    longest = max(stereo, key=lambda true: true.seconds)
    for shape in given.shapes:
        title = f"{shape}'s shape, {TOKENS} tokens a window, a real diarizer's shape"
        beside, layouts = _shape_rows(shape, longest, given.peer, given.threads)
        console.print(_table(title, [*beside, *layouts]))
        checks += _time_checks(f"{shape}'s shape", beside, layouts)
    for met, said in checks:
        console.print(f"{'met   ' if met else 'missed'} {said}")
    return 0 if all(met for met, _ in checks) else 1


def _demo_rows(calls: Sequence[TrueCall], peer: Path | None, threads: int) -> list[Row]:
    spoken = json.loads((CALLS / "truth.json").read_text(encoding="utf-8"))
    sides = [spoken[true.name]["segments"] for true in calls]
    seconds = sum(true.seconds for true in calls)
    rows = []
    for layout in ("two channels", "one channel"):
        files = [str(_recording(true, layout)) for true in calls]
        job = Job(str(MODELS / "whisper-demo"), str(MODELS / "diarization-demo"), files, threads)
        for name in NAMES if layout == "one channel" else NAMES[:1]:
            result = _run(name, job, peer)
            if result:
                rows.append(Row(name, layout, seconds, result, score(result, calls, sides)))
    return rows


def _shape_rows(
    shape: str, call: TrueCall, peer: Path | None, threads: int
) -> tuple[list[Row], list[Row]]:
    """Everybody on a clip of one channel; callprobe on the whole call, in both layouts."""
    spoken = json.loads((CALLS / "truth.json").read_text(encoding="utf-8"))
    voices = diarizer.make(WORK / "models" / "diarizer", call, spoken[call.name]["segments"])
    model = make(shape, WORK / "models")

    def rows(names: Sequence[str], layout: str, clip_s: float | None) -> list[Row]:
        sound = str(_recording(call, layout, clip_s))
        job = Job(str(model), str(voices), [sound], threads, TOKENS)
        ran = [(name, _run(name, job, peer)) for name in names]
        seconds = clip_s or call.seconds
        return [Row(name, layout, seconds, result, None) for name, result in ran if result]

    beside = rows(NAMES, "one channel", CLIP_S)
    whole = [rows(NAMES[:1], layout, None) for layout in ("two channels", "one channel")]
    return beside, [row for made in whole for row in made]


def _recording(true: TrueCall, layout: str, seconds: float | None = None) -> Path:
    """A demo call as it is or with both sides on one channel, its first ``seconds`` or all."""
    samples, rate = read_audio(CALLS / str(true.file))
    if layout == "one channel":
        samples = samples.mean(axis=1, keepdims=True)
    if seconds:
        samples = samples[: round(seconds * rate)]
    WORK.mkdir(parents=True, exist_ok=True)
    path = WORK / f"{true.name}.{layout.split(maxsplit=1)[0]}.{'clip' if seconds else 'call'}.flac"
    write_audio(path, samples, rate, FORMATS["flac"])
    return path


def _run(name: str, job: Job, peer: Path | None) -> Result | None:
    """One contender in its own process; None for WhisperX where it is not installed."""
    python = str(peer) if name == "whisperx" and peer else sys.executable
    if name == "whisperx" and not peer:
        return None
    job_file, result_file = WORK / "job.json", WORK / "result.json"
    write(job_file, job)
    result_file.unlink(missing_ok=True)
    arguments = ["-m", "demo.bench_speech.contenders", name, str(job_file), str(result_file)]
    ran = subprocess.run(
        [python, "-W", "ignore", *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(DEMO.parent), *_path()])},
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        said = ran.stderr.strip().splitlines() or ["no word why"]
        print(f"{name} failed: {said[-1]}", file=sys.stderr)
        return None
    return read_result(result_file)


def _path() -> list[str]:
    return [given] if (given := os.environ.get("PYTHONPATH")) else []


def _table(title: str, rows: Sequence[Row]) -> Table:
    table = Table(title=title)
    for heading in ("", "layout", "seconds", "x real time", "processor s / s", "peak MB"):
        table.add_column(heading)
    for heading in ("word error", "right speaker", "DER"):
        table.add_column(heading)
    for row in rows:
        right = row.right
        table.add_row(
            row.name,
            row.layout,
            f"{row.seconds:.0f}",
            f"{row.seconds / row.result.wall_s:.1f}",
            f"{row.cost:.3f}",
            f"{row.result.peak_mb:.0f}",
            *(
                (
                    f"{right.word_error:.1%}",
                    f"{right.right_speaker:.1%}",
                    f"{right.diarization_error:.1%}",
                )
                if right
                else ("", "", "")
            ),
        )
    return table


Check = tuple[bool, str]
"""Whether a bar is met, and the figure."""


def _time_checks(what: str, beside: Sequence[Row], layouts: Sequence[Row]) -> list[Check]:
    """By the clock; processor time, which other work changes less, is said with it."""
    peers = {row.name: row for row in beside if row.layout == "one channel"}
    bars = (
        ("bare", "bare engines", 1.05),
        ("batched", "batched", 1.05),
        ("whisperx", "WhisperX", 1.0),
    )
    checks = [
        _ratio(f"{what}: one channel / {said}", peers["callprobe"], peers[name], bar)
        for name, said, bar in bars
        if name in peers
    ]
    mine = {row.layout: row for row in layouts if row.name == "callprobe"}
    two, one = mine["two channels"], mine["one channel"]
    return [*checks, _ratio(f"{what}: two channels / one channel", two, one, 0.6)]


def _speaker_checks(rows: Sequence[Row]) -> list[Check]:
    """Words with the right speaker, beside WhisperX where it is here."""
    right = {row.name: row.right for row in rows if row.layout == "one channel"}
    mine, its = right.get("callprobe"), right.get("whisperx")
    if not mine or not its:
        return []
    figures = f"{mine.right_speaker:.1%} and {its.right_speaker:.1%}"
    ahead = mine.right_speaker > its.right_speaker
    return [(ahead, f"the demo's models: right speaker, callprobe and WhisperX: {figures}")]


def _ratio(what: str, one: Row, other: Row, bar: float) -> Check:
    processor = one.cost / other.cost
    clock = one.result.wall_s / other.result.wall_s
    said = f"{what}: {processor:.2f} of the processor time, {clock:.2f} by the clock (bar {bar})"
    return clock <= bar, said


if __name__ == "__main__":
    sys.exit(main())
