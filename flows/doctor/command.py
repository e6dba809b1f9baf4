"""The ``callprobe doctor`` command: what was found, as a screen, and an exit status."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.context import screen, settings_of

if TYPE_CHECKING:
    from rich.console import Console

    from flows.doctor.checks import Check
    from flows.doctor.speed import Speed
    from flows.settings import Settings

WIDTH = 12


def doctor(
    context: typer.Context,
    recording: Annotated[
        Path | None, typer.Argument(help="Measure the speed on this one, not on the own minute.")
    ] = None,
    speed: Annotated[bool, typer.Option(help="Really hear a minute, to tell the speed.")] = True,
) -> None:
    """Say what calls are heard with, how fast, and what is missing.

    What a day of calls costs, too.

    Status 0: ready. 1: something is missing that keeps calls from being measured. 2: a setting, or
    a recording that is not there.
    """
    settings, console = settings_of(context), screen()
    if recording is not None and not recording.is_file():
        what = "a folder" if recording.is_dir() else "not there"
        raise typer.BadParameter(f"{recording} is {what}: name a recording")
    from flows.environment import prepare

    prepare(settings.folders.data)
    with console.status("looking around"):
        checks = _checks(settings)
    for check in checks:
        _print(check.what, check.said, console)
    ready = not any(check.stops for check in checks)
    if speed and ready:
        failed = _speed(settings, recording, console)
        checks += [failed] if failed else []
    elif speed:
        _print("speed", "not measured: see what is missing", console)
    steps = [check for check in checks if check.step]
    console.print()
    if not steps:
        console.print("Nothing is missing.")
    for check in steps:
        style = "red" if check.stops else "yellow"
        lead = "missing" if check.stops else "advice"
        console.print(f"[{style}]{lead:{WIDTH}}[/{style}]", end=" ")
        console.print(f"{check.what}: {check.step}", markup=False, soft_wrap=True)
    if any(check.stops for check in checks):
        raise typer.Exit(1)


def _checks(settings: Settings) -> list[Check]:
    from flows.doctor.checks import check_all
    from flows.model_shelf import shelf

    return list(check_all(settings, list(shelf(settings.analysis.models))))


def _print(what: str, said: str, console: Console) -> None:
    console.print(f"{what:{WIDTH}} {said}", markup=False, soft_wrap=True)


def _speed(settings: Settings, recording: Path | None, console: Console) -> Check | None:
    """Hear a minute and print what it cost; what went wrong, as a check."""
    from analysis.speech.errors import ModelError, SpeechError
    from flows.doctor.checks import Check
    from flows.doctor.speed import measured

    try:
        with console.status("hearing a minute") as status:
            found = measured(settings.analysis, recording, status.update)
    except ModelError as error:
        return Check("speed", "", str(error), stops=True)
    except SpeechError as error:
        return Check("speed", "", str(error), stops=recording is None)
    except (RuntimeError, MemoryError) as error:  # a library that is lacking, or no memory left
        said = " ".join(str(error).split())
        step = f'the engines fail here ({said}); set models.device = "cpu" or a smaller model'
        return Check("speed", "", step, stops=True)
    _print_speed(found, recording, settings.doctor.day_minutes / 60, console)
    return _too_slow(found, settings.doctor.day_minutes / 60)


def _print_speed(found: Speed, own: Path | None, day_h: float, console: Console) -> None:
    what = own.name if own else "its own minute, two synthetic voices by telephone"
    said = f"on {found.audio:.0f} s of audio ({what}; {found.speech:.0f} s of speech):"
    _print("speed", said, console)
    rows = [("loading the models", found.load, False), ("one channel", found.one_channel, True)]
    if found.two_channels is not None:
        rows.insert(1, ("two channels", found.two_channels, True))
    for name, seconds, rated in rows:
        rate = f"{seconds / found.audio:7.3f} of the call's length" if rated else ""
        _print("", f"{name:20}{seconds:7.1f} s {rate}", console)
    for name, seconds, rated in rows:
        if rated:
            hours = day_h * seconds / found.audio
            _print("a day", f"{day_h:g} h of calls, {name}: {_hours(hours)} of computing", console)
    _print("", "Calls with more talk cost more; give one of yours to measure that.", console)
    busy, cores = os.getloadavg()[0], len(os.sched_getaffinity(0))
    if busy > 1.5 * cores:
        said = f"The machine was busy with other work ({busy:.0f} programs on {cores} cores)."
        _print("", said + " Without it this would be faster.", console)


def _hours(hours: float) -> str:
    return f"{hours:.1f} h" if hours >= 1 else f"{hours * 60:.0f} min"


def _too_slow(found: Speed, day_h: float) -> Check | None:
    from flows.doctor.checks import Check

    hours = day_h * found.one_channel / found.audio
    if hours <= 24:
        return None
    step = (
        f"a day of calls takes {hours:.0f} h: compute on a GPU, or set models.transcriber to a "
        "smaller model (small)"
    )
    return Check("speed", "", step)
