"""Commitments, declines and stalls: who owes what to whom, by when.

Many commitments are the acceptance of the other side's proposal; proposal and acceptance are one
row. Rackham (1988): a promise by the seller alone, or taking a quote, is no advance; a polite
stall is never a commitment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from analysis.conversation import Conversation, Sentence
from analysis.findings import By, Commitment, CommitmentKind, Evidence, Grade, Question, Step
from analysis.language.dates import When, find_when
from analysis.language.pack import Pack
from analysis.measures.proposals import OpenProposal, open_proposals
from analysis.measures.steps import JOINT, step_of
from analysis.settings import CommitmentSettings


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with what every reading of it needs."""

    sentence: Sentence
    words: tuple[str, ...]
    tokens: tuple[str, ...]
    is_question: bool


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
        self.today = conversation.started_at.date() if conversation.started_at else None
        self.asked = {q.sentence_id: q for q in questions}
        self.proposals = open_proposals(conversation, questions, pack)
        self.rows: list[Commitment] = []

    def read(self) -> tuple[Commitment, ...]:
        for sentence in self.conversation.sentences:
            if sentence.side == "other":
                continue
            said = self._said(sentence)
            row = self._customer(said) if sentence.side == "customer" else self._seller(said)
            if row is not None and not self._repeats(row):
                self.rows.append(replace(row, id=len(self.rows)))
        return tuple(self.rows)

    def _said(self, sentence: Sentence) -> Said:
        words = tuple(word.text for word in sentence.words)
        tokens = tuple(token.text for token in self.pack.tokenize(words))
        return Said(sentence, words, tokens, sentence.id in self.asked)

    def _has(self, name: str, said: Said) -> bool:
        return self.pack.find(f"commitments.{name}", said.tokens) is not None

    def _open(self, said: Said) -> OpenProposal | None:
        """The other side's proposal that ``said`` answers, if one is open."""
        turn_id = said.sentence.turn_id
        for proposal in reversed(self.proposals):
            if proposal.sentence.turn_id >= turn_id or proposal.by == said.sentence.side:
                continue
            between = self.conversation.turns[proposal.sentence.turn_id + 1 : turn_id]
            mine = sum(turn.side == said.sentence.side for turn in between)
            if mine < self.settings.acceptance_within_turns and mine == 0:
                return proposal
            return None
        return None

    def _customer(self, said: Said) -> Commitment | None:
        proposal = self._open(said)
        if said.is_question:
            return None
        refusal = self._refusal(said, proposal)
        if refusal is not None:
            return refusal
        own = self._own(said)
        if own is not None and own.grade != "C":
            return self._as_accepted(own, said, proposal)
        stall = self.pack.find("commitments.stalls", said.tokens)
        if stall is not None and not self._dated_request(said, proposal):
            return self._row(said, "customer", "stall", self._stall_step(said, proposal), stall.cue)
        return own or self._acceptance(said, proposal)

    def _dated_request(self, said: Said, proposal: OpenProposal | None) -> bool:
        """ "Bel mij vanmiddag om half vier" is an agreement, "bel me nog eens" a stall."""
        when = find_when(said.words, self.pack, self.today)
        exact = when is not None and when.exactness == "exact"
        return exact and self._has("asks", said)

    def _stall_step(self, said: Said, proposal: OpenProposal | None) -> Step:
        own = step_of(said.tokens, self.pack)
        if own is not None and own[0] in ("quote", "internal"):
            return own[0]
        return proposal.step if proposal is not None else "other"

    def _refusal(self, said: Said, proposal: OpenProposal | None) -> Commitment | None:
        told = self._has("reported", said) or (self._has("past", said) and proposal is None)
        deal = self.pack.find("commitments.deal_declines", said.tokens)
        if deal is not None and not told:
            return self._row(said, "customer", "decline", "order", deal.cue)
        named = step_of(said.tokens, self.pack)
        if proposal is None:
            match = self.pack.find("commitments.declines", said.tokens)
            if match is None or named is None or told or named[0] in JOINT:
                return None
            return self._row(said, "customer", "decline", named[0], match.cue)
        for name in ("declines", "option_declines"):
            match = self.pack.find(f"commitments.{name}", said.tokens)
            if match is not None:
                return self._row(said, "customer", "decline", proposal.step, match.cue)
        return None

    def _own(self, said: Said) -> Commitment | None:
        """A promise in the speaker's own name: "ik stuur", "we'll sign"."""
        found = step_of(self._main_clause(said), self.pack)
        if found is None or said.is_question or not self._speaks_for_himself(said):
            return None
        told = self._has("reported", said) and not self._has("conditions", said)
        if self._has("negations", said) or told:
            return None
        when = find_when(said.words, self.pack, self.today)
        if self._has("past", said) and (when is None or when.exactness == "vague"):
            return None
        if self._has("hypothetical", said):
            return None
        tentative = self._has("tentative", said)
        step, cue = found
        side: By = "seller" if said.sentence.side == "seller" else "customer"
        grade = self._grade(said, when, tentative)
        if side == "customer" and not self._firm(said, step, when, grade):
            return None
        return self._row(said, side, "commit", step, cue, grade=grade, when=when)

    def _main_clause(self, said: Said) -> tuple[str, ...]:
        """The tokens without an "if" clause in front: what is promised, not what it hangs on."""
        condition = self._condition(said)
        if condition is None:
            return said.tokens
        clause = [t.text for t in self.pack.tokenize(condition.split())]
        rest = tuple(t.text for t in self.pack.tokenize(said.words))
        starts = next((i for i in range(len(rest)) if list(rest[i : i + len(clause)]) == clause), 0)
        main = rest[:starts] + rest[starts + len(clause) :]
        return main if len(main) > 1 else rest

    def _firm(self, said: Said, step: Step, when: When | None, grade: Grade | None) -> bool:
        """An internal step needs a body or a name, and a time; any other a time, or the deal."""
        if step == "internal":
            named = self._has("bodies", said) or self._names_somebody(said)
            return named and when is not None and when.exactness != "vague"
        if when is None or when.exactness == "vague":
            return (step == "order" and grade is not None) or grade == "A"
        return True

    def _names_somebody(self, said: Said) -> bool:
        return any(w[:1].isupper() and i > 0 for i, w in enumerate(said.words) if w != "I")

    def _speaks_for_himself(self, said: Said) -> bool:
        own = self.pack.word_set("commitments.i") | self.pack.word_set("commitments.we")
        return any(token in own for token in said.tokens)

    def _grade(self, said: Said, when: When | None, tentative: bool) -> Grade | None:
        if tentative:
            return "C"
        if when is not None and when.exactness == "exact":
            return "A"
        if self._has("triggers", said):
            return "A"
        return "B" if when is None or when.exactness == "rough" else "C"

    def _as_accepted(
        self, row: Commitment, said: Said, proposal: OpenProposal | None
    ) -> Commitment:
        """A customer's promise that answers a closed request is its acceptance."""
        if proposal is None:
            return row
        same = proposal.step == row.step or row.step in ("information", "other")
        if row.step in JOINT or (same and proposal.step in JOINT):
            step = proposal.step if proposal.step in JOINT else row.step
            return replace(row, by="joint", kind="accept", step=step)
        if same and proposal.closed:
            return replace(row, kind="accept", step=proposal.step)
        return row

    def _acceptance(self, said: Said, proposal: OpenProposal | None) -> Commitment | None:
        if proposal is None or self._has("reported", said):
            return None
        yes = self.pack.find("commitments.acceptances", said.tokens)
        when = find_when(said.words, self.pack, self.today)
        dated = when is not None and when.exactness != "vague" and len(said.tokens) <= 10
        asked_back = self._has("asks", said) and when is not None
        if (yes is None and not dated and not asked_back) or self._has("negations", said):
            return None
        if proposal.step in ("quote", "information") or (proposal.leave and not dated and not yes):
            return None
        if when is None or when.exactness == "vague":
            when = find_when(proposal.words, self.pack, self.today)
        if not proposal.closed and (when is None or not dated) and not asked_back:
            return None
        by: By = "joint" if proposal.step in JOINT else "customer"
        grade = self._grade(said, when, self._has("tentative", said))
        cue = yes.cue if yes is not None else (when.text if when else "")
        return self._row(
            said, by, "accept", proposal.step, cue, grade=grade, when=when, proposal=proposal
        )

    def _seller(self, said: Said) -> Commitment | None:
        if said.is_question:
            return None
        proposal = self._open(said)
        if proposal is not None:
            accepted = self._acceptance(said, proposal)
            if accepted is not None:
                by: By = "joint" if proposal.step in JOINT else "seller"
                return replace(accepted, by=by)
        row = self._own(said)
        if row is None or row.grade == "C" or row.step in ("order", "internal", "pay"):
            return None
        if row.step in ("information", "deliver") and self._quote_was_asked():
            row = replace(row, step="quote")
        if row.step in JOINT and self._accepted_later(said):
            on_the_table = any(p.sentence.id == said.sentence.id for p in self.proposals)
            return None if on_the_table else replace(row, by="joint", kind="accept")
        if row.step == "information" and row.when_text is None:
            return None
        return row if row.when_text is not None or row.step == "quote" else None

    def _quote_was_asked(self) -> bool:
        """Whether the last thing on the table is the customer's "send me a quote"."""
        return bool(self.rows) and self.rows[-1].kind == "stall" and self.rows[-1].step == "quote"

    def _accepted_later(self, said: Said) -> bool:
        """Whether the customer's next turn says yes to what the seller announced."""
        turns = self.conversation.turns
        following = next(
            (t for t in turns[said.sentence.turn_id + 1 :] if t.side == "customer"), None
        )
        if following is None or not following.sentences:
            return False
        tokens = [
            t.text for t in self.pack.tokenize([w.text for w in following.sentences[0].words])
        ]
        thanks = self.pack.find("pleasantness.courtesy", tokens) is not None
        yes = self.pack.find("commitments.acceptances", tokens) is not None
        return yes and not thanks and len(tokens) <= 8

    def _row(
        self,
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
        sentence = said.sentence
        condition = self._condition(said) if kind in ("commit", "accept") else None
        turns = (
            (sentence.turn_id,)
            if proposal is None
            else (proposal.sentence.turn_id, sentence.turn_id)
        )
        evidence = Evidence(turns, sentence.start, sentence.end, sentence.text)
        resolved: date | None = when.date if when is not None else None
        return Commitment(
            id=0,
            by=by,
            kind=kind,
            step=step,
            what=sentence.text,
            when_text=when.text if when is not None else None,
            when_date=resolved,
            conditional=condition is not None,
            condition=condition,
            grade=grade,
            answers_turn_id=None if proposal is None else proposal.sentence.turn_id,
            confidence=0.9 if when is not None or kind in ("decline", "stall") else 0.7,
            cue=cue,
            evidence=evidence,
        )

    def _condition(self, said: Said) -> str | None:
        match = self.pack.find("commitments.conditions", said.tokens)
        if match is None:
            return None
        index = {t.word: i for i, t in enumerate(self.pack.tokenize(said.words))}
        clause: list[str] = []
        for at, word in enumerate(said.words):
            if index.get(at, -1) < match.first:
                continue
            clause.append(word)
            if word.endswith(",") and len(clause) > 2:
                break
        return " ".join(clause).strip(" ,.")

    def _repeats(self, row: Commitment) -> bool:
        """The same step by the same side again: what was agreed is said once more."""
        if row.kind == "stall":
            return False
        for earlier in self.rows:
            same = (earlier.by, earlier.step) == (row.by, row.step) and earlier.kind == row.kind
            firm = row.kind in ("commit", "accept")
            agreed = firm and earlier.kind in ("commit", "accept") and earlier.step == row.step
            close = row.evidence.start - earlier.evidence.start < self.settings.repeat_within_s
            if close and (same or (agreed and "joint" in (earlier.by, row.by))):
                return row.when_text is None or row.when_date == earlier.when_date or same
        return False


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
