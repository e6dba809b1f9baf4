"""10 ms frames and the spans they make."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

HOP_S = 0.01
"""Seconds of a frame."""

Spans = list[tuple[float, float]]
"""Start and end in seconds, in order."""
Flags = NDArray[np.bool_]
"""One value for every 10 ms."""


def spans_of(flags: Flags) -> Spans:
    """Runs of frames that are set."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    return [(float(a) * HOP_S, float(b) * HOP_S) for a, b in edges.reshape(-1, 2)]


def grown(flags: Flags, seconds: float) -> Flags:
    """The frames that are set, and those so close to one."""
    reach = round(seconds / HOP_S)
    return np.convolve(flags, np.ones(2 * reach + 1))[reach : reach + len(flags)] > 0.5


def closed(spans: Spans, gap_s: float) -> Spans:
    """Spans with gaps shorter than ``gap_s`` between them made one."""
    made: Spans = []
    for start, end in spans:
        if made and start - made[-1][1] < gap_s:
            made[-1] = (made[-1][0], end)
        else:
            made.append((start, end))
    return made
