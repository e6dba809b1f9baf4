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

from analysis.heard import Doubt, Engines, Heard, KnownVoice, SpeechSegment, Word
from analysis.settings import AnalysisSettings
from analysis.spans import Span
from analysis.speech import models
from analysis.speech.channels import tell_channels
from analysis.speech.decode import decode
from analysis.speech.device import device_of
from analysis.speech.diarize import Diarized, Diarizer, Pyannote, handed_over
from analysis.speech.errors import Silent
from analysis.speech.languages import Spoken
from analysis.speech.listeners import to_listeners
from analysis.speech.quiet import keep_quiet
from analysis.speech.transcribe import FasterWhisper, RawWord, Transcriber
from analysis.speech.trust import doubt_words
from analysis.speech.voiceprint import Voice as Known
from analysis.speech.voiceprint import pieces_of, recognized, vector_of
from analysis.speech.voices import Voice, find_voices, tell_apart
from analysis.speech.whose import whose
from analysis.speech.write_down import Written, written_down

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Said:
    """What was said: the speech of each speaker (seconds), all words with their speakers, what was
    ``written`` down of each channel, and in what language."""

    spans: Mapping[str, Sequence[Span]]
    words: Sequence[Word]
    written: Sequence[Written]
    spoken: Spoken


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
        if not any(voice.speech for voice in voices):
            raise Silent(
                f"nobody speaks in {path.name}; check that the right recording was exported"
            )
        tell("transcribing")
        if len(voices) == 1:
            # One channel of two that is silent leaves one side on the other channel, or both.
            alone = any(doubt.code == "silent_channel" for doubt in channels.doubts)
            said = self._said_by_all(voices, language, tell, alone=alone)
        else:
            said = self._said_by_each(voices, language)
        segments = sorted(
            (SpeechSegment(label, a, b) for label, mine in said.spans.items() for a, b in mine),
            key=lambda s: (s.start, s.end, s.speaker),
        )
        return Heard(
            duration=sound.seconds,
            layout=channels.layout,
            language=said.spoken.language,
            language_confidence=said.spoken.confidence,
            speakers=tuple(said.spans),
            segments=tuple(segments),
            words=tuple(said.words),
            dropped=tuple(text for part in said.written for text in part.dropped),
            doubts=(*sound.doubts, *channels.doubts, *self._doubts(said, segments)),
            engines=self._engines(diarized=channels.layout == "mono"),
            known=self._known(voices, said.spans),
            moved=tuple(sorted(start for part in said.written for start in part.moved)),
            lost=sound.lost,
        )

    def _said_by_each(self, voices: Sequence[Voice], language: str | None) -> _Said:
        """What is said where each side has a channel."""
        written, spoken = self._written_down(voices, language)
        spans = {voice.label: voice.speech for voice in voices}
        words = _words({v.label: w.words for v, w in zip(voices, written, strict=True)})
        return _Said(spans, words, written, spoken)

    def _said_by_all(
        self, voices: Sequence[Voice], language: str | None, tell: Progress, *, alone: bool
    ) -> _Said:
        """What is said on the one channel of all; ``alone``: it may be only one side's."""
        with ThreadPoolExecutor(1) as beside:
            told = beside.submit(self._diarized, voices[0], alone=alone)
            written, spoken = written_down(
                voices, language, self._transcriber, self._settings.speech
            )
            tell("telling speakers apart")
            spans, words = self._shared_out(written[0].words, told.result())
        return _Said(spans, words, written, spoken)

    def _written_down(
        self, voices: Sequence[Voice], language: str | None
    ) -> tuple[list[Written], Spoken]:
        return written_down(voices, language, self._transcriber, self._settings.speech)

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

    def _doubts(self, said: _Said, segments: Sequence[SpeechSegment]) -> list[Doubt]:
        """What speaks against the words, their language and their times."""
        speech, words, spoken = self._settings.speech, said.words, said.spoken
        doubts = [spoken.doubt] if spoken.doubt else []
        if sum(bool(mine) for mine in said.spans.values()) < 2:
            doubts.append(Doubt("one_speaker", "only one speaker is heard"))
        if spoken.language is None:
            detail = f"neither Dutch nor English is likely ({spoken.confidence:.2f})"
            doubts.append(Doubt("unknown_language", detail))
        unsure = doubt_words(words, segments, speech)
        if unsure is not None:
            doubts.append(unsure)
        outside = sum(len(part.moved) for part in said.written)
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


def _nobody(_stage: str) -> None:
    return None
