"""How many processor threads torch computes on.

silero-vad takes it down to one for the whole process as it is imported. That suits its windows of
32 ms, and would leave the diarizer on one core.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache


@cache
def own_choice() -> int:
    """What torch takes by itself. To be asked once before silero-vad is imported."""
    import torch

    return int(torch.get_num_threads())


@contextmanager
def torch_threads(count: int) -> Iterator[None]:
    """``count`` threads (0: torch's own choice) for what the calling thread computes in here."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(count or own_choice())
    try:
        yield
    finally:
        torch.set_num_threads(before)
