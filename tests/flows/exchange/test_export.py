"""Calls for other tools: what was said, by whom and when, in their own formats."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import webvtt
from pyannote.database.util import load_rttm
from typer.testing import CliRunner

from analysis.heard import Heard
from analysis.record import Call, Record
from flows.call import measured
from flows.cli import app
from flows.exchange.jobs import WordsGone, write_out
from flows.exchange.written import FORMATS, rttm, srt, vtt, whisperx_json
from flows.inbox import look
from flows.named import NoSuchCall
from flows.retention import without_words
from flows.settings import Settings, load_settings
from flows.store import Store
from tests.analysis.calls import heard
from tests.flows.replay import Replay, drop_calls, run_replayed, settings_in

NAMES = ("nl-02-de-extra-vraag", "en-03-the-report-says-thursday")


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    made = settings_in(tmp_path_factory.mktemp("export"))
    drop_calls(made, NAMES)
    run_replayed(made, Replay())
    return made


@pytest.fixture(params=NAMES)
def record(request: pytest.FixtureRequest, settings: Settings) -> Record:
    return Store(settings.kept).find(request.param)


def test_of_a_call_whose_words_went_only_who_speaks_is_written(
    record: Record, tmp_path: Path
) -> None:
    erased = without_words(record)
    assert str(write_out(erased, "rttm", None)).startswith("SPEAKER")
    for form in ("srt", "vtt", "whisperx"):
        with pytest.raises(WordsGone, match="no longer kept: only who speaks when"):
            write_out(erased, form, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_rttm_is_read_by_pyannote(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "call.rttm"
    path.write_text(rttm(record))
    told = load_rttm(path)[record.call.id]
    assert set(told.labels()) == {"seller", "customer"}
    for side in ("seller", "customer"):
        label = next(k for k, v in record.conversation.roles.side_of.items() if v == side)
        mine = sum(s.seconds for s in record.heard.segments if s.speaker == label)
        assert told.label_duration(side) == pytest.approx(mine, abs=0.1)


def test_subtitles_hold_every_word_once(record: Record) -> None:
    captions = webvtt.from_string(vtt(record)).captions
    said = sorted(word for caption in captions for word in caption.text.split())
    assert said == sorted(word.text for word in record.heard.words)
    assert {caption.voice for caption in captions} == {"seller", "customer"}
    assert all(len(caption.text) <= 90 for caption in captions)


def test_srt_numbers_its_lines_and_names_who_speaks(record: Record) -> None:
    blocks = srt(record).strip().split("\n\n")
    assert [block.split("\n")[0] for block in blocks] == [
        str(number) for number in range(1, len(blocks) + 1)
    ]
    assert all(block.split("\n")[2].startswith(("seller: ", "customer: ")) for block in blocks)
    assert all("," in block.split("\n")[1] for block in blocks)


def test_whisperx_json_has_every_word_with_its_time(record: Record) -> None:
    content = json.loads(whisperx_json(record))
    words = [
        (w["word"], w["start"], w["end"])
        for segment in content["segments"]
        for w in segment["words"]
    ]
    assert sorted(words) == sorted((w.text, w.start, w.end) for w in record.heard.words)
    assert content["language"] == record.heard.language


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_a_file_a_format(form: str, settings: Settings, tmp_path: Path) -> None:
    path = write_out(Store(settings.kept).find(NAMES[0]), form, tmp_path)
    assert isinstance(path, Path)
    assert path.name == f"{NAMES[0]}.{FORMATS[form][0]}"
    assert path.stat().st_size > 1000


def test_calls_of_one_name_are_written_to_files_of_their_own(tmp_path: Path) -> None:
    lost = settings_in(tmp_path)
    names = ("c1.flac", "c1.wav", "C1.mp3", "c2.wav", "c2.wav", "c3.wav")
    calls = [Call(id=f"{number:x}" * 16, recording=name) for number, name in enumerate(names, 1)]
    sound = heard([("C", 0.5, "Hello, Peter Baker speaking.")], "en")
    for call in calls:
        Store(lost.kept).keep(measured(sound, call, load_settings().analysis))
    (tmp_path / "out").mkdir()
    for asked in (calls, calls[::-1]):  # the same on each run, in whatever order
        for call in asked:
            command = ["--data", str(lost.folders.data), "export", call.id, "--as", "srt"]
            done = CliRunner().invoke(app, [*command, "--out", str(tmp_path / "out")])
            assert done.exit_code == 0, done.output
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "C1.mp3.srt",
        "c1.flac.srt",
        "c1.wav.srt",
        "c2.wav-44444444.srt",
        "c2.wav-55555555.srt",
        "c3.srt",
    ]


def test_a_call_is_found_by_id_or_recording(settings: Settings) -> None:
    store = Store(settings.folders.data)
    for record in map(store.read, store.paths()):
        for name in (record.call.id, record.call.id[:8], record.call.recording):
            assert store.find(name) == record
    with pytest.raises(NoSuchCall, match="callprobe scorecards"):
        store.find("nobody")


@pytest.mark.parametrize(
    ("language", "busy", "hello"),
    [
        ("nl", "Al onze medewerkers zijn in gesprek.", "Dag, met Pieter Bakker."),
        ("en", "All our agents are busy.", "Hello, Peter Baker speaking."),
    ],
)
def test_what_a_recorded_voice_says_is_nobodys(language: str, busy: str, hello: str) -> None:
    sound = heard([("C", 0.5, busy), ("C", 20.0, hello), ("S", 0.5, hello)], language)
    call = Call(id="a", recording="a.wav", language=language, seller_channel="left")
    record = measured(sound, call, load_settings().analysis)
    assert f"announcement: {busy}" in srt(record)
    assert f"customer: {hello}" in srt(record)
    speakers = [line.split()[7] for line in rttm(record).splitlines()]
    assert speakers == ["announcement", "customer", "seller"]


@pytest.mark.parametrize(
    ("language", "said", "begins"),
    [
        ("en", "Give me a min. I have it here.", "customer: I have it here."),
        ("nl", "Een vrachtje of twee per co. Meer is het niet.", "customer: Meer is het niet."),
    ],
)
def test_a_subtitle_ends_where_a_sentence_of_its_language_does(
    language: str, said: str, begins: str
) -> None:
    call = Call(id="a", recording="a.wav", language=language, seller_channel="left")
    told = [("S", 0.5, said), ("C", 0.5, said)]
    record = measured(heard(told, language), call, load_settings().analysis)
    assert begins in srt(record)


@pytest.mark.parametrize("letters", ["a" * 251, "a" * 247, "é" * 125])
def test_a_call_with_the_longest_name_a_file_can_have_is_written(
    letters: str, tmp_path: Path
) -> None:
    settings = settings_in(tmp_path)
    drop_calls(settings, NAMES[:1])
    recording = settings.folders.inbox / f"{NAMES[0]}.flac"
    recording.rename(recording.with_name(f"{letters}.wav"))
    (call,) = look(settings.folders.inbox, settings.inbox, {}).recordings
    run_replayed(settings, Renamed())
    record = Store(settings.kept).find(call.call_id)
    names = set()
    for form, (ending, _) in FORMATS.items():
        written = write_out(record, form, tmp_path)
        assert isinstance(written, Path)
        assert written.name.startswith(letters[:100])
        assert written.suffix == f".{ending}"
        names.add(written.name)
    assert names == {path.name for path in tmp_path.iterdir() if path.is_file()}


class Renamed(Replay):
    """Hears the same call under whatever name."""

    def hear(self, path: Path, *, progress: object = None, language: str | None = None) -> Heard:
        return super().hear(Path(f"{NAMES[0]}.flac"))
