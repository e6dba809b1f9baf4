"""Whoever tells about a recording and writes its name otherwise. It would be heard without what is
told of it, and that may be that there is no consent."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from flows.alike import composed
from flows.beside import ENDINGS, is_transcript
from flows.manifest import Manifest, keys_of


def misnamed(
    names: Collection[str], manifest: Manifest, table: Path, paths: Iterable[Path]
) -> dict[str, str]:
    """A sentence for each of the recordings ``names`` (paths inside the inbox) that is plainly
    meant by a line of the ``manifest`` in ``table``, or by a sidecar among the ``paths`` of the
    inbox, and is called otherwise there: but for the case of its letters or, in the manifest, for
    its ending."""
    return _by_sidecar(names, table.parent, paths) | _by_line(names, manifest, table)


def _by_line(names: Collection[str], manifest: Manifest, table: Path) -> dict[str, str]:
    right = {key for name in names for key in keys_of(name)}
    told = {*manifest.facts, *manifest.wrong}
    lines = {_loose(line): line for line in sorted(told - right)}
    found = {}
    for name in names if lines else ():
        line = next((lines[key] for key in map(_loose, keys_of(name)) if key in lines), None)
        if line is not None and not told.intersection(keys_of(name)):
            found[name] = f"the manifest {table.name} calls it {line}: write {_bare(name)} there"
    return found


def _by_sidecar(names: Collection[str], inbox: Path, paths: Iterable[Path]) -> dict[str, str]:
    right = {form for name in names for form in _forms(name)}
    strange: dict[str, Path] = {}
    for path in paths:
        if path.suffix.lower() in ENDINGS:
            form = _without_ending(composed(path.relative_to(inbox).as_posix()))
            if form not in right:
                strange[form.casefold()] = path
    found = {}
    for name in names if strange else ():
        forms = map(str.casefold, _forms(name))
        sidecar = next((strange[form] for form in forms if form in strange), None)
        if sidecar is not None and sidecar.is_file() and not is_transcript(sidecar):
            found[name] = f"its sidecar is called {sidecar.name}: write the two names alike"
    return found


def _forms(name: str) -> tuple[str, str]:
    """What a recording's sidecar may be called, without its ending."""
    return _without_ending(composed(name)), composed(name)


def _loose(name: str) -> str:
    return _without_ending(name).casefold()


def _without_ending(name: str) -> str:
    folder, slash, bare = name.rpartition("/")
    return folder + slash + (bare.rpartition(".")[0] or bare)


def _bare(name: str) -> str:
    return name.rpartition("/")[2]
