"""``callprobe scorecard``: one call as a page in the terminal, in the call's language."""

from __future__ import annotations

import shutil
from io import StringIO

import pytest
from rich.console import Console

from flows.named import NoSuchCall
from flows.settings import Settings
from flows.store import Store
from review.terminal_card import print_card
from tests.review.conftest import call_id_of


def page(settings: Settings, name: str, width: int = 100) -> str:
    out = StringIO()
    print_card(settings, name, Console(file=out, width=width))
    return out.getvalue()


def recording_of(settings: Settings, name: str) -> str:
    store = Store(settings.folders.data)
    return store.read(store.record_path(call_id_of(settings, name))).call.recording


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nl-03", ("Redt de klant", "De seconden die tellen", "Klant gered", "Voortgang")),
        ("en-04", ("Quote, no step", "The seconds that matter", "Put off", "Progress")),
    ],
)
def test_the_page_speaks_the_calls_language(
    settings: Settings, name: str, said: tuple[str, ...]
) -> None:
    printed = page(settings, call_id_of(settings, name))
    for words in said:
        assert words in printed


@pytest.mark.parametrize("width", [60, 80, 140])
def test_it_fits_the_screen(settings: Settings, width: int) -> None:
    for name in ("nl-03", "en-04"):
        printed = page(settings, call_id_of(settings, name), width)
        assert max(map(len, printed.splitlines())) <= width


def test_a_call_is_found_by_its_file_with_or_without_ending_and_by_its_id(
    settings: Settings,
) -> None:
    recording = recording_of(settings, "nl-03")
    call_id = call_id_of(settings, "nl-03")
    pages = {page(settings, name) for name in (recording, recording[:-5], call_id, call_id[:9])}
    assert len(pages) == 1


def test_every_moment_stands_at_its_second(settings: Settings) -> None:
    store = Store(settings.folders.data)
    record = store.read(store.record_path(call_id_of(settings, "nl-03")))
    rescued = [s for s in record.measures.silences if s.result == "rescued" and s.probing]
    assert rescued
    printed = page(settings, record.call.id)
    for silence in rescued:
        question = next(q for q in record.measures.questions if q.id == silence.question_id)
        minute, second = divmod(int(question.start), 60)
        assert f"{minute}:{second:02d}  Klant gered" in printed


def test_what_nobody_is_called_is_one_sentence(settings: Settings) -> None:
    with pytest.raises(NoSuchCall, match="no call is called 'nobody'"):
        page(settings, "nobody")
    with pytest.raises(NoSuchCall):
        page(settings, "")


def test_two_calls_of_one_name_are_told_apart_by_id(settings: Settings) -> None:
    store = Store(settings.folders.data)
    path = store.record_path(call_id_of(settings, "nl-03"))
    recording = recording_of(settings, "nl-03")
    twin = store.records / "0000twin.json"
    shutil.copy(path, twin)
    text = twin.read_text().replace(f'"id": "{path.stem}"', '"id": "0000twin"')
    twin.write_text(text.replace(f'"id":"{path.stem}"', '"id":"0000twin"'))
    with pytest.raises(NoSuchCall, match="2 calls are called"):
        page(settings, recording)
    assert "Klant gered" in page(settings, "0000twin")
