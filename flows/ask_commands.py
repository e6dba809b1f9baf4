"""``callprobe ask`` and ``callprobe sql``: questions to the published snapshot."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.context import screen, settings_of

Form = Annotated[
    str, typer.Option("--as", help="table, csv, json, parquet or excel.", metavar="FORM")
]
Out = Annotated[Path | None, typer.Option(help="A file to write to, instead of the screen.")]


def ask(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(help="Which; without a name all are listed.")
    ] = None,
    seller: Annotated[str | None, typer.Option(help="Only rows with this seller.")] = None,
    customer: Annotated[str | None, typer.Option(help="Only rows with this customer.")] = None,
    account: Annotated[str | None, typer.Option(help="Only rows with this account.")] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(help="Only rows with this in a column.", metavar="COLUMN=TEXT"),
    ] = None,
    form: Form = "table",
    out: Out = None,
) -> None:
    """Ask a ready question; without its name: list them."""
    from flows.answers import write_answer
    from flows.ask import ask as answer_of
    from flows.ask import ready_questions

    console = screen()
    if name is None:
        for ready in ready_questions():
            console.print(f"[bold]{ready.name:30}[/bold] {ready.question}", soft_wrap=True)
        return
    filters = {"seller": seller, "customer": customer, "account": account}
    given = {column: value for column, value in filters.items() if value is not None}
    for condition in where or ():
        column, sign, value = condition.partition("=")
        if not sign:
            raise typer.BadParameter(f"{condition}: write COLUMN=TEXT", param_hint="--where")
        given[column.strip()] = value.strip()
    answer = answer_of(settings_of(context).snapshot, name, given)
    write_answer(answer, _form(form), out, console)


def sql(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="One query over the views and tables.")],
    form: Form = "table",
    out: Out = None,
) -> None:
    """Run a query of your own, read-only: it can change nothing and reach no other file."""
    from flows.answers import write_answer
    from flows.ask import run_sql

    write_answer(run_sql(settings_of(context).snapshot, query), _form(form), out, screen())


def _form(name: str) -> str:
    from flows.answers import FORMS

    if name not in FORMS:
        raise typer.BadParameter(f"{name} is none of {', '.join(FORMS)}", param_hint="--as")
    return name
