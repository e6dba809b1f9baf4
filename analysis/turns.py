"""From what was heard to a conversation: sides, backchannels, turns, gaps, sentences.

Terms as in Sacks, Schegloff & Jefferson (1974) and Heldner & Edlund (2010). Times come from speech
activity; words are laid into it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from operator import attrgetter

from analysis.conversation import (
    Backchannel,
    Conversation,
    Gap,
    Interlude,
    Roles,
    Side,
    Turn,
)
from analysis.heard import Heard, SpeechSegment, Word
from analysis.language.pack import Pack
from analysis.language.sentence_end import awaits_answer, proposes_moment, sentences_of
from analysis.sentences import SentenceCutter
from analysis.settings import ConversationSettings
from analysis.spans import Span

_LAST_WORDS = 40
"""The last sentence before a "ja" is looked for in this many words: none is longer."""

_WAITS = (awaits_answer, proposes_moment)
"""What of the last sentence, and of the one before it, makes a "yes" an answer."""

_WORD_ORDER = attrgetter("start", "end", "text")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A speech segment of a side with the words said in it."""

    segment: SpeechSegment
    words: tuple[Word, ...]

    @property
    def side(self) -> str:
        return self.segment.speaker


def build_conversation(
    heard: Heard,
    roles: Roles,
    pack: Pack | None,
    settings: ConversationSettings,
    started_at: datetime | None = None,
    *,
    interludes: tuple[Interlude, ...] = (),
    left_out: tuple[Span, ...] = (),
) -> Conversation:
    """The conversation in ``heard``, with ``roles`` telling who sells. ``interludes`` are what was
    set apart from it, ``left_out`` the seconds that do not count (``analysis.interludes``).

    Without a ``pack`` (a language callprobe does not know) no segment is a backchannel and
    sentences end at punctuation and pauses only. Never raises on odd input: a recording without
    words or with one speaker gives a conversation that says so in its turns.
    """
    segments = _closed(_on_sides(heard, roles), settings.close_gaps_s)
    pieces = _with_words(segments, heard.words, roles)
    floor, backchannels = _apart(pieces, pack, settings)
    cutter = SentenceCutter.of(heard.words, pack, settings)
    turns = _turns(_by_turn(floor, interludes, settings), cutter)
    talk = Conversation(
        duration=heard.duration,
        layout=heard.layout,
        language=heard.language,
        started_at=started_at,
        roles=roles,
        turns=turns,
        backchannels=backchannels,
        gaps=(),
        sentences=tuple(sentence for turn in turns for sentence in turn.sentences),
        segments=tuple(segments),
        doubts=(*heard.doubts, *roles.doubts),
        interludes=interludes,
        left_out=left_out,
        moved=frozenset(heard.moved),
        lost=heard.lost,
    )
    gaps = (Gap(a.id, b.id, talk.counted(a.end, b.start)) for a, b in pairwise(turns))
    return replace(talk, gaps=tuple(gaps))


def _side(roles: Roles, speaker: str) -> Side:
    return roles.side_of.get(speaker, "other")


def _on_sides(heard: Heard, roles: Roles) -> list[SpeechSegment]:
    return [
        SpeechSegment(_side(roles, s.speaker), _ms(s.start), _ms(s.end)) for s in heard.segments
    ]


def _ms(seconds: float) -> float:
    """Whole milliseconds: the same call shifted in time must meet the same thresholds."""
    return round(seconds, 3)


def _closed(segments: Sequence[SpeechSegment], gap_s: float) -> list[SpeechSegment]:
    """Segments by start, with gaps under ``gap_s`` inside one side closed."""
    closed: list[SpeechSegment] = []
    for side in dict.fromkeys(segment.speaker for segment in segments):
        mine: list[SpeechSegment] = []
        for segment in sorted((s for s in segments if s.speaker == side), key=lambda s: s.start):
            if mine and _ms(segment.start - mine[-1].end) < gap_s:
                last = mine[-1]
                mine[-1] = SpeechSegment(side, last.start, max(last.end, segment.end))
            else:
                mine.append(segment)
        closed.extend(mine)
    return sorted(closed, key=lambda s: (s.start, s.end, s.speaker))


def _with_words(
    segments: Sequence[SpeechSegment], words: Sequence[Word], roles: Roles
) -> list[_Piece]:
    """Each word goes to the segment of its side that holds its middle, else to the nearest."""
    by_side: dict[str, list[int]] = {}
    for index, segment in enumerate(segments):
        by_side.setdefault(segment.speaker, []).append(index)
    held: list[list[Word]] = [[] for _ in segments]
    at: dict[str, int] = dict.fromkeys(by_side, 0)
    for word in sorted(map(_to_the_ms, words), key=_WORD_ORDER):
        side = roles.side_of.get(word.speaker, "other")
        if side not in by_side:
            continue
        mine, index, middle = by_side[side], at[side], (word.start + word.end) / 2
        while (
            middle > segments[mine[index]].end
            and index + 1 < len(mine)
            and _nearer(segments[mine[index + 1]], segments[mine[index]], middle)
        ):
            index = at[side] = index + 1
        held[mine[index]].append(word)
    return [_Piece(segment, tuple(said)) for segment, said in zip(segments, held, strict=True)]


def _to_the_ms(word: Word) -> Word:
    """The word with its times in whole milliseconds, as records keep them."""
    start, end = round(word.start, 3), round(word.end, 3)
    if start == word.start and end == word.end:
        return word
    return Word(word.speaker, word.text, start, end, word.probability)


def _nearer(one: SpeechSegment, other: SpeechSegment, at: float) -> bool:
    """Whether ``one`` is nearer to second ``at`` than ``other`` is."""

    def away(segment: SpeechSegment) -> float:
        return max(segment.start - at, at - segment.end, 0.0)

    return round(away(one) - away(other), 4) < 0  # a tie stays one wherever in time it is


def _apart(
    pieces: Sequence[_Piece], pack: Pack | None, settings: ConversationSettings
) -> tuple[list[_Piece], tuple[Backchannel, ...]]:
    """Pieces that take the floor, and backchannels."""
    floor: list[_Piece] = []
    aside: list[Backchannel] = []
    for index, piece in enumerate(pieces):
        if _is_backchannel(pieces, index, pack, settings):
            text = " ".join([word.text for word in piece.words])
            side = _as_side(piece.side)
            aside.append(Backchannel(side, piece.segment.start, piece.segment.end, text))
        else:
            floor.append(piece)
    return floor, tuple(aside)


def _as_side(side: str) -> Side:
    return "seller" if side == "seller" else "customer" if side == "customer" else "other"


def _is_backchannel(
    pieces: Sequence[_Piece], index: int, pack: Pack | None, settings: ConversationSettings
) -> bool:
    piece = pieces[index]
    if pack is None or _ms(piece.segment.seconds) > settings.backchannel_longest_s:
        return False
    if not piece.words:  # a cough or a click: sound, but nobody's turn
        return True
    signals = pack.word_set("conversation.backchannels")
    said = pack.texts([word.text for word in piece.words])
    if not signals.issuperset(said) and " ".join(said) not in signals:  # "I see"
        return False
    if _goes_on(piece, pieces[index + 1 : index + 2], settings.goes_on_within_s):
        return False
    before = sentences_of(_said_just_before(piece, pieces[:index], settings.talks_over_s), pack)
    return not any(waits(asked, pack) for waits, asked in zip(_WAITS, before[::-1], strict=False))


def _goes_on(piece: _Piece, after: Sequence[_Piece], within_s: float) -> bool:
    """ "Ja. Dat klopt." is one turn: the same side speaks on before anybody else does."""
    if not after:
        return False
    following = after[0]
    return (
        following.side == piece.side
        and _ms(following.segment.start - piece.segment.end) < within_s
        and bool(following.words)
    )


def _said_just_before(piece: _Piece, before: Sequence[_Piece], talks_over_s: float) -> list[str]:
    """The last words of the other side up to the start of ``piece``; none where it still talks."""
    words: list[str] = []
    for earlier in reversed(before):
        if earlier.side == piece.side:
            if words:
                break
            continue
        if _ms(earlier.segment.end - piece.segment.start) > talks_over_s:
            return []  # the other is still talking: whatever this is, it answers nothing
        words = [word.text for word in earlier.words] + words
        if len(words) > _LAST_WORDS:
            break
    return words


def _by_turn(
    floor: Sequence[_Piece], interludes: Sequence[Interlude], settings: ConversationSettings
) -> list[list[_Piece]]:
    """The pieces of each turn. Who puts the other on hold begins a new one when he is back, and so
    does who said a word into the other's talk and waited for its end."""
    groups: list[list[_Piece]] = []
    ends = deque(sorted(item.start for item in interludes))
    others_end = 0.0
    for piece in floor:
        apart = False
        while ends and ends[0] < piece.segment.start:
            apart |= bool(groups) and ends[0] >= groups[-1][-1].segment.end
            ends.popleft()
        same_side = bool(groups) and groups[-1][-1].side == piece.side
        if same_side:
            heard_out = min(others_end, piece.segment.start) - groups[-1][-1].segment.end
            apart |= _ms(heard_out) > settings.backchannel_longest_s
        elif groups:
            others_end = max(one.segment.end for one in groups[-1])
        if same_side and not apart:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _turns(groups: Sequence[Sequence[_Piece]], cutter: SentenceCutter) -> tuple[Turn, ...]:
    """A turn of each group of pieces, numbered on, and so are their sentences."""
    turns: list[Turn] = []
    next_sentence = 0
    for turn_id, group in enumerate(groups):
        side = _as_side(group[0].side)
        pieces = [(piece.segment, piece.words) for piece in group]
        sentences = cutter.sentences(pieces, side, turn_id, next_sentence)
        next_sentence += len(sentences)
        turns.append(
            Turn(
                id=turn_id,
                side=side,
                start=group[0].segment.start,
                end=max([piece.segment.end for piece in group]),
                segments=tuple([piece.segment for piece in group]),
                words=tuple([word for piece in group for word in piece.words]),
                sentences=sentences,
            )
        )
    return tuple(turns)
