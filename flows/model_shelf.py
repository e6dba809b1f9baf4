"""The models on this machine: which there are, brought from elsewhere, checked.

What the hub library keeps is a folder a model in its cache; models brought from a folder are laid
there in the same way, so that everything finds them alike.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from analysis.speech import hub, models
from analysis.speech.errors import ModelDamaged, ModelError, ModelMissing
from analysis.speech.model_files import (
    check,
    difference,
    hashes,
    model_files,
    noted,
    write_sums,
)
from analysis.speech.settings import ModelsSettings

KEYS = ("transcriber", "diarizer")
State = Literal["verified", "no hashes noted", "damaged", "unreadable", "missing"]
_COMMIT = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True, slots=True)
class Shelved:
    """A model the settings name: where it is and whether its files are those that were fetched.

    ``folder``, ``size`` (bytes) and ``hash`` are None where it is missing; ``trouble`` is one
    sentence with the next step, None where there is none.
    """

    key: str
    name: str
    state: State
    folder: Path | None = None
    size: int | None = None
    hash: str | None = None
    trouble: str | None = None


def shelf(settings: ModelsSettings) -> Iterator[Shelved]:
    """Every model the settings name, its files read and compared. Asks nobody."""
    hashes.cache_clear()  # as the files are now, whatever was read of them before
    for key in KEYS:
        yield _looked_at(key, settings)


def _looked_at(key: str, settings: ModelsSettings) -> Shelved:
    """One of them. Never raises a ``ModelError``: that is its ``trouble``."""
    name = str(getattr(settings, key))
    try:
        folder = models.here(key, settings)
    except ModelError as error:
        return Shelved(key, name, "missing", trouble=str(error))
    if folder is None:
        step = "`callprobe models fetch` fetches it, with --from FOLDER without the internet"
        return Shelved(key, name, "missing", trouble=f"{name} is not on this machine; {step}")
    try:
        read = hashes(folder)
        checked = check(folder, models.remedy(key, settings))
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        unread = f"{error.filename} cannot be read ({why}): give this user the right to"
        return Shelved(key, name, "unreadable", folder, trouble=unread)
    except ModelDamaged as error:
        return Shelved(key, name, "damaged", folder, read.size, read.whole, str(error))
    state: State = "verified" if checked else "no hashes noted"
    trouble = None
    if state == "no hashes noted":
        trouble = f"nobody noted the hashes of {folder}; `callprobe models fetch` notes them now"
    return Shelved(key, name, state, folder, read.size, read.whole, trouble)


def fetch(key: str, settings: ModelsSettings, source: str | None) -> tuple[Path, str]:
    """Bring a model here, from the hub, a mirror's address or a folder; note its hashes.

    Returns where it is and what was done. Raises a ``ModelError``, OSError.
    """
    hashes.cache_clear()
    mirror = source if source and re.match(r"https?://", source) else ""
    if source and not mirror and not Path(source).expanduser().is_dir():
        raise ModelMissing(f"there is no folder {source}; give --from a folder that there is")
    named = models.folder_named(key, settings)
    if named is not None:
        folder = models.here(key, settings)
        assert folder is not None
        return folder, _noted_now(folder, models.remedy(key, settings))
    model = models.hub_model(key, settings, mirror)
    if source and not mirror:
        return _from_folder(model, Path(source).expanduser(), settings)
    folder = hub.kept(model, settings)
    if folder is not None and _is_whole(folder):
        return folder, "was here already, and is what was fetched"
    folder = hub.fetch(model, settings)
    return folder, f"fetched from {mirror or 'the hub'}, checked against its hashes"


def save(key: str, settings: ModelsSettings, into: Path) -> Path:
    """A copy of the model in ``into`` as a plain folder, to carry to another machine.

    Raises a ``ModelError``, OSError.
    """
    folder, _ = fetch(key, settings, None)
    named = {each: models.folder_named(each, settings) for each in KEYS}
    if named[key] is None:
        name = _plain(models.hub_model(key, settings).name)
    else:  # two folders of one name would be written over each other
        same = [other for other in named.values() if other and other.name == folder.name]
        name = folder.name if len(same) < 2 else f"{key}-{folder.name}"
    target = into / name
    hub.require_room(into, hashes(folder).size, name)
    _copy(folder, target)
    return target


def _is_whole(folder: Path) -> bool:
    """Whether the files are those fetched, and no others. Those that are not are removed, so that
    they are fetched anew; a file that is on no list is left for the hub to know."""
    try:
        expected = noted(folder) or {}
    except ModelDamaged:
        return False
    found = hashes(folder).files
    wrong = [name for name in expected if found.get(name) != expected[name]]
    for name in wrong:
        (folder / name).resolve().unlink(missing_ok=True)  # in a cache, what the link points to
        (folder / name).unlink(missing_ok=True)
    return not wrong and found == expected


def _noted_now(folder: Path, remedy: str) -> str:
    if check(folder, remedy):
        return "is a folder of yours, and what it was when its hashes were noted"
    write_sums(folder)
    return "is a folder of yours: its hashes are noted as they are now"


def _from_folder(model: hub.HubModel, source: Path, settings: ModelsSettings) -> tuple[Path, str]:
    """Lay a model that lies in ``source`` into the store, as the hub library would have."""
    found = next(
        (folder for folder in _places(model, source) if models.lacking(folder, model.key) is None),
        None,
    )
    if found is None:
        raise ModelMissing(
            f"{source} holds no {model.name}: looked for a folder {_plain(model.name)} with "
            f"{' and '.join(models.NEEDED[model.key])}; "
            "`callprobe models fetch --to FOLDER` makes one on a machine with the internet"
        )
    check(found, "copy the model there again")
    read = hashes(found)
    commit = found.name if _COMMIT.fullmatch(found.name) else f"{read.whole:0<40}"
    repository = hub.store(settings) / f"models--{_plain(model.name)}"
    target = repository / "snapshots" / commit
    hub.require_room(repository, read.size, model.name)
    _copy(found, target)
    (repository / "refs").mkdir(exist_ok=True)
    (repository / "refs" / "main").write_text(commit, encoding="utf-8")
    return target, f"brought from {found}, and the copy is the same"


def _places(model: hub.HubModel, source: Path) -> Iterator[Path]:
    """Where in ``source`` the model may lie, likeliest first."""
    plain = _plain(model.name)
    for name in (plain, model.name, model.name.rpartition("/")[2]):
        yield source / name
    yield from sorted((source / f"models--{plain}" / "snapshots").glob("*"))
    yield source


def _plain(name: str) -> str:
    return name.replace("/", "--")


def _copy(source: Path, target: Path) -> None:
    """Copy a model and note its hashes; a copy that is not the same is thrown away."""
    if target.is_dir() and target.resolve() == source.resolve():
        return
    part = target.with_name(f".{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    for path in model_files(source):
        place = part / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    wrong = difference(hashes(source).files, write_sums(part))
    if wrong is not None:
        shutil.rmtree(part, ignore_errors=True)
        raise ModelDamaged(f"{wrong} of {source} was not copied as it is; look at the disk")
    if target.exists():
        shutil.rmtree(target)
    os.replace(part, target)


def size_said(count: int) -> str:
    """Bytes for people."""
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.1f} MB"
