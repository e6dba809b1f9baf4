"""What ops is told when a run has ended."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flows.files import printable

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from flows.remeasure import Remeasured
    from flows.settings import Settings
    from flows.work import RunResult


def tell(result: RunResult, console: Console) -> None:
    """What the run came to, and what is left to do about it."""
    if result.nothing_to_do:
        console.print(f"Nothing to do: {calls(result.plan.done)} measured, none waiting.")
    else:
        console.print(f"{calls(len(result.measured))} measured, {len(result.aside)} set aside.")
    if not result.measured:
        for entry in result.aside:
            console.print(entry.sentence, style="yellow", markup=False)
    if aside := len(result.aside) + len(result.plan.still_aside):
        console.print(
            f"{aside} set aside: `callprobe status` says why, `callprobe run --retry` tries again."
        )
    if hint := heard_otherwise(result.plan.otherwise):
        console.print(hint)
    if hint := measured_otherwise(result.plan.stale):
        console.print(hint)
    if result.plan.copies:
        console.print(f"The same recording under another name: {_names(result.plan.copies)}")
    doubtful = [
        f"Different things are told of {printable(first)} and {printable(second)}, which are "
        f"the same recording: those of {printable(first)} count."
        for first, second in result.plan.disputed
    ]
    doubtful += [
        f"{printable(name)} is another recording than before. The earlier one's call stays; "
        f"`callprobe forget --call {earlier}` erases it."
        for name, earlier in result.plan.replaced
    ]
    for sentence in doubtful:
        console.print(sentence, style="yellow", markup=False, soft_wrap=True)
    if result.plan.growing:
        console.print(f"Still being copied, for the next run: {_names(result.plan.growing)}")
    if said := passed_over(result.plan.linked):
        console.print(said, style="yellow", markup=False, soft_wrap=True)
    if result.left:
        console.print(f"To be tried again at the next run: {_names(result.left)}")
    tell_broken(result.broken, console)


def tell_broken(sentences: Iterable[str], console: Console) -> None:
    """Each record that could not be used, and what to do about it."""
    for sentence in sentences:
        console.print(printable(sentence), style="red", markup=False, soft_wrap=True)


def tell_unread_verdicts(data: Path, console: Console) -> None:
    """The verdict files below ``data`` that count nowhere, for somebody edited them wrongly."""
    from flows.verdicts import Verdicts

    for sentence in Verdicts(data).unread():
        console.print(printable(sentence), style="yellow", markup=False, soft_wrap=True)


def tell_unread_voices(settings: Settings, console: Console) -> None:
    """The files among the enrolled voices by which nobody is told, where voices are used."""
    for sentence in unread_voices(settings):
        console.print(printable(sentence), style="yellow", markup=False, soft_wrap=True)


def unread_voices(settings: Settings) -> list[str]:
    """A sentence for each of them."""
    if not settings.analysis.roles.voiceprints:
        return []
    from flows.voices import unread

    return unread(settings.folders.data)


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(printable(name) for name in names)


def passed_over(linked: tuple[str, ...]) -> str:
    """What is not looked into, and what to do about it; empty where there is no such folder."""
    if not linked:
        return ""
    are = "is a link, and is" if len(linked) == 1 else "are links, and are"
    return (
        f"{_names(linked)} in the inbox {are} passed over: drop the recordings themselves in the "
        "inbox, or name the folder they lie in with --inbox."
    )


def measured_again(result: Remeasured) -> str:
    """How many calls are not what they were."""
    alike = f", {result.same} came out the same" if result.same else ""
    return f"{calls(result.changed)} changed{alike}; nothing was listened to again"


def measured_otherwise(count: int) -> str:
    """What to do about so many calls that were measured with other cues; empty for none."""
    said = "{} measured with other cues or settings than today's: "
    return _of_calls(count, said + "`callprobe remeasure` measures {} again, without listening.")


def heard_otherwise(count: int) -> str:
    """What to do about so many calls that other engines heard; empty for none."""
    said = "{} heard with other engines or settings than today's: "
    return _of_calls(count, said + "`callprobe run --rehear` hears {} again.")


def _of_calls(count: int, said: str) -> str:
    """``said`` of so many calls: "2 calls were", and "them"."""
    if not count:
        return ""
    were, them = ("was", "it") if count == 1 else ("were", "them")
    return said.format(f"{calls(count)} {were}", them)


def calls(count: int) -> str:
    """``1 call``, ``2 calls``."""
    return counted(count, "call")


def counted(count: int, what: str) -> str:
    """``1 recording``, ``2 recordings``."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
