"""In how many bits the networks compute while they are trained."""

from __future__ import annotations

from typing import Any


def sixteen_bits_where_fast() -> Any:
    """A context of 16-bit sums: half the time and the same result on a processor that has them.
    One that knows AVX2 at most takes six to eleven times as long that way: there it is 32."""
    import torch

    slow = torch.backends.cpu.get_cpu_capability() in ("AVX2", "DEFAULT")
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=not slow)
