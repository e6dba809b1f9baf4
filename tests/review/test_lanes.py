"""The waveform shows who speaks when, on whichever channel he is heard."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs

from analysis.conversation import Side
from flows.settings import Settings
from review.lanes import lanes_of
from tests.review.made_verdicts import record_of

LABELS = {"left": "SPEAKER_00", "right": "SPEAKER_01"}


@pytest.mark.parametrize("silent", [0, 1])
def test_a_recording_with_a_silent_channel_is_drawn_from_the_other(
    settings: Settings, silent: int
) -> None:
    record = record_of(settings, "nl-03")
    heard = record.heard
    segments = tuple(structs.replace(it, speaker=LABELS[it.speaker]) for it in heard.segments)
    words = tuple(structs.replace(it, speaker=LABELS[it.speaker]) for it in heard.words)
    one = replace(heard, speakers=tuple(LABELS.values()), segments=segments, words=words)
    sides: dict[str, Side] = {
        LABELS[it]: side for it, side in record.conversation.roles.side_of.items()
    }
    roles = replace(record.conversation.roles, side_of=sides)
    made = replace(record, heard=one, conversation=replace(record.conversation, roles=roles))
    peaks = [[0.0] * 1000 if channel == silent else [0.5] * 1000 for channel in (0, 1)]
    for lane in lanes_of(made, peaks):
        assert 100 < lane.count(0.5) < 900
