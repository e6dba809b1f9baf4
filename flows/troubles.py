"""What can go wrong with one recording, sorted by what is to be done about it."""

from __future__ import annotations

import errno
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
    """The data folder cannot be written: one sentence that says what to do."""


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


NOT_WRITTEN = ("Could not write file", "Could not truncate file", "No space left on device")
"""What DuckDB says of the same: it has no error number for it."""


def stops_batch(error: BaseException) -> bool:
    """Whether a result that could not be written means that none can be."""
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    return any(said in str(error) for said in NOT_WRITTEN)


def cannot_write(data: Path, error: BaseException) -> OutputError:
    """The sentence for ops about a data folder that takes nothing more."""
    reason = (isinstance(error, OSError) and error.strerror) or "no room left"
    return OutputError(
        f"{data} cannot be written ({reason}): make room or give the right to write there, "
        "then run again; the calls measured so far are safe"
    )
