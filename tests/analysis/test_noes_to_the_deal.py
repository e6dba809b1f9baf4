"""A no to the deal is the customer's own, and of now: others only sound like one."""

from __future__ import annotations

import pytest

from tests.analysis.calls import agreed

Talk = tuple[str, ...]


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Wij leveren in mei.",
                "Wij tekenen het niet voordat de directeur het heeft gezien.",
            ),
            (
                "We deliver in May.",
                "We won't sign anything until the director has seen it.",
            ),
            ["customer stall order"],
            id="not before the director has seen it",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Jaren geleden hebben we voor een ander gekozen.",
            ),
            (
                "We deliver in May.",
                "We went with another supplier years ago.",
            ),
            [],
            id="years ago",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Mijn chef zei dat hij liever geen proef wil.",
            ),
            (
                "We deliver in May.",
                "My boss said he does not want a trial.",
            ),
            [],
            id="what the boss wants",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Toen wilde ik liever geen proef.",
            ),
            (
                "We deliver in May.",
                "Back then we did not need a trial.",
            ),
            [],
            id="what was not wanted then",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "In theorie hoef ik niet te betalen.",
            ),
            (
                "We deliver in May.",
                "In theory I don't need to pay it.",
            ),
            [],
            id="what need not be in theory",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Ik wil geen rondleiding in dat museum.",
            ),
            (
                "We deliver in May.",
                "I don't want a tour of the museum.",
            ),
            [],
            id="an appointment of one's own",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Ik hoef dat dak niet te regelen.",
            ),
            (
                "We deliver in May.",
                "I don't need to fix that roof.",
            ),
            [],
            id="a roof",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "U hoeft die proef niet.",
            ),
            (
                "We deliver in May.",
                "You don't need that trial.",
            ),
            [],
            id="what the seller need not have",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Dan blijven we bij u.",
            ),
            (
                "We deliver in May.",
                "We have decided to stay with you.",
            ),
            [],
            id="staying with the seller",
        ),
    ],
)
def test_a_no_that_is_told_or_somebody_elses_is_none(
    dutch: Talk, english: Talk, rows: list[str]
) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows


@pytest.mark.parametrize(
    ("dutch", "english", "rows"),
    [
        pytest.param(
            (
                "Wij leveren in mei.",
                "Vorig jaar hadden we een demo. We hebben geen interesse in nog een pomp.",
            ),
            (
                "We deliver in May.",
                "We had a demo last fall. We are not interested in one more pump.",
            ),
            ["customer decline order"],
            id="behind a tale of last year",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Geen proef, dank u.",
            ),
            (
                "We deliver in May.",
                "No need for a trial, thank you.",
            ),
            ["customer decline trial"],
            id="with thanks",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Als we eerlijk zijn, hebben we geen interesse.",
            ),
            (
                "We deliver in May.",
                "If we're honest, it's a no.",
            ),
            ["customer decline order"],
            id="if we are honest",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Als u het mij vraagt, geen interesse.",
            ),
            (
                "We deliver in May.",
                "If you ask me, it's a no.",
            ),
            ["customer decline order"],
            id="if you ask me",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "Dan blijven we bij Delta, u kent ze.",
            ),
            (
                "We deliver in May.",
                "We have decided to stay with Delta, you know them.",
            ),
            ["customer decline order"],
            id="staying with another that the seller knows",
        ),
        pytest.param(
            (
                "Wij leveren in mei.",
                "U hoeft mij niet meer te bellen.",
            ),
            (
                "We deliver in May.",
                "You do not need to call me again.",
            ),
            ["customer decline order"],
            id="no more calls",
        ),
    ],
)
def test_a_no_is_a_no_whatever_stands_beside_it(
    dutch: Talk, english: Talk, rows: list[str]
) -> None:
    assert agreed("nl", *dutch) == rows
    assert agreed("en", *english) == rows
