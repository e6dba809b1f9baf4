"""What the engines heard beside what was spoken: words, speakers, talk share, pauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.record import Record
from flows.evaluation.compare import compare
from flows.evaluation.figures import Added, Agreement, Errors
from flows.evaluation.results import Compared
from flows.evaluation.tables import Table, milliseconds, percent, points
from flows.evaluation.truth import TrueCall, TrueWord
from flows.evaluation.words import WordErrors, right_side, word_errors, word_errors_by_side

HEADINGS = (
    "<call",
    "<layout",
    "words",
    "word error",
    "right speaker",
    "talk share",
    "pause median",
    "pause 95 %",
)

NOTE = (
    "right speaker: of the words heard right; talk share: points of the seller's share of speech, "
    "found minus true (all: median); pauses after the seller's questions: milliseconds off."
)


@dataclass(frozen=True, slots=True)
class HeardFigures(Added):
    """How the sound came out. ``talk_share`` holds errors of a ratio 0-1."""

    words: WordErrors = field(default_factory=WordErrors)
    speaker: Agreement = field(default_factory=Agreement)
    talk_share: Errors = field(default_factory=Errors)


@dataclass(frozen=True, slots=True)
class CallResult:
    """One recording, measured and compared."""

    true: TrueCall
    layout: str
    heard: HeardFigures
    compared: Compared


def evaluate_record(record: Record, true: TrueCall) -> CallResult:
    """A record beside the truth about its recording."""
    side_of = record.conversation.roles.side_of
    words = [
        TrueWord(side_of.get(word.speaker, "other"), word.text, word.start, word.end)
        for word in record.heard.words
    ]
    errors = word_errors_by_side if record.heard.layout == "stereo" else word_errors
    share, truly = record.measures.talk.seller_talk_share_of_speech, true.seller_share_of_speech
    off = () if share is None or truly is None else (share - truly,)
    return CallResult(
        true=true,
        layout=record.heard.layout,
        heard=HeardFigures(
            words=errors(words, true.words),
            speaker=right_side(words, true.words),
            talk_share=Errors(off),
        ),
        compared=compare(record.measures, true),
    )


def heard_table(results: Sequence[CallResult], title: str) -> Table:
    """A row a recording, and one for all."""
    rows = [
        _row(result.true.name, result.layout, result.heard, result.compared) for result in results
    ]
    if len(results) > 1:
        heard, compared = HeardFigures(), Compared()
        for result in results:
            heard, compared = heard + result.heard, compared + result.compared
        rows.append(_row(f"all {len(results)}", "", heard, compared))
    return Table(title, HEADINGS, tuple(rows), NOTE)


def _row(name: str, layout: str, heard: HeardFigures, compared: Compared) -> tuple[str, ...]:
    pause, share = compared.silences.pause, heard.talk_share
    return (
        name,
        layout,
        str(heard.words.spoken),
        percent(heard.words.rate),
        percent(heard.speaker.share),
        points(share.values[0]) if len(share.values) == 1 else points(share.median).lstrip("+"),
        milliseconds(pause.median),
        milliseconds(pause.most),
    )
