"""What is missing is said in one sentence with the next step, whatever the hub does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from analysis.speech.device import Device
from analysis.speech.diarize import Pyannote
from analysis.speech.errors import ModelMissing, ModelUnfit
from analysis.speech.models import diarizer_folder, folder_hash, is_demo, transcriber_folder
from analysis.speech.transcribe import FasterWhisper
from tests.analysis.speech.sounds import SETTINGS

ASK = """
from analysis.speech.errors import ModelError
from analysis.speech.models import diarizer_folder
from flows.settings import load_settings
try:
    print(diarizer_folder(load_settings().analysis.models))
except ModelError as error:
    print(type(error).__name__, error, sep="|")
"""
NAME = "pyannote/speaker-diarization-community-1"


def ask(cache: Path, endpoint: str, **environment: str) -> tuple[str, str]:
    """The kind of error and its message, in a process that knows no other hub than this."""
    known = {k: v for k, v in os.environ.items() if not k.startswith(("HF_", "HUGGING"))}
    hub = {
        "HF_ENDPOINT": endpoint,
        "HF_HOME": str(cache / "home"),
        "CALLPROBE_MODELS__FOLDER": str(cache),
    }
    ran = subprocess.run(
        [sys.executable, "-c", ASK],
        env={**known, **hub, **environment},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    kind, _, message = ran.stdout.strip().splitlines()[-1].partition("|")
    return kind, message


@contextmanager
def hub(status: int, code: str = "") -> Iterator[str]:
    """A hub on this machine that answers everything with ``status``; its address."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            if code:
                self.send_header("X-Error-Code", code)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("status", "code", "token", "kind", "step"),
    [
        (401, "", "", "TokenMissing", "HF_TOKEN"),
        (401, "", "hf_made_up", "TokenMissing", "make a new one"),
        (401, "GatedRepo", "", "TokenMissing", "accept its terms"),
        (403, "GatedRepo", "hf_made_up", "LicenceNotAccepted", "open its page"),
        (404, "RepoNotFound", "hf_made_up", "ModelMissing", "correct models.diarizer"),
    ],
)
def test_what_the_hub_refuses(
    tmp_path: Path, status: int, code: str, token: str, kind: str, step: str
) -> None:
    given = {"CALLPROBE_MODELS__TOKEN": token} if token else {}
    with hub(status, code) as endpoint:
        said = ask(tmp_path, endpoint, **given)
    assert said[0] == kind, said
    assert NAME in said[1]
    assert step in said[1]
    assert token not in said[1] or not token


def test_a_hub_that_does_not_answer(tmp_path: Path) -> None:
    kind, message = ask(tmp_path, "http://127.0.0.1:9")
    assert kind == "HubUnreachable", message
    assert NAME in message
    assert "models.diarizer" in message


def test_offline_asks_nobody(tmp_path: Path) -> None:
    kind, message = ask(tmp_path, "http://127.0.0.1:9", CALLPROBE_MODELS__OFFLINE="true")
    assert kind == "ModelMissing", message
    assert "models.offline" in message


def test_a_model_in_the_cache_needs_no_hub(tmp_path: Path) -> None:
    repository = tmp_path / f"models--{NAME.replace('/', '--')}"
    snapshot = repository / "snapshots" / ("0" * 40)
    snapshot.mkdir(parents=True)
    (snapshot / "config.yaml").write_text("pipeline: {name: it, params: {step: 0.1}}\n")
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text("0" * 40)
    kind, message = ask(tmp_path, "http://127.0.0.1:9")
    assert (kind, message) == (str(snapshot.resolve()), "")


def test_folders_that_are_no_models(tmp_path: Path) -> None:
    gone = SETTINGS.models.model_copy(update={"diarizer": str(tmp_path / "gone")})
    with pytest.raises(ModelMissing, match=r"does not exist; set models\.diarizer"):
        diarizer_folder(gone)
    half = SETTINGS.models.model_copy(update={"transcriber": str(tmp_path)})
    with pytest.raises(ModelMissing, match=r"lacks model\.bin"):
        transcriber_folder(half)
    misspelt = SETTINGS.models.model_copy(update={"transcriber": "large-v9"})
    with pytest.raises(ModelMissing, match="large-v9"):
        transcriber_folder(misspelt)


def test_the_hash_tells_models_apart_and_the_marker_names_the_demos(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in "abc"]
    for folder, content in zip(folders, ("one", "one", "two"), strict=True):
        folder.mkdir()
        (folder / "model.bin").write_text(content)
    assert folder_hash(folders[0]) == folder_hash(folders[1]) != folder_hash(folders[2])
    assert not is_demo(folders[0])
    (folders[0] / "callprobe-demo.json").write_text("{}")
    assert is_demo(folders[0])


DEMO = Path(__file__).parents[3] / "demo" / "models"


def torn(folder: Path, name: str, into: Path) -> Path:
    """A copy of one of the demo's models with half of a file; nobody noted its hashes."""
    shutil.copytree(folder, into, ignore=shutil.ignore_patterns("SHA256SUMS"))
    content = (into / name).read_bytes()
    (into / name).write_bytes(content[: len(content) // 2])
    return into


def loaded(folder: Path, compute_type: str = "int8") -> None:
    if (folder / "model.bin").exists():
        FasterWhisper(folder, Device("cpu", compute_type, 1), SETTINGS.speech)
    else:
        Pyannote(folder, SETTINGS.models)


@pytest.mark.parametrize(
    ("model", "file"),
    [
        ("whisper-demo", "model.bin"),
        ("whisper-demo", "tokenizer.json"),
        ("diarization-demo", "segmentation/pytorch_model.bin"),
    ],
)
def test_a_torn_model_is_the_models_fault_and_no_recordings(
    tmp_path: Path, model: str, file: str
) -> None:
    folder = torn(DEMO / model, file, tmp_path / "torn")
    with pytest.raises(ModelUnfit) as said:
        loaded(folder)
    assert f"the model in {folder} cannot be loaded here" in str(said.value)
    assert "fetch it again" in str(said.value)
    assert "\n" not in str(said.value)


def test_a_part_that_is_gone_is_named_without_a_number(tmp_path: Path) -> None:
    folder = torn(DEMO / "diarization-demo", "segmentation/pytorch_model.bin", tmp_path / "torn")
    (folder / "segmentation" / "pytorch_model.bin").unlink()
    with pytest.raises(ModelUnfit, match=r"pytorch_model\.bin: no such file or directory"):
        loaded(folder)


def test_what_the_machine_cannot_compute_is_said_with_the_setting() -> None:
    with pytest.raises(ModelUnfit, match="compute_type"):
        loaded(DEMO / "whisper-demo", "no such type")
