"""The list and the call as they are served, without a browser."""

from __future__ import annotations

import io
import json
import re
import tomllib
import wave
from dataclasses import replace
from html import unescape
from importlib.resources import files
from typing import get_args

import pytest
from starlette.testclient import TestClient

from analysis.conversation import Interlude
from analysis.findings import By, FlagName, MapKind, Outcome, RescueKind, SilenceResult, TensionEnd
from analysis.language.pack import LANGUAGES
from analysis.measure import _NEEDS_WORDS
from analysis.record import Facts
from flows.call import measured
from flows.current import publish_snapshot
from flows.exchange.jobs import bring_in
from flows.settings import Settings
from flows.store import Store
from flows.verdicts import SHOULD_BE
from review.choices import choices_of
from review.texts import speaker_of
from tests.review.conftest import call_id_of


def shown(page: str) -> list[str]:
    return re.findall('class="open" href="/call/([0-9a-f]+)"', page)


def test_the_call_that_most_deserves_an_hour_stands_first(
    client: TestClient, settings: Settings
) -> None:
    calls = shown(client.get("/").text)
    assert calls[0] == call_id_of(settings, "nl-03")
    assert len(calls) == len(set(calls)) == 6


def test_exemplary_calls_stand_apart(client: TestClient, settings: Settings) -> None:
    praised = shown(client.get("/exemplary").text)
    assert call_id_of(settings, "en-01") in praised
    assert not set(praised) & set(shown(client.get("/").text))


def test_filters_narrow_the_list(client: TestClient, settings: Settings) -> None:
    assert shown(client.get("/?seller=Karin+Smit").text) == [call_id_of(settings, "nl-03")]
    assert shown(client.get("/?flag=seller_dominates").text) == [call_id_of(settings, "en-02")]
    days = shown(client.get("/?since=2026-03-04&until=2026-03-04").text)
    assert call_id_of(settings, "nl-03") in days
    assert 0 < len(days) < 6
    assert shown(client.get("/?since=2030-01-01").text) == []


def test_pages_keep_the_filter(settings: Settings) -> None:
    from review.app import make_app

    few = settings.model_copy(
        update={"review": settings.review.model_copy(update={"calls_a_page": 2})}
    )
    with TestClient(make_app(few), base_url="http://127.0.0.1") as other:
        first, third = other.get("/?flag=lingering_maybe"), other.get("/?page=3")
        assert len(shown(first.text)) == 2
        assert "flag=lingering_maybe&amp;page=2" in first.text
        assert len(shown(third.text)) == 2
        assert shown(other.get("/?page=99").text) == shown(third.text)


def test_both_languages_say_the_same_things() -> None:
    nl, en = (
        tomllib.loads((files("review") / "texts" / f"{name}.toml").read_text(encoding="utf-8"))
        for name in ("nl", "en")
    )
    assert {k: set(v) for k, v in nl.items()} == {k: set(v) for k, v in en.items()}
    for section, texts in nl.items():
        for key, text in texts.items():
            assert set(re.findall(r"\{\w+\}", text)) == set(
                re.findall(r"\{\w+\}", en[section][key])
            ), (section, key)


def test_language_and_theme_are_remembered(client: TestClient) -> None:
    assert "Te beluisteren" in client.get("/?lang=nl&theme=dark").text
    again = client.get("/").text
    assert "Te beluisteren" in again
    assert 'data-theme="dark"' in again
    assert "Calls to hear" in client.get("/", params={"lang": "en"}).text


def test_the_call_shows_every_silence_after_a_probing_question(
    client: TestClient, settings: Settings
) -> None:
    call = call_id_of(settings, "nl-03")
    record = Store(settings.folders.data).read(Store(settings.folders.data).record_path(call))
    page = client.get(f"/call/{call}?lang=nl").text
    for silence in record.measures.silences:
        key = f"silence:{round(silence.start * 10)}"
        found = re.search(f'class="pause look-([a-z-]+)"[^>]*"{key}"', page)
        assert (found is not None) == silence.probing
        if found:
            assert found[1] == silence.result
    pieces = re.findall('class="words" data-s="([0-9. ]+)">([^<]+)<', page)
    for seconds, words in pieces:
        assert len(seconds.split()) == len(words.split())
    assert sum(len(words.split()) for _, words in pieces) == sum(
        len(turn.text.split()) for turn in record.conversation.turns
    )


def test_sound_is_served_by_ranges(client: TestClient, settings: Settings) -> None:
    call = call_id_of(settings, "nl-01")
    whole = client.get(f"/call/{call}/sound.wav")
    part = client.get(f"/call/{call}/sound.wav", headers={"range": "bytes=1000-1999"})
    assert part.status_code == 206
    assert part.content == whole.content[1000:2000]
    assert part.headers["content-range"] == f"bytes 1000-1999/{len(whole.content)}"
    beyond = client.get(f"/call/{call}/sound.wav", headers={"range": "bytes=999999999-"})
    assert beyond.status_code == 416


@pytest.mark.parametrize(("start", "end"), [(12.0, 19.5), (0.0, 1.0), (-3.0, 2.0)])
def test_a_clip_has_the_length_asked_for(
    client: TestClient, settings: Settings, start: float, end: float
) -> None:
    call = call_id_of(settings, "nl-01")
    answer = client.get(f"/call/{call}/clip.wav?from={start}&to={end}")
    with wave.open(io.BytesIO(answer.content)) as clip:
        seconds = clip.getnframes() / clip.getframerate()
        assert clip.getnchannels() == 2
    assert seconds == pytest.approx(end - max(0.0, start), abs=0.001)


def test_a_clip_comes_with_the_words_said_in_it(client: TestClient, settings: Settings) -> None:
    call = call_id_of(settings, "nl-03")
    record = Store(settings.folders.data).read(Store(settings.folders.data).record_path(call))
    silence = next(item for item in record.measures.silences if item.result == "rescued")
    question = record.measures.questions[silence.question_id]
    text = client.get(f"/call/{call}/clip.txt?from={question.start}&to={silence.start}").text
    assert question.text in text
    assert record.conversation.turns[-1].text not in text


def test_the_waveform_has_a_lane_a_side(client: TestClient, settings: Settings) -> None:
    for name in ("nl-01", "nl-03"):  # two channels, one channel
        call = call_id_of(settings, name)
        record = Store(settings.folders.data).read(Store(settings.folders.data).record_path(call))
        lanes = client.get(f"/call/{call}/peaks.json").json()
        sides = record.conversation.roles.side_of
        for lane, side in zip(lanes, ("seller", "customer"), strict=True):
            each = len(lane) / record.heard.duration
            mine = [s for s in record.heard.segments if sides[s.speaker] == side]
            theirs = [s for s in record.heard.segments if sides[s.speaker] != side]
            loud = sum(max(lane[int(s.start * each) : int(s.end * each) + 1]) for s in mine)
            assert loud / len(mine) > 0.1
            alone = [
                lane[int((s.start + 0.4) * each) : int((s.end - 0.4) * each)]
                for s in theirs
                if s.seconds > 1 and not any(o.start < s.end and o.end > s.start for o in mine)
            ]
            assert max(max(some) for some in alone if some) < 0.05


def test_who_heard_what_is_written_down(client: TestClient, settings: Settings) -> None:
    call = call_id_of(settings, "nl-01")
    client.get(f"/call/{call}")
    client.get(f"/call/{call}/sound.wav", headers={"range": "bytes=0-"})
    client.get(f"/call/{call}/sound.wav", headers={"range": "bytes=5000-6000"})
    client.get(f"/call/{call}/clip.wav?from=1&to=2")
    lines = (settings.folders.data / "review" / "access.log").read_text().splitlines()
    seen = [json.loads(line) for line in lines]
    assert [entry["what"] for entry in seen] == ["page", "sound", "clip"]
    assert {(entry["who"], entry["call"]) for entry in seen} == {("Vera", call)}


def test_old_lines_of_the_access_log_go_at_a_start(settings: Settings) -> None:
    from review.app import make_app

    log = settings.folders.data / "review" / "access.log"
    log.parent.mkdir()
    new = '{"at": "2999-01-01T00:00:00+00:00", "who": "a", "what": "page", "call": "b"}'
    log.write_text(new.replace("2999", "2001") + "\n" + new + "\nno line of ours\n")
    make_app(settings)
    assert log.read_text() == new + "\n"


def test_old_lines_go_too_while_the_page_stays_open(
    client: TestClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = call_id_of(settings, "nl-01")
    log = settings.folders.data / "review" / "access.log"
    client.get(f"/call/{call}")
    old = {"at": "2001-01-01T00:00:00+00:00", "who": "a", "what": "page", "call": "b"}
    log.write_text(json.dumps(old) + "\n" + log.read_text())
    client.get(f"/call/{call}")
    assert len(log.read_text().splitlines()) == 3
    monkeypatch.setattr("review.access_log.DAY_S", -1.0)
    client.get(f"/call/{call}")
    whos = [json.loads(line)["who"] for line in log.read_text().splitlines()]
    assert whos == ["Vera", "Vera", "Vera"]


def test_a_call_that_came_as_a_transcript_says_that_it_has_no_sound(
    settings: Settings, client: TestClient
) -> None:
    file = settings.folders.data.parent / "call.vtt"
    lines = ("<v Anna>Waar loopt u op vast?", "<v Bob>De machine staat stil, twee dagen soms.")
    cues = "".join(
        f"00:00:{n:02d}.000 --> 00:00:{n + 4:02d}.000\n{line}\n\n"
        for n, line in zip((1, 10), lines, strict=True)
    )
    file.write_text(f"WEBVTT\n\n{cues}")
    done = bring_in([file], settings, Facts(seller="Anna", language="nl"))
    assert not done.refused
    publish_snapshot(settings)
    call = call_id_of(settings, "call")
    page = client.get(f"/call/{call}?lang=nl").text
    assert "het gesprek kwam als transcript, zonder geluid" in page
    assert "<audio" not in page
    assert 'class="sells" data-voice="Bob"' in page
    assert "loopt" in page
    seller, customer = client.get(f"/call/{call}/peaks.json").json()
    quarter = len(seller) // 4  # Anna speaks from 1 to 5 seconds, Bob from 10 to 14
    assert max(seller[:quarter]) > 0 == max(customer[:quarter])
    assert max(customer[-quarter:]) > 0 == max(seller[-quarter:])


def test_what_is_not_measurable_names_what_and_why(settings: Settings, client: TestClient) -> None:
    call = call_id_of(settings, "nl-03")
    store = Store(settings.folders.data)
    record = store.read(store.record_path(call))
    store.keep(measured(replace(record.heard, words=()), record.call, settings.analysis))
    missing = {
        "nl": "Voortgang, Stiltes gelaten, Doorvragen, Klant in kaart",
        "en": "Progress, Silence kept, Probing, Customer map",
    }
    for language, words in (("nl", "stiltes, toezeggingen"), ("en", "silences, commitments")):
        page = client.get(f"/call/{call}?lang={language}").text
        assert words in page
        assert "er zijn geen woorden herkend" in page  # in the language of the call
        assert speaker_of(language)("call.no_words") in page
        assert speaker_of(language)("call.score_unknown", missing=missing[language]) in page


def test_language_and_theme_keep_the_filters(client: TestClient) -> None:
    page = client.get("/?flag=seller_dominates&lang=en").text
    assert 'href="?flag=seller_dominates&amp;lang=nl"' in page
    assert 'href="?flag=seller_dominates&amp;theme=dark"' in page


def test_a_recording_that_left_the_inbox_is_said_to_be_gone(
    client: TestClient, settings: Settings
) -> None:
    call = call_id_of(settings, "nl-01")
    for path in settings.folders.inbox.glob("nl-01*"):
        path.unlink()
    page = client.get(f"/call/{call}?lang=en")
    assert page.status_code == 200
    assert "no longer in the inbox" in page.text
    assert client.get(f"/call/{call}/sound.wav").status_code == 404


def test_another_recording_under_the_same_name_is_never_played(
    client: TestClient, settings: Settings
) -> None:
    call = call_id_of(settings, "nl-01")
    (mine,) = settings.folders.inbox.glob("nl-01*.flac")
    (other,) = settings.folders.inbox.glob("nl-02*.flac")
    mine.write_bytes(other.read_bytes())
    assert client.get(f"/call/{call}/sound.wav").status_code == 404


def test_our_copy_of_a_recording_goes_with_it(client: TestClient, settings: Settings) -> None:
    call = call_id_of(settings, "nl-01")
    assert client.get(f"/call/{call}/peaks.json").status_code == 200
    copies = settings.folders.data / "review"
    assert len(list(copies.glob(f"{call}.*"))) == 2
    for path in settings.folders.inbox.glob("nl-01*"):
        path.unlink()
    assert client.get(f"/call/{call}/peaks.json").status_code == 200  # drawn from who spoke when
    assert list(copies.glob(f"{call}.*")) == []
    for what in ("sound.wav", "clip.wav?from=0&to=1"):
        assert client.get(f"/call/{call}/{what}").status_code == 404
    assert list(copies.glob(f"{call}.*")) == []


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("flag", get_args(FlagName)),
        ("outcome", (*get_args(Outcome), "unknown")),
        ("silence", (*get_args(SilenceResult), *get_args(RescueKind))),
        ("commitment", (*get_args(By), "decline", "stall")),
        ("tension", get_args(TensionEnd)),
        ("map", get_args(MapKind)),
        ("measured", [name.replace(" ", "_") for name in (*_NEEDS_WORDS, "talk share")]),
    ],
)
def test_the_page_has_words_for_whatever_is_found(section: str, words: tuple[str, ...]) -> None:
    for language in LANGUAGES:
        say = speaker_of(language)
        assert all(say(f"{section}.{word}") for word in words)


def test_every_correction_has_words_in_both_languages() -> None:
    for language in LANGUAGES:
        choices = choices_of(speaker_of(language), unsaid=True)
        assert {
            what: tuple(word for word, _ in some) for what, some in choices.items()
        } == SHOULD_BE
        assert all(len({text for _, text in some}) == len(some) for some in choices.values())


@pytest.mark.parametrize(
    ("language", "hold", "tape", "lost"),
    [
        ("nl", "In de wacht", "Bandje", "Geluid ontbreekt, 2,5 s"),
        ("en", "On hold", "Recorded", "Sound missing, 2.5 s"),
    ],
)
def test_hold_and_announcements_stand_on_the_timeline_and_in_the_transcript(
    client: TestClient, settings: Settings, language: str, hold: str, tape: str, lost: str
) -> None:
    store = Store(settings.folders.data)
    record = store.read(store.record_path(call_id_of(settings, "nl-03")))
    apart = (
        Interlude("announcement", "right", 0.0, 4.0, "toets", "Voor verkoop, <b>toets</b> één."),
        Interlude("hold", "left", 30.0, 54.4, "in de wacht", ""),
    )
    talk = replace(record.conversation, interludes=apart)
    heard = replace(record.heard, lost=((60.0, 62.5),))
    store.keep(replace(record, conversation=talk, heard=heard))
    address = f"/call/{record.call.id}"
    page = client.get(address, headers={"accept-language": language}).text
    drawn = re.findall(r'class="interlude".*?data-at="([\d.]+)" data-until="([\d.]+)"', page)
    assert drawn == [("0.0", "4.0"), ("30.0", "54.4"), ("60.0", "62.5")]
    assert f"{hold}, 24 s" in page
    assert lost in page
    assert "Voor verkoop, &lt;b&gt;toets" in page.replace("&#34;", '"')
    clip = client.get(f"{address}/clip.txt?from=0&to=3", headers={"accept-language": language}).text
    assert clip.startswith("0:00.0  ")
    assert f"{tape}" in clip
    assert "Voor verkoop" in clip


@pytest.mark.parametrize(
    ("language", "share", "extended"),
    [
        (
            "nl",
            "ter vergelijking: 43% verkoper, 57% klant; boven 65% schaadt (Gong 2016)",
            "een kracht (Rowe 1974, Curhan 2021)",
        ),
        (
            "en",
            "to compare: seller 43%, customer 57%; above 65% hurts (Gong 2016)",
            "a strength (Rowe 1974, Curhan 2021)",
        ),
    ],
)
def test_what_others_found_stands_beside_the_figure_with_source_and_year(
    client: TestClient, settings: Settings, language: str, share: str, extended: str
) -> None:
    page = unescape(client.get(f"/call/{call_id_of(settings, 'nl-03')}?lang={language}").text)
    say = speaker_of(language)
    for title, reference in (("seller_share", share), ("extended", extended)):
        said = re.escape(say(f"measure.{title}"))
        beside = f'<dt>{said}</dt><dd>[^<]*</dd><dd class="reference">(.*?)</dd>'
        found = re.search(beside, page)
        assert found is not None
        assert found[1] == reference


def test_pleasantness_stands_beside_the_moments_of_tension(
    client: TestClient, settings: Settings
) -> None:
    call = call_id_of(settings, "nl-01")
    store = Store(settings.folders.data)
    measures = store.read(store.record_path(call)).measures
    assert measures.pleasantness_per_100_turns is not None
    page = client.get(f"/call/{call}?lang=nl").text
    assert f"<dd>{measures.pleasantness_per_100_turns:.0f}</dd>" in page
    assert "<dt>Momenten van spanning</dt>" in page


def test_a_call_that_was_no_talk_says_so_where_points_are_missing(
    client: TestClient, settings: Settings
) -> None:
    call = call_id_of(settings, "nl-03")
    store = Store(settings.folders.data)
    record = store.read(store.record_path(call))
    words = tuple(word for word in record.heard.words if word.end < 6)
    segments = tuple(segment for segment in record.heard.segments if segment.end < 6)
    heard = replace(record.heard, words=words, segments=segments)
    short = measured(heard, record.call, settings.analysis)
    assert (short.measures.outcome, short.measures.not_measurable) == ("none", ())
    store.keep(short)
    page = client.get(f"/call/{call}?lang=en").text
    assert "No score. Not measurable: outcome" in page
    assert page.count(short.measures.outcome_reason) >= 2  # above, and at the part without points
