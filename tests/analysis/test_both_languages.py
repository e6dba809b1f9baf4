"""What one language hears the other hears too: the same is said, the same comes out."""

import pytest

from analysis.judgement.claims import unfounded_claim
from analysis.language.pack import LANGUAGES, load_pack
from tests.analysis.calls import Said, measured

REPORTS = [
    ("He signs on Tuesday.", "Hij tekent dinsdag.", True),
    ("He will ring me back.", "Hij belt me terug.", True),
    ("He phones back on Tuesday.", "Hij belt dinsdag terug.", True),
    ("He is possibly going to sign on Tuesday.", "Hij gaat wellicht dinsdag tekenen.", False),
    ("Possible deal on Tuesday.", "Mogelijk dinsdag een deal.", False),
    ("He never signs.", "Hij tekent nooit.", False),
    ("Nobody is going to sign.", "Er gaat niemand tekenen.", False),
    ("He would sign on Tuesday.", "Hij zou dinsdag tekenen.", False),
    ("He signs on Tuesday if the board agrees.", "Hij tekent dinsdag als de raad wil.", False),
    ("He signs on Tuesday unless it is dear.", "Hij tekent dinsdag tenzij het duur is.", False),
    ("Hopefully a meeting on Tuesday.", "Hopelijk dinsdag een afspraak.", False),
    ("Who knows he signs on Tuesday.", "Wie weet tekent hij dinsdag.", False),
    ("He's switching over as of July.", "Hij stapt per juli over.", True),
    ("Another new customer!", "Weer een nieuwe klant erbij!", True),
    ("Contract's in.", "Contract binnen.", True),
    ("In the bag!", "Binnen!", True),
]


@pytest.mark.parametrize(("english", "dutch", "claims"), REPORTS)
def test_a_report_claims_the_same_in_both(english: str, dutch: str, claims: bool) -> None:
    assert (unfounded_claim(english, (), load_pack("en")) is not None) is claims
    assert (unfounded_claim(dutch, (), load_pack("nl")) is not None) is claims


PROPOSED = {
    "nl": "Zullen we dinsdag om tien uur bij u op kantoor zitten?",
    "en": "Shall we meet at your office on Tuesday at ten?",
}


@pytest.mark.parametrize(
    ("language", "answer", "kind"),
    [
        ("nl", "Reken maar.", "accept"),
        ("en", "You bet.", "accept"),
        ("nl", "Dat staat.", "accept"),
        ("en", "It is a date.", "accept"),
        ("nl", "Daar maak ik tijd voor.", "accept"),
        ("en", "I'll make time for that.", "accept"),
        ("nl", "Daar heb ik geen tijd voor.", "decline"),
        ("en", "I don't have the time for that.", "decline"),
        ("nl", "Dat is niet nodig.", "decline"),
        ("en", "That is not necessary.", "decline"),
    ],
)
def test_a_meeting_is_taken_or_turned_down_alike(language: str, answer: str, kind: str) -> None:
    lines: list[Said] = [("S", 0.5, PROPOSED[language]), ("C", 1.0, answer)]
    rows = [(row.kind, row.step) for row in measured(lines, language).commitments]
    assert rows == [(kind, "meeting")]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "We bestellen wekelijks op dinsdag."),
        ("en", "We order weekly on Tuesday."),
        ("nl", "Ik betaal elk kwartaal."),
        ("en", "I pay each quarter."),
    ],
)
def test_what_is_done_all_the_time_promises_nothing(language: str, said: str) -> None:
    asked = {"nl": "Hoe gaat dat bij u?", "en": "How does that go over there?"}[language]
    assert measured([("S", 0.5, asked), ("C", 1.0, said)], language).commitments == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_tag_behind_a_full_stop_asks_in_both(language: str) -> None:
    said = {
        "nl": "U hebt er negen staan. Is dat juist",
        "en": "You have nine of them. Is that correct",
    }[language]
    asked = measured([("S", 0.5, said), ("C", 1.0, "Ja.")], language).questions
    assert [question.form for question in asked] == ["check"]


@pytest.mark.parametrize(
    ("language", "asked", "said", "expected"),
    [
        (
            "en",
            "Will you sign?",
            "We'll sign the contract as soon as the director is back.",
            ("accept", "A", None),
        ),
        (
            "nl",
            "Tekent u?",
            "We tekenen het contract zodra de directeur terug is.",
            ("accept", "A", None),
        ),
        ("en", "Will you sign?", "We'll sign the contract as soon as it is possible.", ("stall",)),
        ("nl", "Tekent u?", "We tekenen het contract zodra het mogelijk is.", ("stall",)),
    ],
)
def test_as_soon_as_names_what_it_waits_for_and_no_time(
    language: str, asked: str, said: str, expected: tuple[str | None, ...]
) -> None:
    lines: list[Said] = [("S", 0.5, asked), ("C", 1.0, said)]
    rows = measured(lines, language).commitments
    assert [(row.kind, row.grade, row.when_text)[: len(expected)] for row in rows] == [expected]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "I'll email you the paperwork as soon as I'm off the phone."),
        ("nl", "Ik mail u de papieren zodra ik heb opgehangen."),
    ],
)
def test_what_will_surely_be_seen_is_as_good_as_a_day(language: str, said: str) -> None:
    lines: list[Said] = [("C", 0.5, "Hm."), ("S", 1.0, said)]
    rows = measured(lines, language).commitments
    assert [(row.by, row.kind, row.step, row.grade) for row in rows] == [
        ("seller", "commit", "information", "A")
    ]


@pytest.mark.parametrize(
    ("language", "asked", "agreed", "dropped", "kept"),
    [
        (
            "en",
            "Can you pay the deposit?",
            "Yes, we'll pay the deposit on Friday.",
            ("No, I will not pay it.", "I won't pay it after all.", "I won't pay."),
            ("I won't pay more than that.", "I'm not paying before Friday."),
        ),
        (
            "nl",
            "Kunt u de aanbetaling doen?",
            "Ja, wij betalen vrijdag de aanbetaling.",
            ("Nee, die betaal ik niet.", "Ik betaal hem toch niet.", "Wij gaan die niet betalen."),
            ("Ik betaal niet meer dan dat.", "Ik betaal niet voor vrijdag."),
        ),
    ],
)
def test_what_was_promised_can_be_taken_back(
    language: str, asked: str, agreed: str, dropped: tuple[str, ...], kept: tuple[str, ...]
) -> None:
    before: list[Said] = [("S", 0.5, asked), ("C", 1.0, agreed), ("S", 0.5, "Hm.")]
    for said in (*dropped, *kept):
        measures = measured([*before, ("C", 0.5, said)], language)
        off = [(row.kind, row.step) for row in measures.commitments[1:]]
        assert off == ([("decline", "pay")] if said in dropped else []), said
        assert (measures.outcome == "order") is (said in kept)


@pytest.mark.parametrize(
    ("language", "said", "answer"),
    [
        ("en", "I'll call you at nine on Tuesday about the trial.", "Fine."),
        ("nl", "Ik bel u dinsdag om negen uur over de proef.", "Prima."),
    ],
)
def test_what_is_only_spoken_of_is_not_agreed(language: str, said: str, answer: str) -> None:
    lines: list[Said] = [("C", 0.5, "Hm."), ("S", 1.0, said), ("C", 0.5, answer)]
    rows = [(row.by, row.kind, row.step) for row in measured(lines, language).commitments]
    assert rows == [("seller", "commit", "call_back")]


@pytest.mark.parametrize(
    ("language", "lines", "ended"),
    [
        (
            "en",
            (
                "Who makes the final call on that dishwasher?",
                "Well, er, that's a bit of a sore point.",
                "No worries, we don't have to go into that now.",
            ),
            ["abandoned"],
        ),
        (
            "nl",
            (
                "Wie hakt bij jullie de knoop door over die vaatwasser?",
                "Nou, eh, dat is een beetje een gevoelig punt.",
                "Geeft niks hoor, daar hoeven we het nu niet over te hebben.",
            ),
            ["abandoned"],
        ),
        (
            "en",
            (
                "Every week you throw a cubic metre of timber in the skip.",
                "That's not true at all.",
                "How much is it then?",
            ),
            ["held"],
        ),
        (
            "nl",
            (
                "U gooit elke week een kuub hout in de container.",
                "Dat klopt helemaal niet.",
                "Hoeveel is het dan?",
            ),
            ["held"],
        ),
        (
            "en",
            (
                "Why do you let that lift stand idle?",
                "That's not fair, the battery was flat.",
                "Ours has a battery for two days, then he won't stand idle.",
            ),
            ["held-solved"],
        ),
        (
            "nl",
            (
                "Waarom laat u die lift stil staan?",
                "Dat is niet eerlijk, de accu was leeg.",
                "Die van ons heeft een accu voor twee dagen, dan staat hij niet stil.",
            ),
            ["held-solved"],
        ),
        (
            "en",
            (
                "What happens if a child crawls under that fence?",
                "You're exaggerating.",
                "Has it never happened?",
            ),
            ["held"],
        ),
        (
            "nl",
            (
                "Wat gebeurt er als er een kind onder dat hek door kruipt?",
                "Nou overdrijft u.",
                "Is het nog nooit gebeurd?",
            ),
            ["held"],
        ),
        (
            "en",
            (
                "When will you make the decision?",
                "That's not down to us.",
                "If you sign today I'll throw in the delivery.",
            ),
            ["abandoned"],
        ),
        (
            "nl",
            (
                "Wanneer neemt u de beslissing?",
                "Dat ligt niet aan ons.",
                "Als u vandaag tekent krijgt u de bezorging cadeau.",
            ),
            ["abandoned"],
        ),
        ("en", ("How come they break?", "They stack them too high.", "We deliver in crates."), []),
        ("nl", ("Hoe komt dat?", "Ze stapelen ze te hoog.", "Wij leveren in kratten."), []),
    ],
)
def test_a_strained_moment_ends_alike(
    language: str, lines: tuple[str, str, str], ended: list[str]
) -> None:
    asked, said, then = lines
    talk: list[Said] = [("S", 0.5, asked), ("C", 0.9, said), ("S", 0.5, then), ("C", 0.5, "Hm.")]
    assert [row.ended for row in measured(talk, language).tensions] == ended


@pytest.mark.parametrize(
    ("language", "problem", "then"),
    [
        (
            "en",
            "Dreadful, every week three boxes arrive broken.",
            "Gosh. Have I told you about our Christmas offer?",
        ),
        (
            "nl",
            "Beroerd, elke week komen er drie dozen gebroken aan.",
            "Goh. Heb ik u al verteld van onze kerstactie?",
        ),
    ],
)
def test_who_asks_about_something_else_drops_the_problem(
    language: str, problem: str, then: str
) -> None:
    no = {"en": "No.", "nl": "Nee."}[language]
    asked = {"en": "How's the delivery going?", "nl": "Hoe loopt het met de bezorging?"}[language]
    talk: list[Said] = [("S", 0.5, asked), ("C", 0.5, problem), ("S", 0.5, then), ("C", 0.5, no)]
    talk += [("S", 0.5, {"en": "Ten for nine.", "nl": "Tien voor negen."}[language])]
    assert "problem_dropped" in {flag.name for flag in measured(talk, language).flags}
