"""Whether the moment that is named is itself the yes: "Tuesday, then", "see you Monday"."""

from __future__ import annotations

from analysis.language.calendar_words import name_same_hour, time_words
from analysis.language.dates import When, find_when
from analysis.measures.open_proposal import OpenProposal
from analysis.measures.said import Said
from analysis.measures.steps import JOINT

_LIGHT = (
    "silences.endings",
    "conversation.leading",
    "questions.prepositions",
    "calendar.fillers",
)
"""Lists of words that say nothing beside a moment: "aan het eind van de maand, dan"."""


def agrees_by_moment(said: Said, when: When, proposal: OpenProposal) -> bool:
    """Whether the moment that is named is the yes. "Sunday, I'd have to see" is none."""
    if said.has("undecided", "stalls") or "silences.evasions" in said.heard:
        return _might_suit(said, when)
    if _is_answer(said, when):
        return True
    ways = (_takes_up, _names_it_back, _sends_it_then)
    return any(way(said, when, proposal) for way in ways)


def _might_suit(said: Said, when: When) -> bool:
    """ "Wednesday could possibly work, I'm not sure yet": tentative, and no stall."""
    return said.has("tentative") and said.has("fits") and when.date is not None


def _is_answer(said: Said, when: When) -> bool:
    """Whether a day or an hour is all that is said, and words that say nothing ("Tuesday, then")
    or that it suits. Any other word beside it may be a "not" that was misheard."""
    date = set(said.pack.texts(when.text.split()))
    light = frozenset().union(*map(said.pack.word_set, _LIGHT))
    if when.is_timed and date.union(light).issuperset(said.tokens):
        return True
    if not when.is_exact:
        return False
    may_follow = said.pack.word_set("commitments.after_fits") | date
    numbers = said.pack.word_set("questions.numbers")
    counted = (one for one in time_words(said.tokens, said.pack) if one.letter == "n")
    hours = {said.tokens[one.first] for one in counted}  # "na vieren"
    if may_follow.union(numbers, hours).issuperset(said.first_clause):
        return True
    fits = said.pack.find("commitments.fits", said.tokens)
    beside = said.tokens[fits.last + 1 :] if fits is not None else ()
    return fits is not None and (not beside or beside[0] in may_follow)


def _takes_up(said: Said, when: When, proposal: OpenProposal) -> bool:
    """ "See you Monday": the seller names the very day the customer put forward."""
    if proposal.by != "customer" or proposal.step not in JOINT or when.date is None:
        return False
    if proposal.words[-1].endswith("?"):
        return False  # "are you there on Sunday?" only asks
    named = find_when(proposal.words, said.pack, said.today)
    if named is not None and named.date is None:  # "I could do two o'clock" - "Thursday at two"
        return set(said.pack.texts(named.text.split())) <= set(said.tokens)
    return named is not None and named.date == when.date


def _names_it_back(said: Said, when: When, proposal: OpenProposal) -> bool:
    """ "Could I walk the yard with you on Thursday at half ten?" - "Thursday half ten, we're at the
    gate": the customer says the very hour that was asked for. A day alone is not enough: "Friday we
    have a wedding"."""
    if proposal.by != "seller":
        return False
    named, asked = (said.pack.texts(words) for words in (when.text.split(), proposal.words))
    return name_same_hour(named, asked, said.pack)


def _sends_it_then(said: Said, when: When, proposal: OpenProposal) -> bool:
    """ "Could you send us a sample?" - "That goes with the lorry on Tuesday", "Will you take the
    small one for three weeks?" - "Bring it on Monday": a thing that was asked about, on a day."""
    asked = proposal.doer == "listener" and proposal.closed
    spoken_of = not said.pack.word_set("commitments.things").isdisjoint(said.tokens)
    return asked and proposal.step in ("deliver", "trial") and spoken_of and when.is_exact
