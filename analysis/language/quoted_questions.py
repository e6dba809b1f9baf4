"""Questions of somebody else, or of another time: "toen vroeg hij, waarom", "people ask where is
the castle". They are told, not asked, and never count.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.language.open_questions import question_words
from analysis.language.pack import Pack
from analysis.language.question_reading import QuestionReading

_ANNOUNCED_WITHIN = 10
"""A quoted question begins within so many words."""

_BETWEEN = 4
"""Words between the verb of saying and the question, at most: "asked me you know where"."""


def quotes(
    all_tokens: Sequence[str], tokens: Sequence[str], words: Sequence[str], pack: Pack
) -> bool:
    """Whether what was read as a question is somebody else's: "toen vroeg hij, ..." comes before
    what was asked."""
    if pack.find("questions.indirect", tokens) is not None:
        return False
    match = pack.find("questions.quoted", all_tokens)
    if (match is None or match.first > 3) and not _announced(words, pack):
        return False
    asks_itself = tokens[0] in question_words(pack) or tokens[0] in pack.word_set("questions.verbs")
    return not asks_itself


def told_question(tokens: Sequence[str], pack: Pack) -> QuestionReading | None:
    """A statement with a question told in it, in the word order of one: "so people say how do I
    get there". A clause ("he said where it is") keeps the order of a clause."""
    said = pack.word_set("questions.sayings")
    for at, token in enumerate(tokens):
        if token in said:
            for begin in range(at + 1, min(at + 2 + _BETWEEN, len(tokens) - 1)):
                if _turned(tokens[begin : begin + 3], pack):
                    cue = " ".join((token, *tokens[begin : begin + 3]))
                    return QuestionReading("open", cue, 0.6, "quoted")
    return None


def _turned(tokens: Sequence[str], pack: Pack) -> bool:
    """Whether ``tokens`` begin with a question word, a verb, and its subject. Behind a word that
    also ties clauses a noun may be something else than the subject: "said what is the use"."""
    opening = question_words(pack) - pack.word_set("questions.never_told")
    if len(tokens) < 3 or tokens[0] not in opening:
        return False
    subjects = pack.word_set("questions.askers")
    if tokens[0] not in pack.word_set("questions.clause_words"):
        subjects |= pack.word_set("questions.articles")
    return tokens[1] in pack.word_set("questions.verbs") and tokens[2] in subjects


def _announced(words: Sequence[str], pack: Pack) -> bool:
    """Words of saying, by anybody but the listener, and a comma or colon before what was said:
    "my boss said to me, why don't we", "mijn baas zei nog: waarom"."""
    said = pack.word_set("questions.sayings")
    listeners = pack.word_set("questions.listeners")
    for at, word in enumerate(words[:_ANNOUNCED_WITHIN]):
        if word.endswith((",", ":")) and at + 1 < len(words):
            before = pack.texts(words[: at + 1])
            if not pack.word_set("questions.supposing").isdisjoint(before[:2]):
                return False  # "and if it goes on like this, what then?"
            if not said.isdisjoint(before[1:]):  # "say it breaks, then what" supposes
                own = before[-1] in pack.word_set("questions.verbs")  # "what I'm asking is, why"
                return listeners.isdisjoint(before) and not own
    return False
