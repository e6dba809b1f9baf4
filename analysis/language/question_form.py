"""Is this sentence a question, of which form, and what gives it away?

Word order, question words, tags and openers come first; a question mark is one cue among them,
since recognizers drop it. Forms are those of ISO 24617-2. Works on one sentence alone; what it
asks for and whom it follows is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from analysis.findings import Form, NotCounted
from analysis.language.open_questions import (
    asks_inside,
    asks_open,
    has_question_word,
    opener,
    question_words,
)
from analysis.language.pack import Pack
from analysis.language.question_reading import QuestionReading
from analysis.language.spoken import without_false_starts
from analysis.language.tag_questions import tagged

__all__ = ["QuestionReading", "read_question", "without_leading"]

_UNCOUNTED: tuple[tuple[str, NotCounted], ...] = (
    ("courtesy", "courtesy"),
    ("procedural", "procedural"),
    ("backchannel", "backchannel"),
    ("rhetorical", "rhetorical"),
)
_READINGS_KEPT = 4096
"""The same sentence is read to cut turns, to count questions, and to judge answers."""

_ECHO_WORDS = 3
_SURE_BY_WORDS = 0.65
"""From this confidence (0-1) on, words alone ask, where full stops are not to be trusted."""
_STEM_SUBJECTS = frozenset({"ik", "je", "jij"})
"""With these behind it a Dutch verb loses its t: "doe je", and no other subject can follow."""


def read_question(
    words: Sequence[str], pack: Pack, *, trust_full_stops: bool = True
) -> QuestionReading | None:
    """How ``words`` (one sentence as recognized) read as a question, or None for no question.

    ``trust_full_stops``: whether the recognizer's full stop counts against a question, or says
    as little as no mark at all.
    """
    return _read(tuple(words), pack, trust_full_stops)


@lru_cache(_READINGS_KEPT)
def _read(said: tuple[str, ...], pack: Pack, trust_full_stops: bool) -> QuestionReading | None:
    words = without_false_starts(said)
    marked = bool(words) and "?" in words[-1]
    all_tokens = [token.text for token in pack.tokenize(words)]
    if not all_tokens:
        return None
    tokens = without_leading(all_tokens, pack)
    apart = _uncounted(all_tokens, tokens, marked, _stated(words), pack)
    if apart is not None:
        return apart
    if not tokens:
        return QuestionReading("declarative", "?", 0.6, "backchannel") if marked else None
    reading = _by_words(all_tokens, tokens, words, marked, pack) or _summary(all_tokens, pack)
    if reading is not None and _stated(words):
        sure = reading.form != "declarative" and reading.confidence >= _SURE_BY_WORDS
        doubted = sure and not trust_full_stops
        reading = reading if doubted or _despite_full_stop(all_tokens, tokens, pack) else None
    if reading is None:
        return _by_mark(tokens, words, pack) if marked else None
    if _quotes(all_tokens, tokens, pack):
        return QuestionReading(reading.form, reading.cue, 0.7, "quoted")
    return reading


def _stated(words: Sequence[str]) -> bool:
    """Whether the recognizer heard a statement and wrote a full stop, or one that was cut off."""
    return words[-1].endswith((".", "!", "…"))


def without_leading(tokens: Sequence[str], pack: Pack) -> list[str]:
    """``tokens`` without the "en", "maar", "well" that may stand before any sentence."""
    start = 0
    while start < len(tokens):
        match = pack.find("conversation.leading", tokens[start : start + 3])
        if match is None or match.first > 0:
            break
        start += match.last + 1
    return list(tokens[start:])


def _despite_full_stop(all_tokens: Sequence[str], tokens: Sequence[str], pack: Pack) -> bool:
    """Whether the words ask although the recognizer wrote a full stop: "Tell me how you do that.",
    "So it's a no for us.", a question word and a verb before its subject ("How does it start."),
    or a verb with the listener right behind it ("Are you coming.")."""
    if pack.find("questions.indirect", tokens) or pack.find("questions.summaries", all_tokens):
        return True
    worded = tokens[0] in question_words(pack)
    turned = tokens[1:3] if worded else tokens[:2]
    if len(turned) < 2 or turned[0] not in pack.word_set("questions.verbs"):
        return False
    return turned[1] in pack.word_set("questions.askers" if worded else "questions.listeners")


def _uncounted(
    all_tokens: Sequence[str], tokens: Sequence[str], marked: bool, stated: bool, pack: Pack
) -> QuestionReading | None:
    """What has the form of a question and does not count, with the reason."""
    lists = pack.may_match(all_tokens)
    for name, kind in _UNCOUNTED:
        if f"questions.{name}" not in lists:
            continue
        match = pack.find(f"questions.{name}", tokens) or pack.find(f"questions.{name}", all_tokens)
        if match is None or (kind == "backchannel" and not marked):
            continue
        form: Form = "open" if tokens and tokens[0] in question_words(pack) else "closed"
        return QuestionReading(form, match.cue, 0.9, kind)
    if "questions.bare" in lists:
        match = pack.find("questions.bare", all_tokens) or pack.find("questions.bare", tokens)
        agrees = pack.find("questions.not_questions", all_tokens) is not None  # "so do I"
        if match is not None and (marked or not (stated or agrees)):
            return QuestionReading("declarative", match.cue, 0.7, "backchannel")
    match = pack.find("questions.menu", all_tokens) if marked else None
    if match is not None:
        return QuestionReading("closed", match.cue, 0.8, "menu")
    if marked and len(all_tokens) <= _ECHO_WORDS and not has_question_word(all_tokens, pack):
        asks = len(tokens) >= 2 and tokens[0] in pack.word_set("questions.verbs")
        if not asks and not pack.find("questions.tags", all_tokens[1:]):
            return QuestionReading("declarative", "?", 0.5, "echo")
    return None


def _by_words(
    all_tokens: list[str], tokens: list[str], words: Sequence[str], marked: bool, pack: Pack
) -> QuestionReading | None:
    """Indirect, open, yes/no, tag and summary questions, told by their words alone."""
    indirect = pack.find("questions.indirect", tokens)
    if indirect is not None and indirect.first <= 2:
        form: Form = "open" if has_question_word(tokens[indirect.first :], pack) else "closed"
        if indirect.cue.startswith("tell me") or not has_question_word(tokens, pack):
            form = "open"
        return QuestionReading(form, indirect.cue, 0.85)
    if pack.find("questions.requests", tokens) is not None and not marked:
        return None
    exclaimed = pack.find("questions.exclamations", tokens)
    denied = pack.find("questions.not_questions", tokens)
    denied = denied or pack.find("questions.not_questions", all_tokens)
    if (exclaimed is not None or denied is not None) and not marked:
        return None
    if exclaimed is None and denied is None:
        found = opener(tokens, pack) or asks_open(tokens, marked, pack)
        found = found or _asks_closed(tokens, words, marked, pack)
        if found is not None:
            return found
        inner = _after_comma(words, pack)
        if inner is not None:
            return inner
    return tagged(tokens, marked, pack) or asks_inside(tokens, pack)


def _asks_closed(
    tokens: Sequence[str], words: Sequence[str], marked: bool, pack: Pack
) -> QuestionReading | None:
    """The verb in front and its subject behind it; "A or B" makes it a choice."""
    if len(tokens) < 2 or not _opens_with_verb(tokens, pack):
        return None
    after = tokens[2:] if tokens[1] == "not" and not marked else tokens[1:]
    if not marked and (_object_first(after, pack) or _commands(tokens, pack)):
        return None
    subject = next((m for m in pack.cues("questions.subjects").find(after[:5])), None)
    if subject is None or subject.first > (4 if marked else 3):
        return QuestionReading("closed", tokens[0], 0.7) if marked else None
    if not marked and (
        _topic_first(tokens, subject.first, pack)
        or _conditional(tokens, words, pack)
        or not _inverts(tokens, subject.first)
    ):
        return None
    cue = " ".join(tokens[: subject.last + 2])
    form: Form = "choice" if _offers_choice(tokens, pack) else "closed"
    return QuestionReading(form, cue, 0.95 if marked else 0.75)


def _opens_with_verb(tokens: Sequence[str], pack: Pack) -> bool:
    """A listed verb; or, in Dutch, any with the ending that its "u" asks for: "klaagt u". What
    else ends in t before a "u" is a conjunction or an adverb ("omdat u")."""
    first = tokens[0]
    if first in pack.word_set("questions.verbs"):
        return True
    if pack.language != "nl" or tokens[1] != "u" or not first.endswith("t"):
        return False
    others = ("questions.stop_words", "questions.prepositions", "conversation.backchannels")
    return not first.endswith("dat") and all(first not in pack.word_set(name) for name in others)


def _object_first(after: Sequence[str], pack: Pack) -> bool:
    """What stands behind the verb is no subject: "bel me", "tell us"."""
    match = pack.find("questions.not_subjects", after)
    return match is not None and match.first == 0


def _commands(tokens: Sequence[str], pack: Pack) -> bool:
    """Dutch: a bare stem ("doe", "bel") commands, with any subject but ik or je behind it."""
    stem = pack.language == "nl" and f"{tokens[0]}t" in pack.word_set("questions.verbs")
    return stem and tokens[1] not in _STEM_SUBJECTS


def _topic_first(tokens: Sequence[str], subject_at: int, pack: Pack) -> bool:
    """Dutch: "verkopen doet hij niet" begins with what he does not do, not with its verb."""
    second = subject_at == 1 and tokens[1] in pack.word_set("questions.verbs")
    return pack.language == "nl" and second


def _inverts(tokens: Sequence[str], subject_at: int) -> bool:
    """Without a question mark only a subject close to the verb makes a question."""
    return subject_at <= 1 and len(tokens) >= 3


def _conditional(tokens: Sequence[str], words: Sequence[str], pack: Pack) -> bool:
    """ "Hebt u de brief eerder, dan bel ik": inversion that means "if"."""
    if pack.language != "nl":
        return "," in "".join(words) and tokens[0] in {"should", "had", "were"}
    for index, word in enumerate(words[:-1]):
        if word.endswith(",") and words[index + 1].lower().strip(",.") == "dan":
            return True
    return False


def _offers_choice(tokens: Sequence[str], pack: Pack) -> bool:
    """An "or" with something on both sides, not the "or not" of a tag."""
    ors = pack.word_set("questions.choice")
    for index, token in enumerate(tokens):
        if token in ors and 1 < index < len(tokens) - 1:
            return tokens[index + 1] not in {"not", "niet", "zo", "so", "what", "iets", "something"}
    return False


def _after_comma(words: Sequence[str], pack: Pack) -> QuestionReading | None:
    """A question behind a name or a clause: "En die twee dagen, is dat niet te lang?"."""
    commas = [index for index, word in enumerate(words[:-1]) if word.endswith(",")]
    for index in commas:
        tail = words[index + 1 :]
        if len(tail) < 2 or index > 12:
            continue
        tokens = without_leading([t.text for t in pack.tokenize(tail)], pack)
        marked = "?" in words[-1]
        if not marked or not tokens:
            continue
        found = asks_open(tokens, marked, pack) if tokens[0] in question_words(pack) else None
        closed = _asks_closed(tokens, tail, False, pack)
        if found is not None or (closed is not None and len(tokens) > 3):
            return found or closed
    return None


def _summary(tokens: Sequence[str], pack: Pack) -> QuestionReading | None:
    match = pack.find("questions.summaries", tokens) or pack.find("questions.restating", tokens)
    return None if match is None else QuestionReading("declarative", match.cue, 0.6)


def _by_mark(tokens: Sequence[str], words: Sequence[str], pack: Pack) -> QuestionReading | None:
    """Nothing but the question mark: a short question without a verb, or a statement as one."""
    elliptic = pack.find("questions.elliptic", [t.text for t in pack.tokenize(words)])
    if elliptic is not None:
        return QuestionReading("open", elliptic.cue, 0.8)
    if pack.find("questions.quoted", tokens) is not None:
        return QuestionReading("declarative", "?", 0.6, "quoted")
    form: Form = "choice" if _offers_choice(tokens, pack) and len(tokens) < 8 else "declarative"
    return QuestionReading(form, "?", 0.7)


def _quotes(all_tokens: Sequence[str], tokens: Sequence[str], pack: Pack) -> bool:
    """Somebody else's question: "toen vroeg hij, ..." comes before what was asked."""
    match = pack.find("questions.quoted", all_tokens)
    if match is None or match.first > 3:
        return False
    asks_itself = tokens[0] in question_words(pack) or tokens[0] in pack.word_set("questions.verbs")
    return not asks_itself
