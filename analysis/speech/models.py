"""Where the models are: a folder, or a name on the hub. What is missing is said in one sentence."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from functools import cache
from pathlib import Path

from analysis.speech.errors import (
    HubUnreachable,
    LicenceNotAccepted,
    ModelError,
    ModelMissing,
    NoRoom,
    TokenMissing,
)
from analysis.speech.settings import ModelsSettings

DEMO_MARKER = "callprobe-demo.json"
_TRANSCRIBER_FILES = ("model.bin", "config.json")
_DIARIZER_FILES = ("config.yaml",)


def transcriber_folder(settings: ModelsSettings) -> Path:
    """The folder of the faster-whisper model. Raises a ``ModelError``."""
    name = settings.transcriber
    if _is_folder(name):
        return _whole(Path(name), _TRANSCRIBER_FILES, "transcriber")
    if "/" not in name:
        from faster_whisper.utils import _MODELS

        if name not in _MODELS:
            raise ModelMissing(
                f"there is no folder and no faster-whisper model called {name!r}; "
                "set models.transcriber to a model's folder or name"
            )
        name = str(_MODELS[name])
    return _whole(_from_hub(name, settings, "transcriber"), _TRANSCRIBER_FILES, "transcriber")


def diarizer_folder(settings: ModelsSettings) -> Path:
    """The folder of the pyannote pipeline. Raises a ``ModelError``."""
    name = settings.diarizer
    if _is_folder(name):
        return _whole(Path(name), _DIARIZER_FILES, "diarizer")
    if "/" not in name:
        raise ModelMissing(
            f"there is no folder called {name!r}; set models.diarizer to a folder or a hub name"
        )
    return _whole(_from_hub(name, settings, "diarizer"), _DIARIZER_FILES, "diarizer")


def is_demo(folder: Path) -> bool:
    """Whether the folder holds one of the demo's own models."""
    return (folder / DEMO_MARKER).is_file()


@cache
def folder_hash(folder: Path) -> str:
    """First 16 hex digits of a SHA-256 over the names and bytes of all files in ``folder``."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(str(path.relative_to(folder)).encode())
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()[:16]


def describe_demo(folder: Path) -> str:
    """What the demo marker says of the model, empty for a real one."""
    marker = folder / DEMO_MARKER
    if not marker.is_file():
        return ""
    return str(json.loads(marker.read_text(encoding="utf-8")).get("note", ""))


def _is_folder(name: str) -> bool:
    return Path(name).is_dir() or name.startswith((".", os.sep, "~"))


def _whole(folder: Path, needed: tuple[str, ...], key: str) -> Path:
    folder = folder.expanduser()
    if not folder.is_dir():
        raise ModelMissing(
            f"the model folder {folder} does not exist; set models.{key} to one that does"
        )
    for name in needed:
        if not (folder / name).is_file():
            raise ModelMissing(
                f"the model folder {folder} lacks {name}; fetch it again, or set models.{key}"
            )
    return folder.resolve()


def _from_hub(name: str, settings: ModelsSettings, key: str) -> Path:
    """The model's folder in the hub's cache, fetched when it is not there and that is allowed."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import GatedRepoError, HfHubHTTPError, RepositoryNotFoundError

    token = settings.token or os.environ.get("HF_TOKEN") or None
    cache_dir = settings.folder or None
    try:
        return Path(snapshot_download(name, cache_dir=cache_dir, local_files_only=True))
    except (OSError, ValueError) as error:
        if settings.offline:
            raise ModelMissing(
                f"the model {name} is not on this machine and models.offline forbids to fetch it; "
                f"fetch it elsewhere and set models.{key} to its folder"
            ) from error
    try:
        return Path(snapshot_download(name, cache_dir=cache_dir, token=token))
    except GatedRepoError as error:
        raise _gated(name, token) from error
    except RepositoryNotFoundError as error:
        raise _not_found(name, token, key) from error
    except HfHubHTTPError as error:
        raise _answered(name, error, token, key) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise NoRoom(
                f"no room on the disk for the model {name}; make room and run again"
            ) from error
        raise _unreachable(name, key) from error
    except Exception as error:  # the hub library's transport errors have no common base
        raise _unreachable(name, key) from error


def _gated(name: str, token: str | None) -> ModelError:
    if token is None:
        return TokenMissing(
            f"the hub gives {name} only to people it knows: accept its terms on its page, "
            "make a token there, and set HF_TOKEN or models.token"
        )
    return LicenceNotAccepted(
        f"the terms of {name} are not accepted yet: open its page on the hub and accept them"
    )


def _not_found(name: str, token: str | None, key: str) -> ModelError:
    if token is None:
        return TokenMissing(
            f"the hub does not show {name} without a token (or it does not exist): "
            f"set HF_TOKEN or models.token, or correct models.{key}"
        )
    return ModelMissing(f"the hub has no model called {name}; correct models.{key}")


def _answered(name: str, error: Exception, token: str | None, key: str) -> ModelError:
    response = getattr(error, "response", None)
    status = getattr(response, "status_code", None)
    if status == 401 and token is None:
        return _not_found(name, token, key)
    if status == 401:
        return TokenMissing(
            f"the hub does not accept the token for {name}; make a new one and set HF_TOKEN"
        )
    if status == 403:
        return _gated(name, token or "given")
    if status == 404:
        return _not_found(name, token, key)
    return HubUnreachable(f"the hub answered {status} for {name}; try again later")


def _unreachable(name: str, key: str) -> ModelError:
    return HubUnreachable(
        f"the model hub can't be reached for {name}; connect this machine once, "
        f"or copy the model here and set models.{key} to its folder"
    )
