"""Speaks scripted calls: a script in, telephone sound with exactly known times out.

    python -m demo.render demo/scripts/*.call --out demo/calls

Every utterance is spoken on its own, passed through the telephone's band, cut to where its sound
really is, and laid down at the sample the script asks for. Beside the sound lie a sidecar as a
telephone system would write it, and the truth about the call (``demo.truth``). The same script
and options give the same bytes (``demo.render_set``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

import numpy as np

from demo import sound
from demo.script import Line, Script, Side, SpokenWord, TimedLine, Utterance, timed
from demo.sound import Signal
from demo.truth import describe
from demo.voices import RATE_HZ, Spoken
from demo.voices import speak as speak_with_voices

SPEECH_DB = -22.0
"""Level of the audible part of every utterance, dB below full scale."""

TAIL_S = 1.0
"""Silence after the last word (seconds)."""

RATE_JITTER = 0.08
"""With a seed, each utterance is up to this much slower or faster."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a call is rendered.

    ``seed`` None: the voices' own pace, no chance anywhere but in the noise. ``noise_db`` is the
    speech-to-noise ratio and ``bleed_db`` the attenuation of a channel on the other one (dB);
    None: none. ``lead_in`` is heard before the call, on the customer's channel.
    """

    layout: Literal["stereo", "mono"] | None = None
    sample_rate: int = 8000
    telephone: bool = True
    seed: int | None = None
    noise_db: float | None = None
    bleed_db: float | None = None
    gain_db: float = 0.0
    lead_in: Literal["ring-back", "music"] | None = None
    lead_in_s: float = 6.0


@dataclass(frozen=True, slots=True)
class Rendered:
    """A spoken call: rows in time, columns are channels; the truth and the sidecar about it."""

    samples: Signal
    sample_rate: int
    truth: dict[str, Any]
    sidecar: dict[str, str]


class Speak(Protocol):
    """Says a text with the voice of that name; ``rate`` above 1 is faster."""

    def __call__(self, text: str, voice: str, *, rate: float) -> Spoken: ...


@dataclass(frozen=True, slots=True)
class _Said:
    """One utterance as sound, and where in it there is sound (seconds)."""

    samples: Signal
    spans: list[tuple[float, float]] = field(default_factory=list)


def render(
    script: Script, options: Options = Options(), speak: Speak = speak_with_voices
) -> Rendered:
    """Speak a script. Raises KeyError for a voice there is not, ValueError for one not named."""
    said: dict[int, _Said] = {}

    def utter(line: Line) -> Utterance:
        said[line.number], utterance = _speak(script, line, options, speak)
        return utterance

    lines = timed(script, utter, from_s=options.lead_in_s if options.lead_in else 0.0)
    seconds = max((item.end for item in lines), default=0.0) + TAIL_S
    tracks = _lay_down(script, lines, said, seconds, options)
    layout = options.layout or script.layout
    channels = tracks if layout == "stereo" else tracks.sum(axis=1, keepdims=True)
    channels = _spoil(channels, options)
    truth = describe(script, lines, _sound_by_side(lines, said, options.sample_rate), seconds)
    return Rendered(
        samples=channels,
        sample_rate=options.sample_rate,
        truth={
            **truth,
            "layout": layout,
            "sample_rate": options.sample_rate,
            "seller_channel": script.seller_channel if layout == "stereo" else None,
            "speech_from_s": options.lead_in_s if options.lead_in else 0.0,
        },
        sidecar=sidecar(script, layout),
    )


def sidecar(script: Script, layout: str) -> dict[str, str]:
    """What a telephone system knows about the call; the language is left for the program."""
    known = {
        "seller": script.people["seller"].name if "seller" in script.people else None,
        "customer": script.people["customer"].name if "customer" in script.people else None,
        "account": script.account,
        "started_at": script.started_at.isoformat() if script.started_at else None,
        "seller_channel": script.seller_channel if script.channel_told else None,
        "report": script.report,
    }
    if layout == "mono":
        known["seller_channel"] = None
    return {key: value for key, value in known.items() if value}


def _speak(script: Script, line: Line, options: Options, speak: Speak) -> tuple[_Said, Utterance]:
    """Say one line, and cut it to its sound."""
    person = script.people.get(line.side)
    if person is None or person.voice is None:
        raise ValueError(f"{script.path}: no voice is named for the {line.side}")
    pace = 1.0
    if options.seed is not None:
        chance = np.random.default_rng((options.seed, line.number))
        pace = float(chance.uniform(1.0 - RATE_JITTER, 1.0 + RATE_JITTER))
    spoken = speak(line.text, person.voice, rate=pace)
    rate = options.sample_rate
    signal = np.pad(spoken.samples, RATE_HZ // 20)
    signal = sound.resample(signal, RATE_HZ, rate)
    if options.telephone:
        signal = sound.telephone_band(signal, rate)
    signal = sound.to_level(signal, rate, SPEECH_DB)
    spans = sound.audible(signal, rate)
    if not spans:
        raise ValueError(f"{script.path}, line {line.number}: '{line.text}' made no sound")
    first, last = spans[0][0], spans[-1][1]
    shift, seconds = 0.05 - first / rate, (last - first) / rate
    words = tuple(
        SpokenWord(text, min(max(start + shift, 0.0), seconds), min(max(end + shift, 0.0), seconds))
        for text, start, end in spoken.words
    )
    cut = [((start - first) / rate, (end - first) / rate) for start, end in spans]
    return _Said(signal[first:last], cut), Utterance(seconds, words)


def _lay_down(
    script: Script,
    lines: tuple[TimedLine, ...],
    said: dict[int, _Said],
    seconds: float,
    options: Options,
) -> Signal:
    """Two tracks, left and right, with every utterance at its sample."""
    rate = options.sample_rate
    tracks = np.zeros((round(seconds * rate), 2), np.float32)
    for item in lines:
        samples = said[item.line.number].samples
        start = round(item.start * rate)
        tracks[start : start + len(samples), _column(script, item.line.side)] += samples
    if options.lead_in:
        make = sound.ring_back if options.lead_in == "ring-back" else sound.hold_music
        tone = make(options.lead_in_s, rate)
        tracks[: len(tone), _column(script, "customer")] += tone
    return tracks


def _column(script: Script, side: Side) -> int:
    """A third voice is heard on the customer's channel."""
    return int((script.seller_channel == "right") == (side == "seller"))


def _spoil(channels: Signal, options: Options) -> Signal:
    """What the line does to the sound: bleed, noise, gain, companding."""
    if options.bleed_db is not None and channels.shape[1] == 2:
        channels = sound.bleed(channels, options.bleed_db)
    if options.noise_db is not None:
        chance = np.random.default_rng((options.seed or 0, 1))
        channels = channels + sound.noise(channels.shape, SPEECH_DB - options.noise_db, chance)
    channels = channels * np.float32(10.0 ** (options.gain_db / 20.0))
    return sound.mu_law(channels) if options.telephone else np.clip(channels, -1.0, 1.0)


def _sound_by_side(
    lines: tuple[TimedLine, ...], said: dict[int, _Said], rate: int
) -> dict[str, list[tuple[float, float]]]:
    spans: dict[str, list[tuple[float, float]]] = {"seller": [], "customer": []}
    for item in lines:
        start = round(item.start * rate) / rate
        mine = spans.setdefault(item.line.side, [])
        mine.extend((start + first, start + last) for first, last in said[item.line.number].spans)
    return spans


if __name__ == "__main__":
    from demo.render_set import main

    main()
