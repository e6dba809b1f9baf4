"""Tension moments: the seller probes or confronts, the customer objects, declines or hesitates.

A long silence that ends in a plain answer is strength, not tension.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from analysis.conversation import Conversation, Sentence
from analysis.findings import (
    Commitment,
    Evidence,
    MapEntry,
    Purpose,
    Question,
    Silence,
    Tension,
)
from analysis.language.pack import Pack
from analysis.language.spoken import hesitates
from analysis.measures.tension_ends import Ends, Strain
from analysis.settings import TensionSettings

_CONFIDENCE = 0.7
"""How sure it is that words or sounds of strain are strain (ratio 0-1)."""

_CLOSE_S = 0.05
"""A reply that begins within this of the silence's end is what ended it."""

_HESITATES_WITHIN = 20
"""Words of an answer among which a sound of hesitation stands before what it says."""

_PUT = 2
"""Sentences of the seller's that a denial is shown with: what it denies."""

_DECLINE, _NO = "decline", "no"
_NOES = (_DECLINE, _NO)
"""Cues of a refusal: to accept it is to hold the tension."""

_UNCOMFORTABLE: frozenset[Purpose] = frozenset(
    ("decision", "commitment", "confrontation", "implication")
)
"""Questions that ask to face something or to bind oneself: a sound of hesitation before the answer
is tension there. Where they ask what goes wrong it may be nothing but thinking."""


def tensions(
    conversation: Conversation,
    questions: Sequence[Question],
    silences: Sequence[Silence],
    commitments: Sequence[Commitment],
    needs: Sequence[MapEntry],
    pack: Pack,
    settings: TensionSettings,
) -> tuple[Tension, ...]:
    """One row a moment, with how it ended."""
    asked = {
        question.sentence_id: question
        for question in questions
        if question.side == "seller" and question.counted
    }
    ends = Ends(conversation, asked, needs, pack, settings)
    strained = _Strained(conversation, questions, commitments, ends, pack, settings)
    by_question = {row.question_id: row for row in silences}
    probed = [(q, by_question[q.id]) for q in questions if q.probing and q.id in by_question]
    found = [strained.against(question, silence) for question, silence in probed]
    rows = [row for row in found if row is not None]
    rows += _denials(conversation, rows, ends, pack)
    return tuple(sorted(rows, key=lambda row: row.evidence.start))


class _Strained:
    """Where the customer of a call strains against a question; what he agrees to, refuses or puts
    off, as ``commitments`` have it, tells too."""

    def __init__(
        self,
        conversation: Conversation,
        questions: Sequence[Question],
        commitments: Sequence[Commitment],
        ends: Ends,
        pack: Pack,
        settings: TensionSettings,
    ) -> None:
        self._conversation, self._ends, self._pack = conversation, ends, pack
        self._settings = settings
        self._agreed = {row.evidence.turn_ids[-1] for row in commitments if _agrees(row)}
        self._refused = {row.evidence.start for row in commitments if row.kind == "decline"}
        self._put_off = {row.evidence.start for row in commitments if _puts_off(row)}
        self._last_asked = {q.turn_id: q.id for q in questions if q.counted}

    def against(self, question: Question, silence: Silence) -> Tension | None:
        """The tension in the reply to ``question``, which the ``silence`` follows; None without."""
        reply = _reply(self._conversation, question)
        if reply is None or reply[0].turn_id in self._agreed:
            return None
        cue = self._cue(question, reply, silence)
        if cue is None:
            return None
        # Who thought and then answered a plain question has nothing to be let go.
        answered = silence.answer == "answered" and question.purpose == "situation"
        thought = answered and cue == " ".join(silence.hesitations)
        turns = (question.turn_id, reply[0].turn_id)
        ended = self._ends.after(Strain(turns[1], question.start, question.text, thought))
        if ended == "abandoned" and cue in _NOES:  # to accept a no is to hold
            ended = "held"
        quote = f"{question.text} … {' '.join(s.text for s in reply[:2])}"
        evidence = Evidence(turns, question.start, reply[-1].end, quote)
        return Tension(ended, cue, _CONFIDENCE, question.id, evidence)

    def _cue(self, question: Question, reply: Sequence[Sentence], silence: Silence) -> str | None:
        """What tells that the ``reply`` strains against the question."""
        waited = _is_right_after(reply, silence)
        if not waited and self._last_asked[question.turn_id] != question.id:
            return None
        objects = self._objects(question, reply)
        if objects is not None or not waited:
            return objects
        return self._hesitates(question, reply, silence)

    def _objects(self, question: Question, reply: Sequence[Sentence]) -> str | None:
        """The cue of an objection or a refusal; None for an answer."""
        for sentence in reply[:3]:
            if sentence.start in self._refused:
                return _DECLINE
            match = self._pack.find("tension.objections", self._pack.texts(sentence.said))
            if match is not None:
                return match.cue
        refuses = question.purpose == "commitment" and _says_no(reply[0], self._pack)
        return _NO if refuses else None

    def _hesitates(
        self, question: Question, reply: Sequence[Sentence], silence: Silence
    ) -> str | None:
        """The sounds of hesitation, or the silence, before an answer that is uncomfortable or
        none."""
        if silence.broken_by != "customer":
            return " ".join(silence.hesitations) or None
        sounds = silence.hesitations or _sounds_in(reply[0], self._pack)
        paused = silence.pause_s is not None and silence.pause_s >= self._settings.silence_from_s
        evades = silence.answer != "answered" or any(one.start in self._put_off for one in reply)
        # "Does the board know?" - "Er, well, they know it needs some money."
        uncomfortable = question.purpose in _UNCOMFORTABLE and sounds
        thinks = question.purpose == "need-payoff"
        if (evades and (paused or sounds)) or uncomfortable or (paused and sounds and not thinks):
            return " ".join(sounds) or "silence"
        return None


def _denials(
    conversation: Conversation, found: Sequence[Tension], ends: Ends, pack: Pack
) -> list[Tension]:
    """The seller put a problem to the customer without asking, and the customer denies it."""
    known = {turn_id for row in found for turn_id in row.evidence.turn_ids}
    rows: list[Tension] = []
    for before, turn in pairwise(conversation.turns):
        if (before.side, turn.side) != ("seller", "customer") or turn.id in known:
            continue
        match = pack.find_in_part("tension.denials", pack.texts(turn.said))
        if match is None:
            continue
        ended = ends.after(Strain(turn.id, before.start, before.text))
        put = before.sentences[-_PUT:]
        quote = f"{' '.join(s.text for s in put)} … {turn.text}"
        evidence = Evidence((before.id, turn.id), put[0].start, turn.end, quote)
        rows.append(Tension(ended, match.cue, _CONFIDENCE, None, evidence))
    return rows


def _agrees(row: Commitment) -> bool:
    return row.kind in ("accept", "commit") and row.by != "seller"


def _puts_off(row: Commitment) -> bool:
    return row.kind == "stall" and row.by == "customer"


def _reply(conversation: Conversation, question: Question) -> list[Sentence] | None:
    """What the customer said next: the answer, or a hesitation the seller spoke after."""
    for turn in conversation.turns[question.turn_id + 1 : question.turn_id + 3]:
        if turn.side == "customer" and turn.sentences:
            return list(turn.sentences)
    return None


def _is_right_after(reply: Sequence[Sentence], silence: Silence) -> bool:
    """Whether the ``reply`` ended the silence: where the seller spoke on first, an objection is
    strain still, and a sound of hesitation is not."""
    return silence.broken_by == "customer" or reply[0].start <= silence.end + _CLOSE_S


def _sounds_in(sentence: Sentence, pack: Pack) -> tuple[str, ...]:
    """ "Well, uh, he's a nice bloke": the sounds of hesitation behind the words that lead in."""
    said = [word.text for word in sentence.words[:_HESITATES_WITHIN]]
    at = 0
    while at < len(said) and not hesitates(said[at], pack):
        tokens = pack.tokenize(said[at:])
        leads = pack.find_in_part("conversation.leading", [token.text for token in tokens])
        if leads is None or leads.first > 0:
            return ()
        at += tokens[leads.last].word + 1
    return tuple(takewhile(lambda word: hesitates(word, pack), said[at:]))


def _says_no(sentence: Sentence, pack: Pack) -> bool:
    """ "Can we put one in your shop?" - "No, I won't have it": a no of his own. "No, that goes
    through head office" answers a question."""
    tokens = pack.texts(sentence.said)
    own = pack.word_set("commitments.i") | pack.word_set("commitments.we")
    no = tokens[:1] and tokens[0] in pack.word_set("conversation.no")
    return bool(no) and (len(tokens) == 1 or not own.isdisjoint(tokens))
