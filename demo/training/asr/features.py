"""The log-mel picture of sound, as faster-whisper computes it."""

from __future__ import annotations

import numpy as np
import torch
from faster_whisper.feature_extractor import FeatureExtractor
from numpy.typing import NDArray

FRAMES_PER_S = 100

BAND_HZ = (230.0, 3500.0)
"""What a telephone carries. The model is deaf outside it, so that a clean recording and a
telephone line are nearly the same to it, and what it learns of one it knows of the other."""

_FILTERS = torch.from_numpy(np.asarray(FeatureExtractor().mel_filters, np.float32))
_CENTRES = torch.from_numpy(
    np.asarray(FeatureExtractor().mel_filters, np.float64) @ np.fft.rfftfreq(400, 1 / 16000)
)
_CENTRES = _CENTRES / _FILTERS.double().sum(1)
OUT_OF_BAND = _CENTRES.lt(BAND_HZ[0]) | _CENTRES.gt(BAND_HZ[1])
"""True for each of the 80 bands that the model does not hear."""

_WINDOW = torch.from_numpy(np.hanning(401)[:-1].astype(np.float32))


def log_mel(signal: NDArray[np.float32], lift: float = 0.0) -> torch.Tensor:
    """(80, frames) of 10 ms. ``lift`` raises the floor, as a louder sound elsewhere in the window
    would: the floor lies 80 dB below the loudest point."""
    padded = torch.nn.functional.pad(torch.from_numpy(signal), (0, 160))
    spectrum = torch.stft(padded, 400, 160, window=_WINDOW, center=True, return_complex=True)
    mel = torch.log10((_FILTERS @ spectrum[:, :-1].abs() ** 2).clamp(min=1e-10))
    floored = torch.maximum(mel, mel.max() + lift - 8.0)
    return ((floored + 4.0) / 4.0)[:, : len(signal) // 160]
