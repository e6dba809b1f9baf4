"""What the data do not carry is not shown: no zero, no guess, no exception."""

import pytest

from analysis.heard import Doubt
from analysis.language.pack import load_pack
from analysis.measure import measure
from tests.analysis.calls import SETTINGS, Said, conversation, doubted, measured

CALL: list[Said] = [
    ("S", 0.5, "Zullen we dinsdag om tien uur bij u kijken?"),
    ("C", 0.9, "Ja, dat is goed."),
    ("S", 0.5, "Dan zie ik u dinsdag, meneer Bakker."),
]


def test_the_call_by_itself_holds_a_commitment() -> None:
    assert [(c.by, c.kind, c.step) for c in measured(CALL).commitments] == [
        ("joint", "accept", "meeting")
    ]


@pytest.mark.parametrize("known", [True, False])
def test_nothing_directional_is_claimed_of_words_or_roles_in_doubt(known: bool) -> None:
    doubt = Doubt("words_untrusted" if known else "bleed", "mean probability 0.31")
    result = doubted(CALL, doubt, known=known)
    assert (result.commitments, result.questions, result.outcome) == ((), (), None)
    assert result.score.total is None
    assert [flag.name for flag in result.flags] == ["check_by_hand"]
    missing = {row.measure for row in result.not_measurable}
    assert {"commitments", "outcome", "score"} <= missing
    assert all(row.reason for row in result.not_measurable)


def test_words_in_doubt_leave_the_talk_share_standing() -> None:
    result = doubted(CALL, Doubt("words_untrusted", "mean probability 0.31"))
    assert result.talk.seller_talk_share_of_speech == pytest.approx(16 / 20, abs=0.01)


def test_one_speaker_is_no_sales_talk() -> None:
    result = measured([("S", 0.5, "Ik probeer het later nog eens.")])
    assert result.outcome == "none"
    assert result.talk.seller_talk_share_of_speech is None


def test_an_empty_call_and_an_unknown_language_are_said() -> None:
    assert measured([]).outcome == "none"
    result = measure(conversation(CALL), None, SETTINGS)
    assert result.outcome is None
    assert "language" in result.flags[0].sentence


def test_words_outside_the_call_are_no_exception() -> None:
    lines: list[Said] = [*CALL, ("C", 500.0, "Hallo?")]
    assert measure(conversation(lines), load_pack("nl"), SETTINGS).talk.call_s > 500
