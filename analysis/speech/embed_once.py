"""pyannote's speaker embedding, computed once for each stretch of sound.

pyannote asks for one embedding of every speaker in every window (up to three in ten seconds), and
each time sends the window's sound through the whole network. The network's last layer alone looks
at who speaks when, and takes all speakers of a window together. The embeddings are the same.
"""

from __future__ import annotations

from typing import Any

SPEAKERS_IN_A_WINDOW = 3


def embed_once(pipeline: Any) -> None:
    """Make ``pipeline`` (pyannote's SpeakerDiarization) send each window through its embedding
    network once. A pipeline whose embedding is not pyannote's own stays as it is."""
    model = getattr(pipeline._embedding, "model_", None)
    if model is None:
        return
    every_time = model.forward
    pipeline.embedding_batch_size *= SPEAKERS_IN_A_WINDOW

    def once(waveforms: Any, weights: Any = None) -> Any:
        """``waveforms`` (batch, 1, samples), ``weights`` (batch, frames): (batch, dimension)."""
        if weights is None or weights.dim() != 2:
            return every_time(waveforms, weights)
        return _together(every_time, waveforms, weights)

    model.forward = once


def _together(forward: Any, waveforms: Any, weights: Any) -> Any:
    """Neighbours in the batch that are the same sound share a row."""
    import torch

    rows: list[int] = []
    seats: list[tuple[int, int]] = []
    for place, waveform in enumerate(waveforms):
        if not place or not torch.equal(waveform, waveforms[place - 1]):
            rows.append(place)
            seats.append((len(rows) - 1, 0))
        else:
            seats.append((seats[-1][0], seats[-1][1] + 1))
    speakers = 1 + max(seat for _, seat in seats)
    shared = weights.new_zeros((len(rows), speakers, weights.shape[1]))
    for place, (row, seat) in enumerate(seats):
        shared[row, seat] = weights[place]
    embeddings = forward(waveforms[rows], shared)
    row_of, seat_of = zip(*seats, strict=True)
    return embeddings[list(row_of), list(seat_of)]
