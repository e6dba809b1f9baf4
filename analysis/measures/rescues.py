"""How a seller took the weight off his own question."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.conversation import Sentence
from analysis.findings import RescueKind
from analysis.language.open_questions import has_question_word
from analysis.language.pack import Pack
from analysis.language.question_form import QuestionReading, read_question
from analysis.measures.content_words import content_words

_POINTS_WITHIN = 4
"""An option names what it is about within its first words: "is that the price?"."""


def rescue_kind(
    asked: Sentence, spoke: Sentence, pack: Pack, short_answer_words: int
) -> tuple[RescueKind, str]:
    """What ``spoke``, the seller's next sentence after his question ``asked``, did to it, and the
    phrase or reading that told (empty where only the words they share did).

    Up to ``short_answer_words`` behind a question of one's own are taken for its answer.
    """
    words = spoke.said
    tokens = pack.texts(words)
    softened = pack.find("silences.softened", tokens)
    if softened is not None:
        return "softened", softened.cue
    changed = pack.find("silences.topic_changes", tokens)
    if changed is not None:
        return "topic", changed.cue
    shared = content_words(asked.said, pack) & content_words(words, pack)
    reading = read_question(words, pack)
    again = pack.find("silences.again", tokens)
    if reading is None and again is not None and has_question_word(tokens, pack):
        return "rephrased", again.cue  # "I mean, on which day …": he stopped halfway
    if reading is None or reading.not_counted == "quoted":
        return ("answered" if shared or len(words) <= short_answer_words else "topic"), ""
    return _asked_on(reading, bool(shared), tokens, pack), reading.cue


def _asked_on(
    reading: QuestionReading, shared: bool, tokens: Sequence[str], pack: Pack
) -> RescueKind:
    """What the question that was read as ``reading`` did to the one before it."""
    if reading.form == "choice":
        return "options"
    if shared or pack.find("silences.again", tokens) is not None:
        return "rephrased"
    if reading.form in ("open", "check"):
        return "stacked"
    points = not pack.word_set("questions.anaphors").isdisjoint(tokens[:_POINTS_WITHIN])
    return "options" if points or reading.not_counted == "echo" else "stacked"
