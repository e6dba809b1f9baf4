"""Seventy bad inputs around two good calls: each is set aside with one sentence, the two go on."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from analysis.heard import Heard
from analysis.speech.activity import find_activity
from analysis.speech.decode import decode
from analysis.speech.errors import Silent
from flows.files import printable
from flows.ledger import Ledger
from flows.plan import make_plan
from flows.settings import Settings
from flows.status import print_status
from flows.store import Store
from tests.flows.many_bad_files import make_many_bad_files
from tests.flows.replay import CALLS, Replay, drop_calls, run_replayed, settings_in, truth

GOOD = ("en-01-a-clear-no", "nl-05-bij-ons-gaat-alles-goed")

Batch = tuple[Settings, dict[str, str]]


class Decoding(Replay):
    """Decodes and looks for speech as the engines would; only the words are replayed."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings.analysis

    def hear(self, path: Path, **told: object) -> Heard:  # type: ignore[override]
        speech = self.settings.speech
        sound = decode(path, shortest_s=speech.shortest_s, longest_s=speech.longest_s)
        if path.stem in truth():
            return super().hear(path)
        assert not find_activity(sound.samples.mean(axis=0), self.settings.activity), path.name
        raise Silent(f"nobody speaks in {path.name}")


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    settings = settings_in(tmp_path_factory.mktemp("bad"))
    drop_calls(settings, GOOD)
    inbox = settings.folders.inbox
    expected = make_many_bad_files(inbox, CALLS / f"{GOOD[0]}.flac")
    run_replayed(settings, Decoding(settings))
    return settings, expected


def test_the_good_calls_are_measured(batch: Batch) -> None:
    settings, _ = batch
    store = Store(settings.folders.data)
    assert sorted(store.read(path).call.recording for path in store.paths()) == [
        f"{name}.flac" for name in GOOD
    ]


def test_each_of_sixty_bad_ones_is_set_aside_with_one_sentence(batch: Batch) -> None:
    settings, expected = batch
    assert len(expected) >= 60
    aside = Ledger(settings.folders.data).set_aside()
    assert sorted(aside) == sorted(expected)
    for name, about in expected.items():
        sentence = aside[name].sentence
        assert about in sentence, (name, sentence)
        assert printable(sentence) == sentence
        assert Path(printable(name)).stem.strip()[:20] in sentence


def test_they_can_all_be_listed_and_are_left_alone_by_the_next_run(batch: Batch) -> None:
    settings, expected = batch
    plan = make_plan(settings)
    assert (plan.work, len(plan.still_aside), plan.done) == ((), len(expected), 2)
    console = Console(record=True, width=2000, file=io.StringIO())
    print_status(settings, console)
    said = console.export_text()
    assert said.count("its sidecar") >= 28
    assert "Traceback" not in (settings.folders.data / "callprobe.log").read_text(encoding="utf-8")


def test_the_log_has_one_line_for_each_file(batch: Batch) -> None:
    settings, expected = batch
    log = (settings.folders.data / "callprobe.log").read_text(encoding="utf-8")
    lines = log.splitlines()
    assert all(" state=" in line and " file=" in line for line in lines)
    heard = [name for name, about in expected.items() if "sidecar" not in about]
    assert 2 <= len(lines) <= 2 + len(heard)
