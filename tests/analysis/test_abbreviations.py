"""The full stop of an abbreviation ends no sentence, in Dutch and in English alike."""

import pytest

from analysis.language.own_cues import pack_with
from analysis.language.pack import Pack, load_pack
from analysis.language.sentence_end import ends_sentence
from analysis.seller_talk import read_talk
from analysis.settings import CueSettings
from analysis.turns import build_conversation
from flows.evaluation.labelled import LabelledLine
from flows.evaluation.text_questions import evaluate_utterances
from tests.analysis.calls import MONDAY, ROLES, SETTINGS, conversation, heard, measured


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


NAMED = {"en": "This is Emma, adv. from Delta.", "nl": "Met Emma, adv. van Delta."}
PROPOSED = {
    "en": "We could put one in the adv. lounge.",
    "nl": "Zullen we er eentje in de adv. afdeling zetten.",
}
languages = pytest.mark.parametrize("language", ["en", "nl"])


def pack_with_own(language: str) -> Pack:
    """The pack with an abbreviation of this company's."""
    added = {f"{language}.conversation.abbreviations": ("adv",)}
    return pack_with(language, CueSettings(added=added, left_out={}))


@languages
def test_an_abbreviation_of_ones_own_does_not_part_the_words_that_tell_who_sells(
    language: str,
) -> None:
    sound = heard([("C", 0.5, "Hm."), ("S", 1.0, NAMED[language])], language)
    told, parted = (
        read_talk(sound, ("right", "left"), pack, SETTINGS.conversation)
        for pack in (pack_with_own(language), load_pack(language))
    )
    assert (told.seller, parted.seller) == ("left", "right")


@languages
def test_a_yes_answers_the_whole_sentence_around_an_abbreviation_of_ones_own(
    language: str,
) -> None:
    said = heard(
        [("S", 0.5, PROPOSED[language]), ("C", 0.4, "Yes." if language == "en" else "Ja.")]
    )
    whole, parted = (
        build_conversation(said, ROLES, pack, SETTINGS.conversation, MONDAY)
        for pack in (pack_with_own(language), load_pack(language))
    )
    assert [turn.side for turn in whole.turns] == ["seller", "customer"]
    assert [turn.side for turn in parted.turns] == ["seller"]


def test_an_abbreviation_of_another_language_ends_a_sentence() -> None:
    """ "Min." is short for minutes in Dutch alone."""
    text = "We do forty a min. Shall we meet?"
    (judged,) = evaluate_utterances([LabelledLine("a", "seller", text, "en", {"question": "1"})])
    assert judged.why == "shall we"
