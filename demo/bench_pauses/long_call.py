"""What a call of four hours takes: memory above the models, and time, in a process of its own.

    python -m demo.bench_pauses.long_call FILE

The file goes through everything, as a call does: decoding, channels, activity, the recognizer.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np

from demo.audio_file import FORMATS, read_audio, write_audio
from demo.memory import held_mb, most_held_mb
from demo.run import CONFIG
from flows.settings import load_settings


def end_to_end(calls: Path, seconds: float, path: Path) -> Path:
    """A two-channel recording of the demo calls of two channels, one after the other."""
    parts, rate = [], 8000
    for call in sorted(calls.glob("*.flac")):
        samples, rate = read_audio(call)
        if samples.shape[1] == 2:
            parts.append(samples)
    once = np.concatenate(parts)
    often = -(-round(seconds * rate) // len(once))
    write_audio(path, np.tile(once, (often, 1))[: round(seconds * rate)], rate, FORMATS["flac"])
    return path


def main() -> int:
    """Hear the file and print, stage by stage, seconds and the most that was held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    given = parser.parse_args()
    settings = load_settings(CONFIG, {}).analysis
    from analysis.speech.activity import find_activity
    from analysis.speech.decode import RATE_HZ
    from analysis.speech.hear import Ears

    ears = Ears(settings)
    find_activity(np.zeros(RATE_HZ, np.float32), settings.activity)
    loaded = held_mb()
    print(f"models loaded: {loaded / 1000:.2f} GB", flush=True)
    begun = time.perf_counter()

    def tell(stage: str) -> None:
        above = (most_held_mb() - loaded) / 1000
        spent = time.perf_counter() - begun
        print(f"{stage} after {spent:.0f} s, at most {above:.2f} GB so far", flush=True)

    heard = ears.hear(given.file, progress=tell)
    tell(f"{heard.duration / 3600:.1f} hours heard, {len(heard.words)} words,")
    return 0


if __name__ == "__main__":
    sys.exit(main())
