"""The yes that gives the seller's own verb back: "shall we run one?" - "run it"."""

from __future__ import annotations

from analysis.measures.open_proposal import OpenProposal
from analysis.measures.said import Said

_LONGEST = 5
"""Tokens of a clause that does no more than tell the other to go on."""

_INFINITIVE = "en"
"""What a Dutch infinitive ends on: "leggen", of which "leg" is the imperative."""

_SHORTEST = 3
"""Letters of a verb that is told from a word that only stands there."""


def says_verb_back(said: Said, proposal: OpenProposal) -> str | None:
    """ "We could run a test batch. Are we doing that?" - "Run it.", "zal ik hem leggen?" - "Leg
    maar.": the words that say so, None where it does not."""
    if proposal.by != "seller" or not proposal.closed or said.denies:
        return None
    ends = next((at for at, word in enumerate(said.words) if word[-1] in ",.!"), None)
    clause = said.tokens if ends is None else said.pack.texts(said.words[: ends + 1])
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
