"""What only an account's other calls tell: the third call in a row that led nowhere.

A record is one call's alone, whatever was heard before or after it. Which call of an account is the
third without progress is known when all of them lie side by side: in the snapshot, before its views
are worked out. So the same calls give the same flags, in whatever order they were heard.
"""

from __future__ import annotations

from importlib.resources import files

import duckdb

from analysis.language.pack import LANGUAGES, load_pack

STEPS = files("sql") / "account_flags"


def flag_accounts(snapshot: duckdb.DuckDBPyConnection) -> None:
    """Flag every call of a snapshot that is its account's third or later in a row without progress.

    From how many calls on is in its ``view_settings``. Raises duckdb.Error.
    """
    sentences = [load_pack(language).sentences["account_lingers"] for language in LANGUAGES]
    first, *others = sorted(STEPS.iterdir(), key=lambda step: step.name)
    snapshot.execute(first.read_text(encoding="utf-8"), sentences)
    for step in others:
        snapshot.execute(step.read_text(encoding="utf-8"))
    snapshot.execute("drop table lingering")
