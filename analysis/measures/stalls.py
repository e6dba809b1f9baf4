"""The customer's stall: what puts a step off, or stands in its place."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.findings import Commitment, Step
from analysis.language.dates import is_timed
from analysis.measures.already_said import said_in_turn
from analysis.measures.answers import takes_trial
from analysis.measures.commitment_rows import row
from analysis.measures.open_proposal import OpenProposal
from analysis.measures.said import Said
from analysis.measures.steps import JOINT, step_of

_STALLED_BY_NAME: frozenset[Step] = frozenset(("quote", "information", "internal"))
"""Steps that a stall names itself, whatever was proposed: "just send me a quote"."""


_LONGEST_BARE = 9
"""Tokens of a stall that names nobody: "maybe some time after the summer"."""


def stall(said: Said, proposal: OpenProposal | None) -> Commitment | None:
    """The customer's "I'll think about it"; None where there is none, as in "bel mij vanmiddag om
    half vier".

    A stall is also what hangs on something nobody can test ("als het goed voelt"), what is refused
    only until then ("ik teken niets voordat ..."), talking it over with nobody, or never, and a
    call some time in place of what was proposed: "ring me in the autumn".
    """
    when = said.when if said.has("asks") else None
    calls = proposal is not None and proposal.step == "call_back"
    named_enough = ("exact", "rough") if calls else ("exact",)  # "may I ring you next week?"
    if (when is not None and when.exactness in named_enough) or said.has("reported"):
        return None
    named = step_of(said.tokens, said.pack)
    step: Step = "other" if proposal is None else proposal.step
    none = said.has("keen", "no_stalls") or _only_tells(said, proposal)
    none = none or takes_trial(said, proposal) is not None
    cue = None if none else said.cue("stalls")
    if cue is None:
        open_ended = said.cue("vague_conditions") or said.cue("not_before")
        if proposal is not None and _waits_for_a_word(proposal):
            open_ended = open_ended or said.cue("maybes")
        if proposal is not None or said.has("promises", "undertakes", "willing", "keen"):
            cue = open_ended
            step = step if named is None or proposal is not None else named[0]
    else:
        own = _clause_of(said, cue)
        rings = own is not None and own[0] == "call_back" and said.has("asks")  # "ring me later"
        # "Yes, send it" means the quote, and "I'll let you know" what was proposed.
        head = said.up_to_comma or said
        tells = proposal is not None and head.in_his_own_name and not said.has("asks")
        sent = own is not None and own[0] == "information" and (step == "quote" or tells)
        if own is not None and (rings or own[0] in _STALLED_BY_NAME) and not sent:
            step = own[0]
    would_talk = named is not None and named[0] == "internal" and _would_talk(said, proposal)
    if cue is None and named is not None and would_talk and not _says_yes(said, proposal):
        cue, step = named[1], "internal"
    if cue is None and when is not None and proposal is not None:
        called = named is not None and named[0] == "call_back" != proposal.step
        cue, step = (said.cue("asks"), "call_back") if called else (None, step)
    return None if cue is None else row(said, "customer", "stall", step, cue)


def _says_yes(said: Said, proposal: OpenProposal | None) -> bool:
    """ "Would you bring it up at the meeting next week?" - "I will, I'll put it on the agenda": the
    moment was asked for, and stands."""
    if proposal is None or proposal.step != "internal" or not said.has("acceptances"):
        return False
    return is_timed(proposal.words, said.pack)


def _waits_for_a_word(proposal: OpenProposal) -> bool:
    """Whether the seller asks for a yes or a no, or when to meet. When others meet, nobody may know
    yet."""
    return proposal.by == "seller" and (proposal.closed or proposal.step in JOINT)


def _clause_of(said: Said, cue: str) -> tuple[Step, str] | None:
    """The step that is named where the stall is heard: "send me the folder, then I'll lay it on the
    table at home" takes information."""
    head = said.up_to_comma
    stalls = said if head is None or head.cue("stalls") != cue else head
    return step_of(stalls.tokens, said.pack)


def _only_tells(said: Said, proposal: OpenProposal | None) -> bool:
    """ "Sooner or later a van breaks down", "somebody has to go through the list twice": where
    nothing was proposed, a long sentence without "I", "you" or "it" puts nothing off."""
    if proposal is not None or len(said.tokens) <= _LONGEST_BARE:
        return False
    pack = said.pack
    meant = pack.word_set("commitments.you").isdisjoint(said.tokens) and not said.has("it")
    return said.has("long_past", "past") or (meant and not said.in_his_own_name)


def taking(said: Said, proposal: OpenProposal | None) -> Commitment | None:
    """ "Shall I put it on paper?" - "Do." Taking a quote stands where a step could have been."""
    offered = proposal is not None and proposal.closed and proposal.step == "quote"
    if not offered or said.denies or said.has("reported"):
        return None
    yes = said.cue("acceptances")
    return None if yes is None else row(said, "customer", "stall", "quote", yes, proposal=proposal)


def lets_send(said: Said, promised: Commitment) -> Commitment | None:
    """ "I'll put a quote together." - "Yes, send it over": the quote, in place of a step."""
    yes = said.cue("takes")
    if yes is None or said.denies or said.has("reported") or promised.step != "quote":
        return None
    return row(said, "customer", "stall", "quote", yes)


def asks_instead(said: Said, proposal: OpenProposal | None) -> Commitment | None:
    """ "Could you put together a quote?", "may I sleep on it?": the customer's stall in the form
    of a question."""
    if said.sentence.side != "customer":
        return None
    asked = proposal is not None and proposal.by == "seller"
    waits = asked and said.pack.find("purpose.may_we", said.tokens) is not None
    stalled = stall(said, proposal if waits else None)
    return stalled if stalled is not None and (waits or stalled.step == "quote") else None


def is_quote(said: Said, rows: Sequence[Commitment]) -> bool:
    """Whether what the seller sends is a quote: the last of ``rows`` asks for one, or is his own
    promise just before, "I'll make you a quote. You'll have it on Friday"."""
    last = rows[-1] if rows else None
    if last is None or last.step != "quote":
        return False
    goes_on = last.by == "seller" and said_in_turn(last, said)
    return last.kind == "stall" or (goes_on and said.has("it", "receives"))


def _would_talk(said: Said, proposal: OpenProposal | None) -> bool:
    """ "We'll have to run it by the partners": an internal step with no moment, or nobody. Where
    nothing was proposed it is of "it" that they must talk: one also rings one's mother."""
    would = said.has("promises", "undertakes", "willing", "duty")
    return (
        said.in_his_own_name
        and (proposal is not None or said.has("it", "duty"))
        and (would or said.pack.find("purpose.may_we", said.tokens) is not None)
        and not said.has("past")
    )
