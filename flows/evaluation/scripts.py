"""Scripted calls without sound: how right the measures are when every word and time is.

    callprobe evaluate scripts demo/scripts --verbose

The script is heard as a perfect recognizer would hear it, measured as any call is, and compared
with its own labels. So a miss here is a miss of the measures, not of the engines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.conversation import Roles, Side
from analysis.findings import Measures
from analysis.heard import Heard
from analysis.interludes import apart
from analysis.language.own_cues import pack_with
from analysis.measure import measure
from analysis.settings import AnalysisSettings
from analysis.turns import build_conversation
from demo.script import Script, ScriptError, as_heard, load, speaker_label, timed
from demo.truth import describe
from flows.evaluation.compare import compare
from flows.evaluation.labelled import LabelFileError
from flows.evaluation.misheard import cost_table
from flows.evaluation.results import Compared
from flows.evaluation.spoil import spoil
from flows.evaluation.tables import Table
from flows.evaluation.truth import TrueCall, true_call
from flows.evaluation.truth_table import bars_table, calls_table, misses_table, total
from flows.settings import load_settings


@dataclass(frozen=True, slots=True)
class ScriptResult:
    """One script, measured and compared."""

    true: TrueCall
    measures: Measures
    compared: Compared


@dataclass(frozen=True, slots=True)
class Hearing:
    """How well a script is heard. Without ``punctuation`` the words are bare and lower-case, as
    some recognizers give them; ``word_errors`` (0-1) is the share of words heard wrong."""

    punctuation: bool = True
    word_errors: float = 0.0
    seed: int = 1


PERFECT = Hearing()


def evaluate_script(
    path: Path, hearing: Hearing = PERFECT, *, settings: AnalysisSettings | None = None
) -> ScriptResult:
    """Measure one script and compare. Raises LabelFileError for one that cannot be read."""
    try:
        script = load(path)
    except ScriptError as error:
        raise LabelFileError(str(error)) from error
    true = truth_of(script)
    measures = measure_script(script, hearing, settings=settings)
    return ScriptResult(true, measures, compare(measures, true))


def evaluate_often(
    path: Path, hearing: Hearing, times: int, *, settings: AnalysisSettings | None = None
) -> ScriptResult:
    """Measure one script ``times`` times, with other words heard wrong each time, and add up what
    came of it. The measures are those of the first time. Raises LabelFileError."""
    results = [
        evaluate_script(path, replace(hearing, seed=seed), settings=settings)
        for seed in range(1, times + 1)
    ]
    return replace(results[0], compared=total(result.compared for result in results))


def truth_of(script: Script) -> TrueCall:
    """What the labels say, at the times the words take when nobody has spoken them."""
    lines = timed(script)
    sound: dict[str, list[tuple[float, float]]] = {}
    for item in lines:
        spans = sound.setdefault(item.line.side, [])
        spans.extend((word.start, word.end) for word in item.words)
    seconds = max((item.end for item in lines), default=0.0) + 1.0
    described = describe(script, lines, sound, seconds)
    true = true_call({**described, "layout": script.layout})
    return replace(true, flags=script.flags)  # not labelled is not the same as none


def measure_script(
    script: Script, hearing: Hearing = PERFECT, *, settings: AnalysisSettings | None = None
) -> Measures:
    """Measure a script as the flow measures a call, from the words on; the roles are told."""
    settings = settings or load_settings().analysis
    pack = pack_with(script.language, settings.cues)
    heard = as_heard(script, punctuation=hearing.punctuation)
    if hearing.word_errors:
        heard = spoil(heard, hearing.word_errors, seed=hearing.seed)
    talk = apart(heard, pack, settings)
    conversation = build_conversation(
        talk.heard,
        roles_of(script, heard),
        pack,
        settings.conversation,
        script.started_at,
        interludes=talk.interludes,
        left_out=talk.left_out,
    )
    return measure(conversation, pack, settings, report=script.report)


def roles_of(script: Script, heard: Heard) -> Roles:
    """Who is on which label. A third voice of a two-channel call is on the customer's channel."""
    sides: tuple[Side, ...] = ("other", "customer", "seller")
    side_of = {speaker_label(script, side): side for side in sides}
    return Roles(
        side_of={label: side for label, side in side_of.items() if label in heard.speakers},
        source="sidecar",
        confidence=1.0,
        known=True,
        why="the script names its speakers",
    )


def find_scripts(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The scripts named, and those in the folders named. Raises LabelFileError for none."""
    found = [path for path in paths if path.is_file()]
    for folder in paths:
        found += sorted(folder.rglob("*.call")) if folder.is_dir() else []
    if not found:
        raise LabelFileError(f"there are no scripts (*.call) in {', '.join(map(str, paths))}")
    return tuple(found)


def script_tables(
    results: Sequence[ScriptResult],
    *,
    verbose: bool,
    hearing: Hearing = PERFECT,
    perfect: Sequence[ScriptResult] = (),
) -> tuple[Table, ...]:
    """A row a call, the bars by language, and with ``verbose`` every miss. Where words were heard
    wrong, what that cost beside the same scripts heard ``perfect`` instead of the bars."""
    calls = [(result.true.name, result.compared) for result in results]
    languages = sorted({result.true.language for result in results})
    groups = [
        (language, total(r.compared for r in results if r.true.language == language))
        for language in languages
    ]
    if len(groups) > 1:
        groups.append(("all", total(compared for _, compared in calls)))
    wrong = f", {hearing.word_errors:.0%} of the words heard wrong" if perfect else ""
    tables = [calls_table(calls, f"Scripted calls, without sound{wrong}")]
    if perfect:
        heard_well = total(result.compared for result in perfect)
        heard_badly = total(compared for _, compared in calls)
        tables.append(cost_table(heard_well, heard_badly, hearing.word_errors))
    else:
        tables.append(bars_table(groups, "What they must reach"))
    if verbose:
        tables.append(misses_table(calls, "Every miss"))
    return tuple(tables)
