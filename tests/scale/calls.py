"""Forty calls for several machines: most with a transcript kept, some that must be heard."""

from __future__ import annotations

import json
import shutil
import wave
from dataclasses import replace
from pathlib import Path

import av
import numpy as np

from analysis.record import settled
from demo.bench_flows import Replayed
from demo.run import CALLS
from flows.files import content_hash
from flows.in_force import engine_hash
from flows.inbox import ID_LENGTH
from flows.same_engines import of_today
from flows.settings import Settings
from flows.store import Store

COUNT = 40
HEARD_EVERY = 20
"""So many calls from one that has no transcript yet and is heard by the real engines ..."""
HEARD_S = 20
"""... of which there are so many seconds."""


def drop(settings: Settings, scratch: Path) -> None:
    """Put the recordings with their sidecars into the inbox, transcripts beside the records."""
    truth = json.loads((CALLS / "truth.json").read_text(encoding="utf-8"))
    names, replayed = sorted(truth), Replayed(truth)
    engine, store = engine_hash(settings.analysis), Store(settings.kept)
    model = of_today(settings, note=False)["transcriber_hash"]
    scratch.mkdir()
    for number in range(COUNT):
        name = names[number % len(names)]
        recording = scratch / f"{number:02}_{name}.wav"
        if number % HEARD_EVERY == HEARD_EVERY - 5:  # in the middle of a run
            _cut(CALLS / truth[name]["file"], recording, seconds=HEARD_S + number // HEARD_EVERY)
        else:
            recording.write_text(f"{number} {name}\n")
            call_id = content_hash(recording)[:ID_LENGTH]
            heard = replayed.hear(recording)
            by_model = replace(heard.engines, transcriber_hash=model)
            store.keep_heard(call_id, engine, settled(replace(heard, engines=by_model)))
        shutil.copyfile(CALLS / f"{name}.json", recording.with_suffix(".json"))
    settings.folders.inbox.mkdir(parents=True, exist_ok=True)
    for path in sorted(scratch.iterdir()):
        (settings.folders.inbox / path.name).write_bytes(path.read_bytes())


def _cut(recording: Path, target: Path, seconds: int) -> None:
    """The first seconds of a demo call, 16-bit WAV, two channels."""
    with av.open(str(recording)) as container:
        rate = container.streams.audio[0].rate
        resampler = av.AudioResampler(format="s16", layout="stereo", rate=rate)
        parts = [
            part.to_ndarray()
            for frame in container.decode(audio=0)
            for part in resampler.resample(frame)
        ]
    sound = np.concatenate(parts, axis=1)[:, : 2 * rate * seconds]
    with wave.open(str(target), "wb") as out:
        out.setparams((2, 2, rate, 0, "NONE", "not compressed"))
        out.writeframes(sound.astype("<i2").tobytes())
