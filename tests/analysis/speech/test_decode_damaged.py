"""Recordings that were damaged, cut or half lost on their way, and headers that do not tell so."""

from __future__ import annotations

import struct
import wave
from pathlib import Path

import av
import numpy as np
import pytest

from analysis.speech.decode import RATE_HZ
from analysis.speech.errors import Truncated
from tests.analysis.speech.sounds import noise, silence, tone, write_wav
from tests.analysis.speech.test_decode import decoded, encode, loudest_hz

CODECS = {"mp3": "libmp3lame", "m4a": "aac", "webm": "libopus", "mka": "libopus", "flac": "flac"}
RATES = {"webm": 48_000, "mka": 48_000}


def two_tones(seconds: float = 20.0) -> np.ndarray:
    """300 Hz in the first half, 1000 Hz in the second, some noise over it."""
    half = seconds / 2
    return np.concatenate([tone(half, 300), tone(half, 1000)]) + noise(seconds, 0.02)


def encoded(path: Path, samples: np.ndarray) -> Path:
    ending = path.suffix[1:]
    rate = RATES.get(ending, RATE_HZ)
    return encode(path, np.repeat(samples, rate // RATE_HZ), rate, CODECS[ending])


def without(source: Path, start: float, end: float) -> Path:
    """The same file, the packets between two moments lost."""
    target = source.with_name(f"lost{source.suffix}")
    with av.open(str(source)) as whole, av.open(str(target), "w") as holed:
        stream = whole.streams.audio[0]
        copy = holed.add_stream_from_template(stream)
        for packet in whole.demux(stream):
            at = None if packet.pts is None else float(packet.pts * packet.time_base)
            if packet.dts is not None and at is not None and not start <= at < end:
                packet.stream = copy
                holed.mux(packet)
    return target


@pytest.mark.parametrize("ending", ["webm", "mka", "m4a"])
def test_what_was_lost_is_silence_and_the_rest_stays_where_it_was(
    tmp_path: Path, ending: str
) -> None:
    """A meeting's recorder leaves out what the network lost: a silence is as long as it was."""
    sound = decoded(without(encoded(tmp_path / f"a.{ending}", two_tones()), 12.0, 17.0))
    assert sound.seconds == pytest.approx(20.0, abs=0.1)
    mono = sound.samples[0]
    assert np.abs(mono[round(12.2 * RATE_HZ) : round(16.8 * RATE_HZ)]).max() < 0.01
    after = mono[round(17.2 * RATE_HZ) : round(19.8 * RATE_HZ)]
    assert loudest_hz(after) == pytest.approx(1000, abs=2)
    assert [doubt.code for doubt in sound.doubts] == ["missing_sound"]
    assert "5.0 s" in sound.doubts[0].detail
    ((start, end),) = sound.lost
    assert (start, end) == pytest.approx((12.0, 17.0), abs=0.1)


@pytest.mark.parametrize("place", [0.5, 0.93])
@pytest.mark.parametrize("ending", ["mp3", "m4a"])
def test_the_call_goes_on_behind_a_damaged_place(tmp_path: Path, ending: str, place: float) -> None:
    """What was promised comes at the end of a call."""
    path = encoded(tmp_path / f"a.{ending}", two_tones())
    content = bytearray(path.read_bytes())
    at = round(place * len(content))
    content[at : at + 500] = np.random.default_rng(1).bytes(500)
    path.write_bytes(content)
    sound = decoded(path)
    assert sound.seconds == pytest.approx(20.0, abs=0.5)
    assert loudest_hz(sound.samples[0][-RATE_HZ:]) == pytest.approx(1000, abs=2)
    assert sound.doubts == ()


def test_flipped_bits_in_flac_are_found_and_left_out(tmp_path: Path) -> None:
    """Its frames carry checksums: a bit that flipped on a worn disk is found."""
    path = encoded(tmp_path / "a.flac", 0.01 * two_tones())
    content = bytearray(path.read_bytes())
    for at in np.random.default_rng(5).integers(len(content) // 5, len(content) * 4 // 5, 25):
        content[at] ^= 0x10
    path.write_bytes(content)
    sound = decoded(path)
    assert sound.seconds == pytest.approx(20.0, abs=0.1)
    assert np.abs(sound.samples).max() < 0.01
    assert [doubt.code for doubt in sound.doubts] == ["missing_sound"]


@pytest.mark.parametrize("ending", ["wav", "mp3", "webm", "flac"])
def test_a_call_without_its_last_words_is_cut_off(tmp_path: Path, ending: str) -> None:
    samples = two_tones(50.0)
    path = tmp_path / f"a.{ending}"
    path = write_wav(path, samples) if ending == "wav" else encoded(path, samples)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 93 // 100])
    with pytest.raises(Truncated, match=r"breaks off after 4\d\.\d of 50\.0 seconds; copy it"):
        decoded(path)


def test_a_file_of_which_half_did_not_come_is_refused(tmp_path: Path) -> None:
    path = encoded(tmp_path / "a.m4a", two_tones())
    content = bytearray(path.read_bytes())
    begin = content.index(b"mdat") + 4
    half = (len(content) - begin) // 3
    content[begin : begin + half] = np.random.default_rng(1).bytes(half)
    path.write_bytes(content)
    with pytest.raises(Truncated, match=r"a\.m4a cannot be decoded for \d+% of it; copy it again"):
        decoded(path)


def test_a_call_that_begins_with_a_silent_line_is_not_hours_long(tmp_path: Path) -> None:
    """AAC as it comes from the encoder does not say how long it is, nor does every MP3."""
    samples = np.concatenate([silence(15), noise(15)])
    aac = encode(tmp_path / "a.aac", samples, RATE_HZ, "aac")
    assert decoded(aac).seconds == pytest.approx(30.0, abs=0.2)
    mp3 = tmp_path / "a.mp3"
    with av.open(str(mp3), "w", options={"write_xing": "0"}) as container:
        stream = container.add_stream(
            "libmp3lame", RATE_HZ, {"flags": "+qscale", "global_quality": "472"}, layout="mono"
        )
        frame = av.AudioFrame.from_ndarray(samples[None], format="fltp", layout="mono")
        frame.sample_rate = RATE_HZ
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    assert decoded(mp3).seconds == pytest.approx(30.0, abs=0.2)


def test_silence_that_amr_leaves_out(tmp_path: Path) -> None:
    samples = np.concatenate([tone(5, 300), silence(5), tone(5, 1000)])
    path = tmp_path / "a.amr"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libopencore_amrnb", 8000, {"dtx": "1"}, layout="mono")
        frame = av.AudioFrame.from_ndarray(
            np.round(samples[None, ::2] * 32767).astype(np.int16), format="s16", layout="mono"
        )
        frame.sample_rate = 8000
        for made in av.AudioResampler("s16", "mono", 8000, frame_size=160).resample(frame):
            container.mux(stream.encode(made))
        container.mux(stream.encode(None))
    sound = decoded(path)
    assert sound.seconds == pytest.approx(15.0, abs=0.1)
    assert np.abs(sound.samples[0][6 * RATE_HZ : 9 * RATE_HZ]).max() < 0.05
    assert loudest_hz(sound.samples[0][-3 * RATE_HZ :]) == pytest.approx(1000, abs=2)
    assert sound.doubts == ()


def test_a_header_written_before_the_call_was_over(tmp_path: Path) -> None:
    """Recorders that crash leave the length of their last look in the header."""
    path = write_wav(tmp_path / "a.wav", two_tones())
    content = bytearray(path.read_bytes())
    content[40:44] = struct.pack("<I", 5 * RATE_HZ * 2)
    path.write_bytes(content)
    assert decoded(path).seconds == pytest.approx(20.0, abs=0.01)


def test_chunks_behind_the_sound_are_no_sound(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", two_tones())
    path.write_bytes(path.read_bytes() + b"LIST" + struct.pack("<I", 4000) + b"INFO" + bytes(3996))
    assert decoded(path).seconds == pytest.approx(20.0, abs=0.01)


@pytest.mark.parametrize("rate", [RATE_HZ, 4 * RATE_HZ])
def test_a_wrong_byte_rate_in_the_header_cuts_nothing_off(tmp_path: Path, rate: int) -> None:
    path = write_wav(tmp_path / "a.wav", two_tones())
    content = bytearray(path.read_bytes())
    content[28:32] = struct.pack("<I", rate)
    path.write_bytes(content)
    assert decoded(path).seconds == pytest.approx(20.0, abs=0.01)
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(Truncated, match=r"breaks off after 10\.0 of 20\.0 seconds"):
        decoded(path)


def test_a_recording_that_changes_its_form_half_way(tmp_path: Path) -> None:
    """A greeting of the exchange, and the call behind it, in one MP3."""
    greeting = encode(tmp_path / "g.mp3", tone(5, 300), RATE_HZ, "libmp3lame")
    call = encode(tmp_path / "c.mp3", tone(10, 1000)[::2], 8000, "libmp3lame")
    both = tmp_path / "a.mp3"
    both.write_bytes(greeting.read_bytes() + call.read_bytes())
    sound = decoded(both)
    assert sound.seconds == pytest.approx(15.0, abs=0.2)
    assert loudest_hz(sound.samples[0][-3 * RATE_HZ :]) == pytest.approx(1000, abs=2)


def film(path: Path, sound: np.ndarray, begins: float, pictures_s: int) -> Path:
    """A film whose sound begins some seconds after its pictures do."""
    with av.open(str(path), "w") as container:
        pictures = container.add_stream("mpeg4", rate=10)
        pictures.width = pictures.height = 64
        pictures.pix_fmt = "yuv420p"
        heard = container.add_stream("aac", rate=RATE_HZ, layout="mono")
        for _ in range(10 * pictures_s):
            frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")
            container.mux(pictures.encode(frame))
        for first in range(0, len(sound) // 1024 * 1024, 1024):
            piece = av.AudioFrame.from_ndarray(
                sound[None, first : first + 1024], format="fltp", layout="mono"
            )
            piece.sample_rate, piece.pts = RATE_HZ, round(begins * RATE_HZ) + first
            container.mux(heard.encode(piece))
        container.mux(pictures.encode(None))
        container.mux(heard.encode(None))
    return path


@pytest.mark.parametrize("ending", ["mp4", "mkv"])
def test_a_film_that_goes_on_after_the_call(tmp_path: Path, ending: str) -> None:
    sound = decoded(film(tmp_path / f"a.{ending}", tone(10), begins=0.0, pictures_s=20))
    assert sound.seconds == pytest.approx(10.0, abs=0.2)


@pytest.mark.parametrize("ending", ["mp4", "mkv"])
def test_a_film_whose_sound_comes_later(tmp_path: Path, ending: str) -> None:
    """The second that a scorecard names is the one at which a player plays it."""
    sound = decoded(film(tmp_path / f"a.{ending}", tone(10), begins=4.0, pictures_s=14))
    assert sound.seconds == pytest.approx(14.0, abs=0.2)
    assert np.abs(sound.samples[0][: round(3.8 * RATE_HZ)]).max() < 0.01
    assert np.abs(sound.samples[0][round(4.2 * RATE_HZ) :]).max() > 0.1


@pytest.mark.parametrize(
    ("kept", "said"), [(44, "before any sound"), (46, r"after 0\.0 of 20\.0 seconds")]
)
def test_a_header_without_sound_behind_it_breaks_off(tmp_path: Path, kept: int, said: str) -> None:
    """As a copy leaves it that stops at the first block, and a recorder that lost its power."""
    path = tmp_path / "a.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
        file.writeframes(b"\1\2" * 20 * RATE_HZ)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(Truncated, match=rf"^a\.wav breaks off {said}; copy it again$"):
        decoded(path)
