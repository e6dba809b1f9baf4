"""``python -m demo.training.diarization``: speak the voice bank, train both networks, export.

What is already in the work folder is not made again: remove a file to have its step repeated.
The same machine gives the same weights.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from demo.training.diarization import bank, embedding, segmentation, testing
from demo.training.diarization.conversations import load_banks
from demo.training.diarization.export import export, write_config
from demo.training.diarization.listening import Listener, choose_threshold
from demo.training.diarization.quiet_engines import prepare

DEMO = Path(__file__).parents[2]
STEP = 0.2
"""Hop of the five-second windows, as a share of one."""

DEVELOPMENT_CALLS = 8
DEVELOPMENT_SEED = 31


def main() -> None:
    """Bank, segmentation, embedding, export, threshold: one after the other."""
    parser = argparse.ArgumentParser(
        prog="python -m demo.training.diarization", description=__doc__
    )
    parser.add_argument("--work", type=Path, default=DEMO / "work/diarization", help="0.3 GB")
    parser.add_argument("--out", type=Path, default=DEMO / "models/diarization-demo")
    options = parser.parse_args()
    began = time.time()
    prepare()
    bank.render(options.work / "bank")
    trained, held_out, _ = load_banks(options.work)
    if not (options.work / "segmentation.pt").exists():
        segmentation.train(trained, options.work / "segmentation.pt")
    if not (options.work / "embedding.pt").exists():
        embedding.train(trained, options.work / "embedding.pt")
    export(trained, options.work, options.out, step=STEP)
    calls = testing.made_calls(held_out, DEVELOPMENT_CALLS, DEVELOPMENT_SEED)
    threshold, error = choose_threshold(Listener(options.out), calls)
    write_config(options.out, step=STEP, threshold=threshold)
    print(
        f"{options.out} is ready after {(time.time() - began) / 60:.0f} minutes; threshold "
        f"{threshold}, DER {error:.1%} on {DEVELOPMENT_CALLS} calls of trained voices"
    )


if __name__ == "__main__":
    main()
