"""Questions, answers and rescues that both languages read alike, sentence beside sentence."""

from __future__ import annotations

import pytest

from analysis.findings import Question, Silence
from tests.analysis.calls import conversation, measured, sides

COSTS = ("Wat kost zo'n stilstand u per maand?", "What does such a standstill cost you a month?")
WHY = ("Waarom hebt u dat nooit opgelost?", "Why have you never solved that?")
THOUSAND = ("Duizend euro denk ik.", "A thousand euros I think.")
NEXT = ("En wat doet u dan?", "And what do you do then?")
CALLS = ("Bellen.", "Ring somebody.")

Pair = tuple[str, str]
LANGUAGES = ("nl", "en")
both = pytest.mark.parametrize("at", [0, 1], ids=LANGUAGES)


def rescued(at: int, spoke: Pair) -> Silence:
    """What the seller's words did to his question, 1.2 s after it."""
    lines = [("S", 0.8, COSTS[at]), ("S", 1.2, spoke[at]), ("C", 0.8, THOUSAND[at])]
    return measured(lines, LANGUAGES[at]).silences[0]


def replied(at: int, reply: Pair) -> Silence:
    lines = [
        ("S", 0.8, WHY[at]),
        ("C", 1.8, reply[at]),
        ("S", 0.8, NEXT[at]),
        ("C", 0.8, CALLS[at]),
    ]
    return measured(lines, LANGUAGES[at]).silences[0]


def asked(at: int, question: Pair, mark: str) -> list[Question]:
    lines = [("S", 0.8, question[at] + mark), ("C", 0.8, THOUSAND[at])]
    return [row for row in measured(lines, LANGUAGES[at]).questions if row.side == "seller"]


@both
@pytest.mark.parametrize(
    ("spoke", "kind"),
    [
        (("U hoeft het niet precies te weten.", "You needn't know exactly."), "softened"),
        (
            ("Nou ja, dat is ook lastig te zeggen.", "Well, that's hard to say, of course."),
            "softened",
        ),
        (("Neem de tijd.", "Take all the time you need."), "softened"),
        (("Goed, ik laat u even de machine zien.", "Right, let me show you the machine."), "topic"),
        (("We hebben ook een contract.", "We also have a contract."), "topic"),
        (("Vertel.", "Tell me."), "stacked"),
        (("Bij anderen is dat duizend euro.", "With others it's a thousand euros."), "answered"),
        (("Ik bedoel, wat bent u kwijt?", "I mean, what do you lose?"), "rephrased"),
        (("Is dat veel of weinig?", "Is that a lot or a little?"), "options"),
    ],
    ids=lambda value: value[1] if isinstance(value, tuple) else value,
)
def test_what_a_seller_did_to_his_own_question(at: int, spoke: Pair, kind: str) -> None:
    row = rescued(at, spoke)
    assert (row.result, row.rescue_kind) == ("rescued", kind)


@both
@pytest.mark.parametrize(
    ("reply", "given"),
    [
        (("Weet ik niet.", "Don't know."), "evaded"),
        (("Geen flauw idee.", "I haven't a clue."), "evaded"),
        (("Ach, het gaat wel.", "Oh, it's all right."), "evaded"),
        (("Dat gaat u niets aan.", "That's none of your business."), "evaded"),
        (("Ik moet nu ophangen, dag.", "I have to go now, bye."), "evaded"),
        (("Nooit aan gedacht.", "Never thought about it."), "answered"),
        (("Omdat niemand het wilde betalen.", "Because nobody wanted to pay for it."), "answered"),
    ],
    ids=lambda value: value[1] if isinstance(value, tuple) else value,
)
def test_an_answer_or_an_evasion(at: int, reply: Pair, given: str) -> None:
    row = replied(at, reply)
    assert (row.result, row.answer) == ("kept", given)


@both
@pytest.mark.parametrize("mark", ["?", "", "."])
@pytest.mark.parametrize(
    ("question", "why"),
    [
        (("Hebt u even", "Have you got a minute"), "procedural"),
        (("Zegt u dat nog eens", "Could you say that again"), "procedural"),
        (("Hoort u mij nog", "Can you still hear me"), "procedural"),
        (("Mag ik een moeilijke vraag stellen", "May I ask a hard question"), "procedural"),
        (("Wilt u een kopje koffie", "Would you like some coffee"), "courtesy"),
        (("Hoe is het weer bij jullie", "How's the weather over there"), "courtesy"),
        (("Wat kan ik zeggen", "What can I say"), "rhetorical"),
        (("Weet u wat het mooie is", "Do you know what the beauty of it is"), "rhetorical"),
        (("Toen zei ik waarom doe je dat", "Then I said why do you do that"), "quoted"),
    ],
    ids=lambda value: value[1] if isinstance(value, tuple) else value,
)
def test_what_looks_like_a_question_and_does_not_count(
    at: int, question: Pair, why: str, mark: str
) -> None:
    (row,) = asked(at, question, mark)
    assert (row.counted, row.not_counted) == (False, why)


@both
@pytest.mark.parametrize(
    ("question", "form", "purpose"),
    [
        (("En dan?", "And then?"), "open", "implication"),
        (("Hoeveel tijd kost dat?", "How much time does that take?"), "open", "implication"),
        (("Wat is dat u waard?", "What's that worth to you?"), "open", "need-payoff"),
        (("Is dat belangrijk voor u?", "Is that important to you?"), "closed", "need-payoff"),
        (("Meent u dit serieus?", "Are you serious about this?"), "closed", "confrontation"),
        (("Is dat niet vreemd?", "Isn't that strange?"), "closed", "confrontation"),
        (("Waar doet het pijn?", "Where does it hurt?"), "open", "problem"),
        (("Wilt u een tweede lijn?", "Would you like a second line?"), "closed", "situation"),
        (("Hebt u een tweede lijn?", "Do you have a second line?"), "closed", "situation"),
        (("Wilt u op de proef komen?", "Will you come to the trial?"), "closed", "commitment"),
        (("Dus niets verandert?", "So nothing changes?"), "declarative", "situation"),
        (("Leg dat eens uit?", "Explain that to me?"), "open", "situation"),
        (("Stel dat we het halveren?", "Suppose we halve it?"), "open", "need-payoff"),
        (("Is dat niet zonde?", "Isn't that a waste?"), "closed", "problem"),
        (("En dat vindt u normaal?", "And you find that normal?"), "declarative", "confrontation"),
        (
            ("En dat laat u zomaar gebeuren?", "And you just let that happen?"),
            "declarative",
            "confrontation",
        ),
        (
            ("U zei net dat het te duur was?", "You said just now it was too expensive?"),
            "declarative",
            "confrontation",
        ),
        (
            ("Hoe lang loopt u daar al mee?", "How long have you been walking around with that?"),
            "open",
            "problem",
        ),
    ],
    ids=lambda value: value[1] if isinstance(value, tuple) else value,
)
def test_what_a_question_is_and_asks_for(at: int, question: Pair, form: str, purpose: str) -> None:
    (row,) = asked(at, question, "")
    assert (row.counted, row.form, row.purpose) == (True, form, purpose)


@both
@pytest.mark.parametrize(
    "heard",
    [
        ("Oh.", "Oh."),
        ("Top.", "Great."),
        ("Zeker.", "Sure."),
        ("Helder.", "Clear."),
        ("Snap ik.", "I see."),
        ("Dat is waar.", "That's true."),
        ("Ik begrijp het.", "I understand."),
    ],
    ids=lambda value: value[1],
)
def test_a_listeners_word_parts_no_turn(at: int, heard: Pair) -> None:
    begun = ("Wij hebben vorig jaar alles vervangen en", "We replaced everything last year and")
    ended = ("dat was een hele klus voor ons.", "that was quite a job for us.")
    lines = [("C", 0.5, begun[at]), ("S", -0.6, heard[at]), ("C", 0.3, ended[at])]
    assert sides(conversation(lines, LANGUAGES[at])) == ["customer"]


def test_a_tag_is_one_whose_verb_is_not_that_of_its_clause() -> None:
    assert [row.form for row in asked(1, ("", "You like it, do you?"), "")] == ["check"]
    assert [row.form for row in asked(1, ("", "Now why do you do that?"), "")] == ["open"]
