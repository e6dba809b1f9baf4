"""Tension: how a strained moment ends, and what is none."""

from __future__ import annotations

import pytest

from tests.analysis.calls import Said, measured

LANGUAGES = ("nl", "en")

SAYS = {
    "nl": {
        "trouble": "Onze oven staat twee keer per week stil.",
        "asks": "Wie beslist daar bij u over?",
        "objects": "Dat is mij veel te duur.",
        "holds": "Waar vergelijkt u het mee?",
        "tells": "Met wat wij vorig jaar betaalden.",
        "ties": "Onze monteur zorgt dat die oven niet meer stil staat.",
        "short": "Onze monteur zorgt daarvoor.",
        "offers": "Onze monteur zorgt voor alle bussen in de straat.",
        "speaks": "Die oven stond bij een bakker in Breda ook stil.",
        "eh": "Eh.",
        "withdraws": "Ach, het is ook maar een gedachte van mij.",
        "states": "Bij u gaat er elke maand veel geld verloren.",
        "denies": "Dat is onzin.",
        "plain": "Hoeveel bussen hebt u nu?",
        "step": "Wilt u er een bestellen?",
        "no": "Nee.",
        "why": "Dan heb ik er drie.",
        "vague": "Dat hangt ervan af.",
    },
    "en": {
        "trouble": "Our oven stops twice a week.",
        "asks": "Who decides about that at your place?",
        "objects": "That is too expensive for me.",
        "holds": "What do you compare it with?",
        "tells": "With what we paid last year.",
        "ties": "Our engineers will make that oven run all day.",
        "short": "Our man fixes that oven.",
        "offers": "Our engineers will take all the vans in town.",
        "speaks": "That oven stopped at a baker's in Leeds as well.",
        "eh": "Er.",
        "withdraws": "Well, it was only a thought of mine.",
        "states": "You lose a lot of money there every month.",
        "denies": "That is nonsense.",
        "plain": "How many vans do you have now?",
        "step": "Will you order one?",
        "no": "No.",
        "why": "Then I have three.",
        "vague": "That depends.",
    },
}


def ends(language: str, *names: str, after: float = 0.6) -> list[str]:
    """How the tensions of a call of these lines end: ``S:`` or ``C:`` and the name of a line."""
    lines: list[Said] = []
    for name in names:
        who, _, said = name.partition(":")
        lines.append((who, after, SAYS[language][said]))
    return [row.ended for row in measured(lines, language).tensions]


STRAINED = ("S:asks", "C:objects", "S:holds", "C:trouble")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("then", "ended"),
    [
        ("S:ties", "held-solved"),
        ("S:short", "held"),  # too few words for an offer
        ("S:offers", "held"),  # of something else
        ("S:speaks", "held"),  # of the problem, without an offer
    ],
)
def test_tension_is_solved_by_tying_the_own_offer_to_the_problem(
    language: str, then: str, ended: str
) -> None:
    assert ends(language, *STRAINED, then) == [ended]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_problem_named_long_before_is_not_what_the_tension_is_about(language: str) -> None:
    before = ("C:trouble", "S:holds", "C:tells")
    assert ends(language, *before, "S:asks", "C:objects", "S:holds", "C:tells", "S:ties") == [
        "held"
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_speaks_of_something_else_after_an_objection_leaves_it(language: str) -> None:
    assert ends(language, "S:asks", "C:objects", "S:speaks", "C:tells") == ["abandoned"]
    assert ends(language, "S:asks", "C:objects") == ["held"]  # the call ends there


@pytest.mark.parametrize("language", LANGUAGES)
def test_to_withdraw_after_a_sound_of_hesitation_is_tension_and_without_one_a_rescue(
    language: str,
) -> None:
    assert ends(language, "S:asks", "C:eh", "S:withdraws", "C:tells") == ["abandoned"]
    assert ends(language, "S:asks", "S:withdraws", "C:tells") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_denial_of_what_the_seller_states_is_tension(language: str) -> None:
    assert ends(language, "S:states", "C:denies", "S:holds", "C:tells") == ["held"]
    assert ends(language, "S:states", "C:tells", "S:holds") == []
    assert ends(language, "C:states", "S:denies", "C:tells") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_objection_nobody_asked_for_is_none(language: str) -> None:
    assert ends(language, "S:speaks", "C:objects", "S:withdraws") == []
    assert ends(language, "S:plain", "C:objects", "S:withdraws") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_no_that_stands_alone_is_tension_where_a_step_was_asked_for(language: str) -> None:
    for asked, count in (("S:step", 1), ("S:asks", 0)):
        found = ends(language, asked, "C:no", "C:why", "S:holds", "C:tells")
        assert len(found) == count, asked
    assert ends(language, "S:step", "C:why", "S:holds", "C:tells") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_evasion_is_tension_after_two_seconds_and_a_plain_answer_is_strength(
    language: str,
) -> None:
    assert len(ends(language, "S:asks", "C:vague", "S:holds", after=2.0)) == 1
    assert ends(language, "S:asks", "C:vague", "S:holds", after=1.9) == []
    assert ends(language, "S:asks", "C:tells", "S:holds", after=4.0) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("put", ["asks", "states"])
def test_what_is_quoted_is_what_is_heard_from_that_second_on(language: str, put: str) -> None:
    says = SAYS[language]
    reply = says["objects" if put == "asks" else "denies"]
    lines: list[Said] = [
        ("C", 0.5, says["trouble"]),
        ("S", 0.5, says[put]),
        ("C", 1.0, reply),
        ("S", 0.5, says["speaks"]),
    ]
    result = measured([*lines, ("C", 0.5, says["plain"])], language)
    (tense,) = result.tensions
    assert tense.evidence.quote == f"{says[put]} … {reply}"
    assert tense.evidence.start == pytest.approx(
        1.0 + 0.5 + 0.3 * len(says["trouble"].split()) + 0.5
    )
    told = [flag.sentence for flag in result.flags if flag.name == "tension_abandoned"]
    assert all(f'"{reply}"' in sentence for sentence in told)
    assert told or put == "states"
