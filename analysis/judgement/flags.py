"""Flags: why a coach should hear this call, in one sentence of the call's language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.findings import Evidence, Flag, FlagName
from analysis.judgement.claims import unfounded_claim
from analysis.judgement.dropped import dropped_problems
from analysis.judgement.facts import Facts
from analysis.judgement.outcome import PROGRESS, is_firm_step, standing
from analysis.judgement.reasons import Reason
from analysis.language.pack import Pack
from analysis.measures.pleasantness import pleasant_moments
from analysis.measures.steps import ON_PAPER
from analysis.settings import FlagSettings, PleasantnessSettings

_SAYS_NOTHING_OF_A_STEP = ON_PAPER | {"call_back"}
_QUOTE_LETTERS = 70
_CLAIM_LETTERS = 200
"""A claim is told whole: which of them was not found is what the flag is about."""


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
    by_hand = [] if untimed is None else [_silences_by_hand(untimed, pack, settings)]
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


def _silences_by_hand(why: Reason, pack: Pack, settings: FlagSettings) -> Flag:
    """The flag of a call whose words can be read and whose silences can't be timed."""
    return _flag("check_by_hand", pack.say("check_by_hand_silences", reasons=why.said), settings)


def _flag(
    name: FlagName, sentence: str, settings: FlagSettings, evidence: Sequence[Evidence] = ()
) -> Flag:
    return Flag(name, settings.severity[name], sentence, tuple(evidence))


def _short(quote: str, letters: int = _QUOTE_LETTERS) -> str:
    return quote if len(quote) <= letters else quote[:letters].rsplit(" ", 1)[0] + " …"


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
        row for row in facts.commitments if row.by == "seller" and row.step == "quote" and row.binds
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
        # The one that is quoted is the first that the coach hears.
        heard = [row.evidence for row in reversed(stalls)]
        yield _flag("lingering_maybe", sentence, settings, heard)


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
    dropped = dropped_problems(facts, pack, settings.problem_confidence_from)
    if dropped:
        sentence = pack.say("problem_dropped", quote=_short(dropped[0].quote))
        yield _flag("problem_dropped", sentence, settings, dropped)


def _tension_abandoned(facts: Facts, pack: Pack, settings: FlagSettings) -> Iterator[Flag]:
    left = [t.evidence for t in facts.tensions if t.ended == "abandoned"]
    if left:
        reply = facts.conversation.turns[left[0].turn_ids[-1]].sentences[:2]
        quote = _short(" ".join(said.text for said in reply))
        sentence = pack.say("tension_abandoned", quote=quote)
        yield _flag("tension_abandoned", sentence, settings, left)


def _claim_not_found(facts: Facts, pack: Pack, settings: FlagSettings) -> Iterator[Flag]:
    heard = [
        s for turn in facts.conversation.turns if turn.side == "customer" for s in turn.sentences
    ]
    claim = unfounded_claim(facts.report or "", facts.commitments, pack, heard)
    if claim is not None:
        sentence = pack.say("claim_not_found", report=_short(claim, _CLAIM_LETTERS))
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
