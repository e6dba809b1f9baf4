"""A real two-channel telephone call beside what the energy of its channels says."""

from __future__ import annotations

from pathlib import Path

from analysis.settings import AnalysisSettings
from analysis.speech.decode import decode
from analysis.speech.diarize import Diarizer
from analysis.speech.voices import who_speaks_when
from demo.bench_pauses.compare import frames
from demo.bench_pauses.talk import Spans
from demo.script import close_gaps

SHARE, SHARE_OFF = 0.495, 0.02
"""The agent's share of the speech by energy, and how far off it may be (0-1)."""
CHANNELS = {"agent": "left", "caller": "right"}


def measure_telephone_call(
    recording: Path, diarizer: Diarizer, settings: AnalysisSettings
) -> tuple[float, dict[str, float], dict[str, float]]:
    """The agent's share of speech (0-1); of each side's speech, what is missed and what is heard
    beside it (ratios). The truth is the RTTM beside the recording."""
    speech = settings.speech
    sound = decode(recording, shortest_s=speech.shortest_s, longest_s=speech.longest_s)
    told = who_speaks_when(sound.samples, diarizer, speech, settings.activity)
    heard = {side: told.get(channel, []) for side, channel in CHANNELS.items()}
    true = _rttm(recording.with_name(recording.name.replace("_stereo.flac", "_energy_vad.rttm")))
    missed, false = {}, {}
    for side in CHANNELS:
        mine = frames(close_gaps(true[side]), sound.seconds)
        theirs = frames(heard[side], sound.seconds)
        missed[side] = float((mine & ~theirs).sum() / mine.sum())
        false[side] = float((theirs & ~mine).sum() / mine.sum())
    seconds = {side: sum(b - a for a, b in spans) for side, spans in heard.items()}
    return seconds["agent"] / max(1e-9, sum(seconds.values())), missed, false


def _rttm(path: Path) -> dict[str, Spans]:
    """Spans (seconds) by speaker."""
    made: dict[str, Spans] = {side: [] for side in CHANNELS}
    for line in path.read_text(encoding="utf-8").splitlines():
        _, _, _, start, seconds, _, _, speaker, *_ = line.split()
        made[speaker].append((float(start), float(start) + float(seconds)))
    return made
