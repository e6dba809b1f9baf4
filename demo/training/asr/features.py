"""The log-mel picture of sound, as faster-whisper computes it."""

from __future__ import annotations

import numpy as np
import torch
from faster_whisper.feature_extractor import FeatureExtractor
from numpy.typing import NDArray

FRAMES_PER_S = 100

_FILTERS = torch.from_numpy(np.asarray(FeatureExtractor().mel_filters, np.float32))
_WINDOW = torch.from_numpy(np.hanning(401)[:-1].astype(np.float32))


def log_mel(signal: NDArray[np.float32], lift: float = 0.0) -> torch.Tensor:
    """(80, frames) of 10 ms. ``lift`` raises the floor, as a louder sound elsewhere in the window
    would: the floor lies 80 dB below the loudest point."""
    padded = torch.nn.functional.pad(torch.from_numpy(signal), (0, 160))
    spectrum = torch.stft(padded, 400, 160, window=_WINDOW, center=True, return_complex=True)
    mel = torch.log10((_FILTERS @ spectrum[:, :-1].abs() ** 2).clamp(min=1e-10))
    floored = torch.maximum(mel, mel.max() + lift - 8.0)
    return ((floored + 4.0) / 4.0)[:, : len(signal) // 160]
