"""What a customer puts on the table when asked, whatever the words; and what tension is made of."""

import pytest

from tests.analysis.calls import Said, measured

LANGUAGES = ["nl", "en"]


def kinds(language: str, *lines: Said) -> list[str]:
    """The kinds of what is on the table after these lines."""
    return [entry.kind for entry in measured(list(lines), language).customer_map]


AGAINST = {
    "nl": ("Wat houdt u nog tegen?", "De jongens gaan mij uitlachen in de kantine en daarna Henk."),
    "en": ("What is holding you back?", "The lads would laugh at me in the canteen, Henry first."),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_holds_a_customer_back_is_an_aversion_in_any_words(language: str) -> None:
    asked, told = AGAINST[language]
    assert kinds(language, ("S", 0.5, asked), ("C", 0.8, told)) == ["aversion"]
    assert "aversion" not in kinds(language, ("C", 0.8, told))


PRICES = {
    "nl": {
        "asks": "Wat kost dat per jaar?",
        "told": "Elfduizend euro.",
        "weighs": "Elfduizend. Daar heb ik mijn schuur voor gebouwd.",
        "likes": "Dat valt me mee.",
        "notes": "Dat weet ik dan.",
    },
    "en": {
        "asks": "What does that cost a year?",
        "told": "Eleven thousand pounds.",
        "weighs": "Eleven thousand. I built my barn for that.",
        "likes": "That is not bad at all.",
        "notes": "Then I know.",
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_holds_something_against_a_price_finds_it_high(language: str) -> None:
    said = PRICES[language]

    def after(reply: str) -> list[str]:
        lines = ("C", 0.5, said["asks"]), ("S", 0.5, said["told"]), ("C", 0.8, said[reply])
        return kinds(language, *lines)

    assert after("weighs") == ["aversion"]
    assert "aversion" not in after("likes") + after("notes")
    assert kinds(language, ("S", 0.5, said["told"]), ("C", 0.8, said["weighs"])) == []


INCIDENTS = {
    "nl": ("Wat gaat er mis bij u?", "Vorige week reed er een wagen het erf op zonder papieren."),
    "en": ("What goes wrong here?", "Last week a truck drove into the yard without its papers."),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_day_on_which_it_went_wrong_is_a_need_in_few_words(language: str) -> None:
    asked, told = INCIDENTS[language]
    assert kinds(language, ("S", 0.5, asked), ("C", 0.8, told)) == ["need"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "Dat is lief van u."),
        ("en", "That's lovely of you."),
        ("nl", "Daar hoor ik niemand over klagen, en ik zal ook niet klagen."),
        ("en", "There's nothing to lose."),
    ],
)
def test_praise_of_somebody_and_no_complaint_are_neither(language: str, said: str) -> None:
    assert kinds(language, ("S", 0.5, "Mm."), ("C", 0.5, said)) == []


STRAIN = {
    "nl": {
        "step": "Wilt u er een maand een proberen?",
        "adds": "Het hoeft niet, hoor.",
        "no": "Nee, dat ga ik niet proberen.",
        "leads": "Nou, eh, het is een goeie vent.",
        "why": "Waarom blijft u bij hem?",
        "elsewhere": "Oké. Welke kleur moet het worden?",
        "more": "Oké. Vertel eens.",
        "office": "Nee, dat loopt via het hoofdkantoor.",
    },
    "en": {
        "step": "Would you try one for a month?",
        "adds": "You don't have to, mind.",
        "no": "No, I won't try it.",
        "leads": "Well, uh, he's a nice man.",
        "why": "Why do you still stay with him?",
        "elsewhere": "Okay. Which colour shall I put down?",
        "more": "Okay. Tell me more.",
        "office": "No, that goes through head office.",
    },
}


def ends(language: str, *names: str, after: float = 0.7) -> list[str]:
    """How the tensions of these lines end."""
    lines = [(name[0], after, STRAIN[language][name[2:]]) for name in names]
    return [row.ended for row in measured(lines, language).tensions]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_no_to_a_step_is_tension_even_where_the_seller_spoke_on(language: str) -> None:
    assert ends(language, "S:step", "S:adds", "C:no", "S:why") == ["held"]
    assert ends(language, "S:step", "C:office", "S:why") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sound_of_hesitation_behind_a_leading_word_counts(language: str) -> None:
    assert ends(language, "S:why", "C:leads", "S:more", after=2.4) == ["held"]
    assert ends(language, "S:why", "C:leads", "S:elsewhere", after=2.4) == ["abandoned"]


LEFT = {
    "nl": {
        "asks": "Hoe loopt het nu?",
        "trouble": "De deuren staan elke week een uur stil.",
        "feels": "Ach, wat vervelend voor ze.",
        "offers": "Wij zetten deuren neer die blijven draaien.",
        "plain": "Het is prachtig buiten.",
    },
    "en": {
        "asks": "How are things going now?",
        "trouble": "The doors break down every week.",
        "feels": "Oh dear, I'm sorry to hear that.",
        "offers": "We put in doors that keep going.",
        "plain": "It is lovely outside.",
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_sympathy_and_nothing_more_drops_one_problem_of_two(language: str) -> None:
    said = LEFT[language]
    other = INCIDENTS[language]

    def flags(reply: str) -> set[str]:
        dug = ("S", 0.5, other[0]), ("C", 0.8, other[1]), ("S", 0.5, AGAINST[language][0])
        told = ("C", 0.8, said["plain"]), ("S", 0.5, said["asks"]), ("C", 0.8, said["trouble"])
        lines = [*dug, *told, ("S", 0.5, said[reply]), ("C", 0.8, said["plain"])]
        return {flag.name for flag in measured(lines, language).flags}

    assert "problem_dropped" in flags("feels")
    assert "problem_dropped" not in flags("offers")
