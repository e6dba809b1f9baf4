"""Cues that mislead: which phrase of which language pack stands behind findings coaches reject.

Only commitments and tension are looked at: they are there because a phrase was said. A silence is
there because somebody was silent.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from analysis.language.own_cues import pack_with
from analysis.language.pack import LANGUAGES
from analysis.record import Record
from analysis.settings import CueSettings
from flows.settings import Settings
from review.calibrate import Tally

SECTIONS = {"commitment": ("commitments", "steps"), "tension": ("tension",)}
"""Where the phrases behind such a finding stand. Elsewhere the same phrase means something else:
an "okay" that is no promise may well be a listener's signal."""


@dataclass(frozen=True, slots=True)
class CueProposal:
    """A phrase to leave out or to narrow, and the lists (``nl.section.name``) it is in."""

    phrase: str
    places: tuple[str, ...]
    tally: Tally


def cue_proposals(
    found: Iterable[Tally], records: Mapping[str, Record], settings: Settings
) -> list[CueProposal]:
    """Phrases right less often than ``precision_below``, after ``fewest_verdicts`` verdicts.

    Only the languages of the calls in which they were wrong are looked at.
    """
    review, cues = settings.review, settings.analysis.cues
    return [
        CueProposal(tally.name, places, tally)
        for tally in found
        if tally.what in SECTIONS
        and tally.right + tally.wrong >= review.fewest_verdicts
        and (tally.precision or 0.0) < review.precision_below
        and (places := tuple(_places(tally, records, cues)))
    ]


def cues_without(changes: Iterable[CueProposal], cues: CueSettings) -> str:
    """The proposals as the section [cues] of a settings file; what it holds already stays."""
    left_out = defaultdict(list, {name: list(said) for name, said in cues.left_out.items()})
    why: list[str] = []
    for item in changes:
        judged = item.tally.right + item.tally.wrong
        why.append(
            f"# {json.dumps(item.phrase, ensure_ascii=False)}: {item.tally.wrong} of {judged} wrong"
        )
        for place in item.places:
            left_out[place].append(item.phrase)
    tables = (("left_out", left_out), ("added", cues.added))
    lines = [
        f"[cues.{table}]\n"
        + "\n".join(f"{_toml(name)} = {_toml(list(said))}" for name, said in lists.items())
        for table, lists in tables
        if lists
    ]
    return "\n".join([*why, *lines]) + "\n"


def _toml(value: object) -> str:
    """A text or a list of texts as TOML writes them, which is as JSON does."""
    return json.dumps(value, ensure_ascii=False)


def _places(tally: Tally, records: Mapping[str, Record], cues: CueSettings) -> Iterator[str]:
    spoken = {records[call_id].heard.language for call_id, _ in tally.wrong_at}
    for language in (name for name in LANGUAGES if name in spoken):
        lists = pack_with(language, cues).lists
        for section in SECTIONS[tally.what]:
            for name, phrases in lists[section].items():
                if tally.name in phrases:
                    yield f"{language}.{section}.{name}"
