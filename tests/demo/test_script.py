"""A script is read as written, refused with the line that is wrong, and placed in time."""

from itertools import zip_longest
from pathlib import Path

import pytest

from demo.labels import (
    COUNTED_FORMS,
    KINDS,
    TENSIONS,
    UNCOUNTED_FORMS,
    CommitmentLabel,
    QuestionLabel,
    SilenceLabel,
)
from demo.script import Script, ScriptError, as_heard, load, timed

SCRIPTS = sorted((Path(__file__).parents[2] / "demo" / "scripts").glob("*.call"))

DIALOGUES = sorted((Path(__file__).parents[1] / "dialogues").glob("*/*.call"))

HEADER = """\
call: test
language: nl
shows: a test
seller: Sanne | nl-f2
customer: Pieter | nl-m3
started_at: 2026-03-09T10:00:00+01:00
outcome: advance
flags: exemplary
---
"""

BODY = """\
# a remark
S 0.5   Wat kost u dat?   {q: open implication followup; silence: kept answered}
C 2.5   Veel.   {map: need}
S @0.1  ja   {backchannel}
S 0.4   Zullen we dinsdag praten?   {q: closed commitment; silence: kept answered}
C -0.2  Ja.   {commit: joint accept meeting A "dinsdag; om tien uur" if "als het droog is"}
"""


def written(folder: Path, text: str) -> Script:
    path = folder / "test.call"
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_header_and_labels_are_read_as_written(tmp_path: Path) -> None:
    script = written(tmp_path, HEADER + BODY)
    assert script.people["seller"].name == "Sanne"
    assert script.people["customer"].voice == "nl-m3"
    assert script.started_at is not None and script.started_at.isoformat()[-6:] == "+01:00"
    assert script.outcome == "advance"
    assert script.flags == frozenset({"exemplary"})
    assert [line.side for line in script.lines] == [
        "seller",
        "customer",
        "seller",
        "seller",
        "customer",
    ]
    first, need, signal, _, accepted = script.lines
    assert first.number == 11
    assert first.labels.question == QuestionLabel("open", "implication", followup=True)
    assert first.labels.silence == SilenceLabel("kept", "answered")
    assert need.labels.map == "need"
    assert signal.inside and signal.labels.backchannel
    assert accepted.labels.commitments == (
        CommitmentLabel(
            "joint", "accept", "meeting", "A", "dinsdag; om tien uur", "als het droog is"
        ),
    )


def test_flags_left_out_are_unknown_and_flags_left_empty_are_none(tmp_path: Path) -> None:
    assert written(tmp_path, HEADER.replace("flags: exemplary\n", "") + BODY).flags is None
    assert written(tmp_path, HEADER.replace("exemplary", "") + BODY).flags == frozenset()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("---\n", "", "no line '---'"),
        ("call: test\n", "", "the header lacks call"),
        ("shows: a test\n", "shows:\n", "the header lacks shows"),
        ("call: test", "caller: test", "line 1: 'caller: test' is no header"),
        ("language: nl", "language: de", "line 2: 'de' is no language"),
        (
            "shows: a test",
            "shows: a test\nshows: more",
            "line 4: the header 'shows' is given twice",
        ),
        ("2026-03-09T10", "9 March", "line 6: '9 March:00:00+01:00' is no ISO date"),
        ("outcome: advance", "outcome: won", "line 7: 'won' is no outcome"),
        ("flags: exemplary", "flags: good", "line 8: 'good' is no flag"),
        ("S 0.5   Wat", "X 0.5   Wat", "line 11: not an utterance"),
        ("S 0.5   Wat", "S soon   Wat", "line 11: not an utterance"),
        ("Veel.   {map: need}", "{map: need}", "line 12: not an utterance"),
        ("{map: need}", "{map: need", "line 12: not an utterance"),
        ("{map: need}", "{map: wish}", "line 12: 'wish' is no map"),
        ("{map: need}", "{need}", "line 12: 'need' is no label"),
        ("{map: need}", "{map: need; map: need}", "line 12: the label 'map' is given twice"),
        ("{map: need}", "{tension: loud}", "line 12: 'loud' is no tension"),
        ("{map: need}", "{q: open problem}", "line 12: only a seller's question has a purpose"),
        ("q: open impl", "q: wide impl", "line 11: 'wide' is no question form"),
        ("implication followup", "implying", "line 11: 'implying' is no purpose"),
        ("implication followup", "problem decision", "line 11: a question has one purpose"),
        ("q: open implication followup; ", "", "line 11: a silence needs a counted question"),
        ("q: open implication", "q: courtesy other", "line 11: a question that is not counted"),
        ("kept answered}\nC 2", "held answered}\nC 2", "line 11: 'held' is no result"),
        ("kept answered}\nC 2", "kept}\nC 2", "line 11: a silence is kept exactly when"),
        ("kept answered}\nC 2", "rescued none}\nC 2", "line 11: rescue=KIND belongs to"),
        ("kept answered}\nC 2", "rescued rescue=joke}\nC 2", "line 11: 'joke' is no rescue"),
        ("joint accept meeting A", "joint accept", "line 15: a commitment is BY KIND STEP"),
        ("joint accept", "both accept", "line 15: 'both' is no party"),
        ("joint accept", "joint agree", "line 15: 'agree' is no kind"),
        ("accept meeting A", "accept lunch A", "line 15: 'lunch' is no step"),
        ("accept meeting A", "accept meeting", "line 15: a commit or accept has a grade"),
        ("joint accept meeting A", "joint decline meeting A", "line 15: a commit or accept has"),
    ],
)
def test_a_script_that_is_wrong_is_refused_with_file_and_line(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    text = HEADER + BODY
    assert old in text
    with pytest.raises(ScriptError) as refused:
        written(tmp_path, text.replace(old, new, 1))
    message = str(refused.value)
    assert message.startswith(str(tmp_path / "test.call"))
    assert said in message
    assert "\n" not in message


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "test.call"
    path.write_bytes(b"call: test\n\xe9")
    with pytest.raises(ScriptError, match=r"test\.call, line 2 is no text in UTF-8; save"):
        load(path)
    with pytest.raises(ScriptError, match="cannot be read"):
        load(tmp_path / "absent.call")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_script_is_read_as_editors_save_it(tmp_path: Path, encoding: str) -> None:
    plain = written(tmp_path, HEADER + BODY)
    plain.path.write_text(HEADER + BODY, encoding=encoding, newline="\r\n")
    assert load(plain.path) == plain


def test_offsets_count_from_the_floor_and_a_listeners_signal_does_not_take_it(
    tmp_path: Path,
) -> None:
    question, answer, signal, proposal, accepted = timed(written(tmp_path, HEADER + BODY))
    assert question.start == pytest.approx(0.5)
    # 3 + 4 + 1 + 3 letters in four words: 4 * 0.08 + 11 * 0.06 seconds.
    assert question.end == pytest.approx(0.5 + 0.98)
    assert answer.start == pytest.approx(question.end + 2.5)
    assert signal.start == pytest.approx(answer.start + 0.1)
    assert proposal.start == pytest.approx(answer.end + 0.4)
    assert accepted.start == pytest.approx(proposal.end - 0.2)


def test_a_script_can_be_heard_without_sound(tmp_path: Path) -> None:
    script = written(tmp_path, HEADER + BODY)
    heard = as_heard(script)
    assert heard.speakers == ("left", "right")
    assert [word.text for word in heard.words if word.speaker == "right"] == ["Veel.", "Ja."]
    bare = as_heard(script, punctuation=False)
    assert [word.text for word in bare.words][:4] == ["wat", "kost", "u", "dat"]
    for word in heard.words:
        assert any(
            segment.speaker == word.speaker
            and segment.start <= word.start
            and word.end <= segment.end
            for segment in heard.segments
        )
    mono = as_heard(written(tmp_path, HEADER.replace("---", "layout: mono\n---") + BODY))
    assert mono.speakers == ("SPEAKER_00", "SPEAKER_01")


def test_a_call_in_which_nothing_is_said_is_empty(tmp_path: Path) -> None:
    heard = as_heard(written(tmp_path, HEADER))
    assert heard.words == () and heard.segments == ()


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_every_demo_script_says_all_about_its_call(path: Path) -> None:
    script = load(path)
    assert script.outcome is not None and script.flags is not None
    assert script.report and script.account and script.started_at
    for line in script.lines:
        assert ("?" in line.text) == (line.labels.question is not None), f"line {line.number}"


@pytest.mark.parametrize(
    "path", SCRIPTS + DIALOGUES, ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_labels_are_complete_and_agree_with_what_happens_next(path: Path) -> None:
    script = load(path)
    assert script.call == path.stem
    said = " ".join(line.text for line in script.lines).lower()
    floor = [line for line in script.lines if not line.inside]
    for line, following in zip_longest(floor, floor[1:]):
        question, silence = line.labels.question, line.labels.silence
        assert "?" not in line.text or question, f"line {line.number}"
        if question and question.counted and line.side == "seller":
            assert question.purpose and silence, f"line {line.number}"
        if silence and silence.result == "unanswered":
            # the call ends, or the customer speaks of something else
            assert following is None or following.side == "customer", f"line {line.number}"
        elif silence and silence.result == "kept":
            assert following and following.side != "seller", f"line {line.number}"
        elif silence and silence.result == "run-on":
            assert following and following.side == "seller", f"line {line.number}"
            assert following.offset < 0.4, f"line {line.number}"
        elif silence:
            assert following and following.offset >= 0.5, f"line {line.number}"
        for commitment in line.labels.commitments:
            assert (commitment.when or "").lower() in said, f"line {line.number}"
            assert (commitment.condition or "").lower() in said, f"line {line.number}"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_there_are_hard_cases_in_both_languages(language: str) -> None:
    mine = [load(path) for path in DIALOGUES if path.parent.name == language]
    assert len(mine) >= 60
    assert {script.language for script in mine} == {language}
    labels = [line.labels for script in mine for line in script.lines]
    rescues = {one.silence.rescue for one in labels if one.silence}
    assert rescues >= {"rephrased", "answered", "options", "stacked", "softened", "topic"}
    forms = {one.question.form for one in labels if one.question}
    assert forms == {*COUNTED_FORMS, *UNCOUNTED_FORMS}
    assert {one.kind for label in labels for one in label.commitments} == set(KINDS)
    assert {one.tension for one in labels} >= set(TENSIONS)


def test_the_demo_scripts_cover_both_languages_both_layouts_and_every_form_of_progress() -> None:
    scripts = [load(path) for path in SCRIPTS]
    for language in ("nl", "en"):
        mine = [script for script in scripts if script.language == language]
        assert len(mine) >= 4
        assert sum(script.layout == "stereo" for script in mine) >= 3
        assert sum(script.layout == "mono" for script in mine) >= 2
        for script in mine:
            assert 60.0 <= as_heard(script).duration <= 240.0
    assert {script.outcome for script in scripts} == {"order", "advance", "no", "continuation"}
    assert any(not script.channel_told for script in scripts)
    forms = {
        line.labels.question.form
        for script in scripts
        for line in script.lines
        if line.labels.question
    }
    assert forms >= {"open", "closed", "choice", "check", "courtesy", "rhetorical"}
