"""What the data do not carry is not shown: no zero, no guess, no exception."""

from dataclasses import replace

import pytest

from analysis.heard import Doubt
from analysis.language.pack import load_pack
from analysis.measure import measure
from tests.analysis.calls import ROLES, SETTINGS, Said, conversation, doubted, measured

CALL: list[Said] = [
    ("S", 0.5, "Zullen we dinsdag om tien uur bij u kijken?"),
    ("C", 0.9, "Ja, dat is goed."),
    ("S", 0.5, "Dan zie ik u dinsdag, meneer Bakker."),
]


def test_the_call_by_itself_holds_a_commitment() -> None:
    assert [(c.by, c.kind, c.step) for c in measured(CALL).commitments] == [
        ("joint", "accept", "meeting")
    ]


@pytest.mark.parametrize("known", [True, False])
def test_nothing_directional_is_claimed_of_words_or_roles_in_doubt(known: bool) -> None:
    doubt = Doubt("words_untrusted" if known else "bleed", "mean probability 0.31")
    result = doubted(CALL, doubt, known=known)
    assert (result.commitments, result.questions, result.outcome) == ((), (), None)
    assert result.score.total is None
    assert [flag.name for flag in result.flags] == ["check_by_hand"]
    missing = {row.measure for row in result.not_measurable}
    assert {"commitments", "outcome", "score"} <= missing
    assert all(row.reason for row in result.not_measurable)


UNSURE = {"sure": 0.31, "needed": 0.55}
OUTSIDE = {"outside": 12.0, "words": 60.0}


@pytest.mark.parametrize(
    ("doubt", "dutch", "english"),
    [
        (
            Doubt("words_untrusted", "mean probability 0.31", "doubt_words_unsure", UNSURE),
            "de woorden zijn niet te vertrouwen: de herkenner is gemiddeld voor 31% zeker van een "
            "woord, nodig is 55%",
            "the words can't be trusted: the recognizer is 31% sure of a word on average, 55% is "
            "needed",
        ),
        (
            Doubt("words_untrusted", "as an earlier version said it"),
            "de woorden zijn niet te vertrouwen",
            "the words can't be trusted",
        ),
        (
            Doubt("word_times", "12 of 60 words", "doubt_times_outside", OUTSIDE),
            "de tijden van de woorden kloppen niet met het geluid: 12 van de 60 woorden vallen "
            "buiten de spraak die gehoord is",
            "the times of the words don't match the sound: 12 of 60 words lie outside the speech "
            "that was heard",
        ),
        (
            Doubt("mixed_languages", "two languages", "doubt_languages", {"nl": 80.4, "en": 31.6}),
            "er worden twee talen gesproken: 80 seconden Nederlands en 32 seconden Engels",
            "two languages are spoken: 80 seconds of Dutch and 32 seconds of English",
        ),
    ],
)
def test_the_reason_is_said_in_the_calls_language(doubt: Doubt, dutch: str, english: str) -> None:
    for language, said in (("nl", dutch), ("en", english)):
        result = doubted(CALL, doubt, language=language)
        assert {row.reason for row in result.not_measurable} == {said}
        assert said.split(":")[0] in result.flags[-1].sentence


SOUND = Doubt("missing_sound", "40.2 s are missing", "doubt_sound_lost", {"seconds": 40.2})
TRACKS = Doubt("other_tracks", "the file has 3 tracks", "doubt_tracks", {"tracks": 3.0})


@pytest.mark.parametrize(
    ("doubt", "measure", "dutch", "english"),
    [
        (
            SOUND,
            "silences",
            "er ontbreekt geluid: 40 s van de opname is verloren gegaan; een stilte waarin dat "
            "valt, telt niet mee",
            "sound is missing: 40 s of the recording were lost; a silence they fall into is not "
            "counted",
        ),
        (
            TRACKS,
            "talk share",
            "niet alles is gehoord: het bestand heeft 3 geluidssporen, maar één ervan telt",
            "not everything was heard: the file has 3 tracks of sound, only one of them counts",
        ),
    ],
)
def test_sound_that_was_lost_or_not_heard_is_said_beside_what_rests_on_it(
    doubt: Doubt, measure: str, dutch: str, english: str
) -> None:
    for language, said in (("nl", dutch), ("en", english)):
        result = doubted(CALL, doubt, language=language)
        assert [(row.measure, row.reason) for row in result.not_measurable] == [(measure, said)]
        assert result.outcome is not None


@pytest.mark.parametrize(("lost", "kept"), [((2.5, 4.5), 1), ((2.75, 2.8), 2), ((5.0, 6.0), 2)])
def test_a_silence_in_which_sound_is_missing_is_none_of_the_call(
    lost: tuple[float, float], kept: int
) -> None:
    """The answer may have been in it: "Wat kost u dat?" ends at 2.7 s, the answer begins at 4.7."""
    call = replace(conversation([*PROBING, *CALL]), doubts=(SOUND,), lost=(lost,))
    result = measure(call, load_pack("nl"), SETTINGS)
    assert (result.counts.silences_kept, result.counts.silence_kept_rate) == (kept, 1.0)
    assert sum(row.probing for row in result.silences) == kept
    assert result.counts.probing_questions == 2


def test_a_side_that_may_be_on_a_track_nobody_heard_is_no_silent_customer() -> None:
    for language, said in (("nl", "niet alles is gehoord"), ("en", "not everything was heard")):
        result = doubted([("S", 0.5, "Ik probeer het later nog eens.")], TRACKS, language=language)
        assert all(said in row.reason for row in result.not_measurable)
        assert said in result.flags[-1].sentence


def test_words_without_true_times_have_no_silences_and_no_score() -> None:
    result = doubted([*PROBING, *CALL], Doubt("word_times", "12 of 60 words"))
    trusted = measured([*PROBING, *CALL])
    assert trusted.counts.silences_kept == 2
    assert trusted.score.total is not None
    assert (result.silences, result.counts.silences_kept) == ((), None)
    assert (result.counts.silence_kept_rate, result.counts.pause_bands) == (None, None)
    assert (result.score.total, result.score.missing) == (None, "silence")
    assert result.score.progress == trusted.score.progress
    assert [row.measure for row in result.not_measurable] == ["silences", "score"]
    assert [flag.name for flag in result.flags] == ["check_by_hand"]
    rest = ("questions", "commitments", "customer_map", "outcome")
    assert [getattr(result, name) for name in rest] == [getattr(trusted, name) for name in rest]


PROBING: list[Said] = [("S", 0.5, "Wat kost u dat?"), ("C", 2.0, "Veel geld, twee klanten.")]


@pytest.mark.parametrize(
    ("confidence", "doubts", "said"),
    [
        (0.61, (), "wat er gezegd is wijst de verkoper maar voor 61% aan, nodig is 70%"),
        (0.93, (), "een derde stem spreekt ongeveer even veel als de klant"),
        (
            0.0,
            (Doubt("channels_swapped", "left, but right talks like a seller"),),
            "volgens de instellingen zit de verkoper op het linker kanaal, volgens wat er gezegd "
            "is duidelijk op het rechter",
        ),
    ],
)
def test_why_nobody_is_called_the_seller(
    confidence: float, doubts: tuple[Doubt, ...], said: str
) -> None:
    roles = replace(ROLES, known=False, confidence=confidence, doubts=doubts)
    result = measure(conversation(CALL, roles=roles), load_pack("nl"), SETTINGS)
    reasons = {row.reason for row in result.not_measurable}
    assert reasons == {f"onduidelijk wie de verkoper is: {said}"}


def test_a_score_that_is_missing_says_which_parts() -> None:
    result = doubted(CALL, Doubt("words_untrusted", "mean probability 0.31"))
    assert result.score.missing == "progress, silence, probing, customer_map"
    assert result.score.room == 0.0  # 80 % of the speech is the seller's
    alone = measured([("S", 0.5, "Ik probeer het later nog eens.")])
    assert alone.score.missing == "progress, silence, probing, customer_map, room"


def test_words_in_doubt_leave_the_talk_share_standing() -> None:
    result = doubted(CALL, Doubt("words_untrusted", "mean probability 0.31"))
    assert result.talk.seller_talk_share_of_speech == pytest.approx(16 / 20, abs=0.01)


def test_one_speaker_is_no_sales_talk() -> None:
    result = measured([("S", 0.5, "Ik probeer het later nog eens.")])
    assert result.outcome == "none"
    assert result.talk.seller_talk_share_of_speech is None


def test_an_empty_call_and_an_unknown_language_are_said() -> None:
    assert measured([]).outcome == "none"
    result = measure(conversation(CALL), None, SETTINGS)
    assert result.outcome is None
    assert "language" in result.flags[0].sentence
    assert result.summary.startswith("The outcome can't be measured: the language is none")


def test_words_outside_the_call_are_no_exception() -> None:
    lines: list[Said] = [*CALL, ("C", 500.0, "Hallo?")]
    assert measure(conversation(lines), load_pack("nl"), SETTINGS).talk.call_s > 500
