"""Calls that other engines heard, or other settings of them: told, and heard again when asked."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from analysis.heard import Heard
from analysis.speech.model_files import hashes
from flows import same_engines
from flows import work as jobs
from flows.plan import make_plan
from flows.remeasure import Remeasured
from flows.retention import enforce
from flows.settings import Settings
from flows.status import print_status
from flows.store import Store
from tests.flows.replay import Replay, drop_calls, run_replayed, settings_in

TWO = ["nl-01-goed-gesprek", "en-01-a-clear-no"]
LARGER = {"CALLPROBE_MODELS__TRANSCRIBER": "models/a-larger-one"}


@pytest.fixture
def today(tmp_path: Path) -> Settings:
    """Settings with a larger model than the one that heard the two calls of the inbox."""
    before = settings_in(tmp_path)
    drop_calls(before, TWO)
    run_replayed(before, Replay())
    return settings_in(tmp_path, **LARGER)


def heard_by(settings: Settings) -> set[str]:
    """The models that the records name."""
    store = Store(settings.kept)
    return {store.read(path).settings["models"]["transcriber"] for path in store.paths()}


def test_a_run_leaves_them_and_says_how_many(today: Settings) -> None:
    plan = make_plan(today)
    assert (plan.work, plan.done, plan.otherwise) == ((), 2, 2)
    said = Console(record=True, width=120)
    print_status(today, said)
    assert "2 calls were heard with other engines or settings than today's" in said.export_text()
    assert make_plan(settings_in(today.folders.inbox.parent)).otherwise == 0


def test_they_are_heard_again_once(today: Settings) -> None:
    ears = Replay()
    plan = make_plan(today, rehear=True)
    assert (len(plan.work), plan.otherwise) == (2, 0)
    by_itself = settings_in(today.folders.inbox.parent, **LARGER, CALLPROBE_FLOW__REHEAR="true")
    assert make_plan(by_itself).work == plan.work
    run_replayed(today, ears, plan.work)
    assert len(ears.asked) == 2
    assert heard_by(today) == {"models/a-larger-one"}
    again = make_plan(by_itself)
    assert (again.work, again.otherwise) == ((), 0)


def test_going_back_costs_no_hearing(today: Settings) -> None:
    run_replayed(today, Replay(), make_plan(today, rehear=True).work)
    before, ears = settings_in(today.folders.inbox.parent), Replay()
    run_replayed(before, ears, make_plan(before, rehear=True).work)
    assert not ears.asked
    assert heard_by(before) == {before.analysis.models.transcriber}


def test_measuring_again_says_what_it_was_heard_with(today: Settings) -> None:
    earlier = heard_by(today)
    stricter = settings_in(today.folders.inbox.parent, **LARGER, CALLPROBE_SCORE__ORDER="39")
    assert jobs.remeasure(stricter, Console(quiet=True)) == Remeasured(same=2)
    assert heard_by(today) == earlier
    assert make_plan(today).otherwise == 2


def test_words_that_went_do_not_come_back(today: Settings) -> None:
    assert json.loads((today.folders.inbox / f"{TWO[0]}.json").read_text())["report"]
    folder = today.folders.inbox.parent
    monthly = settings_in(folder, **LARGER, CALLPROBE_RETENTION__TRANSCRIPTS_DAYS="30")
    assert len(make_plan(monthly, rehear=True).work) == 2
    enforce(monthly)
    for rehear in (False, True):
        assert not make_plan(monthly, rehear=rehear).work


class OfFolder(Replay):
    """Hears as the model in a folder would, and names it in what it heard."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        another_process()
        self.hash = hashes(folder).whole

    def hear(self, path: Path, *, progress: object = None, language: str | None = None) -> Heard:
        heard = super().hear(path, progress=progress, language=language)
        return replace(heard, engines=replace(heard.engines, transcriber_hash=self.hash))


def another_process() -> None:
    hashes.cache_clear()
    same_engines._hash_of.cache_clear()


def with_model(folder: Path, model: Path) -> Settings:
    another_process()
    return settings_in(folder, CALLPROBE_MODELS__TRANSCRIBER=str(model))


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A model's folder, with which the two calls of the inbox were heard."""
    model = tmp_path / "model"
    model.mkdir()
    (model / "model.bin").write_bytes(b"the first one")
    settings = with_model(tmp_path, model)
    drop_calls(settings, TWO)
    run_replayed(settings, OfFolder(model))
    assert make_plan(settings, rehear=True).work == ()
    return model


def test_a_model_that_was_moved_is_no_other_one(tmp_path: Path, model: Path) -> None:
    moved = shutil.move(model, tmp_path / "elsewhere")
    plan = make_plan(with_model(tmp_path, Path(moved)), rehear=True)
    assert (plan.work, plan.done, plan.otherwise) == ((), 2, 0)


def test_what_a_moved_model_heard_is_not_heard_again_for_a_new_sidecar(
    tmp_path: Path, model: Path
) -> None:
    settings = with_model(tmp_path, Path(shutil.move(model, tmp_path / "elsewhere")))
    sidecar = tmp_path / "inbox" / f"{TWO[0]}.json"
    told = json.loads(sidecar.read_text(encoding="utf-8")) | {"customer": "Iemand anders"}
    sidecar.write_text(json.dumps(told), encoding="utf-8")
    plan = make_plan(settings)
    assert [item.path.stem for item in plan.work] == TWO[:1]
    ears = OfFolder(tmp_path / "elsewhere")
    run_replayed(settings, ears, plan.work)
    assert not ears.asked
    store = Store(settings.kept)
    customers = {store.read(path).call.customer for path in store.paths()}
    assert "Iemand anders" in customers
    assert make_plan(settings, rehear=True).work == ()


def test_another_model_in_the_same_folder_is_noticed_and_hears_again_once(
    tmp_path: Path, model: Path
) -> None:
    (model / "model.bin").write_bytes(b"the next one!")
    settings = with_model(tmp_path, model)
    assert (make_plan(settings).otherwise, make_plan(settings, note=False).otherwise) == (2, 2)
    ears = OfFolder(model)
    run_replayed(settings, ears, make_plan(settings, rehear=True).work)
    assert len(ears.asked) == 2
    again = make_plan(with_model(tmp_path, model), rehear=True)
    assert (again.work, again.done, again.otherwise) == ((), 2, 0)


def test_a_large_model_is_read_once_and_not_at_every_look(
    tmp_path: Path, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = with_model(tmp_path, model)
    monkeypatch.setattr(same_engines, "hashes", None)
    assert make_plan(settings, note=False).otherwise == 0
