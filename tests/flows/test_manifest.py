"""One manifest for many recordings, and names that tell: what is told, by whom, and what wins."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.inbox import Inbox, look
from flows.manifest import read_manifest
from flows.settings import InboxSettings, SettingsError, load_settings
from flows.sidecar import SidecarError

SETTINGS = load_settings(environment={"CALLPROBE_INBOX__WHOLE_AFTER_S": "0"}).inbox


def drop(inbox: Path, name: str, manifest: str | None = None, sidecar: str | None = None) -> None:
    path = inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(name.encode())
    if sidecar:
        path.with_suffix(".json").write_text(sidecar)
    if manifest:
        (inbox / "manifest.csv").write_text(manifest)


def facts(inbox: Path, settings: InboxSettings = SETTINGS) -> dict[str, object]:
    (recording,) = look(inbox, settings, {}).recordings
    return {k: getattr(recording.facts, k) for k in ("seller", "customer", "language")}


def refusals(inbox: Inbox) -> dict[str, str]:
    return {item.name: item.reason for item in inbox.refused}


@pytest.mark.parametrize(
    "text",
    [
        "file,seller,customer\na.wav,Sanne,Hendriks BV\n",
        "\ufeffFile;Seller;Customer\r\na.wav;Sanne;Hendriks BV\r\n",
        'customer,seller,file,dialer\n"Hendriks BV",Sanne,team/a.wav,7\n',
    ],
)
def test_a_manifest_tells_about_recordings(tmp_path: Path, text: str) -> None:
    drop(tmp_path, "team/a.wav", text)
    assert facts(tmp_path) == {"seller": "Sanne", "customer": "Hendriks BV", "language": None}


def test_the_sidecar_goes_before_the_manifest_and_that_before_the_name(tmp_path: Path) -> None:
    drop(tmp_path, "kim_acme.wav", "file,seller,language\nkim_acme.wav,Manifest,NL-nl\n")
    named = SETTINGS.model_copy(update={"name_patterns": ("(?P<seller>.+)_(?P<customer>.+)",)})
    assert facts(tmp_path, named) == {"seller": "Manifest", "customer": "acme", "language": "nl"}
    drop(tmp_path, "kim_acme.wav", sidecar='{"seller": "Sidecar"}')
    assert facts(tmp_path, named) == {"seller": "Sidecar", "customer": "acme", "language": "nl"}


def test_a_name_that_does_not_fit_tells_nothing(tmp_path: Path) -> None:
    drop(tmp_path, "kim_99999999.wav")
    named = SETTINGS.model_copy(
        update={"name_patterns": (r"(?P<seller>\w+)_(?P<started_at>\d+x)",)}
    )
    assert facts(tmp_path, named)["seller"] is None


@pytest.mark.parametrize("pattern", ["(?P<seller", "(?P<salary>.+)", "no groups"])
def test_a_pattern_that_cannot_work_is_refused_at_once(pattern: str) -> None:
    with pytest.raises(SettingsError, match="name_patterns"):
        load_settings(environment={"CALLPROBE_INBOX__NAME_PATTERNS": f"['{pattern}']"})


def test_a_wrong_row_sets_only_its_own_recording_aside(tmp_path: Path) -> None:
    drop(tmp_path, "b.wav")
    drop(tmp_path, "c.wav")
    drop(
        tmp_path,
        "a.wav",
        "file,started_at\na.wav,yesterday\nb.wav,2026-03-09\nc.wav,\nc.wav,\n../../x.wav,\n",
    )
    found = look(tmp_path, SETTINGS, {})
    assert [item.name for item in found.recordings] == ["b.wav"]
    said = refusals(found)
    assert said["a.wav"].startswith("line 2 of the manifest manifest.csv has a wrong started_at")
    assert said["c.wav"] == (
        "line 5 of the manifest manifest.csv tells about c.wav a second time: keep one of the two"
    )


@pytest.mark.parametrize(
    "text",
    [
        "seller\nSanne\n",
        "file,consent\na.wav,nee\n",
        "file,consent\na.wav, No \n",
        "file,consent,Consent\na.wav,nee,ja\n",
        "\x00",
    ],
)
def test_where_consent_is_refused_or_cannot_be_read_nothing_is_heard(
    tmp_path: Path, text: str
) -> None:
    drop(tmp_path, "a.wav", text)
    assert not look(tmp_path, SETTINGS, {}).recordings


def test_no_consent_for_one_copy_is_none_for_the_other(tmp_path: Path) -> None:
    for name, sidecar in (("a", '{"seller": "Sanne"}'), ("b", '{"consent": false}')):
        (tmp_path / f"{name}.wav").write_bytes(b"the same sound")
        (tmp_path / f"{name}.json").write_text(sidecar)
    found = look(tmp_path, SETTINGS, {})
    assert not found.recordings
    assert "consent" in found.refused[0].reason


@pytest.mark.parametrize("told", ['{"consent": "perhaps"}', '{"consent": "no", "seller": 3}', "{"])
def test_where_it_is_not_sure_for_one_copy_the_other_is_not_heard(
    tmp_path: Path, told: str
) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.wav").write_bytes(b"other" if name == "c" else b"the same sound")
    (tmp_path / "b.json").write_text(told)
    found = look(tmp_path, SETTINGS, {})
    assert [item.name for item in found.recordings] == ["c.wav"]
    assert refusals(found)["a.wav"].startswith(
        "a.wav is the same recording as b.wav, of which something is told that cannot be used: its "
        "sidecar b.json "
    )
    (tmp_path / "b.json").write_text('{"seller": "Sanne"}')
    assert [item.name for item in look(tmp_path, SETTINGS, {}).recordings] == ["b.wav", "c.wav"]


@pytest.mark.parametrize("line", ["Calls/A.WAV", "A.wav", "a.mp3", "a", "team/A"])
def test_a_line_that_writes_a_name_otherwise_lets_nothing_be_heard(
    tmp_path: Path, line: str
) -> None:
    """It may say that there is no consent."""
    folder = line.rpartition("/")[0].lower()
    drop(tmp_path, f"{folder}/a.wav".lstrip("/"), f"file,consent\n{line},nee\n")
    drop(tmp_path, "b.wav")
    found = look(tmp_path, SETTINGS, {})
    assert [item.name for item in found.recordings] == ["b.wav"]
    said = f"the manifest manifest.csv calls it {line}: write a.wav there"
    assert list(refusals(found).values()) == [said]
    (tmp_path / "manifest.csv").write_text("file,seller\na.wav,\n")
    (again,) = [item for item in look(tmp_path, SETTINGS, {}).recordings if item.name != "b.wav"]
    assert again.state != found.refused[0].state  # it is tried again


def test_a_line_about_another_recording_is_no_other_ones(tmp_path: Path) -> None:
    """One that is called alike may lie beside it, or be gone."""
    drop(tmp_path, "a.wav", "file,consent\nA.wav,nee\na.mp3,nee\na.wav,ja\nc.mp3,nee\n")
    for name in ("A.wav", "c.wav", "c.mp3"):
        drop(tmp_path, name)
    found = {item.name for item in look(tmp_path, SETTINGS, {}).recordings}
    assert found == {"a.wav", "c.wav"}


@pytest.mark.parametrize("name", ["Manifest.csv", "MANIFEST.CSV"])
def test_the_manifest_is_found_whatever_the_case_of_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.wav").write_bytes(b"sound")
    (tmp_path / name).write_text("file,consent\na.wav,nee\n", encoding="utf-8")
    assert not look(tmp_path, SETTINGS, {}).recordings


@given(st.binary(max_size=400))
def test_any_bytes_are_a_manifest_or_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("manifest") / "manifest.csv"
    path.write_bytes(b"file,seller,started_at\n" + content)
    try:
        read_manifest(path, 256).about("a.wav")
    except SidecarError as error:
        assert "\n" not in str(error)
