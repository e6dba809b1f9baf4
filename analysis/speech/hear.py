"""From a recording to what was heard: decode, activity, transcribe, diarize.

Two channels need no diarization: the channel is the speaker, and each side's own speech is written
down. One channel is written down as a whole while the speakers are told apart beside it; then each
word goes to its speaker. Either way no speech is decoded twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from threading import Lock

from analysis.heard import (
    Doubt,
    DroppedText,
    Engines,
    Heard,
    KnownVoice,
    SpeechSegment,
    Word,
)
from analysis.language.pack import LANGUAGES
from analysis.settings import AnalysisSettings
from analysis.spans import Span
from analysis.speech import models
from analysis.speech.channels import tell_channels
from analysis.speech.decode import decode
from analysis.speech.device import device_of
from analysis.speech.diarize import Diarized, Diarizer, Pyannote, handed_over
from analysis.speech.errors import Silent
from analysis.speech.guards import disbelieve
from analysis.speech.languages import SideHeard, Spoken, tell_languages
from analysis.speech.listeners import to_listeners
from analysis.speech.place import place
from analysis.speech.quiet import keep_quiet
from analysis.speech.transcribe import Dictation, FasterWhisper, RawChunk, RawWord, Transcriber
from analysis.speech.trust import doubt_words
from analysis.speech.voiceprint import Voice as Known
from analysis.speech.voiceprint import pieces_of, recognized, vector_of
from analysis.speech.voices import Voice, find_voices, tell_apart
from analysis.speech.whose import whose
from analysis.speech.windows import pack

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Written:
    words: tuple[RawWord, ...]
    dropped: tuple[DroppedText, ...]
    moved: tuple[float, ...]


class Ears:
    """The engines, loaded once a process.

    Raises ``ModelError`` when a model can't be had. The diarizer loads with the first recording
    that needs it. ``at_once`` recordings may be heard at the same time, a thread each: the result
    is the same.
    """

    def __init__(self, settings: AnalysisSettings, voices: Sequence[Known] = ()) -> None:
        keep_quiet()
        self._voices = tuple(voices)
        self._settings = settings
        self._whisper_folder = models.transcriber_folder(settings.models)
        self._pyannote_folder = models.diarizer_folder(settings.models)
        device = device_of(settings.models)
        self.at_once = device.at_once
        self._transcriber: Transcriber = FasterWhisper(
            self._whisper_folder, device, settings.speech
        )
        self._diarizer: Diarizer | None = None
        self._loading = Lock()

    @property
    def demo(self) -> bool:
        """Whether these are the demo's own models."""
        return models.is_demo(self._whisper_folder) or models.is_demo(self._pyannote_folder)

    def warm_up(self) -> None:
        """Load what would be loaded with the first recording that needs it. Raises ModelError."""
        self._loaded_diarizer()

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
        channels, voices = find_voices(channels, self._settings.activity)
        mixed = len(voices) == 1
        if not any(voice.speech for voice in voices):
            raise Silent(
                f"nobody speaks in {path.name}; check that the right recording was exported"
            )
        layout = channels.layout
        tell("transcribing")
        if not mixed:
            written, spoken = self._written_down(voices, language)
            spans = {voice.label: voice.speech for voice in voices}
            words = _words({v.label: w.words for v, w in zip(voices, written, strict=True)})
        else:
            # One channel of two that is silent leaves one side on the other channel, or both.
            alone = any(doubt.code == "silent_channel" for doubt in channels.doubts)
            with ThreadPoolExecutor(1) as beside:
                told = beside.submit(self._diarized, voices[0], alone=alone)
                written, spoken = self._written_down(voices, language)
                tell("telling speakers apart")
                spans, words = self._shared_out(written[0].words, told.result())
        segments = sorted(
            (SpeechSegment(label, a, b) for label, mine in spans.items() for a, b in mine),
            key=lambda s: (s.start, s.end, s.speaker),
        )
        mixed_languages = [spoken.doubt] if spoken.doubt else []
        unsure = self._doubts(spans, words, segments, written, spoken)
        return Heard(
            duration=sound.seconds,
            layout=layout,
            language=spoken.language,
            language_confidence=spoken.confidence,
            speakers=tuple(spans),
            segments=tuple(segments),
            words=tuple(words),
            dropped=tuple(text for part in written for text in part.dropped),
            doubts=(*sound.doubts, *channels.doubts, *mixed_languages, *unsure),
            engines=self._engines(diarized=layout == "mono"),
            known=self._known(voices, spans),
            moved=tuple(sorted(start for part in written for start in part.moved)),
            lost=sound.lost,
        )

    def _loaded_diarizer(self) -> Diarizer:
        with self._loading:
            if self._diarizer is None:
                self._diarizer = Pyannote(self._pyannote_folder, self._settings.models)
            return self._diarizer

    def _diarized(self, voice: Voice, *, alone: bool) -> Diarized:
        settings, diarizer = self._settings, self._loaded_diarizer()
        return tell_apart(voice, diarizer, settings.speech, settings.activity, alone=alone)

    def _shared_out(
        self, raw: Sequence[RawWord], told: Diarized
    ) -> tuple[dict[str, list[Span]], list[Word]]:
        """Each speaker's speech and the words with their speakers; a word that its sentence takes
        across an edge takes the edge along."""
        by_time, labels = whose(raw, told.alone, self._settings.speech)
        labels = to_listeners(raw, labels, told.heard, self._settings.speech)
        moved = [
            (word.start, word.end, old, new)
            for word, old, new in zip(raw, by_time, labels, strict=True)
            if old != new
        ]
        spans = handed_over(told.heard, moved, self._settings.activity.close_gaps_s)
        mine: dict[str, list[RawWord]] = {label: [] for label in spans}
        for word, label in zip(raw, labels, strict=True):
            mine.setdefault(label, []).append(word)
        return spans, _words(mine)

    def _written_down(
        self, voices: Sequence[Voice], told: str | None
    ) -> tuple[list[_Written], Spoken]:
        """What each voice says, and in what language: a side that clearly speaks another one than
        the other side does is written down in its own."""
        dictations = [self._dictation(voice) for voice in voices]
        sides = [
            SideHeard(voice.label, sum(b - a for a, b in voice.speech), dictation.languages())
            for voice, dictation in zip(voices, dictations, strict=True)
        ]
        spoken = tell_languages(sides, told, self._settings.speech)
        written = [
            self._write(voice, dictation, spoken.of.get(voice.label, LANGUAGES[0]))
            for voice, dictation in zip(voices, dictations, strict=True)
        ]
        return written, spoken

    def _dictation(self, voice: Voice) -> Dictation:
        longest, margin = self._transcriber.longest_s, self._settings.speech.chunk_margin_s
        windows = pack(voice.signal, voice.speech, longest, margin)
        return self._transcriber.dictation(voice.signal, windows)

    def _known(
        self, voices: Sequence[Voice], spans: Mapping[str, Sequence[Span]]
    ) -> tuple[KnownVoice, ...]:
        """Who of the enrolled sellers each speaker sounds like; empty where none is enrolled."""
        if not self._voices:
            return ()
        diarizer = self._loaded_diarizer()
        signals = {voice.label: voice.signal for voice in voices}
        speakers = {}
        for label, mine in spans.items():
            signal = signals.get(label, voices[0].signal)
            vector = vector_of(diarizer, pieces_of(signal, mine))
            if vector is not None:
                speakers[label] = vector
        return recognized(speakers, self._voices, models.folder_hash(self._pyannote_folder))

    def _write(self, voice: Voice, dictation: Dictation, language: str) -> _Written:
        speech = self._settings.speech
        raw: list[RawWord] = []
        dropped: list[DroppedText] = []
        for chunk in dictation.write(language):
            reason = disbelieve(chunk, speech)
            if reason is None:
                raw.extend(chunk.words)
            else:
                dropped.append(_dropped(chunk, reason))
        placed = place(raw, voice.speech, speech.word_outside_s)
        return _Written(placed.words, tuple(dropped), placed.moved)

    def _doubts(
        self,
        spans: Mapping[str, Sequence[Span]],
        words: Sequence[Word],
        segments: Sequence[SpeechSegment],
        written: Sequence[_Written],
        spoken: Spoken,
    ) -> list[Doubt]:
        speech = self._settings.speech
        doubts: list[Doubt] = []
        if sum(bool(mine) for mine in spans.values()) < 2:
            doubts.append(Doubt("one_speaker", "only one speaker is heard"))
        if spoken.language is None:
            detail = f"neither Dutch nor English is likely ({spoken.confidence:.2f})"
            doubts.append(Doubt("unknown_language", detail))
        unsure = doubt_words(words, segments, speech)
        if unsure is not None:
            doubts.append(unsure)
        outside = sum(len(part.moved) for part in written)
        if words and outside / len(words) > speech.word_outside_share:
            detail = f"{outside} of {len(words)} words lie outside the speech that was found"
            figures = {"outside": float(outside), "words": float(len(words))}
            doubts.append(Doubt("word_times", detail, "doubt_times_outside", figures))
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


def _words(by_label: Mapping[str, Sequence[RawWord]]) -> list[Word]:
    """All words with their speakers, in the order in which they begin."""
    words = [
        Word(label, word.text, word.start, word.end, word.probability)
        for label, mine in by_label.items()
        for word in mine
    ]
    return sorted(words, key=lambda word: (word.start, word.end))


def _dropped(chunk: RawChunk, reason: str) -> DroppedText:
    return DroppedText(chunk.text, chunk.start, chunk.end, reason)


def _nobody(_stage: str) -> None:
    return None
