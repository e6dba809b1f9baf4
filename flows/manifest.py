"""The manifest: one ``manifest.csv`` in the inbox that tells about many recordings.

Its first line names the columns: ``file`` (the path inside the inbox, or the bare name) and any
of the fields of a sidecar. Comma or semicolon, UTF-8, as spreadsheets write it. An empty cell
tells nothing. What a sidecar says about a recording goes before what the manifest says.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from analysis.record import Facts
from flows.sidecar import FIELDS, SidecarError, facts_of, read_text

NO_FILE = "has no column named file: its first line must name the columns"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the manifest tells, by the recording's name as written there. ``wrong`` holds the
    sentence for each recording whose row cannot be used; ``broken`` is one for all of them."""

    facts: Mapping[str, Facts] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)
    broken: str | None = None

    def about(self, name: str) -> Facts:
        """Facts about the recording ``name`` (its path inside the inbox). Raises SidecarError."""
        if self.broken:
            raise SidecarError(self.broken)
        for key in (name, PurePosixPath(name).name):
            if key in self.wrong:
                raise SidecarError(self.wrong[key])
            if key in self.facts:
                return self.facts[key]
        return Facts()


def read_manifest(path: Path, max_kb: int) -> Manifest:
    """The manifest at ``path``; an empty one where there is none. Raises nothing: what is wrong
    in it is the sentence of the recordings that need it."""
    if not path.is_file():
        return Manifest()
    source = f"the manifest {path.name}"
    try:
        return _rows(read_text(path, max_kb, source), source)
    except SidecarError as error:
        return Manifest(broken=str(error))
    except csv.Error as error:
        return Manifest(broken=f"{source} is no table ({error})")


def _rows(text: str, source: str) -> Manifest:
    header = text.partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    if "file" not in columns:
        raise SidecarError(f"{source} {NO_FILE}")
    reader.fieldnames = columns
    facts: dict[str, Facts] = {}
    wrong: dict[str, str] = {}
    for row in reader:
        name = (row.get("file") or "").strip().replace("\\", "/")
        where = f"line {reader.line_num} of {source}"
        if not name:
            continue
        if name in facts or name in wrong:
            wrong[name] = f"{where} tells about {name} a second time: keep one of the two"
            continue
        told = {key: row[key] for key in FIELDS if (row.get(key) or "").strip()}
        try:
            facts[name] = facts_of(told, where)
        except SidecarError as error:
            wrong[name] = str(error)
    return Manifest(facts, wrong)
