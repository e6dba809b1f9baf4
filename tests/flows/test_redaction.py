"""Numbers and addresses are masked in what is stored; the measures do not notice."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.heard import DroppedText, Heard, Word
from analysis.record import Facts, from_json
from flows.call import call_of, measured
from flows.exchange.jobs import bring_in
from flows.inbox import Recording
from flows.plan import make_plan
from flows.redaction import bsn, iban, luhn, redacted, redacted_text
from flows.remeasure import remeasured
from flows.settings import Settings, load_settings
from flows.snapshot import open_snapshot, rows
from flows.store import Store
from tests.flows.replay import CALLS, Replay, drop_calls, run_replayed, settings_in, truth

SETTINGS = settings_in(Path()).redaction

SECRET = [
    "4111 1111 1111 1111",
    "4111-1111-1111-1111",
    "5500000000000004",
    "3782 822463 10005",
    "vier één één één een een een een een een een een een een een een",
    "NL91 ABNA 0417 1643 00",
    "NL91ABNA0417164300",
    "N L 9 1 A B N A 0 4 1 7 1 6 4 3 0 0",
    "GB82 WEST 1234 5698 7654 32",
    "BE68 5390 0754 7034",
    "111222333",
    "111 222 333",
    "1112.22.333",
    "een een een twee twee twee drie drie drie",
    "06-12345678",
    "06 12 34 56 78",
    "+31 6 12345678",
    "+31 (0)20 123 45 67",
    "020-1234567",
    "nul zes een twee drie vier vijf zes zeven acht",
    "zero two zero seven nine four six zero nine five eight",
    "(212) 555-0187",
    "+44 20 7946 0958",
    "nul zes, twaalf, vierendertig, zesenvijftig, achtenzeventig",
    "nul zes twaalf tweeëndertig drieënveertig eenentwintig",
    "nul vier zeven zes, twaalf, vierendertig, zesenvijftig",
    "nul twee nul, dubbel zeven, zes, twintig, dertien",
    "oh two oh seven, nine forty-six, oh nine, fifty eight",
    "zero two zero, seven nine four six, double oh, ninety, five",
    "two one two five fifty five, oh one, eighty-seven",
    "forty-one eleven, eleven eleven, eleven eleven, eleven eleven",
    "jan.de.vries@acme.co.uk",
    "jan punt devries apenstaartje acme punt nl",
    "jan at acme dot com",
]
INNOCENT = [
    "Dat kost 1.250.000 euro per jaar, zei hij in 2026.",
    "We have 12345 users and 250 sellers at the moment.",
    "Op 9 maart 2026 om 10.30 uur, of 16 maart om 11 uur.",
    "Een twee drie, daar gaan we.",
    "Tien, twintig, dertig procent korting bij 400 stuks.",
    "Het was twintig, dertig graden, en vijfenveertig op het dak.",
    "Nineteen ninety-five, or nineteen ninety-six, about twenty years.",
    "A double portion, twenty-four or twenty five a day, five days.",
    "Is it eighty, or is it more like a hundred and fifty? Good, thanks.",
    "Order 4111 1111 1111 1112 is no card.",
    "We meet at the office and look at acme together.",
    "She is good at it. She knows everybody at Delta. Oh, bye.",
    "It was one of three or four at nine or ten.",
]


@pytest.mark.parametrize("around", ["Mijn nummer is {} zei ik.", "It is {}, right?"])
@pytest.mark.parametrize("secret", SECRET)
def test_what_must_not_be_stored_is_masked(around: str, secret: str) -> None:
    text = redacted_text(around.format(secret), SETTINGS)
    before, after = around.split("{}")
    assert text.startswith(before)
    masked = text.removeprefix(before).removesuffix(after)
    assert set(masked) <= set("x ,.-@+()")


@pytest.mark.parametrize("dash", list("\u2010\u2011\u2012\u2013\u2014\u2212"))
@pytest.mark.parametrize("secret", ["06-12345678", "06 - 12345678", "4111-1111-1111-1111"])
def test_a_dash_that_a_writing_program_made_of_a_hyphen_hides_nothing(
    secret: str, dash: str
) -> None:
    masked = redacted_text(f"Bel {secret.replace('-', dash)}.", SETTINGS)
    assert not any(letter.isdecimal() for letter in masked)
    assert masked.startswith("Bel ")


@pytest.mark.parametrize("text", INNOCENT)
def test_other_numbers_stay(text: str) -> None:
    assert redacted_text(text, SETTINGS) == text


def test_words_of_ones_own_for_numbers_and_signs_are_masked_too(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        "[redaction]\nspoken_times = { Tripel = 3 }\n"
        'spoken_at = ["Krul"]\nspoken_dot = ["Stip"]\nspoken_ties = ["En"]\n'
    )
    settings = load_settings(own, {}).redaction
    for number in (
        "nul zes tripel vier vijf zes zeven acht negen",
        "nul twee nul, dubbel zeven, zes, twintig, dertien",
        "nul zes, twaalf, vierendertig, zesenvijftig, achtenzeventig",
    ):
        assert "zes" not in redacted_text(f"Bel {number}.", settings)
    assert "jan" not in redacted_text("jan krul bedrijf stip nl", settings)


def test_words_for_figures_may_be_written_with_a_capital() -> None:
    rows = [[word.capitalize() for word in row] for row in SETTINGS.spoken_digits]
    settings = SETTINGS.model_validate(SETTINGS.model_dump() | {"spoken_digits": rows})
    assert "zes" not in redacted_text("nul zes een twee drie vier vijf zes zeven acht", settings)


def test_two_forms_of_a_figure_may_have_blanks_around_the_bar() -> None:
    rows = [[word.replace("|", " | ") for word in row] for row in SETTINGS.spoken_digits]
    settings = SETTINGS.model_validate(SETTINGS.model_dump() | {"spoken_digits": rows})
    assert "zes" not in redacted_text("nul zes één twee drie vier vijf zes zeven acht", settings)


def test_switched_off_everything_stays() -> None:
    off = SETTINGS.model_copy(update={"on": False})
    heard = Replay().hear(CALLS / "en-01-a-clear-no.flac")
    assert redacted(heard, off) is heard


@given(st.text(alphabet="0123456789", min_size=6, max_size=18))
def test_a_check_digit_is_right_for_one_figure_in_ten(digits: str) -> None:
    assert sum(luhn(digits + last) for last in "0123456789") == 1


@given(st.integers(10_000_000, 999_999_999))
def test_one_wrong_figure_is_no_citizen_number(number: int) -> None:
    digits = f"{number:09d}"
    if bsn(digits):
        wrong = digits[:4] + str((int(digits[4]) + 1) % 10) + digits[5:]
        assert not bsn(wrong)


@given(st.integers(0, 9_999_999_999))
def test_one_pair_of_check_digits_makes_an_iban(account: int) -> None:
    right = [n for n in range(2, 99) if iban(f"NL{n:02d}ABNA{account:010d}")]
    assert len(right) == 1


@given(st.text(max_size=200))
def test_redacting_again_changes_nothing(text: str) -> None:
    once = redacted_text(text, SETTINGS)
    assert redacted_text(once, SETTINGS) == once
    assert len(once.split()) == len(text.split())


def said_at(*words: tuple[str, str, float]) -> Heard:
    """Words as (speaker, text, start), a fifth of a second each."""
    heard = Replay().hear(CALLS / "en-01-a-clear-no.flac")
    return replace(
        heard, words=tuple(Word(who, text, at, at + 0.2, 0.9) for who, text, at in words)
    )


DIGITS = ("0", "6", "1", "2", "3", "4", "5", "6", "7", "8")


def test_a_number_is_masked_though_the_other_says_yes_between_its_figures() -> None:
    told = [("left", digit, 10.0 + at) for at, digit in enumerate(DIGITS)]
    heard = said_at(*told[:5], ("right", "ja,", 14.5), ("right", "7", 14.7), *told[5:])
    words = redacted(heard, SETTINGS).words
    assert [word.text for word in words if word.speaker == "left"] == ["x"] * 10
    assert [word.text for word in words if word.speaker == "right"] == ["ja,", "7"]
    assert [(word.start, word.end) for word in words] == [(w.start, w.end) for w in heard.words]


def test_a_number_goes_on_over_a_pause_up_to_its_setting() -> None:
    for pause, masked in ((6.0, True), (6.5, False)):
        later = 14.2 + pause
        first = [("left", digit, 10.0 + at) for at, digit in enumerate(DIGITS[:5])]
        rest = [("left", digit, later + at) for at, digit in enumerate(DIGITS[5:])]
        texts = [word.text for word in redacted(said_at(*first, *rest), SETTINGS).words]
        assert (texts == ["x"] * 10) is masked, pause


def test_what_was_heard_and_not_believed_is_masked_too() -> None:
    dropped = DroppedText("bel 06-12345678 even", 3.0, 5.0, "no speech there")
    heard = replace(Replay().hear(CALLS / "en-01-a-clear-no.flac"), dropped=(dropped,))
    (kept,) = redacted(heard, SETTINGS).dropped
    assert kept == replace(dropped, text="bel xx-xxxxxxxx even")


class Telling(Replay):
    """A call in which both sides say numbers that must not be stored."""

    def hear(self, path: Path, **told: object) -> Heard:  # type: ignore[override]
        heard = super().hear(path)
        words = list(heard.words)
        for speaker in heard.speakers:
            last = max(word.end for word in words if word.speaker == speaker)
            said = ["nummer", "06-12345678", "4111", "1111", "1111", "1111,", "jan@acme.nl."]
            for place, text in enumerate(said):
                start = last + 0.3 * place
                words.append(Word(speaker, text, start, start + 0.25, 0.9))
        words.sort(key=lambda word: word.start)
        return replace(heard, words=tuple(words), duration=heard.duration + 5)


@pytest.mark.parametrize("name", sorted(truth()))
def test_the_measures_are_the_same(name: str) -> None:
    path = CALLS / truth()[name]["file"]
    heard = Telling().hear(path)
    call = call_of(Recording(path, path.name, "0" * 16, Facts(), "", 1))
    analysis = settings_in(Path()).analysis
    masked = redacted(heard, SETTINGS)
    assert masked != heard
    before, after = (measured(item, call, analysis) for item in (heard, masked))
    assert after.measures == before.measures


def test_nothing_of_it_is_on_the_disk(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    drop_calls(settings, ["nl-01-goed-gesprek"])
    run_replayed(settings, Telling())
    assert len(Store(settings.folders.data).paths()) == 1
    for path in settings.folders.data.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(secret in content for secret in (b"12345678", b"jan@acme", b"4111"))


TOLD = "Goed gesprek.\nBel hem op 06-12345678, of mail jan@acme.nl;  hij tekent dinsdag."
MASKED = "Goed gesprek.\nBel hem op xx-xxxxxxxx, of mail xxx@xxxx.xx;  hij tekent dinsdag."


def with_report(settings: Settings) -> None:
    drop_calls(settings, ["nl-01-goed-gesprek"])
    sidecar = settings.folders.inbox / "nl-01-goed-gesprek.json"
    told = json.loads(sidecar.read_text(encoding="utf-8"))
    sidecar.write_text(json.dumps(told | {"report": TOLD}), encoding="utf-8")


def test_the_sellers_own_report_is_masked_wherever_it_is_kept(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with_report(settings)
    run_replayed(settings, Replay())
    store = Store(settings.folders.data)
    record = store.read(store.paths()[0])
    assert record.call.report == MASKED
    with open_snapshot(settings.snapshot) as snapshot:
        assert rows(snapshot, "select report from call_scorecard") == [{"report": MASKED}]
    for path in settings.folders.data.rglob("*"):
        if path.is_file():
            assert b"12345678" not in path.read_bytes()
    assert not make_plan(settings).work  # what is kept is what is told, masked: nothing changed


def test_a_report_that_was_kept_as_it_was_is_masked_when_measured_again(tmp_path: Path) -> None:
    on = settings_in(tmp_path)
    off = settings_in(tmp_path, CALLPROBE_REDACTION__ON="false")
    with_report(off)
    run_replayed(off, Replay())
    path = Store(off.folders.data).paths()[0]
    assert from_json(path.read_bytes(), "").call.report == TOLD
    assert from_json(remeasured(path.read_bytes(), "", on), "").call.report == MASKED
    assert len(make_plan(on).work) == 1


def test_a_report_beside_a_transcript_is_masked_too(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    (tmp_path / "call.vtt").write_text(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>Dag.</v>\n", encoding="utf-8"
    )
    bring_in([tmp_path / "call.vtt"], settings, Facts(report=TOLD))
    assert Store(settings.kept).find("call.vtt").call.report == MASKED
