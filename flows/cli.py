"""The ``callprobe`` command.

Whatever is heavy is imported inside the command that needs it, so that ``--help`` is instant.
Errors are one line on stderr; ``--debug`` shows where they come from.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from flows import (
    ask_commands,
    exchange_commands,
    forget_command,
    models_command,
    publish_command,
    scorecard_commands,
    voices_command,
)
from flows.context import (
    data_folder,
    file_out,
    folder_out,
    inbox_folder,
    screen,
    settings_of,
    stop_at_broken,
)
from flows.doctor.command import doctor
from flows.evaluation.commands import app as evaluate_app
from flows.report import command as report_command
from flows.told import calls, measured_again, tell, tell_unread_verdicts, tell_unread_voices

app = typer.Typer(
    name="callprobe",
    help="Recordings of sales calls become scorecards with their evidence, in DuckDB.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: importing what draws boxes takes longer than all else
)

MOST_CARDS = 30
"""More scorecards than this are not printed after a run: there is `callprobe scorecards`."""


@app.callback()
def options(
    context: typer.Context,
    config: Annotated[
        Path | None, typer.Option(help="A settings file that changes some of the defaults.")
    ] = None,
    inbox: Annotated[
        Path | None,
        typer.Option(help="The folder with recordings.", parser=inbox_folder, metavar="FOLDER"),
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(
            help="The folder for records and the warehouse.", parser=data_folder, metavar="FOLDER"
        ),
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show where an error comes from.")] = False,
) -> None:
    context.obj = {"config": config, "inbox": inbox, "data": data, "debug": debug}


@app.command()
def run(
    context: typer.Context,
    retry: Annotated[
        bool, typer.Option("--retry", help="Try again what was set aside earlier.")
    ] = False,
    rehear: Annotated[
        bool, typer.Option("--rehear", help="Hear again what other engines or settings heard.")
    ] = False,
    cards: Annotated[bool, typer.Option(help="Print the scorecards of the calls measured.")] = True,
) -> None:
    """Measure the recordings in the inbox that are not measured yet."""
    from flows import work

    settings, console = settings_of(context), screen()
    try:
        result = work.run(settings, console, retry=retry, rehear=rehear)
    except KeyboardInterrupt:
        console.print("stopped; what was measured is kept, the next run goes on with the rest")
        raise typer.Exit(130) from None
    tell(result, console)
    tell_unread_verdicts(settings.folders.data, console)
    tell_unread_voices(settings, console)
    if cards and result.measured and len(result.measured) <= MOST_CARDS:
        from flows.scorecards import print_scorecards

        console.print()
        print_scorecards(settings.snapshot, console, calls=result.measured)
    elif result.demo:
        console.print("These are the demo models: they understand only the demo's voices.")
    if result.left or result.broken:
        raise typer.Exit(1)


@app.command()
def serve(context: typer.Context) -> None:
    """Go on measuring what is dropped in the inbox. Until stopped; the models stay loaded."""
    from flows.serve import serve

    serve(settings_of(context), screen())


@app.command()
def status(context: typer.Context) -> None:
    """Say what waits, runs, is done, or was set aside and why."""
    from flows.status import print_status

    print_status(settings_of(context), screen())


@app.command()
def remeasure(context: typer.Context) -> None:
    """Measure every call again from its words. After a change of cues or settings."""
    from flows import work

    settings = settings_of(context)
    print(measured_again(work.remeasure(settings, screen())))
    stop_at_broken(settings)


@app.command()
def rebuild(context: typer.Context) -> None:
    """Make the warehouse again from the records."""
    from flows import work

    settings, console = settings_of(context), screen()
    count = work.rebuild(settings, console)
    tell_unread_verdicts(settings.folders.data, console)
    print(f"{calls(count)} in {settings.snapshot}")
    stop_at_broken(settings)


@app.command()
def explain(
    context: typer.Context,
    sentence: Annotated[str, typer.Argument(help="What is said.")],
    language: Annotated[
        str | None, typer.Option(help="nl or en; guessed, and said, if not given.")
    ] = None,
    side: Annotated[str, typer.Option(help="Who says it: seller or customer.")] = "seller",
    before: Annotated[str, typer.Option(help="What the other side said just before.")] = "",
) -> None:
    """Show how a sentence is read. Question, purpose, commitment, and the cue that told."""
    from flows.explain import print_explanation

    settings = settings_of(context).analysis
    print_explanation(sentence, settings, screen(), language=language, side=side, before=before)


@app.command()
def review(
    context: typer.Context,
    port: Annotated[
        int | None, typer.Option(help="Instead of the port in the settings.", min=1, max=65535)
    ] = None,
    password: Annotated[
        bool,
        typer.Option(
            "--password", help="Ask for a password, print its line for the file of people."
        ),
    ] = False,
) -> None:
    """Open the coach's page. Hear the seconds that matter, give verdicts; on this machine only."""
    from review.people import hashed
    from review.serve import serve

    if password:
        given = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
        print(f'password = "{hashed(given)}"')
        return
    settings = settings_of(context)
    serve(settings, port or settings.review.port)


@app.command()
def calibrate(
    context: typer.Context,
    write: Annotated[
        Path | None,
        typer.Option(help="Write the proposed settings to this file.", callback=file_out),
    ] = None,
    labels: Annotated[
        Path | None,
        typer.Option(
            help="A folder for what coaches said is true, for `callprobe evaluate`.",
            callback=folder_out,
        ),
    ] = None,
) -> None:
    """Show how often coaches found flags and cues right. And what to change for it."""
    from review.calibrate_command import calibrate

    calibrate(settings_of(context), screen(), write, labels)


app.command("import")(exchange_commands.import_)
app.command()(exchange_commands.export)
app.command()(scorecard_commands.scorecards)
app.command()(scorecard_commands.scorecard)
app.command()(publish_command.publish)
app.command()(forget_command.forget)
app.command()(report_command.report)
app.command()(ask_commands.ask)
app.command()(ask_commands.sql)
app.command()(doctor)
app.add_typer(models_command.app, name="models")
app.add_typer(voices_command.app, name="voices")
app.add_typer(evaluate_app, name="evaluate")


def main() -> None:
    """The command line, with errors as one line each: exit status 2 for settings, else 1."""
    _speak_any_tongue()
    try:
        app()
    except SystemExit as end:
        _leave(end)
        raise
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        from flows.settings import SettingsError

        print(f"callprobe: {_sentence(error)}", file=sys.stderr)
        failed = SystemExit(2 if isinstance(error, SettingsError) else 1)
        _leave(failed)
        raise failed from None


def _speak_any_tongue() -> None:
    """What a terminal cannot show becomes a question mark there: no reason to end a command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _leave(end: SystemExit) -> None:
    """Leave at once where a hearing was given up: an engine at work crashes while Python ends."""
    hearing = sys.modules.get("flows.hearing")
    if hearing is not None and hearing.going_on():
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(end.code if isinstance(end.code, int) else 1)


def _sentence(error: Exception) -> str:
    """What went wrong, on one line. What callprobe did not foresee says so."""
    from flows.troubles import of_system

    said = of_system(error) if isinstance(error, OSError) else str(error)
    said = " ".join(said.split())
    ours = type(error).__module__.partition(".")[0] in {"analysis", "flows", "review"}
    if ours or isinstance(error, OSError):
        return said
    return f"unexpected {type(error).__name__}: {said} (--debug before the command shows more)"


if __name__ == "__main__":
    main()
