"""Everything callprobe says about one call, from its conversation."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.conversation import Conversation
from analysis.findings import Measures, NotMeasurable, Score
from analysis.judgement.flags import Facts, check_by_hand, flags
from analysis.judgement.outcome import judge_outcome
from analysis.judgement.score import score
from analysis.judgement.summary import summary
from analysis.language.pack import Pack
from analysis.measures.commitments import commitments
from analysis.measures.counts import counts
from analysis.measures.customer_map import customer_map
from analysis.measures.pleasantness import pleasantness
from analysis.measures.questions import questions
from analysis.measures.silences import answered, silences
from analysis.measures.talk import talk
from analysis.measures.tension import tensions
from analysis.no_counts import NO_COUNTS
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


@dataclass(frozen=True, slots=True)
class _Reason:
    """Why a call can't be read: a sentence in English, and the pack's words for it."""

    english: str
    said: str


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
    reasons = _why_unreadable(conversation, pack)
    if reasons or pack is None:
        return _unreadable(conversation, pack, reasons, settings)
    spoken = talk(conversation, settings.talk)
    asked = questions(conversation, pack, settings.questions)
    quiet = silences(conversation, asked, pack, settings.silences)
    asked = answered(asked, quiet)
    rows = commitments(conversation, asked, pack, settings.commitments)
    entries = customer_map(conversation, asked, pack)
    needs = [entry for entry in entries if entry.kind == "need"]
    tense = tensions(conversation, asked, quiet, rows, needs, pack, settings.tension)
    sums = counts(conversation, asked, quiet, needs, settings.questions, settings.silences)
    pleasant = pleasantness(conversation, pack, settings.pleasantness)
    judged = judge_outcome(conversation, rows, asked, pack, settings.outcome)
    facts = Facts(
        conversation,
        spoken,
        asked,
        quiet,
        sums,
        rows,
        entries,
        tense,
        pleasant,
        judged.outcome,
        report,
    )
    doubted = _timing_doubt(conversation)
    raised = flags(facts, pack, settings.flags, settings.pleasantness)
    if doubted:
        raised = (*raised, check_by_hand([pack.say("reason_times")], pack, settings.flags))
    told = summary(judged, pack)
    return Measures(
        talk=spoken,
        questions=asked,
        silences=quiet,
        counts=sums,
        commitments=rows,
        customer_map=entries,
        tensions=tense,
        pleasantness_per_100_turns=pleasant,
        outcome=judged.outcome,
        outcome_reason=told,
        flags=raised,
        score=score(judged.outcome, rows, sums, entries, spoken, settings.score),
        summary=told,
        not_measurable=doubted,
    )


def _timing_doubt(conversation: Conversation) -> tuple[NotMeasurable, ...]:
    doubt = conversation.doubted("word_times")
    return () if doubt is None else (NotMeasurable("silences", doubt.detail),)


def _why_unreadable(conversation: Conversation, pack: Pack | None) -> list[_Reason]:
    reasons: list[_Reason] = []
    if pack is None:
        reasons.append(_Reason("the language is none that callprobe knows", "reason_language"))
    mixed = conversation.doubted("mixed_languages")
    if mixed is not None:
        reasons.append(_Reason(mixed.detail, "reason_languages"))
    speakers = {segment.speaker for segment in conversation.segments}
    if len(speakers & {"seller", "customer"}) < 2:
        reasons.append(_Reason("there is only one speaker", "reason_speakers"))
    elif not conversation.roles.known:
        reasons.append(_Reason(f"roles: {conversation.roles.why}", "reason_roles"))
    doubt = conversation.doubted("words_untrusted")
    if doubt is not None:
        reasons.append(_Reason(doubt.detail, "reason_words"))
    if not any(turn.words for turn in conversation.turns) and doubt is None:
        reasons.append(_Reason("no words were recognized", "reason_words"))
    return reasons


def _unreadable(
    conversation: Conversation,
    pack: Pack | None,
    reasons: list[_Reason],
    settings: AnalysisSettings,
) -> Measures:
    why = "; ".join(reason.english for reason in reasons)
    said = [r.english if pack is None else pack.say(r.said) for r in reasons]
    spoken = talk(conversation, settings.talk)
    told = why if pack is None else pack.say("outcome_unknown", reason="; ".join(said))
    missing = [NotMeasurable(measure, why) for measure in _NEEDS_WORDS]
    if spoken.seller_talk_share_of_speech is None:
        missing.append(NotMeasurable("talk share", why))
    alone = any(reason.said == "reason_speakers" for reason in reasons)
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
        score=Score(None, None, None, None, None, None, why),
        summary=told,
        not_measurable=tuple(missing),
    )
