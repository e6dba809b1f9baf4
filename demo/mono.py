"""A two-channel demo call as a one-channel recording of the same talk, without the voices."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from demo.audio_file import FORMATS, read_audio, write_audio
from demo.render_set import TRUTH


def as_mono(calls: Path, name: str, folder: Path) -> tuple[Path, dict[str, Any]]:
    """Write call ``name`` of the rendered set ``calls`` into ``folder`` with both sides on one
    channel, and its sidecar beside it. Gives the file and its truth: nothing moves in time.

    Raises KeyError where ``calls`` has no such call.
    """
    truth = json.loads((calls / TRUTH).read_text(encoding="utf-8"))[name]
    samples, rate = read_audio(calls / truth["file"])
    folder.mkdir(parents=True, exist_ok=True)
    sound = folder / f"{name}-mono.flac"
    write_audio(sound, samples.sum(axis=1, keepdims=True), rate, FORMATS["flac"])
    sidecar = json.loads((calls / f"{name}.json").read_text(encoding="utf-8"))
    sidecar.pop("seller_channel", None)
    text = json.dumps(sidecar, ensure_ascii=False, indent=2) + "\n"
    sound.with_suffix(".json").write_text(text, encoding="utf-8")
    return sound, {**truth, "file": sound.name, "layout": "mono", "seller_channel": None}
