"""Flags: why a coach should hear this call, in one sentence of the call's language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile

from analysis.conversation import Conversation, Sentence, Turn
from analysis.findings import (
    Commitment,
    Counts,
    Evidence,
    Flag,
    FlagName,
    MapEntry,
    Outcome,
    Question,
    Silence,
    Talk,
    Tension,
)
from analysis.judgement.claims import unfounded_claim
from analysis.judgement.outcome import PROGRESS, is_firm_step, standing
from analysis.judgement.reasons import Reason
from analysis.language.number_words import is_number
from analysis.language.pack import Pack
from analysis.language.tokens import plain
from analysis.measures.content_words import content_words
from analysis.measures.follow_ups import takes_up
from analysis.measures.pleasantness import pleasant_moments
from analysis.measures.tension import names_own, offers_of, ties_offer
from analysis.settings import FlagSettings, PleasantnessSettings

_SAYS_NOTHING_OF_A_STEP = frozenset(("quote", "information", "call_back"))
_QUOTE_LETTERS = 70
_AT_ONCE_WITHIN = 2
"""What is asked or offered in so many sentences after the problem may be about it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a flag may rest on."""

    conversation: Conversation
    talk: Talk
    questions: Sequence[Question]
    silences: Sequence[Silence]
    counts: Counts
    commitments: Sequence[Commitment]
    entries: Sequence[MapEntry]
    dug_into: Sequence[MapEntry]
    tensions: Sequence[Tension]
    pleasantness: float | None
    outcome: Outcome
    report: str | None


def flags(
    facts: Facts,
    pack: Pack,
    settings: FlagSettings,
    pleasant: PleasantnessSettings,
    untimed: Reason | None = None,
) -> tuple[Flag, ...]:
    """All flags of a call whose roles and words can be trusted, the heaviest first.

    ``untimed`` is why its silences can't be measured, if they can't.
    """
    by_hand = [] if untimed is None else [silences_by_hand(untimed, pack, settings)]
    if facts.outcome == "none":
        return tuple(by_hand)
    raised = [
        *_good_conversation(facts, pack, settings, pleasant),
        *_quote_without_commitment(facts, pack, settings),
        *_lingering_maybe(facts, pack, settings),
        *_rescued_customer(facts, pack, settings),
        *_no_probing(facts, pack, settings),
        *_seller_dominates(facts, pack, settings),
        *_problem_dropped(facts, pack, settings),
        *_tension_abandoned(facts, pack, settings),
        *_claim_not_found(facts, pack, settings),
        *by_hand,
    ]
    raised.extend(_exemplary(facts, bool(raised), pack, settings))
    return tuple(sorted(raised, key=lambda flag: -flag.severity))


def check_by_hand(reasons: Sequence[str], pack: Pack | None, settings: FlagSettings) -> Flag:
    """The flag of a call with a measure that could not be made."""
    text = "; ".join(reasons)
    sentence = (
        f"Listen yourself: {text}." if pack is None else pack.say("check_by_hand", reasons=text)
    )
    return Flag("check_by_hand", settings.severity["check_by_hand"], sentence, ())


def silences_by_hand(why: Reason, pack: Pack, settings: FlagSettings) -> Flag:
    """The flag of a call whose words can be read and whose silences can't be timed."""
    return _flag("check_by_hand", pack.say("check_by_hand_silences", reasons=why.said), settings)


def _flag(
    name: FlagName, sentence: str, settings: FlagSettings, evidence: Sequence[Evidence] = ()
) -> Flag:
    return Flag(name, settings.severity[name], sentence, tuple(evidence))


def _short(quote: str) -> str:
    return (
        quote if len(quote) <= _QUOTE_LETTERS else quote[:_QUOTE_LETTERS].rsplit(" ", 1)[0] + " …"
    )


def _good_conversation(
    facts: Facts, pack: Pack, settings: FlagSettings, pleasant: PleasantnessSettings
) -> Iterator[Flag]:
    nice = facts.pleasantness
    if (
        facts.outcome == "continuation"
        and nice is not None
        and nice >= pleasant.high_from_per_100_turns
        and not any(is_firm_step(row) for row in standing(facts.commitments))
        and len(facts.tensions) <= settings.good_conversation_most_tensions
    ):
        sentence = pack.say("good_conversation", pleasant=nice, tense=len(facts.tensions))
        moments = pleasant_moments(facts.conversation, pack, pleasant)
        yield _flag("good_conversation", sentence, settings, moments)


def _quote_without_commitment(facts: Facts, pack: Pack, settings: FlagSettings) -> Iterator[Flag]:
    promised = [
        row
        for row in facts.commitments
        if row.by == "seller" and row.step == "quote" and row.kind in ("commit", "accept")
    ]
    met = any(
        is_firm_step(row) and row.step not in _SAYS_NOTHING_OF_A_STEP
        for row in standing(facts.commitments)
    )
    if promised and not met:
        evidence = [row.evidence for row in promised]
        yield _flag(
            "quote_without_commitment", pack.say("quote_without_commitment"), settings, evidence
        )


def _lingering_maybe(facts: Facts, pack: Pack, settings: FlagSettings) -> Iterator[Flag]:
    stalls = [row for row in facts.commitments if row.kind == "stall"]
    if facts.outcome == "continuation" and stalls:
        sentence = pack.say("lingering_maybe", quote=_short(stalls[-1].evidence.quote))
        yield _flag("lingering_maybe", sentence, settings, [row.evidence for row in stalls])


def _rescued_customer(facts: Facts, pack: Pack, settings: FlagSettings) -> Iterator[Flag]:
    broken = [s for s in facts.silences if s.probing and s.result in ("rescued", "run-on")]
    probing = len(broken) + (facts.counts.silences_kept or 0)
    if probing < settings.rescued_fewest_probing or not broken:
        return
    if len(broken) / probing > settings.rescued_share_above:
        sentence = pack.say("rescued_customer", broken=len(broken), probing=probing)
        yield _flag("rescued_customer", sentence, settings, [s.evidence for s in broken])


def _no_probing(facts: Facts, pack: Pack, settings: FlagSettings) -> Iterator[Flag]:
    minutes = facts.conversation.talk_s / 60
    if minutes >= settings.no_probing_from_min and not facts.counts.probing_questions:
        sentence = pack.say("no_probing", minutes=minutes)
        yield _flag("no_probing", sentence, settings, _plain_questions(facts))


def _plain_questions(facts: Facts) -> list[Evidence]:
    """What the seller asked instead of probing; where he asked nothing, his longest monologue."""
    asked = [
        Evidence((q.turn_id,), q.start, q.end, q.text)
        for q in facts.questions
        if q.side == "seller" and q.counted
    ]
    longest = facts.talk.longest_seller_monologue
    return asked or ([longest] if longest is not None else [])


def _seller_dominates(facts: Facts, pack: Pack, settings: FlagSettings) -> Iterator[Flag]:
    share = facts.talk.seller_talk_share_of_speech
    longest = facts.talk.longest_seller_monologue
    evidence = [longest] if longest is not None else []
    long_enough = facts.conversation.talk_s >= settings.seller_share_from_s
    if share is not None and share > settings.seller_share_above and long_enough:
        sentence = pack.say("seller_dominates_share", share=share)
        yield _flag("seller_dominates", sentence, settings, evidence)
    elif (seconds := facts.talk.longest_seller_monologue_s or 0.0) > settings.monologue_above_s:
        sentence = pack.say("seller_dominates_monologue", seconds=seconds)
        yield _flag("seller_dominates", sentence, settings, evidence)


def _problem_dropped(facts: Facts, pack: Pack, settings: FlagSettings) -> Iterator[Flag]:
    """All that was named was left lying; or one with a word of sympathy, and no more."""
    needs = [entry for entry in facts.entries if entry.kind == "need"]
    sure = [need for need in needs if need.confidence >= settings.problem_confidence_from]
    left = [need for need in needs if not _taken_up(need, facts, pack)]
    dropped = [n for n in sure if left == needs or (n in left and _is_passed_over(n, facts, pack))]
    if dropped:
        sentence = pack.say("problem_dropped", quote=_short(dropped[0].evidence.quote))
        yield _flag("problem_dropped", sentence, settings, [need.evidence for need in dropped])


def _taken_up(entry: MapEntry, facts: Facts, pack: Pack) -> bool:
    """The seller dug into it, asked or offered something right after it, or later tied his offer to
    it. What he asks right after it gets the benefit of the doubt: a flag accuses."""
    if entry in facts.dug_into:
        return True
    later = _sellers_after(entry, facts)
    if not later:
        return True
    at_once = [
        one
        for one in later[0].sentences[:_AT_ONCE_WITHIN]
        if pack.find("silences.topic_changes", pack.texts(one.said)) is None
    ]
    asked = {q.sentence_id for q in facts.questions if q.side == "seller" and q.counted}
    if any(said.id in asked or _offers_it(said, pack) for said in at_once):
        return True
    if offers_of(later[0], _new_in(entry, facts, pack), pack):
        return True
    topic = content_words(entry.evidence.quote.split(), pack) - _moments(pack)
    return any(ties_offer(turn, topic, pack) for turn in later)


def _new_in(entry: MapEntry, facts: Facts, pack: Pack) -> frozenset[str]:
    """What the customer says with the problem and the seller has not spoken of: what is sold is no
    word of the problem's."""
    told = facts.conversation.turns[entry.evidence.turn_ids[-1]]
    before = facts.conversation.turns[: told.id]
    known = [content_words(turn.said, pack) for turn in before if turn.side == "seller"]
    words = [word for word in told.said if not is_number(plain(word), pack)]
    return content_words(words, pack) - _moments(pack) - frozenset().union(*known)


def _sellers_after(entry: MapEntry, facts: Facts) -> list[Turn]:
    """What the seller says after it; where he only gasps, the turn is the customer's still."""
    turns = facts.conversation.turns[entry.evidence.turn_ids[-1] + 1 :]
    said = [turn for turn in turns if turn.side == "seller" and turn.words]
    return list(dropwhile(lambda turn: not takes_up(turn), said)) or said


def _is_passed_over(entry: MapEntry, facts: Facts, pack: Pack) -> bool:
    """ "How annoying for them." - "By the way ...": the seller heard that it is a problem, or goes
    on to something else, and speaks of nothing of his own that may help."""
    said = [pack.texts(one.said) for one in _sellers_after(entry, facts)[0].sentences]
    lists = ("customer_map.sympathy", "silences.topic_changes")
    rest = [tokens for tokens in said[: _AT_ONCE_WITHIN + 1] if not pack.first_of(lists, tokens)]
    passes = any(tokens not in rest for tokens in said[:_AT_ONCE_WITHIN])
    return passes and not any(names_own(tokens, pack) for tokens in rest)


def _offers_it(sentence: Sentence, pack: Pack) -> bool:
    """ "Our program does that for her": the offer, and what was just said, in one sentence."""
    lists = ("tension.solutions", "commitments.it")
    return all(pack.find(name, pack.texts(sentence.said)) is not None for name in lists)


def _moments(pack: Pack) -> frozenset[str]:
    """Words for time: "twice a week" and "I'll call you next week" share no subject."""
    return content_words(sorted(pack.word_set("customer_map.moments")), pack)


def _tension_abandoned(facts: Facts, pack: Pack, settings: FlagSettings) -> Iterator[Flag]:
    left = [t.evidence for t in facts.tensions if t.ended == "abandoned"]
    if left:
        sentence = pack.say("tension_abandoned", quote=_short(left[0].quote))
        yield _flag("tension_abandoned", sentence, settings, left)


def _claim_not_found(facts: Facts, pack: Pack, settings: FlagSettings) -> Iterator[Flag]:
    heard = [
        s for turn in facts.conversation.turns if turn.side == "customer" for s in turn.sentences
    ]
    if facts.report and unfounded_claim(facts.report, facts.commitments, pack, heard):
        sentence = pack.say("claim_not_found", report=_short(facts.report))
        yield _flag("claim_not_found", sentence, settings, _said_instead(facts))


def _said_instead(facts: Facts) -> list[Evidence]:
    """What was said where the report claims more: noes, stalls and promises; without any, how the
    customer took leave."""
    rows = [row.evidence for row in facts.commitments]
    turns = [t for t in facts.conversation.turns if t.side == "customer" and t.sentences][-1:]
    last = [turn.sentences[-1] for turn in turns]
    return rows or [Evidence((s.turn_id,), s.start, s.end, s.text) for s in last]


def _exemplary(facts: Facts, flagged: bool, pack: Pack, settings: FlagSettings) -> Iterator[Flag]:
    kept = facts.counts.silence_kept_rate
    probing = facts.counts.probing_questions or 0
    if (
        facts.outcome in PROGRESS
        and not flagged
        and probing >= settings.exemplary_fewest_probing
        and kept is not None
        and kept >= settings.exemplary_kept_from
    ):
        sentence = pack.say("exemplary", probing=probing, kept=kept)
        shown = [s.evidence for s in facts.silences if s.probing and s.result == "kept"]
        yield _flag("exemplary", sentence, settings, shown)
