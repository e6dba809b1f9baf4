"""The yes to what the other side proposed: said in so many words, by a day, or by a promise."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from analysis.findings import By, Commitment, Step
from analysis.language.calendar_words import names_day_or_month
from analysis.language.dates import When, find_when
from analysis.language.number_words import is_number
from analysis.measures.commitment_rows import row
from analysis.measures.open_proposal import OpenProposal
from analysis.measures.said import Said
from analysis.measures.said_back import says_back
from analysis.measures.steps import FOR_MONEY, JOINT, ON_PAPER, step_of
from analysis.measures.yes_by_moment import agrees_by_moment

_CUSTOMERS: frozenset[Step] = frozenset(("trial", "order", "pay", "internal"))
"""Steps that are the customer's, whoever proposes or installs it."""

_BY_EITHER: frozenset[Step] = frozenset(("pay", "internal"))
"""... unless he asks the seller to: "could you raise it with my boss on Monday?"."""

_NOTHING_BINDING: frozenset[Step] = ON_PAPER | {"other"}
"""Of "other" it is not known who would do what."""

_DONE_IN_TALK: frozenset[Step] = JOINT | {"deliver"}
"""Steps that what is done in the talk may sound like: "let's look at the figures"."""

_NEXT_WEEK_ENDS = timedelta(days=14)
"""What is asked for "next week" is nearer than this."""

_LONGEST_TAKE = 6
"""Tokens of a "send it over" that is all that is said."""


def acceptance(
    said: Said, proposal: OpenProposal | None, agrees_by: str | None = None
) -> Commitment | None:
    """A yes to ``proposal``, by either side. Nothing where it isn't known what was proposed.
    ``agrees_by`` is a cue in it that agrees beside those of the list."""
    if proposal is not None and _has_him_come(said, proposal):
        proposal = replace(proposal, step="meeting")
    if proposal is None or proposal.step in _NOTHING_BINDING:
        return None
    asked = None if _offers_days(proposal, said) else moment_of(proposal, said)
    yes = _yes(said, proposal, asked)
    yes = yes or agrees_by or takes_trial(said, proposal) or says_back(said, proposal, asked)
    when = said.when
    dated = when is not None and agrees_by_moment(said, when, proposal)
    asked_back = _asked_back(said, proposal, when)
    if asked_back is not None and yes is None:
        proposal = asked_back
    agrees = yes is not None or dated or asked_back is not None
    if not agrees or _is_no_yes(said, proposal):
        return None
    timed = when is not None and when.is_timed
    if not proposal.closed and asked_back is None and not timed:
        return None
    when = on_day_of(asked, when, said) if timed else asked
    if _is_for_now(proposal, when, said) or (when is None and _names_no_step(said, proposal)):
        return None
    return _accepted(said, proposal, yes, when, by_moment=dated)


def _yes(said: Said, proposal: OpenProposal, asked: When | None) -> str | None:
    """The cue of a yes in so many words to ``proposal``, which asks for the moment ``asked``."""
    # Of somebody who is to be there "yes, he's home then" is a yes.
    others = proposal.step != "decision_maker" and said.has("tells_of")
    if others and not _is_that_day(said, asked):
        return None
    less = said.has("no_acceptances") or _takes_less(said, proposal)
    return None if less else said.cue("acceptances")


def _is_no_yes(said: Said, proposal: OpenProposal) -> bool:
    """Whether what sounds like a yes is none: told of others, denied, for another price or day."""
    if said.has("reported") and proposal.step != "decision_maker":  # "sure, he wants to see it"
        return True
    if proposal.step in FOR_MONEY and _bids(said):
        return True
    if said.has("doubters", "long_past", "hypothetical"):
        return True
    return said.denies or _is_for_another_moment(said) or refuses_that_day(said, proposal)


def _accepted(
    said: Said, proposal: OpenProposal, yes: str | None, when: When | None, *, by_moment: bool
) -> Commitment:
    """The row of a yes to ``proposal`` for ``when``; ``by_moment``: the moment named is the yes."""
    by = _who(said, proposal)
    cue = yes if yes is not None else (when.text if when else "")
    if (by, proposal.step) == ("customer", "internal") and (when is None or not when.is_timed):
        return row(said, by, "stall", "internal", cue, proposal=proposal)  # some time
    # "I could do Wednesday" is a yes to Wednesday.
    suits = by_moment and when is not None and when.is_exact and not said.has("undecided")
    grade = "A" if suits else said.grade(when)
    return row(said, by, "accept", proposal.step, cue, grade=grade, when=when, proposal=proposal)


def _names_no_step(said: Said, proposal: OpenProposal) -> bool:
    """Whether a yes without a moment takes no step: "shall I send you the report?" - "yes, please",
    and the seller's "very good" to a visit some time."""
    informs = _who(said, proposal) == proposal.by == "seller"
    return informs or said.sentence.side == "seller"


def _is_for_now(proposal: OpenProposal, when: When | None, said: Said) -> bool:
    """ "Shall we look at the price?", "I'll come to that in a minute": what is done in the talk
    itself is no appointment."""
    another_day = when is not None and (when.date is None or when.date != said.today)
    if proposal.step not in _DONE_IN_TALK or another_day:
        return False
    return said.pack.find("commitments.in_talk", said.pack.texts(proposal.words)) is not None


def _asked_back(said: Said, proposal: OpenProposal, when: When | None) -> OpenProposal | None:
    """What an answer asks for by a time that it names: "shall we meet?" - "ring me on Thursday" a
    call, and "come by some time soon" the visit. "Mail me next week" asks for nothing that binds.
    """
    if when is None or not said.has("asks") or _puts_it_off(when, proposal, said):
        return None
    named = step_of(said.tokens, said.pack)
    if named is None and proposal.step not in JOINT and not when.is_exact:
        return None  # "same again this year?" - "come back to me in the autumn"
    asks = proposal.step if named is None else named[0]
    on_paper = asks in ON_PAPER and proposal.step != "deliver"
    if on_paper or (not when.is_timed and proposal.step not in JOINT):
        return None
    return replace(proposal, step=asks) if {asks, proposal.step} <= JOINT else proposal


def takes_trial(said: Said, proposal: OpenProposal | None) -> str | None:
    """The cue of "send it over", where the seller offers a trial: what is sent is what is tried."""
    if proposal is None or proposal.step != "trial" or not proposal.closed or said.denies:
        return None
    if said.has("no_acceptances"):
        return None  # "put it in an email"
    if len(said.tokens) > _LONGEST_TAKE:
        return None  # "do, by all means, and then I'll read it some time"
    return said.cue("takes") if proposal.by == "seller" else None


def _puts_it_off(when: When, proposal: OpenProposal, said: Said) -> bool:
    """ "May I come next week?" - "Try again after the holidays": a time that was not asked for."""
    asked = moment_of(proposal, said)
    return not when.is_exact and asked is not None and asked.text != when.text


def refuses_that_day(said: Said, proposal: OpenProposal) -> bool:
    """ "May I ring you on Wednesday?" - "No, on Wednesday I'm off": a no, and the day asked for."""
    if said.pack.word_set("conversation.no").isdisjoint(said.tokens[:1]) or said.when is None:
        return False
    asked = moment_of(proposal, said)
    return asked is not None and asked.date is not None and asked.date == said.when.date


def _is_that_day(said: Said, asked: When | None) -> bool:
    """ "Yes, he's in the shop on Tuesday anyway": on the very day that was asked for."""
    when = said.when
    if asked is None or when is None or when.date is None:
        return False
    return asked.date == when.date


def _is_for_another_moment(said: Said) -> bool:
    """ "I'm away then, any day after that suits me": a moment that has no day of its own, as
    "Tuesday the week after" has."""
    if not said.has("other_moments"):
        return False
    words = () if said.when is None else said.pack.texts(said.when.text.split())
    return said.pack.find("commitments.other_moments", words) is None


def moment_of(proposal: OpenProposal, said: Said) -> When | None:
    """The moment that a proposal names."""
    return find_when(proposal.words, said.pack, said.today)


def _offers_days(proposal: OpenProposal, said: Said) -> bool:
    """ "Does Wednesday or Friday suit you?" - "Either is fine": which of the two is not told."""
    tokens = said.pack.texts(proposal.words)
    days = sum(names_day_or_month((token,), said.pack) for token in tokens)
    return days > 1 and not said.pack.word_set("questions.choice").isdisjoint(tokens)


def on_day_of(asked: When | None, when: When | None, said: Said) -> When | None:
    """ "Shall we meet on Wednesday at two?" - "At three": the hour that is named, on the day asked
    for; and of "Tuesday next week" - "Wednesday's better" the Wednesday of that week."""
    if when is None or asked is None or asked.date is None or not when.is_exact:
        return when
    if when.date is not None:
        return _in_that_week(asked, when, said)
    if _names_a_day(said, when):
        return when
    starts = said.pack.word_set("calendar.at") | said.pack.word_set("calendar.half")
    words = asked.text.split()
    hour = (at for at, word in enumerate(words) if not starts.isdisjoint(said.pack.texts((word,))))
    day = " ".join(words[: next(hour, len(words))])
    at = when.text[:1].lower() + when.text[1:]  # "At three."
    return replace(asked, text=f"{day} {at}".strip())


def _in_that_week(asked: When, when: When, said: Said) -> When:
    """ "Wednesday" alone, which was read as the next one; of "at the end of the month" no week is
    known."""
    today, this = said.today, said.pack.word_set("calendar.this")
    weekdays = tuple(said.pack.word_set("calendar.weekdays"))
    bare = when.text.lower().startswith(weekdays) and this.isdisjoint(said.tokens)
    if not bare or today is None or asked.date is None or when.date is None:
        return when  # "tomorrow", "Wednesday this week"
    monday = asked.date - timedelta(days=asked.date.weekday())
    near = asked.is_exact or asked.date - today < _NEXT_WEEK_ENDS
    if not near or not today < when.date < monday:
        return when
    return replace(when, date=monday + timedelta(days=when.date.weekday()))


def _names_a_day(said: Said, when: When) -> bool:
    """ "Tuesday the week after": a day of its own, though nobody can tell which date it is."""
    return names_day_or_month(said.pack.texts(when.text.split()), said.pack)


def _bids(said: Said) -> bool:
    """ "Agreed, but for eight hundred": another price is no yes; "doe maar tien" is one."""
    behind = said.behind_but
    yes = said.pack.find("commitments.acceptances", said.tokens)
    but = said.pack.word_set("commitments.but")
    if behind is None or behind.when is not None:
        return False
    if yes is not None and not but.isdisjoint(said.tokens[yes.first : yes.last + 1]):
        return False
    return behind.has("amounts") or any(is_number(token, said.pack) for token in behind.tokens)


def _has_him_come(said: Said, proposal: OpenProposal) -> bool:
    """ "Shall we stand there together, then?" - "Come over, Wednesday at half past seven": what was
    asked is not known, but the answer names the visit and its hour."""
    together = proposal.by == "seller" and proposal.doer == "both" and proposal.closed
    return together and proposal.step == "other" and said.has("asks") and said.is_dated


def _takes_less(said: Said, proposal: OpenProposal) -> bool:
    """ "Shall we sit down on Tuesday? Or have a look at the film first" - "Go on with the film,
    then": a yes that is none in so many words, to what binds nobody, and on no day."""
    named = step_of(said.tokens, said.pack)
    if named is None or named[0] not in ON_PAPER or proposal.step == "deliver":
        return False
    in_words = said.begins_with_yes or said.has("does_it")
    return not in_words and said.when is None


def _who(said: Said, proposal: OpenProposal) -> By:
    """Meetings and calls are joint; trying, buying, paying and deciding are the customer's; any
    other step is for the one who would do it: "shall I?" the one who asks, "will you?" the other.
    """
    if proposal.step in JOINT:
        return "joint"
    of_seller = proposal.by == "customer" and proposal.doer == "listener"
    if proposal.step in _CUSTOMERS and not (of_seller and proposal.step in _BY_EITHER):
        return "customer"
    if proposal.doer == "speaker" and not said.has("himself"):
        return "seller" if proposal.by == "seller" else "customer"
    return said.by  # "shall I invite your boss?" - "I'll do that myself"
