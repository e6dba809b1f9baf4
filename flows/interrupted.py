"""Ctrl-C while DuckDB works: it ends the query, and calls that an error of no kind of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

_SAID = "Query interrupted"


@contextmanager
def by_hand() -> Iterator[None]:
    """What DuckDB raises meanwhile because somebody stopped the program is the KeyboardInterrupt it
    would have been anywhere else: a run ends with its own words, and a service ends well."""
    try:
        yield
    except RuntimeError as error:
        if str(error) != _SAID:
            raise
        raise KeyboardInterrupt from error
