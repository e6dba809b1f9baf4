"""Where a question ends: a name, an adverb, a day or a companion behind it still belongs to it."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.conversation import Sentence
from analysis.heard import Word
from analysis.language.dates import find_when
from analysis.language.pack import Pack
from analysis.language.question_form import read_question
from analysis.language.tokens import plain

_EXACT = "exact"


def question_end(
    asked: Sentence,
    sentences: Sequence[Sentence],
    pack: Pack,
    goes_on_within_s: float,
    ending_words: int,
) -> tuple[float, int]:
    """End of the question (s), and the id of its last sentence; ``sentences`` are the call's.

    What follows ``goes_on_within_s`` or later is no end of it: a silence was broken.
    """
    end, last = asked.end, asked.id
    for sentence in sentences[asked.id + 1 : asked.id + 2]:
        if not _goes_on(sentence, asked, goes_on_within_s):
            break
        if _only_ends(sentence.words, pack, ending_words) or _completes(sentence, asked, pack):
            end, last = sentence.end, sentence.id
    return end, last


def is_end_of(sentence: Sentence, before: Sentence, pack: Pack, goes_on_within_s: float) -> bool:
    """Whether ``sentence`` asks nothing of its own, and completes the question right ``before``."""
    return _goes_on(sentence, before, goes_on_within_s) and _completes(sentence, before, pack)


def _goes_on(sentence: Sentence, asked: Sentence, within_s: float) -> bool:
    return sentence.turn_id == asked.turn_id and round(sentence.start - asked.end, 3) <= within_s


def _only_ends(words: Sequence[Word], pack: Pack, ending_words: int) -> bool:
    closing = pack.find("silences.closings", pack.texts([word.text for word in words]))
    if closing is not None:
        return True
    if len(words) > ending_words:
        return False
    endings = pack.word_set("silences.endings")
    first = plain(words[0].text)
    named = len(words) > 1 and words[-1].text[:1].isupper()
    return first in endings and (len(words) == 1 or named or plain(words[-1].text) in endings)


def _completes(sentence: Sentence, asked: Sentence, pack: Pack) -> bool:
    """ "Shall we show him? Thursday at ten?", "Shall we meet? With your director?". Behind "when do
    you start?" a day is an answer that is offered, and behind "does Tuesday suit?" another day."""
    reading = read_question(asked.said, pack, trust_full_stops=False)
    if reading is None or reading.form != "closed":
        return False
    said = pack.texts(sentence.said)
    companion = pack.find("silences.companions", said)
    if companion is not None:
        return pack.find_in_part("silences.companions", pack.texts(asked.said)) is None
    return _is_moment(said, sentence, pack) and not _offers_another(sentence, asked, pack)


def _is_moment(said: Sequence[str], sentence: Sentence, pack: Pack) -> bool:
    when = find_when(sentence.said, pack, None)
    return when is not None and pack.texts(when.text.split()) == tuple(said)


def _offers_another(sentence: Sentence, asked: Sentence, pack: Pack) -> bool:
    """Whether the question names a moment already, of which the new one is no part: an hour of its
    day is, and a day of its week."""
    own = find_when(asked.said, pack, None)
    if own is None or own.exactness != _EXACT:
        return False
    both = find_when([*asked.said, *sentence.said], pack, None)
    return both is None or len(both.text.split()) <= len(own.text.split())
