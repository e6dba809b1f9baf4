"""A phrase that coaches found wrong is proposed to be left out, and is on request."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from analysis.record import Record
from analysis.settings import CueSettings
from flows.call import measured
from flows.settings import Settings, load_settings
from flows.store import Store
from flows.verdicts import Verdicts
from review.calibrate import Tally
from review.calibrate_command import calibrate
from review.cue_proposals import cue_proposals, cues_without
from tests.review.made_verdicts import verdict


def misled(settings: Settings, phrase: str) -> dict[str, Record]:
    """Five copies of the call in which ``phrase`` was taken for a commitment; all judged wrong."""
    store, verdicts = Store(settings.folders.data), Verdicts(settings.folders.data)
    record, row = next(
        (record, row)
        for record in map(store.read, store.paths())
        for row in record.measures.commitments
        if row.cue == phrase
    )
    copies = {name: replace(record, call=replace(record.call, id=name)) for name in "abcde"}
    for name, copy in copies.items():
        store.keep(copy)
        given = verdict(name, "wrong", kind="moment", key=f"commitment:{row.id}")
        verdicts.keep(replace(given, start_s=row.evidence.start, end_s=row.evidence.end))
    return copies


MISLEADING = {
    "en": ("have to think", "en.commitments.stalls"),
    "nl": (
        "(we|wij|ik) (denk|denken) (er|erover|daar) (nog |) ... (na|over)",
        "nl.commitments.stalls",
    ),
}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_phrase_that_misleads_is_left_out_on_request(
    settings: Settings, tmp_path: Path, language: str
) -> None:
    phrase, place = MISLEADING[language]
    copies = misled(settings, phrase)
    said = StringIO()
    calibrate(settings, Console(file=said, width=400), None, None)
    assert f'leave "{phrase}" out of {place}' in said.getvalue()

    file = tmp_path / "ours.toml"
    calibrate(settings, Console(quiet=True), file, None)
    ours = load_settings(file, {}).analysis
    assert ours.cues.left_out == {place: (phrase,)}
    for record in copies.values():
        again = measured(record.heard, record.call, ours)
        assert phrase in {row.cue for row in record.measures.commitments}
        assert phrase not in {row.cue for row in again.measures.commitments}
        assert again.pack_hash != record.pack_hash


def test_only_phrases_that_made_the_finding_are_proposed(settings: Settings) -> None:
    phrase, place = MISLEADING["en"]
    records = misled(settings, phrase)

    def tally(what: str, name: str, right: int, wrong: int) -> Tally:
        return Tally(what, name, right, wrong, 0, (("a", 3.0),))

    found = [
        tally("commitment", phrase, 1, 4),
        tally("silence", phrase, 0, 9),
        tally("tension", phrase, 9, 1),
        tally("commitment", "no such phrase", 0, 9),
    ]
    (proposed,) = cue_proposals(found, records, settings)
    assert (proposed.phrase, proposed.places) == (phrase, (place,))
    assert cue_proposals([tally("commitment", phrase, 0, 4)], records, settings) == []


def test_what_was_left_out_before_stays_left_out(settings: Settings) -> None:
    records = misled(settings, "have to think")
    before = CueSettings(
        added={"nl.commitments.stalls": ('even "sparren"',)},
        left_out={"en.commitments.stalls": ("need to think",)},
    )
    changed = settings.model_copy(
        update={"analysis": settings.analysis.model_copy(update={"cues": before})}
    )
    found = [Tally("commitment", "have to think", 0, 5, 0, (("a", 3.0),))]
    written = tomllib.loads(cues_without(cue_proposals(found, records, changed), before))
    assert written["cues"]["left_out"] == {
        "en.commitments.stalls": ["need to think", "have to think"]
    }
    assert written["cues"]["added"] == {"nl.commitments.stalls": ['even "sparren"']}
