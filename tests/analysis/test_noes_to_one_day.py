"""A no to one day, or to whoever asks leave; and what is said of others, which is none."""

from __future__ import annotations

import pytest

from tests.analysis.calls import agreed, talk

Talk = tuple[str, ...]


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Wij leveren in mei.",
                "Ik betaal u vrijdag de rekening.",
                "Mooi.",
                "Maandag kan ik toch niet betalen.",
            ),
            (
                "We deliver in May.",
                "I'll pay you the invoice on Friday.",
                "Great.",
                "I can't pay on Monday after all.",
            ),
            ["customer commit pay A 2026-03-13"],
            id="paying on another day",
        ),
        pytest.param(
            (
                "Zullen we het zo doen?",
                "Ik doe dat maandag niet.",
            ),
            (
                "Shall we do it that way?",
                "I'm not doing that on Monday.",
            ),
            ["customer decline other"],
            id="the deal on one day",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Ik betaal u vrijdag de rekening.",
                "Mooi.",
                "Vrijdag kan ik toch niet betalen.",
            ),
            (
                "We deliver in May.",
                "I'll pay you the invoice on Friday.",
                "Great.",
                "I can't pay on Friday after all.",
            ),
            ["customer commit pay A 2026-03-13", "customer decline pay"],
            id="the day that was promised",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Ik bespreek het maandag met mijn vrouw.",
                "Mooi.",
                "Ik ga het toch niet met mijn vrouw bespreken.",
            ),
            (
                "We deliver in May.",
                "I'll discuss it with my wife on Monday.",
                "Great.",
                "I'm not going to discuss it with my wife after all.",
            ),
            ["customer commit internal A 2026-03-16", "customer decline internal"],
            id="talking it over after all",
        ),
    ],
)
def test_a_no_to_one_day_leaves_the_rest(dutch: Talk, english: Talk, rows: list[str]) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Wij leveren in mei.",
                "Ik betaal u vrijdag de rekening.",
                "Mooi.",
                "Die huurder gaat niet betalen.",
            ),
            (
                "We deliver in May.",
                "I'll pay you the invoice on Friday.",
                "Great.",
                "That tenant isn't going to pay.",
            ),
            ["customer commit pay A 2026-03-13"],
            id="a tenant who does not pay",
        ),
        pytest.param(
            (
                "Wilt u er een maand een proberen?",
                "Die deur gaat al maanden niet goed dicht.",
            ),
            (
                "Would you try one for a month?",
                "That door hasn't closed properly for months.",
            ),
            [],
            id="a door that does not close",
        ),
        pytest.param(
            (
                "Zullen we het zo doen?",
                "Die deur gaat niet goed dicht.",
            ),
            (
                "Shall we do it that way?",
                "That door doesn't close properly.",
            ),
            [],
            id="a door, to the deal",
        ),
        pytest.param(
            (
                "Wij leveren in mei. De laatste proef was kort. Akkoord?",
                "Ja.",
            ),
            (
                "We deliver in May. The last trial was short. Agreed?",
                "Yes.",
            ),
            [],
            id="the last trial, put to him",
        ),
        pytest.param(
            (
                "We doen een proef van een maand. Akkoord?",
                "Ja.",
            ),
            (
                "We do a trial of a month. Agreed?",
                "Yes.",
            ),
            ["customer accept trial B"],
            id="a trial, put to him",
        ),
    ],
)
def test_what_others_or_things_do_not_do_is_no_no(
    dutch: Talk, english: Talk, rows: list[str]
) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Mag ik u dinsdag bellen?",
                "Nee.",
            ),
            (
                "May I call you on Tuesday?",
                "No.",
            ),
            ["customer decline call_back"],
            id="leave to call",
        ),
        pytest.param(
            (
                "Zal ik dinsdag langskomen?",
                "Nee.",
            ),
            (
                "Shall I come by on Tuesday?",
                "No.",
            ),
            ["customer decline meeting"],
            id="leave to come",
        ),
        pytest.param(
            (
                "Zullen we het zo doen?",
                "Nee. Ik ga dat niet doen.",
            ),
            (
                "Shall we do it that way?",
                "No. I shan't do that.",
            ),
            ["customer decline order"],
            id="won't",
        ),
        pytest.param(
            (
                "Wilt u er een maand een proberen?",
                "Nee, dat ga ik niet doen.",
            ),
            (
                "Would you try one for a month?",
                "No, I shan't.",
            ),
            ["customer decline trial"],
            id="won't try it",
        ),
        pytest.param(
            (
                "Wilt u er een maand een proberen?",
                "Nee, ik wil niet tekenen.",
            ),
            (
                "Would you try one for a month?",
                "No, I don't want to sign.",
            ),
            ["customer decline order"],
            id="signing, to a trial",
        ),
        pytest.param(
            (
                "Wilt u er een maand een proberen?",
                "Nee, ik ga niets tekenen.",
            ),
            (
                "Would you try one for a month?",
                "No, I'm not signing anything.",
            ),
            ["customer decline trial"],
            id="signing anything, to a trial",
        ),
    ],
)
def test_a_plain_no_turns_down_what_was_asked(dutch: Talk, english: Talk, rows: list[str]) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows


@pytest.mark.parametrize(
    ("language", "asked", "answer", "outcome"),
    [
        ("nl", "Tekent u vandaag?", "Vandaag niet.", "continuation"),
        ("en", "Will you sign today?", "Not today.", "continuation"),
        ("nl", "Tekent u vrijdag?", "Nee, vrijdag niet.", "continuation"),
        ("en", "Will you sign on Friday?", "No, not on Friday.", "continuation"),
        ("nl", "Tekent u vandaag?", "Nee.", "no"),
        ("en", "Will you sign today?", "No.", "no"),
        ("nl", "Tekent u vandaag?", "Vandaag niet en morgen ook niet, we doen het niet.", "no"),
        ("en", "Will you sign today?", "Not today and not tomorrow, we're not doing it.", "no"),
    ],
)
def test_a_no_to_signing_on_a_day_is_none_to_the_deal(
    language: str, asked: str, answer: str, outcome: str
) -> None:
    assert talk(language, asked, answer).outcome == outcome
