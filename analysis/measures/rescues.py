"""How a seller took the weight off his own question."""

from __future__ import annotations

from analysis.conversation import Sentence
from analysis.findings import RescueKind
from analysis.language.pack import Pack
from analysis.language.question_form import read_question
from analysis.measures.questions import content_words


def rescue_kind(asked: Sentence, spoke: Sentence, pack: Pack) -> RescueKind:
    """What ``spoke``, the seller's next sentence after his question ``asked``, did to it."""
    words = [word.text for word in spoke.words]
    tokens = [token.text for token in pack.tokenize(words)]
    if pack.find("silences.softened", tokens) is not None:
        return "softened"
    reading = read_question(words, pack)
    if reading is not None:
        if reading.form == "choice":
            return "options"
        opens_again = tokens[:2] in (["ik", "bedoel"], ["i", "mean"])
        shared = content_words([w.text for w in asked.words], pack) & content_words(words, pack)
        if opens_again or shared:
            return "rephrased"
        return "stacked" if reading.form in ("open", "check") else "options"
    shared = content_words([w.text for w in asked.words], pack) & content_words(words, pack)
    return "answered" if shared or len(words) <= 12 else "topic"
