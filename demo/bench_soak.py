"""``make bench-soak``: does memory grow while the engines hear call after call?

python -m demo.bench_soak [CALLS]

The beginnings of the demo calls, of two channels and of one, go through the engines that
``callprobe serve`` keeps loaded. What the process holds is printed as it goes.
"""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

from analysis.speech.errors import RecordingError
from demo.audio_file import FORMATS, read_audio, write_audio
from demo.memory import held_mb
from demo.run import CALLS, CONFIG, DEMO
from flows.environment import prepare
from flows.settings import load_settings

WORK = DEMO / "work" / "bench-soak"
SECONDS = 12
"""How much of each call is heard."""


def main(calls: int = 500) -> int:
    """Hear the calls and print what the process holds, every tenth of the way."""
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    settings = load_settings(CONFIG, {})
    prepare(WORK)
    from analysis.speech.hear import Ears

    ears = Ears(settings.analysis)
    beginnings = [_beginning(path) for path in sorted(CALLS.glob("*.flac"))]
    begun, heard, sizes = time.perf_counter(), 0, []
    print("calls   seconds   memory")
    for number in range(1, calls + 1):
        try:
            ears.hear(beginnings[number % len(beginnings)])
            heard += 1
        except RecordingError as error:
            print(f"set aside: {error}")
        if number % max(1, calls // 10) == 0:
            sizes.append(held_mb())
            print(f"{number:5} {time.perf_counter() - begun:8.1f} s {sizes[-1]:5.0f} MB")
    grown = sizes[-1] - sizes[len(sizes) // 2]
    print(f"{heard} of {calls} heard; memory grown over the last half: {grown:.0f} MB")
    return 0 if heard else 1


def _beginning(call: Path) -> Path:
    samples, rate = read_audio(call)
    path = WORK / call.name
    write_audio(path, samples[: SECONDS * rate], rate, FORMATS["flac"])
    return path


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
