"""Whose call a sidecar or a line of the manifest tells of, as far as that can be read.

Facts of which one is wrong set a recording aside. Whoever is to be forgotten may be named in them
all the same: seller and customer are read for themselves, and what cannot be read is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from analysis.record import Facts
from flows.alike import composed
from flows.beside import ENDINGS
from flows.files import printable
from flows.manifest import cells_of, keys_of
from flows.sidecar import SidecarError, facts_of, values_in

WHOSE = ("seller", "customer")


@dataclass(frozen=True, slots=True)
class Told:
    """Of ``facts`` only seller and customer are told, where they can be read; ``unsure`` says why
    one of them cannot."""

    facts: Facts = field(default_factory=Facts)
    unsure: str | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """What the manifest tells, a pair of recording (as named there) and ``Told`` a line;
    ``broken`` says why no line can be read."""

    told: tuple[tuple[str, Told], ...] = ()
    broken: str | None = None

    def about(self, name: str) -> Facts:
        """Whose the recording ``name`` (its path inside the inbox) is, by the first line that says
        so; a line with its path goes before one with its bare name."""
        for key in keys_of(name):
            if found := [told.facts for line, told in self.told if composed(line) == key]:
                return first_of(found)
        return Facts()


def _in_sidecar(path: Path, name: str, max_kb: int) -> Told:
    """Whose call the sidecar ``name`` tells of. Raises nothing."""
    source = f"the sidecar {printable(name)}"
    try:
        return _told(values_in(path, max_kb, source), source)
    except SidecarError as error:
        return Told(Facts(), str(error))


def in_sidecars(folder: Path, max_kb: int) -> dict[str, Told]:
    """Whose call each sidecar in ``folder`` tells of, by its path in there, be there a recording
    beside it or none."""
    told = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder)
        if path.suffix.lower() in ENDINGS and not any(part.startswith(".") for part in name.parts):
            sidecar = name.as_posix()
            told[sidecar] = _in_sidecar(path, sidecar, max_kb)
    return told


def in_manifest(path: Path) -> Lines:
    """Whose calls the manifest tells of, line by line and in whatever encoding; nothing where
    there is none. Raises nothing."""
    if not path.is_file():
        return Lines()
    source = f"the manifest {path.name}"
    try:
        return Lines(
            tuple(
                (row.name, _told(_sure(row.cells), f"line {row.line} of {source}"))
                for row in cells_of(path.read_bytes(), source)
                if row.name
            )
        )
    except SidecarError as error:
        return Lines(broken=str(error))
    except OSError as error:
        why = error.strerror or error
        then = "give this user the right to, or copy it to the inbox again"
        return Lines(broken=f"{source} cannot be read ({why}): {then}")


def first_of(told: Iterable[Facts]) -> Facts:
    """Field by field what is told first."""
    merged: dict[str, Any] = {}
    for facts in told:
        merged |= {key: value for key, value in asdict(facts).items() if merged.get(key) is None}
    return Facts(**merged)


def unsure(
    beside: Mapping[str, Iterable[str]],
    sidecars: Mapping[str, Told],
    lines: Lines,
    gone: Set[str],
) -> list[str]:
    """Why it cannot be told whose the recordings and transcripts are that are not ``gone``, of
    each of which the sidecars ``beside`` it are known."""
    told = {sidecars[one] for name, ours in beside.items() if name not in gone for one in ours}
    reasons = sorted(one.unsure for one in told if one.unsure)
    if lines.broken:
        reasons.append(lines.broken)
    bare = {key for name in gone for key in keys_of(name)}
    wrong = [told.unsure for name, told in lines.told if told.unsure and composed(name) not in bare]
    if wrong:
        more = f"; so have {len(wrong) - 1} lines more" if len(wrong) > 1 else ""
        reasons.append(f"{wrong[0]}{more}")
    return reasons


def _sure(cells: Mapping[str, str]) -> dict[str, str]:
    return {key: cells[key] for key in WHOSE if key in cells}


def _told(content: Any, source: str) -> Told:
    if not isinstance(content, Mapping):
        return Told(Facts(), f"{source} holds no fields with their values")
    parts = [_alone(content, field, source) for field in WHOSE]
    unsure = next((part.unsure for part in parts if part.unsure), None)
    return Told(first_of(part.facts for part in parts), unsure)


def _alone(content: Mapping[str, Any], field: str, source: str) -> Told:
    try:
        return Told(facts_of({field: content.get(field)}, source))
    except SidecarError as error:
        return Told(Facts(), str(error))
