"""Courtesy, agreement and appreciation in words, per 100 turns: how pleasant a call was."""

from __future__ import annotations

from analysis.conversation import Conversation, Sentence, Turn
from analysis.findings import Evidence
from analysis.language.pack import Pack
from analysis.settings import PleasantnessSettings

_LISTS = ("pleasantness.courtesy", "pleasantness.agreement", "pleasantness.appreciation")


def pleasantness(
    conversation: Conversation, pack: Pack, settings: PleasantnessSettings
) -> float | None:
    """Pleasant sentences of either side per 100 turns; None where too few turns are left.

    The first and last turns (a setting) are left out: greetings are no pleasantness.
    """
    turns = _middle(conversation, settings)
    if len(turns) < 2:
        return None
    pleasant = sum(_is_pleasant(sentence, pack) for turn in turns for sentence in turn.sentences)
    return 100 * pleasant / len(turns)


def pleasant_moments(
    conversation: Conversation, pack: Pack, settings: PleasantnessSettings
) -> tuple[Evidence, ...]:
    """The pleasant sentences themselves, in order."""
    return tuple(
        Evidence((turn.id,), sentence.start, sentence.end, sentence.text)
        for turn in _middle(conversation, settings)
        for sentence in turn.sentences
        if _is_pleasant(sentence, pack)
    )


def _middle(conversation: Conversation, settings: PleasantnessSettings) -> tuple[Turn, ...]:
    aside = settings.leave_out_turns
    return conversation.turns[aside : len(conversation.turns) - aside]


def _is_pleasant(sentence: Sentence, pack: Pack) -> bool:
    tokens = pack.texts(sentence.said)
    return not pack.lists_in(tokens).isdisjoint(_LISTS)
