"""The demo calls through everything, and beside their truth: what ``make evaluate`` prints.

Every two-channel call is also evaluated as a mono recording of the same call: both channels mixed
into one, so that the voices must be told apart. The program's own flow does the work, in a folder
of its own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from analysis.record import Record
from demo.audio_file import FORMATS, read_audio, write_audio
from flows.evaluation.heard import CallResult, evaluate_record, heard_table
from flows.evaluation.results import Compared
from flows.evaluation.tables import Table
from flows.evaluation.truth import TrueCall, TruthError, read_truth
from flows.evaluation.truth_table import bars_table, calls_table, misses_table, total

MONO_SUFFIX = ".mono"

Measure = Callable[[Path], Iterable[Record]]
"""Measures every recording in a folder."""


def evaluate_demo(calls: Path, work: Path, measure: Measure) -> tuple[CallResult, ...]:
    """Measure the calls of a folder with a ``truth.json``, mono mixes included.

    ``work`` gets the recordings. Raises OSError and TruthError where the folder is not such a one.
    """
    truth = {true.name: true for true in read_truth(calls / "truth.json")}
    inbox = work / "inbox"
    inbox.mkdir(parents=True, exist_ok=True)
    for true in truth.values():
        _lay_out(calls, true, inbox)
    results = [
        evaluate_record(record, truth[Path(record.call.recording).stem.removesuffix(MONO_SUFFIX)])
        for record in measure(inbox)
    ]
    return tuple(sorted(results, key=lambda result: (result.layout != "stereo", result.true.name)))


def demo_tables(results: Sequence[CallResult], *, verbose: bool = False) -> tuple[Table, ...]:
    """What was heard, what was made of it, and the bars, by layout and language."""
    tables = []
    for layout, title in (("stereo", "two channels"), ("mono", "one channel")):
        some = [result for result in results if result.layout == layout]
        if some:
            calls = [(result.true.name, result.compared) for result in some]
            tables.append(heard_table(some, f"Heard, {title}"))
            tables.append(calls_table(calls, f"Understood, {title}"))
    tables.append(bars_table(_groups(results), "What they must reach"))
    if verbose:
        named = [(f"{result.true.name} {result.layout}", result.compared) for result in results]
        tables.append(misses_table(named, "Every miss"))
    return tuple(tables)


def _groups(results: Sequence[CallResult]) -> list[tuple[str, Compared]]:
    """Calls added up by layout and language."""
    keys = sorted({(result.layout != "stereo", result.true.language) for result in results})
    return [
        (
            f"{'mono' if mono else 'stereo'} {language}",
            total(
                result.compared
                for result in results
                if (result.layout != "stereo", result.true.language) == (mono, language)
            ),
        )
        for mono, language in keys
    ]


def _lay_out(calls: Path, true: TrueCall, inbox: Path) -> None:
    """Copy a call with its sidecar; of a two-channel one make the mono mix too."""
    if true.file is None:
        raise TruthError(f"{calls / 'truth.json'} names no recording for {true.name}")
    recording = calls / true.file
    sidecar = json.loads(recording.with_suffix(".json").read_text(encoding="utf-8"))
    copied = inbox / recording.name
    copied.write_bytes(recording.read_bytes())
    _write_sidecar(copied, sidecar)
    if true.layout == "stereo":
        samples, rate = read_audio(recording)
        mixed = inbox / f"{recording.stem}{MONO_SUFFIX}.flac"
        write_audio(mixed, samples.mean(axis=1, keepdims=True), rate, FORMATS["flac"])
        _write_sidecar(mixed, {key: sidecar[key] for key in sidecar if key != "seller_channel"})


def _write_sidecar(recording: Path, sidecar: dict[str, str]) -> None:
    recording.with_suffix(".json").write_text(json.dumps(sidecar), encoding="utf-8")
