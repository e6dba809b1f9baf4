"""What a call of four hours takes: memory above the models, and time, in a process of its own.

    python -m demo.bench_pauses.long_call FILE [--whole]

Without ``--whole`` the file goes through everything that holds all of it at once: decoding,
channels, activity, windows. The recognizer takes a few windows at a time whatever the length is, so
a shorter file with ``--whole`` tells what it adds.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np

from demo.audio_file import FORMATS, read_audio, write_audio
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
    parser.add_argument("--whole", action="store_true")
    given = parser.parse_args()
    settings = load_settings(CONFIG, {}).analysis
    from analysis.speech.activity import find_activity
    from analysis.speech.channels import tell_channels
    from analysis.speech.decode import RATE_HZ, decode
    from analysis.speech.hear import Ears
    from analysis.speech.voices import find_voices
    from analysis.speech.windows import pack

    ears = Ears(settings)
    find_activity(np.zeros(RATE_HZ, np.float32), settings.activity)
    loaded = _kb("VmRSS")
    print(f"models loaded: {loaded / 1e6:.2f} GB", flush=True)
    begun = time.perf_counter()

    def tell(stage: str) -> None:
        above = (_kb("VmHWM") - loaded) / 1e6
        print(f"{stage}: {time.perf_counter() - begun:.0f} s, at most {above:.2f} GB", flush=True)

    if given.whole:
        heard = ears.hear(given.file)
        tell(f"everything, {heard.duration / 60:.0f} minutes")
        return 0
    speech = settings.speech
    sound = decode(given.file, shortest_s=speech.shortest_s, longest_s=speech.longest_s)
    tell(f"decoded, {sound.seconds / 60:.0f} minutes")
    channels = tell_channels(sound.samples, speech)
    tell("channels told")
    channels, voices = find_voices(channels, settings.activity)
    tell("speech found")
    for voice in voices:
        pack(voice.signal, voice.speech, 30.0, speech.chunk_margin_s)
    tell("windows packed")
    return 0


def _kb(what: str) -> int:
    """A line of /proc/self/status: what this process holds (VmRSS), or held at most (VmHWM)."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{what}:"):
            return int(line.split()[1])
    return 0


if __name__ == "__main__":
    sys.exit(main())
