"""What can go wrong with one recording, sorted by what is to be done about it."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flows.places import out_of_reach

MAY_PASS = frozenset(
    {errno.EIO, errno.EAGAIN, errno.EBUSY, errno.ENOMEM, errno.ENOSPC, errno.EDQUOT, errno.ESTALE}
)
"""What the operating system may say today and not a minute later."""

NO_ROOM = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM}
)
"""What stops the whole batch when a result is written: the next call would fail likewise."""


class OutputError(Exception):
    """The data folder or a file asked for cannot be written: one sentence that says what to do."""


def may_pass(error: BaseException) -> bool:
    """Whether trying again can help: never for what is wrong with the recording itself."""
    passing = isinstance(error, OSError) and error.errno in MAY_PASS
    return passing or isinstance(error, MemoryError) or out_of_reach(error)


def of_prefect(error: BaseException) -> bool:
    """Whether it is Prefect's machinery that failed: its server is gone, or does not answer."""
    kinds = type(error).__mro__
    return any(kind.__module__.partition(".")[0] in {"prefect", "httpx"} for kind in kinds)


def worth_retrying(task: Any, task_run: Any, state: Any) -> bool:
    """``may_pass`` as Prefect asks it of a failed task."""
    try:
        state.result()
    except BaseException as error:
        return may_pass(error)
    return False


_IN_THE_WAY = (NotADirectoryError, FileExistsError)

NOT_WRITTEN = (
    *("Could not write file", "Could not truncate file", "No space left on device"),
    *("Read-only file system", "Permission denied"),
)
"""What DuckDB says of the same: it has no error number for it."""


def stops_batch(error: BaseException) -> bool:
    """Whether a result that could not be written means that none can be."""
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    return any(said in str(error) for said in NOT_WRITTEN)


def cannot_write(data: Path, error: BaseException) -> OutputError:
    """The sentence for ops about a data folder that takes nothing more."""
    return OutputError(
        f"{data} cannot be written ({_reason(error)}): make room or give the right to write there, "
        "then run again; the calls measured so far are safe"
    )


@contextmanager
def keeping(*folders: Path, named: str = "--data") -> Iterator[None]:
    """What is done meanwhile writes to ``folders``: a trouble with one of them is an OutputError,
    whichever of its files it is met at. ``named`` is the option that names another one."""
    try:
        yield
    except OutputError:
        raise
    except Exception as error:
        folder = next((folder for folder in folders if _is_about(error, folder)), None)
        if folder and isinstance(error, _IN_THE_WAY) and not folder.is_dir():
            raise OutputError(f"{folder} is no folder: name another one with {named}") from error
        if folder is None or not stops_batch(error):
            raise
        raise cannot_write(folder, error) from error


def refuse_place(out: Path) -> None:
    """No file that somebody asked for is written over a folder, nor is a folder made for it: a
    name with a slip in it would leave one behind. Raises OutputError."""
    if out.is_dir():
        raise OutputError(f"{out} is a folder: name a file in it")
    if not out.parent.is_dir():
        raise OutputError(
            f"{out} cannot be written: there is no folder {out.parent}, make it or name another"
        )


@contextmanager
def to_write(out: Path) -> Iterator[None]:
    """A file that somebody asked for is written meanwhile; OutputError where that cannot be."""
    refuse_place(out)
    try:
        yield
    except Exception as error:
        if not isinstance(error, OSError) and not stops_batch(error):
            raise
        raise OutputError(
            f"{out} cannot be written ({_reason(error)}): make room or give the right to write "
            "there, or name another file"
        ) from error


def of_system(error: OSError) -> str:
    """The sentence about what the operating system refused, wherever nothing better is known."""
    named = f"{error.filename} cannot be used ({_reason(error)})" if error.filename else str(error)
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"{named}: give this user the right to it"
    if error.errno in NO_ROOM:
        return f"{named}: make room or give this user the right to it"
    return named


def _is_about(error: Exception, folder: Path) -> bool:
    """Whether a file in ``folder``, or a folder around it, is what could not be written. Where no
    file is named, it is: the system names none when a disk is full."""
    named = error.filename if isinstance(error, OSError) else None
    if named is None:
        return True
    file, folder = Path(str(named)).absolute(), folder.absolute()
    return file.is_relative_to(folder) or folder.is_relative_to(file)


def _reason(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    found = (said for said in NOT_WRITTEN[2:] if said in str(error))
    return next(found, "no room left").lower()
