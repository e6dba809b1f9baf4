"""Order, advance, no, continuation or none (Rackham 1988): did the call move?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from analysis.conversation import Conversation, Side
from analysis.findings import Commitment, Outcome, Question
from analysis.language.pack import Pack
from analysis.measures.steps import ON_PAPER
from analysis.settings import OutcomeSettings

PROGRESS: frozenset[Outcome] = frozenset(("order", "advance", "no"))
"""Outcomes that are progress: a clear no is better than a lingering maybe."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The outcome, the row that decided it, and a pack sentence saying why there is no talk."""

    outcome: Outcome
    decided_by: Commitment | None
    none_because: str | None = None


def judge_outcome(
    conversation: Conversation,
    rows: Sequence[Commitment],
    questions: Sequence[Question],
    pack: Pack,
    settings: OutcomeSettings,
) -> Judged:
    """The outcome of a call whose roles and words can be trusted.

    It is a talk, however short, where somebody binds himself, declines or stalls, or where the
    customer answers a probing question, or two others.
    """
    answered = [q for q in questions if q.side == "seller" and q.counted and q.answered]
    talked = bool(rows) or any(q.probing for q in answered) or len(answered) > 1
    if not talked and conversation.talk_s < settings.shortest_call_s:
        return Judged("none", None, "too_short")
    fewest = min(_words(conversation, side) for side in _SIDES)
    if not talked and fewest < settings.fewest_words_a_side:
        return Judged("none", None, "one_speaker")
    no = _last(rows, lambda r: _declines(r) and r.step == "order" and not _is_of_a_day(r, pack))
    no = no or _let_go(rows, conversation, pack)
    order = _last(standing(rows), lambda r: _is_order(r, pack))
    if order is not None and (no is None or order.id > no.id):
        return Judged("order", order)
    advance = _best_advance(rows)
    if no is not None and not _undone(no, rows, conversation, pack):
        return Judged("no", no)
    if advance is not None:
        return Judged("advance", advance)
    return Judged("continuation", None)


_SIDES: tuple[Side, Side] = ("seller", "customer")


def _words(conversation: Conversation, side: Side) -> int:
    return sum(len(turn.words) for turn in conversation.turns if turn.side == side)


def is_firm_step(row: Commitment) -> bool:
    """A customer's or joint step of grade A or B."""
    firm = row.binds and row.grade in ("A", "B")
    return firm and row.by in ("customer", "joint")


def _is_order(row: Commitment, pack: Pack) -> bool:
    """Buying, or paying for it; setting money aside buys nothing yet."""
    if not is_firm_step(row) or row.conditional:
        return False
    return row.step == "order" or (row.step == "pay" and not _says(row, "budgets", pack))


def standing(rows: Sequence[Commitment]) -> tuple[Commitment, ...]:
    """The rows without what the customer agreed to and then declined: "no, not this month"."""
    return tuple(row for row in rows if not _called_off(row, rows))


def advances(rows: Sequence[Commitment]) -> list[Commitment]:
    """The firm steps that move the sale and still stand: not taking a quote or information, nor the
    customer's "I'll call you next week", which is how a stall is put politely."""
    firm = (row for row in standing(rows) if is_firm_step(row) and row.step not in ON_PAPER)
    return [row for row in firm if not _calls_some_week(row)]


def _calls_some_week(row: Commitment) -> bool:
    return (row.by, row.step) == ("customer", "call_back") and row.grade != "A"


def _best_advance(rows: Sequence[Commitment]) -> Commitment | None:
    moving = advances(rows)
    return min(moving, key=lambda r: (r.grade or "C", r.conditional, r.id)) if moving else None


def _called_off(agreed: Commitment, rows: Sequence[Commitment]) -> bool:
    if not agreed.binds:
        return False
    return any(_declines(row) and row.step == agreed.step for row in rows if row.id > agreed.id)


def _declines(row: Commitment) -> bool:
    return row.kind == "decline" and row.by == "customer"


def _is_of_a_day(no: Commitment, pack: Pack) -> bool:
    """ "Will you sign today?" - "Not today": no to that day, and not to the deal."""
    match = pack.find("commitments.option_declines", pack.texts(no.evidence.quote.split()))
    return match is not None and match.cue == no.cue


def _let_go(
    rows: Sequence[Commitment], conversation: Conversation, pack: Pack
) -> Commitment | None:
    """A no to whatever was proposed last, which the seller takes for one to all: "then I'll take
    you off our list"."""
    no = _last(rows, _declines)
    if no is None:
        return None
    released = any(
        "commitments.releases" in pack.lists_in(pack.texts(said.said))
        for said in conversation.sentences
        if said.side == "seller" and said.start >= no.evidence.end
    )
    return no if released else None


def _undone(
    no: Commitment, rows: Sequence[Commitment], conversation: Conversation, pack: Pack
) -> bool:
    """Whether the customer took the no back, or only turned an option down: another step was
    agreed after it. A goodbye call, or a favour after it ("ask my neighbour"), undoes nothing.
    """
    later = _best_advance(
        [
            row
            for row in rows
            if row.id > no.id and row.step != "call_back" and not _says(row, "favours", pack)
        ]
    )
    return later is not None or any(
        _takes_back(pack.texts(said.said), pack)
        for said in conversation.sentences
        if said.side == "customer" and said.start >= no.evidence.end
    )


def _takes_back(tokens: Sequence[str], pack: Pack) -> bool:
    """Whether the customer says so, and not that it will not happen: "I don't think that changes
    anything"."""
    match = pack.find("commitments.taken_back", tokens)
    negations = pack.word_set("commitments.negations")
    return match is not None and negations.isdisjoint(tokens[: match.first])


def _says(row: Commitment, name: str, pack: Pack) -> bool:
    """Whether this list of [commitments] is heard in the row's own words."""
    return pack.find(f"commitments.{name}", pack.texts(row.evidence.quote.split())) is not None


def _last(rows: Sequence[Commitment], wanted: Callable[[Commitment], bool]) -> Commitment | None:
    return next((row for row in reversed(rows) if wanted(row)), None)
