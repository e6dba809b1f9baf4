"""Public corpora of promises and answers: what each line does by its words.

They label every line in which somebody binds himself, as often as he says so and however loosely.
callprobe's commitments are fewer: a step, firm enough to count, once. So these corpora are read
line by line, and what would become a commitment of a call is left to the scripted calls.
"""

from __future__ import annotations

from collections.abc import Iterable

from analysis.language.own_cues import pack_with
from analysis.language.pack import load_pack
from analysis.language.promises import doing
from analysis.measures.acts import Says, acts
from analysis.measures.questions import questions
from analysis.settings import AnalysisSettings
from flows.evaluation.judged import line_at
from flows.evaluation.labelled import LabelledLine, by_call, conversation_of
from flows.evaluation.text_commitments import Act, JudgedActs, acts_of

PEERS = {
    "mrda": "A supervised 3-gram classifier trained on the corpus has F1 0.43 on its test part.",
    "persuasion": (
        "A supervised 3-gram classifier trained on the corpus has F1 0.69 (yes), 0.27 (no), "
        "0.95 (neither) and macro 0.64 on its test part."
    ),
}
"""Whom the figures are to be held against."""

_KINDS: dict[Says, str] = {"yes": "commit", "no": "decline"}
_ENDS_OPEN = ("…", "?")


def evaluate_answers(
    lines: Iterable[LabelledLine], settings: AnalysisSettings
) -> tuple[JudgedActs, ...]:
    """Each line of a dialogue: does it say yes or no to a step, or neither?"""
    judged: list[JudgedActs] = []
    for call in by_call(lines):
        conversation, placed = conversation_of(call, settings)
        pack = pack_with(call[0].language, settings.cues)
        asked = questions(conversation, pack, settings.questions)
        found: dict[int, list[tuple[Act, str]]] = {}
        for act in acts(conversation, asked, pack):
            said = conversation.sentences[act.sentence_id]
            number = line_at(placed, (said.start + said.end) / 2)
            found.setdefault(number, []).append((Act(_KINDS[act.says]), act.cue))
        for number, item in enumerate(placed):
            if item.line.judged:
                judged.append(_judged(item.line, found.get(number, [])))
    return tuple(judged)


def evaluate_promises(lines: Iterable[LabelledLine]) -> tuple[JudgedActs, ...]:
    """Each line on its own: does its speaker promise to do something himself?"""
    return tuple(_judged(line, _promised(line)) for line in lines if line.judged)


def _promised(line: LabelledLine) -> list[tuple[Act, str]]:
    """A promise that was broken off, or that asks, is none."""
    pack = load_pack(line.language)
    done = doing(pack.texts(line.text.split()), pack)
    if done is None or done.kind != "promise" or not done.himself:
        return []
    return [] if line.text.endswith(_ENDS_OPEN) else [(Act("commit"), done.cue)]


def _judged(line: LabelledLine, found: list[tuple[Act, str]]) -> JudgedActs:
    """A line that says the same twice says it once."""
    once = dict.fromkeys(act for act, _ in found)
    if Act("commit") in once:
        once = {Act("commit"): None}
    cues = ", ".join(dict.fromkeys(cue for _, cue in found))
    return JudgedActs(line, acts_of(line), tuple(once), cues)
