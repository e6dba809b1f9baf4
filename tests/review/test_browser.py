"""A coach at work, in a real browser: what is clicked is heard, what is said is kept."""

from __future__ import annotations

import json
import wave
from pathlib import Path
from typing import Any

import pytest

from flows.settings import Settings
from flows.snapshot import open_snapshot, rows
from flows.store import Store
from review.coaching import Coaching, keep_coaching
from tests.review.conftest import call_id_of, wait_until

AXE = Path(__file__).parent / "vendor" / "axe.min.js"


def now(page: Any) -> float:
    return float(page.evaluate("document.querySelector('audio').currentTime"))


def open_call(page: Any, settings: Settings, name: str) -> None:
    page.goto(f"/call/{call_id_of(settings, name)}")
    wait_until(page, "document.querySelector('audio').readyState >= 2")
    # The page makes elements of its words after it is drawn, a while later on a busy machine.
    page.locator(".w").first.wait_for()


def kept(settings: Settings) -> list[dict[str, Any]]:
    folder = settings.folders.data / "verdicts"
    return [json.loads(path.read_bytes()) for path in sorted(folder.glob("*.json"))]


def test_from_the_list_to_the_rescued_silence(page: Any, settings: Settings) -> None:
    page.goto("/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/call/*")
    assert page.url.endswith(call_id_of(settings, "nl-03"))
    wait_until(page, "document.querySelector('audio').readyState >= 2")
    page.evaluate("document.querySelector('audio').play = () => Promise.resolve()")
    rescued = page.locator(".marks .look-rescued").first
    rescued.click()
    wait_until(page, "!document.querySelector('audio').seeking")
    told = page.locator(".moment.current.look-rescued")
    heard_from = float(told.get_attribute("data-from"))  # its question, and not its first silence
    assert heard_from < float(rescued.get_attribute("data-at"))
    assert now(page) == pytest.approx(heard_from, abs=0.1)


def test_reasons_are_judged_by_keyboard_as_moments_are(page: Any, settings: Settings) -> None:
    open_call(page, settings, "nl-03")
    for key, verdict in (("1", "right"), ("2", "wrong")):
        page.keyboard.press("f")
        with page.expect_response("**/verdict"):
            page.keyboard.press(key)
        pressed = page.locator(".reason.current [aria-pressed=true]")
        pressed.wait_for()
        assert pressed.get_attribute("data-verdict") == verdict
    assert {(item["kind"], item["key"]): item["verdict"] for item in kept(settings)} == {
        ("flag", "good_conversation"): "right",
        ("flag", "lingering_maybe"): "wrong",
    }


def test_a_click_on_the_waveform_is_heard_and_arrows_go_a_little_back_and_on(
    page: Any, settings: Settings
) -> None:
    open_call(page, settings, "nl-03")
    box = page.locator(".inner").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 20)
    wait_until(page, "!document.querySelector('audio').paused")
    page.keyboard.press(" ")
    wait_until(page, "document.querySelector('audio').paused")
    middle = now(page)
    length = float(page.locator(".player").get_attribute("data-duration"))
    assert middle == pytest.approx(length / 2, abs=2.0)
    for key, by in (("ArrowLeft", -5.0), ("ArrowRight", 0.0)):
        page.keyboard.press(key)
        wait_until(page, "!document.querySelector('audio').seeking")
        assert now(page) == pytest.approx(middle + by, abs=0.1)


def test_every_part_of_the_score_shows_what_it_rests_on(page: Any, settings: Settings) -> None:
    open_call(page, settings, "nl-03")
    store = Store(settings.folders.data)
    measures = store.read(store.record_path(call_id_of(settings, "nl-03"))).measures
    parts = page.locator(".parts > li")
    assert parts.count() == 5
    for index in range(5):
        parts.nth(index).locator("summary").click()
    shown = [parts.nth(index).locator("q").all_inner_texts() for index in range(5)]
    said = {question.id: question.text for question in measures.questions}
    assert shown[0] == [row.evidence.quote for row in measures.commitments]
    assert shown[1] == [said[s.question_id] for s in measures.silences if s.probing]
    assert shown[3] == [entry.evidence.quote for entry in measures.customer_map]
    first = parts.nth(3).locator(".at").first
    first.click()
    wait_until(page, "!document.querySelector('audio').seeking")
    entry = measures.customer_map[0].evidence.start
    assert entry - 2.0 < now(page) < entry + 1.0


def test_a_page_from_an_earlier_start_still_keeps_what_is_said(
    page: Any, settings: Settings
) -> None:
    open_call(page, settings, "nl-03")
    page.context.clear_cookies()  # as a restart does: the page's token fits nothing any more
    page.goto("/")
    page.go_back()
    wait_until(page, "document.querySelector('audio').readyState >= 2")
    page.evaluate("document.querySelector('meta[name=csrf]').content")
    page.keyboard.press("n")
    with page.expect_response(lambda it: "verdict" in it.url and it.status == 200):
        page.keyboard.press("1")
    assert [item["verdict"] for item in kept(settings)] == ["right"]


def test_the_sound_comes_in_ranges(page: Any, settings: Settings) -> None:
    answers: list[int] = []
    page.on("response", lambda it: answers.append(it.status) if "sound.wav" in it.url else None)
    open_call(page, settings, "nl-01")
    assert set(answers) == {206}


def test_words_light_up_with_the_sound(page: Any, settings: Settings) -> None:
    open_call(page, settings, "nl-01")
    page.locator(".w").nth(30).click()
    page.wait_for_timeout(700)
    lit = float(page.locator(".w.now").get_attribute("data-s"))
    assert lit == pytest.approx(now(page), abs=1.0)
    assert now(page) > float(page.locator(".w").nth(30).get_attribute("data-s"))
    page.keyboard.press(" ")
    assert page.evaluate("document.querySelector('audio').paused")


def test_a_link_opens_at_its_second(page: Any, settings: Settings) -> None:
    page.goto(f"/call/{call_id_of(settings, 'nl-01')}#t=42.5")
    wait_until(page, "document.querySelector('audio').currentTime > 42")
    assert now(page) == pytest.approx(42.5, abs=0.1)


def test_moments_follow_one_another_and_verdicts_are_one_key(page: Any, settings: Settings) -> None:
    open_call(page, settings, "nl-03")
    before = page.locator("ol.moments > .moment")
    for key, verdict in (("1", "right"), ("2", "wrong"), ("3", "unsure")):
        page.keyboard.press("n")
        with page.expect_response("**/verdict"):
            page.keyboard.press(key)
        pressed = page.locator(".moment.current [aria-pressed=true]")
        pressed.wait_for()
        assert pressed.get_attribute("data-verdict") == verdict
    page.keyboard.press("p")
    keys = [before.nth(index).get_attribute("data-key") for index in range(3)]
    assert page.locator(".moment.current").get_attribute("data-key") == keys[1]
    assert {item["key"]: item["verdict"] for item in kept(settings)} == dict(
        zip(keys, ("right", "wrong", "unsure"), strict=True)
    )


def test_a_comment_by_keyboard_goes_with_the_verdict(page: Any, settings: Settings) -> None:
    open_call(page, settings, "nl-03")
    page.keyboard.press("n")
    with page.expect_response("**/verdict"):
        page.keyboard.press("2")
    page.keyboard.press("c")
    page.keyboard.type("Hij wachtte wél: n, p en 1.")
    with page.expect_response("**/verdict"):
        page.keyboard.press("Escape")
    (verdict,) = kept(settings)
    assert verdict["comment"] == "Hij wachtte wél: n, p en 1."
    assert verdict["verdict"] == "wrong"


def test_a_missed_moment_is_marked_where_the_player_stands(page: Any, settings: Settings) -> None:
    page.goto(f"/call/{call_id_of(settings, 'nl-03')}#t=50.0")
    wait_until(page, "document.querySelector('audio').currentTime > 49")
    page.keyboard.press("m")
    page.keyboard.press("Tab")
    page.keyboard.type("Hier had hij door moeten vragen.")
    with page.expect_event("load"):
        page.click(".mark-form button")
    (verdict,) = kept(settings)
    assert (verdict["key"], verdict["start_s"]) == ("missed:500", 50.0)
    assert verdict["should_be"] == "kept"
    wait_until(page, "document.querySelector('audio').currentTime > 49")
    assert now(page) == pytest.approx(50.0, abs=0.1)
    with page.expect_response("**/verdict"):
        page.click(".marks-left .remove")
    page.locator("[data-mark]").wait_for(state="detached")
    assert kept(settings) == []


def test_words_are_selected_and_marked(page: Any, settings: Settings) -> None:
    open_call(page, settings, "nl-03")
    page.evaluate("""() => {
      const words = document.querySelectorAll(".w");
      getSelection().setBaseAndExtent(words[4].firstChild, 0, words[7].firstChild, 2);
    }""")
    words = page.locator(".w").all_inner_texts()[4:8]
    page.keyboard.press("m")
    assert page.locator(".mark-at q").inner_text() == " ".join(words)
    page.select_option(".mark-form select", "speaker:other")
    with page.expect_event("load"):
        page.click(".mark-form button")
    (verdict,) = kept(settings)
    assert verdict["start_s"] == float(page.locator(".w").nth(4).get_attribute("data-s"))
    assert verdict["should_be"] == "other"


def test_a_question_is_marked_without_what_follows_its_silence(
    page: Any, settings: Settings
) -> None:
    open_call(page, settings, "nl-03")
    page.evaluate("""() => {
      const pause = document.querySelector(".pause");
      const words = [...pause.closest(".turn").querySelectorAll(".w")];
      const asked = words.filter((w) => w.compareDocumentPosition(pause) & 4);
      getSelection().setBaseAndExtent(asked[0].firstChild, 0, asked.at(-1).firstChild, 2);
    }""")
    page.keyboard.press("m")
    asked = page.locator(".mark-at q").inner_text()
    assert asked == "En wat gebeurt er als er een stilstaat?"
    page.select_option(".mark-form select", "missed:question")
    with page.expect_event("load"):
        page.click(".mark-form button")
    (verdict,) = kept(settings)
    assert verdict["shown"] == asked


def test_a_comment_is_written_where_it_is_opened(page: Any, settings: Settings) -> None:
    open_call(page, settings, "nl-03")
    moment = page.locator("ol.moments > .moment").first
    moment.locator("summary").click()
    moment.get_by_role("textbox", name="0:24 Klant gered").fill("Jammer.")
    with page.expect_response("**/verdict"):
        page.keyboard.press("Escape")
    with page.expect_response("**/verdict"):
        moment.get_by_role("combobox", name="0:24 Klant gered").select_option("kept")
    page.reload()
    assert moment.get_by_role("textbox").input_value() == "Jammer."
    assert moment.get_by_role("combobox").input_value() == "kept"


def test_what_is_wrong_gets_what_it_should_be_by_keyboard(page: Any, settings: Settings) -> None:
    open_call(page, settings, "nl-03")
    page.locator(".marks .look-rescued").first.click()
    page.keyboard.press("e")
    with page.expect_response("**/verdict"):
        page.keyboard.press("ArrowDown")
    (verdict,) = kept(settings)
    assert (verdict["verdict"], verdict["should_be"]) == ("wrong", "kept")
    page.keyboard.press("Escape")
    with page.expect_response("**/verdict"):
        page.keyboard.press("2")
    page.locator(".moment.current [aria-pressed=true]").wait_for(state="detached")
    assert kept(settings) == []


def test_swapping_sides_changes_the_scorecard(page: Any, settings: Settings) -> None:
    open_call(page, settings, "nl-01")
    before = page.locator(".measures").inner_text()
    page.on("dialog", lambda dialog: dialog.accept())
    with page.expect_event("load"):
        page.click(".sells")
    after = page.locator(".measures").inner_text()
    assert before != after
    store = Store(settings.folders.data)
    talk = store.read(store.record_path(call_id_of(settings, "nl-01"))).measures.talk
    assert f"{talk.seller_talk_share_of_speech:.0%}" in after


def test_a_clip_is_downloaded_at_its_length(page: Any, settings: Settings, tmp_path: Path) -> None:
    open_call(page, settings, "nl-01")
    link = page.locator(".take a[href*='clip.wav']").first
    query = dict(part.split("=") for part in link.get_attribute("href").split("?")[1].split("&"))
    with page.expect_download() as download:
        link.click()
    download.value.save_as(tmp_path / "clip.wav")
    with wave.open(str(tmp_path / "clip.wav")) as clip:
        seconds = clip.getnframes() / clip.getframerate()
    assert seconds == pytest.approx(float(query["to"]) - float(query["from"]), abs=0.02)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_axe_finds_nothing(
    browser: Any, address: str, settings: Settings, language: str, theme: str
) -> None:
    # axe paints what it looks at with inline styles, which our policy refuses: not so here.
    context = browser.new_context(base_url=address, bypass_csp=True)
    page = context.new_page()
    call, gone = call_id_of(settings, "nl-03"), call_id_of(settings, "en-01")
    for path in settings.folders.inbox.glob("en-01*"):
        path.unlink()
    keep_coaching(settings.folders.data, call, Coaching("Goed.", True, "Vera", "2026-03-09"))
    pages = ["/", "/exemplary", f"/call/{call}"]
    if (language, theme) in (("nl", "light"), ("en", "dark")):  # each in both, and half the time
        pages += ["/?since=2999-01-01", "/library", f"/call/{gone}", "/call/none"]
    for path in pages:
        page.goto(f"{path}{'&' if '?' in path else '?'}lang={language}&theme={theme}")
        for key in "fnem" if path.endswith(call) else "j":
            page.keyboard.press(key)
        page.locator("details").evaluate_all("some => some.forEach((it) => { it.open = true; })")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        worst = [
            (item["id"], [node["html"][:160] for node in item["nodes"][:3]])
            for item in found["violations"]
        ]
        assert len(found["passes"]) > 10
        assert worst == [], (path, language, theme)
    context.close()


@pytest.mark.parametrize("width", [390, 680, 820, 1024])
def test_nothing_runs_off_the_side_at_200_percent_or_on_a_tablet(
    page: Any, settings: Settings, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in ("/", f"/call/{call_id_of(settings, 'nl-03')}"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_link_to_a_moment_opens_at_that_moment(page: Any, settings: Settings) -> None:
    """The keys of verdicts are about the moment that is opened: it must be the one meant, whether a
    link is the page's own, or the manager's view's, however near another moment is."""
    with open_snapshot(settings.snapshot) as connection:
        views = rows(
            connection,
            """select call_id, review_link from moments
            where kind in ('silence', 'commitment', 'tension')""",
        )
    for name in ("nl-03", "nl-05", "en-05"):
        open_call(page, settings, name)
        call, own = call_id_of(settings, name), page.locator("ol.moments > .moment")
        links = [
            (
                str(row["review_link"]).partition("&m=")[2],
                str(row["review_link"]).partition("#")[2],
            )
            for row in views
            if row["call_id"] == call
        ]
        for index in range(own.count()):
            link = own.nth(index).locator(".take a").first.get_attribute("href")
            links.append((own.nth(index).get_attribute("data-key"), link.removeprefix("#")))
        assert len(links) > 8
        for key, link in links:
            page.evaluate("link => { location.hash = link; }", link)
            wait_until(
                page,
                f"document.querySelector('.moment.current')?.dataset.key === {json.dumps(key)}",
            )
            assert page.locator(".span.current").get_attribute("data-moment") == key
