"""A seller may ask for the clear no: whoever says that it is so has said no to the deal."""

from __future__ import annotations

import pytest

from tests.analysis.calls import agreed

_NO = ["customer decline order"]


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        (("Dus het is een nee?", "Ja."), ("So it's a no?", "Yes.")),
        (("Dus dat is een nee?", "Ik vrees van wel."), ("So that's a no, then?", "I'm afraid so.")),
        (
            ("Mag ik dat als een nee opvatten?", "Dat mag u."),
            ("May I take that as a no?", "You may."),
        ),
        (("Is dat een definitieve nee?", "Ja, dat is het."), ("Is that a definite no?", "It is.")),
        (("Zal ik het dossier sluiten?", "Doe maar."), ("Shall I close the file?", "Please do.")),
        (
            ("Zal ik u van mijn lijst halen?", "Graag."),
            ("Shall I take you off my list?", "Please."),
        ),
        (("Dus u gaat niet door?", "Nee."), ("So you're not going ahead?", "No.")),
        (
            ("Dus u gaat niet door?", "Nee, wij doen het niet."),
            ("So you're not going ahead?", "No, we're not."),
        ),
        (
            ("Dus u bestelt niet bij ons?", "Dat klopt."),
            ("So you won't be ordering from us?", "That's right."),
        ),
        (
            ("Dus u blijft bij uw huidige leverancier?", "Ja, dat klopt."),
            ("So you're staying with your current supplier?", "Yes, that's right."),
        ),
    ],
)
def test_who_confirms_a_no_says_no(dutch: tuple[str, str], english: tuple[str, str]) -> None:
    assert agreed("nl", *dutch) == _NO
    assert agreed("en", *english) == _NO


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        (("Dus het is een nee?", "Nee."), ("So it's a no?", "No.")),
        (("Dus het is een nee?", "Nou, nee, dat niet."), ("So it's a no?", "Well, no, not that.")),
        (("Het is dus een nee?", "Voorlopig wel, ja."), ("So it's a no?", "For now, yes.")),
        (("Dus het is een nee?", "Ja, voor dit jaar."), ("So it's a no?", "Yes, for this year.")),
        (
            ("Is het een nee of een nog niet?", "Ja."),
            ("Is it a no or a not yet?", "Yes."),
        ),
        (("Dus u hebt geen interesse?", "Nee, wel."), ("So you're not interested?", "No, we are.")),
        (
            ("Als het een nee is, zegt u het dan?", "Ja."),
            ("If it's a no, will you tell me?", "Yes."),
        ),
        (("Dat is een mooie prijs, nee?", "Ja."), ("That's a nice price, no?", "Yes.")),
        (("Dus u blijft bij ons?", "Ja."), ("So you're staying with us?", "Yes.")),
        (("U wilt geen koffie?", "Nee."), ("You don't want a coffee?", "No.")),
        (("U bestelt niet online?", "Nee."), ("You're not ordering online?", "No.")),
        (
            ("U doet het dinsdag dus niet?", "Nee."),
            ("You're not doing it on Tuesday, then?", "No."),
        ),
    ],
)
def test_what_only_sounds_like_it_is_none(dutch: tuple[str, str], english: tuple[str, str]) -> None:
    assert agreed("nl", *dutch) == []
    assert agreed("en", *english) == []
