"""Cue phrases find what a sales manager means by them, and say what is wrong with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.language.cues import Cue, CueError, CueSet, Match, matches
from analysis.language.tokens import plain, tokenize

LISTS = {"dag": ["dinsdag", "volgende week"], "uur": ["tien", "kwart over *"]}


def found(phrase: str, text: str) -> tuple[int, int] | None:
    match = CueSet([phrase], LISTS).first(text.split())
    return None if match is None else (match.first, match.last)


@pytest.mark.parametrize(
    ("phrase", "text", "where"),
    [
        ("stuur maar", "ja stuur maar op", (1, 2)),
        ("stuur maar", "bestuur maar op", None),
        ("*offerte*", "een prijsofferte graag", (1, 1)),
        ("ik stuur ... op", "dan ik stuur het u dinsdag op", (1, 6)),
        ("ik stuur ... op", "ik stuur a b c d e f g h i op", None),
        ("bel (me|mij) (terug|)", "bel mij terug", (0, 2)),
        ("bel (me|mij) (terug|)", "bel me dan", (0, 1)),
        ("<dag> om <uur>", "ja volgende week om kwart over vier", (1, 6)),
        ("hoe gaat het (met (u|je)|) $", "hoe gaat het met u", (0, 4)),
        ("hoe gaat het (met (u|je)|) $", "hoe gaat het verder", None),
        ("(kan (<dag>|morgen)|past) niet", "dat kan dinsdag niet", (1, 3)),
        ("^ zullen we", "zullen we", (0, 1)),
        ("^ zullen we", "dus zullen we", None),
        ("of niet $", "komt hij of niet", (2, 3)),
        ("of niet $", "of niet dan", None),
    ],
)
def test_a_phrase_is_found_where_it_should(
    phrase: str, text: str, where: tuple[int, int] | None
) -> None:
    assert found(phrase, text) == where


@pytest.mark.parametrize("phrase", ["", "  ", "<maand> nog", "bel (me|mij", "bel me)"])
def test_a_phrase_that_cannot_be_read_is_refused_by_name(phrase: str) -> None:
    with pytest.raises(CueError, match="cue"):
        CueSet([phrase], LISTS).first(["bel", "me"])


def test_the_longest_of_two_matches_at_one_place_comes_first() -> None:
    match = CueSet(["stuur", "stuur maar"], {}).first(["stuur", "maar"])
    assert match is not None
    assert match.cue == "stuur maar"


def test_words_are_compared_without_case_and_punctuation() -> None:
    assert [plain(w) for w in ("“Écht?”", "'t", "Toch,", "u.", "B'vo")] == [
        "écht",
        "'t",
        "toch",
        "u",
        "b'vo",
    ]


def test_a_spoken_form_becomes_its_words_and_keeps_its_place() -> None:
    tokens = tokenize(["Nou,", "da's", "goed."], {"da's": "dat is"})
    assert [(t.text, t.word) for t in tokens] == [("nou", 0), ("dat", 1), ("is", 1), ("goed", 2)]


WORDS = st.sampled_from(["ik", "stuur", "bel", "mij", "dinsdag", "om", "tien", "offertes", "niet"])
PHRASES = (
    "ik stuur",
    "(bel|stuur) (mij|)",
    "*offerte*",
    "<dag> om <uur>",
    "ik ... (niet|op)",
    "(<dag>|om)",
    "bel*",
    "* niet",
    "^ ik",
    "niet $",
)


@given(st.lists(WORDS, max_size=8), st.lists(st.sampled_from(PHRASES), min_size=1, unique=True))
def test_leaving_phrases_untried_changes_no_match(tokens: list[str], phrases: list[str]) -> None:
    """What needs a word that was not said is not tried: nothing may be lost by that."""
    alone = {match for phrase in phrases for match in everywhere(phrase, tokens)}
    assert set(CueSet(phrases, LISTS).find(tokens)) == alone


def everywhere(phrase: str, tokens: list[str]) -> list[Match]:
    """All matches of a phrase, its pattern tried without asking what it needs."""
    return list(matches([Cue(phrase, LISTS)], tokens))
