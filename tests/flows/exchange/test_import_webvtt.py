"""WebVTT as it comes from meetings: every word at its time, or a sentence that names the line."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path

import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from analysis.record import Facts
from flows.exchange.jobs import bring_in
from flows.exchange.readers import read
from flows.exchange.transcript import Transcript, TranscriptError
from flows.exchange.written import rttm
from flows.exchange.written import vtt as written
from flows.settings import Settings
from flows.store import Store
from tests.flows.exchange.test_import import AMAZON, LONGEST_S, TEAMS, ZOOM, brought_in
from tests.flows.replay import settings_in


def transcript(text: str | bytes) -> Transcript:
    content = text if isinstance(text, bytes) else text.encode()
    return read(content, Path("call.vtt"), LONGEST_S)


def said(text: str | bytes) -> list[tuple[str, str, float]]:
    return [(word.speaker, word.text, word.start) for word in transcript(text).words]


def cue(times: str, line: str = "<v Anna>Dag.</v>", *, header: str = "WEBVTT\n\n") -> str:
    return f"{header}00:01.000 --> 00:02.000\n<v Bob>Hallo.</v>\n\n{times}\n{line}\n"


@pytest.mark.parametrize("name", ["An\0na\a", "\x1bAn\x9bna"])
def test_what_commands_a_terminal_is_in_no_name_and_no_word(name: str) -> None:
    words = said(f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v {name}>Ja\0 {name}</v>\n")
    assert {speaker for speaker, _, _ in words} == {"An na"}
    assert [text for _, text, _ in words] == ["Ja", "An", "na"]


@pytest.mark.parametrize("tag", ["<v>", "<v >", "<v.loud>", "<v  >"])
def test_a_voice_without_a_name_is_not_whoever_spoke_before(tag: str) -> None:
    text = cue("00:03.000 --> 00:04.000", f"{tag}Dag.</v>")
    assert [(who, word) for who, word, _ in said(text)] == [("Bob", "Hallo."), ("UNKNOWN", "Dag.")]


def test_voices_without_any_name_are_refused() -> None:
    with pytest.raises(TranscriptError, match="no line names a speaker; export it with speakers"):
        transcript("WEBVTT\n\n00:01.000 --> 00:02.000\n<v >Hallo.</v>\n")


@pytest.mark.parametrize(
    ("times", "at"),
    [
        ("00:03.500 --> 00:04.000", 3.5),
        ("00:00:03,500 --> 00:00:04,000", 3.5),
        ("0:0:3.5 --> 0:0:4", 3.5),
        ("99:30.000 --> 99:31.000", 5970.0),
        ("01:00:03.500 --> 01:00:04.000 align:left position:20%", 3603.5),
        ("a name\n00:03.500-->00:04.000", 3.5),
    ],
)
def test_times_are_read_where_their_meaning_is_plain(times: str, at: float) -> None:
    assert said(cue(times)) == [("Bob", "Hallo.", 1.0), ("Anna", "Dag.", at)]


@pytest.mark.parametrize(
    "times",
    [
        "00:00:04.000 --> 00:00:03.000",
        "-00:00:00.500 --> 00:00:03.000",
        "00:99:00.000 --> 00:99:01.000",
        "00:00:61.000 --> 00:00:62.000",
        "00:03.500 -->",
        "soon --> later",
    ],
)
def test_a_time_that_is_none_is_named_with_its_line(times: str) -> None:
    with pytest.raises(TranscriptError) as refused:
        transcript(cue(times))
    assert str(refused.value).startswith("call.vtt is not measured: its line 6 (")
    assert times in str(refused.value)


def test_a_time_past_every_call_is_named() -> None:
    with pytest.raises(TranscriptError, match=r"'Dag.' ends at 3.6e\+08 s.*at most 21600 s"):
        transcript(cue("100000:00:00.000 --> 100000:00:01.000"))


def test_words_that_belong_to_no_time_are_not_left_out() -> None:
    with pytest.raises(TranscriptError, match=r"its line 9 \(En nog iets.\) belongs to no time"):
        transcript(cue("00:03.000 --> 00:04.000", "<v Anna>Dag.</v>\n\nEn nog iets."))


def test_letters_that_stand_for_others_are_read() -> None:
    text = cue("00:03.000 --> 00:04.000", "<v A &amp; B>AT&amp;T, ik&nbsp;dan &lt;b&gt; Q&A</v>")
    words = [(word.speaker, word.text) for word in transcript(text).words[1:]]
    assert words == [("A & B", text) for text in ("AT&T,", "ik", "dan", "<b>", "Q&A")]


def test_two_voices_in_one_cue_are_two_speakers() -> None:
    text = cue("00:03.000 --> 00:04.000", "<v Anna>Dag <i>Bob</i>.</v>\n<v.loud Bob>Dag.")
    words = [(word.speaker, word.text) for word in transcript(text).words[1:]]
    assert words == [("Anna", "Dag"), ("Anna", "Bob."), ("Bob", "Dag.")]


def test_comments_styles_and_the_header_are_no_words() -> None:
    header = (
        "WEBVTT - a call\nKind: captions\n\nSTYLE\n::cue {}\n\nNOTE by hand\nmore\n\n"
        "REGION\nid:a\n\n"
    )
    text = cue("00:03.000 --> 00:04.000", header=header)
    assert [word for _, word, _ in said(text)] == ["Hallo.", "Dag."]
    assert said(text.replace("\n", "\r\n")) == said(text) == said(text.replace("\n", "\r"))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_file_that_says_its_encoding_is_read_in_it(encoding: str) -> None:
    text = cue("00:03.000 --> 00:04.000", "<v Zoë>Één.</v>")
    assert said(text.encode(encoding)) == said(text)


def test_another_encoding_is_named_with_the_line() -> None:
    text = cue("00:03.000 --> 00:04.000", "<v Zoë>Een.</v>")
    with pytest.raises(TranscriptError, match="its line 7 is no text in UTF-8"):
        transcript(text.encode("latin-1"))


def test_what_goes_out_comes_in_again(tmp_path: Path) -> None:
    settings: Settings = settings_in(tmp_path)
    path = tmp_path / "call.vtt"
    path.write_text(ZOOM.replace("nothing", "R&amp;D"))
    record = brought_in(path, settings, language="en")
    text = written(record)
    ours = [word for _, word, _ in said(text)]
    assert ours == [word.text for word in Store(settings.kept).find("call").heard.words]
    captions = webvtt.from_string(text).captions
    assert ours == [word for one in captions for word in unescape(one.text).split()]


def test_names_of_several_words_are_one_column_of_rttm(tmp_path: Path) -> None:
    path = tmp_path / "call.vtt"
    path.write_text(ZOOM)
    lines = rttm(brought_in(path, settings_in(tmp_path))).splitlines()
    assert [line.split(" ")[7] for line in lines] == ["Emma_Wilson", "Mark_Turner"]
    assert {len(line.split(" ")) for line in lines} == {10}


@given(
    st.lists(
        st.sampled_from(
            ["", "NOTE x", "STYLE", "00:01.000 --> 00:02.000", "00:03,5 --> 00:01", "Anna: Dag.",
             "<v Bob>", "<v Bob>Ja", "-->", "1", "&amp;", "<", "\r", " "]
        ),
        max_size=9,
    )
)  # fmt: skip
def test_whatever_the_lines_they_are_read_or_refused(lines: list[str]) -> None:
    try:
        found = transcript("\n".join(["WEBVTT", *lines]))
    except TranscriptError as error:
        assert "call.vtt" in str(error)
    else:
        assert all(0 <= word.start <= word.end and word.speaker for word in found.words)


@pytest.mark.parametrize("beside", [{"segments": [], "language": "english"}, AMAZON])
def test_a_transcript_in_json_beside_it_is_no_sidecar(
    tmp_path: Path, beside: dict[str, object]
) -> None:
    (tmp_path / "call.vtt").write_text(TEAMS, encoding="utf-8")
    (tmp_path / "call.json").write_text(json.dumps(beside), encoding="utf-8")
    (tmp_path / "call.yaml").write_text("language: nl\nseller: Sanne de Vries\n", encoding="utf-8")
    settings = settings_in(tmp_path)
    done = bring_in([tmp_path / "call.vtt"], settings, Facts())
    assert (done.measured, done.refused) == (("call.vtt",), ())
    call = Store(settings.kept).find("call.vtt").call
    assert (call.language, call.seller) == ("nl", "Sanne de Vries")


@pytest.mark.parametrize("name", ["3M Support", "1. Bakker", "24/7 Sanne", "2de lijn"])
def test_a_name_that_begins_with_a_figure_is_a_speaker(name: str) -> None:
    """What is said under it is never said by who spoke before."""
    text = cue("00:03.500 --> 00:04.000", f"{name}: Ik teken.")
    assert {speaker for speaker, *_ in said(text)} == {"Bob", name}
    later = cue("00:03.500 --> 00:04.000", "om 10:30 dan")
    assert {speaker for speaker, *_ in said(later)} == {"Bob"}


@pytest.mark.parametrize(
    "caller", ["31612345678", "+31 6 12345678", "+1 (650) 555-1234", "31612***78", "(Gast) Bob"]
)
def test_somebody_who_dialled_in_is_a_speaker_of_his_own(caller: str) -> None:
    """A meeting names him by his number; his promise is never the one of who spoke before him."""
    text = cue("00:03.500 --> 00:04.000", f"{caller}: Ja, ik teken.")
    assert said(text)[1:] == [
        (caller, "Ja,", pytest.approx(3.5, abs=0.01)),
        (caller, "ik", pytest.approx(3.65, abs=0.02)),
        (caller, "teken.", pytest.approx(3.75, abs=0.05)),
    ]


def test_the_number_of_a_caller_is_not_kept(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    numbers = ("31612345678", "31612345679")
    lines = (cue_of(at, f"{numbers[at % 2]}: Dat is goed.") for at in range(1, 5))
    path = tmp_path / "call.vtt"
    path.write_text("WEBVTT\n\n" + "\n".join(lines))
    assert bring_in([path], settings, Facts(language="nl")).refused == ()
    kept = Store(settings.kept).paths()[0].read_text()
    assert not any(number in kept for number in numbers)
    record = Store(settings.kept).read(Store(settings.kept).paths()[0])
    assert len({word.speaker for word in record.heard.words}) == 2
    assert record.heard.speakers == ("xxxxxxxxxxx", "xxxxxxxxxxx (2)")


def cue_of(at: int, line: str) -> str:
    return f"00:0{at}.000 --> 00:0{at}.900\n{line}\n"
