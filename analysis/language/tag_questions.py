"""A statement that asks at its end: "..., toch?", "..., isn't it".

An English tag turns its clause round: a negative tag follows a positive clause and the other way
about (Quirk et al. 1985, 11.8). "You did it" ends in an auxiliary and a pronoun too, and is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.language.pack import Pack
from analysis.language.question_reading import QuestionReading

_SHORTEST = 3
"""Words of a statement with its tag, at least."""

_CLAUSE = 4
"""Words before a tag of one word: "that's right" agrees."""


def tagged(tokens: Sequence[str], marked: bool, pack: Pack) -> QuestionReading | None:
    """``tokens`` as a statement with a tag; without a question mark only one that is sure to be
    one, and a clause before it."""
    if len(tokens) < _SHORTEST:
        return None
    match = pack.find("questions.tags", tokens)
    if match is None:
        return None
    tag = tokens[match.first : match.last + 1]
    if marked:
        return (
            None
            if _has_subject(tokens, match.first, pack)
            else QuestionReading("check", match.cue, 0.9)
        )
    if len(tag) == 1:
        sure = match.first >= _CLAUSE and pack.find("questions.sure_tags", tokens) is not None
        complete = tokens[match.first - 1] not in pack.word_set("questions.verbs") | pack.word_set(
            "questions.unfinished"
        )
        return QuestionReading("check", match.cue, 0.5) if sure and complete else None
    if not _turns_round(tokens[: match.first], tag, pack):
        return None
    return QuestionReading("check", match.cue, 0.6)


def _has_subject(tokens: Sequence[str], first: int, pack: Pack) -> bool:
    """Whether what looks like a tag is the verb of the clause before it: "why do you do that?"."""
    if pack.language != "en" or first < 2:
        return False
    verb, subject = tokens[first - 2 : first]
    asks = verb in pack.word_set("questions.verbs") and subject in pack.word_set("questions.askers")
    return asks and tokens[first] in pack.word_set("questions.verbs")


def _turns_round(clause: Sequence[str], tag: Sequence[str], pack: Pack) -> bool:
    """Whether a tag of verb and pronoun fits its clause; other tags always do."""
    if pack.language != "en":
        return True
    if len(tag) > 2 and tag[-1] not in pack.word_set("questions.askers"):
        return True  # "is that right" fits any clause
    if tag[0] not in pack.word_set("questions.verbs"):
        return tag[0] != "or"  # "whether it is there or not" asks nothing
    if not clause or clause[-1] in pack.word_set("questions.tag_ties") | pack.word_set(
        "questions.subjects"
    ):
        return False
    denied = pack.find("commitments.negations", clause) is not None
    return ("not" in tag) != denied
