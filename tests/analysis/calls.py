"""Small calls written as text, made into conversations for tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from analysis.conversation import Conversation, Roles, Side
from analysis.findings import Measures
from analysis.heard import Doubt, Engines, Heard, SpeechSegment, Word
from analysis.interludes import apart
from analysis.language.pack import load_pack
from analysis.measure import measure
from analysis.turns import build_conversation
from flows.settings import load_settings

SETTINGS = load_settings(environment={}).analysis
MONDAY = datetime.fromisoformat("2026-03-09T10:00:00+01:00")
WORD_S = 0.3
ROLES = Roles({"left": "seller", "right": "customer"}, "sidecar", 1.0, True, "told")

Said = tuple[str, float, str]
"""Who (S, C, or O: a third voice), seconds after the end of what was said before, and the words."""


def heard(
    lines: Sequence[Said], language: str = "nl", *, shift: float = 0.0, tail: float = 1.0
) -> Heard:
    """``lines`` as a recognizer would give them: 0.3 s a word, one speech segment a line."""
    words: list[Word] = []
    segments: list[SpeechSegment] = []
    at = shift + 1.0
    for who, after, text in lines:
        speaker = {"S": "left", "C": "right", "O": "third"}[who]
        start = at + after
        said = text.split()
        for index, word in enumerate(said):
            began = start + index * WORD_S
            words.append(Word(speaker, word, began, began + WORD_S, 0.9))
        end = start + len(said) * WORD_S
        segments.append(SpeechSegment(speaker, start, end))
        at = max(at, end)
    engines = Engines("t", "0", None, None, "a", demo=False)
    return Heard(
        duration=at + tail,
        layout="stereo",
        language=language,
        language_confidence=1.0,
        speakers=("left", "right"),
        segments=tuple(sorted(segments, key=lambda s: s.start)),
        words=tuple(sorted(words, key=lambda w: w.start)),
        dropped=(),
        doubts=(),
        engines=engines,
    )


def conversation(
    lines: Sequence[Said], language: str = "nl", *, shift: float = 0.0, roles: Roles = ROLES
) -> Conversation:
    """``lines`` as a conversation on a Monday."""
    pack = load_pack(language)
    talk = apart(heard(lines, language, shift=shift), pack, SETTINGS)
    return build_conversation(
        talk.heard,
        roles,
        pack,
        SETTINGS.conversation,
        MONDAY,
        interludes=talk.interludes,
        left_out=talk.left_out,
    )


def measured(
    lines: Sequence[Said], language: str = "nl", *, shift: float = 0.0, report: str | None = None
) -> Measures:
    """Everything callprobe says about ``lines``."""
    call = conversation(lines, language, shift=shift)
    return measure(call, load_pack(language), SETTINGS, report=report)


def agreed(language: str, *said: str) -> list[str]:
    """Who owes what after a talk by turns, the seller first: "joint accept meeting A 2026-03-10". A
    line that begins with "O: " is a third voice's."""
    lines: list[Said] = []
    turns = 0
    for text in said:
        third = text.startswith("O: ")
        lines.append(("O" if third else "SC"[turns % 2], 0.6, text.removeprefix("O: ")))
        turns += not third
    return [
        " ".join(
            str(part) for part in (row.by, row.kind, row.step, row.grade, row.when_date) if part
        )
        for row in measured(lines, language).commitments
    ]


def doubted(
    lines: Sequence[Said], doubt: Doubt, *, known: bool = True, language: str = "nl"
) -> Measures:
    """The measures of a call with something wrong about it."""
    roles = replace(ROLES, known=known)
    call = replace(conversation(lines, language), doubts=(doubt,), roles=roles)
    return measure(call, load_pack(language), SETTINGS)


def swapped(lines: Sequence[Said]) -> list[Said]:
    """The same call with the sides changed over."""
    return [("C" if who == "S" else "S", after, text) for who, after, text in lines]


def sides(call: Conversation) -> list[Side]:
    """Whose turns follow one another."""
    return [turn.side for turn in call.turns]


def talk(language: str, *said: str) -> Measures:
    """A talk in which seller and customer speak by turns, the seller first."""
    lines: list[Said] = [("SC"[at % 2], 0.8, text) for at, text in enumerate(said)]
    return measured(lines, language)
