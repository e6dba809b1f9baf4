"""The silence after a question: kept, rescued, run on; and by what."""

from dataclasses import replace

import pytest

from analysis.findings import Silence
from analysis.language.pack import load_pack
from analysis.measure import measure
from tests.analysis.calls import SETTINGS, Said, conversation, measured

ASK: Said = ("S", 0.5, "Wat kost u dat per jaar?")


def first(lines: list[Said], language: str = "nl") -> Silence:
    return measured([*lines, ("C", 0.6, "Dat was het wel zo.")], language).silences[0]


def test_a_silence_left_alone_is_kept_and_timed_from_the_sound() -> None:
    silence = first([ASK, ("C", 3.4, "Twee klanten per maand."), ("S", 1.2, "Dat is veel.")])
    assert (silence.result, silence.answer, silence.broken_by) == ("kept", "answered", "customer")
    assert silence.pause_s == pytest.approx(3.4)
    assert silence.time_to_answer_s == pytest.approx(3.4)
    assert silence.after_answer_s == pytest.approx(1.2)


@pytest.mark.parametrize(
    ("after", "result"), [(0.2, "run-on"), (0.49, "run-on"), (0.51, "rescued"), (2.4, "rescued")]
)
def test_a_seller_who_speaks_again_first_broke_it(after: float, result: str) -> None:
    silence = first([ASK, ("S", after, "Het hoeft niet precies."), ("C", 0.5, "Veel geld.")])
    assert (silence.result, silence.broken_by, silence.answer) == (result, "seller", "none")
    assert silence.pause_s == pytest.approx(after, abs=0.001)


def test_a_sound_of_hesitation_does_not_end_the_silence() -> None:
    silence = first([ASK, ("C", 1.0, "Eh,"), ("C", 0.9, "twee klanten per maand.")])
    assert silence.result == "kept"
    assert silence.pause_s == pytest.approx(1.0 + 0.3 + 0.9)
    assert silence.hesitations == ("Eh,",)


def test_a_seller_who_speaks_after_the_customers_eh_has_rescued() -> None:
    silence = first([ASK, ("C", 1.0, "Eh."), ("S", 0.7, "Meer dan duizend euro, denk ik.")])
    assert silence.result == "rescued"


def test_an_eager_customer_is_no_fault() -> None:
    silence = first([ASK, ("C", -0.3, "Duizend euro per maand."), ("S", 0.5, "Zoveel.")])
    assert silence.result == "kept"
    assert silence.pause_s == pytest.approx(-0.3)


TALKS_ON: dict[str, list[Said]] = {
    "nl": [
        ("C", 0.5, "Wij rijden daar al jaren met drie man heen."),
        ("S", -2.4, "Wat kost u dat?"),
        ("S", 3.0, "En wie rijdt er dan?"),
        ("C", 1.0, "Mijn broer en ik."),
    ],
    "en": [
        ("C", 0.5, "We have all been driving there with three men."),
        ("S", -2.4, "What is that costing?"),
        ("S", 3.0, "And who drives then?"),
        ("C", 1.0, "My brother and me."),
    ],
}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_the_customer_was_already_saying_does_not_answer_the_question(language: str) -> None:
    silence = measured(TALKS_ON[language], language).silences[0]
    assert (silence.result, silence.answer) == ("rescued", "none")
    assert silence.pause_s is not None
    assert silence.pause_s > 0


def test_how_early_an_answer_may_begin_is_a_setting() -> None:
    lines: list[Said] = [
        ASK,
        ("C", -0.3, "Duizend euro per maand."),
        ("S", 0.5, "Zoveel."),
        ("C", 0.5, "Ja, zoveel is het wel."),
    ]
    late = SETTINGS.silences.model_copy(update={"eager_s": 0.2})
    result = measure(
        conversation(lines), load_pack("nl"), SETTINGS.model_copy(update={"silences": late})
    )
    assert measured(lines).silences[0].result == "kept"
    assert result.silences[0].result == "rescued"


@pytest.mark.parametrize(
    ("language", "asked", "waits"),
    [
        ("nl", "Wat kost u dat per jaar?", "Een ogenblik geduld."),
        ("en", "What does that cost you a year?", "Bear with me."),
    ],
)
def test_who_is_told_to_wait_was_not_rescued(language: str, asked: str, waits: str) -> None:
    lines: list[Said] = [("S", 0.5, asked), ("S", 1.95, waits), ("C", 2.0, "Ja.")]
    result = measured(lines, language)
    silence = result.silences[0]
    assert (silence.result, silence.rescue_kind) == ("unanswered", None)
    assert (silence.pause_s, silence.time_to_answer_s) == (pytest.approx(1.95), None)
    assert result.counts.silence_kept_rate is None


@pytest.mark.parametrize(
    ("language", "asked", "back"),
    [
        ("nl", "Wat kost u dat per jaar?", "Sorry voor het wachten. Dat is duizend euro."),
        ("en", "What does that cost you a year?", "Sorry for the wait. That is a thousand euros."),
    ],
)
@pytest.mark.parametrize("who", ["S", "C"])
def test_a_question_before_a_hold_has_no_silence_of_its_own(
    language: str, asked: str, back: str, who: str
) -> None:
    call = conversation([("S", 0.5, asked), (who, 38.0, back), ("C", 1.0, "Ja.")], language)
    assert [item.kind for item in call.interludes] == ["hold"]
    result = measure(call, load_pack(language), SETTINGS)
    silence = result.silences[0]
    assert (silence.result, silence.answer, silence.pause_s) == ("unanswered", "none", None)
    assert silence.time_to_answer_s is None
    assert result.counts.silences_kept == 0


def test_a_name_behind_the_question_only_ends_it() -> None:
    silence = first([ASK, ("S", 0.2, "meneer Bakker?"), ("C", 2.0, "Duizend euro.")])
    assert silence.result == "kept"
    assert silence.pause_s == pytest.approx(2.0)


def test_an_evaded_answer_is_still_a_kept_silence() -> None:
    silence = first([ASK, ("C", 2.5, "Dat weet ik zo niet."), ("S", 0.5, "Nee?")])
    assert (silence.result, silence.answer) == ("kept", "evaded")


def test_a_question_nobody_answered_before_the_end() -> None:
    silence = measured([("C", 0.5, "Wij bakken hier brood."), ASK]).silences[0]
    assert (silence.result, silence.broken_by, silence.pause_s) == ("unanswered", "end", None)


@pytest.mark.parametrize(
    ("language", "asked", "then", "kind"),
    [
        ("nl", "Wat kost u dat?", "Dat hoeft u niet precies te weten hoor.", "softened"),
        (
            "nl",
            "Wat betekent dat voor de afdeling?",
            "Ik bedoel, merkt de afdeling dat?",
            "rephrased",
        ),
        (
            "nl",
            "Waarom bent u daar weggegaan?",
            "Was het de prijs, of was het de kwaliteit?",
            "options",
        ),
        ("nl", "Wie beslist er bij u over?", "Hoe groot is de hal?", "stacked"),
        ("nl", "En wanneer wilt u beginnen?", "Ik bedoel, op welke dag…", "rephrased"),
        ("nl", "Wie beslist er bij u over?", "Ik bedoel, dat doet u vast zelf.", "answered"),
        ("en", "And when do you want to start?", "I mean, on which day…", "rephrased"),
        ("en", "Who has the last word on this?", "I mean, you do, I suppose.", "answered"),
        ("en", "What does that cost you?", "You don't have to tell me now.", "softened"),
        ("en", "Why did you leave them?", "Was it the price, or was it the service?", "options"),
        ("en", "Who has the last word on this?", "How big is the kitchen?", "stacked"),
    ],
)
def test_how_a_seller_rescues(language: str, asked: str, then: str, kind: str) -> None:
    lines: list[Said] = [("S", 0.5, asked), ("S", 1.2, then)]
    assert first(lines, language).rescue_kind == kind


@pytest.mark.parametrize(
    ("lines", "cue"),
    [
        ([("C", 2.0, "Duizend euro.")], "customer"),
        ([("C", 2.0, "Dat weet ik zo niet.")], "customer + dat weet ik (zo|nog|eigenlijk|) niet"),
        (
            [("S", 2.0, "Dat hoeft u niet precies te weten hoor.")],
            "seller + (hoeft|hoeven)",
        ),
    ],
)
def test_a_silence_says_who_spoke_first_and_what_told(lines: list[Said], cue: str) -> None:
    assert first([ASK, *lines, ("S", 1.0, "Wij zijn van Delta.")]).cue.startswith(cue)


@pytest.mark.parametrize(
    ("after", "who", "sure"),
    [
        (2.0, "S", True),
        (0.45, "S", False),  # a run-on by 50 ms, which is what the edges of speech are right to
        (0.55, "S", False),
        (0.2, "S", True),
        (0.45, "C", True),  # whoever answers has answered
    ],
)
def test_a_close_call_is_less_sure_than_its_question(after: float, who: str, sure: bool) -> None:
    result = measured([ASK, (who, after, "Duizend euro."), ("C", 1.0, "Meer nog.")])
    asked, silence = result.questions[0], result.silences[0]
    assert silence.confidence == pytest.approx(asked.confidence * (1.0 if sure else 0.7))


def test_two_who_speak_at_once_make_a_close_call() -> None:
    both = [ASK, ("C", 2.0, "Duizend euro per jaar."), ("S", -1.15, "Of minder?")]
    result = measured([*both, ("C", 1.0, "Meer nog.")])
    asked, silence = result.questions[0], result.silences[0]
    assert silence.result == "kept"
    assert silence.confidence == pytest.approx(0.7 * asked.confidence)


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("nl", [ASK, ("C", 2.0, "Eh,"), ("C", 0.4, "duizend euro."), ("S", 1.0, "Dat is veel.")]),
        (
            "en",
            [
                ("S", 0.5, "What does that cost you?"),
                ("C", 2.0, "Uh,"),
                ("C", 0.4, "a thousand euros."),
                ("S", 1.0, "That's a lot."),
            ],
        ),
    ],
)
def test_a_silence_beside_a_word_that_was_heard_outside_the_speech_is_half_as_sure(
    language: str, lines: list[Said]
) -> None:
    talk = conversation(lines, language)
    asked, answer, after = (sentence.words for sentence in talk.sentences)

    def sure(*moved: float) -> float:
        doubtful = replace(talk, moved=frozenset(moved))
        return measure(doubtful, load_pack(language), SETTINGS).silences[0].confidence

    assert sure(asked[0].start, answer[0].start, after[0].start) == sure()
    for edge in (asked[-1], answer[1]):  # an "eh" ends no silence
        assert sure(edge.start) == pytest.approx(0.5 * sure())


@pytest.mark.parametrize(
    ("language", "asked", "sound", "rescues"),
    [
        *(
            ("en", "What does that cost you?", sound, "I'd say it is a thousand euros.")
            for sound in ("Uhm...", "Umm,", "Uhh.", "Ehm.", "Errr...", "Pfff.", "Ummm.")
        ),
        *(
            ("nl", "Wat kost u dat?", sound, "Ik denk wel duizend euro.")
            for sound in ("Uhm...", "Umm,", "Uhh.", "Ehh...", "Tjaaa.", "Pfff.", "Euhm.")
        ),
    ],
)
def test_a_hesitation_is_one_however_it_is_written(
    language: str, asked: str, sound: str, rescues: str
) -> None:
    silence = first([("S", 0.5, asked), ("C", 1.0, sound), ("S", 0.8, rescues)], language)
    assert (silence.result, silence.hesitations) == ("rescued", (sound,))
    then = first([("S", 0.5, asked), ("C", 1.0, sound), ("C", 0.9, "1000.")], language)
    assert (then.result, then.pause_s) == ("kept", pytest.approx(1.0 + 0.3 + 0.9))


def test_marks_that_stand_alone_are_no_hesitation() -> None:
    silence = first([ASK, ("C", 1.0, "– duizend euro."), ("S", 1.0, "Dat is veel.")])
    assert (silence.result, silence.hesitations) == ("kept", ())


INTO = {
    "nl": ("Waarom staan die wagens daar eigenlijk stil?", "Storingen.", "Storingen dus."),
    "en": ("Why are those vans standing idle then actually?", "Breakdowns.", "Breakdowns, then."),
}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_short_answer_into_the_end_of_the_question_is_no_fault_of_the_sellers(
    language: str,
) -> None:
    asked, answer, goes_on = INTO[language]
    silence = first([("S", 0.5, asked), ("C", -1.0, answer), ("S", 1.0, goes_on)], language)
    assert (silence.result, silence.answer, silence.broken_by) == ("kept", "answered", "customer")
    assert silence.pause_s == silence.time_to_answer_s == pytest.approx(-1.0)
    assert silence.after_answer_s == pytest.approx(0.7 + 1.0)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("before", "into"), [(-2.0, None), (-1.0, "Sorry?"), (-1.0, "Hm.")])
def test_what_answers_nothing_before_the_end_of_the_question_keeps_no_silence(
    language: str, before: float, into: str | None
) -> None:
    asked, answer, goes_on = INTO[language]
    lines: list[Said] = [("S", 0.5, asked), ("C", before, into or answer), ("S", 1.0, goes_on)]
    assert first(lines, language).result == "rescued"
