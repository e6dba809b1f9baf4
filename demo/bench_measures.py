"""``make bench-measures``: what it costs to measure an hour of talk from its words.

python -m demo.bench_measures

Every second scripted call and dialogue of a language, one after the other and none twice, make one
long call: as many different sentences as a real one holds, so that little of what is read once is
met again. The other half is measured before, as a process that measures many calls has done.
"""

from __future__ import annotations

import gc
import sys
import time
from dataclasses import replace
from pathlib import Path

from analysis.conversation import Conversation
from analysis.language.own_cues import pack_with
from analysis.language.pack import Pack
from analysis.measure import measure
from analysis.turns import build_conversation
from demo.script import as_heard, load
from flows.evaluation.scripts import find_scripts, roles_of
from flows.settings import Settings, load_settings

PLACES = (Path("demo/scripts"), Path("tests/dialogues"))
HOUR_S = 3600.0
MOST_MS = 100.0


def main() -> int:
    """Print milliseconds of processor time an hour of talk, at the first reading and again, beside
    the bar."""
    settings = load_settings()
    slowest = 0.0
    for language in ("nl", "en"):
        pack = pack_with(language, settings.analysis.cues)
        before, hour = (_call(language, pack, settings, half) for half in (1, 0))
        measure(before, pack, settings.analysis)
        gc.freeze()  # as `callprobe remeasure` does: the packs are not searched for garbage again
        first, again = (_spent_ms(hour, pack, settings) for _ in range(2))
        words = sum(len(turn.words) for turn in hour.turns)
        print(
            f"{language}: {hour.duration / 60:.0f} minutes, {len(hour.turns)} turns, "
            f"{words} words: {first:.0f} ms, again {again:.0f} ms"
        )
        slowest = max(slowest, first * HOUR_S / hour.duration)
    met = "met" if slowest <= MOST_MS else "not met"
    print(f"an hour of talk never read before: {slowest:.0f} ms; bar {MOST_MS:.0f} ms, {met}")
    return 0


def _spent_ms(call: Conversation, pack: Pack, settings: Settings) -> float:
    begun = time.process_time()
    measure(call, pack, settings.analysis)
    return (time.process_time() - begun) * 1000


def _call(language: str, pack: Pack, settings: Settings, half: int) -> Conversation:
    """Every second script of the language, from number ``half`` on, as one conversation."""
    scripts = [load(path) for path in find_scripts(PLACES)]
    scripts = [script for script in scripts if script.language == language][half::2]
    lines = tuple(line for script in scripts for line in script.lines)
    heard = as_heard(replace(scripts[0], lines=lines))
    roles = roles_of(scripts[0], heard)
    return build_conversation(
        heard, roles, pack, settings.analysis.conversation, scripts[0].started_at
    )


if __name__ == "__main__":
    sys.exit(main())
