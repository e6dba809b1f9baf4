"""What is agreed only perhaps, called off, refused alone, or only let be sent: both languages."""

import pytest

from tests.analysis.calls import Said, measured
from tests.analysis.test_commitments import Row, rows, talk

CASES: list[tuple[str, list[Said], list[Said], list[Row], str]] = [
    (
        "a moment that suits perhaps is tentative",
        talk("Zullen we die proef vrijdag doen?", "Vrijdag. Vrijdag zou misschien wel kunnen."),
        talk("Shall we do that trial on Friday?", "Friday. Friday might work, in principle."),
        [("customer", "accept", "trial", "C")],
        "continuation",
    ),
    (
        "a step that is agreed and then called off moves nothing",
        talk(
            "Zullen we die proef vrijdag doen?",
            "Ja, vrijdag is goed.",
            "Zet ik tien uur erin?",
            "O nee, wacht. Laten we die proef toch maar niet doen.",
        ),
        talk(
            "Shall we do that trial on Friday?",
            "Yes, Friday is good.",
            "Shall I put ten o'clock in?",
            "Oh no, wait. Let's not do that trial after all.",
        ),
        [("customer", "accept", "trial", "A"), ("customer", "decline", "trial", None)],
        "continuation",
    ),
    (
        "a step is called off by its day alone",
        talk(
            "Zullen we die proef donderdag doen?",
            "Ja, donderdag is goed.",
            "Hoe laat zal ik er zijn?",
            "Weet u, laten we die donderdag toch maar schrappen.",
        ),
        talk(
            "Shall we do that trial on Thursday?",
            "Yes, Thursday is good.",
            "What time shall I be there?",
            "You know what, let's leave the Thursday out.",
        ),
        [("customer", "accept", "trial", "A"), ("customer", "decline", "trial", None)],
        "continuation",
    ),
    (
        "a trial is asked for, whatever trouble the question names",
        talk(
            "Wilt u er twee een week laten draaien, in de machines die het zwaarst werken?",
            "Ja. Waarom niet.",
        ),
        talk(
            "Would you run two of ours for a week, in the trucks that work the hardest?",
            "Yes. Why not.",
        ),
        [("customer", "accept", "trial", "B")],
        "advance",
    ),
    (
        "what is signed elsewhere, and what is off to somewhere, is neither order nor no",
        talk(
            "Heeft u die boot al?",
            "Vrijdag om vier uur teken ik bij de notaris, dan is hij van mij.",
        ),
        talk(
            "Is that kitchen in yet?",
            "We're off to Wetherby on Friday at four to sign for it there.",
        ),
        [],
        "none",
    ),
    (
        "who stays as he is has said no",
        talk("Hoe kijkt u ernaar?", "Wij blijven gewoon doen zoals we het doen."),
        talk("How do you look at it?", "We'll be staying the way we are."),
        [("customer", "decline", "order", None)],
        "no",
    ),
    (
        "a yes that is followed by a sound of doubt is tentative",
        talk(
            "Zal ik u maandag om twee uur bellen?",
            "Ja, maandag. Tja, Sjoerd is daar niet zo van.",
        ),
        talk(
            "Shall I ring you on Monday at two?",
            "Yes, Monday. Er, Sjoerd isn't one for that.",
        ),
        [("joint", "accept", "call_back", "C")],
        "continuation",
    ),
    (
        "who is put down for something nobody sold has ordered nothing",
        talk("Mijn dochter verkoopt loten voor de club.", "Zet mij maar op voor tien."),
        talk("My daughter is selling cookies for the club.", "Put me down for ten."),
        [],
        "none",
    ),
    (
        "who will be there has said yes to a visit",
        talk("Zal ik donderdag om tien uur komen meten?", "Ik zorg dat ik er ben."),
        talk("Shall I come and measure it on Thursday at ten?", "I'll let you in myself."),
        [("joint", "accept", "meeting", "A")],
        "advance",
    ),
    (
        "who meets the boss together with the seller agrees to a meeting",
        talk(
            "Zullen we het uw directeur samen laten zien, donderdag om half twee?",
            "Donderdag half twee, ja, dat kan.",
        ),
        talk(
            "Shall we show it to your director together, on Thursday at half past one?",
            "Thursday at half past one, yes, that works.",
        ),
        [("joint", "accept", "meeting", "A")],
        "advance",
    ),
    (
        "to meet where both are anyway is no step",
        talk("Ik sta donderdag op de beurs.", "Dan zien we elkaar daar donderdag."),
        talk("I'm at the fair on Thursday.", "I'll see you there on Thursday, then."),
        [],
        "none",
    ),
    (
        "what was signed for is no order, whatever hour is named beside it",
        talk(
            "Was u er zaterdag ook bij?",
            "Ik zei dat ik er om negen uur zou zijn, en ik heb zelfs voor de bar getekend.",
        ),
        talk(
            "Were you there on Saturday?",
            "I said I'd be there at nine, I even signed up for the bar.",
        ),
        [],
        "none",
    ),
    (
        "what the seller was to send is not sent by the customer",
        talk("Zal ik het voor u op papier zetten?", "Dan leg ik het bij de stukken."),
        talk("Shall I put that in writing for you?", "Then I'll put it with the documents."),
        [],
        "continuation",
    ),
    (
        "it will not be you is a no",
        talk("Hoe is het gelopen?", "Het spijt me, u wordt het niet."),
        talk("How did it go?", "I'm sorry, it won't be you."),
        [("customer", "decline", "order", None)],
        "no",
    ),
    (
        "a bare no to a call refuses the call, not the deal",
        talk("Zal ik u vrijdag anders eens bellen?", "Nee, laat maar."),
        talk("Shall I give you a ring on Friday?", "No, never mind."),
        [("customer", "decline", "call_back", None)],
        "continuation",
    ),
    (
        "to let a quote be sent is no order",
        talk(
            "Wilt u ze bestellen?",
            "Dat weet ik nog niet.",
            "Dan krijgt u vanmiddag een offerte van me.",
            "Ja, stuur maar op.",
        ),
        talk(
            "Would you like to order them?",
            "I don't know yet.",
            "Then you'll get a quote from me this afternoon.",
            "Yes, send it over.",
        ),
        [
            ("customer", "stall", "order", None),
            ("seller", "commit", "quote", "A"),
            ("customer", "stall", "quote", None),
        ],
        "continuation",
    ),
    (
        "a no that hangs on somebody else's is none yet",
        talk("En als hij het niet wil?", "Als Marek nee zegt, dan is het nee."),
        talk("And if he doesn't want it?", "If Marek says no, then it is no."),
        [],
        "continuation",
    ),
    (
        "to be honest hangs on nothing",
        talk("Wat denkt u ervan?", "Als ik eerlijk ben, hebben wij geen interesse."),
        talk("What do you think of it?", "If I'm honest, we're not interested."),
        [("customer", "decline", "order", None)],
        "no",
    ),
    (
        "a visit that is called off by its name leaves the deal open",
        talk("Dan zien we elkaar dinsdag.", "Nee, laat dat bezoek nog maar even zitten."),
        talk("Then we'll see each other on Tuesday.", "No, let's not do that visit."),
        [("seller", "commit", "meeting", "A"), ("customer", "decline", "meeting", None)],
        "continuation",
    ),
    (
        "a no to the deal that names a trial, too, is one to the deal",
        talk("Wat denkt u ervan?", "Wij gaan niet met u verder, ook niet met een proef."),
        talk("What do you think of it?", "We're not interested, not even in a trial."),
        [("customer", "decline", "order", None)],
        "no",
    ),
    (
        "good to know is no yes",
        talk("Zou u voor de zomer bestellen? Tot juni is er geen opslag.", "Goed om te weten."),
        talk("Would you order before the summer? No set-up fee till June.", "Good to know."),
        [],
        "continuation",
    ),
    (
        "what the seller does by a day is a promise, whatever it is",
        talk("Dan haal ik ze vrijdag bij u op.", "Mooi."),
        talk("Then I'll pick them up from you on Friday.", "Lovely."),
        [("seller", "commit", "other", "A")],
        "continuation",
    ),
    (
        "what is not done a second time is no no to the deal",
        talk("Wat is er gebeurd?", "Er viel bijna iemand. Dat doe ik niet nog een keer."),
        talk("What happened?", "Somebody nearly fell. I'm not doing that twice."),
        [],
        "continuation",
    ),
    (
        "sitting down on a day to sign is a meeting, and no order yet",
        talk(
            "Zullen we donderdag om tien uur om de tafel gaan zitten en tekenen?",
            "Donderdag om tien uur, dat is goed.",
        ),
        talk(
            "Shall we sit down on Thursday at ten and get it signed?",
            "Thursday at ten, that's good.",
        ),
        [("joint", "accept", "meeting", "A")],
        "advance",
    ),
    (
        "where the seller's question only asks what others do, a no refuses nothing",
        talk("En komt hij ook als er 's nachts een auto staat?", "Nee."),
        talk("And does he come when there's a car at night?", "No."),
        [],
        "continuation",
    ),
    (
        "a yes that is taken back in the same breath is none",
        talk(
            "Zullen we vrijdag om twee uur tekenen?", "Vrijdag om twee uur. O nee, wacht, dan niet."
        ),
        talk("Shall we sign on Friday at two?", "Friday, yes. Well, no, wait."),
        [],
        "continuation",
    ),
    (
        "a yes to an order takes the day that the turn goes on to name",
        talk("Wilt u ze bestellen?", "Ja. Doe maar, alle zes. Dinsdag beginnen we."),
        talk("Do you want to order them?", "Yes. All six of them. We start on Tuesday."),
        [("customer", "accept", "order", "A")],
        "order",
    ),
    (
        "a call to somebody else is no call to the seller",
        talk("Kunt u het uw verzekeraar vragen?", "Ik bel ze morgenochtend."),
        talk("Could you ask your insurers?", "I'll ring them tomorrow morning."),
        [("customer", "accept", "internal", "A")],
        "advance",
    ),
    (
        "to like to when it is quieter is a stall",
        talk("Komt u eens bij ons kijken?", "Graag, als het hier wat rustiger is."),
        talk("Will you come and see us?", "I'd love to, when it's a bit quieter here."),
        [("customer", "stall", "meeting", None)],
        "continuation",
    ),
    (
        "at a place is at no hour",
        talk("Ik bel u om een afspraak te maken.", "O ja."),
        talk("I'll meet you at a restaurant.", "Oh yes."),
        [],
        "continuation",
    ),
]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_only_what_was_agreed_is_agreed(
    case: tuple[str, list[Said], list[Said], list[Row], str], language: str
) -> None:
    _, dutch, english, expected, outcome = case
    result = measured(dutch if language == "nl" else english, language)
    assert rows(result) == expected
    assert result.outcome in (outcome, "none")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_was_called_off_scores_nothing(language: str) -> None:
    dutch, english = next(case[1:3] for case in CASES if "called off" in case[0])
    result = measured(dutch if language == "nl" else english, language)
    assert result.outcome == "continuation"
    assert result.score is not None
    assert result.score.progress == 0
