"""Announcements and time on hold: found where they are, nowhere else, and in no measure."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.findings import Measures
from analysis.heard import Doubt, DroppedText, Heard, SpeechSegment
from analysis.interludes import ANNOUNCEMENT, apart, labelled
from analysis.language.pack import load_pack
from analysis.measure import measure
from analysis.record import Call, from_json, to_json
from analysis.roles import assign_roles
from analysis.settings import AnalysisSettings
from analysis.spans import joined, overlap_s, without
from analysis.turns import build_conversation
from demo.script import Script, as_heard, load, timed
from flows.call import measured
from flows.evaluation.scripts import find_scripts, measure_script
from tests.analysis.calls import SETTINGS, Said, heard

ROOT = Path(__file__).parents[2]
SCRIPTS = find_scripts([ROOT / "tests" / "dialogues", ROOT / "demo" / "scripts"])
SHOWN = [path for path in SCRIPTS if re.search("announcement}|{held", path.read_text())]
COUNTED = SETTINGS.model_copy(
    update={"interludes": SETTINGS.interludes.model_copy(update={"left_out": False})}
)
WAIT = {
    "nl": ("Moment, ik zet u even in de wacht.", "Bent u daar nog?"),
    "en": ("I'll put you on hold for a moment.", "Are you still there?"),
}
BUSY = {"nl": "Al onze medewerkers zijn in gesprek.", "en": "All our agents are busy."}
ASKED = {"nl": "Wat kost u dat per jaar?", "en": "What does that cost you a year?"}
TALK = {
    "nl": ("Goedemorgen, u spreekt met Sanne van Delta.", "Dag, met Pieter Bakker."),
    "en": ("Good morning, this is Susan from Delta.", "Hello, Peter Baker speaking."),
}
languages = pytest.mark.parametrize("language", ["nl", "en"])


def true_rows(script: Script) -> list[tuple[str, float, float]]:
    """What the labels say: kind, start, end, in order."""
    rows: list[tuple[str, float, float]] = []
    end = 0.0
    for item in timed(script):
        if item.line.labels.held:
            rows.append(("hold", end, item.start))
        if item.line.labels.announcement:
            goes_on = rows and rows[-1][0] == "announcement"
            start = rows.pop()[1] if goes_on else item.start
            rows.append(("announcement", start, item.end))
        end = max(end, item.end)
    return rows


def test_there_are_calls_with_them_in_both_languages() -> None:
    for language in ("nl", "en"):
        assert sum(path.parent.name == language for path in SHOWN) >= 6


@pytest.mark.parametrize("punctuation", [True, False])
@pytest.mark.parametrize("path", SHOWN, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_they_are_found_where_they_are(path: Path, punctuation: bool) -> None:
    script = load(path)
    sound = as_heard(script, punctuation=punctuation)
    found = apart(sound, load_pack(script.language), SETTINGS).interludes
    true = true_rows(script)
    assert [row.kind for row in found] == [kind for kind, _, _ in true]
    for row, (_, start, end) in zip(found, true, strict=True):
        assert (row.start, row.end) == (
            pytest.approx(start, abs=0.01),
            pytest.approx(end, abs=0.01),
        )
        assert row.cue


@pytest.mark.parametrize("punctuation", [True, False])
def test_and_nowhere_else(punctuation: bool) -> None:
    """Some 800 calls without them, long silences and people who speak of recording among them."""
    for path in set(SCRIPTS) - set(SHOWN):
        script = load(path)
        sound = as_heard(script, punctuation=punctuation)
        assert apart(sound, load_pack(script.language), SETTINGS).interludes == (), path


@pytest.mark.parametrize("path", SHOWN, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_a_recorded_voice_says_is_in_no_measure(path: Path) -> None:
    script = load(path)
    taped = {item.line.text for item in timed(script) if item.line.labels.announcement}
    result = measure_script(script)
    said = [q.text for q in result.questions] + [c.evidence.quote for c in result.commitments]
    said += [s.evidence.quote for s in result.silences] + [
        e.evidence.quote for e in result.customer_map
    ]
    assert not [quote for quote in said for line in taped if line in quote]


def held(language: str, seconds: float = 40.0) -> list[Said]:
    """A call in which the seller puts the customer on hold."""
    seller, customer = TALK[language]
    away, back = WAIT[language]
    return [("S", 0.5, seller), ("C", 0.6, customer), ("S", 0.5, away), ("S", seconds, back)]


@pytest.mark.parametrize(
    ("language", "first", "then"),
    [("nl", "Al onze medewerkers", "zijn in gesprek."), ("en", "All our agents", "are busy.")],
)
def test_an_announcement_is_cut_where_sentences_are(language: str, first: str, then: str) -> None:
    """A machine that waits a second in its sentence is heard where such a pause ends none."""
    sound = heard([("S", 0.5, first), ("S", 1.0, then), ("C", 20.0, "Hallo?")], language)
    slow = SETTINGS.conversation.model_copy(update={"sentence_pause_s": 1.5})
    chosen = SETTINGS.model_copy(update={"conversation": slow})
    found = [apart(sound, load_pack(language), s).interludes for s in (SETTINGS, chosen)]
    assert ["announcement" in {item.kind for item in items} for items in found] == [False, True]


def call_of(lines: list[Said], language: str, chosen: AnalysisSettings = SETTINGS) -> Measures:
    pack = load_pack(language)
    talk = apart(heard(lines, language), pack, chosen)
    roles = assign_roles(talk.heard, pack, chosen, seller_channel="left")
    made = build_conversation(
        talk.heard,
        roles,
        pack,
        chosen.conversation,
        interludes=talk.interludes,
        left_out=talk.left_out,
    )
    return measure(made, pack, chosen)


@languages
def test_a_wait_makes_no_difference_to_how_people_talked(language: str) -> None:
    """Forty seconds on hold or none: the same lengths, shares, pace and thirds."""
    waited, counted = call_of(held(language), language), call_of(held(language), language, COUNTED)
    short = call_of(held(language, 0.2), language)
    assert waited.talk.call_s == pytest.approx(short.talk.call_s, abs=0.21)
    for name in ("seller_talk_share_of_call", "silence_share"):
        assert getattr(waited.talk, name) == pytest.approx(getattr(short.talk, name), abs=0.05)
    assert waited.talk.turn_switches_per_min == pytest.approx(
        short.talk.turn_switches_per_min, rel=0.05
    )
    longest = short.talk.longest_seller_monologue_s
    assert (
        max(waited.talk.longest_seller_monologue_s, counted.talk.longest_seller_monologue_s)
        <= longest
    )
    assert counted.talk.call_s == pytest.approx(waited.talk.call_s + 40)
    assert counted.talk.silence_share > 0.7 > waited.talk.silence_share


@languages
def test_a_short_wait_is_a_pause(language: str) -> None:
    call = apart(heard(held(language, 9.9), language), load_pack(language), SETTINGS)
    assert (call.interludes, call.left_out) == ((), ())


@languages
def test_a_long_silence_after_a_question_is_never_hold(language: str) -> None:
    """Also where music seems to play in it: somebody hums while he thinks."""
    lines = [*held(language, 0.5)[:3], ("S", 0.3, ASKED[language]), ("C", 30.0, "Tja.")]
    sound = heard(lines, language)
    end = next(s.end for s in sound.segments if s.end > 6 and s.speaker == "left" and s.end < 20)
    hummed = replace(sound, segments=(*sound.segments, SpeechSegment("right", end + 5, end + 25)))
    for one in (sound, hummed):
        assert apart(one, load_pack(language), SETTINGS).interludes == ()


@languages
def test_a_question_before_a_wait_was_left_unanswered_and_not_rescued(language: str) -> None:
    seller, customer = TALK[language]
    lines = [
        ("S", 0.5, seller),
        ("C", 0.6, customer),
        ("S", 0.5, ASKED[language]),
        ("C", 2.5, BUSY[language]),
        ("S", 20.0, WAIT[language][1]),
        ("C", 0.5, customer),
    ]
    (silence,) = [row for row in call_of(lines, language).silences if row.probing]
    assert (silence.result, silence.pause_s) == ("unanswered", None)


@languages
def test_a_customer_who_says_that_all_are_busy_is_no_machine(language: str) -> None:
    """Not after a silence that the seller kept, however long, nor after a pause of his own."""
    seller, customer = TALK[language]
    for asked, pause in ((ASKED[language], 12.0), (seller, 3.0)):
        lines = [("S", 0.5, seller), ("C", 0.6, customer), ("S", 0.5, asked)]
        lines += [("C", pause, BUSY[language]), ("S", 0.6, seller)]
        found = apart(heard(lines, language), load_pack(language), SETTINGS)
        assert found.interludes == ()


@languages
def test_music_on_the_line_is_nobodys_speech(language: str) -> None:
    lines = held(language, 30.0)
    sound = heard(lines, language)
    start = max(s.end for s in sound.segments if s.end < sound.duration - 20)
    music = tuple(SpeechSegment("right", start + at, start + at + 4) for at in (2, 8, 14, 20))
    loud = replace(sound, segments=tuple(sorted((*sound.segments, *music), key=lambda s: s.start)))
    pack = load_pack(language)
    told, heard_only = (
        apart(one, pack, SETTINGS)
        for one in (
            loud,
            replace(loud, words=tuple(w for w in loud.words if not 4 < w.start < start)),
        )
    )
    assert told.heard.segments == sound.segments
    assert [row.cue for row in heard_only.interludes] == ["music"]


@languages
def test_what_was_not_understood_is_not_taken_for_music(language: str) -> None:
    """Half a minute of speech without a word that is believed stays somebody's."""
    sound = heard([("S", 0.5, TALK[language][0]), ("C", 40.0, TALK[language][1])], language)
    end = sound.segments[0].end
    talks = replace(sound, segments=(*sound.segments, SpeechSegment("right", end + 3, end + 33)))
    pack = load_pack(language)
    dropped = (DroppedText("ondertiteling", end + 5, end + 7, "a phantom"),)
    untrusted = (Doubt("words_untrusted", "the recognizer is unsure of its words"),)
    assert apart(talks, pack, SETTINGS).interludes != ()
    for one in (
        replace(talks, dropped=dropped),
        replace(talks, doubts=untrusted),
        replace(talks, words=()),
    ):
        assert apart(one, pack, SETTINGS).heard is one


@languages
def test_who_is_on_hold_may_speak_to_himself(language: str) -> None:
    lines = [*held(language, 15.0)[:3], ("C", 15.0, "pom pom pom"), ("S", 14.0, "Zo.")]
    found = apart(heard(lines, language), load_pack(language), SETTINGS).interludes
    assert [(row.kind, row.speaker) for row in found] == [("hold", "left")] * 2


@languages
def test_who_talks_through_an_announcement_is_counted(language: str) -> None:
    lines = [("C", 0.5, BUSY[language]), ("S", -1.2, "nou nou"), *held(language, 20.0)]
    talk = call_of(lines, language).talk
    parts = (talk.seller_talk_share_of_call, talk.customer_talk_share_of_call, talk.silence_share)
    assert sum(parts) - talk.overlap_share == pytest.approx(1.0)


@languages
def test_a_menu_that_talks_longest_is_not_taken_for_the_customer(language: str) -> None:
    (path,) = [p for p in SHOWN if p.parent.name == language and "layout: mono" in p.read_text()]
    sound = as_heard(load(path))
    pack = load_pack(language)
    talk = apart(sound, pack, SETTINGS)
    sides = assign_roles(talk.heard, pack, SETTINGS).side_of
    assert (sides["SPEAKER_00"], sides["SPEAKER_01"]) == ("seller", "customer")


@languages
def test_the_record_lists_them_and_keeps_what_was_heard(language: str) -> None:
    lines: list[Said] = [("C", 0.5, BUSY[language]), *held(language)]
    sound = heard(lines, language)
    record = measured(sound, Call(id="a", recording="a.wav", language=language), SETTINGS)
    back = from_json(to_json(record), "a")
    assert [row.kind for row in back.conversation.interludes] == ["announcement", "hold"]
    assert len(back.heard.words) == len(sound.words)
    taped = [
        w.text
        for w in labelled(back.heard, back.conversation.interludes).words
        if w.speaker == ANNOUNCEMENT
    ]
    assert " ".join(taped) == BUSY[language]


spans = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda item: (item[0], sum(item))),
    max_size=8,
)


@settings(max_examples=100, deadline=None)
@given(st.tuples(st.integers(0, 40), st.integers(41, 90)), spans)
def test_seconds_are_in_or_out(span: tuple[int, int], out: list[tuple[int, int]]) -> None:
    """By counting them one by one."""
    gone = {second for start, end in out for second in range(start, end)}
    kept = [second for second in range(*span) if second not in gone]
    assert [s for start, end in without(span, out) for s in range(int(start), int(end))] == kept
    assert overlap_s(span, out) == span[1] - span[0] - len(kept)
    assert sum(end - start for start, end in joined(out)) == len(gone)


def test_a_language_nobody_knows_has_no_interludes() -> None:
    sound: Heard = heard(held("nl"))
    assert apart(sound, None, SETTINGS).heard is sound
