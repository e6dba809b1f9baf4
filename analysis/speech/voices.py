"""Who speaks when: what is on the channels, where there is speech, and on one channel whose.

This comes before a word is written down; every turn, gap and silence of a call rests on it.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from analysis.spans import Span
from analysis.speech.activity import find_activity, softer_by
from analysis.speech.channels import SIDES, Channels, leak_of, left_alone, tell_channels
from analysis.speech.decode import Signal
from analysis.speech.diarize import Diarized, Diarizer, refine
from analysis.speech.leaks import Side
from analysis.speech.settings import ActivitySettings, SpeechSettings
from analysis.speech.third_voice import without_slips
from analysis.speech.whole_turns import look_again


@dataclass(frozen=True, slots=True)
class Voice:
    """Where to listen (mono, 16 kHz), and the speech there (seconds): one speaker's, or, with
    ``label`` "", everybody's."""

    label: str
    signal: Signal
    speech: list[Span]


def find_voices(
    channels: Channels, activity: ActivitySettings
) -> tuple[Channels, tuple[Voice, ...]]:
    """A voice a channel, or one for both sides; and the channels as they then are: those of which
    one holds no speech are one."""
    if channels.layout == "stereo":
        voices = _of_channels(channels, activity)
        quiet = [side for side, voice in zip(SIDES, voices, strict=True) if not voice.speech]
        if len(quiet) != 1:
            return channels, voices
        channels = left_alone(channels, quiet[0])
    signal = channels.samples.mean(axis=0)
    return channels, (Voice("", signal, find_activity(signal, activity)),)


def tell_apart(
    voice: Voice,
    diarizer: Diarizer,
    speech: SpeechSettings,
    activity: ActivitySettings,
    *,
    alone: bool = False,
) -> Diarized:
    """Who speaks when in a signal of several, edges from voice activity; at least one speaker.

    ``alone``: there may be one only.
    """
    most = max(speech.speakers, speech.speakers_most)
    told = diarizer.diarize(voice.signal, 1 if alone else speech.speakers, most)
    told = without_slips(told, speech.speakers, speech.third_voice_from_s)
    clean = refine(told, voice.speech, activity.close_gaps_s)
    clean = look_again(clean, voice.signal, diarizer, speech, activity.close_gaps_s)
    one = {"SPEAKER_00": voice.speech}
    return clean if clean.heard else Diarized(one, one)


def who_speaks_when(
    samples: Signal, diarizer: Diarizer, speech: SpeechSettings, activity: ActivitySettings
) -> dict[str, list[Span]]:
    """Each speaker's speech (seconds) in ``samples`` (channels, samples; 16 kHz), by label: what
    is known of a recording before anything is written down."""
    channels, voices = find_voices(tell_channels(samples, speech), activity)
    if len(voices) > 1:
        return {voice.label: voice.speech for voice in voices}
    one_side = any(doubt.code == "silent_channel" for doubt in channels.doubts)
    return tell_apart(voices[0], diarizer, speech, activity, alone=one_side).heard


def _of_channels(channels: Channels, activity: ActivitySettings) -> tuple[Voice, ...]:
    def of(label: Side, own: Signal) -> Voice:
        other, softer_db = leak_of(channels, label)
        if softer_db is None:  # nothing found, or nothing that is alike: it is no louder than this
            softer_db = max(2 * activity.bleed_db, softer_by(own, other))
        # Louder than a leak at its loudest, or, where it is near, half-way to a voice of one's own.
        mine_from_db = max(softer_db / 2, softer_db - activity.leak_swings_db)
        mine = activity.model_copy(update={"bleed_db": mine_from_db})
        return Voice(label, own, find_activity(own, mine, other=other))

    with ThreadPoolExecutor(len(SIDES)) as beside:  # silero computes on one core
        return tuple(beside.map(of, SIDES, channels.samples))
