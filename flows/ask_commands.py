"""``callprobe ask`` and ``callprobe sql``: questions to the published snapshot."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from flows.context import file_out, named, screen, settings_of

Form = Annotated[
    str | None,
    typer.Option(
        "--as", help="table, csv, json, parquet or excel; else as --out ends.", metavar="FORM"
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(help="A file to write to, instead of the screen.", callback=file_out),
]
Rows = Annotated[
    int, typer.Option(help="At most so many rows on the screen; 0 for all of them.", min=0)
]
ROWS = 200


def ask(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(help="Which; without a name all are listed.")
    ] = None,
    seller: Annotated[str | None, typer.Option(help="Only of this seller.", callback=named)] = None,
    customer: Annotated[
        str | None, typer.Option(help="Only of this customer.", callback=named)
    ] = None,
    account: Annotated[
        str | None, typer.Option(help="Only of this account.", callback=named)
    ] = None,
    since: Annotated[str | None, typer.Option(help="Only from this day on.", metavar="DAY")] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(help="Only rows of the answer with this in a column.", metavar="COLUMN=TEXT"),
    ] = None,
    form: Form = None,
    out: Out = None,
    rows: Rows = ROWS,
) -> None:
    """Ask a ready question; without its name: list them."""
    from flows.answers import write_answer
    from flows.ask import ask as answer_of
    from flows.ask import ready_questions

    console = screen()
    if name is None:
        for ready in ready_questions():
            about = " ".join(f"--{parameter}" for parameter in ready.parameters)
            console.print(f"[bold]{ready.name:30}[/bold] {ready.question}", soft_wrap=True)
            console.print(f"{'':30} [dim]{about}[/dim]", soft_wrap=True)
        return
    given = {"seller": seller, "customer": customer, "account": account, "since": _day(since)}
    parameters = {item: value for item, value in given.items() if value is not None}
    snapshot = settings_of(context).snapshot
    with answer_of(snapshot, name, parameters, dict(map(_condition, where or ()))) as answer:
        write_answer(answer, _form(form, out), out, console, rows)


def sql(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="One query over the views and tables.")],
    form: Form = None,
    out: Out = None,
    rows: Rows = ROWS,
) -> None:
    """Run a query of your own, read-only. It can change nothing and reach no other file."""
    from flows.answers import write_answer
    from flows.ask import run_sql

    with run_sql(settings_of(context).snapshot, query) as answer:
        write_answer(answer, _form(form, out), out, screen(), rows)


def _form(form: str | None, out: Path | None) -> str:
    from flows.answers import ENDINGS, FORMS, form_of

    if out and not form and out.suffix.lower() not in ENDINGS:
        raise typer.BadParameter(
            f"{out.name} ends in none of {', '.join(ENDINGS)}: say with --as what it is to hold",
            param_hint="--out",
        )
    meant = form_of(form, out)
    if meant not in FORMS:
        raise typer.BadParameter(f"{meant} is none of {', '.join(FORMS)}", param_hint="--as")
    return meant


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(
            f"{text} is no day: write it as 2026-03-31", param_hint="--since"
        ) from error


def _condition(text: str) -> tuple[str, str]:
    column, sign, value = text.partition("=")
    if not (sign and column.strip() and value.strip()):
        raise typer.BadParameter(f"{text}: write COLUMN=TEXT", param_hint="--where")
    return column.strip(), value.strip()
