"""What a sentence does by its words, in both languages alike: promise, offer, refuse, answer."""

import pytest

from analysis.language.pack import load_pack
from analysis.language.promises import doing
from analysis.measures.acts import acts
from tests.analysis.calls import conversation, measured

SENTENCES = [
    ("promise", "Ik stuur u morgen de lijst.", "I will send you the list tomorrow."),
    ("promise", "Dan bel ik de monteur.", "Then I'll call the mechanic."),
    ("promise", "We gaan het doen.", "We are going to do it."),
    ("promise", "U kunt op mij rekenen.", "You can count on me."),
    ("willing", "Ik zou er wel tien willen bestellen.", "I would like to order ten."),
    ("willing", "We kunnen het proberen.", "We could try it."),
    ("willing", "Ik ben best bereid om mee te doen.", "I am willing to join in."),
    ("refusal", "Ik ga er niet voor betalen.", "I will not pay for it."),
    ("refusal", "We zijn daar niet toe bereid.", "We are not willing to do that."),
    ("refusal", "Dat kan ik niet betalen.", "I can't afford that."),
    ("refusal", "Nee, dank u.", "No, thank you."),
    ("yes", "Ja, prima.", "Yes, fine."),
    ("yes", "Akkoord.", "Agreed."),
    ("no", "Nee.", "No."),
    ("no", "Beslist niet.", "Absolutely not."),
    (None, "Het regent hier al dagen.", "It has been raining for days."),
    (None, "Mijn man zei dat ik zou bellen.", "My husband said I would call."),
    (None, "Dat weet ik nog niet.", "I don't know yet."),
    (None, "Ik betaal altijd op tijd.", "I always pay on time."),
    (None, "Ik zal vaak te laat zijn.", "I will often be late."),
    (None, "", ""),
]


def done(text: str, language: str) -> str | None:
    pack = load_pack(language)
    found = doing(pack.texts(text.split()), pack)
    return None if found is None else found.kind


@pytest.mark.parametrize(("kind", "dutch", "english"), SENTENCES)
def test_both_languages_read_the_same(kind: str | None, dutch: str, english: str) -> None:
    assert (done(dutch, "nl"), done(english, "en")) == (kind, kind)


ANSWERS = [
    ("nl", "Wilt u er tien bestellen?", "Ja, graag.", ["yes"]),
    ("en", "Would you like to order ten?", "Yes, please.", ["yes"]),
    ("nl", "Wilt u er tien bestellen?", "Nee.", ["no"]),
    ("en", "Would you like to order ten?", "No.", ["no"]),
    ("nl", "Hoeveel wilt u er bestellen?", "Twintig euro per week.", ["yes"]),
    ("en", "How many would you order?", "Twenty dollars a week.", ["yes"]),
    ("nl", "Hoeveel wilt u betalen?", "Ik geef 0 euro.", ["no"]),
    ("en", "How much would you like to pay?", "I would give 0 dollars.", ["no"]),
    ("nl", "Hoeveel wilt u betalen?", "Ik geef nul euro.", ["no"]),
    ("en", "How much would you like to pay?", "I would give zero dollars.", ["no"]),
    ("nl", "Hoeveel wilt u er bestellen?", "Zou tien euro per week voor nu genoeg zijn?", ["yes"]),
    ("en", "How many would you order?", "Would ten dollars a week be enough for now?", ["yes"]),
    ("nl", "Kunnen we op u rekenen?", "Ja.", ["yes"]),
    ("en", "Can we count on you?", "Yes.", ["yes"]),
    ("nl", "Woont u in de stad?", "Ja.", []),
    ("en", "Do you live in town?", "Yes.", []),
    ("nl", "Wilt u er tien bestellen?", "Dat weet ik nog niet.", []),
    ("en", "Would you like to order ten?", "I'm not sure.", []),
    ("nl", "De prijs is vijftig.", "Ik ga er tien bestellen.", ["yes"]),
    ("en", "The price is fifty.", "I will order ten.", ["yes"]),
    ("nl", "De prijs is vijftig.", "Ik zal ernaar kijken.", []),
    ("en", "The price is fifty.", "I will look at it.", []),
]


@pytest.mark.parametrize(("language", "asked", "answer", "says"), ANSWERS)
def test_an_answer_binds_to_what_was_asked(
    language: str, asked: str, answer: str, says: list[str]
) -> None:
    call = conversation([("S", 0.5, asked), ("C", 0.8, answer)], language)
    questions = measured([("S", 0.5, asked), ("C", 0.8, answer)], language).questions
    found = acts(call, questions, load_pack(language))
    assert [act.says for act in found if call.sentences[act.sentence_id].side == "customer"] == says


def test_a_request_is_on_the_table_only_for_a_while() -> None:
    lines = [
        ("S", 0.5, "Would you like to order ten?"),
        ("C", 0.5, "How is your mother?"),
        ("S", 0.5, "She lives by the sea these days."),
        ("C", 0.5, "How nice."),
        ("S", 0.5, "She walks along the beach."),
        ("C", 0.5, "Sure."),
    ]
    call = conversation(lines, "en")
    assert acts(call, measured(lines, "en").questions, load_pack("en")) == ()
