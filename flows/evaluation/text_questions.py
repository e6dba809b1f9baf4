"""``evaluate questions``: lines of text, a question or not, beside what the program says.

Two different things are asked of a line. Does the program *count* a question in it: one that is
put to the other, and not courtesy, rhetorical, or somebody else's? And *is* it a question at all,
whatever it is for? One's own labels say the first; corpora label the form, and so the second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from analysis.language.lone_tags import lone_tag
from analysis.language.pack import Pack, load_pack
from analysis.language.question_form import QuestionReading, read_question
from analysis.language.sentence_end import sentences_of
from analysis.settings import AnalysisSettings
from flows.evaluation.figures import Agreement, Tally
from flows.evaluation.judged import JudgedLine, judge
from flows.evaluation.labelled import LabelFileError, LabelledLine, by_call
from flows.evaluation.tables import Table, of, share, shortened

YES = frozenset(("1", "yes", "true", "y", "ja"))
NO = frozenset(("0", "no", "false", "n", "nee"))

NEVER_QUESTIONS = frozenset(("request", "menu"))
"""What was set aside as something else altogether."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A line with what is true, what was found, and how sure that was (0-1).

    ``aside`` says why the question found is one that does not count; empty where it counts.
    """

    text: str
    kind: str
    true: bool
    found: bool
    confidence: float
    why: str
    aside: str = ""


def evaluate_questions(
    lines: Iterable[LabelledLine], settings: AnalysisSettings
) -> tuple[Judged, ...]:
    """Which lines hold a question that counts, measured as a call is.

    Raises LabelFileError for a label that is neither yes nor no.
    """
    return tuple(_counted(item) for item in judge(lines, settings))


def evaluate_utterances(lines: Iterable[LabelledLine]) -> tuple[Judged, ...]:
    """Which lines are questions by their words, those that would not count included. A line that
    goes on with the one before it may be the end of a question: "we keep it" "right".

    Raises LabelFileError for a label that is neither yes nor no.
    """
    return tuple(judged for call in by_call(lines) for judged in _utterances(call))


def question_tables(judged: Sequence[Judged], title: str, *, most: int = 20) -> tuple[Table, ...]:
    """Precision, recall and F1; recall by kind where the labels name kinds; the worst misses."""
    tally = tally_of(judged)
    figures = Table(
        title,
        ("<lines", "questions", "precision", "recall", "F1", "missed", "false alarms"),
        (
            (
                str(len(judged)),
                str(tally.right + tally.missed),
                share(tally.precision),
                share(tally.recall),
                share(tally.f1),
                str(tally.missed),
                str(tally.extra),
            ),
        ),
    )
    return (figures, *_by_kind(judged), _misses(judged, most))


def tally_of(judged: Iterable[Judged]) -> Tally:
    """Lines found to be questions, beside those labelled so."""
    right = extra = missed = 0
    for item in judged:
        right += item.true and item.found
        extra += item.found and not item.true
        missed += item.true and not item.found
    return Tally(right, extra, missed)


def _by_kind(judged: Sequence[Judged]) -> list[Table]:
    """How many of each labelled kind were found, and how many of those would count in a call."""
    kinds = sorted({item.kind for item in judged if item.kind and item.true})
    rows = []
    for kind in kinds:
        some = [item for item in judged if item.kind == kind and item.true]
        found = Agreement(sum(item.found for item in some), len(some))
        counted = sum(item.found and not item.aside for item in some)
        rows.append((kind, of(found.right, found.of), share(found.share), str(counted)))
    headings = ("<kind", "found", "recall", "counted")
    note = "counted: found, and not set aside as courtesy, rhetorical, a listener's signal ..."
    return [Table("Found, by kind", headings, tuple(rows), note)] if rows else []


def _misses(judged: Sequence[Judged], most: int) -> Table:
    """The surest false alarms, and questions missed from all over the file."""
    alarms = [item for item in judged if item.found and not item.true]
    alarms.sort(key=lambda item: (-item.confidence, item.text))
    missed = [item for item in judged if item.true and not item.found]
    step = max(1, -(-len(missed) // max(1, most // 2)))
    rows = [("false alarm", shortened(item.why), item.text) for item in alarms[: most // 2]]
    rows += [("missed", item.why or item.kind, item.text) for item in missed[::step]]
    return Table("Worst misses", ("<what", "<why", "<words"), tuple(rows[:most]))


def _counted(item: JudgedLine) -> Judged:
    found = [question for question in item.questions if question.counted]
    aside = [f"set aside: {question.not_counted}" for question in item.questions]
    surest = max(found, key=lambda question: question.confidence, default=None)
    return Judged(
        text=item.line.text,
        kind=item.line.labels.get("form", ""),
        true=_is_labelled(item.line),
        found=surest is not None,
        confidence=surest.confidence if surest else 0.0,
        why=surest.cue if surest else ", ".join(aside),
    )


def _utterances(call: Sequence[LabelledLine]) -> Iterator[Judged]:
    before: LabelledLine | None = None
    for line in call:
        if line.judged:
            surest = _asks(line, before, load_pack(line.language))
            yield Judged(
                text=line.text,
                kind=line.labels.get("form", ""),
                true=_is_labelled(line),
                found=surest is not None,
                confidence=surest.confidence if surest else 0.0,
                why=surest.cue if surest else "",
                aside=(surest.not_counted or "") if surest else "",
            )
        before = line


def _asks(line: LabelledLine, before: LabelledLine | None, pack: Pack) -> QuestionReading | None:
    """The surest question in a line; one that counts goes before one that does not."""
    words = line.text.split()
    read = [read_question(sentence, pack) for sentence in sentences_of(words, pack)]
    found = [one for one in read if one and one.not_counted not in NEVER_QUESTIONS]
    if not found and line.goes_on and before is not None:
        said = before.text.split()
        end = lone_tag(words, said, pack)
        found = [end] if end else []
    return max(found, key=lambda one: (one.not_counted is None, one.confidence), default=None)


def _is_labelled(line: LabelledLine) -> bool:
    label = line.labels["question"].strip().lower()
    if label not in YES | NO:
        said = f"'{label}' says neither yes nor no" if label else "nothing is said"
        raise LabelFileError(
            f"{line.where}: {said} about '{line.text}': write 1 or 0 in the column question"
        )
    return label in YES
