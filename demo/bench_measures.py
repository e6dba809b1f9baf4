"""``make bench-measures``: what it costs to measure an hour of talk from its words.

python -m demo.bench_measures

Every second scripted call and dialogue of a language, one after the other and none twice, make one
long call: as many different sentences as a real one holds, so that little of what is read once is
met again. The other half is measured before, as a process that measures many calls has done.

A call goes from the bytes of its record to the bytes of the new one, as ``callprobe remeasure``
takes it, with its roles told. Processor time, so that others' work does not count; a machine that
is busy all the same reads slower.
"""

from __future__ import annotations

import gc
import sys
import time
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from analysis.conversation import Roles
from analysis.language.own_cues import pack_with
from analysis.language.pack import Pack
from analysis.measure import measure
from analysis.record import Call, from_json, recorded, to_json
from analysis.turns import build_conversation
from demo.script import as_heard, load
from flows.call import measured
from flows.evaluation.scripts import find_scripts, roles_of
from flows.redaction import redacted
from flows.settings import Settings, load_settings

PLACES = (Path("demo/scripts"), Path("tests/dialogues"))
HOUR_S = 3600.0
MOST_MS = 100.0


@dataclass(frozen=True, slots=True)
class Kept:
    """A call as it is kept: the bytes of its record, and who is who."""

    document: bytes
    roles: Roles


@dataclass(frozen=True, slots=True)
class Spent:
    """Milliseconds of processor time on each step of a call, and what it holds."""

    read: float
    conversation: float
    measures: float
    written: float
    seconds: float
    words: int

    @property
    def all(self) -> float:
        return self.read + self.conversation + self.measures + self.written


def main() -> int:
    """Print what each step of a long call costs at its first reading, the measures at the second,
    and the measures of an hour beside the bar."""
    settings = load_settings()
    slowest = whole = 0.0
    for language in ("nl", "en"):
        pack = pack_with(language, settings.analysis.cues)
        before, long = (_kept(language, settings, half) for half in (1, 0))
        remeasured(before, pack, settings)
        gc.freeze()  # as `callprobe remeasure` does: the packs are not searched for garbage again
        first, again = (remeasured(long, pack, settings) for _ in range(2))
        print(
            f"{language}: {first.seconds / 60:.0f} minutes, {first.words} words: record read "
            f"{first.read:.0f} ms, conversation {first.conversation:.0f} ms, measures "
            f"{first.measures:.0f} ms (again {again.measures:.0f} ms), record written "
            f"{first.written:.0f} ms"
        )
        slowest = max(slowest, first.measures * HOUR_S / first.seconds)
        whole = max(whole, first.all * HOUR_S / first.seconds)
    met = "met" if slowest <= MOST_MS else "not met"
    print(f"an hour, from record to record: {whole:.0f} ms")
    print(
        f"the measures of an hour never read before: {slowest:.0f} ms; bar {MOST_MS:.0f} ms, {met}"
    )
    return 0


def remeasured(call: Kept, pack: Pack, settings: Settings) -> Spent:
    """Measure a call again; what each step of it took."""
    times = [time.process_time()]
    old = from_json(call.document, "the record")
    times.append(time.process_time())
    heard = redacted(old.heard, settings.redaction)
    of_talk = settings.analysis.conversation
    conversation = build_conversation(heard, call.roles, pack, of_talk, old.call.started_at)
    times.append(time.process_time())
    measures = measure(conversation, pack, settings.analysis)
    times.append(time.process_time())
    to_json(replace(old, heard=heard, conversation=recorded(conversation), measures=measures))
    times.append(time.process_time())
    read, talk, measuring, written = ((until - since) * 1000 for since, until in pairwise(times))
    return Spent(read, talk, measuring, written, conversation.duration, len(heard.words))


def _kept(language: str, settings: Settings, half: int) -> Kept:
    """Every second script of the language, from number ``half`` on, as one call. No sentence of it
    has been read: its record was made as of a call without words."""
    scripts = [load(path) for path in find_scripts(PLACES)]
    scripts = [script for script in scripts if script.language == language][half::2]
    lines = tuple(line for script in scripts for line in script.lines)
    heard = as_heard(replace(scripts[0], lines=lines))
    call = Call(id="long", recording="long.wav", started_at=scripts[0].started_at)
    silent = measured(replace(heard, words=()), call, settings.analysis)
    return Kept(to_json(replace(silent, heard=heard)), roles_of(scripts[0], heard))


if __name__ == "__main__":
    sys.exit(main())
