"""``make bench-pauses``: silences beside known truth, words in nothing, short answers, memory.

    python -m demo.bench_pauses [PART ...] [--layout stereo] [--hours 4]

Real Dutch voices with chosen silences and a real telephone call, where the folder with them is
there (``SHARED``, as for ``make evaluate``); the demo calls always. Exits with 1 where a bar is
missed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from analysis.settings import AnalysisSettings
from demo.bench_pauses import silences
from demo.bench_pauses.long_call import end_to_end
from demo.bench_pauses.nothing import EACH_S, KEPT, invented, short_answers
from demo.bench_pauses.telephone_call import SHARE, SHARE_OFF, measure_telephone_call
from demo.run import CALLS, CONFIG, DEMO
from flows.environment import prepare
from flows.settings import load_settings

WORK = DEMO / "work" / "bench-pauses"
SHARED = Path(os.environ.get("SHARED", "../shared/data"))
PARTS = ("silences", "nothing", "answers", "memory")
MEMORY_GB = 3.0


def main() -> int:
    """Run the parts asked for (all) and say which bars are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--layout", choices=("stereo", "mono"), help="both if not given")
    parser.add_argument("--hours", type=float, default=4, help="of the long call")
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    WORK.mkdir(parents=True, exist_ok=True)
    prepare(WORK)
    settings = load_settings(CONFIG, {}).analysis
    console = Console(width=max(150, Console().width))
    met = []
    for part in given.parts or PARTS:
        if part == "silences":
            layouts = [given.layout] if given.layout else ["stereo", "mono"]
            met.append(_silences(layouts, settings, console))
        elif part == "nothing":
            met.append(_nothing(settings, console))
        elif part == "answers":
            met.append(_answers(settings, console))
        else:
            met.append(_memory(given.hours, console))
    return 0 if all(met) else 1


def _silences(layouts: Sequence[str], settings: AnalysisSettings, console: Console) -> bool:
    from analysis.speech import models
    from analysis.speech.diarize import Pyannote

    if not SHARED.is_dir():
        console.print(f"no recordings in {SHARED}: real voices and the telephone call are skipped")
    diarizer = Pyannote(models.diarizer_folder(settings.models), settings.models)
    met = True
    for layout in layouts:
        some = []
        for row in silences.rows(SHARED / "dutch", CALLS, WORK, layout, diarizer, settings):
            console.print(f"{layout}: {row.name}", style="dim")
            some.append(row)
        console.print(silences.table(some, f"{layout}, bars: {silences.bars_of(layout)}"))
        met &= not any(row.misses() for row in some)
    recording = SHARED / "calls" / "auto_repairs_40_stereo.flac"
    if "stereo" in layouts and recording.is_file():
        share, missed, false = measure_telephone_call(recording, diarizer, settings)
        said = "; ".join(
            f"{side}: missed {missed[side]:.1%}, false alarms {false[side]:.1%}" for side in missed
        )
        console.print(
            f"a real telephone call: agent's share {share:.3f} ({SHARE} by energy, bar "
            f"{SHARE_OFF} off); {said} (bars {silences.MISSED:.0%}, {silences.FALSE:.0%})"
        )
        met &= abs(share - SHARE) <= SHARE_OFF
        met &= max(missed.values()) <= silences.MISSED and max(false.values()) <= silences.FALSE
    return met


def _nothing(settings: AnalysisSettings, console: Console) -> bool:
    from analysis.speech.hear import Ears

    total = 0
    call = CALLS / "nl-02-de-extra-vraag.flac"
    for name, words, before in invented(Ears(settings), call, WORK):
        console.print(
            f"{name}, {EACH_S / 60:.0f} minutes in one recording: {words} words written (bar 0; "
            f"{before} in the talk before)"
        )
        total += words
    return total == 0


def _answers(settings: AnalysisSettings, console: Console) -> bool:
    from analysis.speech.hear import Ears

    met = True
    answers = list(short_answers(Ears(settings), CALLS, WORK))
    for layout in ("stereo", "mono"):
        all_of_it = [answer for answer in answers if answer.layout == layout]
        # one channel carries one voice's words: a "ja" beneath the other's talk is no answer there
        mine = [one for one in all_of_it if layout == "stereo" or not one.beneath]
        for answer in mine:
            if not answer.kept:
                lost = "no word" if answer.speech else "no speech of that side"
                console.print(f"  {answer.call} {answer.start:.2f} s {answer.text!r}: {lost}")
        kept = sum(answer.kept for answer in mine) / len(mine)
        same = sum(answer.same for answer in mine) / len(mine)
        console.print(
            f"short answers, {layout}: {kept:.1%} of {len(mine)} kept (bar {KEPT:.0%}), "
            f"{same:.1%} written as the very word; "
            f"{len(all_of_it) - len(mine)} beneath the other's talk not counted"
        )
        met &= kept >= KEPT
    return met


def _memory(hours: float, console: Console) -> bool:
    long = end_to_end(CALLS, 3600 * hours, WORK / "long.flac")
    console.print(f"{hours:g} hours of two channels, through everything:")
    most = _child([str(long)], console)
    console.print(f"{hours:g} hours: {most:.2f} GB above the models at most (bar {MEMORY_GB:g})")
    return most <= MEMORY_GB


def _child(arguments: Sequence[str], console: Console) -> float:
    """The most that a process of its own held above the models (GB)."""
    command = [sys.executable, "-W", "ignore", "-m", "demo.bench_pauses.long_call", *arguments]
    most = 0.0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        for line in child.stdout or ():
            console.print(f"  {line.rstrip()}")
            if "at most " in line:
                most = float(line.split("at most ")[1].split()[0])
    if child.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed")
    return most


if __name__ == "__main__":
    sys.exit(main())
