"""Who talks how much, how long on end, and who waits for whom.

Seconds come from speech segments. Shares are published of speech and of the call, since silence
left on purpose pulls them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from analysis.conversation import Conversation, Side, Turn
from analysis.findings import Evidence, Talk
from analysis.heard import SpeechSegment
from analysis.settings import TalkSettings
from analysis.spans import joined

_QUOTE_WORDS = 25
"""Words of a long turn that are quoted."""


def talk(conversation: Conversation, settings: TalkSettings) -> Talk:
    """Section "talk" of a call. With no roles known, or one speaker, sides are None."""
    seller = _of(conversation, "seller")
    customer = _of(conversation, "customer")
    call = conversation.call_s
    spoken = _seconds(seller) + _seconds(customer)
    sided = conversation.roles.known and bool(seller) and bool(customer)
    anybody = joined((segment.start, segment.end) for segment in conversation.segments)
    silent = max(0.0, call - round(sum(end - start for start, end in anybody), 3))
    monologue = _longest(conversation, "seller") if sided else None
    story = _longest(conversation, "customer") if sided else None
    interruptions = _interruptions(conversation, settings) if sided else ()
    return Talk(
        call_s=call,
        seller_speech_s=_seconds(seller) if sided else None,
        customer_speech_s=_seconds(customer) if sided else None,
        seller_talk_share_of_speech=_seconds(seller) / spoken if sided else None,
        seller_talk_share_of_call=_ratio(_seconds(seller), call) if sided else None,
        customer_talk_share_of_call=_ratio(_seconds(customer), call) if sided else None,
        silence_share=_ratio(silent, call),
        overlap_share=_ratio(_overlap(seller, customer), call) if sided else None,
        longest_seller_monologue_s=_lasts(conversation, monologue),
        longest_seller_monologue=monologue,
        longest_customer_story_s=_lasts(conversation, story),
        longest_customer_story=story,
        turn_switches_per_min=_per_minute(_switches(conversation), call),
        seller_words_per_min=_pace(conversation, "seller", seller) if sided else None,
        customer_words_per_min=_pace(conversation, "customer", customer) if sided else None,
        patience_s=_patience(conversation) if sided else None,
        seller_interruptions=len(interruptions) if sided else None,
        interruptions=interruptions,
        customer_share_by_third=(
            _by_third(_counted(conversation, seller), _counted(conversation, customer), call)
            if sided
            else (None,) * 3
        ),
    )


def _of(conversation: Conversation, side: Side) -> list[SpeechSegment]:
    return [segment for segment in conversation.segments if segment.speaker == side]


def _seconds(segments: Sequence[SpeechSegment]) -> float:
    """To the millisecond, as segments are given: sums of floats may pass a limit they only meet."""
    return round(sum(segment.seconds for segment in segments), 3)


def _ratio(part: float, whole: float) -> float | None:
    return min(1.0, part / whole) if whole > 0 else None


def _per_minute(count: float, seconds: float) -> float | None:
    return count / seconds * 60 if seconds > 0 else None


def _overlap(one: Sequence[SpeechSegment], other: Sequence[SpeechSegment]) -> float:
    """Seconds in which both speak."""
    seconds, index = 0.0, 0
    for segment in one:
        while index < len(other) and other[index].end <= segment.start:
            index += 1
        at = index
        while at < len(other) and other[at].start < segment.end:
            seconds += min(segment.end, other[at].end) - max(segment.start, other[at].start)
            at += 1
    return max(0.0, seconds)


def _longest(conversation: Conversation, side: Side) -> Evidence | None:
    """The longest turn of ``side``, inner pauses included; backchannels do not end it."""
    mine = [turn for turn in conversation.turns if turn.side == side and turn.words]
    if not mine:
        return None
    return _evidence(max(mine, key=lambda turn: conversation.counted(turn.start, turn.end)))


def _lasts(conversation: Conversation, longest: Evidence | None) -> float | None:
    """Its seconds that count: a seller who puts the customer on hold does not talk meanwhile."""
    return None if longest is None else round(conversation.counted(longest.start, longest.end), 3)


def _evidence(turn: Turn) -> Evidence:
    words = turn.said
    quote = " ".join(words[:_QUOTE_WORDS]) + (" …" if len(words) > _QUOTE_WORDS else "")
    return Evidence((turn.id,), turn.start, turn.end, quote)


def _pace(
    conversation: Conversation, side: Side, segments: Sequence[SpeechSegment]
) -> float | None:
    words = sum(len(turn.words) for turn in conversation.turns if turn.side == side)
    words += sum(len(b.text.split()) for b in conversation.backchannels if b.side == side)
    return _per_minute(words, _seconds(segments))


def _switches(conversation: Conversation) -> int:
    """How often the floor changes hands; it need not after a wait."""
    return sum(a.side != b.side for a, b in pairwise(conversation.turns))


def _patience(conversation: Conversation) -> float | None:
    """Median gap from the end of a customer's turn to the seller's next turn (s)."""
    turns = conversation.turns
    gaps = [
        gap.seconds
        for gap in conversation.gaps
        if turns[gap.earlier].side == "customer" and turns[gap.later].side == "seller"
    ]
    return median(gaps) if gaps else None


def _interruptions(conversation: Conversation, settings: TalkSettings) -> tuple[Evidence, ...]:
    """Seller turns that begin before the customer's has ended, and are spoken over it for longer
    than the setting."""
    turns = conversation.turns
    return tuple(
        Evidence(
            (gap.earlier, gap.later),
            turns[gap.later].start,
            turns[gap.earlier].end,
            turns[gap.later].text,
        )
        for gap in conversation.gaps
        if turns[gap.earlier].side == "customer"
        and turns[gap.later].side == "seller"
        and gap.seconds < 0
        and round(_overlap(turns[gap.earlier].segments, turns[gap.later].segments), 3)
        > settings.interruption_overlap_s
    )


def _counted(conversation: Conversation, segments: Sequence[SpeechSegment]) -> list[SpeechSegment]:
    """Segments on a clock that stands still where seconds do not count."""
    if not conversation.left_out:
        return list(segments)

    def at(second: float) -> float:
        return conversation.counted(0.0, second)

    return [SpeechSegment(s.speaker, at(s.start), at(s.end)) for s in segments]


def _by_third(
    seller: Sequence[SpeechSegment], customer: Sequence[SpeechSegment], call: float
) -> tuple[float | None, float | None, float | None]:
    """The customer's share of speech in each third of the call."""

    def share(third: int) -> float | None:
        window = SpeechSegment("window", third * call / 3, (third + 1) * call / 3)
        hers, his = _overlap([window], customer), _overlap([window], seller)
        return _ratio(hers, hers + his)

    return share(0), share(1), share(2)
