"""The full stop of an abbreviation ends no sentence, in Dutch and in English alike."""

import pytest

from analysis.language.pack import load_pack
from analysis.language.sentence_end import ends_sentence
from tests.analysis.calls import conversation, measured


@pytest.mark.parametrize(
    ("language", "asked", "accepted"),
    [
        ("en", "Shall we meet on Tuesday at 10 a.m. at your office?", "Yes, that works."),
        ("nl", "Zullen we a.s. dinsdag om tien uur bij u op kantoor zitten?", "Ja, dat is goed."),
    ],
)
def test_a_meeting_with_an_abbreviation_in_it_is_one_question(
    language: str, asked: str, accepted: str
) -> None:
    measures = measured([("S", 0.5, asked), ("C", 3.0, accepted)], language)
    assert [row.result for row in measures.silences] == ["kept"]
    agreed = [(row.by, row.kind, row.step, row.grade) for row in measures.commitments]
    assert agreed == [("joint", "accept", "meeting", "A")]
    assert measures.outcome == "advance"


@pytest.mark.parametrize(
    ("language", "said", "sentences"),
    [
        ("en", "We open at 9 a.m. We have two people.", 2),
        ("en", "We open at 9 a.m. Shall we meet then?", 2),
        ("en", "Tomorrow at 9 a.m. I will call you.", 1),
        ("en", "Does Acme Inc. still make approx. 40 of them?", 1),
        ("nl", "Wij zijn van Jansen B.V. Wij maken kasten.", 2),
        ("nl", "Is dat ing. Van den Berg, of mevr. De Vries?", 1),
        ("nl", "Hebt u er nog ca. tien, o.a. voor nr. 5?", 1),
        ("nl", "Komt hij om tien uur...", 1),
    ],
)
def test_behind_an_abbreviation_only_words_that_open_one_begin_a_sentence(
    language: str, said: str, sentences: int
) -> None:
    assert len(conversation([("S", 0.5, said)], language).sentences) == sentences


def test_an_abbreviation_with_a_question_mark_ends_its_sentence() -> None:
    assert ends_sentence("a.m.?", load_pack("en"))
    assert not ends_sentence("a.m.", load_pack("en"))


def test_where_the_language_is_not_known_the_abbreviations_of_all_count() -> None:
    assert not ends_sentence("p.m.")
    assert not ends_sentence("dhr.")
    assert ends_sentence("goed.")
