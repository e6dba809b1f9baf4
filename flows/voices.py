"""The enrolled voices of sellers, one file each in the data folder; nothing of them elsewhere.

They exist only where ``roles.voiceprints`` is on and somebody stated that the person agreed.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from analysis.speech import models
from analysis.speech.activity import find_activity
from analysis.speech.decode import decode
from analysis.speech.diarize import Pyannote
from analysis.speech.errors import SpeechError
from analysis.speech.voiceprint import Embedder, Voice, likeness, pieces_of, vector_of
from flows.alike import comparable, composed
from flows.environment import prepare
from flows.files import printable, write_whole
from flows.places import is_remote
from flows.settings import Settings
from flows.sidecar import SidecarError, facts_of
from flows.troubles import keeping


class VoicesError(ValueError):
    """Voices cannot be enrolled as asked: one sentence that says why and what to do."""


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A seller's voice as it is kept. ``consent`` is what was stated of the person's agreement;
    ``recordings`` and ``seconds`` of speech it was made of."""

    name: str
    vector: tuple[float, ...]
    model: str
    consent: str
    recordings: int
    seconds: float


def folder_of(data: Path) -> Path:
    """Where the voices are kept."""
    return data / "voices"


def enrolled(data: Path) -> list[Enrolled]:
    """All of them, by name; without the files that are none (``unread``)."""
    found = [voice for voice in _kept(data) if isinstance(voice, Enrolled)]
    return sorted(found, key=lambda voice: voice.name)


def unread(data: Path) -> list[str]:
    """A sentence for each file among the voices that is none: nobody is told by it."""
    return [str(error) for error in _kept(data) if isinstance(error, VoicesError)]


def _kept(data: Path) -> Iterator[Enrolled | VoicesError]:
    for path in sorted(folder_of(data).glob("*.json")):
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            vector = tuple(map(float, content["vector"]))
            yield Enrolled(**content | {"vector": vector, "name": content["name"].strip()})
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            yield VoicesError(f"{path} cannot be read ({why}): give this user the right to it")
        except (ValueError, TypeError, KeyError, AttributeError):
            yield VoicesError(f"{path} is no voice; remove it and enrol that seller again")


def known_voices(settings: Settings) -> tuple[Voice, ...]:
    """What the engines compare callers with: nothing unless ``roles.voiceprints`` is on."""
    if not settings.analysis.roles.voiceprints:
        return ()
    data = settings.folders.data
    return tuple(Voice(voice.name, voice.vector, voice.model) for voice in enrolled(data))


def enrol(settings: Settings, folder: Path, consent: str) -> Iterator[Enrolled | VoicesError]:
    """Make and keep a print of every seller in ``folder``: a folder a seller, named after him,
    with recordings of his voice alone; or one such recording, named after him. In place of a
    seller whose recordings will not do comes what is wrong with them.

    Raises VoicesError where nobody can be enrolled, OutputError, a ``ModelError``, OSError.
    """
    _allowed(settings, folder, consent)
    people = _people(folder, settings)
    place = folder_of(settings.folders.data)
    with keeping(settings.folders.data):  # before minutes of listening, not after
        place.mkdir(parents=True, exist_ok=True)
    prepare(settings.folders.data)
    pipeline = models.diarizer_folder(settings.analysis.models)
    embedder = Pyannote(pipeline, settings.analysis.models)
    for name, files in people.items():
        try:
            voice = _printed(name, files, embedder, models.folder_hash(pipeline), consent, settings)
        except VoicesError as error:
            yield error
            continue
        content = json.dumps(asdict(voice), ensure_ascii=False, indent=1)
        with keeping(settings.folders.data):
            write_whole(place / _file(comparable(name)), f"{content}\n".encode())
        yield voice


def of(data: Path, name: str) -> list[Path]:
    """The files that keep a seller's voice, in whatever form the name is typed."""
    told = comparable(name)
    # A name of macOS was once kept as it came, and one with two spaces with both.
    names = {_file(told), _file(unicodedata.normalize("NFD", told)), _file(composed(name))}
    return [path for path in folder_of(data).glob("*.json") if path.name in names]


def erase(data: Path, name: str) -> list[str]:
    """Erase a seller's voice, whatever the case of its letters; a line for what went. Raises
    OutputError."""
    gone = []
    for path in of(data, name):
        with keeping(data):
            path.unlink()
        gone.append(f"voice {path}")
    return gone


def _file(name: str) -> str:
    """Names are people's: they stand in the file, not in its name."""
    return hashlib.sha256(name.strip().casefold().encode()).hexdigest()[:16] + ".json"


def _allowed(settings: Settings, folder: Path, consent: str) -> None:
    if not settings.analysis.roles.voiceprints:
        raise VoicesError(
            "voices are not to be kept: set voiceprints = true in [roles] once the people "
            "concerned agreed (docs/speech.md says what that takes)"
        )
    if not consent.strip():
        raise VoicesError("say with --consent how these people agreed, for example a form's name")
    if not folder.is_dir():
        raise VoicesError(f"there is no folder {folder}")
    if _holds_calls(folder.resolve(), settings.folders.inbox):
        raise VoicesError(
            f"{folder} holds calls of the inbox, in which customers are heard too: give a folder "
            "that holds nothing but sellers' own voices"
        )


def _holds_calls(folder: Path, inbox: Path) -> bool:
    """Whether what would be enrolled are calls, whose customers agreed to nothing."""
    if is_remote(inbox):
        return False
    calls = inbox.resolve()
    return folder.is_relative_to(calls) or calls.parent == folder


def _people(folder: Path, settings: Settings) -> dict[str, list[Path]]:
    """The sellers in ``folder``, by name, each with the recordings of her voice; none for a folder
    that holds none. Raises VoicesError."""
    people: dict[str, list[Path]] = {}
    places: dict[str, str] = {}
    for path in sorted(folder.iterdir()):
        files = _recordings(path, settings)
        if files or (path.is_dir() and not path.name.startswith(".")):
            name = _seller(path)
            if other := places.get(comparable(name)):  # the one would be written over the other
                raise VoicesError(
                    f"{other} and {path.name} in {folder} are the same seller's: put her "
                    "recordings in one folder"
                )
            people[name] = files
            places[comparable(name)] = path.name
    if not any(people.values()):
        raise VoicesError(f"{folder} holds no recordings: make a folder a seller in it")
    return people


def _seller(path: Path) -> str:
    """The name that a folder, or a single recording, gives the seller. Raises VoicesError for one
    that no sidecar could give."""
    name = path.name if path.is_dir() else path.stem
    try:
        return facts_of({"seller": name}, printable(str(path))).seller or name
    except SidecarError as error:
        raise VoicesError(f"{error}: rename it") from error


def _recordings(path: Path, settings: Settings) -> list[Path]:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    endings = settings.inbox.extensions
    return [file for file in files if file.is_file() and file.suffix.lower() in endings]


def _printed(
    name: str, files: list[Path], embedder: Embedder, model: str, consent: str, settings: Settings
) -> Enrolled:
    if not files:
        raise VoicesError(f"{name}: that folder holds no recordings; put some of that voice in it")
    analysis = settings.analysis
    heard, seconds = [], 0.0
    for file in files:
        try:
            sound = decode(
                file, shortest_s=analysis.speech.shortest_s, longest_s=analysis.speech.longest_s
            )
        except SpeechError as error:
            raise VoicesError(f"{name}: {error}") from error
        mono = sound.samples.mean(axis=0)
        spans = find_activity(mono, analysis.activity)
        vector = vector_of(embedder, pieces_of(mono, spans))
        if vector is not None:
            heard.append((file, vector))
            seconds += sum(end - start for start, end in spans)
    if not heard:
        raise VoicesError(f"{name}: nobody is heard long enough at a stretch; add recordings")
    if seconds < analysis.roles.voiceprint_least_s:
        raise VoicesError(
            f"{name}: {seconds:.0f} s of speech is too little to know a voice by, "
            f"{analysis.roles.voiceprint_least_s:.0f} s are needed; add recordings"
        )
    mean = np.mean([vector for _, vector in heard], axis=0)
    mean = mean / np.linalg.norm(mean)
    for file, vector in heard:
        if likeness(vector, mean) < analysis.roles.voiceprint_from:
            raise VoicesError(f"{name}: {file.name} sounds like another voice than the rest")
    return Enrolled(name, tuple(map(float, mean)), model, consent.strip(), len(heard), seconds)
