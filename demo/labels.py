"""The labels of a scripted line: what a careful listener would say about it.

They follow the definitions of the measures one to one, and are the ground truth the program is
checked against. In a script they stand between braces at the end of a line, separated by ``;``::

    {q: open implication followup; silence: kept answered}
    {commit: joint accept meeting A "dinsdag om tien uur"}
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

COUNTED_FORMS = ("open", "closed", "choice", "check", "declarative")
"""Forms of a real question (ISO 24617-2)."""

UNCOUNTED_FORMS = ("courtesy", "procedural", "rhetorical", "quoted", "echo")
"""What sounds like a question and is kept apart from the counts."""

PURPOSES = (
    "situation",
    "problem",
    "implication",
    "need-payoff",
    "decision",
    "commitment",
    "confrontation",
    "other",
)
"""What a seller's question is after; the first four are Rackham's (SPIN Selling, 1988)."""

PROBING_PURPOSES = ("problem", "implication", "decision", "commitment", "confrontation")

RESULTS = ("kept", "rescued", "run-on", "unanswered")
ANSWERS = ("answered", "evaded", "none")
RESCUES = ("rephrased", "answered", "options", "stacked", "softened", "topic")

PARTIES = ("customer", "seller", "joint")
KINDS = ("commit", "accept", "decline", "stall")
STEPS = (
    "order",
    "pay",
    "meeting",
    "decision_maker",
    "trial",
    "deliver",
    "internal",
    "quote",
    "information",
    "call_back",
    "other",
)
GRADES = ("A", "B", "C")

MAPS = ("need", "enthusiasm", "aversion")
TENSIONS = ("held-solved", "held", "abandoned")

PLAIN = ("backchannel", "announcement", "held")
"""Labels that say all by being there."""

_ITEM = re.compile(r'((?:"[^"]*"|[^";])*)(?:;|$)')
_TOKEN = re.compile(r'"([^"]*)"|(\S+)')


class LabelError(ValueError):
    """A label that cannot be understood. The message is one sentence without file or line."""


@dataclass(frozen=True, slots=True)
class QuestionLabel:
    """A question, or what only looks like one. ``purpose`` is None for a customer's question."""

    form: str
    purpose: str | None = None
    followup: bool = False

    @property
    def counted(self) -> bool:
        """Whether it is a real question, and not a courtesy, a quotation and the like."""
        return self.form in COUNTED_FORMS

    @property
    def probing(self) -> bool:
        """Whether it digs: by its purpose, or because it follows up the last answer."""
        return self.counted and (self.followup or self.purpose in PROBING_PURPOSES)


@dataclass(frozen=True, slots=True)
class SilenceLabel:
    """What became of the silence after a seller's question; ``rescue`` says how it was broken."""

    result: str
    answer: str
    rescue: str | None = None


@dataclass(frozen=True, slots=True)
class CommitmentLabel:
    """One act of committing, accepting, declining or stalling; ``when`` in the raw words."""

    by: str
    kind: str
    step: str
    grade: str | None = None
    when: str | None = None
    condition: str | None = None


@dataclass(frozen=True, slots=True)
class Labels:
    """Everything one scripted line is labelled with. ``announcement``: a recorded voice says it;
    ``held``: until this line the other was on hold."""

    question: QuestionLabel | None = None
    silence: SilenceLabel | None = None
    commitments: tuple[CommitmentLabel, ...] = ()
    map: str | None = None
    tension: str | None = None
    backchannel: bool = False
    announcement: bool = False
    held: bool = False


def parse_labels(text: str) -> Labels:
    """Read what stands between the braces. Raises LabelError."""
    question: QuestionLabel | None = None
    silence: SilenceLabel | None = None
    commitments: list[CommitmentLabel] = []
    single: dict[str, str] = {}
    for key, value in _items(text):
        if key != "commit" and key in single:
            raise LabelError(f"the label '{key}' is given twice")
        single[key] = value
        if key == "q":
            question = _question(value)
        elif key == "silence":
            silence = _silence(value)
        elif key == "commit":
            commitments.append(_commitment(value))
        elif key == "map":
            _one_of(value, MAPS, "map")
        elif key == "tension":
            _one_of(value, TENSIONS, "tension")
        elif key not in PLAIN or value:
            raise LabelError(
                f"'{key}' is no label: use q, silence, commit, map, tension, {', '.join(PLAIN)}"
            )
    return Labels(
        question=question,
        silence=silence,
        commitments=tuple(commitments),
        map=single.get("map"),
        tension=single.get("tension"),
        **{name: name in single for name in PLAIN},
    )


def _items(text: str) -> Iterable[tuple[str, str]]:
    """Split at the semicolons outside quotes, then each item at its first colon."""
    for match in _ITEM.finditer(text):
        item = match.group(1).strip()
        if item:
            key, _, value = item.partition(":")
            yield key.strip(), value.strip()


def _question(value: str) -> QuestionLabel:
    words = value.split()
    form = _one_of(words[0] if words else "", COUNTED_FORMS + UNCOUNTED_FORMS, "question form")
    rest = words[1:]
    followup = "followup" in rest
    purposes = [word for word in rest if word != "followup"]
    if len(purposes) > 1:
        raise LabelError(f"a question has one purpose, not {' and '.join(purposes)}")
    purpose = _one_of(purposes[0], PURPOSES, "purpose") if purposes else None
    if form in UNCOUNTED_FORMS and rest:
        raise LabelError(f"a question that is not counted ('{form}') has no purpose or follow-up")
    return QuestionLabel(form=form, purpose=purpose, followup=followup)


def _silence(value: str) -> SilenceLabel:
    words = value.split()
    rescues = [word.removeprefix("rescue=") for word in words if word.startswith("rescue=")]
    plain = [word for word in words if not word.startswith("rescue=")]
    result = _one_of(plain[0] if plain else "", RESULTS, "result of a silence")
    answer = _one_of(plain[1] if len(plain) > 1 else "none", ANSWERS, "answer")
    rescue = _one_of(rescues[0], RESCUES, "rescue") if rescues else None
    if (result == "kept") != (answer != "none"):
        raise LabelError("a silence is kept exactly when it was answered or evaded")
    if (result in ("rescued", "run-on")) != (rescue is not None):
        raise LabelError("rescue=KIND belongs to a rescued silence or a run-on, and only there")
    return SilenceLabel(result=result, answer=answer, rescue=rescue)


def _commitment(value: str) -> CommitmentLabel:
    plain: list[str] = []
    when: str | None = None
    condition: str | None = None
    for match in _TOKEN.finditer(value):
        quoted, word = match.groups()
        if word is not None:
            plain.append(word)
        elif plain and plain[-1] == "if":
            plain.pop()
            condition = quoted
        else:
            when = quoted
    if not 3 <= len(plain) <= 4:
        raise LabelError(
            f'a commitment is BY KIND STEP [GRADE] ["when"] [if "..."], not \'{value}\''
        )
    kind = _one_of(plain[1], KINDS, "kind of commitment")
    grade = _one_of(plain[3], GRADES, "grade") if len(plain) == 4 else None
    if (kind in ("commit", "accept")) != (grade is not None):
        raise LabelError("a commit or accept has a grade (A, B or C); a decline or stall has none")
    by = _one_of(plain[0], PARTIES, "party")
    return CommitmentLabel(by, kind, _one_of(plain[2], STEPS, "step"), grade, when, condition)


def _one_of(word: str, allowed: tuple[str, ...], what: str) -> str:
    if word not in allowed:
        raise LabelError(f"'{word}' is no {what}: use {', '.join(allowed)}")
    return word
