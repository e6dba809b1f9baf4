"""Marks: what a coach points at is kept as what was said there, by who said it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from starlette.testclient import TestClient

from flows.settings import Settings
from review.transcript import spoken_turns
from tests.review.conftest import call_id_of
from tests.review.made_verdicts import record_of
from tests.review.test_verdicts import give, kept


def test_words_right_after_the_others_are_marked_as_those_of_who_said_them(
    client: TestClient, settings: Settings, token: str
) -> None:
    """Quick talk: what the other one said has not ended, or ended half a second before."""
    call = call_id_of(settings, "nl-03")
    turns = spoken_turns(record_of(settings, "nl-03"))
    quick = [two for one, two in pairwise(turns) if two.start - one.end < 0.4 and two.words]
    assert len(quick) == 3
    for turn in quick:
        first = turn.words[0]
        key = f"speaker:{round(first.start * 10)}"
        mark = {"key": key, "start_s": first.start, "end_s": first.end, "should_be": "other"}
        assert give(client, token, call, kind="moment", verdict="wrong", **mark) == 200
        (said,) = [item for item in kept(settings) if item["key"] == key]
        assert said["shown"] == f"{turn.side}: {turn.text}"


@pytest.mark.parametrize("key", ["missed:122", "missed:123"])
def test_a_mark_at_half_a_tenth_of_a_second_is_kept(
    client: TestClient, settings: Settings, token: str, key: str
) -> None:
    """12.25 s: a browser makes 123 of it, Python 122."""
    mark = {"kind": "moment", "key": key, "start_s": 12.25, "comment": "Hier."}
    assert give(client, token, call_id_of(settings, "nl-03"), verdict="wrong", **mark) == 200
