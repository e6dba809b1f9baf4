"""The figures of a card: what was measured and found to be nothing is not called unmeasurable."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.record import Record
from flows.settings import Settings
from review.card import figures_of, parts_of
from review.texts import speaker_of
from tests.flows.made_records import NOTHING
from tests.review.made_verdicts import record_of

TITLES = ("story", "open_share", "longest_silence", "patience")


def values(record: Record, language: str) -> list[str | None]:
    say = speaker_of(language)
    by_title = {figure.title: figure.value for figure in figures_of(record, say, language)}
    return [by_title[say(f"measure.{title}")] for title in TITLES]


@pytest.mark.parametrize(("language", "none"), [("nl", "geen"), ("en", "none")])
def test_a_call_without_a_story_a_question_or_a_silence_kept_says_none(
    settings: Settings, language: str, none: str
) -> None:
    record = record_of(settings, "nl-03")
    measures = record.measures
    talk = replace(
        measures.talk, longest_customer_story_s=None, longest_customer_story=None, patience_s=None
    )
    counts = replace(measures.counts, seller_questions=0, open_share=None, silences_kept=0)
    silent = replace(measures, talk=talk, counts=counts, silences=())
    assert values(replace(record, measures=silent), language) == [none] * 4
    assert values(replace(record, measures=NOTHING), language) == [None] * 4
    assert none not in values(record, language)


def test_points_for_progress_are_never_more_than_the_most_there_are(settings: Settings) -> None:
    """Settings may prize a clear no above an order: of 40 points nobody gets 60."""
    record = record_of(settings, "en-01")
    points = record.settings["score"] | {"order": 20.0, "clear_no": 60.0}
    earned = replace(record.measures.score, progress=60.0)
    measures = replace(record.measures, score=earned)
    progress = parts_of(measures, {"score": points}, speaker_of("en"), ())[0]
    assert (progress.points, progress.most, progress.share) == ("60", "60", 100)
