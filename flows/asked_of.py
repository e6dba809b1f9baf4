"""Whether anybody is called as a question asks: a slip in a name is no empty answer."""

from __future__ import annotations

import difflib

import duckdb

NAMED = ("seller", "customer", "account")
"""The parameters that are names."""

HELD = """
select distinct name, asked_for(name, $asked)
from (
    select
        case $of
            when 'seller' then seller
            when 'customer' then customer
            else coalesce(account, customer)
        end as name
    from calls
)
where name <> ''
order by name
"""
"""Every name that a call has, and whether it is the one asked for."""

MOST_NEAR = 3
"""So many names that come near are told."""


def nobody_called(
    connection: duckdb.DuckDBPyConnection, parameter: str, name: object
) -> str | None:
    """The sentence that no call has such a seller, customer or account, and whose names come near;
    None where one has, or the parameter is no name."""
    if parameter not in NAMED:
        return None
    held = connection.execute(HELD, {"of": parameter, "asked": name}).fetchall()
    if any(fits for _, fits in held):
        return None
    lower = {str(one).casefold(): str(one) for one, _ in held}
    near = difflib.get_close_matches(str(name).casefold(), lower, MOST_NEAR, 0.5)
    then = f": near it are {', '.join(lower[one] for one in near)}" if near else ""
    return f"no call has the {parameter} {name}{then}"
