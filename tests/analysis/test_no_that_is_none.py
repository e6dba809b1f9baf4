"""What begins with a no and turns nothing down."""

from __future__ import annotations

import pytest

from tests.analysis.calls import agreed

Talk = tuple[str, ...]


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Zullen we het zo doen?",
                "Nee. Koffie? Ik heb alleen geen melk meer in huis.",
            ),
            (
                "Shall we do it that way?",
                "No. Coffee? I just haven't got any milk left in the house.",
            ),
            [],
            id="a no behind another question",
        ),
        pytest.param(
            (
                "Zullen we het zo doen?",
                "Nee hoor, dat snap ik best. Ik heb alleen geen pen hier liggen.",
            ),
            (
                "Shall we do it that way?",
                "No problem, I get all of that. I just haven't got a pen over here.",
            ),
            [],
            id="a yes that begins with no",
        ),
        pytest.param(
            (
                "Zullen we het zo doen?",
                "Nee. Ik weet het echt nog niet zo zeker.",
            ),
            (
                "Shall we do it that way?",
                "No. I'm not sure about such things just yet.",
            ),
            [],
            id="not sure yet",
        ),
        pytest.param(
            (
                "Zullen we het zo doen?",
                "Nee. Mijn chef zei dat ik dat niet hoef.",
            ),
            (
                "Shall we do it that way?",
                "No. My boss said that I do not have to.",
            ),
            [],
            id="what somebody else said",
        ),
        pytest.param(
            (
                "Wilt u er een maand een proberen?",
                "Nee, dat is prima.",
            ),
            (
                "Would you try one for a month?",
                "No, that is fine.",
            ),
            [],
            id="no, that is fine",
        ),
        pytest.param(
            (
                "Wilt u er een maand een proberen?",
                "Nee, geen probleem.",
            ),
            (
                "Would you try one for a month?",
                "No, no problem.",
            ),
            [],
            id="no, no problem",
        ),
        pytest.param(
            (
                "Wilt u er een maand een proberen?",
                "Nee, mijn chef zei dat hij er ook een had.",
            ),
            (
                "Would you try one for a month?",
                "No, my boss said he had one as well.",
            ),
            [],
            id="what somebody else has",
        ),
        pytest.param(
            (
                "Zullen we het zo doen?",
                "Nee. Ik heb geen plek, maar ik wil er een.",
            ),
            (
                "Shall we do it that way?",
                "No. I haven't any room, but I'd like one.",
            ),
            [],
            id="a but behind it",
        ),
        pytest.param(
            (
                "Zullen we het zo doen?",
                "Nee. Ik doe zoiets niet als mijn broer niet wil.",
            ),
            (
                "Shall we do it that way?",
                "No. I never do it if my brother won't.",
            ),
            [],
            id="it hangs on a brother",
        ),
        pytest.param(
            (
                "Zullen we het zo doen?",
                "Nee. Ik hoorde u de eerste keer al.",
            ),
            (
                "Shall we do it that way?",
                "No. I heard you well the first time round.",
            ),
            [],
            id="no not",
        ),
        pytest.param(
            (
                "Zullen we het zo doen?",
                "Nee. Ik ben er dinsdag om tien uur niet.",
            ),
            (
                "Shall we do it that way?",
                "No. I'm not in on Tuesday at ten.",
            ),
            [],
            id="a day that does not suit",
        ),
        pytest.param(
            (
                "Zal ik u een folder sturen?",
                "Nee. Ik heb daar op mijn bureau geen plek meer voor.",
            ),
            (
                "May I send you a leaflet?",
                "No. I've got no more room for that on my desk.",
            ),
            [],
            id="no room for a leaflet",
        ),
        pytest.param(
            (
                "Hoe zullen we dat dan doen?",
                "Nee. Ik heb daar zelf helemaal geen verstand van.",
            ),
            (
                "How shall we do that, then?",
                "No. I've got no head for such things at all.",
            ),
            [],
            id="no answer to how",
        ),
        pytest.param(
            (
                "Zullen we het zo doen?",
                "O: Melk erin?",
                "Nee. Ik heb al jaren geen melk in huis.",
            ),
            (
                "Shall we do it that way?",
                "O: Any milk?",
                "No. I haven't had any milk for years.",
            ),
            [],
            id="to a third voice",
        ),
        pytest.param(
            (
                "Wilt u er een maand een proberen?",
                "O: Suiker erin?",
                "Nee, ik drink hem zwart.",
            ),
            (
                "Would you try one for a month?",
                "O: Any sugar?",
                "No, I take my coffee black.",
            ),
            [],
            id="to a third voice, in one sentence",
        ),
        pytest.param(
            (
                "Hoe lang wilt u hem proberen?",
                "Nee, kort is genoeg.",
            ),
            (
                "How long would you like to try it?",
                "No, a short while is enough.",
            ),
            [],
            id="no answer to how long",
        ),
        pytest.param(
            (
                "Zou uw directeur erbij kunnen zitten?",
                "Nee, donderdag om tien uur.",
            ),
            (
                "Could your director join us?",
                "No, Thursday at ten.",
            ),
            [],
            id="another moment",
        ),
        pytest.param(
            (
                "Wilt u er een maand een proberen?",
                "Nee, dat is voor het hoofdkantoor.",
            ),
            (
                "Would you try one for a month?",
                "No, head office sees to such things.",
            ),
            [],
            id="it is somebody else's",
        ),
        pytest.param(
            (
                "Zou u bezwaar hebben tegen een proef van een maand?",
                "Nee.",
            ),
            (
                "Would you object to a trial for a month?",
                "No.",
            ),
            [],
            id="nobody minds",
        ),
    ],
)
def test_what_begins_with_no_and_is_none(dutch: Talk, english: Talk, rows: list[str]) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows
