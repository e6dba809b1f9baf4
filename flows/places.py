"""Where files lie: on this machine, or on object storage under an address such as ``s3://…``.

An address becomes a ``UPath`` of universal-pathlib, which answers as a ``Path`` does; it is typed
as one here, so that nothing else need know the difference. What only takes real files (the
engines, DuckDB) gets copies for as long as it needs them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from upath import UPath

MARK = "://"

CLIENTS = ("aiobotocore", "aiohttp", "botocore")
"""Packages in which the errors of object storage are defined that is out of reach."""


def place(text: str | Path) -> Path:
    """The folder that a setting names. Raises ValueError where its kind of storage is not
    installed."""
    if MARK not in str(text):
        return Path(text)
    address = str(text)
    try:
        from upath import UPath

        path = UPath(address)
        path.fs  # noqa: B018  the client is loaded here, and is what may be missing
    except (ImportError, ValueError) as error:
        raise ValueError(
            f"{address} needs a client for that storage: pip install 'callprobe[scale]' brings "
            f"the one for s3:// ({error})"
        ) from error
    return cast(Path, path)


def is_remote(path: Path) -> bool:
    """Whether a path lies on object storage."""
    return not isinstance(path, Path)


def lies_there(path: Path) -> bool:
    """Whether something has this name, be it a link to nowhere."""
    return path.exists() if is_remote(path) else os.path.lexists(path)


def look_again(folder: Path) -> None:
    """Forget what was listed of object storage: other machines write there, too."""
    if is_remote(folder):
        _client(folder).invalidate_cache()


def version_of(path: Path) -> str:
    """What changes whenever a file of object storage is written. Raises FileNotFoundError."""
    return str(_client(path).ukey(_key(path)))


@contextmanager
def at_hand(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """The files on this machine, in the same order; copies are fetched together, have the same
    names and are gone afterwards. Raises OSError, FileNotFoundError where one is gone."""
    if not any(map(is_remote, paths)):
        yield list(paths)
        return
    import tempfile  # late: `callprobe --help` is instant

    with tempfile.TemporaryDirectory(prefix="callprobe-") as folder:
        copies = [Path(folder) / str(number) / path.name for number, path in enumerate(paths)]
        for copy in copies:
            copy.parent.mkdir()
        _client(paths[0]).get([_key(path) for path in paths], [str(copy) for copy in copies])
        yield copies


def put_all(files: Mapping[Path, bytes]) -> None:
    """Put many small files on object storage together. Raises OSError."""
    if files:
        _client(next(iter(files))).pipe({_key(path): content for path, content in files.items()})


def out_of_reach(error: BaseException) -> bool:
    """Whether object storage did not answer: what its client says without an error number."""
    return type(error).__module__.partition(".")[0] in CLIENTS


def _client(path: Path) -> Any:
    return cast("UPath", path).fs


def _key(path: Path) -> str:
    return cast("UPath", path).path
