"""When does a speaker make speech sound? One detector, shared by everything after it.

silero-vad tells speech from noise, tones and music, but its windows of 32 ms blur the edges;
the channel's own energy tells where sound starts and stops to 10 ms, but not what it is. Together:
sound that stands out of the line's noise, where silero hears speech, close to it, or on from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, Queue
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.speech.cleaned import cleaned, noise_of, raised
from analysis.speech.decode import RATE_HZ, Signal
from analysis.speech.frames import HOP_S, Flags, Spans, closed, grown, spans_of
from analysis.speech.settings import ActivitySettings
from analysis.speech.torch_threads import own_choice
from analysis.speech.under_noise import heard_through, run_on, stands_out

_HOP = int(RATE_HZ * HOP_S)
_WINDOW = 512
"""Samples that silero hears at a time: 32 ms."""
_FLOOR_DB = -75.0
"""No level counts as lower than this (dB below full scale): it is silence on any line."""
_STRETCH = 20_000
"""Windows (or hops) looked at together: some minutes."""
_RUN_UP = 64
"""Windows that silero hears before those that count: two seconds."""

_AROUND_S = 1.0
"""What sounds for so long before and after a span is what stands around it."""
_LOUD_DB = 10.0
"""A side speaks loudly where it is no further than this below its loudest twentieth."""
_THEIRS_DB = 3.0
"""Under noise, what is louder than this on the other channel is not looked for on this one."""

_spare: Queue[Any] = Queue()
"""Detectors that nobody uses now. One remembers what it heard last: two sounds would mix."""


def find_activity(
    signal: Signal, settings: ActivitySettings, *, other: Signal | None = None
) -> Spans:
    """Speech spans (start s, end s) in ``signal`` (mono, 16 kHz), in order, not touching.

    ``other`` is the other channel of the same call: what is much louder there is its leak.
    """
    level = _level_db(signal)
    if not len(level):
        return []
    sure, faint = _speech_flags(signal, len(level), settings)
    if not sure.any() and not faint.any():
        return []
    threshold, softest = _threshold_db(level, sure | faint, settings)
    masked = threshold > softest
    none = np.zeros(len(level), bool)
    beside = None if other is None else _level_db(other)
    leaks = none if beside is None else _louder(level, beside, settings.bleed_db)
    loud = (level > threshold) & ~leaks
    if masked:
        clear, noise_db = stands_out(signal, faint, settings, softest, other, settings.bleed_db)
        loud |= clear
    speech = loud & grown(sure, settings.reach_in_noise_s if masked else settings.reach_s)
    speech |= _bursts(loud, faint)
    speech |= _carried(loud, sure, settings)
    speech |= _half_heard(loud, faint, settings)
    if masked:
        # Silero hears a leak through the noise too, where levels say no more whose it is.
        theirs = none if beside is None else _louder(level, beside, _THEIRS_DB)
        speech |= heard_through(sure, grown(theirs, settings.reach_s), settings.weak_below_s)
    spans = closed(spans_of(speech), settings.close_gaps_s)
    other_sound = loud & ~grown(faint, settings.reach_s)
    kept = [
        (start, end)
        for start, end in spans
        if end - start >= settings.shortest_s
        and not _like_what_is_around(start, end, sure, other_sound, settings)
    ]
    if not masked:
        return kept
    return run_on(kept, noise_db - softest, len(level) * HOP_S, settings)


def softer_by(signal: Signal, other: Signal) -> float:
    """How much softer ``signal`` is than ``other`` while that is loud, in the middle of all such
    moments (dB): mostly its side is silent then, and a leak is no louder than what is there."""
    mine, theirs = _level_db(signal), _level_db(other)
    count = min(len(mine), len(theirs))
    mine, theirs = np.maximum(mine[:count], _FLOOR_DB), np.maximum(theirs[:count], _FLOOR_DB)
    if not count:
        return 0.0
    loud = theirs >= np.percentile(theirs, 95) - _LOUD_DB
    return float(np.median((theirs - mine)[loud]))


@contextmanager
def _detector() -> Iterator[Any]:
    """One that nobody else uses meanwhile; loaded where all are in use."""
    own_choice()
    from silero_vad import load_silero_vad

    try:
        model = _spare.get_nowait()
    except Empty:
        model = load_silero_vad()
    try:
        yield model
    finally:
        _spare.put(model)


def _speech_flags(signal: Signal, frames: int, settings: ActivitySettings) -> tuple[Flags, Flags]:
    """10 ms frames silero is sure of, and those it half hears."""
    probability = np.concatenate(list(_probabilities(signal)))
    at = (np.arange(frames) * _HOP + _HOP // 2) // _WINDOW
    by_frame = probability[np.minimum(at, len(probability) - 1)]
    return by_frame >= settings.speech_from, by_frame >= settings.faint_speech_from


def _probabilities(signal: Signal) -> Iterator[NDArray[np.float32]]:
    """Silero's probability of each window. In stretches, each with a run-up that is not used: a
    call of hours is never held twice."""
    import torch

    noise, gain = noise_of(signal), _gain(signal)
    for start in range(0, len(signal), _STRETCH * _WINDOW):
        run_up = min(start, _RUN_UP * _WINDOW)
        piece = cleaned(signal[start - run_up : start + _STRETCH * _WINDOW], noise) * gain
        np.clip(piece, -1.0, 1.0, out=piece)
        with _detector() as model, torch.inference_mode():
            told = model.audio_forward(torch.from_numpy(piece)[None], sr=RATE_HZ)[0].numpy()
        yield told[run_up // _WINDOW :]


def _gain(signal: Signal) -> np.float32:
    """What brings the loud parts to a usual level: silero hears quiet callers badly."""
    stretches = signal[: len(signal) // _WINDOW * _WINDOW].reshape(-1, _WINDOW)
    some = stretches[:: max(1, len(stretches) // 1000)]
    loud = float(np.percentile(np.abs(raised(some.reshape(-1))), 99)) if len(some) else 0.0
    return np.float32(min(0.3 / loud, 20.0) if loud > 1e-4 else 1.0)


def _level_db(signal: Signal) -> NDArray[np.float64]:
    """Level of every 10 ms, over 20 ms windows, dB below full scale."""
    frames = len(signal) // _HOP
    power = np.empty(frames)
    for first in range(0, frames, _STRETCH):
        piece = signal[first * _HOP : min(frames, first + _STRETCH) * _HOP].astype(np.float64)
        power[first : first + _STRETCH] = (piece.reshape(-1, _HOP) ** 2).mean(axis=1)
    if frames > 1:
        power = np.maximum(power, 0.5 * (power + np.concatenate([power[1:], power[-1:]])))
    return np.asarray(10 * np.log10(power + 1e-12))


def _threshold_db(
    level: NDArray[np.float64], speech: Flags, settings: ActivitySettings
) -> tuple[float, float]:
    """Between the line's noise (its quiet tenth) and speech (its loud parts); and the level of the
    softest speech, which the noise covers where it is lower."""
    heard = np.maximum(level, _FLOOR_DB)
    noise = float(np.percentile(heard, 10))
    loud = float(np.percentile(heard[speech], 90)) if speech.any() else float(heard.max())
    above, softest = noise + settings.above_noise_db, loud - settings.below_speech_db
    return min(max(above, softest), loud - 6.0), softest


def _louder(level: NDArray[np.float64], other: NDArray[np.float64], by_db: float) -> Flags:
    """Frames where the other channel is so much louder that this one only leaks it."""
    count = min(len(level), len(other))
    width = 5
    smooth = np.ones(width) / width
    mine = np.convolve(np.maximum(level[:count], _FLOOR_DB), smooth, "same")
    theirs = np.convolve(np.maximum(other[:count], _FLOOR_DB), smooth, "same")
    leaks = np.zeros(len(level), bool)
    leaks[:count] = theirs - mine > by_db
    return leaks


def _like_what_is_around(
    start: float, end: float, sure: Flags, other_sound: Flags, settings: ActivitySettings
) -> bool:
    """Whether a span that silero hardly hears stands amid other sound: a note of hold music.

    A short "ja" scores no better, but has silence or speech around it.
    """
    first, last = round(start / HOP_S), round(end / HOP_S)
    if sure[first:last].sum() * HOP_S >= settings.weak_below_s:
        return False
    reach = round(_AROUND_S / HOP_S)
    around = np.concatenate(
        [other_sound[max(0, first - reach) : first], other_sound[last:][:reach]]
    )
    return bool(len(around)) and float(around.mean()) >= settings.other_sound_from


def _carried(loud: Flags, sure: Flags, settings: ActivitySettings) -> Flags:
    """Sound that leads up to sure speech, or on from it, without a silence: silero, woken by a
    first word, may take half a second to be sure of it. What lasts longer is something else."""
    kept = np.zeros_like(loud)
    for start, end in closed(spans_of(loud), settings.carried_over_s):
        run = slice(round(start / HOP_S), round(end / HOP_S))
        if not sure[run].any():
            continue
        for first, last in spans_of(~sure[run]):
            if last - first <= settings.carried_s:
                part = slice(run.start + round(first / HOP_S), run.start + round(last / HOP_S))
                kept[part] = loud[part]
    return kept


def _half_heard(loud: Flags, faint: Flags, settings: ActivitySettings) -> Flags:
    """Long sound without a silence that silero half hears now and again, and is not sure of: some
    voices it hears badly for seconds. A tone or music it does not hear at all."""
    kept = np.zeros_like(loud)
    for start, end in closed(spans_of(loud), settings.carried_over_s):
        run = slice(round(start / HOP_S), round(end / HOP_S))
        if end - start < settings.half_heard_from_s:
            continue
        if faint[run][loud[run]].mean() >= settings.half_heard_share:
            kept[run] = loud[run]
    return kept


def _bursts(loud: Flags, faint: Flags) -> Flags:
    """Whole bursts of sound of which silero half hears a part: a short "ja"."""
    kept = np.zeros_like(loud)
    for start, end in spans_of(loud):
        run = slice(round(start / HOP_S), round(end / HOP_S))
        if faint[run].mean() >= 0.5:
            kept[run] = True
    return kept
