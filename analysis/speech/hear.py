"""From a recording to what was heard: decode, activity, transcribe, diarize.

Two channels need no diarization: the channel is the speaker. One channel is diarized first, and
each speaker's own speech is then transcribed, so that no chunk is decoded twice and no word has
to be given to a speaker afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from analysis.heard import Doubt, DroppedText, Engines, Heard, Layout, SpeechSegment, Word
from analysis.language.pack import LANGUAGES
from analysis.settings import AnalysisSettings
from analysis.speech import models
from analysis.speech.activity import find_activity
from analysis.speech.channels import SIDES, Channels, leak_of, left_alone, tell_channels
from analysis.speech.chunks import Span, in_chunks
from analysis.speech.decode import Signal, decode
from analysis.speech.diarize import Diarizer, Pyannote, refine
from analysis.speech.errors import Silent
from analysis.speech.guards import disbelieve
from analysis.speech.languages import SideHeard, tell_languages
from analysis.speech.place import place
from analysis.speech.quiet import keep_quiet
from analysis.speech.transcribe import FasterWhisper, RawChunk, RawWord, Transcriber
from analysis.speech.trust import doubt_words

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Voice:
    """One speaker: where to listen, the speech there (with overlap), the speech to write down."""

    label: str
    signal: Signal
    speech: list[Span]
    alone: list[Span]
    others: list[Span]


@dataclass(frozen=True, slots=True)
class _Written:
    words: tuple[Word, ...]
    dropped: tuple[DroppedText, ...]
    outside: int


class Ears:
    """The engines, loaded once a process.

    Raises ``ModelError`` when a model can't be had. The diarizer loads with the first recording
    that needs it.
    """

    def __init__(self, settings: AnalysisSettings) -> None:
        keep_quiet()
        self._settings = settings
        self._whisper_folder = models.transcriber_folder(settings.models)
        self._pyannote_folder = models.diarizer_folder(settings.models)
        self._transcriber: Transcriber = FasterWhisper(
            self._whisper_folder, settings.models, settings.speech
        )
        self._diarizer: Diarizer | None = None

    @property
    def demo(self) -> bool:
        """Whether these are the demo's own models."""
        return models.is_demo(self._whisper_folder) or models.is_demo(self._pyannote_folder)

    def warm_up(self) -> None:
        """Load what would be loaded with the first recording that needs it. Raises ModelError."""
        if self._diarizer is None:
            self._diarizer = Pyannote(self._pyannote_folder, self._settings.models)

    def hear(
        self, path: Path, *, progress: Progress | None = None, language: str | None = None
    ) -> Heard:
        """What is said in ``path``, by whom, when. Raises a ``RecordingError``.

        ``language`` (ISO 639-1) is what is told about the call: one that callprobe knows goes
        before what is found, with the confidence that the sound alone gives it.
        """
        tell = progress or _nobody
        speech = self._settings.speech
        tell("decoding")
        sound = decode(path, shortest_s=speech.shortest_s, longest_s=speech.longest_s)
        channels = tell_channels(sound.samples, speech)
        tell("finding speech")
        voices = self._channel_voices(channels) if channels.kind == "stereo" else []
        quiet = [side for side, voice in zip(SIDES, voices, strict=False) if not voice.speech]
        if len(quiet) == 1:
            voices, channels = [], left_alone(channels, quiet[0])
        if not voices:
            # One channel of two that is silent leaves one side on the other channel, or both.
            alone = any(doubt.code == "silent_channel" for doubt in channels.doubts)
            voices = self._diarized_voices(channels.samples.mean(axis=0), tell, alone=alone)
        if not any(voice.speech for voice in voices):
            raise Silent(
                f"nobody speaks in {path.name}; check that the right recording was exported"
            )
        layout: Layout = channels.kind
        return self._written_down(sound.seconds, layout, voices, channels.doubts, tell, language)

    def _channel_voices(self, channels: Channels) -> list[_Voice]:
        voices: list[_Voice] = []
        for label, own in zip(SIDES, channels.samples, strict=True):
            other, softer_db = leak_of(channels, label)
            activity = self._settings.activity
            if softer_db is not None:  # half-way between a leak and a voice of one's own
                half = {"bleed_db": min(activity.bleed_db, softer_db / 2)}
                activity = activity.model_copy(update=half)
            spans = find_activity(own, activity, other=other)
            voices.append(_Voice(label, own, spans, spans, []))
        return voices

    def _diarized_voices(self, signal: Signal, tell: Progress, *, alone: bool) -> list[_Voice]:
        activity = find_activity(signal, self._settings.activity)
        if not activity:
            return []
        tell("telling speakers apart")
        self.warm_up()
        assert self._diarizer is not None
        speakers = self._settings.speech.speakers
        told = self._diarizer.diarize(signal, 1 if alone else speakers, speakers)
        clean = refine(told, activity, self._settings.activity.close_gaps_s)
        if not clean.heard:
            return [_Voice("SPEAKER_00", signal, activity, activity, [])]
        return [
            _Voice(
                label,
                signal,
                spans,
                clean.alone.get(label, []),
                sorted(s for who, alone in clean.alone.items() if who != label for s in alone),
            )
            for label, spans in clean.heard.items()
        ]

    def _written_down(
        self,
        seconds: float,
        layout: Layout,
        voices: Sequence[_Voice],
        found: tuple[Doubt, ...],
        tell: Progress,
        told: str | None,
    ) -> Heard:
        tell("transcribing")
        chunks = {voice.label: self._chunks(voice, seconds) for voice in voices}
        sides = [self._side(voice, chunks[voice.label]) for voice in voices]
        spoken = tell_languages(sides, told, self._settings.speech)
        language, confidence = spoken.language, spoken.confidence
        written = [
            self._write(voice, chunks[voice.label], spoken.of.get(voice.label, LANGUAGES[0]))
            for voice in voices
        ]
        segments = sorted(
            (SpeechSegment(v.label, start, end) for v in voices for start, end in v.speech),
            key=lambda s: (s.start, s.end, s.speaker),
        )
        words = sorted(
            (word for part in written for word in part.words), key=lambda w: (w.start, w.end)
        )
        mixed = [spoken.doubt] if spoken.doubt else []
        doubts = [
            *found,
            *mixed,
            *self._doubts(voices, words, segments, written, language, confidence),
        ]
        return Heard(
            duration=seconds,
            layout=layout,
            language=language,
            language_confidence=confidence,
            speakers=tuple(voice.label for voice in voices),
            segments=tuple(segments),
            words=tuple(words),
            dropped=tuple(text for part in written for text in part.dropped),
            doubts=tuple(doubts),
            engines=self._engines(diarized=layout == "mono"),
        )

    def _chunks(self, voice: _Voice, seconds: float) -> list[Span]:
        margin = self._settings.speech.chunk_margin_s
        return in_chunks(voice.alone, self._transcriber.longest_s, margin, seconds, voice.others)

    def _side(self, voice: _Voice, chunks: list[Span]) -> SideHeard:
        seconds = sum(end - start for start, end in chunks)
        return SideHeard(voice.label, seconds, self._transcriber.language_of(voice.signal, chunks))

    def _write(self, voice: _Voice, chunks: list[Span], language: str) -> _Written:
        speech = self._settings.speech
        raw: list[RawWord] = []
        dropped: list[DroppedText] = []
        for chunk in self._transcriber.transcribe(voice.signal, chunks, language):
            reason = disbelieve(chunk, speech)
            if reason is None:
                raw.extend(chunk.words)
            else:
                dropped.append(_dropped(chunk, reason))
        placed = place(raw, voice.alone, speech.word_outside_s)
        words = tuple(
            Word(voice.label, w.text, w.start, w.end, w.probability) for w in placed.words
        )
        return _Written(words, tuple(dropped), placed.outside)

    def _doubts(
        self,
        voices: Sequence[_Voice],
        words: Sequence[Word],
        segments: Sequence[SpeechSegment],
        written: Sequence[_Written],
        language: str | None,
        confidence: float,
    ) -> list[Doubt]:
        speech = self._settings.speech
        doubts: list[Doubt] = []
        if sum(bool(voice.speech) for voice in voices) < 2:
            doubts.append(Doubt("one_speaker", "only one speaker is heard"))
        if language is None:
            detail = f"neither Dutch nor English is likely ({confidence:.2f})"
            doubts.append(Doubt("unknown_language", detail))
        unsure = doubt_words(words, segments, speech)
        if unsure is not None:
            doubts.append(unsure)
        outside = sum(part.outside for part in written)
        if words and outside / len(words) > speech.word_outside_share:
            detail = f"{outside} of {len(words)} words lie outside the speech that was found"
            doubts.append(Doubt("word_times", detail))
        return doubts

    def _engines(self, *, diarized: bool) -> Engines:
        names = ("faster-whisper", "ctranslate2", "pyannote.audio", "silero-vad", "torch")
        return Engines(
            transcriber=self._settings.models.transcriber,
            transcriber_hash=models.folder_hash(self._whisper_folder),
            diarizer=self._settings.models.diarizer if diarized else None,
            diarizer_hash=models.folder_hash(self._pyannote_folder) if diarized else None,
            activity="silero-vad + channel energy",
            demo=self.demo,
            versions={name: version(name) for name in names},
        )


def _dropped(chunk: RawChunk, reason: str) -> DroppedText:
    return DroppedText(chunk.text, chunk.start, chunk.end, reason)


def _nobody(_stage: str) -> None:
    return None
