"""Questions: one row each, with form, purpose, follow-up, and what gave it away.

Forms: ISO 24617-2. Purposes: SPIN (Rackham 1988) and decision, commitment, confrontation.
Follow-up: Huang, Yeomans, Brooks, Minson & Gino (2017).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.conversation import Conversation, Sentence
from analysis.findings import Purpose, Question
from analysis.language.lone_tags import lone_tag
from analysis.language.pack import Pack
from analysis.language.question_form import QuestionReading, read_question, without_leading
from analysis.measures.content_words import content_words
from analysis.measures.follow_ups import Asked, chain_depth, follows_up, inherited
from analysis.measures.purposes import PROBING_PURPOSES, purpose_of
from analysis.measures.question_ends import is_end_of
from analysis.settings import QuestionSettings


def questions(
    conversation: Conversation, pack: Pack, settings: QuestionSettings
) -> tuple[Question, ...]:
    """Every question in the call, also those that do not count (``counted`` tells).

    ``answered`` stays None here: the silences know it. Rows are in order of their start.
    """
    rows: list[Question] = []
    for found in _found(conversation, pack, settings):
        rows.append(_row(len(rows), found, conversation, rows, pack, settings))
    return tuple(_stacked(rows, conversation, settings))


def _found(conversation: Conversation, pack: Pack, settings: QuestionSettings) -> list[Asked]:
    found: list[Asked] = []
    stated: Sentence | None = None
    before: Sentence | None = None
    for sentence, alone in _readings(conversation, pack, settings):
        reading = _tag_of(stated, sentence, pack) or alone
        stated = sentence if reading is None else None
        if reading is not None:
            if reading.not_counted == "echo" and not _repeats(sentence, conversation, pack):
                reading = replace(reading, not_counted=None)
            if before and is_end_of(sentence, before, pack, settings.stacked_gap_s):
                reading = replace(reading, not_counted="echo")
            tokens = pack.texts(sentence.said)
            found.append(Asked(sentence, reading, without_leading(tokens, pack) or tokens))
        before = sentence
    return found


def _readings(
    conversation: Conversation, pack: Pack, settings: QuestionSettings
) -> list[tuple[Sentence, QuestionReading | None]]:
    """Every sentence of the two sides, and how it reads.

    A full stop says that nothing was asked, and a question mark alone that something was. But a
    recognizer that often writes the one for the other knows neither: there, words decide. Of one
    that did so once or twice, only the full stop behind a question word is not believed.
    """
    read: list[tuple[Sentence, QuestionReading | None]] = []
    asked, stopped = 0, 0
    for sentence in conversation.sentences:
        if sentence.side != "other":
            words = sentence.said
            reading = read_question(words, pack, trust_full_stops=False)
            read.append((sentence, reading))
            if reading is not None and reading.form != "declarative":
                asked += words[-1].endswith(("?", "."))
                stopped += words[-1].endswith(".")
    if stopped and stopped >= settings.marks_doubted_from * asked:
        if stopped >= settings.marks_doubted_least:
            return [(sentence, None if _is_marked_only(r) else r) for sentence, r in read]
        return [(s, r if r and r.form == "open" else _trusting(s, r, pack)) for s, r in read]
    return [(sentence, _trusting(sentence, reading, pack)) for sentence, reading in read]


def _is_marked_only(reading: QuestionReading | None) -> bool:
    """Whether nothing but its question mark makes it a question."""
    return reading is not None and reading.form == "declarative" and reading.cue == "?"


def _trusting(
    sentence: Sentence, reading: QuestionReading | None, pack: Pack
) -> QuestionReading | None:
    """The reading when full stops are believed: only a sentence with one can read otherwise."""
    if reading is None or "?" in sentence.words[-1].text:
        return reading
    return read_question(sentence.said, pack)


def _tag_of(stated: Sentence | None, sentence: Sentence, pack: Pack) -> QuestionReading | None:
    """``sentence`` as the tag of the statement right before it in the same turn."""
    if stated is None or stated.turn_id != sentence.turn_id:
        return None
    return lone_tag(sentence.said, stated.said, pack)


def _repeats(sentence: Sentence, conversation: Conversation, pack: Pack) -> bool:
    """Whether a word or two with a question mark are the other's own, given back to him; "all in
    Holland?" asks for something new."""
    new = content_words(sentence.said, pack)
    others = [turn for turn in conversation.turns[: sentence.turn_id] if turn.side != sentence.side]
    if not new or not others or "?" not in sentence.words[-1].text:
        return True
    return bool(new & content_words(others[-1].said, pack))


def _row(
    number: int,
    found: Asked,
    conversation: Conversation,
    before: Sequence[Question],
    pack: Pack,
    settings: QuestionSettings,
) -> Question:
    sentence, reading = found.sentence, found.reading
    counted = reading.not_counted is None
    purpose: Purpose | None = None
    follow_up, chain, cue = False, 1, reading.cue
    if sentence.side == "seller" and counted:
        purpose, purpose_cue = purpose_of(found.tokens, pack)
        follow_up = follows_up(found, purpose, conversation, before, pack, settings)
        chain = chain_depth(follow_up, sentence.turn_id, before)
        if follow_up and purpose_cue == "-" and purpose == "situation":
            purpose = inherited(before)  # his own words tell nothing
        cue = reading.cue if purpose_cue == "-" else f"{reading.cue} + {purpose_cue}"
    return Question(
        id=number,
        side=sentence.side,
        turn_id=sentence.turn_id,
        sentence_id=sentence.id,
        text=sentence.text,
        start=sentence.start,
        end=sentence.end,
        form=reading.form,
        purpose=purpose,
        counted=counted,
        not_counted=reading.not_counted,
        probing=counted and purpose is not None and (purpose in PROBING_PURPOSES or follow_up),
        follow_up=follow_up,
        chain=chain,
        stacked=False,
        answered=None,
        confidence=reading.confidence,
        cue=cue,
    )


def _stacked(
    rows: Sequence[Question], conversation: Conversation, settings: QuestionSettings
) -> list[Question]:
    """A question is stacked when the same side asks the next before anybody could answer."""
    made: list[Question] = []
    for index, row in enumerate(rows):
        following = next((q for q in rows[index + 1 :] if q.counted), None)
        stacked = (
            row.counted
            and following is not None
            and following.side == row.side
            and following.turn_id == row.turn_id
            and round(following.start - row.end, 3) < settings.stacked_gap_s
        )
        made.append(replace(row, stacked=True) if stacked else row)
    return made
