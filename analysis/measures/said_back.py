"""The yes that gives the words of the question back: its number, its day, its verb."""

from __future__ import annotations

from analysis.language.dates import When
from analysis.language.number_words import is_number
from analysis.measures.open_proposal import OpenProposal
from analysis.measures.said import Said

_LONGEST = 5
"""Tokens of a clause that does no more than tell the other to go on."""

_INFINITIVE = "en"
"""What a Dutch infinitive ends on: "leggen", of which "leg" is the imperative."""

_SHORTEST = 3
"""Letters of a verb that is told from a word that only stands there."""


def says_back(said: Said, proposal: OpenProposal, asked: When | None) -> str | None:
    """The words that say so, None where it does not; ``asked`` is the moment proposed."""
    number, day = _number(said, proposal), _day(said, asked)
    return number or day or _verb(said, proposal)


def _number(said: Said, proposal: OpenProposal) -> str | None:
    """ "So you'll take all five?" - "All five.": the number that is said back, and nothing else;
    or, where it was asked for, any number and its measure: "ten boxes"."""
    asked = said.pack.texts(proposal.words)
    if said.pack.find("commitments.asks_quantity", asked) is not None:
        return _quantity(said)
    if said.pack.find("commitments.closes", asked) is None:
        return None
    counts = any(is_number(token, said.pack) for token in said.tokens)
    return " ".join(said.tokens) if counts and set(asked).issuperset(said.tokens) else None


def _quantity(said: Said) -> str | None:
    """A number and its measure, where no more is said: "ten", "a thousand litres"."""
    clause, pack = said.first_clause, said.pack
    article = not pack.word_set("questions.articles").isdisjoint(clause[:1])
    counted = [is_number(token, pack) for token in clause]
    begins = any(counted[: 1 + article])
    return " ".join(clause) if begins and counted[article:].count(False) <= 1 else None


def _day(said: Said, asked: When | None) -> str | None:
    """ "Could we meet on the twentieth?" - "The twentieth, I'm writing it down"."""
    if asked is None or not asked.is_exact or said.when is not None:
        return None
    named, clause = set(said.pack.texts(asked.text.split())), said.first_clause
    ordinals = said.pack.word_set("calendar.ordinals")
    day = any(token in ordinals or is_number(token, said.pack) for token in clause)
    return " ".join(clause) if day and named.issuperset(clause) else None


def _verb(said: Said, proposal: OpenProposal) -> str | None:
    """ "We could run a test batch. Are we doing that?" - "Run it.", "zal ik hem leggen?" - "Leg
    maar.": the words that say so, None where it does not."""
    if proposal.by != "seller" or not proposal.closed or said.denies:
        return None
    clause = said.first_clause
    if not 1 < len(clause) <= _LONGEST or said.pack.find("commitments.goes_on", clause) is None:
        return None
    asked = map(_skeleton, said.pack.texts(proposal.words))
    verb = clause[0]
    given_back = len(verb) >= _SHORTEST and _skeleton(verb) in asked
    return " ".join(clause) if given_back else None


def _skeleton(word: str) -> str:
    """A word without what a Dutch verb's forms differ in: "draaien" and "draai", "zetten" and
    "zet", "maken" and "maak". English verbs ask and tell in one form."""
    bare = word.removesuffix(_INFINITIVE)
    return "".join(letter for at, letter in enumerate(bare) if letter != bare[at - 1 : at])
