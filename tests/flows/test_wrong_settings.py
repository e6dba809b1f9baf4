"""Wrong values in the settings: each answered with where it was given and what is right."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from flows.settings import SettingsError, load_settings

NONE: Mapping[str, str] = {}


def said(error: pytest.ExceptionInfo[SettingsError]) -> str:
    assert "\n" not in str(error.value)
    return str(error.value)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("CALLPROBE_INBOX__WHOLE_AFTER_S", "soon"),
        ("CALLPROBE_INBOX__WHOLE_AFTER_S", "-1"),
        ("CALLPROBE_FLOW__ATTEMPTS", "0"),
        ("CALLPROBE_INBOX__EXTENSIONS", '["wav"]'),
        ("CALLPROBE_FLAGS__SEVERITY__EXEMPLARY", "high"),
    ],
)
def test_a_wrong_value_is_named_with_its_source(variable: str, value: str) -> None:
    with pytest.raises(SettingsError) as error:
        load_settings(environment={variable: value})
    assert said(error).startswith(f"{variable}: [")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("folders = 3", "[folders] is a section of settings, not one of them"),
        ("[speech]\ntrust_words_per_s = [3]", "trust_words_per_s = [3] will not do: give 2 values"),
        ("[speech]\ntrust_words_per_s = [1, 2, 3]", "give 2 values"),
        (
            '[models]\ncompute_type = "int9"',
            "compute_type = 'int9' will not do: give 'auto', 'default'",
        ),
        ("[speech]\nsilent_channel_below_db = 55", "= 55 will not do: give 0 or less"),
        ("[speech]\nshortest_s = 99999", "[speech] will not do: give a longest_s above shortest_s"),
        (
            '[speech]\nphantom_lines = ["..."]',
            "will not do: give words: every line has nothing in it",
        ),
        ("[silences]\nrun_on_below_s = nan", "run_on_below_s = nan will not do: give a number"),
        ("[silences]\nrun_on_below_s = -1", "give 0 or more"),
        ("[flow]\nattempts = 1.5", "give a whole number"),
        ("[flow]\nrehear = 'maybe'", "give true or false"),
        ("[inbox]\nextensions = []", "give one at least"),
        ('[folders]\ndata = "a\\u0000b"', "give the name of a folder"),
        ('[warehouse]\ndatabase = "a\\u0000b"', "give the name of a file"),
        ("[inbox]\nextensions = ['wav']", 'give endings in small letters, like ".wav"'),
        ("[inbox]\nextensions = 'wav'", "give a list in square brackets"),
        ("[flow]\nrehear = 1", "rehear = 1 will not do: give true or false"),
        ("[models]\nthreads = true", "threads = true will not do: give a whole number"),
        ("[inbox]\nwhole_after_s = false", "whole_after_s = false will not do: give a number"),
        ("[speech]\ntrust_words_per_s = [0, true]", "will not do: give a number"),
        ("[flags.severity]\nexemplary = true", "will not do: give a whole number"),
        ("[flags.severity]\nexemplary = -1", "give 0 or more"),
        ("[score]\ndepth_full = 0", "depth_full = 0 will not do: give more than 0"),
        ("[score]\nprobing_minutes_each = 0", "give more than 0"),
        ("[score]\nprobing_fewest = 0", "give more than 0"),
        ("[score]\nclear_no = -5", "give 0 or more"),
        ("[score]\norder = 90", "[score] will not do: its parts add up to 150 points: give 100"),
        (
            "[score]\nroom_full_to_share = 0.8",
            "give a room_none_from_share above",
        ),
        ("[models]\ndevice = 'tpu'", "give 'auto', 'cpu' or 'cuda'"),
        ("[folders]\ninbox = 3", 'give the name of a folder, like "inbox"'),
        ("[folders]\ninbox = ''", 'give the name of a folder, like "inbox"'),
        # A table of the warehouse has no room for it: refused before a call is measured with it.
        ("[views]\nfew_calls = 1000000000000", "give 100000 or less"),
        ("[views]\ndue_within_days = 1000000000000", "give 100000 or less"),
        ("[flags.severity]\nlingering_maybe = 3000000000", "give 100 or less"),
        ("[review]\nlog_days = 1000000", "give 100000 or less"),
        ("[questions]\nanswer_words = 10000000000000000000", "give a number nearer to 0"),
        ("[speech]\nbeam_size = 1000000000000", "give 1000 or less"),
        ("[speech]\nbatch_size = 1000000000000", "give 1000 or less"),
        ("[speech]\nspeakers = 1000", "give 100 or less"),
        ("[speech]\nspeakers_most = 1000", "give 100 or less"),
        ("[models]\nthreads = 1000000000000", "give 1000 or less"),
        ("[warehouse]\nfigures_only = ' '", 'give the name of a file, or "" for none'),
        ("[views]\nreview_page = 'the coach'", 'give an address, like "https://coach.'),
        ("[warehouse]\ndatabase = ''", 'give the name of a file, like "callprobe.duckdb"'),
        ("[warehouse]\nsnapshot = ' '", 'give the name of a file, like "callprobe.duckdb"'),
        ("[warehouse]\nsnapshot = 'records'", "snapshot = 'records' will not do: callprobe keeps"),
        ("[warehouse]\ndatabase = './ledger/calls'", "keeps something else under that name"),
        ("[warehouse]\nfigures_only = 'callprobe.log'", "keeps something else under that name"),
        ("[warehouse]\ndatabase = '../x.duckdb'", "give a name inside the data folder"),
        ("[warehouse]\nsnapshot = 'shared/../../x.duckdb'", "give a name inside the data folder"),
        ("[warehouse]\nfigures_only = '/srv/x.duckdb'", "`callprobe publish --out FILE` writes a"),
        ("[inbox]\nmanifest = '../calls.csv'", 'give the name of a file, like "manifest.csv"'),
        ("[inbox]\nmanifest = 'sub/calls.csv'", 'give the name of a file, like "manifest.csv"'),
        ("[inbox]\nmanifest = ''", 'give the name of a file, like "manifest.csv"'),
        ("[inbox]\nmanifest = '..'", 'give the name of a file, like "manifest.csv"'),
        (
            "[activity]\nreach_s = 1e9",
            "[activity] reach_s = 1000000000.0 will not do: give 10 or less",
        ),
        ("[activity]\nreach_in_noise_s = 11", "give 10 or less"),
        ("[activity]\nshortest_s = 3600", "give 10 or less"),
        ("[activity]\nband_above_noise_db = 1e9", "give 100 or less"),
        ("[activity]\nlong_above_noise_db = -1e9", "give -100 or more"),
        ("[inbox]\nwhole_after_s = 1e308", "give 86400 or less"),
        ("[flow]\npoll_s = 1e308", "give 86400 or less"),
        (f"[speech]\nhotwords = ['Bakker', '{'x' * 3000}']", "xxx… will not do: give single names"),
        (f"[speech]\nhotwords = {['Vriesoord'] * 60}", "they have 599 letters, and the recognizer"),
        ("[speech]\nhotwords = ['-']", "give words with a letter or a figure in them"),
        ("[speech]\ntrust_words_per_s = [6, 1]", "give the fewest first, then the most"),
        ("[cues.added]\nnl.commitments.stalls = ['x']", 'like { "nl.commitments.stalls" ='),
        ("[redaction]\nspoken_times = { tripel = 9 }", "will not do: give 4 or less"),
        (
            f"[redaction]\nspoken_digits = [{[*'01234567', 'acht', 'ne gen']}]",
            'will not do: give single words, with "|" between two forms of one',
        ),
        (f"[redaction]\nspoken_tens = [{[*'1234567', 'tien|']}]", "give single words, with"),
        ("[redaction]\nspoken_ties = [' ']", "give what stands between the two in one word, like"),
        ("[redaction]\nspoken_times = 3", "= 3 will not do: give a table of words"),
    ],
)
def test_a_wrong_value_is_answered_with_what_is_right(
    tmp_path: Path, text: str, right: str
) -> None:
    own = tmp_path / "own.toml"
    own.write_text(text)
    with pytest.raises(SettingsError) as error:
        load_settings(own, NONE)
    assert said(error).startswith(f"{own}: [")
    assert right in said(error)


def test_points_that_do_not_add_up_are_told_with_where_they_were_set(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("[score]\norder = 50\n")
    with pytest.raises(SettingsError) as error:
        load_settings(own, {"CALLPROBE_SCORE__SILENCE": "30"})
    assert said(error).startswith(f"{own} and CALLPROBE_SCORE__SILENCE: [score]")
    own.write_text("[score]\norder = 50\nsilence = 10\n")
    assert load_settings(own, NONE).analysis.score.order == 50


@pytest.mark.parametrize("name", ["nl", "de.commitments.stalls", "NL.commitments.stalls"])
def test_cues_for_no_list_are_refused_by_every_command(tmp_path: Path, name: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(f'[cues]\nadded = {{ "{name}" = ["x"] }}\n')
    with pytest.raises(SettingsError) as error:
        load_settings(own, NONE)
    assert said(error).startswith(f"{own}: [cues]: '{name}' is no list of a language pack")


@pytest.mark.parametrize(
    ("key", "value", "taken"),
    [
        ("FIGURES_ONLY", "callprobe.duckdb", "snapshot"),
        ("FIGURES_ONLY", "./warehouse.duckdb", "database"),
        ("SNAPSHOT", "warehouse.duckdb", "database"),
    ],
)
def test_no_two_databases_share_a_file(key: str, value: str, taken: str) -> None:
    with pytest.raises(SettingsError) as error:
        load_settings(environment={f"CALLPROBE_WAREHOUSE__{key}": value})
    assert f"that is [warehouse] {taken} already" in said(error)
