"""``callprobe scorecards``: calls in a table; ``callprobe scorecard``: one call as a page."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.context import named, screen, settings_of


def scorecards(
    context: typer.Context,
    seller: Annotated[
        str | None, typer.Option(help="Only calls by this seller.", callback=named)
    ] = None,
    account: Annotated[
        str | None, typer.Option(help="Only calls with this account or customer.", callback=named)
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="Only calls from this day on.", metavar="DAY")
    ] = None,
    outcome: Annotated[
        str | None, typer.Option(help="order, advance, no, continuation or none.")
    ] = None,
    flag: Annotated[
        str | None, typer.Option(help="Only calls with this flag, as rescued_customer.")
    ] = None,
) -> None:
    """Print the scorecards of the calls measured so far. All, or those that fit."""
    from flows.card_filter import card_filter
    from flows.scorecards import print_scorecards

    wanted = card_filter(seller, account, since, outcome, flag)
    print_scorecards(settings_of(context).snapshot, screen(), wanted=wanted)


def scorecard(
    context: typer.Context,
    call: Annotated[str, typer.Argument(help="The recording's name, or the call's id.")],
) -> None:
    """Print one call as a page. Its score, figures, and the seconds that matter."""
    from review.terminal_card import print_card

    print_card(settings_of(context), call, screen())
