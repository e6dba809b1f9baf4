"""Calls measured with other cues or settings than today's are told, until they are measured again:
their figures would stand beside others as if they meant the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from flows.cli import app
from flows.plan import make_plan
from flows.remeasure import remeasured
from flows.settings import Settings
from flows.status import print_status
from flows.store import Store
from tests.flows.replay import Replay, drop_calls, run_replayed, settings_in

TWO = ["nl-01-goed-gesprek", "en-01-a-clear-no"]
A_NUMBER = {"CALLPROBE_SILENCES__EAGER_S": "1.25"}


@pytest.fixture
def before(tmp_path: Path) -> Settings:
    settings = settings_in(tmp_path)
    drop_calls(settings, TWO)
    run_replayed(settings, Replay())
    return settings


def status(settings: Settings) -> str:
    said = Console(record=True, width=200)
    print_status(settings, said)
    return said.export_text()


def measure_again(settings: Settings) -> None:
    store = Store(settings.kept)
    for path in store.paths():
        path.write_bytes(remeasured(path.read_bytes(), path.name, settings))


def with_own_cue(settings: Settings) -> Settings:
    own = {"nl.commitments.stalls": ("de kogel moet nog door de kerk",)}
    cues = settings.analysis.cues.model_copy(update={"added": own})
    analysis = settings.analysis.model_copy(update={"cues": cues})
    return settings.model_copy(update={"analysis": analysis})


def with_other_number(settings: Settings) -> Settings:
    return settings_in(settings.folders.inbox.parent, **A_NUMBER)


@pytest.mark.parametrize("change", [with_own_cue, with_other_number])
def test_they_are_told_until_they_are_measured_again(
    before: Settings, change: Callable[[Settings], Settings]
) -> None:
    assert make_plan(before).stale == 0
    today = change(before)
    plan = make_plan(today)
    assert (plan.stale, plan.otherwise, plan.work) == (2, 0, ())
    hint = "measured with other cues or settings than today's: `callprobe remeasure` measures"
    assert f"2 calls were {hint} them again" in status(today)
    measure_again(today)
    assert make_plan(today).stale == 0
    assert hint not in status(today)
    assert make_plan(before).stale == 2  # and back


def test_what_is_heard_otherwise_is_not_told_twice(before: Settings, tmp_path: Path) -> None:
    today = settings_in(tmp_path, CALLPROBE_MODELS__TRANSCRIBER="models/a-larger-one")
    plan = make_plan(today)
    assert (plan.stale, plan.otherwise) == (0, 2)
    both = settings_in(tmp_path, CALLPROBE_MODELS__TRANSCRIBER="models/a-larger-one", **A_NUMBER)
    assert (make_plan(both).stale, len(make_plan(both, rehear=True).work)) == (2, 2)
    assert make_plan(both, rehear=True).stale == 0


def test_measuring_again_counts_the_calls_that_came_out_otherwise(
    before: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A limit that no call reaches is noted in every record, and changes none of them."""
    monkeypatch.setenv("CALLPROBE_FLAGS__MONOLOGUE_ABOVE_S", "9999")
    folders = [f"--inbox={before.folders.inbox}", f"--data={before.folders.data}"]
    told = [CliRunner().invoke(app, [*folders, "remeasure"]).stdout.strip() for _ in range(2)]
    assert told == [
        "0 calls changed, 2 came out the same; nothing was listened to again",
        "0 calls changed; nothing was listened to again",
    ]
