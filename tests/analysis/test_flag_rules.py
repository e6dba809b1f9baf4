"""Every flag's rule, with a call on each side of its threshold, in both languages."""

import pytest

from analysis.findings import Flag, FlagName, Measures
from tests.analysis.calls import Said, measured

LANGUAGES = ("nl", "en")

SAYS = {
    "nl": {
        "opening": "Goedemorgen, u spreekt met Sanne van Delta over de planning.",
        "plain": "Wij rijden elke dag met tien wagens naar het noorden.",
        "fact": "Onze wagens staan in de hal naast de weg.",
        "nice": "Wat leuk om te horen.",
        "probe": "Wat gebeurt er als een wagen uitvalt?",
        "second": "Wat kost u dat per maand?",
        "third": "Wie beslist daar bij u over?",
        "fourth": "Wat gaat er mis als u niets doet?",
        "answer": "Dan rijdt de andere wagen twee keer.",
        "rescues": "Nou, dat hoeft u niet precies te weten hoor.",
        "ask": "Zullen we dinsdag om tien uur bij u kijken?",
        "yes": "Ja, dat is goed.",
        "offer": "Zullen we u dinsdag om tien uur bellen?",
        "quote": "Stuur maar een offerte.",
        "promise": "Ik stuur u dinsdag de offerte.",
        "stall": "Ik denk er nog over na.",
        "problem": "Onze pers staat twee keer per week stil.",
        "digs": "Hoe komt het dat hij stilstaat?",
        "pitch": "Wij hebben ook een nieuwe folder met foto's.",
        "objection": "Dat is mij veel te duur.",
        "gives_in": "Ik snap het, dan halen we er tien procent af.",
        "holds": "Waar vergelijkt u het mee?",
        "situation": "Hoeveel mensen werken er nu bij u?",
        "bye": "Tot ziens.",
    },
    "en": {
        "opening": "Good morning, this is Emma from Delta about the planning.",
        "plain": "We drive up north every day with ten of our vans.",
        "fact": "Our vans are in the hall next to the road.",
        "nice": "How nice to hear.",
        "probe": "What happens when a van breaks down?",
        "second": "What does that cost you a month?",
        "third": "Who decides about that at your place?",
        "fourth": "What goes wrong when you do nothing?",
        "answer": "Then the other van drives twice.",
        "rescues": "Well, you don't have to tell me now.",
        "ask": "Shall we come by on Tuesday at ten?",
        "yes": "Yes, that's fine.",
        "offer": "Shall we call you on Tuesday at ten?",
        "quote": "Just send me a quote.",
        "promise": "I'll send you the quote on Tuesday.",
        "stall": "I'll think about it.",
        "problem": "Our press stops twice a week.",
        "digs": "Why does it stop?",
        "pitch": "We have a new folder with pictures too.",
        "objection": "That is too expensive for me.",
        "gives_in": "I understand, then we take ten percent off.",
        "holds": "What do you compare it with?",
        "situation": "How many people work for you now?",
        "bye": "Bye.",
    },
}


def call(language: str, *lines: tuple[str, float, str]) -> Measures:
    """The measures of a call of sentences of SAYS, by their names."""
    said: list[Said] = [(who, after, SAYS[language][name]) for who, after, name in lines]
    return measured(said, language)


def raised(result: Measures) -> set[FlagName]:
    return {flag.name for flag in result.flags}


def the(name: FlagName, result: Measures) -> Flag:
    (found,) = [flag for flag in result.flags if flag.name == name]
    return found


def chat(nice: int, turns: int = 31) -> list[tuple[str, float, str]]:
    """Turns of which the customer's first few after the opening ones are pleasant."""
    lines = [("SC"[number % 2], 0.5, "plain") for number in range(turns)]
    for number in range(nice):
        lines[5 + 2 * number] = ("C", 0.5, "nice")
    return lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_good_conversation_is_pleasant_from_the_setting_on(language: str) -> None:
    """3 of 25 turns is 12 per 100, 2 of 25 is 8: the first and last three are left out."""
    pleasant, cool = call(language, *chat(3)), call(language, *chat(2))
    assert pleasant.pleasantness_per_100_turns == 12.0
    assert cool.pleasantness_per_100_turns == 8.0
    assert "good_conversation" in raised(pleasant)
    assert "good_conversation" not in raised(cool)
    assert [e.quote for e in the("good_conversation", pleasant).evidence] == [
        SAYS[language]["nice"]
    ] * 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_good_conversation_ends_without_a_step_and_almost_without_tension(language: str) -> None:
    tense = [("S", 0.5, "third"), ("C", 0.5, "objection"), ("S", 0.5, "holds"), ("C", 0.5, "fact")]
    lines = chat(8, turns=46)
    assert "good_conversation" in raised(call(language, *lines))
    assert "good_conversation" in raised(call(language, *lines, *tense))
    twice = call(language, *lines, *tense, *tense)
    assert len(twice.tensions) == 2
    assert "good_conversation" not in raised(twice)
    step = [("S", 0.5, "ask"), ("C", 0.5, "yes")]
    assert "good_conversation" not in raised(call(language, *lines, *step))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_problem_is_dug_into_by_who_cannot_wait_for_its_last_word(language: str) -> None:
    for after in (0.5, -0.35):
        asked = [("S", 0.5, "opening"), ("C", 0.5, "problem"), ("S", after, "digs")]
        result = call(language, *asked, ("C", 0.5, "fact"))
        assert result.counts.problems_dug_into_share == 1.0
        assert "problem_dropped" not in raised(result)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quote_is_met_by_a_meeting_and_not_by_a_call_back(language: str) -> None:
    quote = [("S", 0.5, "opening"), ("C", 0.5, "quote"), ("S", 0.5, "promise")]
    alone = call(language, *quote, ("C", 0.5, "bye"))
    called = call(language, *quote, ("C", 0.5, "fact"), ("S", 0.5, "offer"), ("C", 0.5, "yes"))
    met = call(language, *quote, ("C", 0.5, "fact"), ("S", 0.5, "ask"), ("C", 0.5, "yes"))
    assert the("quote_without_commitment", alone).evidence[0].quote == SAYS[language]["promise"]
    assert "quote_without_commitment" in raised(called)
    assert "quote_without_commitment" not in raised(met)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_maybe_lingers_where_a_stall_stands_in_for_a_step(language: str) -> None:
    talk = [("S", 0.5, "opening"), ("C", 0.5, "fact"), ("S", 0.5, "plain")]
    stalled = call(language, *talk, ("C", 0.5, "stall"), ("S", 0.5, "bye"))
    assert the("lingering_maybe", stalled).evidence[0].quote == SAYS[language]["stall"]
    assert "lingering_maybe" not in raised(call(language, *talk, ("C", 0.5, "fact")))
    agreed = [("C", 0.5, "stall"), ("S", 0.5, "ask"), ("C", 0.5, "yes")]
    assert "lingering_maybe" not in raised(call(language, *talk, *agreed))


DENIALS = ("nobody", "not one commitment", "er staat geen stap", "geen enkele afspraak")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_missing_beside_a_promise_of_the_sellers_is_said_to_be_the_customers(
    language: str,
) -> None:
    """The seller's own promise stands beside the sentence: "not one commitment" would deny it."""
    customer = {"nl": "klant", "en": "customer"}[language]
    result = call(language, *chat(8, turns=46), ("C", 0.5, "stall"), ("S", 0.5, "promise"))
    assert any(row.by == "seller" and row.binds for row in result.commitments)
    for name in ("good_conversation", "quote_without_commitment", "lingering_maybe"):
        sentence = the(name, result).sentence
        assert customer in sentence
        assert not any(denial in sentence for denial in DENIALS), sentence


def probed(*results: str) -> list[tuple[str, float, str]]:
    """A probing question for each result: ``kept``, or ``rescued`` after a second."""
    lines = [("S", 0.5, "opening"), ("C", 0.5, "fact")]
    for name, result in zip(("probe", "second", "third", "fourth"), results, strict=False):
        lines.append(("S", 0.5, name))
        if result == "rescued":
            lines.append(("S", 1.0, "rescues"))
        lines.append(("C", 1.0, "answer"))
    return lines


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("results", "flagged"),
    [
        (("rescued", "rescued", "kept"), True),  # 67 % of three
        (("rescued", "rescued", "kept", "kept"), False),  # 50 %
        (("rescued", "rescued"), False),  # all of two
        (("kept", "kept", "rescued"), False),
    ],
)
def test_a_customer_is_rescued_in_more_than_half_of_three(
    language: str, results: tuple[str, ...], flagged: bool
) -> None:
    result = call(language, *probed(*results))
    assert result.counts.probing_questions == len(results)
    assert result.counts.silences_rescued == results.count("rescued")
    assert ("rescued_customer" in raised(result)) is flagged
    if flagged:
        assert len(the("rescued_customer", result).evidence) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_probing_counts_from_five_minutes_on(language: str) -> None:
    """The last words end the talk; the silence before them makes it 299.9 s or 300 s long."""
    opening = [("S", 0.5, "opening"), ("C", 0.5, "fact"), ("S", 0.5, "situation")]
    short = call(language, *opening, ("C", 0.5, "answer"), ("S", 1.0, "plain"))
    missing = 300 - (short.talk.call_s - 2.5)  # a second before the first words, one behind
    assert "no_probing" not in raised(short)
    for more, flagged in ((missing - 0.1, False), (missing, True)):
        lines = [*opening, ("C", 0.5, "answer"), ("S", 1.0 + more, "plain")]
        result = call(language, *lines)
        assert ("no_probing" in raised(result)) is flagged
    assert the("no_probing", result).evidence[0].quote == SAYS[language]["situation"]
    asked = [("S", 0.5, "probe"), ("C", 0.5, "answer")]
    assert "no_probing" not in raised(call(language, *asked, *lines))


def shared(seller: int, customer: int) -> list[Said]:
    """A talk of so many seconds of each side: ten words are three seconds."""
    ten = "Every one of our vans goes to every town today."
    said: list[Said] = []
    for number in range(max(seller, customer) // 3):
        said += [("S", 0.5, ten)] if 3 * number < seller else []
        said += [("C", 0.5, ten)] if 3 * number < customer else []
    return said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_seller_dominates_above_65_percent(language: str) -> None:
    at, above = measured(shared(39, 21), language), measured(shared(42, 21), language)
    assert at.talk.seller_talk_share_of_speech == pytest.approx(0.65)
    assert above.talk.seller_talk_share_of_speech == pytest.approx(2 / 3)
    assert "seller_dominates" not in raised(at)
    assert "seller_dominates" in raised(above)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("words", "flagged"), [(500, False), (501, True)])
def test_a_monologue_is_one_above_150_seconds(language: str, words: int, flagged: bool) -> None:
    mine: Said = ("S", 0.5, "town " * (words - 1) + "today.")
    his: Said = ("C", 0.5, "town " * 400 + "today.")
    result = measured([mine, his], language)
    assert result.talk.longest_seller_monologue_s == pytest.approx(0.3 * words)
    assert ("seller_dominates" in raised(result)) is flagged


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_problem_is_dropped_unless_asked_about(language: str) -> None:
    before = [("S", 0.5, "opening"), ("C", 0.5, "fact"), ("S", 9.0, "plain"), ("C", 0.5, "answer")]
    named = [*before, ("S", 9.0, "plain"), ("C", 0.5, "problem")]
    dropped = call(language, *named, ("S", 0.5, "pitch"), ("C", 0.5, "bye"))
    assert the("problem_dropped", dropped).evidence[0].quote == SAYS[language]["problem"]
    assert "problem_dropped" not in raised(call(language, *named, ("S", 0.5, "digs")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_tension_is_abandoned_by_giving_in(language: str) -> None:
    tense = [("S", 0.5, "third"), ("C", 0.5, "objection")]
    left = call(language, *tense, ("S", 0.5, "gives_in"), ("C", 0.5, "fact"))
    held = call(language, *tense, ("S", 0.5, "holds"), ("C", 0.5, "fact"))
    assert [row.ended for row in left.tensions] == ["abandoned"]
    assert [row.ended for row in held.tensions] == ["held"]
    assert "tension_abandoned" in raised(left)
    assert "tension_abandoned" not in raised(held)


@pytest.mark.parametrize(
    ("language", "aside"), [("nl", "Hoort u mij nog?"), ("en", "Can you hear me?")]
)
def test_to_ask_about_the_line_holds_no_tension(language: str, aside: str) -> None:
    lines: list[Said] = [
        (w, 0.5, SAYS[language][n]) for w, n in (("S", "third"), ("C", "objection"))
    ]
    result = measured([*lines, ("S", 0.5, aside)], language)
    assert [row.ended for row in result.tensions] == ["abandoned"]


@pytest.mark.parametrize(
    ("language", "claim", "praise"),
    [
        ("nl", "Ze gaan dinsdag tekenen.", "Goed gesprek, leuke mensen."),
        ("en", "They will sign on Tuesday.", "Good conversation, nice people."),
    ],
)
def test_a_claim_is_held_against_the_recording(language: str, claim: str, praise: str) -> None:
    lines: list[Said] = [
        (who, 0.5, SAYS[language][name])
        for who, name in (("S", "opening"), ("C", "fact"), ("S", "plain"), ("C", "stall"))
    ]
    found = the("claim_not_found", measured(lines, language, report=claim))
    assert claim.rstrip(".") in found.sentence
    assert found.evidence[0].quote == SAYS[language]["stall"]
    assert "claim_not_found" not in raised(measured(lines, language, report=praise))
    assert "claim_not_found" not in raised(measured(lines, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_claimed_meeting_that_was_agreed_is_borne_out(language: str) -> None:
    lines: list[Said] = [
        (who, 0.5, SAYS[language][name])
        for who, name in (("S", "opening"), ("C", "fact"), ("S", "ask"), ("C", "yes"))
    ]
    report = {"nl": "Dinsdag een afspraak.", "en": "A meeting on Tuesday."}[language]
    assert "claim_not_found" not in raised(measured(lines, language, report=report))
    lines[2:] = [(who, 9.0, SAYS[language]["plain"]) for who in "SCS"]
    assert "claim_not_found" in raised(measured(lines, language, report=report))


@pytest.mark.parametrize(
    ("language", "named", "refused", "report"),
    [
        (
            "nl",
            "Het hok langs de weg staat vanaf maandag leeg.",
            "Maandag komt er hier niemand aan die deur.",
            "Proef vanaf maandag.",
        ),
        (
            "en",
            "The shed by the road is empty from Monday.",
            "On Monday nobody gets near that door.",
            "Trial from Monday.",
        ),
    ],
)
def test_a_day_the_customer_named_bears_out_the_report(
    language: str, named: str, refused: str, report: str
) -> None:
    """In words that agree to nothing callprobe knows: then nobody is called a liar."""
    lines: list[Said] = [
        (who, 0.5, SAYS[language][name])
        for who, name in (("S", "opening"), ("C", "fact"), ("S", "plain"), ("C", "fact")) * 3
    ]
    for said, raises in ((named, False), (refused, True), (SAYS[language]["fact"], True)):
        flags = raised(measured([*lines, ("C", 0.5, said)], language, report=report))
        assert ("claim_not_found" in flags) is raises, said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("results", "exemplary"),
    [
        (("kept", "kept"), True),  # three of three
        (("rescued", "kept", "kept"), True),  # 75 % of four
        (("rescued", "rescued", "kept", "kept"), False),  # 60 % of five
        (("rescued", "kept"), False),  # 67 % of three
        (("kept",), False),  # two are too few
    ],
)
def test_an_exemplary_call_kept_three_of_four(
    language: str, results: tuple[str, ...], exemplary: bool
) -> None:
    """The question for the meeting probes as well, and is kept."""
    agreed = [("S", 0.5, "plain"), ("C", 0.5, "fact")]
    progress = call(language, *probed(*results), *agreed, ("S", 0.5, "ask"), ("C", 0.5, "yes"))
    assert progress.outcome == "advance"
    assert progress.counts.silences_kept == results.count("kept") + 1
    assert ("exemplary" in raised(progress)) is exemplary
    assert "exemplary" not in raised(call(language, *probed(*results), *agreed))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_call_with_another_flag_is_no_example(language: str) -> None:
    lines = [*probed("kept", "kept", "kept"), ("S", 0.5, "ask"), ("C", 0.5, "yes")]
    assert "exemplary" in raised(call(language, *lines))
    dropped = [*lines, ("C", 0.9, "problem"), ("S", 0.5, "pitch"), ("C", 0.5, "bye")]
    assert {"problem_dropped"} == raised(call(language, *dropped)) - {"lingering_maybe"}


@pytest.mark.parametrize(
    ("language", "confronts", "thinks", "told"),
    [
        (
            "nl",
            "Weet uw directie hoeveel u dit kost?",
            "Waar zit het hem dan in?",
            "Eh, ze krijgen elke maand een lijstje.",
        ),
        (
            "en",
            "Does your board know what this costs you?",
            "Where does it come from, then?",
            "Er, they get a list every month.",
        ),
    ],
)
def test_a_sound_of_hesitation_is_tension_where_a_question_is_uncomfortable(
    language: str, confronts: str, thinks: str, told: str
) -> None:
    def tense(question: str) -> int:
        return len(measured([("S", 0.5, question), ("C", 1.0, told)], language).tensions)

    assert (tense(confronts), tense(thinks)) == (1, 0)
