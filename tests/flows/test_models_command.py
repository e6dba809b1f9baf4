"""Models come from a hub or a folder, whole; a byte that changed later is found before loading."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from huggingface_hub import constants
from typer.testing import CliRunner

from analysis.speech.errors import ModelDamaged
from analysis.speech.models import transcriber_folder
from flows.cli import app
from flows.settings import load_settings
from tests.hub import Hub, files_of, served

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "demo" / "models"
WHISPER = "mobiuslabsgmbh/faster-whisper-large-v3-turbo"
PYANNOTE = "pyannote/speaker-diarization-community-1"
FLIPPED = "model.bin"
RESOLVE = "/{repo_id}/resolve/{revision}/{filename}"


@pytest.fixture(scope="module")
def repositories() -> dict[str, dict[str, bytes]]:
    whisper = files_of(DEMO / "whisper-demo") | {"flax_model.msgpack": b"other weights" * 10}
    return {WHISPER: whisper, PYANNOTE: files_of(DEMO / "diarization-demo")}


@dataclass
class Ran:
    """What a command came to, as the shell sees it."""

    returncode: int
    stdout: str
    stderr: str


def models(
    *arguments: str, store: Path, endpoint: str = "http://127.0.0.1:9", **environment: str
) -> Ran:
    """``callprobe models`` in this process: starting one takes seconds."""
    ours = {"CALLPROBE_MODELS__FOLDER": str(store), "HF_TOKEN": "", "COLUMNS": "200"}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(constants, "ENDPOINT", endpoint)
        patched.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", endpoint + RESOLVE)
        ran = CliRunner().invoke(app, ["models", *arguments], env=ours | environment)
    error = ran.exception
    said = "" if error is None or isinstance(error, SystemExit) else f"callprobe: {error}\n"
    return Ran(ran.exit_code, ran.stdout, ran.stderr + said)


def flip(path: Path) -> None:
    """One bit of the file, its length and time unchanged."""
    real, about = path.resolve(), path.stat()
    content = bytearray(real.read_bytes())
    content[len(content) // 2] ^= 1
    real.chmod(0o644)
    real.write_bytes(content)
    os.utime(real, ns=(about.st_atime_ns, about.st_mtime_ns))


def snapshot(store: Path, name: str) -> Path:
    (found,) = (store / f"models--{name.replace('/', '--')}" / "snapshots").iterdir()
    return found


def test_from_the_hub_to_a_stick_to_a_machine_without_the_internet(
    tmp_path: Path, repositories: dict[str, dict[str, bytes]]
) -> None:
    """Every step a locked-down office takes, with what each command says on the way."""
    store, stick, office = tmp_path / "a" / "store", tmp_path / "stick", tmp_path / "b" / "store"
    before = models("list", store=store)
    assert before.returncode == 0
    assert before.stdout.count("is not on this machine; `callprobe models fetch`") == 2
    with served(Hub(repositories, {PYANNOTE}, "hf_ours", accepted=True)) as hub:
        fetched = models("fetch", store=store, endpoint=hub.address, HF_TOKEN="hf_ours")
        assert fetched.returncode == 0, fetched.stderr
        assert fetched.stdout.count("checked against its hashes") == 2
        copied = models("fetch", "--to", str(stick), store=store, endpoint=hub.address)
        assert copied.returncode == 0, copied.stderr
        assert copied.stdout.count("was here already, and is what was fetched") == 2
    whisper = snapshot(store, WHISPER)
    assert not (whisper / "flax_model.msgpack").exists()
    for sums in (whisper, *stick.iterdir()):
        told = subprocess.run(
            ["sha256sum", "-c", "SHA256SUMS"], cwd=sums, capture_output=True, check=False
        )
        assert told.returncode == 0, told.stderr

    brought = models("fetch", "--from", str(stick), store=office)
    assert brought.returncode == 0, brought.stderr
    assert brought.stdout.count("the copy is the same") == 2
    listed = models("list", store=office).stdout
    assert listed.count("verified") == 2
    assert "17.8 MB" in listed
    assert models("verify", store=office).returncode == 0

    flip(snapshot(office, WHISPER) / FLIPPED)
    damaged = models("verify", store=office)
    assert damaged.returncode == 1
    assert f"{FLIPPED} is not the file that was fetched" in damaged.stdout
    assert "diarizer pyannote/speaker-diarization-community-1: verified" in damaged.stdout
    again = models("fetch", "--from", str(stick), store=office)
    assert again.returncode == 0, again.stderr
    assert models("verify", store=office).returncode == 0


def test_a_damaged_file_in_the_hubs_cache_is_fetched_anew(
    tmp_path: Path, repositories: dict[str, dict[str, bytes]]
) -> None:
    store = tmp_path / "store"
    with served(Hub(repositories)) as hub:
        assert models("fetch", "--from", hub.address, store=store).returncode == 0
        flip(snapshot(store, PYANNOTE) / "embedding" / "pytorch_model.bin")
        assert models("verify", store=store).returncode == 1
        hub.asked.clear()
        assert models("fetch", "--from", hub.address, store=store).returncode == 0
        sent = [path for path in hub.asked if "/resolve/" in path]
    assert sent
    assert all("embedding" in path for path in sent)
    assert models("verify", store=store).returncode == 0


@pytest.mark.parametrize(
    ("token", "known", "accepted", "said"),
    [
        ("", "", False, ["accept its terms on https://huggingface.co/pyannote", "set HF_TOKEN"]),
        ("hf_ours", "hf_ours", False, ["not accepted yet: open its page", "accept them"]),
    ],
)
def test_a_gated_model_says_the_next_step(
    tmp_path: Path,
    repositories: dict[str, dict[str, bytes]],
    token: str,
    known: str,
    accepted: bool,
    said: list[str],
) -> None:
    environment = {"HF_TOKEN": token} if token else {}
    with served(Hub(repositories, {PYANNOTE}, known, accepted)) as hub:
        ran = models("fetch", store=tmp_path / "store", endpoint=hub.address, **environment)
    assert ran.returncode == 1
    assert ran.stderr.count("\n") == 1, ran.stderr
    for part in said:
        assert part in ran.stderr
    assert "hf_ours" not in ran.stderr


def test_what_breaks_off_or_comes_otherwise_is_said_and_gone_on_with(
    tmp_path: Path, repositories: dict[str, dict[str, bytes]]
) -> None:
    store = tmp_path / "store"
    hub = Hub(repositories, spoils="embedding/pytorch_model.bin")
    with served(hub):
        spoilt = models("fetch", store=store, endpoint=hub.address)
        assert spoilt.returncode == 1
        assert "came otherwise than the hub has it; fetch it again" in spoilt.stderr
        hub.spoils = ""
        assert models("fetch", store=store, endpoint=hub.address).returncode == 0
    assert models("verify", store=store).returncode == 0


def test_a_mirror_that_does_not_answer_is_named(tmp_path: Path) -> None:
    dead = "http://127.0.0.1:9"
    ran = models("fetch", "--from", dead, store=tmp_path / "store")
    assert ran.returncode == 1
    assert ran.stderr.startswith(f"callprobe: {dead} can't be reached for {WHISPER}; ")
    assert "hub" not in ran.stderr


def test_nothing_of_the_kind_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    empty = models("fetch", "--from", str(tmp_path / "stick"), store=tmp_path / "store")
    assert empty.returncode == 1
    assert "looked for a folder mobiuslabsgmbh--faster-whisper-large-v3-turbo" in empty.stderr
    gone = models("fetch", "--from", str(tmp_path / "gone"), store=tmp_path / "store")
    assert "there is no folder" in gone.stderr


def test_a_stick_with_a_flipped_byte_is_not_brought_in(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    shutil.copytree(DEMO / "whisper-demo", stick / WHISPER.replace("/", "--"))
    flip(stick / WHISPER.replace("/", "--") / FLIPPED)
    ran = models("fetch", "--from", str(stick), store=tmp_path / "store")
    assert ran.returncode == 1
    assert f"{FLIPPED} is not the file that was fetched" in ran.stderr
    assert not list((tmp_path / "store").rglob(FLIPPED))


def test_a_changed_checkpoint_is_never_loaded(tmp_path: Path) -> None:
    """A pickle may run anything when it is loaded."""
    folder = tmp_path / "diarization"
    shutil.copytree(DEMO / "diarization-demo", folder)
    flip(folder / "segmentation" / "pytorch_model.bin")
    environment = {
        "CALLPROBE_MODELS__DIARIZER": str(folder),
        "CALLPROBE_MODELS__TRANSCRIBER": str(DEMO / "whisper-demo"),
    }
    (tmp_path / "inbox").mkdir()
    shutil.copy(ROOT / "demo" / "calls" / "nl-05-bij-ons-gaat-alles-goed.flac", tmp_path / "inbox")
    ran = subprocess.run(
        [sys.executable, "-m", "flows.cli", "--inbox", "inbox", "--data", "data", "run"],
        cwd=tmp_path,
        env={
            **os.environ,
            **environment,
            "PYTHONPATH": str(ROOT),
            "CALLPROBE_INBOX__WHOLE_AFTER_S": "0",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert "segmentation/pytorch_model.bin is not the file that was fetched" in ran.stderr


def test_from_nowhere_is_not_from_the_internet(tmp_path: Path) -> None:
    ran = models("fetch", "--from", " ", store=tmp_path / "store")
    assert ran.returncode == 2
    assert "it is empty: give a folder or an address" in ran.stderr


def test_two_models_in_folders_of_one_name_are_both_carried(tmp_path: Path) -> None:
    own = {}
    for key, name in (("transcriber", "whisper-demo"), ("diarizer", "diarization-demo")):
        own[key] = shutil.copytree(DEMO / name, tmp_path / key / "current")
    settings = {f"CALLPROBE_MODELS__{key.upper()}": str(it) for key, it in own.items()}
    stick = tmp_path / "stick"
    ran = models("fetch", "--to", str(stick), store=tmp_path / "store", **settings)
    assert ran.returncode == 0, ran.stderr
    assert (stick / "transcriber-current" / "model.bin").is_file()
    assert (stick / "diarizer-current" / "config.yaml").is_file()


def cut(folder: Path) -> str:
    """Its list without the last line, as a full disk leaves it."""
    sums = folder / "SHA256SUMS"
    sums.write_text("\n".join(sums.read_text().splitlines()[:-1]) + "\n")
    return "vocabulary.json is not named in SHA256SUMS"


def emptied(folder: Path) -> str:
    (folder / "SHA256SUMS").write_text("")
    return "SHA256SUMS names none of the model's files"


def no_list(folder: Path) -> str:
    (folder / "SHA256SUMS").write_text("#!\n")
    return "SHA256SUMS is no list of hashes"


def added(folder: Path) -> str:
    (folder / "evil.py").write_text("print('evil')\n")
    return "evil.py is not named in SHA256SUMS: if it is no part of the model, move it out"


def gone(folder: Path) -> str:
    (folder / "vocabulary.json").unlink()
    return "vocabulary.json is gone"


HARMS = (cut, emptied, no_list, added, gone)


def own_folder(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A copy of the demo's model as a folder of one's own, and the settings that name it."""
    folder = shutil.copytree(DEMO / "whisper-demo", tmp_path / "own")
    named = {"TRANSCRIBER": str(folder), "DIARIZER": str(DEMO / "diarization-demo")}
    return folder, {f"CALLPROBE_MODELS__{key}": value for key, value in named.items()}


@pytest.mark.parametrize("harm", HARMS)
def test_a_list_that_does_not_name_every_file_verifies_nothing(
    tmp_path: Path, harm: Callable[[Path], str]
) -> None:
    folder, settings = own_folder(tmp_path)
    said = harm(folder)
    ran = models("verify", store=tmp_path / "store", **settings)
    assert ran.returncode == 1, ran.stdout
    assert f"{folder}/{said}" in ran.stdout
    assert "bring the folder again from where you have it" in ran.stdout
    loaded = load_settings(environment=settings).analysis.models
    with pytest.raises(ModelDamaged, match=re.escape(said)):
        transcriber_folder(loaded)


def test_what_the_system_hides_in_a_folder_is_no_part_of_a_model(tmp_path: Path) -> None:
    folder, settings = own_folder(tmp_path)
    (folder / ".DS_Store").write_text("icons")
    (folder / ".cache").mkdir()
    (folder / ".cache" / "model.lock").touch()
    assert models("verify", store=tmp_path / "store", **settings).returncode == 0


@pytest.mark.parametrize("harm", HARMS)
def test_fetching_again_makes_the_list_whole_and_never_names_a_file_that_is_not_the_hubs(
    tmp_path: Path, repositories: dict[str, dict[str, bytes]], harm: Callable[[Path], str]
) -> None:
    store = tmp_path / "store"
    with served(Hub(repositories)) as hub:
        assert models("fetch", store=store, endpoint=hub.address).returncode == 0
        folder = snapshot(store, WHISPER)
        harm(folder)
        damaged = models("verify", store=store)
        assert damaged.returncode == 1
        assert "`callprobe models fetch`" in damaged.stdout
        again = models("fetch", store=store, endpoint=hub.address)
        if harm is added:
            assert again.returncode == 1
            assert f"{folder}/evil.py is no file of {WHISPER} on the hub; move it" in again.stderr
            (folder / "evil.py").unlink()
            again = models("fetch", store=store, endpoint=hub.address)
    assert again.returncode == 0, again.stderr
    assert models("verify", store=store).returncode == 0


def test_files_of_the_model_that_another_program_fetched_are_its_own(
    tmp_path: Path, repositories: dict[str, dict[str, bytes]]
) -> None:
    """The hub library's cache is everybody's: some want weights that callprobe does not read."""
    store = tmp_path / "store"
    with served(Hub(repositories)) as hub:
        assert models("fetch", store=store, endpoint=hub.address).returncode == 0
        folder = snapshot(store, WHISPER)
        (folder / "flax_model.msgpack").write_bytes(repositories[WHISPER]["flax_model.msgpack"])
        assert models("verify", store=store).returncode == 1
        assert models("fetch", store=store, endpoint=hub.address).returncode == 0
    assert models("verify", store=store).returncode == 0


@pytest.mark.parametrize("source", [(), ("--from", "stick")])
def test_a_damaged_folder_of_ones_own_is_not_said_to_be_replaced_by_fetch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(DEMO / "whisper-demo", tmp_path / "stick" / "own")
    folder, settings = own_folder(tmp_path)
    flip(folder / FLIPPED)
    ran = models("fetch", *source, store=tmp_path / "store", **settings)
    assert ran.returncode == 1
    assert "replaces it" not in ran.stderr
    assert f"{FLIPPED} is not the file that was fetched; bring the folder again" in ran.stderr
    (folder / "SHA256SUMS").unlink()  # the other step it names
    assert models("fetch", store=tmp_path / "store", **settings).returncode == 0
    assert models("verify", store=tmp_path / "store", **settings).returncode == 0


def test_a_folder_that_is_not_there_is_named_though_nothing_is_needed_of_it(tmp_path: Path) -> None:
    _, settings = own_folder(tmp_path)
    ran = models("fetch", "--from", str(tmp_path / "x"), store=tmp_path / "store", **settings)
    assert ran.returncode == 1
    assert f"there is no folder {tmp_path / 'x'}; give --from a folder" in ran.stderr
