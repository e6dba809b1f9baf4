"""A company's own phrases, and phrases that mislead there, without touching the language packs."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.language.dates import find_when
from analysis.language.own_cues import checked_packs, pack_with
from analysis.language.pack import PackError, load_pack
from analysis.settings import CueSettings

NOTHING: dict[str, tuple[str, ...]] = {}


@pytest.mark.parametrize(
    ("language", "own"),
    [("nl", "ik ga het eens laten (bezinken|rusten)"), ("en", "let me noodle on (it|that)")],
)
def test_a_phrase_of_ones_own_is_heard_like_the_packs(language: str, own: str) -> None:
    name = "commitments.stalls"
    said = own.replace("(bezinken|rusten)", "rusten").replace("(it|that)", "that").split()
    plain = load_pack(language)
    assert plain.find(name, said) is None
    ours = pack_with(language, CueSettings(added={f"{language}.{name}": (own,)}, left_out=NOTHING))
    match = ours.find(name, said)
    assert match is not None
    assert match.cue == own
    assert ours.digest != plain.digest
    assert plain.find(name, said) is None


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ("purperen, olifant", "Een purperen olifant."),
        ("Purperen Olifant.", "purperen, olifant"),
        ("(purperen|paarse) olifant!", "Paarse olifant!"),
        ("purper*, olifant", "Purperen olifant"),
        ("purperen... olifant", "purperen en roze olifant"),
        ("da\u2019s een olifant", "Dat is een olifant."),
        ("dat is een olifant", "Da's een olifant."),
    ],
)
def test_a_phrase_is_heard_as_it_is_written_whatever_stands_around_its_words(
    own: str, said: str
) -> None:
    pack = pack_with("nl", CueSettings(added={"nl.commitments.stalls": (own,)}, left_out=NOTHING))
    assert pack.find("commitments.stalls", pack.texts(said.split())) is not None
    assert load_pack("nl").find("commitments.stalls", pack.texts(said.split())) is None


@pytest.mark.parametrize(
    ("language", "own", "following", "due"),
    [
        ("en", "in the opening couple of days of", "next week", date(2026, 3, 10)),
        ("nl", "in de eerste paar dagen van", "volgende week", date(2026, 3, 10)),
    ],
)
def test_a_moment_of_ones_own_may_have_any_number_of_words(
    language: str, own: str, following: str, due: date
) -> None:
    added = {f"{language}.calendar.start": (own,)}
    pack = pack_with(language, CueSettings(added=added, left_out=NOTHING))
    when = find_when(f"{own} {following}".split(), pack, date(2026, 3, 2))
    assert when is not None
    assert when.date == due  # the Tuesday: the week's own last day is the Friday


def test_a_phrase_of_ones_own_can_be_left_out_again() -> None:
    """As `callprobe calibrate --write` proposes it where it misleads."""
    own = {"nl.commitments.stalls": ("purperen olifant",)}
    pack = pack_with("nl", CueSettings(added=own, left_out=own))
    assert pack.find("commitments.stalls", ("purperen", "olifant")) is None


@pytest.mark.parametrize("language", ["nl", "en"])
def test_any_phrase_can_be_left_out_and_the_rest_stays(language: str) -> None:
    """Every twelfth: for each a whole pack is read."""
    stalls = load_pack(language).lists["commitments"]["stalls"]
    for phrase in stalls[::12]:
        cues = CueSettings(added=NOTHING, left_out={f"{language}.commitments.stalls": (phrase,)})
        left = pack_with(language, cues).lists["commitments"]["stalls"]
        assert left == tuple(other for other in stalls if other != phrase)


def test_the_other_language_is_not_touched() -> None:
    cues = CueSettings(added={"nl.commitments.stalls": ("misschien ooit",)}, left_out=NOTHING)
    assert pack_with("en", cues) is load_pack("en")
    assert pack_with("nl", CueSettings(added=NOTHING, left_out=NOTHING)) is load_pack("nl")


@pytest.mark.parametrize(
    ("added", "left_out", "message"),
    [
        ({"fr.commitments.stalls": ("bof",)}, NOTHING, "'fr.commitments.stalls' is no list"),
        (
            {"nl.commitments.stals": ("x",)},
            NOTHING,
            "'nl.commitments.stals' is no list of a language pack; write for example"
            " 'nl.commitments.stalls'",
        ),
        ({"nl.spoken_forms.x": ("x",)}, NOTHING, "'nl.spoken_forms.x' is no list"),
        ({"nl": ("x",)}, NOTHING, "'nl' is no list"),
        (NOTHING, {"NL.commitments.stalls": ("x",)}, "write for example 'nl.commitments.stalls'"),
        ({"nl.commitments.stalls": ("...",)}, NOTHING, "'...' needs no word to be said"),
        ({"nl.commitments.stalls": ("(misschien|) *",)}, NOTHING, "needs no word to be said"),
        ({"nl.conversation.no": ("?!",)}, NOTHING, "'?!' needs no word to be said"),
        (NOTHING, {"nl.commitments.stalls": ("bof",)}, "'bof' is not in 'nl.commitments.stalls'"),
        ({"en.commitments.stalls": ("(a|b",)}, NOTHING, "a bracket is not closed"),
        (
            {"nl.commitments.others": ("de chauffeur",)},
            NOTHING,
            "[commitments] others: 'de chauffeur' is no single word, as this list holds",
        ),
        ({"en.commitments.states": ("(sits|stands)",)}, NOTHING, "is no single word"),
        ({"en.commitments.things": ("that one",)}, NOTHING, "'that one' is no single word"),
        ({"nl.questions.supposing": ("stel dat",)}, NOTHING, "'stel dat' is no single word"),
        ({"en.commitments.negations": ("no way",)}, NOTHING, "'no way' is no single word"),
        ({"nl.commitments.it": ("het ding",)}, NOTHING, "'het ding' is no single word"),
    ],
)
def test_a_mistake_is_said_in_one_sentence(
    added: dict[str, tuple[str, ...]], left_out: dict[str, tuple[str, ...]], message: str
) -> None:
    with pytest.raises(PackError) as told:
        checked_packs(CueSettings(added=added, left_out=left_out))
    assert message in str(told.value)
    assert "\n" not in str(told.value)
