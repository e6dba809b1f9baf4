"""Fits the PLDA that every pyannote 4 pipeline loads, whether its clustering uses it or not.

Centring, length normalisation and LDA, then two-covariance PLDA (Garcia-Romero & Espy-Wilson 2011;
the file layout is that of VBx, Landini et al. 2022).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh

LDA_DIMENSION = 48
LEAST_EXAMPLES = 3
SHRINKAGE = 0.1
"""Share of the average variance added to every direction within a voice: few examples a voice."""

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Plda:
    """Arrays of the two files a pipeline folder holds, by name."""

    transform: Mapping[str, Any]
    plda: Mapping[str, Any]


def fit(embeddings: Matrix, voices: NDArray[np.int64]) -> Plda:
    """From (N, D) embeddings and the number of the voice behind each."""
    dimension = embeddings.shape[1]
    mean1 = embeddings.mean(0)
    first = np.sqrt(dimension) * _unit(embeddings - mean1)
    _, within, between = _scatter(first, voices)
    lda = eigh(between, within)[1][:, ::-1][:, :LDA_DIMENSION]
    second = first @ lda
    mean2 = second.mean(0)
    mu, within, between = _scatter(np.sqrt(LDA_DIMENSION) * _unit(second - mean2), voices)
    between += 1e-4 * np.eye(LDA_DIMENSION) * np.trace(between) / LDA_DIMENSION
    psi, directions = eigh(between, within)
    return Plda(
        transform={
            "mean1": mean1.astype(np.float32),
            "mean2": mean2.astype(np.float32),
            "lda": lda.astype(np.float32),
        },
        plda={
            "mu": mu,
            "tr": np.ascontiguousarray(directions.T[::-1]),
            "psi": np.ascontiguousarray(psi[::-1]),
        },
    )


def _unit(rows: Matrix) -> Matrix:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float64)


def _scatter(rows: Matrix, voices: NDArray[np.int64]) -> tuple[Matrix, Matrix, Matrix]:
    """Mean, covariance within a voice (shrunk), covariance between the voices' means."""
    dimension = rows.shape[1]
    within, means, freedom = np.zeros((dimension, dimension)), [], 0
    for voice in np.unique(voices):
        mine = rows[voices == voice]
        if len(mine) < LEAST_EXAMPLES:
            continue
        centred = mine - mine.mean(0)
        within += centred.T @ centred
        freedom += len(mine) - 1
        means.append(mine.mean(0))
    within /= freedom
    within += SHRINKAGE * np.eye(dimension) * np.trace(within) / dimension
    return rows.mean(0), within, np.cov(np.array(means).T)
