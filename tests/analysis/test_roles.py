"""Who sells: told by the channel, else by the talk, else nobody says it."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from analysis.findings import Measures
from analysis.heard import Engines, Heard, Layout, SpeechSegment, Word
from analysis.language.pack import load_pack
from analysis.measure import measure
from analysis.roles import assign_roles
from analysis.turns import build_conversation
from demo.script import as_heard, load
from flows.evaluation.scripts import roles_of
from flows.settings import load_settings

ROOT = Path(__file__).parents[2]
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


def heard(lines: list[str], labels: tuple[str, ...] = ("left", "right")) -> Heard:
    """``lines`` of "a: words" and "b: words" (and "c"), a quarter of a second a word."""
    words: list[Word] = []
    segments: list[SpeechSegment] = []
    clock = count()
    for line in lines:
        who, said = line.split(": ", 1)
        label = labels["abc".index(who)]
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


def with_third(call: Heard, third: SpeechSegment) -> Heard:
    """``call`` with a segment of one more voice after it."""
    return replace(
        call,
        duration=third.end,
        speakers=(*call.speakers, third.speaker),
        segments=(*call.segments, third),
    )


def test_a_third_voice_is_other() -> None:
    call = heard(SALES["en"], ("SPEAKER_00", "SPEAKER_01"))
    last = call.duration
    more = with_third(call, SpeechSegment("SPEAKER_02", last, last + 0.5))
    sides = assign_roles(more, load_pack("en"), SETTINGS).side_of
    assert sides == {"SPEAKER_00": "seller", "SPEAKER_01": "customer", "SPEAKER_02": "other"}


@pytest.mark.parametrize(("second", "said"), [(999.0, "the call ends at"), (0.9, "nobody speaks")])
def test_a_second_at_which_nobody_speaks_is_a_doubt_and_tells_nothing(
    second: float, said: str
) -> None:
    call = heard(SMALL_TALK["en"])
    told = assign_roles(call, load_pack("en"), SETTINGS, seller_speaks_at=second)
    untold = assign_roles(call, load_pack("en"), SETTINGS)
    assert replace(told, doubts=()) == untold
    (doubt,) = told.doubts
    assert doubt.code == "seller_not_heard_there"
    assert doubt.detail.startswith(said)
    assert doubt.detail.endswith(f"the seller is said to speak at {second:.1f} s (sidecar)")
    conversation = build_conversation(call, told, load_pack("en"), SETTINGS.conversation)
    reasons = [
        item.reason for item in measure(conversation, load_pack("en"), SETTINGS).not_measurable
    ]
    assert not any("channel" in reason for reason in reasons)
    assert assign_roles(call, load_pack("en"), SETTINGS, seller_speaks_at=0.1).doubts == ()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_swapped_channels_are_doubted_and_nothing_directional_is_claimed(language: str) -> None:
    """A setting for all recordings says left; in this one the right channel sells."""
    roles_section = SETTINGS.roles.model_copy(update={"seller_channel": "left"})
    settings = SETTINGS.model_copy(update={"roles": roles_section})
    pack = load_pack(language)
    swapped = heard(SALES[language], ("right", "left"))
    roles = assign_roles(swapped, pack, settings)
    assert not roles.known
    assert [doubt.code for doubt in roles.doubts] == ["channels_swapped"]
    assert "right talks like a seller" in roles.doubts[0].detail
    conversation = build_conversation(swapped, roles, pack, settings.conversation)
    assert conversation.doubted("channels_swapped") is not None
    found = measure(conversation, pack, settings)
    assert (found.questions, found.commitments) == ((), ())
    said = {
        "nl": "op het linker kanaal, volgens wat er gezegd is duidelijk op het rechter",
        "en": "on the left channel, what was said clearly puts him on the right",
    }
    assert said[language] in found.not_measurable[0].reason
    by_sidecar = assign_roles(swapped, pack, settings, seller_channel="left")
    assert by_sidecar.known
    assert [doubt.code for doubt in by_sidecar.doubts] == ["channels_swapped"]
    right = assign_roles(heard(SALES[language]), pack, settings)
    assert (right.known, right.doubts) == (True, ())


@pytest.mark.parametrize(("seconds", "known"), [(1.0, True), (30.0, False)])
def test_a_third_voice_that_speaks_as_much_makes_the_customer_unsure(
    seconds: float, known: bool
) -> None:
    call = heard(SALES["nl"], ("SPEAKER_00", "SPEAKER_01"))
    last = call.duration
    third = SpeechSegment("SPEAKER_02", last, last + seconds)
    roles = assign_roles(with_third(call, third), load_pack("nl"), SETTINGS)
    assert roles.known == known
    assert ("three voices" in roles.why) != known


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_a_third_voice_says_is_nobodys_question_or_promise(language: str) -> None:
    """A colleague asks, promises and stalls in the middle of the call: the measures stay."""
    said = {
        "nl": "c: Wanneer tekent u? Ik stuur u dinsdag het contract. Ik denk erover na.",
        "en": "c: When will you sign? I will send the contract on Tuesday. I'll think about it.",
    }
    pack = load_pack(language)

    def measured(lines: list[str]) -> Measures:
        call = heard(lines, ("SPEAKER_00", "SPEAKER_01", "SPEAKER_02"))
        roles = assign_roles(call, pack, SETTINGS)
        assert roles.known, roles.why
        return measure(build_conversation(call, roles, pack, SETTINGS.conversation), pack, SETTINGS)

    lines = SALES[language] * 3
    alone, beside = measured(lines), measured([*lines, said[language]])
    assert len(alone.questions) >= 6
    assert [q.text for q in beside.questions] == [q.text for q in alone.questions]
    assert [c.evidence for c in beside.commitments] == [c.evidence for c in alone.commitments]
    assert {q.side for q in beside.questions} <= {"seller", "customer"}


@pytest.mark.parametrize("folder", ["demo/scripts", "tests/dialogues"])
def test_the_talk_of_no_script_contradicts_who_sells(folder: str) -> None:
    """A doubt that cries wolf would cost calls their measures."""
    doubted = []
    for path in sorted((ROOT / folder).glob("*.call")):
        script = load(path)
        call, pack = as_heard(script), load_pack(script.language)
        sides = roles_of(script, call).side_of
        seller = next((label for label, side in sides.items() if side == "seller"), None)
        if assign_roles(call, pack, SETTINGS, seller=seller).doubts:
            doubted.append(path.name)
    assert doubted == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_of_whole_calls_the_talk_tells_who_sells(language: str) -> None:
    """Nothing is told of them, and the labels of the channels tell nothing."""
    right = of = 0
    for path in sorted((ROOT / "tests" / "full_calls" / language).glob("*.call")):
        script = load(path)
        listened = as_heard(script)
        roles = assign_roles(listened, load_pack(language), SETTINGS)
        same = roles.side_of == roles_of(script, listened).side_of
        assert same or not roles.known, path.name
        right += same and roles.known
        of += 1
    assert of >= 100
    assert right / of >= 0.95
