"""Whatever bytes a record, a transcript, a sidecar or the ledger holds: an answer or one line."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.record import Facts, RecordError, from_json, heard_from_json, heard_to_json, to_json
from flows.call import call_of, measured
from flows.inbox import Recording
from flows.ledger import Ledger
from flows.sidecar import FIELDS, SidecarError, facts_of
from tests.flows.replay import CALLS, Replay, settings_in

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@cache
def whole_record() -> bytes:
    path = CALLS / "en-01-a-clear-no.flac"
    recording = Recording(path, path.name, "0" * 16, Facts(), "", 1)
    return to_json(measured(Replay().hear(path), call_of(recording), settings_in(Path()).analysis))


@given(st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_any_values_are_facts_or_one_sentence(content: dict[str, object]) -> None:
    try:
        facts_of(content, "it")
    except SidecarError as error:
        assert "\n" not in str(error)
        assert str(error).startswith("it has a wrong ")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_record_with_changed_bytes_is_a_record_or_one_sentence(data: st.DataObject) -> None:
    document = bytearray(whole_record())
    for _ in range(data.draw(st.integers(1, 3))):
        document[data.draw(st.integers(0, len(document) - 1))] = data.draw(st.integers(0, 255))
    kept = bytes(document[: data.draw(st.integers(0, len(document)))])
    for content in (bytes(document), kept):
        try:
            from_json(content, "it")
        except RecordError as error:
            assert "\n" not in str(error)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_record_with_a_value_of_another_kind_is_told(data: st.DataObject) -> None:
    content = json.loads(whole_record())
    place, key = content, data.draw(st.sampled_from(sorted(content)))
    while isinstance(place[key], dict) and place[key] and data.draw(st.booleans()):
        place, key = place[key], data.draw(st.sampled_from(sorted(place[key])))
    place[key] = data.draw(JSON)
    try:
        from_json(json.dumps(content).encode(), "it")
    except RecordError as error:
        assert str(error).startswith("it is ")
        assert "\n" not in str(error)


@given(JSON | st.binary())
def test_anything_is_a_transcript_or_one_sentence(content: object) -> None:
    document = content if isinstance(content, bytes) else json.dumps(content).encode()
    try:
        assert heard_to_json(heard_from_json(document, "it"))
    except RecordError as error:
        assert "\n" not in str(error)


@given(st.binary(max_size=200))
def test_a_torn_ledger_is_an_empty_one(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        data = Path(folder)
        for name in ("set-aside/a.json", "ledger/under-way/a.json", "ledger/seen.json"):
            (data / name).parent.mkdir(parents=True, exist_ok=True)
            (data / name).write_bytes(content)
        ledger = Ledger(data)
        assert (ledger.set_aside(), ledger.under_way()) == ({}, [])
        assert isinstance(ledger.seen(), dict)
