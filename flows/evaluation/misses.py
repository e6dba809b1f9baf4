"""What was found wrongly, as a table: call, second, found, true, and the words."""

from __future__ import annotations

from collections.abc import Sequence

from flows.evaluation.results import Miss
from flows.evaluation.tables import Table


def misses_table(wrong: Sequence[tuple[str, Miss]], most: int) -> Table:
    """The first ``most`` of them, and how many are left."""
    rows = tuple(
        (name, f"{miss.start:.1f}", miss.found, miss.true, miss.text) for name, miss in wrong[:most]
    )
    left = len(wrong) - len(rows)
    note = f"{left} more are not shown." if left > 0 else ""
    return Table("Misses", ("<call", "at s", "<found", "<true", "<words"), rows, note)
