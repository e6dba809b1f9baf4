"""Renders a set of scripts into a folder: sound, sidecars, and one ``truth.json`` for all."""

from __future__ import annotations

import argparse
import json
import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from demo.audio_file import FORMATS, write_audio
from demo.render import Options, render
from demo.script import load

TRUTH = "truth.json"


@dataclass(frozen=True, slots=True)
class Written:
    """One call as it lies on the disk."""

    sound: Path
    sidecar: Path
    seconds: float


def render_set(
    scripts: Sequence[Path], folder: Path, options: Options, form: str = "flac"
) -> tuple[Written, ...]:
    """Render every script into ``folder``. Calls already in its truth and not rendered now stay.

    Raises ScriptError for a script that cannot be read, and what ``render`` raises.
    """
    folder.mkdir(parents=True, exist_ok=True)
    truth_path = folder / TRUTH
    truth = json.loads(truth_path.read_text(encoding="utf-8")) if truth_path.exists() else {}
    written: list[Written] = []
    loaded = [load(path) for path in scripts]
    # The voices' noise depends on what they said before: a fresh process for every call gives the
    # same bytes whatever else is rendered.
    with ProcessPoolExecutor(
        max_workers=1, mp_context=multiprocessing.get_context("spawn"), max_tasks_per_child=1
    ) as fresh:
        for script in loaded:
            rendered = fresh.submit(render, script, options).result()
            sound = folder / f"{script.call}{FORMATS[form].suffix}"
            write_audio(sound, rendered.samples, rendered.sample_rate, FORMATS[form])
            sidecar = sound.with_suffix(".json")
            _write_json(sidecar, rendered.sidecar, indent=2)
            truth[script.call] = {"file": sound.name, **rendered.truth}
            written.append(Written(sound, sidecar, rendered.truth["seconds"]))
    _write_json(truth_path, dict(sorted(truth.items())), indent=None)
    return tuple(written)


def _write_json(path: Path, content: object, indent: int | None) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=indent) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line of ``python -m demo.render``."""
    parser = argparse.ArgumentParser(prog="python -m demo.render", description=__doc__)
    parser.add_argument("scripts", nargs="+", type=Path, help="scripts (*.call)")
    parser.add_argument("--out", type=Path, required=True, help="folder to write into")
    parser.add_argument("--format", choices=sorted(FORMATS), default="flac")
    parser.add_argument("--layout", choices=("stereo", "mono"), help="default: the script's own")
    parser.add_argument("--sample-rate", type=int, default=8000, metavar="HZ")
    parser.add_argument("--full-band", action="store_true", help="no telephone line in between")
    parser.add_argument("--seed", type=int, help="vary the pace of every utterance")
    parser.add_argument("--noise", type=float, metavar="DB", help="speech-to-noise ratio")
    parser.add_argument("--bleed", type=float, metavar="DB", help="attenuation across channels")
    parser.add_argument("--gain", type=float, default=0.0, metavar="DB")
    parser.add_argument("--lead-in", choices=("ring-back", "music"), help="before the call")
    given = parser.parse_args(arguments)
    options = Options(
        layout=given.layout,
        sample_rate=given.sample_rate,
        telephone=not given.full_band,
        seed=given.seed,
        noise_db=given.noise,
        bleed_db=given.bleed,
        gain_db=given.gain,
        lead_in=given.lead_in,
    )
    for call in render_set(given.scripts, given.out, options, given.format):
        size = call.sound.stat().st_size / 1000
        print(f"{call.sound}  {call.seconds:6.1f} s  {size:6.0f} kB")
