"""What only an account's other calls tell: the third call in a row that led nowhere.

A record is one call's alone, whatever was heard before or after it. Which call of an account is the
third without progress is known when all of them lie side by side: in the snapshot, before its views
are worked out. So the same calls give the same flags, in whatever order they were heard.
"""

from __future__ import annotations

from importlib.resources import files

import duckdb

from analysis.language.pack import LANGUAGES, load_pack

LINGERING = files("sql") / "account_flags.sql"
MOMENTS = files("sql") / "account_flag_moments.sql"

ADDED = """
    update flags
    set
        sentence = trim(flags.sentence || ' ' || lingering.sentence),
        calls_in_a_row = lingering.calls
    from lingering
    where flags.call_id = lingering.call_id and flags.flag = 'lingering_maybe'
"""
"""A call that lingers by itself keeps its own moments."""

RAISED = """
    insert into flags by name
    select
        call_id,
        'lingering_maybe' as flag,
        severity,
        sentence,
        calls as calls_in_a_row
    from lingering
    anti join flags
        on lingering.call_id = flags.call_id and flags.flag = 'lingering_maybe'
"""


def flag_accounts(snapshot: duckdb.DuckDBPyConnection) -> None:
    """Flag every call of a snapshot that is its account's third or later in a row without progress.

    From how many calls on is in its ``view_settings``. Raises duckdb.Error.
    """
    sentences = [load_pack(language).sentences["account_lingers"] for language in LANGUAGES]
    snapshot.execute(LINGERING.read_text(encoding="utf-8"), sentences)
    snapshot.execute(MOMENTS.read_text(encoding="utf-8"))
    snapshot.execute(ADDED)
    snapshot.execute(RAISED)
    snapshot.execute("drop table lingering")
