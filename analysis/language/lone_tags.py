"""The end of a question that stands alone: "It's for nine vans. Right?".

Recognizers end a sentence at a pause, and so part such a word from what it asks about. Said by the
other side the same word is a listener's signal; that is told by who spoke before, not here.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.language.pack import Pack
from analysis.language.question_reading import QuestionReading

_STATEMENT = 3
"""Words a statement has at least: "Yes. Right?" checks nothing."""


def lone_tag(words: Sequence[str], statement: Sequence[str], pack: Pack) -> QuestionReading | None:
    """``words`` as the tag of ``statement``, the same speaker's words right before; None where
    they are no tag, or more than one. Without a question mark only a tag that is sure to ask."""
    tokens = pack.texts(words)
    if not tokens or len(pack.texts(statement)) < _STATEMENT:
        return None
    marked = "?" in words[-1]
    if not marked and words[-1].endswith((".", "!", "…")):
        return None
    match = pack.find("questions.tags" if marked else "questions.sure_tags", tokens)
    if match is None or match.first > 0:
        return None
    return QuestionReading("check", match.cue, 0.8 if marked else 0.5)
