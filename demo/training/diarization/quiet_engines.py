"""One thread, no warnings about files nobody reads, no calls home: set before pyannote loads."""

from __future__ import annotations

import warnings

from analysis.speech.quiet import keep_quiet
from analysis.speech.torchaudio_bypass import install


def prepare() -> None:
    """One thread, because sums in another order make other weights."""
    keep_quiet()
    install()
    warnings.filterwarnings("ignore")
    import torch

    torch.set_num_threads(1)
