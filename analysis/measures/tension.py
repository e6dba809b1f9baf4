"""Tension moments: the seller probes or confronts, the customer objects, declines or hesitates.

A long silence that ends in a plain answer is strength, not tension.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise, takewhile

from analysis.conversation import Conversation, Sentence, Turn
from analysis.findings import (
    Commitment,
    Evidence,
    MapEntry,
    Purpose,
    Question,
    Silence,
    Tension,
    TensionEnd,
)
from analysis.language.pack import Pack
from analysis.language.spoken import hesitates
from analysis.measures.content_words import content_words
from analysis.settings import TensionSettings

_CONFIDENCE = 0.7
"""How sure it is that words or sounds of strain are strain (ratio 0-1)."""

_SAME_MATTER = 2
"""Turns after the strain: what the customer names in them is still the matter that strained."""

_CLOSE_S = 0.05
"""A reply that begins within this of the silence's end is what ended it."""

_HESITATES_WITHIN = 20
"""Words of an answer among which a sound of hesitation stands before what it says."""

_PUT = 2
"""Sentences of the seller's that a denial is shown with: what it denies."""

_DECLINE, _NO = "decline", "no"
_NOES = (_DECLINE, _NO)
"""Cues of a refusal: to accept it is to hold the tension."""

_OFFER_WORDS = 6
"""Fewer words than these tie no offer to a problem."""

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
    by_question = {row.question_id: row for row in silences}
    refused = {row.evidence.start for row in commitments if row.kind == "decline"}
    agreed = {row.evidence.turn_ids[-1] for row in commitments if _agrees(row)}
    put_off = {row.evidence.start for row in commitments if _puts_off(row)}
    asked = {
        question.sentence_id: question
        for question in questions
        if question.side == "seller" and question.counted
    }
    last_asked = {question.turn_id: question.id for question in questions if question.counted}
    rows: list[Tension] = []
    for question in questions:
        silence = by_question.get(question.id)
        if silence is None or not question.probing:
            continue
        reply = _reply(conversation, question)
        if reply is None or reply[0].turn_id in agreed:
            continue
        waited = _is_right_after(reply, silence)
        if not waited and last_asked[question.turn_id] != question.id:
            continue
        cue = _objects(reply, question, refused, pack)
        if cue is None and waited:
            cue = _hesitates(reply, question, silence, put_off, pack, settings)
        if cue is None:
            continue
        # Who thought and then answered a plain question has nothing to be let go.
        thought = silence.answer == "answered" and question.purpose == "situation"
        ended = _after_strain(
            conversation,
            reply[0].turn_id,
            question.start,
            question.text,
            asked,
            needs,
            pack,
            settings,
            thought=thought and cue == " ".join(silence.hesitations),
        )
        if ended == "abandoned" and cue in _NOES:  # to accept a no is to hold
            ended = "held"
        quote = f"{question.text} … {' '.join(s.text for s in reply[:2])}"
        turns = (question.turn_id, reply[0].turn_id)
        evidence = Evidence(turns, question.start, reply[-1].end, quote)
        rows.append(Tension(ended, cue, _CONFIDENCE, question.id, evidence))
    rows.extend(_denials(conversation, rows, asked, needs, pack, settings))
    return tuple(sorted(rows, key=lambda row: row.evidence.start))


def _denials(
    conversation: Conversation,
    found: Sequence[Tension],
    questions: Mapping[int, Question],
    needs: Sequence[MapEntry],
    pack: Pack,
    settings: TensionSettings,
) -> list[Tension]:
    """The seller put a problem to the customer without asking, and the customer denies it."""
    known = {turn_id for row in found for turn_id in row.evidence.turn_ids}
    rows: list[Tension] = []
    for before, turn in pairwise(conversation.turns):
        if (before.side, turn.side) != ("seller", "customer") or turn.id in known:
            continue
        tokens = pack.texts(turn.said)
        match = pack.find_in_part("tension.denials", tokens)
        if match is None:
            continue
        ended = _after_strain(
            conversation, turn.id, before.start, before.text, questions, needs, pack, settings
        )
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


def _objects(
    reply: Sequence[Sentence], question: Question, refused: set[float], pack: Pack
) -> str | None:
    """The cue of an objection or a refusal; None for an answer."""
    for sentence in reply[:3]:
        if sentence.start in refused:
            return _DECLINE
        tokens = pack.texts(sentence.said)
        match = pack.find("tension.objections", tokens)
        if match is not None:
            return match.cue
    return _NO if question.purpose == "commitment" and _says_no(reply[0], pack) else None


def _hesitates(
    reply: Sequence[Sentence],
    question: Question,
    silence: Silence,
    put_off: set[float],
    pack: Pack,
    settings: TensionSettings,
) -> str | None:
    """The sounds of hesitation, or the silence, before an answer that is uncomfortable or none."""
    sounds = silence.hesitations or _sounds_in(reply[0], pack)
    if silence.broken_by != "customer":
        return " ".join(silence.hesitations) or None
    paused = silence.pause_s is not None and silence.pause_s >= settings.silence_from_s
    evades = silence.answer != "answered" or any(one.start in put_off for one in reply)
    # "Does the board know?" - "Er, well, they know it needs some money."
    uncomfortable = question.purpose in _UNCOMFORTABLE and sounds
    thinks = question.purpose == "need-payoff"
    if (evades and (paused or sounds)) or uncomfortable or (paused and sounds and not thinks):
        return " ".join(sounds) or "silence"
    return None


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


def _after_strain(
    conversation: Conversation,
    turn_id: int,
    since: float,
    asked: str,
    questions: Mapping[int, Question],
    needs: Sequence[MapEntry],
    pack: Pack,
    settings: TensionSettings,
    *,
    thought: bool = False,
) -> TensionEnd:
    """What the seller did after the strained turn ``turn_id``; ``thought``: it was no more than a
    sound before an answer."""
    mine = [
        turn for turn in conversation.turns[turn_id + 1 :] if turn.side == "seller" and turn.words
    ]
    if not mine:
        return "held"
    if _lets_go(mine[0], pack, settings):
        return "abandoned"
    topic = content_words(asked.split(), pack)
    for need in needs:
        here = need.evidence.turn_ids[0] - turn_id <= _SAME_MATTER
        if need.evidence.start >= since and here:
            topic |= content_words(need.evidence.quote.split(), pack)
    if any(ties_offer(turn, topic, pack) for turn in mine[: settings.solved_within_turns]):
        return "held-solved"
    if not _asks_on(mine[0], questions, pack):
        return "held" if thought else "abandoned"
    answers = mine[: settings.answered_within_turns]
    solved = any(_offers_at_length(turn, pack, settings) for turn in answers)
    return "held-solved" if solved else "held"


def _offers_at_length(turn: Turn, pack: Pack, settings: TensionSettings) -> bool:
    """Whether the seller speaks of what is his at length: who asks on and then does so answers what
    he was told, whatever its words."""
    tokens = pack.texts(turn.said)
    offers = names_own(tokens, pack) or pack.find("tension.solutions", tokens) is not None
    return len(tokens) >= settings.solved_words and offers


def _asks_on(turn: Turn, questions: Mapping[int, Question], pack: Pack) -> bool:
    """Whether the seller asks on: at once, or a question that follows up or wants to hear more
    ("tell me more"). "Okay. And which colour would you like?" leaves it, and "do you hear me?" asks
    nothing of the matter."""
    asked = [questions[one.id] for one in turn.sentences if one.id in questions]
    at_once = turn.sentences[0].id in questions
    more = pack.find("tension.asks_on", pack.texts(turn.said)) is not None
    return at_once or more or any(question.follow_up for question in asked)


def _lets_go(turn: Turn, pack: Pack, settings: TensionSettings) -> bool:
    tokens = pack.texts(turn.said)[: settings.soothing_words]
    return pack.find("tension.soothing", tokens) is not None


def ties_offer(turn: Turn, topic: frozenset[str], pack: Pack) -> bool:
    """Whether ``turn`` speaks of the seller's own offer and of the problem's words."""
    tokens = pack.texts(turn.said)
    if len(tokens) < _OFFER_WORDS or topic.isdisjoint(content_words(turn.said, pack)):
        return False
    return pack.find("tension.solutions", tokens) is not None


def offers_of(turn: Turn, topic: frozenset[str], pack: Pack) -> bool:
    """Whether ``turn`` speaks of what is the seller's in words of the ``topic``."""
    tokens = pack.texts(turn.said)
    shares = not topic.isdisjoint(content_words(turn.said, pack))
    return shares and len(tokens) >= _OFFER_WORDS and names_own(tokens, pack)


def names_own(tokens: Sequence[str], pack: Pack) -> bool:
    """Whether somebody speaks of himself, or of what is his: "with ours", "we do that"."""
    own = pack.word_set("commitments.we") | pack.word_set("commitments.i")
    return not own.isdisjoint(tokens) or pack.find("tension.ours", tokens) is not None
