"""What can go wrong with one recording, sorted by what is to be done about it."""

from __future__ import annotations

import errno
from typing import Any

MAY_PASS = frozenset(
    {errno.EIO, errno.EAGAIN, errno.EBUSY, errno.ENOMEM, errno.ENOSPC, errno.EDQUOT, errno.ESTALE}
)
"""What the operating system may say today and not a minute later."""

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM})
"""What stops the whole batch when a result is written: the next call would fail likewise."""


class OutputError(Exception):
    """The data folder cannot be written: one sentence that says what to do."""


def may_pass(error: BaseException) -> bool:
    """Whether trying again can help: never for what is wrong with the recording itself."""
    return isinstance(error, MemoryError) or (
        isinstance(error, OSError) and error.errno in MAY_PASS
    )


def worth_retrying(task: Any, task_run: Any, state: Any) -> bool:
    """``may_pass`` as Prefect asks it of a failed task."""
    try:
        state.result()
    except BaseException as error:
        return may_pass(error)
    return False


def stops_batch(error: OSError) -> bool:
    """Whether a result that could not be written means that none can be."""
    return error.errno in NO_ROOM
