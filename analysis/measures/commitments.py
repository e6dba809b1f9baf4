"""Commitments, declines and stalls: who owes what to whom, by when.

Many commitments are the acceptance of the other side's proposal; proposal and acceptance are one
row. Rackham (1988): a promise by the seller alone, or taking a quote, is no advance; a polite
stall is never a commitment. Where the words leave open who owes what, nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.conversation import Conversation, Sentence
from analysis.findings import Commitment, Question, Step
from analysis.language.pack import Pack
from analysis.measures.already_said import (
    has_just_accepted,
    has_just_refused,
    is_same_no,
    joins_trial,
    means_nothing_more,
    names_other_moment,
    tells_why,
)
from analysis.measures.answers import acceptance, refuses_that_day
from analysis.measures.commitment_rows import row
from analysis.measures.confirmed import confirmed, named_before
from analysis.measures.deliveries import delivery
from analysis.measures.noted import noted
from analysis.measures.on_the_table import OnTheTable
from analysis.measures.one_more import of_one_more, takes_day_back
from analysis.measures.open_proposal import OpenProposal
from analysis.measures.own_promises import body_named, by_any_verb, instead, own_promise
from analysis.measures.promised_in_answer import (
    as_accepted,
    is_yes,
    keeps_the_call,
    sends_unasked,
)
from analysis.measures.proposals import open_proposals
from analysis.measures.refusals import (
    flat_no,
    gives_thanks_back,
    refusal,
    takes_promise_back,
    to_one_option,
)
from analysis.measures.said import Readings, Said
from analysis.measures.second_thoughts import HEDGED_WITHIN, doubts, hedges, takes_back, with_moment
from analysis.measures.stalls import asks_instead, is_quote, lets_send, stall, taking
from analysis.measures.steps import JOINT, STEP_LISTS, is_moment_alone
from analysis.settings import CommitmentSettings

_LONGEST_YES = 8
"""Tokens of a turn's first sentence that may say yes to what the seller announced."""

_NEVER_THE_SELLERS: frozenset[Step] = frozenset(("order", "pay", "trial"))
"""Steps that are the customer's, whoever speaks of them."""

_WORDS_ONLY: frozenset[Step] = frozenset(("information", "call_back"))
"""Steps that some week are none: the customer's word that there will be word."""

_SENT: frozenset[Step] = frozenset(("information", "deliver"))
"""What a seller sends informs, unless it is the quote that was asked for."""

_OF_MANNERS = ("courtesy", "procedural")
"""Questions whose answer puts nothing off."""

_BINDING = STEP_LISTS | {
    f"commitments.{name}"
    for name in (
        "ours arranged declines deal_declines calls_off after_all decides receives stalls "
        "conditions vague_conditions not_before by_verb takes drops delivers".split()
    )
}
"""Where no proposal is open, one of these is heard in whatever binds, refuses or stalls."""


def commitments(
    conversation: Conversation,
    questions: Sequence[Question],
    pack: Pack,
    settings: CommitmentSettings,
) -> tuple[Commitment, ...]:
    """Every commitment, decline and stall of the call, in order.

    Call this only where roles are known and words can be trusted: who owes whom is the worst
    thing to get wrong.
    """
    return _Reader(conversation, questions, pack, settings).read()


def _asks_him(proposal: OpenProposal) -> bool:
    """Whether the seller asks the customer to do something that no cue tells."""
    asked = proposal.by == "seller" and proposal.doer == "listener"
    return asked and proposal.closed and proposal.step == "other"


class _Reader:
    """Goes through a call once, sentence by sentence, with what is on the table in mind."""

    def __init__(
        self,
        conversation: Conversation,
        questions: Sequence[Question],
        pack: Pack,
        settings: CommitmentSettings,
    ) -> None:
        self.conversation, self.pack, self.settings = conversation, pack, settings
        today = conversation.started_at.date() if conversation.started_at else None
        self.said = Readings(pack, today)
        # "Weet je wat, ik haal hem erbij" only looks like a question.
        self.asked = {q.sentence_id for q in questions if q.not_counted != "rhetorical"}
        self.polite = {q.turn_id for q in questions if q.not_counted in _OF_MANNERS}
        proposals = open_proposals(conversation, questions, pack)
        self.table = OnTheTable(conversation, proposals, settings.acceptance_within_turns)
        self.rows: list[Commitment] = []

    @property
    def _last(self) -> Commitment | None:
        """The row noted last."""
        return self.rows[-1] if self.rows else None

    def read(self) -> tuple[Commitment, ...]:
        for turn in self.conversation.turns:
            if turn.side == "other":
                continue
            proposal = self.table.open_in(turn)
            for sentence in turn.sentences:
                tokens = self.pack.texts(sentence.said)
                if not tokens:
                    continue  # "...": marks alone
                bare = proposal is None and self.pack.lists_in(tokens).isdisjoint(_BINDING)
                if bare and (turn.side != "seller" or not is_moment_alone(tokens, self.pack)):
                    continue
                found = self._found(self.said(sentence), proposal)
                if found is not None:
                    sentences, within_s = self.conversation.sentences, self.settings.repeat_within_s
                    self.rows = noted(found, self.rows, sentences, self.said, within_s)
        return tuple(self.rows)

    def _found(self, said: Said, proposal: OpenProposal | None) -> Commitment | None:
        """What binds, refuses or stalls in a sentence; ``proposal`` is what it may answer."""
        if said.sentence.id in self.asked:
            return asks_instead(said, proposal)
        if said.sentence.side == "customer":
            before = self.conversation.turns[: said.sentence.turn_id][-1:]
            thanks = before and gives_thanks_back(said, before[0], proposal)
            return None if thanks else self._customer(said, proposal)
        return self._seller(said, proposal)

    def _customer(self, said: Said, proposal: OpenProposal | None) -> Commitment | None:
        if proposal is not None and has_just_refused(said, proposal, self._last):
            proposal = None
        if proposal is not None:
            said = said.up_to_reason or said
        turn = self.conversation.turns[said.sentence.turn_id].sentences
        aside = said.behind_comma if proposal is not None and said.has("unavailable") else None
        no = proposal is not None and refuses_that_day(said, proposal)
        if aside is not None and aside.offers_moment and not no:
            said = aside  # "Tuesday I'm away, Wednesday is fine"
        called_off = self._called_off(said)
        refused = called_off if said.has("calls_off") else None
        refused = refused or flat_no(said, proposal, turn) or refusal(said, proposal, turn)
        refused = to_one_option(refused, said, proposal) or called_off
        off = said.has("after_all") or not has_just_accepted(said, proposal, self._last)
        off = off and not tells_why(said, refused, self._last)
        if refused is not None and off:
            one_more = of_one_more(refused, said, proposal, self.rows)
            return None if is_same_no(said, self._last) else one_more
        own = instead(said)
        if own is not None:
            return own
        behind = said.behind_but
        if behind is not None and proposal is not None and behind.offers_moment:
            said = behind  # "Tuesday I'm in meetings, but Thursday works"
        hidden = said.denies or said.has("routines")  # "we usually wait, but we'll take it"
        promised = behind if behind is not None and hidden else said
        named = body_named(turn, said.sentence, self.pack)
        own = own_promise(promised, answers=proposal is not None, body_named=named)
        if own is not None and joins_trial(said, own, self._last):
            own = None
        agrees_by = None
        if proposal is not None:
            if own is not None and keeps_the_call(own, proposal):
                return row(said, "customer", "stall", "call_back", own.cue)
            if own is not None and is_yes(said, own, proposal):
                agrees_by, own = own.cue, None
            if own is not None and sends_unasked(own, proposal):
                own = None
            if own is None and _asks_him(proposal):
                own = by_any_verb(promised)  # "could you put it out?" - "Friday I'll leave it here"
        if own is not None and own.grade != "C" and not self._is_stalling(said, own):
            return as_accepted(own, proposal, said)
        polite = said.sentence.turn_id - 1 in self.polite  # "is this a bad time?" - "always"
        stalled = None if polite else stall(said, proposal)
        if stalled is not None and means_nothing_more(stalled, proposal, self._last):
            return None
        taken = self._lets_send(said) or stalled
        accepted = taken or self._accepted(said, proposal, agrees_by)
        return accepted or own or taking(said, proposal)

    def _called_off(self, said: Said) -> Commitment | None:
        """ "We leave the Monday out", "I won't pay it after all": the step that the customer agreed
        to last."""
        agreed = next((one for one in reversed(self.rows) if one.by != "seller"), None)
        if agreed is None or agreed.kind not in ("accept", "commit"):
            return None
        off = said.cue("calls_off") or takes_day_back(said, agreed)
        cue = off or takes_promise_back(said, agreed)
        return None if cue is None else row(said, "customer", "decline", agreed.step, cue)

    def _lets_send(self, said: Said) -> Commitment | None:
        """The customer's "send it" to what the seller has just promised."""
        last = self._last
        if last is None:
            return None
        just_before = last.evidence.turn_ids[-1] == said.sentence.turn_id - 1
        return lets_send(said, last) if just_before else None

    def _accepted(
        self, said: Said, proposal: OpenProposal | None, agrees_by: str | None = None
    ) -> Commitment | None:
        """A yes; tentative where the turn goes on to hedge: "Friday. Friday might do", for one."""
        found = acceptance(said, proposal, agrees_by)
        if found is None or names_other_moment(said, found, proposal, self._last):
            return None
        if found.kind == "stall":
            return found
        turn = self.conversation.turns[said.sentence.turn_id].sentences
        goes_on = [one for one in turn if one.id >= said.sentence.id][:HEDGED_WITHIN]
        if any(takes_back(one, self.pack) for one in goes_on[1:]):
            return None  # "Friday at two, yes. Well, no, wait."
        if found.step == "order" and found.when_text is None:
            behind = map(self.said, goes_on[1:])
            found = with_moment(found, behind)
        unsure = any(hedges(one, self.pack) for one in goes_on)
        doubted = any(doubts(one, self.pack) for one in goes_on[1:])
        return replace(found, grade="C") if unsure or doubted else found

    def _seller(self, said: Said, proposal: OpenProposal | None) -> Commitment | None:
        accepted = self._accepted(said, proposal) or self._confirmed(said)
        if accepted is not None and not self._is_bound_by(proposal):
            return accepted
        brought = delivery(said, self.rows)
        if brought is not None:
            return brought
        own = own_promise(said) or by_any_verb(said)
        if own is not None and own.step == "internal":
            own = replace(own, step="information")  # what he finds out at home, by a day
        if own is not None and own.step in _NEVER_THE_SELLERS:
            own = by_any_verb(said)  # "I'll put the payments in writing today"
        if own is None or own.grade == "C":
            return None
        if own.step in _SENT or (own.step == "decision_maker" and said.has("receives")):
            own = replace(own, step="quote" if is_quote(said, self.rows) else "information")
        invited = proposal is not None and proposal.step in JOINT
        if (
            own.step in JOINT
            and own.grade == "A"
            and (invited or named_before(said, own, self.conversation))
        ):
            return replace(own, by="joint", kind="accept")
        if own.step == "meeting" and self._accepted_later(said.sentence):
            return (
                None if self.table.holds(said.sentence) else replace(own, by="joint", kind="accept")
            )
        if own.step == "other" and self.table.puts_to_other(said.sentence):
            return None
        seen = own.when_text is not None or own.grade == "A"  # "as soon as I am off the phone"
        return own if seen or own.step == "quote" else None

    def _is_bound_by(self, proposal: OpenProposal | None) -> bool:
        """ "Send the contract and I'll sign it tomorrow.": what the customer undertakes in those
        very words is no proposal, and the seller's "will do" takes no step of his."""
        last = self._last
        if last is None or proposal is None or last.by != "customer" or last.kind == "decline":
            return False
        return last.evidence.start == proposal.sentence.start and last.step not in JOINT

    def _confirmed(self, said: Said) -> Commitment | None:
        """The hour said again that the customer has just named, where nothing else came of it."""
        at = said.sentence.turn_id - 1
        if at < 0 or self.conversation.turns[at].side != "customer":
            return None
        if self.rows and at in self.rows[-1].evidence.turn_ids:
            return None
        turn = self.conversation.turns[at]
        told = (one for one in turn.sentences if one.id not in self.asked)
        reply = map(self.said, told)
        return confirmed(said, reply, self.table.open_in(turn))

    def _is_stalling(self, said: Said, own: Commitment) -> bool:
        """ "We'll let you know": the form of a promise without a time, or of mere words in some
        week, is a stall where a stall is heard in it."""
        if own.step in ("order", "pay") or not said.has("stalls"):
            return False
        if own.when_text is not None:
            return own.grade != "A" and own.step in _WORDS_ONLY
        return not said.has("undertakes")

    def _accepted_later(self, announced: Sentence) -> bool:
        """Whether the customer's next turn says yes to what the seller announced."""
        turns = self.conversation.turns[announced.turn_id + 1 :]
        following = next((turn for turn in turns if turn.side == "customer"), None)
        if following is None or not following.sentences:
            return False
        said = self.said(following.sentences[0])
        thanks = self.pack.find("pleasantness.courtesy", said.tokens) is not None
        return said.has("acceptances") and not thanks and len(said.tokens) <= _LONGEST_YES
