"""Laws that hold for every call: time shifts change nothing, swapping sides swaps the results."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.findings import Measures
from tests.analysis.calls import Said, conversation, measured, swapped

LINES = (
    "Wat kost u dat per jaar?",
    "Hoe vaak gebeurt dat?",
    "Zullen we dinsdag om tien uur bij u kijken?",
    "Ja, dat is goed.",
    "Eh,",
    "ja",
    "Stuur maar een offerte.",
    "Dat is te duur.",
    "Wij maken een programma voor de planning van uw wagens.",
    "Ik bespreek het donderdag in het MT.",
    "We gaan niet met u verder.",
    "Hoeveel mensen werken er nu bij u?",
    "Dat weet ik zo niet.",
)

said = st.tuples(
    st.sampled_from("SC"), st.integers(-5, 40).map(lambda n: n / 10), st.sampled_from(LINES)
)
calls = st.lists(said, min_size=1, max_size=14)


def without_times(result: Measures) -> tuple[object, ...]:
    """What a shift in time must leave as it was."""
    return (
        [(q.text, q.form, q.purpose, q.probing, q.chain) for q in result.questions],
        [(s.result, s.answer, s.rescue_kind) for s in result.silences],
        [(c.by, c.kind, c.step, c.grade, c.when_date) for c in result.commitments],
        [(e.kind, e.evidence.quote) for e in result.customer_map],
        result.outcome,
        [flag.name for flag in result.flags],
    )


@settings(max_examples=60, deadline=None)
@given(calls, st.integers(1, 900))
def test_a_shift_in_time_changes_no_judgement(lines: list[Said], shift: int) -> None:
    assert without_times(measured(lines)) == without_times(measured(lines, shift=float(shift)))


@settings(max_examples=60, deadline=None)
@given(calls)
def test_shares_are_shares(lines: list[Said]) -> None:
    talk = measured(lines).talk
    if talk.seller_talk_share_of_speech is None:
        return
    parts = (talk.seller_talk_share_of_call, talk.customer_talk_share_of_call)
    assert all(0 <= share <= 1 for share in (*parts, talk.silence_share, talk.overlap_share))
    total = sum(parts) + talk.silence_share - talk.overlap_share
    assert abs(total - 1) < 1e-6


@settings(max_examples=60, deadline=None)
@given(calls)
def test_swapping_the_sides_swaps_the_talk(lines: list[Said]) -> None:
    one, other = measured(lines).talk, measured(swapped(lines)).talk
    assert one.seller_speech_s == other.customer_speech_s
    assert one.longest_seller_monologue_s == other.longest_customer_story_s
    assert one.silence_share == other.silence_share


@settings(max_examples=60, deadline=None)
@given(calls, st.integers(0, 13))
def test_cutting_the_tail_never_adds_a_commitment(lines: list[Said], keep: int) -> None:
    whole = {(c.kind, c.evidence.start) for c in measured(lines).commitments}
    turns = conversation(lines).turns
    cut = lines[:keep]
    ends_turn = keep >= len(lines) or lines[keep - 1][0] != lines[keep][0]
    if not cut or not ends_turn or len(turns) < 2:
        return
    part = measured(cut).commitments
    firm = [c for c in part if c.kind in ("commit", "accept")]
    assert len(firm) <= len([k for k, _ in whole if k in ("commit", "accept")]) + 0


@settings(max_examples=60, deadline=None)
@given(calls)
def test_every_row_points_to_seconds_inside_the_call(lines: list[Said]) -> None:
    result = measured(lines)
    rows = [c.evidence for c in result.commitments] + [e.evidence for e in result.customer_map]
    rows += [s.evidence for s in result.silences] + [t.evidence for t in result.tensions]
    for row in rows:
        assert 0 <= row.start <= row.end <= result.talk.call_s + 1e-6
        assert row.quote


def test_the_same_call_gives_the_same_measures() -> None:
    lines: list[Said] = [("S", 0.5, LINES[0]), ("C", 2.0, LINES[6]), ("S", 0.4, LINES[2])]
    assert measured(lines) == replace(measured(lines))
