"""Who hears the calls: callprobe, the bare engines one after the other, and WhisperX.

    python -m demo.bench_speech.contenders NAME JOB RESULT

All get the same models, beams, numeric precision and threads, two speakers where they diarize, and
no alignment model. A word's speaker is who speaks during most of it; WhisperX gives its words no
times without an alignment model, so that it gives a whole segment to one speaker.
"""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from analysis.speech import torchaudio_bypass
from analysis.speech.quiet import keep_quiet
from demo.bench_speech.job import Job, Result, Said, Speech, read_job, write
from demo.memory import most_held_mb

BEAM = 5
BATCH = 8
Hear = Callable[[str], tuple[list[Said], list[Speech]]]


def callprobe(job: Job) -> Hear:
    """The program's own ears with its own settings."""
    from analysis.speech.hear import Ears
    from flows.settings import load_settings

    made = {
        "CALLPROBE_MODELS__TRANSCRIBER": job.transcriber,
        "CALLPROBE_MODELS__DIARIZER": job.diarizer,
        "CALLPROBE_MODELS__THREADS": str(job.threads),
    }
    settings = load_settings(environment=made).analysis
    if job.tokens:
        # Made-up weights say nothing that could be believed: what is measured is time.
        believe = {"drop_below_probability": 0.0, "compression_below": 1e9, "no_speech_from": 1.0}
        speech = settings.speech.model_copy(update=believe)
        settings = settings.model_copy(update={"speech": speech})
    ears = Ears(settings)
    ears.warm_up()
    _limit(ears._transcriber._model, job)  # type: ignore[attr-defined]

    def hear(file: str) -> tuple[list[Said], list[Speech]]:
        heard = ears.hear(Path(file))
        words = [(w.speaker, w.text, w.start, w.end) for w in heard.words]
        return words, [(s.speaker, s.start, s.end) for s in heard.segments]

    return hear


def bare(job: Job) -> Hear:
    """faster-whisper as its documentation shows it, then pyannote."""
    model, diarize = _whisper(job), _pyannote(job)

    def hear(file: str) -> tuple[list[Said], list[Speech]]:
        samples = _samples(file)
        segments, _ = model.transcribe(samples, **_options(job))
        return _shared([w for segment in segments for w in segment.words or ()], diarize(samples))

    return hear


def batched(job: Job) -> Hear:
    """faster-whisper's BatchedInferencePipeline, then pyannote."""
    from faster_whisper import BatchedInferencePipeline

    model, diarize = BatchedInferencePipeline(_whisper(job)), _pyannote(job)

    def hear(file: str) -> tuple[list[Said], list[Speech]]:
        samples = _samples(file)
        segments, _ = model.transcribe(samples, batch_size=BATCH, **_options(job))
        return _shared([w for segment in segments for w in segment.words or ()], diarize(samples))

    return hear


def whisperx(job: Job) -> Hear:
    """WhisperX with its pyannote detector and pyannote's diarization."""
    import whisperx as peer
    from whisperx.diarize import assign_word_speakers

    model = peer.load_model(
        job.transcriber,
        "cpu",
        compute_type="int8",
        vad_method="pyannote",
        threads=job.threads,
        asr_options={"beam_size": BEAM, "temperatures": [0.0]},
    )
    _limit(model.model, job)
    diarize = _pyannote(job)

    def hear(file: str) -> tuple[list[Said], list[Speech]]:
        import pandas

        samples = _samples(file)
        told = model.transcribe(samples, batch_size=BATCH)
        speech = diarize(samples)
        frame = pandas.DataFrame(
            [{"start": a, "end": b, "speaker": who, "segment": None} for who, a, b in speech]
        )
        told = assign_word_speakers(frame, told) if len(frame) else told
        words: list[Said] = []
        for segment in told["segments"]:
            texts = segment["text"].split()
            step = (segment["end"] - segment["start"]) / max(1, len(texts))
            who = segment.get("speaker", "")
            for place, text in enumerate(texts):
                at = segment["start"] + place * step
                words.append((who, text, at, at + step))
        return words, speech

    return hear


CONTENDERS: dict[str, Callable[[Job], Hear]] = {
    "callprobe": callprobe,
    "bare": bare,
    "batched": batched,
    "whisperx": whisperx,
}


def _whisper(job: Job) -> Any:
    from faster_whisper import WhisperModel

    model = WhisperModel(
        job.transcriber,
        device="cpu",
        compute_type="int8",
        cpu_threads=job.threads,
        local_files_only=True,
    )
    _limit(model, job)
    return model


def _limit(model: Any, job: Job) -> None:
    """Made-up weights never end a text: every window is then decoded to the same length."""
    if job.tokens:
        model.max_length = job.tokens


def _options(job: Job) -> dict[str, Any]:
    given: dict[str, Any] = {"beam_size": BEAM, "vad_filter": True, "word_timestamps": True}
    if job.tokens:  # no second tries, no looking for timestamps in noise
        given |= {"temperature": 0.0, "log_prob_threshold": None, "no_speech_threshold": None}
        given |= {"compression_ratio_threshold": None, "without_timestamps": True}
    return given


def _samples(file: str) -> Any:
    from faster_whisper import decode_audio

    return decode_audio(file, sampling_rate=16000)


def _pyannote(job: Job) -> Callable[[Any], list[Speech]]:
    import torch
    from pyannote.audio import Pipeline

    if job.threads:
        torch.set_num_threads(job.threads)
    pipeline: Any = Pipeline.from_pretrained(job.diarizer)

    def diarize(samples: Any) -> list[Speech]:
        sound = {"waveform": torch.from_numpy(samples)[None], "sample_rate": 16000}
        told = pipeline(sound, num_speakers=2).speaker_diarization
        return [(str(w), float(s.start), float(s.end)) for s, _, w in told.itertracks(True)]

    return diarize


def _shared(words: list[Any], speech: list[Speech]) -> tuple[list[Said], list[Speech]]:
    def who(word: Any) -> str:
        shared: dict[str, float] = {"": 0.0}
        for label, start, end in speech:
            both = min(word.end, end) - max(word.start, start)
            shared[label] = shared.get(label, 0.0) + max(0.0, both)
        return max(shared, key=lambda label: shared[label])

    return [(who(w), w.word.strip(), float(w.start), float(w.end)) for w in words], speech


def main(name: str, job_file: str, result_file: str) -> None:
    """Load, hear every file, write the result."""
    keep_quiet()
    warnings.filterwarnings("ignore")
    torchaudio_bypass.install()
    job = read_job(Path(job_file))
    begun = time.perf_counter()
    hear = CONTENDERS[name](job)
    loaded, cpu = time.perf_counter(), time.process_time()
    heard = [hear(file) for file in job.files]
    result = Result(
        load_s=loaded - begun,
        wall_s=time.perf_counter() - loaded,
        cpu_s=time.process_time() - cpu,
        peak_mb=most_held_mb(),
        words=[words for words, _ in heard],
        speech=[speech for _, speech in heard],
    )
    write(Path(result_file), result)


if __name__ == "__main__":
    main(*sys.argv[1:4])
