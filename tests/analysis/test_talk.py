"""Who talks how much, how fast and how long on end: figures worked out by hand.

A word takes 0.3 s (``tests/analysis/calls.py``), so ten words are three seconds of speech.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from analysis.conversation import Roles
from analysis.findings import Talk
from analysis.measures.talk import talk
from analysis.turns import build_conversation
from tests.analysis.calls import ROLES, SETTINGS, Said, heard, swapped


def told(lines: Sequence[Said], *, tail: float = 1.0, roles: Roles = ROLES) -> Talk:
    """Section "talk" of a call that ends ``tail`` seconds after its last word."""
    call = build_conversation(heard(lines, tail=tail), roles, None, SETTINGS.conversation)
    return talk(call, SETTINGS.talk)


def words(count: int, last: str = "woord.") -> str:
    return " ".join([*("woord",) * (count - 1), last])


def test_shares_and_pace_are_of_seconds_spoken_and_of_the_call() -> None:
    """The seller 3 s with two breaths in it (9 words), the customer 6 s; 12 s in all."""
    seller: list[Said] = [("S", 0.0, words(3)), ("S", 0.15, words(3)), ("S", 0.15, words(3))]
    found = told([*seller, ("C", 1.0, words(20))])
    assert (found.seller_speech_s, found.customer_speech_s) == (3.0, 6.0)
    assert found.seller_talk_share_of_speech == pytest.approx(1 / 3)
    assert found.seller_talk_share_of_call == pytest.approx(0.25)
    assert found.customer_talk_share_of_call == pytest.approx(0.5)
    assert (found.silence_share, found.overlap_share) == (pytest.approx(0.25), 0.0)
    assert found.seller_words_per_min == pytest.approx(180.0)
    assert found.customer_words_per_min == pytest.approx(200.0)
    assert found.turn_switches_per_min == pytest.approx(5.0)


def test_what_both_say_at_once_is_silence_of_neither() -> None:
    """6 s and 3 s, of which 1.5 s together, in a call of 12 s."""
    lines: list[Said] = [
        ("C", 0.0, words(10)),
        ("S", -2.0, words(2)),  # wholly inside
        ("C", 1.0, words(10)),
        ("S", -0.9, words(8)),
    ]
    found = told(lines, tail=2.5)
    assert found.overlap_share == pytest.approx(1.5 / 12)
    assert found.silence_share == pytest.approx((12 - 7.5) / 12)
    assert found.seller_talk_share_of_speech == pytest.approx(1 / 3)


def test_a_seller_interrupts_who_talks_over_the_customer_for_more_than_half_a_second() -> None:
    lines: list[Said] = [
        ("C", 0.0, words(10)),
        ("S", -1.0, words(6, "dus.")),
        ("C", -0.6, words(10)),  # the customer's own is none
        ("S", -0.5, words(6)),  # so long everybody does
        ("C", 1.0, words(10)),
        ("S", 0.4, words(6)),
    ]
    found = told(lines)
    (one,) = found.interruptions
    assert found.seller_interruptions == 1
    assert (one.turn_ids, one.start, one.end) == ((0, 1), pytest.approx(3.0), pytest.approx(4.0))
    assert one.quote.endswith("dus.")


def test_patience_is_how_long_the_seller_waits_in_the_middle_of_all_cases() -> None:
    lines: list[Said] = [
        ("S", 0.0, words(5)),
        ("C", 2.0, words(5)),
        ("S", 0.4, words(5)),
        ("C", 2.0, words(5)),
        ("S", 1.0, words(5)),
        ("C", 2.0, words(5)),
        ("S", 5.0, words(5)),
    ]
    assert told(lines).patience_s == pytest.approx(1.0)
    assert told(lines[:2]).patience_s is None


LONGEST: list[Said] = [
    ("S", 0.0, words(10)),
    ("C", 0.5, words(12)),
    ("C", 2.0, words(13, "verhaal.")),
    ("S", 0.5, words(12)),
    ("S", 1.0, words(8, "einde.")),
    ("C", 0.5, words(4)),
]
"""The customer's story takes 25 words and a breath of two seconds, the seller's 20 and one."""


def test_the_longest_of_each_side_counts_its_breaths_and_is_quoted() -> None:
    found = told(LONGEST)
    monologue, story = found.longest_seller_monologue, found.longest_customer_story
    assert monologue is not None
    assert story is not None
    assert found.longest_seller_monologue_s == pytest.approx(20 * 0.3 + 1.0)
    assert found.longest_customer_story_s == pytest.approx(25 * 0.3 + 2.0)
    assert (monologue.turn_ids, story.turn_ids) == ((2,), (1,))
    assert monologue.quote.endswith("einde.")
    assert story.quote.endswith("verhaal.")  # 25 words are quoted whole
    other = told(swapped(LONGEST))
    assert other.longest_customer_story_s == found.longest_seller_monologue_s
    assert other.longest_seller_monologue == story


def test_of_a_long_story_the_beginning_is_quoted() -> None:
    story = told([("S", 0.0, words(3)), ("C", 0.5, words(26))]).longest_customer_story
    assert story is not None
    assert story.quote == f"{words(25, 'woord')} …"


def test_the_customers_share_is_told_of_each_third_of_the_call() -> None:
    """Thirds of 10 s: 3 s of the seller's; 6 s of the customer's and 3 s; 3 s of the customer's."""
    lines: list[Said] = [
        ("S", 0.0, words(10)),
        ("C", 7.0, words(20)),
        ("S", 0.0, words(10)),
        ("C", 6.0, words(10)),
    ]
    first, middle, last = told(lines).customer_share_by_third
    assert (first, middle, last) == (0.0, pytest.approx(2 / 3), 1.0)
    assert told(lines[:3], tail=10.0).customer_share_by_third[2] is None


ONE_SPEAKER: list[Said] = [("S", 0.0, words(10)), ("S", 2.0, words(10))]


@pytest.mark.parametrize(
    ("lines", "roles"),
    [
        (ONE_SPEAKER, ROLES),
        (swapped(ONE_SPEAKER), ROLES),
        ([("C", 0.0, words(16)), ("S", -1.0, words(4)), *LONGEST], replace(ROLES, known=False)),
    ],
)
def test_where_nobody_knows_who_is_who_nothing_is_told_of_sides(
    lines: Sequence[Said], roles: Roles
) -> None:
    found = told(lines, roles=roles)
    assert found.silence_share is not None
    sided = (
        found.seller_speech_s,
        found.customer_speech_s,
        found.seller_talk_share_of_speech,
        found.seller_talk_share_of_call,
        found.customer_talk_share_of_call,
        found.overlap_share,
        found.longest_seller_monologue_s,
        found.longest_customer_story_s,
        found.seller_words_per_min,
        found.customer_words_per_min,
        found.patience_s,
        found.seller_interruptions,
    )
    assert set(sided) == {None}
    assert found.interruptions == ()
    assert found.customer_share_by_third == (None, None, None)
