"""Cue phrases find what a sales manager means by them, and say what is wrong with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.language.cue_tree import CueTree
from analysis.language.cue_ways import MOST_WAYS
from analysis.language.cues import Cue, CueError, Match, as_text, matches, tokens_between
from analysis.language.pack import load_pack
from analysis.language.tokens import plain

LISTS = {"dag": ["dinsdag", "volgende week"], "uur": ["tien", "kwart over *"]}


def heard(phrases: list[str], tokens: list[str]) -> list[Match]:
    tree = CueTree({"list": phrases}, LISTS)
    return list(tree.all_of(tree.places(tokens).get("list", []), tokens))


def found(phrase: str, text: str) -> tuple[int, int] | None:
    places = heard([phrase], text.split())
    return (places[0].first, places[0].last) if places else None


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
        ("(ik|wij) *en ... (op|af)", "nu wij sturen hem af", (1, 4)),
    ],
)
def test_a_phrase_is_found_where_it_should(
    phrase: str, text: str, where: tuple[int, int] | None
) -> None:
    assert found(phrase, text) == where


UNREADABLE = ("", "  ", "<maand> nog", "bel (me|mij", "bel me)", "bel | mail", ")bel(")


@pytest.mark.parametrize("phrase", UNREADABLE)
def test_a_phrase_that_cannot_be_read_is_refused_by_name(phrase: str) -> None:
    with pytest.raises(CueError, match="cue"):
        Cue(phrase, LISTS)


def test_the_longest_of_two_matches_at_one_place_comes_first() -> None:
    both = heard(["stuur", "stuur maar"], ["stuur", "maar"])
    assert [match.cue for match in both] == ["stuur maar", "stuur"]


def test_a_phrase_with_more_ways_than_are_written_out_is_found_too() -> None:
    words = [f"({'|'.join(f'{letter}{n}' for n in range(30))})" for letter in "abc"]
    assert MOST_WAYS < 30**3
    assert found(" ".join(words), "x a7 b29 c0 d") == (1, 3)
    assert found(" ".join(words), "a7 b29 d c0") is None


def test_words_are_compared_without_case_and_punctuation() -> None:
    assert [plain(w) for w in ("“Écht?”", "'t", "Toch,", "u.", "B'vo")] == [
        "écht",
        "'t",
        "toch",
        "u",
        "b'vo",
    ]


def test_a_spoken_form_becomes_its_words_and_keeps_its_place() -> None:
    tokens = load_pack("nl").tokenize(["Nou,", "da's", "goed."])
    assert [(t.text, t.word) for t in tokens] == [("nou", 0), ("dat", 1), ("is", 1), ("goed", 2)]


WORDS = st.sampled_from(["ik", "stuur", "bel", "mij", "dinsdag", "om", "tien", "offertes", "niet"])
PHRASES = (
    "ik stuur",
    "(bel|stuur) (mij|)",
    "(bel|stuur|ik bel) (mij|niet) (niet|)",
    "*offerte*",
    "<dag> om <uur>",
    "om <uur>",
    "ik ... (niet|op)",
    "ik ... stuur ... (mij|<dag>)",
    "(ik ... niet|bel) mij",
    "(<dag>|om)",
    "bel*",
    "(bel|ik stuur|offerte*) (niet|mij)",
    "om (ti*|dinsdag|bel*)",
    "* niet",
    "^ ik",
    "(^|stuur) ik",
    "^ (ik|bel) $",
    "niet $",
    "niet niet",
    "ik (*ts |) (niet|stuur)",
    "^ (*er* |bel |) (ik|mij) (niet|om <uur>|)",
    "(mij ... niet|om) * tien",
    "* om *",
)


@given(st.lists(WORDS, max_size=8), st.lists(st.sampled_from(PHRASES), min_size=1, unique=True))
def test_looking_for_all_phrases_at_once_finds_what_each_alone_does(
    tokens: list[str], phrases: list[str]
) -> None:
    """A phrase means its pattern, and no short way to it may find more, less or elsewhere."""
    text = as_text(tokens)
    alone = [
        Match(phrase, *tokens_between(*span, text))
        for phrase in phrases
        for span in matches(Cue(phrase, LISTS).pattern, text)
    ]
    assert sorted(heard(phrases, tokens)) == sorted(alone)
