"""Questions that wait for a yes or a no, or for one of two: the verb stands before its subject.

Commands ("bel me"), conditions ("komt er een storing, dan ...") and answers without their subject
("heb ik gedaan") stand in the same order, and are told apart here.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.findings import Form
from analysis.language.pack import Pack
from analysis.language.question_reading import QuestionReading
from analysis.language.tokens import plain

_LISTENERS_ENDING = {"u": "t", "gij": "t", "ge": "t", "jullie": "en"}
"""How a Dutch verb ends before these."""
_NO_VERBS = frozenset(
    f"questions.{name}" for name in ("stop_words", "prepositions", "conjunctions")
) | {"conversation.backchannels"}
"""Lists whose words are no verbs."""
_STEM_SUBJECTS = frozenset({"ik", "je", "jij"})
"""With these behind it a Dutch verb loses its t: "doe je", and no other subject can follow."""


def asks_closed(
    tokens: Sequence[str], words: Sequence[str], marked: bool, pack: Pack
) -> QuestionReading | None:
    """The verb in front and its subject behind it; "A or B" makes it a choice."""
    if len(tokens) < 2 or not _opens_with_verb(tokens, marked, pack):
        return None
    if plain(words[0]) == tokens[0] and words[0].endswith(","):
        return None  # "klopt, ze zijn er al": an answer, and then a statement
    after = tokens[2:] if tokens[1] == "not" and not marked else tokens[1:]
    if not marked and (_object_first(after, pack) or _commands(tokens, pack)):
        return None
    subject = pack.find("questions.subjects", after[:5])
    if subject is None or subject.first > (4 if marked else 3):
        return QuestionReading("closed", tokens[0], 0.7) if marked else None
    if not marked and (
        _topic_first(tokens, subject.first, pack)
        or _conditional(tokens, words, pack)
        or not _inverts(tokens, subject.first, behind=len(words) > len(tokens))
        or _fronted(tokens, words, after[subject.first], pack)
    ):
        return None
    cue = " ".join(tokens[: subject.last + 2])
    form: Form = "choice" if offers_choice(tokens, pack) else "closed"
    return QuestionReading(form, cue, 0.95 if marked else 0.75)


def _opens_with_verb(tokens: Sequence[str], marked: bool, pack: Pack) -> bool:
    """A listed verb; or, in Dutch, any with the ending that the listener behind it asks for:
    "klaagt u", "snijden jullie". With a question mark that ending isn't needed: "loop je". What
    else stands before a "u" is a conjunction or an adverb ("omdat u")."""
    first = tokens[0]
    if first in pack.word_set("questions.verbs"):
        return True
    if pack.language != "nl":
        return False
    behind = pack.word_set("words.u") | (pack.word_set("questions.askers") if marked else set())
    if tokens[1] not in behind:
        return False
    ending = _LISTENERS_ENDING.get(tokens[1])
    if not marked and (ending is None or not first.endswith(ending)):
        return False
    return not first.endswith("dat") and all(
        first not in pack.word_set(name) for name in _NO_VERBS | {"questions.question_words"}
    )


def _fronted(tokens: Sequence[str], words: Sequence[str], subject: str, pack: Pack) -> bool:
    """Dutch: "overigens zijn we tevreden". An adverb in front, with no comma behind it, takes the
    verb along. Where no full stop was heard, "prima hebt u" may still ask the listener."""
    all_tokens = pack.tokenize(words)
    before = len(all_tokens) - len(tokens)
    fronted = pack.find("questions.fronted", [token.text for token in all_tokens[:before]])
    if fronted is None or fronted.last != before - 1:
        return False
    last = words[all_tokens[before - 1].word]
    asks_him = subject in pack.word_set("questions.listeners") and not words[-1].endswith(".")
    return not last.endswith(",") and not asks_him


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


def _inverts(tokens: Sequence[str], subject_at: int, *, behind: bool) -> bool:
    """Without a question mark only a subject close to the verb makes a question; two words alone
    ("lukt dat") only ``behind`` another that goes on with the talk, as "en"."""
    return subject_at <= 1 and len(tokens) >= (2 if behind else 3)


def _conditional(tokens: Sequence[str], words: Sequence[str], pack: Pack) -> bool:
    """ "Hebt u de brief eerder, dan bel ik": inversion that means "if"."""
    if tokens[0] in pack.word_set("questions.supposing_verbs") and "," in "".join(words):
        return True
    then = pack.word_set("questions.then")
    commas = (at for at, word in enumerate(words[:-2]) if word.endswith(","))
    return any(plain(words[at + 1]) in then for at in commas)


def offers_choice(tokens: Sequence[str], pack: Pack, fewest_before: int = 2) -> bool:
    """An "or" with so many words before it, and something behind, not the "or not" of a tag."""
    ors, no_choice = pack.word_set("questions.choice"), pack.word_set("questions.no_choice")
    for index, token in enumerate(tokens):
        if token in ors and fewest_before <= index < len(tokens) - 1:
            return tokens[index + 1] not in no_choice
    return False


_LONGEST_CHOICE = 8
"""Words behind the last comma of an open question that name what there is to choose from."""


def names_choice(words: Sequence[str], pack: Pack) -> bool:
    """ "Who decides, you or your brother?": whether an open question ends in its own answers."""
    commas = [at for at, word in enumerate(words[:-1]) if word.endswith(",")]
    tail = pack.texts(words[commas[-1] + 1 :]) if commas else ()
    return len(tail) <= _LONGEST_CHOICE and offers_choice(tail, pack, 1)
