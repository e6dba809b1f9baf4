"""The arithmetic of evaluation, on cases small enough to check by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.evaluation.figures import Agreement, Errors, Tally, agreement, percentile
from flows.evaluation.matching import Place, match, similarity
from flows.evaluation.truth import TrueWord
from flows.evaluation.words import align, right_side, word_errors, word_errors_by_side

LETTERS = st.lists(st.sampled_from("abcd"), max_size=8)


def test_precision_recall_and_f1() -> None:
    tally = Tally(right=6, extra=2, missed=6)
    assert tally.precision == 0.75
    assert tally.recall == 0.5
    assert tally.f1 == pytest.approx(0.6)


def test_figures_over_nothing_are_none() -> None:
    assert Tally().precision is None
    assert Tally().f1 is None
    assert Agreement().share is None
    assert Errors().median is None
    assert Errors().most is None


def test_figures_add_up_case_by_case() -> None:
    both = Tally(1, 2, 3) + Tally(4, 0, 1)
    assert both == Tally(5, 2, 4)
    assert Agreement(1, 2) + Agreement(2, 2) == Agreement(3, 4)
    assert agreement([("a", "a"), ("a", "b")]) == Agreement(1, 2)


def test_errors_are_judged_by_their_size() -> None:
    errors = Errors((-0.2, 0.1, 0.3))
    assert errors.median == pytest.approx(0.2)
    assert errors.most == pytest.approx(0.3)


def test_a_percentile_covers_at_least_its_share() -> None:
    values = [float(number) for number in range(1, 21)]
    assert percentile(values, 0.95) == 19.0
    assert percentile(values, 0.951) == 20.0
    assert percentile([7.0], 0.95) == 7.0
    assert percentile([], 0.5) is None


def test_alignment_counts_changes_and_pairs_the_same_words() -> None:
    found = align(["i", "will", "the", "order", "today"], ["i", "will", "sign", "the", "order"])
    assert found.errors == 2
    assert found.pairs == ((0, 0), (1, 1), (2, 3), (3, 4))


@given(LETTERS, LETTERS)
def test_alignment_is_a_distance(one: list[str], other: list[str]) -> None:
    forth, back = align(one, other), align(other, one)
    assert forth.errors == back.errors
    assert (forth.errors == 0) == (one == other)
    assert max(len(one), len(other)) - len(forth.pairs) <= forth.errors
    assert forth.errors <= max(len(one), len(other))
    assert all(one[here] == other[there] for here, there in forth.pairs)
    assert list(forth.pairs) == sorted(set(forth.pairs))


def words(text: str, side: str = "seller", start: float = 0.0) -> list[TrueWord]:
    return [
        TrueWord(side, word, start + place, start + place + 0.5)
        for place, word in enumerate(text.split())
    ]


def test_word_errors_ignore_case_and_punctuation() -> None:
    errors = word_errors(words("ja dat is prima"), words("Ja, dat is goed."))
    assert (errors.errors, errors.spoken, errors.rate) == (1, 4, 0.25)


def test_words_of_both_sides_at_once_are_no_errors_by_side() -> None:
    true = [*words("een twee drie"), *words("ja ja", "customer", 0.9)]
    heard = [*words("een twee drie"), *words("ja ja", "customer", 1.3)]
    assert word_errors_by_side(heard, true).errors == 0


def test_a_word_on_the_wrong_side_is_heard_but_not_placed() -> None:
    true = [*words("een twee"), *words("drie vier", "customer", 5.0)]
    heard = [*words("een twee"), *words("drie", "customer", 5.0), *words("vier", "seller", 6.0)]
    assert word_errors(heard, true).errors == 0
    assert right_side(heard, true) == Agreement(3, 4)
    assert word_errors_by_side(heard, true).errors == 2


def place(start: float, end: float, text: str, side: str | None = "seller") -> Place:
    return Place(side, start, end, text)


def test_a_clause_stands_for_its_line() -> None:
    line = place(10.0, 15.0, "Dat snap ik, maar wat kost dat u per jaar?")
    assert match([place(12.0, 15.0, "wat kost dat u")], [line]) == {0: 0}


def test_other_sides_and_other_times_never_pair() -> None:
    true = [place(10.0, 12.0, "wat kost dat", "customer"), place(40.0, 42.0, "wat kost dat")]
    assert match([place(10.0, 12.0, "wat kost dat")], true) == {}


def test_the_same_words_pair_although_the_edges_are_off() -> None:
    assert match([place(12.5, 13.0, "Waarom?")], [place(11.9, 12.4, "waarom")]) == {0: 0}


def test_neighbours_are_not_taken_for_each_other() -> None:
    found = [place(13.1, 14.0, "En hoeveel kost dat?")]
    assert match(found, [place(11.0, 13.0, "Hoe vaak gebeurt dat?")]) == {}


def test_pairs_are_one_to_one_and_the_best_first() -> None:
    true = [place(0.0, 2.0, "wat kost dat"), place(2.1, 4.0, "en hoe vaak")]
    found = [place(1.5, 4.0, "en hoe vaak"), place(0.0, 1.9, "wat kost dat")]
    assert match(found, true) == {0: 1, 1: 0}
    assert match([found[1], found[1]], true[:1]) in ({0: 0}, {1: 0})


def test_acts_in_the_same_words_are_told_apart_by_kind() -> None:
    line = "ik teken vandaag en u stuurt de tekening"
    true = [Place(None, 0.0, 4.0, line, "order"), Place(None, 0.0, 4.0, line, "deliver")]
    assert match(list(reversed(true)), true) == {0: 1, 1: 0}


def test_similarity_is_a_share_of_all_words() -> None:
    assert similarity("Wat kost dat?", "wat kost dat") == 1.0
    assert similarity("wat kost dat", "wat is dat") == 0.5
    assert similarity("", "") == 0.0
