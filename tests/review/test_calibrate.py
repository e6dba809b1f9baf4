"""What verdicts teach, from verdict files as coaches leave them."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from analysis.record import Record
from flows.settings import Settings, load_settings
from flows.store import Store
from flows.verdicts import Verdicts
from review.calibrate import proposals, tallies
from review.calibrate_command import NothingProposed, calibrate
from review.labels import Exported, export_labels
from tests.review.conftest import call_id_of
from tests.review.made_verdicts import record_of, verdict


def with_share(record: Record, call_id: str, share: float) -> Record:
    talk = replace(record.measures.talk, seller_talk_share_of_speech=share)
    return replace(
        record,
        call=replace(record.call, id=call_id),
        measures=replace(record.measures, talk=talk),
    )


def test_precision_leaves_the_unsure_out(settings: Settings) -> None:
    record = record_of(settings, "en-02")
    records = {name: replace(record) for name in "abcde"}
    words = ("right", "right", "right", "wrong", "unsure")
    given = [verdict(name, word) for name, word in zip("abcde", words, strict=True)]
    (tally,) = tallies(given, records)
    assert (tally.right, tally.wrong, tally.unsure) == (3, 1, 1)
    assert tally.precision == 0.75
    assert tally.wrong_at == (("d", None),)


def test_a_moment_is_counted_by_its_cue_even_when_its_number_moved(settings: Settings) -> None:
    record = record_of(settings, "nl-03")
    commitment = record.measures.commitments[0]
    given = verdict(
        record.call.id,
        "wrong",
        kind="moment",
        key="commitment:77",
        start_s=commitment.evidence.start + 0.3,
    )
    (tally,) = tallies([given], {record.call.id: record})
    assert (tally.what, tally.name, tally.wrong) == ("commitment", commitment.cue, 1)
    far = replace(given, start_s=commitment.evidence.start + 500)
    assert tallies([far], {record.call.id: record}) == []


def test_a_threshold_moves_to_where_more_wrong_flags_go_than_right_ones(
    settings: Settings,
) -> None:
    record = record_of(settings, "en-02")
    shares = {"a": 0.67, "b": 0.68, "c": 0.70, "d": 0.81, "e": 0.69}
    words = {"a": "wrong", "b": "wrong", "c": "wrong", "d": "right", "e": "right"}
    records = {name: with_share(record, name, share) for name, share in shares.items()}
    given = [verdict(name, word) for name, word in words.items()]
    (found,) = proposals(given, records, settings)
    assert (found.section, found.setting, found.old) == ("flags", "seller_share_above", 0.65)
    left = [words[name] for name, share in shares.items() if share > found.new]
    assert left == ["wrong", "right", "right"]
    assert (found.wrong_gone, found.right_lost) == (2, 0)


def test_a_flag_that_another_figure_raised_moves_no_threshold(settings: Settings) -> None:
    """Five monologues that coaches found no fault in, in calls where the customer talked most, and
    in calls where he did not: another share would clear none of them."""
    record = record_of(settings, "en-02")
    talk = replace(record.measures.talk, longest_seller_monologue_s=200.0)
    long = replace(record, measures=replace(record.measures, talk=talk))
    for share in (0.4, 0.68):
        records = {name: with_share(long, name, share) for name in "abcde"}
        records["f"] = with_share(record, "f", 0.7)
        given = [verdict(name, "wrong") for name in "abcde"] + [verdict("f", "right")]
        assert proposals(given, records, settings) == []


def test_few_verdicts_and_good_precision_propose_nothing(settings: Settings) -> None:
    record = record_of(settings, "en-02")
    records = {name: with_share(record, name, 0.7) for name in "abcdefghij"}
    few = [verdict(name, "wrong") for name in "abcd"]
    good = [verdict(name, "right") for name in "abcdefghi"] + [verdict("j", "wrong")]
    assert proposals(few, records, settings) == []
    assert proposals(good, records, settings) == []


def test_settings_are_written_only_on_request_and_can_be_read(
    settings: Settings, tmp_path: Path
) -> None:
    store, verdicts = Store(settings.folders.data), Verdicts(settings.folders.data)
    record = record_of(settings, "en-02")
    for name in "abcde":
        store.keep(with_share(record, name, 0.72))
        verdicts.keep(verdict(name, "wrong"))
    said = StringIO()
    calibrate(settings, Console(file=said, width=160), None, None)
    assert "[flags] seller_share_above = 0.73 instead of 0.65" in said.getvalue()
    assert "seller_dominates" in said.getvalue()
    file = tmp_path / "ours.toml"
    assert not file.exists()
    calibrate(settings, Console(file=said), file, None)
    assert tomllib.loads(file.read_text())["flags"]["seller_share_above"] == 0.73
    assert load_settings(file, {}).analysis.flags.seller_share_above == 0.73


def test_where_nothing_is_proposed_nothing_is_written(settings: Settings, tmp_path: Path) -> None:
    Verdicts(settings.folders.data).keep(verdict(call_id_of(settings, "en-02"), "right"))
    with pytest.raises(NothingProposed):
        calibrate(settings, Console(quiet=True), tmp_path / "ours.toml", None)
    assert not (tmp_path / "ours.toml").exists()


def test_a_record_that_cannot_be_used_is_named_and_the_others_count(settings: Settings) -> None:
    verdicts, store = Verdicts(settings.folders.data), Store(settings.folders.data)
    record = record_of(settings, "en-02")
    for name in "ab":
        store.keep(with_share(record, name, 0.72))
        verdicts.keep(verdict(name, "wrong"))
    store.record_path("a").write_text("torn", encoding="utf-8")
    said = StringIO()
    calibrate(settings, Console(file=said, width=200), None, None)
    assert f"{store.record_path('a')} is not a whole record" in said.getvalue()
    assert "seller_dominates" in said.getvalue()


def test_a_verdict_counts_only_for_what_it_was_about(settings: Settings, tmp_path: Path) -> None:
    record = record_of(settings, "nl-03")
    silence = next(item for item in record.measures.silences if item.result == "rescued")
    given = verdict(record.call.id, "right", kind="moment", key="silence:1", found="rescued")
    given = replace(given, start_s=silence.start)
    records = {record.call.id: record}
    assert [tally.right for tally in tallies([given], records)] == [1]
    turned = tuple(
        replace(item, result="kept") if item == silence else item
        for item in record.measures.silences
    )
    records = {record.call.id: replace(record, measures=replace(record.measures, silences=turned))}
    assert tallies([given], records) == []
    assert export_labels([given], records, tmp_path) == Exported(0, 0, 0)


def test_a_flag_that_is_raised_no_more_is_in_no_precision(settings: Settings) -> None:
    """The manager's flag_precision says the same of it."""
    store, verdicts = Store(settings.folders.data), Verdicts(settings.folders.data)
    record = record_of(settings, "en-02")
    verdicts.keep(verdict(record.call.id, "wrong"))
    said = StringIO()
    calibrate(settings, Console(file=said, width=160), None, None)
    assert "seller_dominates" in said.getvalue()
    left = tuple(flag for flag in record.measures.flags if flag.name != "seller_dominates")
    store.keep(replace(record, measures=replace(record.measures, flags=left)))
    said = StringIO()
    calibrate(settings, Console(file=said, width=160), None, None)
    assert "seller_dominates" not in said.getvalue()
    assert "No verdict is on what is found now" in said.getvalue()


def test_a_coach_who_judges_a_thing_again_counts_once(settings: Settings) -> None:
    record = record_of(settings, "nl-03")
    silence = next(item for item in record.measures.silences if item.probing)
    given = verdict(record.call.id, "wrong", kind="moment", key="silence:1", start_s=silence.start)
    moved = replace(given, verdict="right", key="silence:2", start_s=silence.start + 0.2)
    other = replace(given, author="Anna")
    (tally,) = tallies([given, moved, other], {record.call.id: record})
    assert (tally.right, tally.wrong) == (1, 1)


def test_square_brackets_in_a_verdict_or_a_cue_break_no_table(settings: Settings) -> None:
    record = record_of(settings, "nl-03")
    questions = tuple(replace(q, cue="[/red] [bold]wat") for q in record.measures.questions)
    odd = replace(record, measures=replace(record.measures, questions=questions))
    Store(settings.folders.data).keep(odd)
    silence = next(item for item in record.measures.silences if item.probing)
    about = {"kind": "moment", "start_s": silence.start}
    Verdicts(settings.folders.data).keep(verdict(record.call.id, "wrong", key="silence:1", **about))
    said = StringIO()
    calibrate(settings, Console(file=said, width=200), None, None)
    assert "[/red] [bold]wat" in said.getvalue()
