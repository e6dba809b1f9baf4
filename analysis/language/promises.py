"""What one sentence does by its words: promise, show willingness, refuse, say yes or no.

Searle (1976) calls the first two commissives: "I will", "ik stuur", "I am going to". A promise
stands on its own; willingness ("I would like to", "ik kan wel") and a bare answer ("sure",
"nee") only bind where the sentence names a step or the other side asked for one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.language.cues import Match
from analysis.language.pack import Pack

DoingKind = Literal["promise", "willing", "refusal", "yes", "no"]

_NEAR = 3
"""A "not" turns a verb round when at most this many words part them."""

_LONGEST_ANSWER = 8
"""Words: a yes or no at the head of a longer sentence answers, but agrees to nothing by itself."""

_NUMBER = re.compile(r"\d+([.,]\d+)?(c|k|e)?")
_CURRENCY = re.compile(r"[$€£]\s?\.?\d|\d\s?[$€£%]|(?<!\w)\.\d")


@dataclass(frozen=True, slots=True)
class Doing:
    """What a sentence does, and the cue that told. ``rest`` are the words behind it, ``act`` the
    cue's own and those behind it: a Dutch verb ("ik teken") says what is promised itself.
    ``himself``: it is the speaker alone who will do it, not "we"."""

    kind: DoingKind
    cue: str
    rest: tuple[str, ...]
    act: tuple[str, ...]
    himself: bool


def doing(tokens: Sequence[str], pack: Pack) -> Doing | None:
    """What ``tokens`` do; None where they only tell something: hearsay, habits, wishes, doubt."""
    if not tokens or _in(tokens, ("reported", "habits"), pack):
        return None
    refused = pack.find("commitments.refusals", tokens)
    if refused is not None:
        return _found("refusal", refused, tokens, pack)
    if _in(tokens, ("hypothetical", "undecided"), pack):
        return None
    return _commissive(tokens, pack) or _answer(tokens, pack)


def names_amount(words: Sequence[str], tokens: Sequence[str], pack: Pack) -> bool:
    """Whether a sum or a number of things is named: "ten dollars", "€ 5", "half of it"."""
    return (
        any(_NUMBER.fullmatch(token) for token in tokens)
        or any(_CURRENCY.search(word) for word in words)
        or pack.find("commitments.amounts", tokens) is not None
    )


def names_nothing(tokens: Sequence[str], pack: Pack) -> bool:
    """Whether the sum named is none: "I'd give 0"."""
    numbers = [token for token in tokens if _NUMBER.fullmatch(token)]
    if not numbers:
        return pack.find("commitments.no_amount", tokens) is not None
    return not any(re.search("[1-9]", number) for number in numbers)


def _commissive(tokens: Sequence[str], pack: Pack) -> Doing | None:
    for kind, name in _COMMISSIVES:
        for found in pack.find_all(name, tokens):
            done = _found(kind, found, tokens, pack)
            if pack.find("commitments.empty_promises", done.rest) is not None:
                continue
            if _turned_round(tokens, found, pack):
                return _found("refusal", found, tokens, pack)
            return done
    return None


_COMMISSIVES: tuple[tuple[DoingKind, str], ...] = (
    ("promise", "commitments.promises"),
    ("willing", "commitments.willing"),
)


def _turned_round(tokens: Sequence[str], found: Match, pack: Pack) -> bool:
    """Whether a "not" stands by the verb; a "no" before it answers something else."""
    negations = pack.word_set("commitments.negations")
    before = set(tokens[max(0, found.first - _NEAR) : found.first])
    after = set(tokens[found.last + 1 : found.last + 1 + _NEAR])
    said_no = pack.word_set("conversation.no")
    return not negations.isdisjoint(after) or not (negations - said_no).isdisjoint(before)


def _answer(tokens: Sequence[str], pack: Pack) -> Doing | None:
    if len(tokens) > _LONGEST_ANSWER:
        return None
    no = pack.find("commitments.plain_noes", tokens)
    if no is not None:
        return _found("no", no, tokens, pack)
    yes = pack.find("commitments.acceptances", tokens)
    if yes is not None and not _denies(tokens, pack):
        return _found("yes", yes, tokens, pack)
    return None


def _found(kind: DoingKind, match: Match, tokens: Sequence[str], pack: Pack) -> Doing:
    said = tokens[match.first : match.last + 1]
    himself = not pack.word_set("commitments.i").isdisjoint(said)
    rest, act = tuple(tokens[match.last + 1 :]), tuple(tokens[match.first :])
    return Doing(kind, match.cue, rest, act, himself)


def _in(tokens: Sequence[str], lists: Sequence[str], pack: Pack) -> bool:
    return any(pack.find(f"commitments.{name}", tokens) is not None for name in lists)


def _denies(tokens: Sequence[str], pack: Pack) -> bool:
    negations = pack.word_set("commitments.negations")
    return any(token in negations for token in tokens)
