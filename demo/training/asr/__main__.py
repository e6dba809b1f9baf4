"""``python -m demo.training.asr``: speak the corpus, train on it, export the model.

An interrupted run goes on where it stopped. The same machine gives the same model.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from demo.training.asr import corpus, render
from demo.training.asr.export import export
from demo.training.asr.train import train


def main() -> None:
    """Corpus, sound, training and export, one after the other."""
    root = Path(__file__).parents[2]
    parser = argparse.ArgumentParser(prog="python -m demo.training.asr", description=__doc__)
    parser.add_argument("--work", type=Path, default=root / "work" / "asr", help="3 GB of sound")
    parser.add_argument("--out", type=Path, default=root / "models" / "whisper-demo")
    options = parser.parse_args()
    began = time.time()
    for language in corpus.LANGUAGES:
        if not (options.work / f"{language}.json").exists():
            print(f"speaking the corpus: {language}", flush=True)
            render.render(language, options.work)
    export(train(options.work), options.out)
    print(f"{options.out} is ready after {(time.time() - began) / 60:.0f} minutes")


if __name__ == "__main__":
    main()
