"""Everything callprobe says about one call, from its conversation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from analysis.conversation import Conversation
from analysis.findings import Measures, NotMeasurable
from analysis.judgement.facts import Facts
from analysis.judgement.flags import check_by_hand, flags
from analysis.judgement.outcome import Judged, judge_outcome
from analysis.judgement.reasons import Reason, why_no_silences, why_unreadable, why_unsure
from analysis.judgement.score import score
from analysis.judgement.summary import summary
from analysis.language.pack import Pack
from analysis.measures.commitments import commitments
from analysis.measures.counts import counts
from analysis.measures.customer_map import customer_map
from analysis.measures.follow_ups import dug_into
from analysis.measures.pleasantness import pleasantness
from analysis.measures.questions import questions
from analysis.measures.silences import answered, silences
from analysis.measures.talk import talk
from analysis.measures.tension import tensions
from analysis.no_counts import NO_COUNTS, OF_SILENCES
from analysis.settings import AnalysisSettings

_NEEDS_WORDS = (
    "questions",
    "silences",
    "commitments",
    "customer map",
    "tension",
    "pleasantness",
    "outcome",
    "score",
)


def measure(
    conversation: Conversation,
    pack: Pack | None,
    settings: AnalysisSettings,
    *,
    report: str | None = None,
) -> Measures:
    """All measures of a call; ``report`` is the seller's own report of it, if there is one.

    Where words or roles can't be trusted, nothing directional is claimed: those measures are
    empty, and ``not_measurable`` says which and why. Never raises on odd input.
    """
    reasons = why_unreadable(conversation, pack, settings)
    if reasons or pack is None:
        return _unreadable(conversation, pack, reasons, settings)
    untimed = why_no_silences(conversation, pack)
    asked = questions(conversation, pack, settings.questions)
    goes_on_within_s = settings.conversation.goes_on_within_s
    quiet = silences(conversation, asked, pack, settings.silences, goes_on_within_s)
    asked = answered(asked, quiet)
    if untimed is not None:
        quiet = tuple(replace(row, pause_s=None) for row in quiet)
    rows = commitments(conversation, asked, pack, settings.commitments)
    entries = customer_map(conversation, asked, rows, pack, settings.customer_map)
    needs = [entry for entry in entries if entry.kind == "need"]
    tense = tensions(conversation, asked, quiet, rows, needs, pack, settings.tension)
    dug = dug_into(needs, conversation, asked, settings.questions)
    sums = counts(conversation, asked, quiet, needs, dug, settings.silences)
    if untimed is not None:
        quiet, sums = (), replace(sums, **dict.fromkeys(OF_SILENCES))
    judged = judge_outcome(conversation, rows, asked, pack, settings.outcome)
    facts = Facts(
        conversation=conversation,
        talk=talk(conversation, settings.talk),
        questions=asked,
        silences=quiet,
        counts=sums,
        commitments=rows,
        entries=entries,
        dug_into=dug,
        tensions=tense,
        pleasantness=pleasantness(conversation, pack, settings.pleasantness),
        outcome=judged.outcome,
        report=report,
    )
    return _judged(facts, judged, untimed, pack, settings)


def _judged(
    facts: Facts, judged: Judged, untimed: Reason | None, pack: Pack, settings: AnalysisSettings
) -> Measures:
    """What a call of these ``facts`` comes to: with its flags, its score and what to make of it.
    ``untimed`` is why its silences can't be measured, if they can't."""
    sums, rows, entries = facts.counts, facts.commitments, facts.entries
    told = summary(judged, rows, pack)
    return Measures(
        talk=facts.talk,
        questions=facts.questions,
        silences=facts.silences,
        counts=sums,
        commitments=rows,
        customer_map=entries,
        tensions=facts.tensions,
        pleasantness_per_100_turns=facts.pleasantness,
        outcome=judged.outcome,
        outcome_reason=told,
        flags=flags(facts, pack, settings.flags, settings.pleasantness, untimed),
        score=score(judged.outcome, rows, sums, entries, facts.talk, settings.score),
        summary=told,
        not_measurable=_missing_or_unsure(untimed, why_unsure(facts.conversation, pack)),
    )


def _missing_or_unsure(
    untimed: Reason | None, unsure: Mapping[str, Reason]
) -> tuple[NotMeasurable, ...]:
    """What of a call whose words can be read is not there, or uncertain: a row a measure."""
    why = {} if untimed is None else {"silences": untimed.full, "score": untimed.full}
    for measure_, reason in unsure.items():
        why[measure_] = "; ".join(filter(None, (why.get(measure_), reason.full)))
    return tuple(NotMeasurable(measure_, reason) for measure_, reason in why.items())


def _missing(measures: Sequence[str], why: str) -> tuple[NotMeasurable, ...]:
    return tuple(NotMeasurable(measure, why) for measure in measures)


def _unreadable(
    conversation: Conversation,
    pack: Pack | None,
    reasons: list[Reason],
    settings: AnalysisSettings,
) -> Measures:
    why = "; ".join(reason.full for reason in reasons)
    said = [reason.said for reason in reasons]
    spoken = talk(conversation, settings.talk)
    if pack is None:
        told = f"The outcome can't be measured: {why}."
    else:
        told = pack.say("outcome_unknown", reason="; ".join(said))
    missing = _missing(_NEEDS_WORDS, why)
    if spoken.seller_talk_share_of_speech is None:
        missing += _missing(("talk share",), why)
    alone = any(reason.one_speaker for reason in reasons)
    if alone and pack is not None:
        told = pack.say("outcome_none", reason=pack.say("one_speaker"))
    return Measures(
        talk=spoken,
        questions=(),
        silences=(),
        counts=NO_COUNTS,
        commitments=(),
        customer_map=(),
        tensions=(),
        pleasantness_per_100_turns=None,
        outcome="none" if alone else None,
        outcome_reason=told,
        flags=(check_by_hand(said, pack, settings.flags),),
        score=score(None, (), None, None, spoken, settings.score),
        summary=told,
        not_measurable=missing,
    )
