"""Transcripts of other programs: measured from words alone, with silences marked as uncertain."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.record import Facts, Record
from flows.exchange.jobs import bring_in, write_out
from flows.exchange.readers import read
from flows.exchange.transcript import Transcript, TranscriptError, as_heard
from flows.settings import Settings
from flows.store import Store
from tests.flows.replay import Replay, drop_calls, run_replayed, settings_in

LONGEST_S = 21_600.0

NAMES = ("nl-01-goed-gesprek", "nl-02-de-extra-vraag", "en-01-a-clear-no")

TEAMS = """WEBVTT

4b9e/1-0
00:00:01.250 --> 00:00:03.900
<v Sanne de Vries>Goedemorgen, u spreekt met Sanne.</v>

4b9e/2-0
00:00:04.400 --> 00:00:05.000
<v Pieter Bakker>Dag Sanne.</v>

4b9e/3-0
00:00:05.600 --> 00:00:08.000
<v Sanne de Vries>Wat gebeurt er als u niets doet?</v>

4b9e/4-0
00:00:11.000 --> 00:00:13.500
<v Pieter Bakker>Dat kost ons twee klanten per maand.</v>
"""

ZOOM = """WEBVTT

1
00:00:01.000 --> 00:00:03.000
Emma Wilson: What happens if you do nothing?

2
00:00:06.500 --> 00:00:08.000
Mark Turner: We lose a day a week, at 10:30 it starts.
"""

AMAZON: dict[str, Any] = {
    "LanguageCode": "en-US",
    "Transcript": [
        {
            "ParticipantRole": role,
            "Items": [
                {
                    "Type": "pronunciation",
                    "BeginOffsetMillis": begin + 300 * index,
                    "EndOffsetMillis": begin + 300 * index + 250,
                    "Content": word,
                    "Confidence": "0.98",
                }
                for index, word in enumerate(said.rstrip("?.").split())
            ]
            + [{"Type": "punctuation", "Content": said[-1], "Confidence": "0.0"}],
        }
        for role, begin, said in (
            ("AGENT", 1000, "What happens if you do nothing?"),
            ("CUSTOMER", 6500, "We lose a day a week."),
        )
    ],
}


def transcript_in(path: Path) -> Transcript:
    return read(path.read_bytes(), path, LONGEST_S)


def brought_in(path: Path, settings: Settings, **facts: Any) -> Record:
    result = bring_in([path], settings, Facts(**facts))
    assert result.refused == ()
    return Store(settings.kept).find(path.name)


@pytest.mark.parametrize("name", NAMES)
def test_a_call_that_went_out_and_comes_in_says_the_same(name: str, tmp_path: Path) -> None:
    here, there = settings_in(tmp_path / "here"), settings_in(tmp_path / "there")
    drop_calls(here, [name])
    run_replayed(here, Replay())
    before = Store(here.kept).find(name)
    path = write_out(before, "whisperx", tmp_path)
    assert isinstance(path, Path)
    after = brought_in(path, there, seller="seller")
    assert after.conversation.roles.known
    assert after.measures.outcome == before.measures.outcome
    questions = [
        [question.text for question in record.measures.questions] for record in (before, after)
    ]
    assert questions[0] == questions[1]
    promised = [[(c.by, c.kind, c.step) for c in r.measures.commitments] for r in (before, after)]
    assert promised[0] == promised[1]


def test_silences_without_sound_are_uncertain(tmp_path: Path) -> None:
    path = tmp_path / "call.vtt"
    path.write_text(TEAMS)
    record = brought_in(path, settings_in(tmp_path), seller="Sanne de Vries", language="nl")
    measures = record.measures
    assert [doubt.code for doubt in record.heard.doubts] == ["told_times"]
    (silence,) = [s for s in measures.silences if s.pause_s is not None and s.pause_s > 2]
    assert silence.pause_s == pytest.approx(3.0, abs=0.05)
    (asked,) = [q for q in measures.questions if q.id == silence.question_id]
    assert silence.confidence == pytest.approx(0.5 * asked.confidence)
    assert measures.counts.silences_kept == 1
    assert measures.score.total is not None
    (unsure,) = measures.not_measurable
    assert unsure.measure == "silences"
    assert unsure.reason.startswith("de stiltes zijn onzeker: er is geen geluid, de tijden zijn")


def test_teams_names_its_voices(tmp_path: Path) -> None:
    path = tmp_path / "call.vtt"
    path.write_text(TEAMS)
    record = brought_in(path, settings_in(tmp_path), seller="sanne", language="nl")
    assert record.conversation.roles.side_of == {"sanne": "seller", "Pieter Bakker": "customer"}
    assert [turn.side for turn in record.conversation.turns] == ["seller", "customer"] * 2


def test_zoom_writes_names_before_the_text(tmp_path: Path) -> None:
    path = tmp_path / "call.vtt"
    path.write_text(ZOOM)
    transcript = transcript_in(path)
    assert transcript.speakers == ("Emma Wilson", "Mark Turner")
    assert " ".join(w.text for w in transcript.words if w.speaker == "Mark Turner") == (
        "We lose a day a week, at 10:30 it starts."
    )


def test_amazon_knows_the_agent(tmp_path: Path) -> None:
    path = tmp_path / "call.json"
    path.write_text(json.dumps(AMAZON))
    record = brought_in(path, settings_in(tmp_path), seller="Emma Wilson")
    assert record.conversation.roles.side_of == {"Emma Wilson": "seller", "CUSTOMER": "customer"}
    assert record.heard.language == "en"
    assert [question.text for question in record.measures.questions] == [
        "What happens if you do nothing?"
    ]


def test_numbers_without_times_stay_where_they_were_said(tmp_path: Path) -> None:
    words = [
        {"word": "It", "start": 1.0, "end": 1.2},
        {"word": "costs", "start": 1.2, "end": 1.5},
        {"word": "500"},
        {"word": "euros.", "start": 2.1, "end": 2.6},
    ]
    path = tmp_path / "call.json"
    path.write_text(
        json.dumps({"segments": [{"start": 1.0, "end": 2.6, "text": "", "words": words}]})
    )
    (number,) = [word for word in transcript_in(path).words if word.text == "500"]
    assert (number.start, number.end) == (1.5, 2.1)


BAD: dict[str, tuple[str, bytes]] = {
    "sound": ("call.json", b"\xff\xfbsound"),
    "no transcript": ("call.json", b"[1, 2]"),
    "another JSON": ("call.json", b'{"a": 1}'),
    "broken off": ("call.json", b'{"segments": [{"start": 1'),
    "no words": ("call.json", b'{"segments": []}'),
    "times that are none": ("call.json", b'{"segments": [{"start": "x", "text": "a"}]}'),
    "segments that are none": ("call.json", b'{"segments": [7]}'),
    "turns without items": ("call.json", b'{"Transcript": [{"ParticipantRole": "AGENT"}]}'),
    "no WebVTT": ("call.vtt", b"1\n00:00 --> 00:01\nHello"),
    "nobody named": ("call.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello there.\n"),
    "empty": ("call.vtt", b""),
    "deep": ("call.json", b"[" * 100_000),
}


@pytest.mark.parametrize("kind", sorted(BAD))
def test_what_is_no_transcript_is_named_in_one_sentence(kind: str, tmp_path: Path) -> None:
    name, content = BAD[kind]
    bad, good = tmp_path / name, tmp_path / "good.vtt"
    bad.write_bytes(content)
    good.write_text(TEAMS)
    result = bring_in([bad, good], settings_in(tmp_path), Facts(language="nl"))
    assert result.measured == ("good.vtt",)
    (sentence,) = result.refused
    assert name in sentence
    assert "\n" not in sentence


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    result = bring_in([tmp_path / "gone.vtt"], settings_in(tmp_path), Facts())
    assert "gone.vtt cannot be read" in result.refused[0]


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["start", "end", "word", "words", "text", "speaker", "Items", "Content"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(key=st.sampled_from(["segments", "Transcript"]), value=st.lists(JSON_VALUES, max_size=4))
def test_whatever_is_in_the_file_it_is_read_or_refused(
    key: str, value: list[Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "call.json"
    path.write_text(json.dumps({key: value}))
    try:
        transcript = transcript_in(path)
    except TranscriptError as error:
        assert "call.json" in str(error)
    else:
        check(transcript)


def check(transcript: Transcript) -> None:
    heard = as_heard(transcript, "digest", 0.2)
    assert all(word.start <= word.end for word in heard.words)
    assert {segment.speaker for segment in heard.segments} == set(heard.speakers)
