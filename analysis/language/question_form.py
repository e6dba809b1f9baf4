"""Is this sentence a question, of which form, and what gives it away?

Word order, question words, tags and openers come first; a question mark is one cue among them,
since recognizers drop it. Forms are those of ISO 24617-2. Works on one sentence alone; what it
asks for and whom it follows is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from functools import lru_cache

from analysis.findings import Form, NotCounted
from analysis.language.closed_questions import asks_closed, names_choice, offers_choice
from analysis.language.counter_offers import counter_offer
from analysis.language.full_stops import asks_despite_full_stop
from analysis.language.open_questions import (
    asks_inside,
    asks_open,
    has_question_word,
    opener,
    question_words,
)
from analysis.language.pack import Pack
from analysis.language.question_reading import QuestionReading
from analysis.language.quoted_questions import quotes, told_question
from analysis.language.spoken import without_false_starts
from analysis.language.tag_questions import tagged

__all__ = ["QuestionReading", "read_question", "without_leading"]

_UNCOUNTED: tuple[tuple[str, NotCounted], ...] = (
    ("courtesy", "courtesy"),
    ("procedural", "procedural"),
    ("backchannel", "backchannel"),
    ("rhetorical", "rhetorical"),
)
_ASKING = frozenset(
    f"questions.{name}"
    for name in (
        "courtesy procedural rhetorical bare indirect openers tags anywhere summaries "
        "restating".split()
    )
)
"""Lists of which one is heard in whatever asks without a question mark, but for what asks by a
question word or the place of its verb."""

_NO_ECHO = frozenset(("questions.elliptic", "questions.indirect", "questions.openers"))
"""Lists of which one is heard in a short question that repeats nothing: "explain that?"."""

_READINGS_KEPT = 4096
"""The same sentence is read to cut turns, to count questions, and to judge answers."""

_ECHO_WORDS = 3
"""Tokens of an echo, at most: "in March?"."""
_ELLIPTIC_WORDS = 6
"""Tokens of a question without a verb, at most: "and evenings?"."""
_HEDGES = 3
"""Words that may stand before a question word, at most: "roughly how many"."""
_SURE_INSIDE = 0.6
"""A question that begins behind a verb of saying is told, unless words say it surer than this."""
_SURE_BY_WORDS = 0.65
"""From this confidence (0-1) on, words alone ask, where full stops are not to be trusted."""


def read_question(
    words: Sequence[str], pack: Pack, *, trust_full_stops: bool = True
) -> QuestionReading | None:
    """How ``words`` (one sentence as recognized) read as a question, or None for no question.

    ``trust_full_stops``: whether the recognizer's full stop counts against a question, or says
    as little as no mark at all.
    """
    believed, doubted = _read(tuple(words), pack)
    return believed if trust_full_stops else doubted


_Both = tuple[QuestionReading | None, QuestionReading | None]
"""How a sentence reads where full stops are believed, and where words alone decide."""


@lru_cache(_READINGS_KEPT)
def _read(said: tuple[str, ...], pack: Pack) -> _Both:
    words = without_false_starts(said)
    marked = bool(words) and "?" in words[-1]
    all_tokens = pack.texts(words)
    tokens = without_leading(all_tokens, pack)
    if not all_tokens or not (marked or _may_ask(all_tokens, tokens, pack)):
        return None, None
    goes_on = all_tokens[0] in pack.word_set("questions.connecting") and len(tokens) > 0
    apart = _uncounted(all_tokens, tokens, marked, _stated(words), goes_on, pack)
    if apart is None and not tokens and marked:
        elliptic = pack.find("questions.elliptic", all_tokens)  # "and then?"
        apart = (
            QuestionReading("declarative", "?", 0.6, "backchannel")
            if elliptic is None
            else QuestionReading("open", elliptic.cue, 0.8)
        )
    if apart is not None or not tokens:
        return apart, apart

    def settled(reading: QuestionReading | None) -> QuestionReading | None:
        if reading is None and marked:
            reading = _by_mark(tokens, words, goes_on, pack)
        if reading is None:
            return told_question(all_tokens, pack)
        if reading.confidence <= _SURE_INSIDE:
            reading = told_question(all_tokens, pack) or reading
        if reading.form != "check" and quotes(all_tokens, tokens, words, pack):
            return QuestionReading(reading.form, reading.cue, 0.7, "quoted")
        return reading

    reading = _by_words(all_tokens, tokens, words, marked, pack) or _summary(all_tokens, pack)
    doubted = settled(reading)
    if reading is None or not _stated(words) or asks_despite_full_stop(all_tokens, tokens, pack):
        return doubted, doubted
    believed = settled(None)
    sure = reading.form != "declarative" and reading.confidence >= _SURE_BY_WORDS
    return believed, doubted if sure else believed


def _may_ask(all_tokens: Sequence[str], tokens: Sequence[str], pack: Pack) -> bool:
    """Whether anything can make a question of words without a question mark. Most are read no
    further: no phrase that asks, no question word, no verb in front, no subject that is asked."""
    return (
        not pack.lists_in(all_tokens).isdisjoint(_ASKING)
        or not question_words(pack).isdisjoint(all_tokens)
        or not pack.word_set("questions.verbs").isdisjoint(tokens[:1])
        or not pack.word_set("questions.restarts").isdisjoint(tokens)
        or (pack.language == "nl" and not pack.word_set("words.u").isdisjoint(tokens[1:2]))
        or (tokens is not all_tokens and pack.is_any_in_part(_ASKING, tokens))
    )


def _stated(words: Sequence[str]) -> bool:
    """Whether the recognizer heard a statement and wrote a full stop, or one that was cut off."""
    return words[-1].endswith((".", "!", "…"))


def without_leading(tokens: Sequence[str], pack: Pack) -> Sequence[str]:
    """``tokens`` without the "en", "maar", "well" that may stand before any sentence."""
    match = pack.find("conversation.leading", tokens)
    while match is not None and match.first == 0:
        tokens = tokens[match.last + 1 :]
        match = pack.find_in_part("conversation.leading", tokens)
    return tokens


def _uncounted(
    all_tokens: Sequence[str],
    tokens: Sequence[str],
    marked: bool,
    stated: bool,
    goes_on: bool,
    pack: Pack,
) -> QuestionReading | None:
    """What has the form of a question and does not count, with the reason. What ``goes_on`` with
    the talk ("and did you?", "and then?") is no listener's signal and no echo."""
    lists: Set[str] = pack.lists_in(all_tokens)
    if tokens is not all_tokens:
        lists = lists | pack.lists_in(tokens)
    for name, kind in _UNCOUNTED:
        if f"questions.{name}" not in lists:
            continue
        match = pack.find(f"questions.{name}", tokens) or pack.find(f"questions.{name}", all_tokens)
        if match is None or (kind == "backchannel" and (goes_on or not marked)):
            continue
        form: Form = "open" if tokens and tokens[0] in question_words(pack) else "closed"
        return QuestionReading(form, match.cue, 0.9, kind)
    if "questions.bare" in lists and not (goes_on and marked):
        match = pack.find("questions.bare", all_tokens) or pack.find("questions.bare", tokens)
        agrees = pack.find("questions.not_questions", all_tokens) is not None  # "so do I"
        if match is not None and (marked or not (stated or agrees)):
            return QuestionReading("declarative", match.cue, 0.7, "backchannel")
    match = pack.find("questions.menu", all_tokens) if marked else None
    if match is not None:
        return QuestionReading("closed", match.cue, 0.8, "menu")
    if (
        marked
        and not goes_on
        and lists.isdisjoint(_NO_ECHO)
        and all_tokens[0] not in pack.word_set("questions.concluding")
        and len(all_tokens) <= _ECHO_WORDS
        and not has_question_word(all_tokens, pack)
    ):
        asks = len(tokens) >= 2 and tokens[0] in pack.word_set("questions.verbs")
        if not asks and not pack.find("questions.tags", all_tokens[1:]):
            return QuestionReading("declarative", "?", 0.5, "echo")
    return None


def _by_words(
    all_tokens: Sequence[str], tokens: Sequence[str], words: Sequence[str], marked: bool, pack: Pack
) -> QuestionReading | None:
    """Indirect, open, yes/no, tag and summary questions, told by their words alone."""
    heard = pack.lists_in(tokens)
    indirect = pack.find("questions.indirect", tokens)
    if indirect is not None and indirect.first <= 2:
        before = all_tokens[: len(all_tokens) - len(tokens) + indirect.first]
        if pack.word_set("questions.conjunctions").isdisjoint(before):  # "because I want to know"
            return QuestionReading(_asked_for(tokens[indirect.first :], pack), indirect.cue, 0.85)
    if "questions.requests" in heard and not marked:
        return None
    denies = "questions.not_questions"
    no_question = "questions.exclamations" in heard or denies in heard
    no_question = no_question or denies in pack.lists_in(all_tokens)
    # "Kan ik doen" answers, "kan ik u dinsdag bellen" asks.
    no_question = no_question and "questions.turned" not in heard
    if no_question and not marked:
        return None
    found = None
    if not no_question:
        found = opener(tokens, pack) or asks_open(tokens, marked, pack)
        found = found or asks_closed(tokens, words, marked, pack) or _after_comma(words, pack)
    elif "questions.exclamations" not in heard:  # "kan ik u bellen?": its mark says that it asks
        found = asks_closed(tokens, words, marked, pack)
    if found is not None:
        named = found.form == "open" and names_choice(words, pack)
        return replace(found, form="choice") if named else found
    hedged = _hedged(tokens, pack) if marked else None
    return tagged(tokens, marked, pack) or hedged or asks_inside(tokens, pack)


def _asked_for(tokens: Sequence[str], pack: Pack) -> Form:
    """An indirect question asks for a yes or no behind "whether", otherwise for what is told."""
    asked = question_words(pack)
    whether = pack.word_set("questions.whether")
    first = next((token for token in tokens if token in asked or token in whether), "")
    return "closed" if first in whether else "open"


def _after_comma(words: Sequence[str], pack: Pack) -> QuestionReading | None:
    """A question behind a name or a clause: "En die twee dagen, is dat niet te lang?"."""
    if "?" not in words[-1]:
        return None
    commas = [index for index, word in enumerate(words[:-1]) if word.endswith(",")]
    for index in commas:
        tail = words[index + 1 :]
        if len(tail) < 2 or index > 12:
            continue
        tokens = without_leading(pack.texts(tail), pack)
        if not tokens:
            continue
        found = asks_open(tokens, True, pack) if tokens[0] in question_words(pack) else None
        closed = asks_closed(tokens, tail, False, pack)
        reading = found or (closed if len(tokens) > 3 else None)
        if reading is not None:
            offered = pack.word_set("questions.choice")
            other = not offered.isdisjoint(pack.texts(tail[:1])[:1])
            return replace(reading, form="choice") if other else reading
    return None


def _summary(tokens: Sequence[str], pack: Pack) -> QuestionReading | None:
    match = pack.find("questions.summaries", tokens) or pack.find("questions.restating", tokens)
    return None if match is None else QuestionReading("declarative", match.cue, 0.6)


def _by_mark(
    tokens: Sequence[str], words: Sequence[str], goes_on: bool, pack: Pack
) -> QuestionReading | None:
    """Nothing but the question mark: a short question without a verb, or a statement as one."""
    offered = counter_offer(tokens, pack)
    if offered is not None:
        return QuestionReading("closed", offered, 0.8)
    elliptic = pack.find("questions.elliptic", pack.texts(words))
    if elliptic is not None or (goes_on and _verbless(tokens, pack)):
        return QuestionReading("open", "?" if elliptic is None else elliptic.cue, 0.8)
    if pack.find("questions.quoted", tokens) is not None:
        return QuestionReading("declarative", "?", 0.6, "quoted")
    form: Form = "choice" if offers_choice(tokens, pack, 1) and len(tokens) < 8 else "declarative"
    return QuestionReading(form, "?", 0.7)


def _verbless(tokens: Sequence[str], pack: Pack) -> bool:
    """A short end without a verb: "and evenings?", "and that one?"."""
    told = pack.word_set("questions.verbs")
    if len(tokens) > _ECHO_WORDS:
        told |= pack.word_set("questions.askers")
    return len(tokens) <= _ELLIPTIC_WORDS and told.isdisjoint(tokens)


def _hedged(tokens: Sequence[str], pack: Pack) -> QuestionReading | None:
    """A question word behind an adverb or two: "roughly how many hours did you lose?"."""
    told = pack.word_set("questions.verbs") | pack.word_set("questions.askers")
    for at in range(1, min(_HEDGES, len(tokens) - 1) + 1):
        if tokens[at - 1] in told:
            return None
        if tokens[at] in question_words(pack):
            return asks_open(tokens[at:], False, pack)
    return None
