"""Laws that hold for every call: time shifts change nothing, swapping sides swaps the results."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.findings import Commitment, Counts, Measures
from analysis.language.pack import load_pack
from analysis.measure import measure
from tests.analysis.calls import ROLES, SETTINGS, Said, conversation, measured, swapped

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
    "Ik zet u even in de wacht.",
    "Al onze medewerkers zijn in gesprek.",
    "Bedankt voor het wachten.",
)

ENGLISH = (
    "What does that cost you a year?",
    "Shall we come by on Tuesday at ten?",
    "Would you like to try it for a month?",
    "Yes, that's fine.",
    "Uh,",
    "okay",
    "On Friday at three.",
    "Just send me a quote.",
    "I'll email it to you on Friday.",
    "I'll come by on Thursday at eleven.",
    "I'll order four of them today.",
    "If the test goes well, we'll sign in May.",
    "That's too expensive.",
    "I'll think about it.",
    "I'll take it to the board on Thursday.",
    "We're not going ahead with you.",
    "No, Tuesday doesn't work.",
    "We make a program for your routes.",
    "I'll put you on hold for a moment.",
    "All our agents are busy.",
    "Thanks for holding.",
)


def said_in(lines: tuple[str, ...]) -> st.SearchStrategy[list[Said]]:
    """Calls made of ``lines``, in any order, by anyone, with any gaps and overlaps."""
    gaps = st.integers(-5, 40) | st.just(150)
    said = st.tuples(st.sampled_from("SC"), gaps.map(lambda n: n / 10), st.sampled_from(lines))
    return st.lists(said, min_size=1, max_size=14)


calls = said_in(LINES)
languages = st.sampled_from([("nl", LINES), ("en", ENGLISH)]).flatmap(
    lambda item: st.tuples(st.just(item[0]), said_in(item[1]))
)


def without_times(result: Measures) -> tuple[object, ...]:
    """What a shift in time must leave as it was."""
    return (
        [(q.text, q.form, q.purpose, q.probing, q.chain) for q in result.questions],
        [(s.result, s.answer, s.rescue_kind) for s in result.silences],
        [(c.by, c.kind, c.step, c.grade, c.when_date) for c in result.commitments],
        [(e.kind, e.evidence.quote) for e in result.customer_map],
        [(t.ended, t.evidence.quote) for t in result.tensions],
        result.pleasantness_per_100_turns,
        result.outcome,
        [flag.name for flag in result.flags],
        _of_silences(result.counts),
    )


def _of_silences(counts: Counts) -> tuple[object, ...]:
    """What is counted against limits in seconds."""
    return (
        counts.silences_kept,
        counts.silences_rescued,
        counts.extended_silences,
        counts.longest_silence_s,
        counts.pause_bands,
        counts.deepest_chain,
    )


@settings(max_examples=80, deadline=None)
@given(languages, st.integers(1, 900_000))
def test_a_shift_in_time_changes_no_judgement(call: tuple[str, list[Said]], shift: int) -> None:
    language, lines = call
    shifted = measured(lines, language, shift=shift / 1000)
    assert without_times(measured(lines, language)) == without_times(shifted)


@settings(max_examples=80, deadline=None)
@given(languages)
def test_it_does_not_matter_which_channel_a_side_is_on(call: tuple[str, list[Said]]) -> None:
    """The same talk, seller on the right channel: who owes whom stays as it was."""
    language, lines = call
    pack = load_pack(language)
    roles = replace(ROLES, side_of={"left": "customer", "right": "seller"})
    other = conversation(swapped(lines), language, roles=roles)
    assert without_times(measure(other, pack, SETTINGS)) == without_times(measured(lines, language))


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


@settings(max_examples=150, deadline=None)
@given(languages, st.integers(1, 13))
def test_cutting_the_tail_never_adds_a_commitment(call: tuple[str, list[Said]], keep: int) -> None:
    language, lines = call
    if keep >= len(lines) or lines[keep - 1][0] == lines[keep][0] or lines[keep][1] < 0:
        return  # a cut inside a turn changes what was said
    whole = firm(measured(lines, language))
    part = firm(measured(lines[:keep], language))
    assert len(part) <= len(whole)
    bound = {(row.by, row.step, row.evidence.start) for row in whole}
    assert {(c.by, c.step, c.evidence.start) for c in part if c.by != "seller"} <= bound


def firm(result: Measures) -> list[Commitment]:
    """The promises of a call."""
    return [row for row in result.commitments if row.kind in ("commit", "accept")]


@settings(max_examples=60, deadline=None)
@given(calls)
def test_every_row_points_to_seconds_inside_the_call(lines: list[Said]) -> None:
    result, call = measured(lines), conversation(lines)
    rows = [c.evidence for c in result.commitments] + [e.evidence for e in result.customer_map]
    rows += [s.evidence for s in result.silences] + [t.evidence for t in result.tensions]
    for row in rows:
        assert 0 <= row.start <= row.end <= call.duration + 1e-6
        assert row.quote
    assert result.talk.call_s == call.counted(0, call.duration) <= call.duration


def test_the_same_call_gives_the_same_measures() -> None:
    lines: list[Said] = [("S", 0.5, LINES[0]), ("C", 2.0, LINES[6]), ("S", 0.4, LINES[2])]
    assert measured(lines) == replace(measured(lines))
