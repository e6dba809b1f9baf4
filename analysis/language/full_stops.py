"""Questions behind which a recognizer wrote a full stop: words alone that surely ask."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from analysis.language.open_questions import question_words
from analysis.language.pack import Pack

_NOUN_PHRASE = 3
"""Words between a question word and its verb, at most: "what kind of"."""


def asks_despite_full_stop(all_tokens: Sequence[str], tokens: Sequence[str], pack: Pack) -> bool:
    """Whether the words ask although the recognizer wrote a full stop: "Tell me how you do that.",
    "So it's a no for us.", a question word and a verb before its subject ("How does it start."),
    or a verb with the listener right behind it ("Are you coming.")."""
    if pack.find("questions.indirect", tokens) or pack.find("questions.summaries", all_tokens):
        return True
    if pack.find("questions.turned", tokens) is not None:  # "Does your board know."
        return True
    verbs = pack.word_set("questions.verbs")
    if tokens[0] not in question_words(pack):
        turned = tokens[:2]
        listeners = pack.word_set("questions.listeners")
        return len(turned) == 2 and turned[0] in verbs and turned[1] in listeners
    return _turned_behind_word(tokens, pack)


def _turned_behind_word(tokens: Sequence[str], pack: Pack) -> bool:
    """A question word and a verb before its subject; or the words that go with the question word,
    and a verb before the listener: "how many years did you"."""
    verbs, askers = pack.word_set("questions.verbs"), pack.word_set("questions.askers")
    listeners = pack.word_set("questions.listeners")
    behind = list(pairwise(tokens[1 : 3 + _NOUN_PHRASE]))
    at = next((i for i, (verb, _) in enumerate(behind) if verb in verbs or verb in askers), None)
    if at is None or behind[at][0] in askers:
        return False
    return behind[at][1] in (askers if at == 0 else listeners)
