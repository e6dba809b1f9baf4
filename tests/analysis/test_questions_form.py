"""Which sentences are questions, by phenomenon, in Dutch and in English alike.

Sentences come as recognizers give them: with their marks, or as bare lower-case words.
"""

import pytest

from analysis.findings import Form, NotCounted
from analysis.language.pack import load_pack
from analysis.language.question_form import read_question
from analysis.language.question_reading import QuestionReading


def read(language: str, sentence: str) -> QuestionReading | None:
    return read_question(sentence.split(), load_pack(language))


BARE: list[tuple[str, str, str, Form]] = [
    ("question word, verb, subject", "nl", "hoe lang duurt dat bij jullie", "open"),
    ("question word, verb, subject", "en", "how long does that take over there", "open"),
    ("behind a preposition", "nl", "sinds wanneer gebruikt u dat", "open"),
    ("behind a preposition", "en", "with whom do you discuss that", "open"),
    ("question word as the subject", "nl", "wie beslist daar bij u over", "open"),
    ("question word as the subject", "en", "who decides about that", "open"),
    ("its verb in no list", "nl", "wat vond u van onze folder", "open"),
    ("its verb in no list", "en", "what happens when it rains", "open"),
    ("question word with a place behind it", "en", "who on the board signs for it", "open"),
    ("question word alone", "nl", "en waar dan", "open"),
    ("question word alone", "en", "and where then", "open"),
    ("verb in front", "nl", "hebt u daar een monteur voor", "closed"),
    ("verb in front", "en", "have you got somebody for that", "closed"),
    ("plural subject", "en", "do the drivers complain about it", "closed"),
    ("plural subject", "nl", "gaan de chauffeurs daarmee akkoord", "closed"),
    ("its verb in no list", "nl", "klaagt u daar weleens over", "closed"),
    ("informal", "nl", "heb je daar iemand voor", "closed"),
    ("two things to choose from", "nl", "doet u dat zelf of belt u iemand", "choice"),
    ("two things to choose from", "en", "do you do that yourself or does someone come", "choice"),
    ("behind leading words", "nl", "dus eh ja hoe vaak gebeurt dat", "open"),
    ("behind leading words", "en", "okay so um what is the price", "open"),
    ("after a false start", "nl", "hoe- hoe vaak komt dat voor", "open"),
    ("after a false start", "en", "do you do you have a contract", "closed"),
    ("tag of two words", "en", "you sell to schools as well don't you", "check"),
    ("tag of one word", "en", "the board looks at it on thursday right", "check"),
    ("tag of one word", "nl", "de directie kijkt er donderdag naar hè", "check"),
    ("indirect", "nl", "ik wou nog weten hoe lang dat duurt", "open"),
    ("indirect", "en", "i was wondering how long you have had that", "open"),
    ("asks to be told", "nl", "vertel eens hoe u dat doet", "open"),
    ("asks to be told", "en", "tell me how you do that", "open"),
    ("opener", "nl", "stel dat hij stilvalt", "open"),
    ("opener", "en", "what if it breaks down", "open"),
    ("sums up", "nl", "dus u hebt nooit een storing gehad", "declarative"),
    ("makes sure", "en", "you mean the whole fleet", "declarative"),
    ("makes sure", "nl", "bedoelt u de hele vloot", "closed"),
]


@pytest.mark.parametrize(("what", "language", "sentence", "form"), BARE)
def test_words_alone_tell_a_question(what: str, language: str, sentence: str, form: Form) -> None:
    found = read(language, sentence)
    assert found is not None, what
    assert (found.form, found.not_counted) == (form, None), what


NONE = [
    ("embedded clause", "nl", "ik weet niet wat het kost"),
    ("embedded clause", "en", "i do not know what it costs"),
    ("clause in front", "nl", "wat je bij ons koopt is rust"),
    ("clause in front", "en", "what you buy from us is peace of mind"),
    ("relative clause", "en", "which is fine by me"),
    ("opens a decision", "nl", "weet u wat stuur maar"),
    ("opens a decision", "en", "you know what let us do it"),
    ("inversion that means if", "nl", "hebt u hem eerder nodig, dan bel ik"),
    ("inversion that means if", "en", "do you need it sooner, then call me"),
    ("request", "nl", "bel me maar"),
    ("request", "nl", "stuur mij de cijfers"),
    ("request", "en", "send me the figures"),
    ("request", "en", "do it with the others first"),
    ("object in front of its verb", "nl", "verkopen doet hij liever niet"),
    ("plural verb, singular object", "nl", "doen dit al dertig jaar"),
    ("conjunction before the listener", "nl", "zodat u het weet"),
    ("conjunction before the listener", "nl", "want u kent ons"),
    ("a thought at the end", "nl", "zult u zelf wel zien denk ik"),
    ("exclamation", "nl", "wat een weer"),
    ("exclamation", "en", "what a day"),
    ("agreement with a verb in front", "en", "so do i"),
    ("agreement behind a yes", "en", "yes, so are we."),
    ("that is right", "en", "yes that is right"),
    ("verb and subject, no turning round", "en", "i told you they did it"),
    ("hesitations only", "nl", "eh ja"),
    ("hesitations only", "en", "um well"),
]


@pytest.mark.parametrize(("what", "language", "sentence"), NONE)
def test_what_only_looks_like_a_question(what: str, language: str, sentence: str) -> None:
    assert read(language, sentence) is None, what


STATED = [
    ("nl", "Komt u volgende week maar."),
    ("en", "Tell me when it's ready, too."),
    ("nl", "Hebt u de brief eerder, dan bel ik u."),
    ("en", "Can use it tomorrow."),
    ("en", "You mean the whole fleet."),
]


@pytest.mark.parametrize(("language", "sentence"), STATED)
def test_a_full_stop_is_believed_where_the_words_leave_it_open(
    language: str, sentence: str
) -> None:
    assert read(language, sentence) is None


ASKED_ALL_THE_SAME: list[tuple[str, str, Form]] = [
    ("nl", "Hoe gaat dat.", "open"),
    ("en", "How does it start.", "open"),
    ("nl", "Kunt u donderdag.", "closed"),
    ("en", "Can you do Thursday.", "closed"),
    ("nl", "Dus het is een nee voor ons.", "declarative"),
    ("en", "So it's a no for us.", "declarative"),
    ("nl", "Ik wou weten hoe lang dat duurt.", "open"),
    ("en", "I was wondering how long you've had that system.", "open"),
]


@pytest.mark.parametrize(("language", "sentence", "form"), ASKED_ALL_THE_SAME)
def test_a_full_stop_does_not_hide_what_is_surely_asked(
    language: str, sentence: str, form: Form
) -> None:
    found = read(language, sentence)
    assert found is not None
    assert found.form == form


ASIDE: list[tuple[str, str, NotCounted]] = [
    ("nl", "hoe gaat het met u", "courtesy"),
    ("nl", "hoe gaat met u", "courtesy"),  # a short word lost by the recognizer
    ("en", "how are you today", "courtesy"),
    ("en", "how are you", "courtesy"),
    ("nl", "hoort u mij", "procedural"),
    ("en", "can you hear me", "procedural"),
    ("nl", "weet u waarom ik bel", "rhetorical"),
    ("en", "you know why we do that", "rhetorical"),
    ("nl", "Echt?", "backchannel"),
    ("en", "Really?", "backchannel"),
    ("nl", "oh is dat", "backchannel"),
    ("en", "oh they do", "backchannel"),
    ("nl", "Honderdtwintig?", "echo"),
    ("en", "Twelve vans?", "echo"),
    ("nl", "Toen vroeg hij, waarom ben je niet eerder gekomen?", "quoted"),
]


@pytest.mark.parametrize(("language", "sentence", "why"), ASIDE)
def test_questions_that_do_not_count_are_questions_set_aside(
    language: str, sentence: str, why: NotCounted
) -> None:
    found = read(language, sentence)
    assert found is not None
    assert found.not_counted == why


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "how are you handling the returns"),
        ("en", "how are you going to pay for it"),
        ("nl", "hoe is het contract nu geregeld"),
        ("nl", "hoe is het gebeurd"),
    ],
)
def test_a_question_that_begins_like_a_courtesy_counts(language: str, sentence: str) -> None:
    found = read(language, sentence)
    assert found is not None
    assert (found.form, found.not_counted) == ("open", None)


@pytest.mark.parametrize(("_", "language", "sentence", "form"), BARE)
def test_a_question_mark_never_takes_a_question_away(
    _: str, language: str, sentence: str, form: Form
) -> None:
    found = read(language, f"{sentence}?")
    assert found is not None
    assert found.not_counted is None
    bare = read(language, sentence)
    assert bare is not None
    assert found.confidence >= bare.confidence


@pytest.mark.parametrize("language", ["nl", "en"])
def test_any_words_can_be_read(language: str) -> None:
    pack = load_pack(language)
    for words in ([], ["?"], ["…"], ["-"], ["wh-"], ["of"], ["or"], ["what"], ["a", "a", "a"]):
        read_question(words, pack)
