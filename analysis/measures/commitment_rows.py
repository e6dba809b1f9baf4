"""Commitments as rows: a sentence that binds, with its evidence; and the same thing said again."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.findings import BINDING, By, Commitment, CommitmentKind, Evidence, Grade, Step
from analysis.language.dates import When
from analysis.language.pack import Pack
from analysis.measures.open_proposal import OpenProposal
from analysis.measures.said import Said
from analysis.measures.steps import JOINT, step_of

_SURE, _LESS_SURE = 0.9, 0.7
"""Confidence (0-1) in what names its moment, a no or a stall; and in what names none."""

_ROUGH_DAYS = 31
"""Days that a week or a month that is named has at most."""

_SAME_TALK_TURNS = 6
"""Turns within which a moment that is named more exactly is that of the same step."""


def row(
    said: Said,
    by: By,
    kind: CommitmentKind,
    step: Step,
    cue: str,
    *,
    grade: Grade | None = None,
    when: When | None = None,
    proposal: OpenProposal | None = None,
) -> Commitment:
    """A row with ``said`` as its evidence, not yet numbered; ``proposal`` is what it answers."""
    sentence = said.sentence
    condition = said.condition if kind in BINDING else None
    answers = None if proposal is None else proposal.sentence.turn_id
    turns = (sentence.turn_id,) if answers is None else (answers, sentence.turn_id)
    return Commitment(
        id=0,
        by=by,
        kind=kind,
        step=step,
        what=what_is_promised(said, proposal) if kind in BINDING else sentence.text,
        when_text=None if when is None else when.text,
        when_date=None if when is None else when.date,
        conditional=condition is not None,
        condition=condition,
        grade=grade,
        answers_turn_id=answers,
        confidence=_SURE if when is not None or kind not in BINDING else _LESS_SURE,
        cue=cue,
        evidence=Evidence(turns, sentence.start, sentence.end, sentence.text),
    )


def what_is_promised(said: Said, proposal: OpenProposal | None) -> str:
    """What is promised, in the words of who named it: "yes, I'll do that" says nothing of what."""
    named = step_of(said.tokens, said.pack)
    if proposal is None or (named is not None and named[0] != "other"):
        return said.sentence.text
    return " ".join(proposal.words) or proposal.sentence.text


def is_said_again(new: Commitment, earlier: Sequence[Commitment], within_s: float) -> bool:
    """Whether ``new`` only says once more what ``earlier`` rows hold (seconds between them)."""
    if new.kind == "stall":
        return False
    return any(
        new.evidence.start - old.evidence.start < within_s and _is_same(new, old) for old in earlier
    )


def is_refined(new: Commitment, last: Commitment, pack: Pack) -> bool:
    """Whether ``new`` names the moment of what was agreed just before: "next week", and then
    "Thursday at ten"; or "Sunday", and then "Sunday at eleven"."""
    if new.grade != "A":
        return False
    firm = new.binds and last.binds
    same = (new.by, new.step) == (last.by, last.step)
    near = new.evidence.turn_id - last.evidence.turn_id <= _SAME_TALK_TURNS
    if last.grade == "A":
        return firm and same and near and _says_more_of(new.when_text, last.when_text, pack)
    if last.grade == "C" or not (firm and same and near):
        return firm and same and near  # "that might be wise", and then "Tuesday, yes"
    in_turn = new.evidence.turn_id == last.evidence.turn_id
    if last.when_text is None and (new.by == "seller" or in_turn):
        return True  # "I'll make you a quote. You'll have it on Friday."
    if last.when_date is None or new.when_date is None:  # of a call whose date nobody told
        return last.when_text is not None and last.when_date is new.when_date
    return 0 <= (last.when_date - new.when_date).days <= _ROUGH_DAYS


def _says_more_of(moment: str | None, earlier: str | None, pack: Pack) -> bool:
    """Whether ``moment`` is ``earlier`` with words beside it: "until Tuesday" is Tuesday again."""
    if moment is None or earlier is None:
        return False
    return _naming(moment, pack) > _naming(earlier, pack)


def _naming(moment: str, pack: Pack) -> set[str]:
    """The words of a moment, without those that stand before any: "on", "until", "at"."""
    leading = pack.word_set("calendar.before") | pack.word_set("calendar.at")
    return set(pack.texts(moment.split())) - leading


def _at_other_times(new: Commitment, old: Commitment) -> bool:
    """Whether two promises of one side, or two appointments, are for different days."""
    own = new.kind == old.kind == "commit" and new.by in ("seller", "customer")
    exact = new.by == "joint" and new.grade == old.grade == "A"
    if not own and not exact:
        return False
    return None not in (new.when_date, old.when_date) and new.when_date != old.when_date


def _is_same(new: Commitment, old: Commitment) -> bool:
    same = (old.by, old.step, old.kind) == (new.by, new.step, new.kind)
    if same and new.binds and new.when_date is not None and old.when_text is None:
        return False  # "we'll take both", and then when
    if same and _at_other_times(new, old):
        return False  # "it's at your door on Monday", and "you have it in writing today"
    if same and old.conditional and not new.conditional:
        return False  # "if you can have it here by Friday", and then "it's a yes"
    agreed = (
        new.binds
        and old.binds
        and (old.step == new.step or {old.step, new.step} <= JOINT)
        and "joint" in (old.by, new.by)
    )
    dated = new.when_date is None or new.when_date == old.when_date
    return same or (agreed and dated)
