"""The manifest: one ``manifest.csv`` in the inbox that tells about many recordings.

Its first line names the columns: ``file`` (the path inside the inbox, or the bare name) and any
of the fields of a sidecar. Comma or semicolon, UTF-8, as spreadsheets write it. An empty cell
tells nothing. What a sidecar says about a recording goes before what the manifest says.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from analysis.record import Facts
from flows.alike import composed
from flows.beside import listed
from flows.sidecar import FIELDS, SidecarError, facts_of, read_text

BOM = "\ufeff"
"""What spreadsheets write before UTF-8."""

_FILE_NAME = re.compile(r"[^\n]*\w\.\w{2,5}")
"""A name with an ending, as recordings have."""

MORE_CELLS = "has more cells than there are columns: put the cell with a comma in it in quotes"

NO_FILE = "has no column named file: its first line must name the columns"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the manifest tells, by the recording's name there (``composed``). ``wrong`` holds the
    sentence for each recording whose row cannot be used; ``broken`` is one for all of them."""

    facts: Mapping[str, Facts] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)
    broken: str | None = None

    def about(self, name: str) -> Facts:
        """Facts about the recording ``name`` (its path inside the inbox). Raises SidecarError."""
        if self.broken:
            raise SidecarError(self.broken)
        for key in keys_of(name):
            if key in self.wrong:
                raise SidecarError(self.wrong[key])
            if key in self.facts:
                return self.facts[key]
        return Facts()


def read_manifest(path: Path, max_kb: int) -> Manifest:
    """The manifest at ``path``; an empty one where there is none. Raises nothing: what is wrong
    in it is the sentence of the recordings that need it."""
    there = _named_alike(path)
    if not there:
        return Manifest()
    source = f"the manifest {path.name}"
    if len(there) > 1:
        names = " and ".join(one.name for one in there)
        return Manifest(broken=f"the inbox has two manifests, {names}: keep one of the two")
    if not path.is_file():  # a folder, or a link to a drive that is not there
        return Manifest(broken=f"{source} is no file that can be read: put the table there")
    try:
        return _facts(read_text(path, max_kb, source), source)
    except SidecarError as error:
        return Manifest(broken=str(error))


def keys_of(name: str) -> tuple[str, str]:
    """What a line may name the recording ``name`` by: its path inside the inbox, which goes first,
    or its bare name, in the form that is the same on a Mac and elsewhere."""
    return composed(name), composed(PurePosixPath(name).name)


def manifest_in(folder: Path, name: str, paths: Iterable[Path] | None = None) -> Path:
    """Where the manifest lies in the inbox, the case of its letters whatever it is: it may say that
    there is no consent. ``paths`` spares listing the folder again."""
    exact = folder / name
    same = _named_alike(exact, paths)
    return exact if exact in same or not same else same[0]


def _named_alike(manifest: Path, paths: Iterable[Path] | None = None) -> list[Path]:
    """What lies in the inbox under the manifest's name, in any case: one that is passed over may
    say that there is no consent."""
    folder = manifest.parent
    there = listed(folder) if paths is None else paths
    name = manifest.name.casefold()
    return sorted(p for p in there if p.parent == folder and p.name.casefold() == name)


def without_rows(
    content: bytes,
    names: Collection[str],
    left: Collection[str] = (),
    lines: Collection[str] = (),
) -> tuple[bytes, int]:
    """A manifest's bytes without the rows about the recordings ``names`` (paths inside the inbox),
    and how many those were; every other byte stays, whatever the encoding. A row that tells about
    one of the recordings ``left`` stays, unless it is written for one of ``lines``. Raises
    SidecarError."""
    told = {key for name in names for key in keys_of(name)}
    text = content.decode("utf-8", "surrogateescape")
    header, *rows = _table(text, "the manifest")
    written = {name for row in rows for name in row.names}
    needed = {next((key for key in keys_of(name) if key in written), "") for name in left}
    goes = {*map(composed, lines), *(told - needed)}
    kept = [row.text for row in rows if not goes.intersection(row.names)]
    left_over = "".join([header.text, *kept]).encode("utf-8", "surrogateescape")
    return left_over, len(rows) - len(kept)


def cells_of(content: bytes, source: str) -> Iterator[Row]:
    """Every row of a manifest's bytes, its cells as well as they can be read. Raises
    SidecarError."""
    _, *rows = _table(content.decode("utf-8", "surrogateescape"), source)
    for row in rows:
        yield replace(
            row,
            name=_in_windows(row.name),
            cells={key: _in_windows(cell) for key, cell in row.cells.items()},
        )


def _in_windows(cell: str) -> str:
    """A cell that is not in UTF-8 as it reads in Windows' own encoding, in which a spreadsheet may
    have saved the table; any other as it is."""
    written = cell.encode("utf-8", "surrogateescape")
    return cell if cell.isascii() or _is_utf8(written) else written.decode("cp1252", "replace")


def _is_utf8(written: bytes) -> bool:
    try:
        written.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the recording it names, its cells by column, the number of its last line, and the
    ``text`` it is written with. ``shifted``: it has more cells than there are columns, so that no
    cell is known to be in its own. The first one is the header and names nothing."""

    name: str
    cells: Mapping[str, str]
    line: int
    text: str
    shifted: bool = False

    @property
    def names(self) -> set[str]:
        """The recording's name as it stands there, and as it was meant."""
        return {composed(self.name), composed(_in_windows(self.name))}


def _table(text: str, source: str) -> Iterator[Row]:
    """Header and rows. Raises SidecarError where no column is named ``file``, or two have the name
    of one field, or where its lines cannot be told apart."""
    mark = BOM if text.startswith(BOM) else ""
    header = text.partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    lines: list[str] = []
    noted = _noted(text.removeprefix(BOM), lines)
    table = _told_apart(noted, delimiter, source)
    _, names = next(table, (0, []))
    columns = [name.strip().lower() for name in names]
    if "file" not in columns:
        raise SidecarError(f"{source} {NO_FILE}")
    twice = next((name for name in ("file", *FIELDS) if columns.count(name) > 1), None)
    if twice:  # of two cells in a line only one would be believed
        raise SidecarError(f"{source} has two columns named {twice}: keep one of the two")
    yield Row("", {}, 1, mark + "".join(lines))
    lines.clear()
    place = columns.index("file")
    for line, row in table:
        held = (_file_in(part, place, delimiter) for part in lines[1:])
        if swallowed := next(filter(None, held), ""):
            raise SidecarError(
                f"{source} is no table from line {line - len(lines) + 1} on (a quote holds the "
                f"line about {swallowed}): close the quote there, or leave it out"
            )
        cells = dict(zip(columns, row, strict=False))
        name = cells.get("file", "").strip().replace("\\", "/")
        shifted = any(cell.strip() for cell in row[len(columns) :])
        if shifted and columns[0] != "file":
            raise SidecarError(f"line {line} of {source} {MORE_CELLS}")  # whose line is it?
        yield Row(name, cells, line, "".join(lines), shifted)
        lines.clear()


def _told_apart(
    text: Iterator[str], delimiter: str, source: str
) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table, each with the number of its last line. Raises SidecarError where a quote
    that is not closed would make one cell of lines that say something themselves."""
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    while True:
        begins = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise SidecarError(
                f"{source} is no table from line {begins} on ({error}): close the quote there, "
                "or leave it out"
            ) from error
        if row is None:
            return
        yield reader.line_num, row


def _file_in(line: str, place: int, delimiter: str) -> str:
    """What a line that stands in a quoted cell would name a recording by, if it were a row of its
    own; an empty text where that is no file's name."""
    cells = line.split(delimiter)
    name = cells[place].strip().strip('"') if place < len(cells) - 1 else ""
    return name if _FILE_NAME.fullmatch(name) else ""


def _noted(text: str, lines: list[str]) -> Iterator[str]:
    """The lines of a text as they are read, each noted in ``lines``."""
    for line in io.StringIO(text, newline=""):
        lines.append(line)
        yield line


def _facts(text: str, source: str) -> Manifest:
    facts: dict[str, Facts] = {}
    wrong: dict[str, str] = {}
    for row in _table(text, source):
        where = f"line {row.line} of {source}"
        if not row.name:
            continue
        name = composed(row.name)
        if name in facts or name in wrong:
            wrong[name] = f"{where} tells about {row.name} a second time: keep one of the two"
            continue
        if row.shifted:
            wrong[name] = f"{where} {MORE_CELLS}"
            continue
        told = {key: row.cells[key] for key in FIELDS if row.cells.get(key, "").strip()}
        try:
            facts[name] = facts_of(told, where)
        except SidecarError as error:
            wrong[name] = str(error)
    return Manifest(facts, wrong)
