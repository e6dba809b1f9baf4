"""Is this sentence a question, of which form, and what gives it away?

Word order, question words, tags and openers come first; a question mark is one cue among them,
since recognizers drop it. Forms are those of ISO 24617-2. Works on one sentence alone; what it
asks for and whom it follows is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.findings import Form, NotCounted
from analysis.language.pack import Pack

_UNCOUNTED: tuple[tuple[str, NotCounted], ...] = (
    ("courtesy", "courtesy"),
    ("procedural", "procedural"),
    ("backchannel", "backchannel"),
    ("rhetorical", "rhetorical"),
)
_ECHO_WORDS = 3
_CLAUSE_WORDS = 9


@dataclass(frozen=True, slots=True)
class QuestionReading:
    """A sentence read as a question; ``not_counted`` says why it is kept apart, if it is."""

    form: Form
    cue: str
    confidence: float
    not_counted: NotCounted | None = None


def read_question(words: Sequence[str], pack: Pack) -> QuestionReading | None:
    """How ``words`` (one sentence as recognized) read as a question, or None for no question."""
    marked = bool(words) and "?" in words[-1]
    all_tokens = [token.text for token in pack.tokenize(words)]
    if not all_tokens:
        return None
    tokens = without_leading(all_tokens, pack)
    apart = _uncounted(all_tokens, tokens, marked, pack)
    if apart is not None:
        return apart
    if not tokens:
        return QuestionReading("declarative", "?", 0.6, "backchannel") if marked else None
    reading = _by_words(all_tokens, tokens, words, marked, pack) or _summary(all_tokens, pack)
    if reading is None:
        return _by_mark(tokens, words, pack) if marked else None
    if _quotes(all_tokens, tokens, pack):
        return QuestionReading(reading.form, reading.cue, 0.7, "quoted")
    return reading


def without_leading(tokens: Sequence[str], pack: Pack) -> list[str]:
    """``tokens`` without the "en", "maar", "well" that may stand before any sentence."""
    start = 0
    while start < len(tokens):
        match = next(
            (
                m
                for m in pack.cues("conversation.leading").find(tokens[start : start + 3])
                if m.first == 0
            ),
            None,
        )
        if match is None:
            break
        start += match.last + 1
    return list(tokens[start:])


def _uncounted(
    all_tokens: Sequence[str], tokens: Sequence[str], marked: bool, pack: Pack
) -> QuestionReading | None:
    for name, kind in _UNCOUNTED:
        match = pack.find(f"questions.{name}", tokens) or pack.find(f"questions.{name}", all_tokens)
        if match is None or (kind == "backchannel" and not marked):
            continue
        form: Form = "open" if tokens and tokens[0] in _question_words(pack) else "closed"
        return QuestionReading(form, match.cue, 0.9, kind)
    match = pack.find("questions.menu", all_tokens)
    if match is not None and marked:
        return QuestionReading("closed", match.cue, 0.8, "menu")
    if marked and len(all_tokens) <= _ECHO_WORDS and not _has_question_word(all_tokens, pack):
        asks = len(tokens) >= 2 and tokens[0] in pack.word_set("questions.verbs")
        if not asks and not pack.find("questions.tags", all_tokens[1:]):
            return QuestionReading("declarative", "?", 0.5, "echo")
    return None


def _question_words(pack: Pack) -> frozenset[str]:
    return pack.word_set("questions.question_words")


def _has_question_word(tokens: Sequence[str], pack: Pack) -> bool:
    return any(token in _question_words(pack) for token in tokens)


def _by_words(
    all_tokens: list[str], tokens: list[str], words: Sequence[str], marked: bool, pack: Pack
) -> QuestionReading | None:
    """Indirect, open, yes/no, tag and summary questions, told by their words alone."""
    indirect = pack.find("questions.indirect", tokens)
    if indirect is not None and indirect.first <= 2:
        form: Form = "open" if _has_question_word(tokens[indirect.first :], pack) else "closed"
        if indirect.cue.startswith("tell me") or not _has_question_word(tokens, pack):
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
        found = _opener(tokens, pack) or _asks_open(tokens, marked, pack)
        found = found or _asks_closed(tokens, words, marked, pack)
        if found is not None:
            return found
        inner = _after_comma(words, pack)
        if inner is not None:
            return inner
    return _tagged(tokens, marked, pack)


def _opener(tokens: Sequence[str], pack: Pack) -> QuestionReading | None:
    match = pack.find("questions.openers", tokens)
    return None if match is None else QuestionReading("open", match.cue, 0.85)


def _asks_open(tokens: Sequence[str], marked: bool, pack: Pack) -> QuestionReading | None:
    """A question word in front, perhaps behind a preposition, and the verb before its subject."""
    at = 0
    if len(tokens) > 1 and tokens[0] in pack.word_set("questions.prepositions"):
        at = 1
    if at >= len(tokens) or tokens[at] not in _question_words(pack):
        return None
    rest = tokens[at + 1 : at + 1 + _CLAUSE_WORDS]
    if not rest:
        return QuestionReading("open", tokens[at], 0.8) if marked or at else None
    if marked:
        return QuestionReading("open", " ".join(tokens[: at + 1]), 0.95)
    if pack.language == "nl":
        return _dutch_open(tokens, at, rest, pack)
    return _english_open(tokens, at, rest, pack)


def _dutch_open(
    tokens: Sequence[str], at: int, rest: Sequence[str], pack: Pack
) -> QuestionReading | None:
    """Dutch: the finite verb is second. A subject right after the question word is a clause."""
    subjects = {"ik", "je", "jij", "we", "wij", "ze", "zij", "hij", "het", "er", "jullie", "dat"}
    head = tokens[at]
    if rest[0] in subjects or (rest[0] == "u" and len(rest) > 1):
        return None
    verbs = pack.word_set("questions.verbs")
    if any(token in verbs for token in rest[:4]) or (head not in ("waar", "wat", "wie")):
        return QuestionReading("open", head, 0.8)
    return QuestionReading("open", head, 0.6) if head != "waar" and len(rest) <= 6 else None


def _english_open(
    tokens: Sequence[str], at: int, rest: Sequence[str], pack: Pack
) -> QuestionReading | None:
    """English: an auxiliary before the subject, or the question word as the subject itself."""
    head = tokens[at]
    verbs = pack.word_set("questions.verbs")
    pronouns = {"i", "you", "we", "they", "he", "she", "it", "the", "my", "your", "our", "this"}
    if rest[0] in pronouns:
        return None
    for index, token in enumerate(rest[:5]):
        if token in verbs:
            return QuestionReading("open", f"{head} {token}", 0.85)
        if token in pronouns and index > 0:
            return None
    if head in ("who", "what", "which") and at == 0:
        return QuestionReading("open", head, 0.65)
    return QuestionReading("open", head, 0.6) if head == "how" and len(rest) <= 5 else None


def _asks_closed(
    tokens: Sequence[str], words: Sequence[str], marked: bool, pack: Pack
) -> QuestionReading | None:
    """The verb in front and its subject behind it; "A or B" makes it a choice."""
    if len(tokens) < 2 or tokens[0] not in pack.word_set("questions.verbs"):
        return None
    after = tokens[1:]
    object_first = pack.find("questions.not_subjects", after[:3])
    if object_first is not None and object_first.first == 0 and not marked:
        return None
    if not marked and _commands(tokens, pack):
        return None
    subject = next((m for m in pack.cues("questions.subjects").find(after[:5])), None)
    if subject is None or subject.first > (4 if marked else 3):
        return QuestionReading("closed", tokens[0], 0.7) if marked else None
    if not marked and (_conditional(tokens, words, pack) or not _inverts(tokens, subject.first)):
        return None
    cue = " ".join(tokens[: subject.last + 2])
    form: Form = "choice" if _offers_choice(tokens, pack) else "closed"
    return QuestionReading(form, cue, 0.95 if marked else 0.75)


def _commands(tokens: Sequence[str], pack: Pack) -> bool:
    """Dutch: a bare stem ("doe", "bel") with any subject but ik or je behind it commands."""
    stem = pack.language == "nl" and f"{tokens[0]}t" in pack.word_set("questions.verbs")
    return stem and tokens[1] not in {"ik", "je", "jij"}


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
        found = _asks_open(tokens, marked, pack) if tokens[0] in _question_words(pack) else None
        closed = _asks_closed(tokens, tail, False, pack)
        if found is not None or (closed is not None and len(tokens) > 3):
            return found or closed
    return None


def _tagged(tokens: Sequence[str], marked: bool, pack: Pack) -> QuestionReading | None:
    """A statement with a tag at its end; without a question mark only one of several words."""
    if len(tokens) < 3:
        return None
    match = pack.find("questions.tags", tokens)
    if match is None:
        return None
    length = match.last - match.first + 1
    if marked or length > 1:
        return QuestionReading("check", match.cue, 0.9 if marked else 0.6)
    return None


def _summary(tokens: Sequence[str], pack: Pack) -> QuestionReading | None:
    match = pack.find("questions.summaries", tokens)
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
    asks_itself = tokens[0] in _question_words(pack) or tokens[0] in pack.word_set(
        "questions.verbs"
    )
    return not asks_itself
