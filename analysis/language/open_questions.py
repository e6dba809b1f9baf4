"""Questions with a question word: who, what, how, waarom, hoeveel.

Dutch and English tell them from clauses ("what you need is ...") by word order: in a question the
finite verb stands before its subject, unless the question word is the subject itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.language.pack import Pack
from analysis.language.question_reading import QuestionReading

_CLAUSE_WORDS = 9
"""How far behind the question word its verb may stand."""

_SHORT = 2
"""Words behind a "which" that asks without a verb: "which one"."""


def question_words(pack: Pack) -> frozenset[str]:
    """The question words of the language."""
    return pack.word_set("questions.question_words")


def has_question_word(tokens: Sequence[str], pack: Pack) -> bool:
    """Whether one of ``tokens`` is a question word."""
    return any(token in question_words(pack) for token in tokens)


def opener(tokens: Sequence[str], pack: Pack) -> QuestionReading | None:
    """Words that open a question whatever the word order: "what if", "stel dat"."""
    match = pack.find("questions.openers", tokens)
    return None if match is None else QuestionReading("open", match.cue, 0.85)


def asks_open(tokens: Sequence[str], marked: bool, pack: Pack) -> QuestionReading | None:
    """A question word in front, perhaps behind a preposition, and the verb before its subject."""
    at = 0
    if len(tokens) > 1 and tokens[0] in pack.word_set("questions.prepositions"):
        at = 1
    if at >= len(tokens) or tokens[at] not in question_words(pack):
        return None
    rest = tokens[at + 1 : at + 1 + _CLAUSE_WORDS]
    if marked and rest:
        return QuestionReading("open", " ".join(tokens[: at + 1]), 0.95)
    alone = pack.find("questions.alone", tokens)
    if alone is not None:
        return QuestionReading("open", alone.cue, 0.8)
    if not rest:
        return QuestionReading("open", tokens[at], 0.8) if marked or at > 0 else None
    if pack.language == "nl":
        return _dutch(tokens[at], rest, pack)
    return _english(tokens[at], at, rest, pack)


def _dutch(head: str, rest: Sequence[str], pack: Pack) -> QuestionReading | None:
    """The finite verb is second. A subject right after the question word is a clause."""
    subjects = pack.word_set("questions.clause_subjects")
    names = subjects | pack.word_set("commitments.determiners")  # "waar de wagen rijdt"
    if rest[0] in names or (rest[0] == "u" and len(rest) > 1):
        return None
    verbs = pack.word_set("questions.verbs")
    relative = head in pack.word_set("questions.relatives")
    if not relative or any(token in verbs for token in rest[:4]):
        return QuestionReading("open", head, 0.8)
    if rest[1:2] and rest[1] in subjects:
        return QuestionReading("open", f"{head} {rest[0]} {rest[1]}", 0.75)  # "wat vond u"
    return QuestionReading("open", head, 0.6) if head != "waar" and len(rest) <= 6 else None


def _english(head: str, at: int, rest: Sequence[str], pack: Pack) -> QuestionReading | None:
    """An auxiliary before the subject, or the question word as the subject itself."""
    verbs = pack.word_set("questions.verbs")
    subjects = pack.word_set("questions.clause_subjects")
    if rest[0] in subjects:
        return None
    if head == "who" and rest[0] in pack.word_set("questions.prepositions"):
        return QuestionReading("open", head, 0.65)  # "who on the board decides"
    if head in ("what", "who") and rest[0].endswith("s") and rest[0] not in verbs:
        return QuestionReading("open", f"{head} {rest[0]}", 0.7)  # "what happens", "who decides"
    for index, token in enumerate(rest[:5]):
        if token in verbs:
            # "which is fine", "where is": without its subject it goes on with what was said
            goes_on = head in pack.word_set("questions.relatives") and (at == 1 or index == 0)
            turned = rest[index + 1 : index + 2] and (
                rest[index + 1] in subjects | pack.word_set("questions.askers")
            )
            return None if goes_on and not turned else _sure(head, token)
        if token in subjects:
            return None
    short = head != "which" or len(rest) <= _SHORT  # "which allows five" goes on
    weak = 0.65 if head in ("who", "what", "which") and at == 0 and short else 0.0
    weak = 0.6 if head == "how" and len(rest) <= 5 else weak
    return QuestionReading("open", head, weak) if weak else None


def _sure(head: str, verb: str) -> QuestionReading:
    return QuestionReading("open", f"{head} {verb}", 0.85)


def asks_inside(tokens: Sequence[str], pack: Pack) -> QuestionReading | None:
    """A question that begins after its speaker has begun: "zeg maar hoe lang duurt dat", "the
    thing is, do you". The verb before its subject, behind a word that can open such a question;
    or a question word at the very end: "and you pay that with what"."""
    verbs, subjects = pack.word_set("questions.verbs"), pack.word_set("questions.askers")
    asking, ties = question_words(pack), pack.word_set("questions.prepositions")
    if tokens[-1] in asking and len(tokens) > 1 and (tokens[-2] in verbs or tokens[-2] in ties):
        return QuestionReading("open", " ".join(tokens[-2:]), 0.55)
    match = pack.find("questions.anywhere", tokens)
    if match is not None and match.first > 0 and tokens[match.first - 1] not in subjects:
        return QuestionReading("closed", match.cue, 0.6)
    restarts = pack.word_set("questions.restarts")
    for before, verb, subject in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if verb in verbs and subject in subjects and (before in asking or before in restarts):
            cue = f"{before} {verb} {subject}"
            return QuestionReading("open" if before in asking else "closed", cue, 0.6)
    return None
