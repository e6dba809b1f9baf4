"""Models from the hub: what is fetched, how much it is, and each refusal as one sentence."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import TypeVar

from analysis.speech.errors import (
    HubUnreachable,
    LicenceNotAccepted,
    ModelDamaged,
    ModelError,
    ModelMissing,
    NoRoom,
    TokenMissing,
)
from analysis.speech.hub_files import OnHub, on_hub
from analysis.speech.model_files import hashes, noted, write_sums
from analysis.speech.settings import ModelsSettings

Answer = TypeVar("Answer")

TRANSCRIBER_FILES = (
    "config.json",
    "preprocessor_config.json",
    "model.bin",
    "tokenizer.json",
    "vocabulary.*",
)
"""What faster-whisper reads of a model; some hold the same weights in other forms besides."""


@dataclass(frozen=True, slots=True)
class HubModel:
    """A model on the hub: ``key`` is its setting in [models], ``patterns`` the files wanted of it
    (all where empty); ``endpoint`` a mirror's address, empty for the hub itself."""

    key: str
    name: str
    patterns: tuple[str, ...] = ()
    endpoint: str = ""

    @property
    def whence(self) -> str:
        """Who is asked for it, as people call them."""
        return self.endpoint or "the hub"

    def wants(self, file: str) -> bool:
        """Whether this file of the model is wanted."""
        return not self.patterns or any(fnmatch(file, pattern) for pattern in self.patterns)


def store(settings: ModelsSettings) -> Path:
    """The folder that models from the hub are kept in, in the hub library's own layout."""
    from huggingface_hub import constants

    return Path(settings.folder or constants.HF_HUB_CACHE).expanduser()


def kept(model: HubModel, settings: ModelsSettings) -> Path | None:
    """The model's folder on this machine; None where it is not there whole. Asks nobody."""
    from huggingface_hub import snapshot_download

    try:
        found = snapshot_download(
            model.name,
            cache_dir=store(settings),
            local_files_only=True,
            allow_patterns=list(model.patterns) or None,
        )
    except (OSError, ValueError):
        return None
    return Path(found)


def size_on_hub(model: HubModel, settings: ModelsSettings) -> int:
    """Bytes the hub would send; raises the ``ModelError`` that it would refuse with."""
    from huggingface_hub import HfApi

    api = HfApi(endpoint=model.endpoint or None, token=_token_of(settings))
    _asked(model, settings, lambda: api.auth_check(model.name))
    return sum(file.size for file in _tree(model, settings) if model.wants(file.name))


def fetch(model: HubModel, settings: ModelsSettings) -> Path:
    """Fetch the model into the store, check it against the hub's own hashes, note these.

    What an earlier attempt left is gone on with. Raises a ``ModelError``.
    """
    from huggingface_hub import snapshot_download
    from huggingface_hub.utils.tqdm import disable_progress_bars

    if not sys.stderr.isatty():
        disable_progress_bars()
    tree = _tree(model, settings)
    where = store(settings)
    if kept(model, settings) is None:
        require_room(where, sum(file.size for file in tree if model.wants(file.name)), model.name)
    folder = Path(
        _asked(
            model,
            settings,
            lambda: snapshot_download(
                model.name,
                cache_dir=where,
                token=_token_of(settings),
                endpoint=model.endpoint or None,
                allow_patterns=list(model.patterns) or None,
            ),
        )
    )
    hashes.cache_clear()
    _require_the_hubs(folder, model, tree)
    _note(folder)
    return folder


def require_room(where: Path, needed: int, name: str) -> None:
    """Raises NoRoom where ``needed`` bytes do not fit on the disk of ``where``."""
    there = next(folder for folder in (where, *where.absolute().parents) if folder.exists())
    free = shutil.disk_usage(there).free
    if needed > free:
        raise NoRoom(
            f"{name} takes {needed / 1e9:.1f} GB and {there} has {free / 1e9:.1f} GB free; "
            "make room, or set models.folder to a larger disk"
        )


def _token_of(settings: ModelsSettings) -> str | None:
    """The hub's token, from the settings or the environment."""
    return settings.token or os.environ.get("HF_TOKEN") or None


def _tree(model: HubModel, settings: ModelsSettings) -> list[OnHub]:
    """All files the hub has of the model, wanted or not."""
    from huggingface_hub import HfApi

    api = HfApi(endpoint=model.endpoint or None, token=_token_of(settings))
    # Asked first: a hub that does not answer is said at once, the tree is asked for five times.
    _asked(model, settings, lambda: api.model_info(model.name))
    tree = _asked(model, settings, lambda: list(api.list_repo_tree(model.name, recursive=True)))
    return [on_hub(item) for item in tree if hasattr(item, "size")]


def _require_the_hubs(folder: Path, model: HubModel, tree: list[OnHub]) -> None:
    """Every file of the model in ``folder`` is the hub's, those too that another program fetched:
    what is noted once is loaded from then on. Raises ModelDamaged."""
    there = hashes(folder).files
    for file in tree:
        path = folder / file.name
        if (model.wants(file.name) or file.name in there) and not file.is_at(path):
            path.resolve().unlink(missing_ok=True)
            raise ModelDamaged(
                f"{file.name} of {model.name} came otherwise than {model.whence} has it; "
                "fetch it again"
            )
    extra = next(iter(sorted(there.keys() - {file.name for file in tree})), None)
    if extra is not None:
        raise ModelDamaged(
            f"{folder / extra} is no file of {model.name} on {model.whence}; move it out"
        )


def _note(folder: Path) -> None:
    """Note the files as they are now, unless they are noted so already."""
    with suppress(ModelDamaged):
        if noted(folder) == hashes(folder).files:
            return
    # A store that others keep may not be written to: it works, and stays without the list.
    with suppress(PermissionError):
        write_sums(folder)


def _asked(model: HubModel, settings: ModelsSettings, ask: Callable[[], Answer]) -> Answer:
    """The hub's answer; its refusals and failures as a ``ModelError``."""
    from huggingface_hub.errors import GatedRepoError, HfHubHTTPError, RepositoryNotFoundError

    token = _token_of(settings)
    try:
        return ask()
    except GatedRepoError as error:
        raise _gated(model, token) from error
    except RepositoryNotFoundError as error:
        raise _not_found(model, token) from error
    except HfHubHTTPError as error:
        raise _answered(model, error, token) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise NoRoom(
                f"no room on the disk for the model {model.name}; make room and run again"
            ) from error
        if isinstance(error, PermissionError):
            raise NoRoom(
                f"{store(settings)} may not be written to; give callprobe the right to, "
                "or set models.folder"
            ) from error
        refused = _refusal_behind(error)
        raise (_answered(model, refused, token) if refused else _unreachable(model)) from error
    except Exception as error:  # the hub library's transport errors have no common base
        raise _unreachable(model) from error


def _refusal_behind(error: BaseException) -> BaseException | None:
    """The hub library says that a file is not on the disk where the hub refused to send it."""
    from huggingface_hub.errors import HfHubHTTPError

    cause = error.__cause__ or error.__context__
    while cause is not None and not isinstance(cause, HfHubHTTPError):
        cause = cause.__cause__ or cause.__context__
    return cause


def _gated(model: HubModel, token: str | None) -> ModelError:
    page = f"https://huggingface.co/{model.name}"
    if token is None:
        return TokenMissing(
            f"{model.whence} gives {model.name} only to people it knows: accept its terms on "
            f"{page}, make a token there, and set HF_TOKEN or models.token"
        )
    return LicenceNotAccepted(
        f"the terms of {model.name} are not accepted yet: open its page on the hub ({page}), "
        "signed in as the token's owner, and accept them"
    )


def _not_found(model: HubModel, token: str | None) -> ModelError:
    if token is None:
        return TokenMissing(
            f"{model.whence} does not show {model.name} without a token (or it does not exist): "
            f"set HF_TOKEN or models.token, or correct models.{model.key}"
        )
    return ModelMissing(
        f"{model.whence} has no model called {model.name}; correct models.{model.key}"
    )


def _answered(model: HubModel, error: BaseException, token: str | None) -> ModelError:
    response = getattr(error, "response", None)
    status = getattr(response, "status_code", None)
    if status == 401 and token is None:
        return _not_found(model, token)
    if status == 401:
        return TokenMissing(
            f"{model.whence} does not accept the token for {model.name}; make a new one and set "
            "HF_TOKEN"
        )
    if status == 403:
        return _gated(model, token or "given")
    if status == 404:
        return _not_found(model, token)
    return HubUnreachable(f"{model.whence} answered {status} for {model.name}; try again later")


def _unreachable(model: HubModel) -> ModelError:
    if model.endpoint:
        return HubUnreachable(
            f"{model.endpoint} can't be reached for {model.name}; look whether that is the "
            "mirror's address, or bring the model with `callprobe models fetch --from FOLDER`"
        )
    return HubUnreachable(
        f"the model hub can't be reached for {model.name}; connect this machine once, or bring "
        "the model with `callprobe models fetch --from FOLDER`, "
        f"or set models.{model.key} to its folder"
    )
