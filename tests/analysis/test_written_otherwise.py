"""What a recognizer writes its own way: captions in capitals, a full stop behind a question."""

import pytest

from analysis.language.pack import load_pack
from analysis.language.question_form import read_question
from tests.analysis.calls import Said, measured

TALKS: dict[str, list[Said]] = {
    "nl": [
        ("S", 0.5, "Goedemiddag, met Sanne van Delta. Hoe vaak staat die oven stil?"),
        ("C", 1.6, "Vier keer dit jaar. En de winkel was weken boos op ons."),
        ("S", 0.6, "Zullen we dinsdag om tien uur met uw directeur om tafel zitten?"),
        ("C", 0.8, "Ja, dat is goed. Hij is er dan."),
    ],
    "en": [
        ("S", 0.5, "Good afternoon, Emma from Delta here. How often does that oven stop?"),
        ("C", 1.6, "Four times this year. And the shop was angry with us for weeks."),
        ("S", 0.6, "Shall we sit down with your director on Tuesday at ten?"),
        ("C", 0.8, "Yes, that's fine. He'll be there then."),
    ],
}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_captions_in_capitals_are_read_like_any_words(language: str) -> None:
    lines = TALKS[language]
    written = measured(lines, language)
    loud = measured([(side, gap, text.upper()) for side, gap, text in lines], language)
    assert [(q.form, q.purpose, q.counted) for q in loud.questions] == [
        (q.form, q.purpose, q.counted) for q in written.questions
    ]
    assert [(row.by, row.kind, row.step, row.grade) for row in loud.commitments] == [
        (row.by, row.kind, row.step, row.grade) for row in written.commitments
    ]
    assert loud.outcome == written.outcome == "advance"


@pytest.mark.parametrize(
    ("language", "said", "asks"),
    [
        ("nl", "Weet uw bestuur dat u dertigduizend kwijt bent.", True),
        ("en", "Does your board know that you lost thirty thousand.", True),
        ("nl", "Is uw dak eerder geïsoleerd.", True),
        ("en", "Will your lads carry them up.", True),
        ("nl", "Neem uw tijd.", False),
        ("en", "Do your best.", False),
        ("en", "Have your people call mine.", False),
    ],
)
def test_a_verb_and_what_is_the_listeners_ask_despite_a_full_stop(
    language: str, said: str, asks: bool
) -> None:
    reading = read_question(said.split(), load_pack(language))
    assert (reading is not None and reading.not_counted is None) is asks
