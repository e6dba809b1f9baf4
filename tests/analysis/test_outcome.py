"""What came of a call: which row decides, what a no undoes, and what undoes a no."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.findings import By, Commitment, CommitmentKind, Evidence, Grade, Outcome, Step
from analysis.judgement.outcome import judge_outcome
from analysis.language.pack import load_pack
from tests.analysis.calls import SETTINGS, Said, conversation, measured

LANGUAGES = ("nl", "en")

TALK: dict[str, list[Said]] = {
    "nl": [("S", 0.5, "Wij hebben een nieuwe wagen."), ("C", 0.5, "Daar is het dan mooi mee.")],
    "en": [("S", 0.5, "We have a new van."), ("C", 0.5, "Well, that is very good for you.")],
}
TAKEN_BACK = {"nl": "Bij nader inzien, vertel eens.", "en": "I changed my mind, tell me more."}
NOT_TAKEN_BACK = {
    "nl": "Ik denk niet dat dat alles verandert.",
    "en": "I do not think that changes things.",
}
FAVOUR = {"nl": "Bel mijn zwager in Breda dinsdag maar.", "en": "Call my friend in Leeds, Tuesday."}
BUDGET = {"nl": "Ik zet het dinsdag in de begroting.", "en": "I will set aside the money Tuesday."}


def act(
    by: By,
    kind: CommitmentKind,
    step: Step,
    grade: Grade | None = None,
    *,
    conditional: bool = False,
    quote: str = "",
) -> Commitment:
    return Commitment(
        id=0,
        by=by,
        kind=kind,
        step=step,
        what="",
        when_text=None,
        when_date=None,
        conditional=conditional,
        condition="x" if conditional else None,
        grade=grade,
        answers_turn_id=None,
        confidence=0.9,
        cue="cue",
        evidence=Evidence((0,), 1.0, 2.0, quote),
    )


ORDER = act("customer", "commit", "order", "B")
MEETING = act("joint", "accept", "meeting", "A")
NO = act("customer", "decline", "order")


def outcome(*rows: Commitment, language: str = "nl", then: str | None = None) -> Outcome:
    """The outcome of a short talk with these rows, in this order."""
    lines = [*TALK[language], *([("C", 0.5, then)] if then else [])]
    numbered = [replace(row, id=place) for place, row in enumerate(rows)]
    call, pack = conversation(lines, language), load_pack(language)
    return judge_outcome(call, numbered, (), pack, SETTINGS.outcome).outcome


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([ORDER], "order"),
        ([act("customer", "commit", "pay", "A")], "order"),
        ([act("customer", "commit", "order", "B", conditional=True)], "advance"),
        ([act("customer", "commit", "order", "C")], "continuation"),
        ([act("seller", "commit", "order", "A")], "continuation"),
        ([act("customer", "accept", "trial", "A")], "advance"),
        ([act("customer", "accept", "quote", "A")], "continuation"),
        ([act("customer", "commit", "information", "B")], "continuation"),
        ([act("customer", "stall", "meeting")], "continuation"),
        ([NO], "no"),
        ([act("customer", "decline", "meeting")], "continuation"),
        ([act("seller", "decline", "order")], "continuation"),
    ],
)
def test_one_row_decides_what_came_of_it(rows: list[Commitment], expected: Outcome) -> None:
    assert outcome(*rows) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([MEETING, act("customer", "decline", "meeting")], "continuation"),
        ([act("customer", "decline", "meeting"), MEETING], "advance"),
        ([MEETING, act("customer", "decline", "trial")], "advance"),
        ([MEETING, act("seller", "decline", "meeting")], "advance"),
        ([ORDER, NO], "no"),
        ([NO, ORDER], "order"),
        ([act("customer", "commit", "pay", "A"), NO], "no"),
        ([MEETING, NO], "no"),
        ([NO, MEETING], "advance"),
        ([NO, act("joint", "accept", "call_back", "A")], "no"),
        ([NO, act("seller", "commit", "meeting", "A")], "no"),
    ],
)
def test_what_was_agreed_stands_until_it_is_declined(
    rows: list[Commitment], expected: Outcome
) -> None:
    assert outcome(*rows) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_no_is_undone_in_words_and_by_no_favour(language: str) -> None:
    favour = act("customer", "commit", "other", "A", quote=FAVOUR[language])
    assert outcome(NO, favour, language=language) == "no"
    assert outcome(NO, replace(favour, step="meeting"), language=language) == "no"
    assert outcome(NO, language=language, then=TAKEN_BACK[language]) == "continuation"
    assert outcome(MEETING, NO, language=language, then=TAKEN_BACK[language]) == "advance"
    assert outcome(NO, language=language, then=NOT_TAKEN_BACK[language]) == "no"


@pytest.mark.parametrize("language", LANGUAGES)
def test_money_that_is_set_aside_buys_nothing_yet(language: str) -> None:
    pay = act("customer", "commit", "pay", "A", quote=BUDGET[language])
    assert outcome(pay, language=language) == "advance"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_said_that_counts_is_no_talk_below_its_settings(language: str) -> None:
    """Under half a minute, or fewer than eight words of a side."""
    word = {"nl": "Dat is hier zo.", "en": "That is so here."}[language]

    def talk(sellers: int, customers: int, seconds: float) -> Outcome | None:
        lines: list[Said] = [("S", 0.5, word)] * sellers + [("C", 0.5, word)] * (customers - 1)
        spoken = sum(0.5 + 4 * 0.3 for _ in lines) - 0.5 + 4 * 0.3
        return measured([*lines, ("C", seconds - spoken, word)], language).outcome

    assert talk(2, 2, 30.0) == "continuation"
    assert talk(2, 2, 29.9) == "none"
    assert talk(1, 2, 40.0) == "none"
    assert talk(2, 1, 40.0) == "none"
