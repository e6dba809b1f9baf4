"""Runs a pipeline folder over test calls; what the networks hear is computed once a call."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from demo.training.diarization.bank import RATE_HZ, Signal
from demo.training.diarization.scoring import CallScore, error_rate, score
from demo.training.diarization.testing import TestCall

THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)


class Listener:
    """A pipeline that remembers segmentations and embeddings, so that clustering can be tried
    with other settings at no cost."""

    def __init__(self, folder: Path) -> None:
        from pyannote.audio import Pipeline

        pipeline = Pipeline.from_pretrained(folder)
        if pipeline is None:
            raise FileNotFoundError(f"{folder} holds no pipeline")
        self._pipeline: Any = pipeline
        self._pipeline.training = True  # pyannote's own switch for keeping both beside the sound
        self._heard: dict[str, dict[str, Any]] = {}

    def set_threshold(self, threshold: float) -> None:
        """Of the clustering's cosine distance, for calls from here on."""
        parameters = self._pipeline.parameters(instantiated=True)
        parameters["clustering"]["threshold"] = threshold
        self._pipeline.instantiate(parameters)

    def diarize(self, name: str, sound: Signal, speakers: int | None) -> Any:
        """A pyannote Annotation of who speaks when in ``sound`` (16 kHz). ``name`` is unique."""
        if name not in self._heard:
            wave = torch.tensor(sound)[None]
            self._heard[name] = {"waveform": wave, "sample_rate": RATE_HZ, "uri": name}
        output = self._pipeline(self._heard[name], num_speakers=speakers)
        return getattr(output, "speaker_diarization", output)

    def score(self, calls: Sequence[TestCall], speakers: int | None) -> list[CallScore]:
        """Every call's score; ``speakers`` None lets the pipeline count them."""
        return [
            score(
                call.name, call.truth(), self.diarize(call.name, call.sound, speakers), call.seconds
            )
            for call in calls
        ]


def choose_threshold(listener: Listener, calls: Sequence[TestCall]) -> tuple[float, float]:
    """The clustering threshold with the lowest error when speakers are counted, and that error.

    Among equals the middle one: it is farthest from where things go wrong.
    """
    errors: dict[float, float] = {}
    for threshold in THRESHOLDS:
        listener.set_threshold(threshold)
        errors[threshold] = error_rate(listener.score(calls, None))
        print(f"threshold {threshold:.2f}: DER {errors[threshold]:.1%}", flush=True)
    best = min(errors.values())
    equal = [threshold for threshold, error in errors.items() if error <= best + 0.002]
    chosen = equal[len(equal) // 2]
    listener.set_threshold(chosen)
    return chosen, errors[chosen]
