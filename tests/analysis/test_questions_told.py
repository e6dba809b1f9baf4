"""Questions that are told, announced, hedged or given back, or only lean on the talk."""

import pytest

from analysis.language.pack import load_pack
from analysis.language.question_form import read_question


@pytest.mark.parametrize(
    ("language", "sentence", "form", "not_counted"),
    [
        ("nl", "Mijn baas zei nog: waarom bel je ze niet gewoon?", "open", "quoted"),
        ("en", "My boss said to me, why don't we call them?", "open", "quoted"),
        ("nl", "mensen vragen dan hoe kom ik daar", "open", "quoted"),
        ("en", "people say how do i get there", "open", "quoted"),
        ("en", "What I'm really asking is, why do you still do that?", "open", None),
        ("en", "Say it breaks, then what?", "open", None),
        ("en", "And if it goes on like this, what happens then?", "open", None),
        ("nl", "En als het zo gaat, wat zeggen ze dan?", "open", None),
        ("nl", "Wie kiest er de wijn, u of uw man?", "choice", None),
        ("en", "Who picks the wine, you or your husband?", "choice", None),
        ("en", "What kind of setup do you have there?", "open", None),
        ("nl", "Hoelang loopt dat nog?", "open", None),
        ("nl", "Ik vroeg me af of u al een schoonmaker hebt.", "closed", None),
        ("en", "I was wondering whether you've got a cleaner.", "closed", None),
        ("nl", "Kunt u mij zeggen of jullie ook ramen doen?", "closed", None),
        ("en", "Could you tell me if you do windows?", "closed", None),
        ("nl", "En 's avonds?", "open", None),
        ("en", "And evenings?", "open", None),
        ("nl", "En deden jullie dat?", "closed", None),
        ("en", "And did you?", "closed", None),
        ("nl", "Redelijk?", "declarative", "echo"),
        ("en", "Reasonably?", "declarative", "echo"),
        ("nl", "Loop je daar niet op leeg?", "closed", None),
        ("en", "D'you pack it by hand?", "closed", None),
        ("nl", "Ongeveer hoeveel uur kost dat?", "open", None),
        ("en", "Roughly how many hours did you lose?", "open", None),
        ("nl", "dus u betaalt ook als hij stilstaat klopt dat", "check", None),
        ("en", "so you're paying when it's off the road is that right", "check", None),
    ],
)
def test_reads_as(language: str, sentence: str, form: str, not_counted: str | None) -> None:
    reading = read_question(sentence.split(), load_pack(language))
    assert reading is not None
    assert (reading.form, reading.not_counted) == (form, not_counted)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nl", "Klopt, met z'n vieren."),
        ("nl", "Wat mij opvalt is dat niemand het weet."),
        ("en", "What strikes me is that nobody knows."),
        ("nl", "Hij zei dat hij niet wist waar het was."),
        ("en", "He said he didn't know where it was."),
        ("nl", "Stuurt u mij dat schema maar eens toe."),
        ("nl", "Doet u de groeten aan Wilma."),
        ("nl", "Mocht u nog vragen hebben, mijn nummer staat eronder."),
        ("en", "Should you need anything, my number is below."),
        ("en", "Isn't it just."),
        ("nl", "Omdat ik wil weten waar ik aan toe ben."),
        ("en", "Because I want to know where I stand."),
    ],
)
def test_asks_nothing(language: str, sentence: str) -> None:
    assert read_question(sentence.split(), load_pack(language)) is None
