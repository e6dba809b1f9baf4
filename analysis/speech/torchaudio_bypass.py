"""Lets torchaudio's pure Python parts load beside a CPU build of torch.

The torchaudio wheel for Linux holds a CUDA extension whose import fails where torch has no CUDA
(``libc10_cuda.so``), and takes pyannote.audio down with it. pyannote needs only resampling and
filter banks, which are plain torch. Telling torchaudio that its extension was not built is a path
torchaudio itself knows.
"""

from __future__ import annotations

import importlib.util
import sys
import types
from collections.abc import Callable
from typing import Any


def install() -> None:
    """Stand in for torchaudio's extension, but only where the real one cannot load."""
    if "torchaudio" in sys.modules or importlib.util.find_spec("torchaudio") is None:
        return
    import torch

    if torch.version.cuda is not None:
        return
    module = types.ModuleType("torchaudio._extension")
    said: dict[str, Any] = {
        "_IS_TORCHAUDIO_EXT_AVAILABLE": False,
        "_IS_ALIGN_AVAILABLE": False,
        "fail_if_no_align": _unchanged,
        "_check_cuda_version": _nothing,
    }
    vars(module).update(said)
    sys.modules["torchaudio._extension"] = module


def _unchanged(function: Callable[..., Any]) -> Callable[..., Any]:
    return function


def _nothing() -> None:
    return None
