"""What other programs write and should not: read as it was plainly meant, or refused by name."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner

from analysis.record import Facts
from flows.cli import app
from flows.exchange.jobs import Imported, bring_in
from flows.remeasure import Remeasured
from flows.settings import Settings
from flows.store import Store
from flows.work import remeasure
from tests.flows.exchange.test_import import AMAZON, TEAMS
from tests.flows.replay import settings_in


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_in(tmp_path)


def segment(**other: Any) -> dict[str, Any]:
    return {"start": 1.0, "end": 2.0, "speaker": "Anna", "text": "Wat kost dat u?", **other}


ANSWER = segment(start=3.0, end=4.0, speaker="Bob", text="Twee klanten per maand.")


def word(**other: Any) -> dict[str, Any]:
    return {"words": [{"word": "Hallo.", "start": 1.0, "end": 1.5, **other}]}


def whisperx(path: Path, *segments: dict[str, Any], language: Any = "nl") -> Path:
    path.write_text(json.dumps({"segments": segments, "language": language}))
    return path


def imported(settings: Settings, *paths: Path, **facts: Any) -> Imported:
    return bring_in(list(paths), settings, Facts(**facts))


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no number": (segment(start=float("nan")), "start of segment 1 is nan, no number"),
    "endless": (segment(end=float("inf")), "end of segment 1 is inf, no number"),
    "huge": (segment(end=10**400), "no number"),
    "yes for a time": (segment(start=True), "start of segment 1 is True, no number"),
    "half a letter": (segment(**word(word="\ud800")), "segment 1, word 1 is '\\ud800', half"),
    "half a name": (segment(speaker="\ud800"), "speaker of segment 1"),
    "a list for a name": (segment(speaker=["Anna"]), "speaker of segment 1 is ['Anna'], no text"),
    "a list for words": (segment(words={"word": "a"}), "words of segment 1 is"),
    "negative": (segment(start=-5.0), "start of segment 1 is -5.0, before the recording begins"),
    "backwards": (segment(start=3.0), "end of segment 1 is 2.0, before its start, 3"),
    "a word backwards": (segment(**word(end=0.5)), "end of segment 1, word 1 is 0.5, before"),
    "no time": ({"text": "Hallo.", "speaker": "Anna", "start": 1.0}, "segment 1 has no end"),
    "days": (segment(end=1e300), "ends at 1e+300 s, and a call lasts at most 21600 s"),
    "a day": (segment(start=90_000.0, end=90_001.0), "([speech] longest_s)"),
}


@pytest.mark.parametrize("kind", sorted(REFUSED))
def test_a_wrong_value_is_one_sentence_and_stops_no_other_file(
    kind: str, settings: Settings, tmp_path: Path
) -> None:
    wrong, said = REFUSED[kind]
    bad, good = whisperx(tmp_path / "bad.json", wrong, ANSWER), tmp_path / "good.vtt"
    good.write_text(TEAMS)
    result = imported(settings, bad, good, language="nl")
    assert result.measured == ("good.vtt",)
    (sentence,) = result.refused
    assert sentence.startswith("bad.json is not measured: ")
    assert said in sentence


def test_a_language_that_is_none_is_refused(settings: Settings, tmp_path: Path) -> None:
    bad = whisperx(tmp_path / "bad.json", segment(), ANSWER, language=5)
    assert "language is 5, no language" in imported(settings, bad).refused[0]


def test_speakers_that_are_numbers_are_names(settings: Settings, tmp_path: Path) -> None:
    path = whisperx(tmp_path / "call.json", segment(speaker=0), {**ANSWER, "speaker": 3})
    assert imported(settings, path).measured == ("call.json",)
    record = Store(settings.kept).find("call")
    assert record.heard.speakers == ("0", "3")
    assert remeasure(settings, Console(quiet=True)) == Remeasured()  # what was stored can be read


def test_a_word_that_is_null_is_none(settings: Settings, tmp_path: Path) -> None:
    words = {"words": [{"word": None}, {"word": "Hallo.", "start": 1.0, "end": 1.5}, {"word": 500}]}
    imported(settings, whisperx(tmp_path / "call.json", segment(**words), ANSWER))
    said = [word.text for word in Store(settings.kept).find("call").heard.words]
    assert said[:2] == ["Hallo.", "500"]
    assert "None" not in said


def test_a_turn_without_its_words_is_a_sentence(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "call.json"
    path.write_text(json.dumps({"Transcript": [{"ParticipantRole": "AGENT", "Content": "Hello."}]}))
    assert "turn 1 has no Items, the words" in imported(settings, path).refused[0]
    turn = json.loads(json.dumps(AMAZON))["Transcript"][0]
    turn["Items"][1]["BeginOffsetMillis"] = -4
    path.write_text(json.dumps({"Transcript": [turn]}))
    assert "BeginOffsetMillis of turn 1, item 2 is -4.0" in imported(settings, path).refused[0]


def test_a_file_without_an_end_is_read_no_further_than_allowed(settings: Settings) -> None:
    inbox = settings.inbox.model_copy(update={"transcript_max_mb": 1})
    small = settings.model_copy(update={"inbox": inbox})
    (sentence,) = imported(small, Path("/dev/zero")).refused
    assert sentence.startswith("zero is larger than 1 MB")
    assert "[inbox] transcript_max_mb" in sentence


def test_a_pipe_is_not_waited_for(settings: Settings, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "call.vtt")
    (sentence,) = imported(settings, tmp_path / "call.vtt").refused
    assert sentence == "call.vtt is no ordinary file: save the transcript as one"


def test_the_same_file_twice_is_one_call(settings: Settings, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.vtt", "copy.vtt")]
    for path in paths:
        path.write_text(TEAMS)
    result = imported(settings, paths[0], paths[0], paths[1], language="nl")
    assert result.measured == ("a.vtt",)
    assert result.hints == ("copy.vtt is a.vtt again: one call",)


def test_what_must_not_be_stored_is_masked(settings: Settings, tmp_path: Path) -> None:
    told = segment(text="Het nummer is 4111 1111 1111 1111, dank u.")
    imported(settings, whisperx(tmp_path / "call.json", told, ANSWER))
    assert b"4111" not in Store(settings.kept).paths()[0].read_bytes()


@pytest.mark.parametrize(
    ("seller", "said"),
    [
        ("Nobody", "'Nobody' is none of its speakers (Sanne de Vries, Pieter Bakker)"),
        ("e", "'e' is part of the names of 2 of its speakers (Sanne de Vries, Pieter Bakker)"),
    ],
)
def test_a_seller_who_is_no_one_speaker_is_refused(
    seller: str, said: str, settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "call.vtt"
    path.write_text(TEAMS)
    result = imported(settings, path, seller=seller, language="nl")
    assert result.measured == ()
    assert said in result.refused[0]


def test_a_seller_in_the_sidecar_may_be_an_unnamed_speaker(
    settings: Settings, tmp_path: Path
) -> None:
    path = whisperx(
        tmp_path / "call.json", segment(speaker="SPEAKER_00"), {**ANSWER, "speaker": "SPEAKER_01"}
    )
    (tmp_path / "call.yaml").write_text("seller: Sanne\n")
    assert imported(settings, path).measured == ("call.json",)
    assert imported(settings, path, seller="Sanne").measured == ()
    (tmp_path / "call.yaml").write_text("seller: [1]\n")
    (sentence,) = imported(settings, path).refused
    assert sentence.startswith("call.json is not measured: its sidecar call.yaml has a wrong")


def test_what_is_missing_without_a_language_is_said(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "call.vtt"
    path.write_text(TEAMS)
    result = imported(settings, path)
    assert result.measured == ("call.vtt",)
    (hint,) = result.hints
    assert "nobody says in which language it is" in hint
    assert "--language" in hint
    assert imported(settings, path, language="nl").hints == ()
    french = whisperx(tmp_path / "french.json", segment(), ANSWER, language="fr")
    assert "since it is in 'fr'" in imported(settings, french).hints[0]


@pytest.mark.parametrize("language", ["fr", ""])
def test_a_language_that_is_not_read_is_refused(
    language: str, settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "call.vtt"
    path.write_text(TEAMS)
    command = ["--data", str(settings.folders.data), "import", str(path), "--language", language]
    told = CliRunner().invoke(app, command)
    assert told.exit_code == 2
    assert "none of" in told.output
    assert Store(settings.kept).paths() == []


def test_words_of_nobody_are_not_the_first_speakers(settings: Settings, tmp_path: Path) -> None:
    """Where diarization heard nobody WhisperX names no speaker; SPEAKER_00 is one of those it
    names, and may be the other side."""
    timed = [("Ik", 5.0, 5.2), ("teken.", 5.2, 5.8)]
    words = [{"word": text, "start": start, "end": end} for text, start, end in timed]
    path = whisperx(
        tmp_path / "a.json",
        segment(speaker="SPEAKER_00"),
        segment(start=3.0, end=4.0, speaker="SPEAKER_01", text="Twee klanten."),
        {"start": 5.0, "end": 6.0, "text": "Ik teken.", "words": words},
    )
    (tmp_path / "a.yaml").write_text("seller: Sanne\n")
    assert imported(settings, path).refused == ()
    heard = Store(settings.kept).read(Store(settings.kept).paths()[0]).heard
    assert [word.speaker for word in heard.words[-2:]] == ["UNKNOWN", "UNKNOWN"]
    assert heard.speakers == ("SPEAKER_00", "SPEAKER_01", "UNKNOWN")


def test_a_number_without_a_time_is_of_whoever_speaks_beside_it(
    settings: Settings, tmp_path: Path
) -> None:
    words = [
        {"word": "kost", "start": 1.0, "end": 1.3, "speaker": "SPEAKER_01"},
        {"word": "25"},
        {"word": "euro", "start": 1.6, "end": 2.0, "speaker": "SPEAKER_01"},
    ]
    asked = {"start": 1.0, "end": 2.0, "text": "kost 25 euro", "words": words}
    path = whisperx(tmp_path / "a.json", segment(speaker="SPEAKER_00", end=1.0), asked)
    assert imported(settings, path).refused == ()
    heard = Store(settings.kept).read(Store(settings.kept).paths()[0]).heard
    assert {word.speaker for word in heard.words[-3:]} == {"SPEAKER_01"}


def test_a_language_or_name_that_is_too_long_is_refused_and_not_printed_whole(
    settings: Settings, tmp_path: Path
) -> None:
    endless = "n" * 3_000
    paths = [
        whisperx(tmp_path / "a.json", segment(), ANSWER, language=endless),
        whisperx(tmp_path / "b.json", segment(speaker=endless), ANSWER),
        tmp_path / "c.vtt",
        whisperx(tmp_path / "d.json", segment(speaker="n" * 200), ANSWER),
    ]
    paths[2].write_text(TEAMS.replace("Pieter Bakker", endless))
    result = imported(settings, *paths, language="nl")
    assert result.measured == ("d.json",)
    language, *names = result.refused
    assert language == (
        f"a.json is not measured: its language '{'n' * 40}'… has 3000 characters; "
        "write a code like nl or en"
    )
    for name, sentence in zip(("b.json", "c.vtt"), names, strict=True):
        assert sentence == (
            f"{name} is not measured: the name of its speaker '{'n' * 40}'… has 3000 "
            "characters; give a name of at most 200"
        )


def test_a_folder_or_a_file_that_cannot_be_read_says_the_next_step(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "calls").mkdir()
    result = imported(settings, tmp_path / "calls", tmp_path / "gone.vtt")
    assert result.refused == (
        f"{tmp_path / 'calls'} is a folder: name the transcripts in it",
        f"{tmp_path / 'gone.vtt'} cannot be read (no such file or directory): look at its name",
    )
