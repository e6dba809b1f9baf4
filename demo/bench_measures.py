"""``make bench-measures``: what it costs to measure an hour of talk from its words.

python -m demo.bench_measures

Every second scripted call and dialogue of a language, one after the other and none twice, make one
long call: as many different sentences as a real one holds, so that little of what is read once is
met again. The other half is measured before, as a process that measures many calls has done.

"From record to record" is all that ``callprobe remeasure`` does with a call, from the bytes of its
record to the bytes of the new one. "The measures" are those of the conversation alone. Processor
time, so that others' work does not count; since it slows this one all the same, the least of a few
times is told, each with packs that have read nothing yet.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.language.own_cues import pack_with
from analysis.language.pack import load_pack
from analysis.measure import measure
from analysis.record import Call, from_json, to_json
from analysis.turns import build_conversation
from demo.script import as_heard, load
from flows.call import measured
from flows.evaluation.scripts import find_scripts, roles_of
from flows.remeasure import packs_ready, remeasured
from flows.settings import Settings, load_settings

PLACES = (Path("demo/scripts"), Path("tests/dialogues"))
HOUR_S = 3600.0
MOST_MS = 100.0
TIMES = 7


@dataclass(frozen=True, slots=True)
class Spent:
    """Milliseconds of processor time for an hour of talk: from record to record the first and the
    second time, and its measures alone."""

    first: float
    again: float
    measures: float


def main() -> int:
    """Print what a long call of each language costs, and the dearer of them beside the bar."""
    settings = load_settings()
    spent: list[Spent] = []
    for language in ("nl", "en"):
        before, long = (_kept(language, settings, half) for half in (1, 0))
        heard = from_json(long, language).heard
        times = [_spent(before, long, language, settings) for _ in range(TIMES)]
        least = Spent(
            min(one.first for one in times),
            min(one.again for one in times),
            min(one.measures for one in times),
        )
        print(
            f"{language}: {heard.duration / 60:.0f} minutes, {len(heard.words)} words; an hour: "
            f"{least.first:.0f} ms from record to record (again {least.again:.0f} ms), "
            f"the measures alone {least.measures:.0f} ms"
        )
        spent.append(least)
    _say("the measures of an hour", max(one.measures for one in spent))
    _say("an hour from record to record", max(one.first for one in spent))
    return 0


def _say(what: str, spent_ms: float) -> None:
    met = "met" if spent_ms <= MOST_MS else "not met"
    print(f"{what}, never read before: {spent_ms:.0f} ms; bar {MOST_MS:.0f} ms, {met}")


def _spent(before: bytes, long: bytes, language: str, settings: Settings) -> Spent:
    """What ``long`` costs after ``before``, with packs that have read nothing yet."""
    load_pack.cache_clear()
    with packs_ready(settings):
        remeasured(before, "the call before", settings)
        first, again = (_ms(lambda: remeasured(long, "the long call", settings)) for _ in range(2))
    load_pack.cache_clear()
    with packs_ready(settings):
        remeasured(before, "the call before", settings)
        record = from_json(long, "the long call")
        pack = pack_with(language, settings.analysis.cues)
        roles, of_talk = record.conversation.roles, settings.analysis.conversation
        started_at = record.call.started_at
        talk = build_conversation(record.heard, roles, pack, of_talk, started_at)
        measures = _ms(lambda: measure(talk, pack, settings.analysis))
    for_an_hour = HOUR_S / talk.duration
    return Spent(first * for_an_hour, again * for_an_hour, measures * for_an_hour)


def _ms(do: Callable[[], object]) -> float:
    since = time.process_time()
    do()
    return (time.process_time() - since) * 1000


def _kept(language: str, settings: Settings, half: int) -> bytes:
    """Every second script of the language, from number ``half`` on, as the record of one call. No
    sentence of it has been read: its record was made as of a call without words."""
    scripts = [load(path) for path in find_scripts(PLACES)]
    scripts = [script for script in scripts if script.language == language][half::2]
    lines = tuple(line for script in scripts for line in script.lines)
    heard = as_heard(replace(scripts[0], lines=lines))
    call = Call(id="long", recording="long.wav", started_at=scripts[0].started_at)
    silent = measured(replace(heard, words=()), call, settings.analysis)
    told = replace(silent.conversation, roles=roles_of(scripts[0], heard))
    return to_json(replace(silent, heard=heard, conversation=told))


if __name__ == "__main__":
    sys.exit(main())
