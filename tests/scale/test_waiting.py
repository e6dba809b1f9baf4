"""What workers are told: as much as one machine knows of a call, and only by the same rules."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from analysis.record import Facts
from flows.inbox import Recording
from flows.scale.measure import measure, rules_of
from flows.scale.waiting import Waiting
from flows.settings import SettingsError, load_settings

upath = pytest.importorskip("upath", reason="pip install 'callprobe[scale]' brings it")


def recording(inbox: Path, number: int) -> Recording:
    facts = Facts(
        seller="Zoë 'de' Wit",
        started_at=datetime(2026, 3, 9, 10, tzinfo=UTC),
        consent=True,
        seller_speaks_at=1.5,
    )
    name = f"maart/{number} 🎧.wav"
    return Recording(inbox / name, name, f"{number:016x}", facts, "12@5 -", 12)


@pytest.fixture(params=["memory", "folder"])
def place(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    found: Path = upath.UPath(f"memory://{tmp_path.name}")
    return found if request.param == "memory" else tmp_path


def test_a_worker_is_told_all_that_is_known_of_a_call(place: Path) -> None:
    inbox, waiting = place / "inbox", Waiting(place / "kept")
    both = [recording(inbox, 1), recording(inbox, 2)]
    waiting.note(both)
    assert [waiting.read(item.call_id, inbox) for item in both] == both
    assert both[0].facts_hash == waiting.read(both[0].call_id, inbox).facts_hash  # type: ignore[union-attr]


def test_a_call_that_waits_no_more_is_told_of_no_more(place: Path) -> None:
    inbox, waiting = place / "inbox", Waiting(place / "kept")
    waiting.note([recording(inbox, 1), recording(inbox, 2)])
    waiting.keep_only({recording(inbox, 2).call_id})
    assert waiting.read(recording(inbox, 1).call_id, inbox) is None
    assert waiting.read(recording(inbox, 2).call_id, inbox) is not None


def test_a_worker_with_other_settings_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = rules_of(load_settings(environment={}))
    monkeypatch.setenv("CALLPROBE_SILENCES__RUN_ON_BELOW_S", "0.4")
    with pytest.raises(SettingsError, match="other settings or another version"):
        measure.fn([], asked)


def test_where_things_lie_is_no_matter_of_the_rules() -> None:
    elsewhere = {"CALLPROBE_FOLDERS__INBOX": "/mnt/calls", "CALLPROBE_MODELS__THREADS": "3"}
    assert rules_of(load_settings(environment={})) == rules_of(load_settings(environment=elsewhere))
