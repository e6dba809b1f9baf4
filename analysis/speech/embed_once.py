"""pyannote's speaker embedding, computed once for each stretch of sound.

pyannote asks for one embedding of every speaker in every window (three in ten seconds, whether they
speak or not), and each time sends the window's sound through the whole network. The network's last
layer alone looks at who speaks when, and takes all speakers of a window together; where nobody
speaks it does not look at the sound at all. The embeddings are the same.
"""

from __future__ import annotations

from typing import Any

from analysis.speech.folded import fold

SPEAKERS_IN_A_WINDOW = 3
"""That pyannote's segmentation tells apart, and each of whom it would have embedded alone."""
CPU_WINDOWS = 8
"""At once on a processor, where more are no faster and each takes 40 MB."""


def embed_once(pipeline: Any) -> None:
    """Make ``pipeline`` (pyannote's SpeakerDiarization) send each window in which somebody speaks
    through its embedding network once. One whose embedding is not pyannote's own stays as it is."""
    model = getattr(pipeline._embedding, "model_", None)
    if model is None:
        return
    every_time = model.forward
    windows = pipeline.embedding_batch_size
    if model.device.type == "cpu":
        fold(model)
        windows = min(windows, CPU_WINDOWS)
    pipeline.embedding_batch_size = windows * SPEAKERS_IN_A_WINDOW

    def once(waveforms: Any, weights: Any = None) -> Any:
        """``waveforms`` (batch, 1, samples), ``weights`` (batch, frames): (batch, dimension)."""
        if weights is None or weights.dim() != 2:
            return every_time(waveforms, weights)
        return _together(every_time, waveforms, weights)

    model.forward = once


def _together(forward: Any, waveforms: Any, weights: Any) -> Any:
    """Neighbours in the batch that are the same sound share a row, a seat each; whoever says
    nothing has the last seat of the first row."""
    import torch

    speaks = weights.any(dim=1).tolist()
    rows: list[int] = []
    seats: list[tuple[int, int]] = []
    taken = 0
    for place, waveform in enumerate(waveforms):
        if not speaks[place]:
            seats.append((0, -1))
            continue
        if not rows or not torch.equal(waveform, waveforms[rows[-1]]):
            rows.append(place)
            taken = 0
        seats.append((len(rows) - 1, taken))
        taken += 1
    rows = rows or [0]
    most = 1 + max(seat for _, seat in seats)
    shared = weights.new_zeros((len(rows), most + 1, weights.shape[1]))
    for place, (row, seat) in enumerate(seats):
        shared[row, seat] += weights[place]
    embeddings = forward(waveforms[rows], shared)
    row_of, seat_of = zip(*seats, strict=True)
    return embeddings[list(row_of), list(seat_of)]
