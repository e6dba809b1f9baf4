"""A silence is told at one second, its question's, wherever it is told."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from flows.settings import Settings
from flows.snapshot import open_snapshot
from flows.texts import clock
from review.card import figures_of
from review.texts import speaker_of
from tests.review.conftest import call_id_of
from tests.review.made_verdicts import record_of


def test_page_and_moments_tell_a_silence_at_its_question(
    client: TestClient, settings: Settings
) -> None:
    record, call = record_of(settings, "nl-03"), call_id_of(settings, "nl-03")
    asked = {question.id: question.start for question in record.measures.questions}
    told = [asked[silence.question_id] for silence in record.measures.silences if silence.probing]
    page = client.get(f"/call/{call}?lang=nl").text
    listed = re.findall(r'id="m-silence-.*?class="at".*?>([\d:]+)</button>', page, re.DOTALL)
    assert listed == [clock(second) for second in told]
    played = re.findall(r'class="pause.*?data-seek="([\d.]+)"', page)
    assert played == [f"{second:.3f}" for second in told]
    with open_snapshot(settings.snapshot) as connection:
        found = connection.execute(
            "select start_s from moments where call_id = ? and kind = 'silence' order by 1", [call]
        ).fetchall()
    assert [second for (second,) in found] == pytest.approx(told)


def test_the_longest_silence_is_heard_from_its_question(settings: Settings) -> None:
    measures = record_of(settings, "nl-02").measures
    kept = [s for s in measures.silences if s.probing and s.result == "kept" and s.pause_s]
    longest = max(kept, key=lambda silence: silence.pause_s or 0.0)
    (asked,) = [q.start for q in measures.questions if q.id == longest.question_id]
    say = speaker_of("en")
    figures = {f.title: f.at for f in figures_of(record_of(settings, "nl-02"), say, "en")}
    assert figures[say("measure.longest_silence")] == asked
