"""Answers that hold a yes or a "not" and are neither: to call them one is the gravest mistake."""

import pytest

from tests.analysis.calls import measured, talk

ORDER = {"nl": "Wilt u er vandaag een bestellen?", "en": "Would you order one today?"}
MANY = {
    "nl": "Zullen we er dan twintig bestellen voor duizend euro?",
    "en": "Shall we go ahead then, twenty of them for a thousand?",
}
MEET = {"nl": "Zullen we dinsdag om tien uur afspreken?", "en": "Shall we meet on Tuesday at ten?"}
TRY = {"nl": "Wilt u het twee weken op proef hebben?", "en": "Would you like to try it for a week?"}


def outcome(language: str, asked: str, reply: str) -> str:
    return measured([("S", 0.8, asked), ("C", 0.8, reply)], language).outcome


@pytest.mark.parametrize(
    ("asked", "dutch", "english"),
    [
        (
            ORDER,
            "Ik denk er nog over, ik wil niet overhaasten.",
            "I'm still thinking about it, I don't want to rush.",
        ),
        (ORDER, "Daar ben ik nog niet aan toe.", "I'm not ready for that yet."),
        (
            ORDER,
            "Ik heb het er nog niet met mijn man over gehad.",
            "I haven't talked about it with my husband yet.",
        ),
        (ORDER, "Als het niet goed voelt, doe ik het niet.", "If it doesn't feel right, I won't."),
        (ORDER, "Ik wil niet te snel ja zeggen.", "I don't want to say yes too soon."),
        (ORDER, "Ik beslis dat niet alleen.", "I don't decide that alone."),
        (ORDER, "Dat kan ik zo niet zeggen.", "I can't say that just like that."),
        (ORDER, "Ik zeg geen nee.", "I wouldn't say no."),
        (MANY, "Ja. Nee, wacht even.", "Yes. No, hang on."),
        (MANY, "Twintig? Nee, tien.", "Twenty? No, ten."),
    ],
)
def test_a_not_that_is_no_clear_no(asked: dict[str, str], dutch: str, english: str) -> None:
    assert outcome("nl", asked["nl"], dutch) in ("continuation", "none")
    assert outcome("en", asked["en"], english) in ("continuation", "none")


@pytest.mark.parametrize(
    ("asked", "dutch", "english"),
    [
        (MEET, "Doe maar geen moeite.", "Don't go to any trouble."),
        (MEET, "Ja ja, dat zien we dan wel.", "Yes yes, we'll see."),
        (MEET, "Dinsdag om tien uur zit ik bij de tandarts.", "Tuesday at ten I'm at the dentist."),
        (TRY, "Ja, dat hebben we vorig jaar ook gedaan.", "Yes, we did that last year too."),
        (MANY, "Akkoord, maar voor achthonderd.", "Agreed, but for eight hundred."),
        (MANY, "Ja, maar dan tien stuks.", "Yes, but then ten of them."),
        (MANY, "Ja, in principe wel.", "Yes, in principle."),
        (MANY, "Ja, zo heb ik het begrepen.", "Yes, that's how I understood it."),
        (MANY, "Goed, dan hoor ik het van mijn compagnon.", "Fine, I'll hear from my partner."),
        (MANY, "Het is goed zo.", "That's fine as it is."),
    ],
)
def test_a_yes_that_agrees_to_nothing(asked: dict[str, str], dutch: str, english: str) -> None:
    assert outcome("nl", asked["nl"], dutch) in ("continuation", "none")
    assert outcome("en", asked["en"], english) in ("continuation", "none")


@pytest.mark.parametrize(
    ("asked", "dutch", "english", "true"),
    [
        (ORDER, "Ik heb erover nagedacht en ik doe niet mee.", "I'm not joining.", "no"),
        (ORDER, "Nee, daar heb ik de plaats niet voor.", "No, I haven't got the room.", "no"),
        (MANY, "Laat maar zitten.", "Leave it.", "no"),
        (MANY, "Nee, sorry.", "No, sorry.", "no"),
        (MANY, "Doe maar.", "Do that.", "order"),
        (MANY, "Vooruit dan maar.", "Go on then.", "order"),
        (MANY, "Ja, maar bel me vrijdag even.", "Yes, but ring me on Friday.", "order"),
        (MEET, "Mij best.", "Fine by me.", "advance"),
        (MEET, "Prima, maar belt u eerst even.", "Fine, but call me first.", "advance"),
    ],
)
def test_a_yes_and_a_no_remain(asked: dict[str, str], dutch: str, english: str, true: str) -> None:
    assert outcome("nl", asked["nl"], dutch) == true
    assert outcome("en", asked["en"], english) == true


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("Ik heb u dinsdag gebeld.", "I've called you on Tuesday."),
        ("Ik had u dinsdag willen bellen.", "I was going to call you on Tuesday."),
        (
            "Ik bel u dinsdag niet, ik ben op vakantie.",
            "I won't call you on Tuesday, I'm on holiday.",
        ),
        ("Ik zou u dinsdag kunnen bellen.", "I could call you on Tuesday."),
    ],
)
def test_what_a_seller_did_or_does_not_do_is_no_promise(dutch: str, english: str) -> None:
    for language, said, fine in (("nl", dutch, "Prima."), ("en", english, "Fine.")):
        found = measured([("C", 0.8, "Hm."), ("S", 0.8, said), ("C", 0.8, fine)], language)
        assert found.commitments == (), said


@pytest.mark.parametrize(
    ("dutch", "english"),
    [("Ik bel u dinsdag met het antwoord.", "I'll call you on Tuesday with the answer.")],
)
def test_what_he_will_do_is_one(dutch: str, english: str) -> None:
    for language, said in (("nl", dutch), ("en", english)):
        found = measured([("C", 0.8, "Hm."), ("S", 0.8, said), ("C", 0.8, "Hm.")], language)
        assert [(row.step, row.grade) for row in found.commitments] == [("call_back", "A")]


@pytest.mark.parametrize(
    ("language", "said", "ends"),
    [
        (
            "en",
            (
                "Leave it with me, and we'll get back to you.",
                "Perfect. Thank you, Helen.",
                "No, thank you.",
            ),
            "continuation",
        ),
        ("nl", ("Ik kom er op terug.", "Perfect. Dank u wel.", "Nee, dank u."), "continuation"),
        ("en", ("Hello?", "Would you like one? Thank you for listening.", "No, thank you."), "no"),
        ("nl", ("Hallo?", "Wilt u er een? Dank u voor het luisteren.", "Nee, dank u."), "no"),
    ],
)
def test_thanks_given_back_are_no_clear_no(language: str, said: tuple[str, ...], ends: str) -> None:
    assert talk(language, "...", *said).outcome == ends


@pytest.mark.parametrize(
    ("language", "asked", "reply"),
    [
        (
            "en",
            "Shall the three of us meet on Tuesday?",
            "Yes, Tuesday at ten. I'll tell her this afternoon, so she keeps it free.",
        ),
        (
            "nl",
            "Zullen we dinsdag met zijn drieën afspreken?",
            "Ja, dinsdag om tien uur. Ik vertel het haar vanmiddag, dan houdt ze het vrij.",
        ),
    ],
)
def test_another_moment_in_the_answer_is_not_the_appointment(
    language: str, asked: str, reply: str
) -> None:
    joint = [row for row in talk(language, asked, reply).commitments if row.by == "joint"]
    assert [(row.step, (row.when_text or "").lower()[-3:]) for row in joint] == [
        ("meeting", {"en": "ten", "nl": "uur"}[language])
    ]
