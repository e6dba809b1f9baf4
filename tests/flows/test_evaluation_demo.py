"""The demo calls beside their truth, with ears that hear every word where it was spoken.

The engines are not in it: what is wrong here is wrong in the measures, or in the comparison.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.conversation import Roles, Side
from analysis.heard import Engines, Heard, SpeechSegment, Word
from analysis.language.pack import load_pack
from analysis.measure import measure
from analysis.record import SCHEMA, Call, Record, recorded, settled
from analysis.turns import build_conversation
from demo.audio_file import read_audio
from flows.evaluation.demo import demo_tables, evaluate_demo
from flows.evaluation.heard import CallResult
from flows.evaluation.truth import TrueCall, TruthError, read_truth
from flows.evaluation.truth_table import total
from flows.settings import load_settings

CALLS = Path("demo/calls")


def heard_perfectly(true: TrueCall, layout: str, segments: dict[str, list[list[float]]]) -> Heard:
    """Every word and every segment of speech at its true place."""
    return Heard(
        duration=true.seconds,
        layout="stereo" if layout == "stereo" else "mono",
        language=true.language,
        language_confidence=1.0,
        speakers=("customer", "seller"),
        segments=tuple(
            sorted(
                (
                    SpeechSegment(side, start, end)
                    for side, spans in segments.items()
                    for start, end in spans
                ),
                key=lambda segment: segment.start,
            )
        ),
        words=tuple(
            Word(word.side, word.text, word.start, word.end, 1.0)
            for word in sorted(true.words, key=lambda word: word.start)
        ),
        dropped=(),
        doubts=(),
        engines=Engines("truth", "", None, None, "truth", demo=False),
    )


def measure_perfectly(inbox: Path) -> Iterator[Record]:
    """A record for every recording in the folder, from the truth about it."""
    settings = load_settings().analysis
    described = json.loads((CALLS / "truth.json").read_text(encoding="utf-8"))
    truths = {true.name: true for true in read_truth(CALLS / "truth.json")}
    for path in sorted(inbox.glob("*.flac")):
        name = path.stem.removesuffix(".mono")
        samples, _ = read_audio(path)
        layout = "stereo" if samples.shape[1] == 2 else "mono"
        heard = settled(heard_perfectly(truths[name], layout, described[name]["segments"]))
        sides: dict[str, Side] = {"seller": "seller", "customer": "customer"}
        roles = Roles(sides, "sidecar", 1.0, True, "told")
        pack = load_pack(truths[name].language)
        sidecar = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        conversation = build_conversation(heard, roles, pack, settings.conversation)
        yield Record(
            schema=SCHEMA,
            program="test",
            call=Call(id=path.stem, recording=path.name, report=sidecar.get("report")),
            settings={},
            settings_hash="",
            pack_hash=None,
            heard=heard,
            conversation=recorded(conversation),
            measures=measure(conversation, pack, settings, report=sidecar.get("report")),
        )


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> tuple[CallResult, ...]:
    return evaluate_demo(CALLS, tmp_path_factory.mktemp("work"), measure_perfectly)


def test_every_call_is_evaluated_and_two_channel_ones_in_mono_too(
    results: tuple[CallResult, ...],
) -> None:
    truths = read_truth(CALLS / "truth.json")
    stereo = sorted(true.name for true in truths if true.layout == "stereo")
    assert [result.true.name for result in results if result.layout == "stereo"] == stereo
    assert sorted(r.true.name for r in results if r.layout == "mono") == sorted(
        true.name for true in truths
    )


def test_what_was_heard_perfectly_has_no_errors(results: tuple[CallResult, ...]) -> None:
    for result in results:
        assert result.heard.words.rate == 0.0, result.true.name
        assert result.heard.speaker.share == 1.0, result.true.name
        assert abs(result.heard.talk_share.values[0]) < 0.005, result.true.name


def test_pauses_are_where_the_sound_is(results: tuple[CallResult, ...]) -> None:
    pauses = total(result.compared for result in results).silences.pause
    assert len(pauses.values) > 50
    assert pauses.median is not None
    assert pauses.most is not None
    assert pauses.median <= 0.05
    assert pauses.most <= 0.1


def test_the_tables_have_a_row_for_every_recording(results: tuple[CallResult, ...]) -> None:
    tables = demo_tables(results, verbose=True)
    assert [table.title for table in tables] == [
        "Heard, two channels",
        "Understood, two channels",
        "Heard, one channel",
        "Understood, one channel",
        "What they must reach",
        "Every miss",
    ]
    assert len(tables[0].rows) + len(tables[2].rows) == len(results) + 2
    assert tables[4].headings[2:] == ("stereo en", "stereo nl", "mono en", "mono nl")


def test_a_folder_without_truth_is_refused(tmp_path: Path) -> None:
    (tmp_path / "truth.json").write_text("[]", encoding="utf-8")
    with pytest.raises(ValueError, match=r"truth\.json"):
        evaluate_demo(tmp_path, tmp_path / "work", measure_perfectly)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b'{"a": {"call": "a"}}', "something in it has no flags"),
        (b'{"a":\n "b",}', "line 2 is no JSON"),
        (b'{"a": 3}', "something in it is of another kind than it should be"),
        (b"[1]", "something in it is of another kind than it should be"),
        (b'"\xff"', "it is not written in UTF-8"),
        (b"{}", "it has no calls"),
    ],
)
def test_a_broken_truth_is_told_in_words(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "truth.json"
    path.write_bytes(content)
    with pytest.raises(TruthError) as error:
        read_truth(path)
    assert str(error.value) == f"{path} is not a truth.json of rendered calls ({why})"
