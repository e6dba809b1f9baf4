"""Who sells: told by the channel, else by the talk, else nobody says it."""

from __future__ import annotations

from itertools import count

import pytest

from analysis.heard import Engines, Heard, Layout, SpeechSegment, Word
from analysis.language.pack import load_pack
from analysis.roles import assign_roles
from flows.settings import load_settings

SETTINGS = load_settings(environment={}).analysis
SALES = {
    "nl": [
        "a: Goedemorgen, u spreekt met Sanne van Delta Techniek.",
        "b: Dag Sanne.",
        "a: Hoe doet u het onderhoud nu?",
        "b: We doen het zelf, dat gaat al jaren goed.",
        "a: Wat gebeurt er als u niets doet?",
        "b: Dan staat de machine stil. Stuur maar een offerte.",
    ],
    "en": [
        "a: Good morning, this is Emma from Delta.",
        "b: Morning, Emma.",
        "a: How do you look after your machines today?",
        "b: We do it ourselves.",
        "a: What happens if you do nothing?",
        "b: The machine stops. Just send me a quote.",
    ],
}
SMALL_TALK = {
    "nl": ["a: Mooi weer vandaag.", "b: Ja, heel mooi weer.", "a: Morgen ook.", "b: Fijn."],
    "en": ["a: Nice weather today.", "b: Yes, very nice.", "a: Tomorrow too.", "b: Good."],
}


def heard(lines: list[str], labels: tuple[str, str] = ("left", "right")) -> Heard:
    """``lines`` of "a: words" and "b: words", a quarter of a second a word."""
    words: list[Word] = []
    segments: list[SpeechSegment] = []
    clock = count()
    for line in lines:
        who, said = line.split(": ", 1)
        label = labels["ab".index(who)]
        made = [Word(label, w, t := next(clock) / 4, t + 0.25, 0.9) for w in said.split()]
        next(clock)
        words += made
        segments.append(SpeechSegment(label, made[0].start, made[-1].end))
    layout: Layout = "stereo" if "left" in labels else "mono"
    speakers = tuple(sorted({word.speaker for word in words}))
    engines = Engines("t", "0", None, None, "a", demo=False)
    end = words[-1].end
    return Heard(end, layout, "nl", 1.0, speakers, tuple(segments), tuple(words), (), (), engines)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    "labels",
    [
        ("left", "right"),
        ("right", "left"),
        ("SPEAKER_00", "SPEAKER_01"),
        ("SPEAKER_01", "SPEAKER_00"),
    ],
)
def test_the_talk_tells_who_sells(language: str, labels: tuple[str, str]) -> None:
    roles = assign_roles(heard(SALES[language], labels), load_pack(language), SETTINGS)
    assert roles.side_of == {labels[0]: "seller", labels[1]: "customer"}
    assert (roles.source, roles.known) == ("talk", True)
    assert roles.confidence >= SETTINGS.roles.known_from


@pytest.mark.parametrize("language", ["nl", "en"])
def test_small_talk_makes_nobody_a_seller(language: str) -> None:
    roles = assign_roles(heard(SMALL_TALK[language]), load_pack(language), SETTINGS)
    assert not roles.known
    assert roles.confidence < SETTINGS.roles.known_from
    assert roles.why == "nothing that was said tells who sells"


def test_a_sidecar_wins_over_the_setting_and_the_talk() -> None:
    roles_section = SETTINGS.roles.model_copy(update={"seller_channel": "left"})
    settings = SETTINGS.model_copy(update={"roles": roles_section})
    call, pack = heard(SALES["nl"]), load_pack("nl")
    by_setting = assign_roles(call, pack, settings)
    assert (by_setting.side_of["left"], by_setting.source) == ("seller", "channel")
    by_sidecar = assign_roles(call, pack, settings, seller_channel="right")
    assert (by_sidecar.side_of["right"], by_sidecar.source) == ("seller", "sidecar")
    assert by_sidecar.known


def test_a_channel_means_nothing_on_one_channel() -> None:
    call = heard(SALES["nl"], ("SPEAKER_00", "SPEAKER_01"))
    roles = assign_roles(call, load_pack("nl"), SETTINGS, seller_channel="right")
    assert roles.source == "talk"


def test_one_speaker_or_no_language_is_no_seller() -> None:
    alone = heard(["a: Goedemorgen, u spreekt met Sanne van Delta Techniek."])
    assert not assign_roles(alone, load_pack("nl"), SETTINGS).known
    assert not assign_roles(heard(SALES["nl"]), None, SETTINGS).known


def test_a_third_voice_is_other() -> None:
    call = heard(SALES["en"], ("SPEAKER_00", "SPEAKER_01"))
    last = call.duration
    third = SpeechSegment("SPEAKER_02", last, last + 0.5)
    more = Heard(
        last + 1,
        "mono",
        "en",
        1.0,
        (*call.speakers, "SPEAKER_02"),
        (*call.segments, third),
        call.words,
        (),
        (),
        call.engines,
    )
    sides = assign_roles(more, load_pack("en"), SETTINGS).side_of
    assert sides == {"SPEAKER_00": "seller", "SPEAKER_01": "customer", "SPEAKER_02": "other"}
