"""``callprobe explain``: how one sentence is read, and by which cue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from analysis.conversation import Sentence, Side
from analysis.findings import Commitment, MapEntry, Question
from analysis.language.own_cues import pack_with
from analysis.language.pack import LANGUAGES, Pack, load_pack
from analysis.measures.acts import Act, acts
from analysis.measures.commitments import commitments
from analysis.measures.customer_map import customer_map
from analysis.measures.questions import questions
from analysis.settings import AnalysisSettings
from flows.evaluation.labelled import SIDES, LabelledLine, conversation_of

BY_PLACE = {
    "interludes.announcements": "a recorded voice, where nobody spoke right before it",
    "interludes.notices": "a recorded voice, at the start of a call or on hold",
    "interludes.hold": "puts the other on hold, where a long wait follows",
    "interludes.returns": "gives thanks for the wait, where a long one was",
    "commitments.calls_off": "takes back a step, where the customer had agreed to one",
    "commitments.drops": "takes back a step, where the customer had agreed to that one",
    "commitments.decides_asked": "orders, where the seller asked for it",
}
"""Lists of the pack, and what a sentence is taken for that one of them is heard in, if it stands
where it must."""


NAMES = {"nl": "Dutch", "en": "English"}

_WORD = re.compile(r"[^\W\d_]+")


class ExplainError(ValueError):
    """What was asked cannot be explained: one sentence."""


def print_explanation(
    sentence: str,
    settings: AnalysisSettings,
    console: Console,
    *,
    language: str | None,
    side: str,
    before: str = "",
) -> None:
    """Print what the sentence is taken for, said by ``side`` after ``before`` of the other.

    Without a ``language`` it is guessed and named; what may be in either is read in both.
    Raises ExplainError, UnknownLanguage.
    """
    if side not in {"seller", "customer"}:
        raise ExplainError(f"'{side}' is no side: write seller or customer")
    if not sentence.strip():
        raise ExplainError("there is no sentence to explain")
    speaker = SIDES[side]
    for spoken in (language,) if language else guessed(f"{before} {sentence}"):
        if not language:
            console.print(Text(f"read as {NAMES[spoken]}:", style="dim"))
        for line in _read(sentence, settings, spoken, speaker, before):
            console.print(line)


def _read(
    sentence: str, settings: AnalysisSettings, language: str, speaker: Side, before: str
) -> list[Text]:
    """What the sentence is taken for in one language."""
    other: Side = "customer" if speaker == "seller" else "seller"
    lines = [LabelledLine("explained", speaker, sentence, language)]
    if before.strip():
        lines.insert(0, LabelledLine("explained", other, before, language))
    conversation, placed = conversation_of(lines, settings)
    pack = pack_with(language, settings.cues)
    asked = questions(conversation, pack, settings.questions)
    promised = commitments(conversation, asked, pack, settings.commitments)
    table = customer_map(conversation, asked, promised, pack, settings.customer_map)
    begins = placed[-1].start
    said = [
        *(_question(item) for item in asked if item.end > begins),
        *(_commitment(item) for item in promised if item.evidence.end > begins),
        *(_entry(item) for item in table if item.evidence.end > begins),
    ]
    if not said:
        sentences = conversation.sentences
        loose = acts(conversation, asked, pack)
        said = [
            _act(item, sentences[item.sentence_id].text)
            for item in loose
            if sentences[item.sentence_id].end > begins
        ]
    told = [item for item in conversation.sentences if item.end > begins]
    said += [line for item in told for line in _by_place(item, pack)]
    otherwise = f"; --side {other} reads it as the {other}'s"
    nothing = f"no question, commitment, need, enthusiasm or aversion of the {speaker}"
    return said or [Text(f"{nothing}{otherwise}")]


def guessed(words: str) -> tuple[str, ...]:
    """The language that has most of the words among its commonest; all that have as many."""
    said = set(_WORD.findall(words.lower()))
    common = {
        language: len(said & load_pack(language).word_set("questions.stop_words"))
        for language in LANGUAGES
    }
    most = max(common.values())
    return tuple(language for language in LANGUAGES if common[language] == most)


def _question(question: Question) -> Text:
    if not question.counted:
        kind = f"looks like a question, but is {question.not_counted}: not counted"
    else:
        kind = f"question, {question.form}"
        if question.purpose:
            kind += f", purpose {question.purpose}, {'' if question.probing else 'not '}probing"
        if question.follow_up:
            kind += ", a follow-up"
    return _line(kind, question.text, question.cue, question.confidence)


def _commitment(commitment: Commitment) -> Text:
    kind = f"{commitment.kind} by {commitment.by}: {commitment.step}"
    if commitment.grade:
        kind += f", grade {commitment.grade}"
    if commitment.when_text:
        kind += f", when: {commitment.when_text}"
    if commitment.condition:
        kind += f", if: {commitment.condition}"
    return _line(kind, commitment.evidence.quote, commitment.cue, commitment.confidence)


def _entry(entry: MapEntry) -> Text:
    kind = f"on the customer map: {entry.kind}"
    return _line(kind, entry.evidence.quote, entry.cue, entry.confidence)


def _act(act: Act, words: str) -> Text:
    kind = f"says {act.says}, {act.step}: too loose to count as a commitment"
    return Text.assemble((kind, "bold"), f"\n  “{words}”\n  cue: {act.cue}")


def _by_place(sentence: Sentence, pack: Pack) -> Iterator[Text]:
    """What the sentence tells where it stands in the right place."""
    for name, kind in BY_PLACE.items():
        match = pack.find(name, pack.texts(sentence.said))
        if match is not None:
            yield Text.assemble((kind, "bold"), f"\n  “{sentence.text}”\n  cue: {match.cue}")


def _line(kind: str, words: str, cue: str, confidence: float) -> Text:
    return Text.assemble(
        (kind, "bold"), f"\n  “{words}”\n  cue: {cue}", (f"  (confidence {confidence:.2f})", "dim")
    )
