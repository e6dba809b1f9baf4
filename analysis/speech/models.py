"""Where the models are: a folder, or a name on the hub. What is missing is said in one sentence.

Files whose hashes were noted (``model_files``) are checked before anything of them is loaded.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from analysis.speech import hub
from analysis.speech.errors import ModelMissing
from analysis.speech.hub import HubModel
from analysis.speech.model_files import SUMS, check, hashes
from analysis.speech.settings import ModelsSettings

DEMO_MARKER = "callprobe-demo.json"
NEEDED = {
    # Without tokenizer.json faster-whisper asks the hub for another model's.
    "transcriber": ("model.bin", "config.json", "tokenizer.json"),
    "diarizer": ("config.yaml",),
}


def transcriber_folder(settings: ModelsSettings) -> Path:
    """The folder of the faster-whisper model. Raises a ``ModelError``."""
    return _ready("transcriber", settings)


def diarizer_folder(settings: ModelsSettings) -> Path:
    """The folder of the pyannote pipeline. Raises a ``ModelError``."""
    return _ready("diarizer", settings)


def folder_named(key: str, settings: ModelsSettings) -> Path | None:
    """The folder that [models] ``key`` says, None where it names a model on the hub."""
    name = str(getattr(settings, key))
    if Path(name).is_dir() or name.startswith((".", os.sep, "~")):
        return Path(name).expanduser()
    return None


def hub_model(key: str, settings: ModelsSettings, endpoint: str = "") -> HubModel:
    """The model on the hub that [models] ``key`` names. Raises ModelMissing for no such name."""
    name = str(getattr(settings, key))
    if "/" in name:
        patterns = hub.TRANSCRIBER_FILES if key == "transcriber" else ()
        return HubModel(key, name, patterns, endpoint)
    if key == "diarizer":
        raise ModelMissing(
            f"there is no folder called {name!r}; set models.diarizer to a folder or a hub name"
        )
    from faster_whisper.utils import _MODELS

    if name not in _MODELS:
        raise ModelMissing(
            f"there is no folder and no faster-whisper model called {name!r}; "
            "set models.transcriber to a model's folder or name"
        )
    return HubModel(key, str(_MODELS[name]), hub.TRANSCRIBER_FILES, endpoint)


def here(key: str, settings: ModelsSettings) -> Path | None:
    """The whole model on this machine, None where it would have to be fetched. Asks nobody.

    Raises ModelMissing where a folder is named that holds no whole model.
    """
    folder = folder_named(key, settings)
    if folder is None:
        folder = hub.kept(hub_model(key, settings), settings)
        if folder is None or lacking(folder, key) is not None:
            return None
    elif not folder.is_dir():
        raise ModelMissing(
            f"the model folder {folder} does not exist; set models.{key} to one that does"
        )
    lacks = lacking(folder, key)
    if lacks is not None:
        raise ModelMissing(
            f"the model folder {folder} lacks {lacks}; fetch it again, or set models.{key}"
        )
    return folder.resolve()


def lacking(folder: Path, key: str) -> str | None:
    """What a model of this kind needs and ``folder`` does not hold; None where it is whole."""
    needed = [*NEEDED[key], *(_parts(folder) if key == "diarizer" else ())]
    return next((name for name in needed if not (folder / name).exists()), None)


def remedy(key: str, settings: ModelsSettings) -> str:
    """What brings a damaged model back: of a folder of one's own nobody else has another copy."""
    if folder_named(key, settings) is None:
        return "`callprobe models fetch` replaces it"
    return (
        "bring the folder again from where you have it or, if you changed it yourself, remove its "
        f"{SUMS} and `callprobe models fetch` notes it as it is now"
    )


def is_demo(folder: Path) -> bool:
    """Whether the folder holds one of the demo's own models."""
    return (folder / DEMO_MARKER).is_file()


def folder_hash(folder: Path) -> str:
    """First 16 hex digits of a SHA-256 over the names and bytes of all files in ``folder``."""
    return hashes(folder).whole


def _ready(key: str, settings: ModelsSettings) -> Path:
    """The model's folder, fetched when it is not here and that is allowed; its files checked."""
    folder = here(key, settings)
    if folder is None:
        model = hub_model(key, settings)
        if settings.offline:
            raise ModelMissing(
                f"the model {model.name} is not on this machine and models.offline forbids to "
                "fetch it; bring it with `callprobe models fetch --from FOLDER`, "
                f"or set models.{key} to its folder"
            )
        folder = hub.fetch(model, settings)
        lacks = lacking(folder, key)
        if lacks is not None:
            raise ModelMissing(f"{model.name} on the hub has no {lacks}; correct models.{key}")
    _checked(folder, remedy(key, settings))
    return folder.resolve()


@cache
def _checked(folder: Path, step: str) -> bool:
    return check(folder, step)


def _parts(folder: Path) -> Iterator[str]:
    """The parts of a pipeline that its config.yaml says lie beside it. Raises ModelMissing."""
    import yaml

    config = folder / "config.yaml"
    if not config.is_file():
        return
    try:
        parameters = yaml.safe_load(config.read_text(encoding="utf-8"))["pipeline"]["params"]
        values = list(parameters.values())
    except (OSError, ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
        raise ModelMissing(f"{config} is no pipeline of pyannote; fetch the model again") from error
    for value in values:
        if isinstance(value, str) and value.startswith("$model/"):
            yield value.removeprefix("$model/")
