"""The customer map: what the customer says on end about one thing is one entry."""

from tests.analysis.calls import measured


def test_two_sentences_on_end_about_one_problem_are_one_entry() -> None:
    for language, words in (
        ("nl", "Het lawaai moet minder. De buren klagen elke dag."),
        ("en", "The noise has to go down. The neighbours complain every day."),
    ):
        entries = measured([("S", 0.5, "Ja."), ("C", 0.6, words)], language).customer_map
        assert [(entry.kind, entry.evidence.quote) for entry in entries] == [("need", words)]


def test_another_turn_is_another_entry() -> None:
    lines = [
        ("C", 0.5, "The old one leaks oil."),
        ("S", 0.5, "How bad is it?"),
        ("C", 0.5, "There's a puddle every night."),
    ]
    assert [entry.kind for entry in measured(lines, "en").customer_map] == ["need", "need"]


def test_a_habit_of_ones_own_is_no_aversion() -> None:
    lines = [("S", 0.5, "Right."), ("C", 0.5, "I don't like to keep people waiting.")]
    assert measured(lines, "en").customer_map == ()
