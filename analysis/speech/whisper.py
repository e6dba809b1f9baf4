"""faster-whisper's model with two additions: it takes windows that are encoded already, and pads
windows to the model's own length.

faster-whisper pads every window to 30 s. A model whose ``preprocessor_config.json`` says that it
hears less at once is given that much, at a fraction of the cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from ctranslate2 import StorageView
from faster_whisper import WhisperModel
from faster_whisper.audio import pad_or_trim

from analysis.speech.decode import Signal


class Whisper(WhisperModel):  # type: ignore[misc]
    """A Whisper-format model; ``encode`` lets through what ``encoded`` made."""

    def encode(self, features: Any) -> Any:
        """Encoder output of ``features``, which may be such output already."""
        return features if isinstance(features, StorageView) else super().encode(features)

    def encoded(self, sounds: Sequence[Signal]) -> Any:
        """Encoder output of a batch of windows (mono, 16 kHz), shape (batch, positions, width)."""
        frames = self.feature_extractor.nb_max_frames
        features = [pad_or_trim(self.feature_extractor(s)[..., :-1], frames) for s in sounds]
        return super().encode(np.stack(features))
