"""More than sixty things that ops may find in an inbox and that are no call to measure."""

from __future__ import annotations

import os
import socket
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from demo.audio_file import FORMATS, read_audio, write_audio
from tests.end_to_end.bad_files import RATE, make_bad_files

UNDECODED = "no recording that can be decoded"
ODD_NAMES = (
    "o'neill's call.wav",
    'the "good" one.wav',
    "two\nlines.wav",
    "tab\there.wav",
    "📞 klant 😀.wav",
    "\u202egnp.\u200fwav.wav",
    "x" * 251 + ".wav",
    "é" * 125 + ".wav",
    "back\\slash.wav",
    "-rf.wav",
    "; rm -rf $HOME;.wav",
    "$(reboot).wav",
    "{0} %s %n.wav",
    "[red]bold.wav",
    "'); drop table calls;--.wav",
    "   .wav",
    "naïve\u0301.wav",
    "<script>alert(1).wav",
)
SIDECARS: dict[str, tuple[str, bytes]] = {
    "number": (".json", b'{"seller": 3}'),
    "list": (".json", b'{"customer": ["Jan"]}'),
    "object": (".json", b'{"account": {"name": "BV"}}'),
    "no-time": (".json", b'{"started_at": "yesterday"}'),
    "no-date": (".json", b'{"started_at": "2026-02-31T10:00:00"}'),
    "huge-time": (".json", b'{"started_at": 1e300}'),
    "sideways": (".json", b'{"direction": "sideways"}'),
    "klingon": (".json", b'{"language": "klingon"}'),
    "middle": (".json", b'{"seller_channel": "middle"}'),
    "perhaps": (".json", b'{"consent": "perhaps"}'),
    "reports": (".json", b'{"report": ["goed", "gesprek"]}'),
    "path": (".json", b'{"seller": "../../etc/passwd"}'),
    "root-path": (".json", b'{"customer": "/etc/shadow"}'),
    "windows-path": (".json", b'{"account": "C:\\\\temp\\\\x"}'),
    "two-lines": (".json", b'{"seller": "San\\nne"}'),
    "nul": (".json", b'{"seller": "San\\u0000ne"}'),
    "half": (".json", b'{"seller": "\\ud800"}'),
    "endless": (".json", b'{"seller": "' + b"a" * 10_000 + b'"}'),
    "array": (".json", b"[1, 2]"),
    "null": (".json", b"null"),
    "cut": (".json", b'{"seller": "San'),
    "deep": (".json", b"[" * 50_000),
    "bytes": (".json", b"\xff\xfe\x00\x01"),
    "nothing": (".json", b""),
    "tabs": (".yaml", b"seller:\n\t- Sanne: [\n"),
    "object-tag": (".yaml", b"seller: !!python/object/apply:os.system ['reboot']\n"),
    "bomb": (".yaml", b"a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nseller: [*c,*c]\n"),
    "yaml-list": (".yml", b"- seller\n- Sanne\n"),
    "yaml-number": (".yml", b"seller: 12\n"),
}


def make_many_bad_files(inbox: Path, good: Path) -> dict[str, str]:
    """Write them into ``inbox``; what the sentence about each must speak of, by file name."""
    expected = make_bad_files(inbox, good)
    for part in (_sounds, _no_sounds, _no_files, _names, _sidecars):
        expected |= dict(part(inbox, good))
    return expected


def _sounds(inbox: Path, good: Path) -> Iterator[tuple[str, str]]:
    samples, rate = read_audio(good)
    for name in ("ogg", "mp3", "m4a", "flac"):
        path = inbox / f"cut.{name}"
        write_audio(path, samples[: 20 * rate], rate, FORMATS[name])
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        yield path.name, "decoded" if name == "m4a" else "breaks off"
    write_audio(inbox / "silence.flac", np.zeros((RATE * 9, 2), np.float32), RATE, FORMATS["flac"])
    yield "silence.flac", "nobody speaks"
    times = np.arange(15 * RATE) / RATE
    chord = np.sin(1640 * times) + np.sin(2070 * times)
    write_audio(inbox / "music.ogg", 0.1 * chord[:, None].astype(np.float32), RATE, FORMATS["ogg"])
    yield "music.ogg", "nobody speaks"
    for name, seconds in (("zero-seconds.wav", 0), ("twelve-hours.wav", 12 * 3600)):
        with wave.open(str(inbox / name), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(1)
            file.setframerate(1000)
            file.writeframes(bytes(1000 * seconds))
        yield name, "too short" if not seconds else "12.0 hours long"
    content = bytearray(good.read_bytes())
    for place in range(777, len(content), 50):
        content[place] ^= 0x20
    (inbox / "bytes-flipped.flac").write_bytes(content)
    yield "bytes-flipped.flac", "cannot be decoded for"


def _no_sounds(inbox: Path, good: Path) -> Iterator[tuple[str, str]]:
    del good
    for name, content in {
        "page.mp3": b"<!doctype html><title>404</title>" * 20,
        "archive.m4a": b"PK\x03\x04" + bytes(400),
        "paper.ogg": b"%PDF-1.7\n" * 40,
        "picture.webm": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "nulls.wav": bytes(5000),
        "riff-only.wav": b"RIFF\x00\x00\x00\x00WAVE",
        "program.opus": b"\x7fELF" + bytes(300),
        "one-byte.amr": b"#",
    }.items():
        (inbox / name).write_bytes(content)
        yield name, "no sound" if name == "picture.webm" else "decoded"


def _no_files(inbox: Path, good: Path) -> Iterator[tuple[str, str]]:
    del good
    os.mkfifo(inbox / "pipe.wav")
    yield "pipe.wav", "no ordinary file"
    (inbox / "loop.wav").symlink_to(inbox / "loop.wav")
    yield "loop.wav", "cannot be read"
    (inbox / "linked-folder.mp3").symlink_to(inbox / "folder.wav")
    yield "linked-folder.mp3", "folder"
    here = Path.cwd()
    os.chdir(inbox)  # a socket's whole path may have 107 bytes
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind("socket.wav")
    finally:
        os.chdir(here)
    yield "socket.wav", "no ordinary file"


def _names(inbox: Path, good: Path) -> Iterator[tuple[str, str]]:
    del good
    for number, name in enumerate(ODD_NAMES):
        (inbox / name).write_text(f"no sound {number}\n" * 30)
        yield name, UNDECODED
    raw = b"caf\xe9.wav"
    Path(os.fsdecode(os.fsencode(inbox) + b"/" + raw)).write_text("no text either\n" * 30)
    yield os.fsdecode(raw), UNDECODED


def _sidecars(inbox: Path, good: Path) -> Iterator[tuple[str, str]]:
    for name, (ending, content) in SIDECARS.items():
        recording = inbox / f"sidecar-{name}.flac"
        _another(good, recording)
        recording.with_suffix(ending).write_bytes(content)
        yield recording.name, f"its sidecar sidecar-{name}{ending}"
    _another(good, inbox / "sidecar-huge.flac")
    with (inbox / "sidecar-huge.json").open("wb") as file:
        file.truncate(100 << 20)
    yield "sidecar-huge.flac", "larger than 256 kB"
    lines = ["file,seller,started_at", "row-time.flac,Sanne,tomorrow", "row-path.flac,~/x,"]
    (inbox / "manifest.csv").write_text("\n".join(lines))
    for number, name in enumerate(("row-time.flac", "row-path.flac"), start=2):
        _another(good, inbox / name)
        yield name, f"line {number} of the manifest manifest.csv"


def _another(good: Path, recording: Path) -> None:
    """A recording that is no copy of ``good``: what is told of a copy holds for both."""
    recording.write_bytes(good.read_bytes() + recording.name.encode())
