"""Every sidecar beside a recording counts, whatever the case of its ending."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.record import Facts
from flows.exchange.jobs import bring_in
from flows.settings import Settings, load_settings
from flows.store import Store
from flows.whose import Wanted, find
from flows.work import forget
from tests.flows.test_inbox import drop, names, seen


def folders(inbox: Path, data: Path) -> Settings:
    return load_settings(
        environment={"CALLPROBE_FOLDERS__INBOX": str(inbox), "CALLPROBE_FOLDERS__DATA": str(data)}
    )


@pytest.mark.parametrize("no", ["c.wav.json", "c.JSON", "c.Yaml", "c.wav.YML"])
@pytest.mark.parametrize("other", [{}, {"seller": "A", "consent": "ja"}])
def test_no_consent_in_any_sidecar_is_no_consent(
    tmp_path: Path, no: str, other: dict[str, str]
) -> None:
    drop(tmp_path, "c.wav", **other)
    (tmp_path / no).write_text('{"consent": "nee", "seller": "B"}')  # which is YAML, too
    inbox = seen(tmp_path)
    assert not inbox.recordings
    assert inbox.refused[0].reason == "c.wav is not listened to: consent was not given"


@pytest.mark.parametrize("name", ["C.json", "C.wav.yaml", "c.WAV.json"])
def test_a_sidecar_in_other_capitals_is_told_and_nothing_heard(tmp_path: Path, name: str) -> None:
    drop(tmp_path, "c.wav")
    drop(tmp_path, "d.wav", b"other", seller="Sanne")
    drop(tmp_path, "D.wav", b"a third")
    (tmp_path / name).write_text('{"consent": "no"}')
    found = seen(tmp_path)
    assert names(found) == ["D.wav", "d.wav"]
    assert found.refused[0].reason == f"its sidecar is called {name}: write the two names alike"


def test_a_sidecar_that_is_a_link_to_nowhere_may_say_no(tmp_path: Path) -> None:
    drop(tmp_path, "c.wav")
    (tmp_path / "c.json").symlink_to(tmp_path / "gone.json")
    (refused,) = seen(tmp_path).refused
    why = "its sidecar c.json cannot be read (no such file or directory)"
    assert refused.reason == f"{why}: put it back, or take it away"


@pytest.mark.parametrize("twice", ["consent: no\nconsent: yes\n", "Consent: nee\nconsent: ja\n"])
def test_a_fact_told_twice_in_yaml_is_refused_as_in_json(tmp_path: Path, twice: str) -> None:
    drop(tmp_path, "c.wav")
    (tmp_path / "c.yaml").write_text(f"seller: A\n{twice}")
    (refused,) = seen(tmp_path).refused
    assert refused.reason == "its sidecar c.yaml is no YAML (consent stands in it twice)"


def test_a_date_that_yaml_cannot_read_is_no_fault_of_json(tmp_path: Path) -> None:
    drop(tmp_path, "c.wav")
    (tmp_path / "c.yaml").write_text("started_at: 2026-13-45\n")
    (refused,) = seen(tmp_path).refused
    assert refused.reason.startswith("its sidecar c.yaml is no YAML (month must be")


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("1", True),
        ("0", False),
        ('"Ja "', True),
        ('"No "', False),
        ("true", True),
        ('"off"', False),
    ],
)
def test_what_is_read_as_consent(tmp_path: Path, told: str, meant: bool) -> None:
    drop(tmp_path, "c.wav")
    (tmp_path / "c.json").write_text(f'{{"consent": {told}}}')
    inbox = seen(tmp_path)
    assert [item.facts.consent for item in inbox.recordings] == ([True] if meant else [])
    assert all("consent was not given" in item.reason for item in inbox.refused)


def test_what_two_sidecars_tell_is_put_together_unless_they_contradict_each_other(
    tmp_path: Path,
) -> None:
    drop(tmp_path, "c.wav", seller="A", customer="Klant")
    (tmp_path / "c.wav.JSON").write_text('{"account": "Klant BV", "customer": "Klant"}')
    (recording,) = seen(tmp_path).recordings
    assert recording.facts == Facts(seller="A", customer="Klant", account="Klant BV")
    (tmp_path / "c.wav.JSON").write_text('{"seller": "B"}')
    (refused,) = seen(tmp_path).refused
    assert refused.reason == (
        "its sidecars c.json and c.wav.JSON tell a different seller: keep one of the two"
    )


def test_a_change_in_a_second_sidecar_is_a_reason_to_look_again(tmp_path: Path) -> None:
    drop(tmp_path, "c.wav", seller="A")
    (tmp_path / "c.wav.yaml").write_text("account: []")
    (before,) = seen(tmp_path).refused
    (tmp_path / "c.wav.yaml").write_text("account: X")
    assert names(seen(tmp_path)) == ["c.wav"]
    (tmp_path / "c.wav.yaml").write_text("account: [X]")
    assert seen(tmp_path).refused[0].state != before.state


def test_a_transcript_with_a_refusal_beside_it_is_not_measured(tmp_path: Path) -> None:
    (tmp_path / "call.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>Dag.</v>\n")
    (tmp_path / "call.json").write_text('{"seller": "Anna"}')
    (tmp_path / "call.vtt.JSON").write_text('{"consent": "no"}')
    settings = folders(tmp_path, tmp_path / "data")
    done = bring_in([tmp_path / "call.vtt"], settings, Facts())
    assert (done.measured, done.refused) == (
        (),
        ("call.vtt is not measured: consent was not given",),
    )


def test_a_refusal_that_comes_after_an_import_says_how_the_call_is_erased(tmp_path: Path) -> None:
    call = tmp_path / "call.vtt"
    call.write_text("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>Dag.</v>\n")
    settings = folders(tmp_path, tmp_path / "data")
    bring_in([call], settings, Facts(language="nl"))
    (kept,) = Store(settings.kept).paths()
    (tmp_path / "call.json").write_text('{"consent": "no"}')
    (said,) = bring_in([call], settings, Facts(language="nl")).refused
    assert said.endswith(f"; it was before: `callprobe forget --call {kept.stem}` erases that")


def test_a_sidecar_is_forgotten_whatever_the_case_of_its_ending(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    drop(inbox, "c.wav")
    (inbox / "c.JSON").write_text(json.dumps({"customer": "Klant X"}))
    drop(inbox, "d.wav", b"other")
    (inbox / "d.wav.YAML").write_text("seller: A")
    settings = folders(inbox, tmp_path / "data")
    forget(settings, find(settings, Wanted(customer="klant x")))
    assert sorted(path.name for path in inbox.iterdir()) == ["d.wav", "d.wav.YAML"]
    forget(settings, find(settings, Wanted(call="d.wav")))
    assert not list(inbox.iterdir())
