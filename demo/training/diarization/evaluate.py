"""``python -m demo.training.diarization.evaluate FOLDER``: how good a pipeline folder is.

Diarization error rate (collar 0) with two speakers given and with speakers counted, on calls of
voices never trained on, on the demo's own calls mixed to one channel, on calls of trained voices
(other utterances); errors of turn boundaries; and seconds of "speech" heard where nobody speaks.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from demo.training.diarization import testing
from demo.training.diarization.conversations import load_banks
from demo.training.diarization.listening import Listener
from demo.training.diarization.quiet_engines import prepare
from demo.training.diarization.scoring import CallScore, error_rate

DEMO = Path(__file__).parents[2]
CALLS = 20
SEED_SEEN, SEED_UNSEEN = 4242, 777
BAR_ALL, BAR_ONE = 0.08, 0.20
"""Highest error rate asked for: of twenty calls of unseen voices together, of any one of them."""


def summary(calls: Sequence[CallScore]) -> dict[str, Any]:
    """Rates as shares of speech, boundary errors in milliseconds, calls worst first."""
    speech = sum(call.speech for call in calls)
    starts = np.array([error for call in calls for error in call.starts]) * 1000
    ends = np.array([error for call in calls for error in call.ends]) * 1000
    boundaries = sum(call.boundaries for call in calls)
    worst_first = sorted(calls, key=lambda call: -call.error_rate)
    return {
        "calls": len(calls),
        "der": round(error_rate(calls), 4),
        "false_alarm": round(sum(call.false_alarm for call in calls) / speech, 4),
        "missed": round(sum(call.missed for call in calls) / speech, 4),
        "confused": round(sum(call.confused for call in calls) / speech, 4),
        "worst_call": round(worst_first[0].error_rate, 4),
        "two_speakers_heard": sum(call.speakers == 2 for call in calls),
        "start_error_ms": _spread(starts),
        "end_error_ms": _spread(ends),
        "starts_found": round(len(starts) / boundaries, 3),
        "ends_found": round(len(ends) / boundaries, 3),
        "each": {call.name: round(call.error_rate, 4) for call in worst_first},
    }


def _spread(errors: np.ndarray[Any, Any]) -> dict[str, int] | None:
    """Median with its sign, and median and 90th percentile of the size."""
    if not errors.size:
        return None
    size = np.abs(errors)
    return {
        "median": round(float(np.median(errors))),
        "median_size": round(float(np.median(size))),
        "p90_size": round(float(np.percentile(size, 90))),
    }


def evaluate(folder: Path, work: Path, calls: int = CALLS) -> dict[str, Any]:
    """All figures about the pipeline in ``folder``; voices come from the bank in ``work``."""
    listener = Listener(folder)
    _, seen, unseen = load_banks(work)
    sets = {
        "unseen voices": testing.made_calls(unseen, calls, SEED_UNSEEN),
        "demo calls": testing.demo_calls(DEMO / "calls"),
        "seen voices": testing.made_calls(seen, calls, SEED_SEEN),
    }
    figures: dict[str, Any] = {"speechless": _heard_in_nothing(listener)}
    for name, members in sets.items():
        began = time.process_time()
        given = listener.score(members, 2)
        spent = (time.process_time() - began) / sum(call.seconds for call in members)
        counted = listener.score(members, None)
        figures[name] = {
            "two given": summary(given),
            "counted": summary(counted),
            "processor_s_per_s": round(spent, 3),
        }
        print(_lines(name, figures[name]), flush=True)
    return figures


def _heard_in_nothing(listener: Listener) -> dict[str, float]:
    """Seconds heard as speech, a sound without any."""
    heard: dict[str, float] = {}
    for name, sound in testing.speechless().items():
        found = listener.diarize(name, sound, None).get_timeline().support()
        heard[name] = round(found.duration(), 2)
        print(f"{name:26} {heard[name]:5.1f} s of {testing.SPEECHLESS_S:.0f} s heard as speech")
    return heard


def _lines(name: str, figures: dict[str, Any]) -> str:
    lines = [f"{name} ({figures['processor_s_per_s']} s of one core a second of sound)"]
    for mode in ("two given", "counted"):
        found = figures[mode]
        lines.append(
            f"  {mode:9} DER {found['der']:.1%} (false alarm {found['false_alarm']:.1%}, missed "
            f"{found['missed']:.1%}, confused {found['confused']:.1%}), worst call "
            f"{found['worst_call']:.1%}, two heard in {found['two_speakers_heard']} of "
            f"{found['calls']}; starts {found['start_error_ms']}, ends {found['end_error_ms']}"
        )
        lines += [f"    {error:6.1%}  {call}" for call, error in list(found["each"].items())[:5]]
    return "\n".join(lines)


def main() -> None:
    """Print the figures, and write them where ``--json`` says."""
    parser = argparse.ArgumentParser(
        prog="python -m demo.training.diarization.evaluate", description=__doc__
    )
    parser.add_argument("folder", type=Path, nargs="?", default=DEMO / "models/diarization-demo")
    parser.add_argument("--work", type=Path, default=DEMO / "work/diarization")
    parser.add_argument("--calls", type=int, default=CALLS, help="calls a set")
    parser.add_argument("--json", type=Path, help="also write all figures to this file")
    options = parser.parse_args()
    prepare()
    figures = evaluate(options.folder, options.work, options.calls)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n")
    unseen = figures["unseen voices"]["two given"]
    met = unseen["der"] <= BAR_ALL and unseen["worst_call"] <= BAR_ONE
    print(f"bar ({BAR_ALL:.0%} of all, {BAR_ONE:.0%} of any call): {'met' if met else 'NOT met'}")


if __name__ == "__main__":
    main()
