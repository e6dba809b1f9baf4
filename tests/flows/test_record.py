"""The record: the same call gives the same bytes, and what is no record is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.heard import SpeechSegment, Word
from analysis.record import (
    Record,
    RecordError,
    fingerprint,
    from_json,
    heard_from_json,
    heard_to_json,
    settled,
    to_json,
)
from flows.store import Store
from tests.flows.made_records import HEARD, MEASURES, NOTHING, write_record


def made(tmp_path: Path, measures: object = MEASURES) -> Record:
    path = write_record(tmp_path, "0123456789abcdef", measures)  # type: ignore[arg-type]
    return from_json(path.read_bytes(), str(path))


def test_reading_and_writing_again_gives_the_same_bytes(tmp_path: Path) -> None:
    for measures in (MEASURES, NOTHING):
        document = to_json(made(tmp_path, measures))
        assert to_json(from_json(document, "it")) == document


def test_a_record_comes_back_as_it_was(tmp_path: Path) -> None:
    record = made(tmp_path)
    assert from_json(to_json(record), "it") == record


def test_floats_are_kept_to_the_millisecond_and_zero_has_no_sign(tmp_path: Path) -> None:
    word = Word("left", "wat", 10.123456, -0.0, 0.98765)
    record = replace(made(tmp_path), heard=replace(HEARD, words=(word,)))
    document = to_json(record)
    assert json.loads(document)["heard"]["words"] == [["left", "wat", 10.123, 0.0, 0.988]]
    assert b"-0.0" not in document


SECONDS = st.floats(0, 1e5) | st.integers(0, 10**8).map(lambda ms: ms / 1000) | st.just(-0.0)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(
    ["null", "0.12345", "-0.0", "e-9", 'zei "ja"', "\\", "\n", "é", "😀"]
)


@given(st.lists(st.tuples(TEXTS, TEXTS, SECONDS, SECONDS, st.floats(0, 1)), max_size=5))
def test_rows_are_written_as_the_standard_library_writes_rounded_numbers(
    rows: list[tuple[str, str, float, float, float]],
) -> None:
    """Rows of a record are written without a second rounding: no byte may tell."""
    heard = replace(HEARD, words=tuple(Word(*row) for row in rows))
    rounded = [
        [item if isinstance(item, str) else round(item, 3) + 0.0 for item in row] for row in rows
    ]
    expected = json.loads(heard_to_json(HEARD)) | {"words": rounded}
    written = json.dumps(expected, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert heard_to_json(heard) == written.encode() + b"\n"
    assert heard_from_json(heard_to_json(heard), "it").words == tuple(Word(*r) for r in rounded)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_a_word_at_no_time_is_refused(number: float) -> None:
    with pytest.raises(RecordError, match="none"):
        heard_to_json(replace(HEARD, words=(Word("left", "null", 1.0, number, 1.0),)))


def test_settling_twice_changes_nothing() -> None:
    heard = replace(HEARD, duration=12.34567, segments=(SpeechSegment("left", 0.12345, 1.98765),))
    once = settled(heard)
    assert once.segments == (SpeechSegment("left", 0.123, 1.988),)
    assert settled(once) == once
    assert heard_from_json(heard_to_json(heard), "it") == once


def test_a_number_that_is_none_is_refused(tmp_path: Path) -> None:
    record = replace(made(tmp_path), heard=replace(HEARD, duration=float("nan")))
    with pytest.raises(RecordError, match="none"):
        to_json(record)


def test_keys_are_sorted_and_words_are_rows(tmp_path: Path) -> None:
    document = json.loads(to_json(made(tmp_path)))
    assert list(document) == sorted(document)
    assert document["heard"]["words"][0] == ["left", "Wat", 10.0, 10.3, 0.9]
    assert document["call"]["started_at"] == "2026-03-09T10:00:00+01:00"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"schema": 99}, "update callprobe"),
        ({"heard": None}, "heard"),
        ({"measures": {}}, "measures"),
        ({"settings": 3}, "settings"),
    ],
)
def test_a_wrong_record_is_named_with_its_file(
    tmp_path: Path, change: dict[str, object], said: str
) -> None:
    document = json.loads(to_json(made(tmp_path))) | change
    with pytest.raises(RecordError, match=said) as caught:
        from_json(json.dumps(document).encode(), "records/a.json")
    assert str(caught.value).startswith("records/a.json is ")
    assert "\n" not in str(caught.value)


def test_a_word_of_too_few_fields_is_refused(tmp_path: Path) -> None:
    document = json.loads(to_json(made(tmp_path)))
    document["heard"]["words"][0].pop()
    with pytest.raises(RecordError, match=r"heard\.words must be rows of speaker, text"):
        from_json(json.dumps(document).encode(), "a.json")


@pytest.mark.parametrize("depth", [300, 5000])
def test_brackets_nested_without_end_are_refused(depth: int) -> None:
    nested = "[" * depth + "]" * depth
    document = '{"heard": {"words": [], "segments": [], "x": ' + nested + "}}"
    with pytest.raises(RecordError, match="is not a whole record"):
        from_json(document.encode(), "a.json")


@pytest.mark.parametrize("number", ["1e999", "-" + "9" * 400, "1" + "0" * 30, "NaN"])
def test_a_number_beyond_all_sizes_is_refused(tmp_path: Path, number: str) -> None:
    document = to_json(made(tmp_path)).replace(b'"duration":', f'"duration":{number},"d":'.encode())
    with pytest.raises(RecordError):
        from_json(document.replace(b'"schema":1', f'"schema":{number}'.encode()), "a.json")


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_whatever_is_in_the_file_it_is_a_record_error_or_none(content: bytes) -> None:
    with pytest.raises(RecordError):
        from_json(content, "a.json")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["heard", "words", "call", "schema", "x"]), inner)
        ),
        max_leaves=12,
    )
)
def test_any_json_that_is_no_record_is_refused(content: object) -> None:
    with pytest.raises(RecordError):
        from_json(json.dumps(content).encode(), "a.json")


def test_fingerprints_do_not_depend_on_order() -> None:
    assert fingerprint({"a": 1, "b": [0.5]}) == fingerprint({"b": [0.5], "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": 2})


def test_the_store_keeps_one_file_a_call_and_nothing_half_written(tmp_path: Path) -> None:
    store = Store(tmp_path / "data")
    record = made(tmp_path)
    path = store.keep(record)
    store.keep(replace(record, program="0.2.0"))
    assert store.paths() == [path]
    assert [item.name for item in store.records.iterdir()] == [path.name]
    assert store.read(path).program == "0.2.0"


def test_a_torn_transcript_is_heard_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep_heard("a", "engine", HEARD)
    assert store.heard("a", "engine") == HEARD
    assert store.heard("a", "another engine") is None
    whole = store.transcript_path("a", "engine").read_bytes()
    store.transcript_path("a", "engine").write_bytes(whole[:-20])
    assert store.heard("a", "engine") is None
