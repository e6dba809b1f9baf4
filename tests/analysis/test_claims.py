"""A seller's own report is called unfounded only where the recording bears out none of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.findings import Commitment
from analysis.judgement.claims import unfounded_claim
from analysis.language.pack import load_pack
from tests.analysis.calls import conversation
from tests.analysis.test_outcome import MEETING, NO, ORDER, act

STALL = act("customer", "stall", "quote")
QUOTE = act("seller", "commit", "quote", "A")
CALL_BACK = act("joint", "accept", "call_back", "A")
TENTATIVE = act("customer", "commit", "order", "C")

REPORTS = {
    "nl": {
        "signs": "Ze gaan tekenen.",
        "meets": "Afspraak voor donderdag.",
        "calls": "Hij belt me terug.",
        "quote": "Ik stuur een offerte.",
        "signed_quote": "Offerte geaccepteerd.",
        "both": "Offerte gaat vrijdag de deur uit, afspraak voor donderdag.",
        "rings": "Begin juli bel ik hem weer.",
        "no": "Helaas, geen interesse.",
        "hopes": "Misschien gaan ze tekenen.",
        "nice": "Goed gesprek.",
    },
    "en": {
        "signs": "They will sign.",
        "meets": "Meeting on Thursday.",
        "calls": "He will call me back.",
        "quote": "I'll send a quote.",
        "signed_quote": "Quote accepted.",
        "both": "Quote goes out on Friday, meeting on Thursday.",
        "rings": "First week of July I ring him again.",
        "no": "Not interested, sadly.",
        "hopes": "Perhaps they will sign.",
        "nice": "Nice talk.",
    },
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("report", "rows", "unfounded"),
    [
        ("signs", [], True),
        ("signs", [ORDER], False),
        ("signs", [TENTATIVE], True),
        ("signs", [MEETING], True),  # a meeting is no signature
        ("signs", [ORDER, NO], True),  # called off again
        ("signs", [act("customer", "accept", "trial", "B")], False),
        ("meets", [], True),
        ("meets", [MEETING], False),
        ("meets", [QUOTE], True),
        ("meets", [MEETING, act("customer", "decline", "meeting")], True),
        ("calls", [], True),
        ("calls", [CALL_BACK], False),
        ("calls", [MEETING], False),
        ("calls", [act("seller", "commit", "call_back", "A")], False),
        ("calls", [act("customer", "stall", "call_back")], True),
        ("quote", [], False),  # what the seller alone will do is nothing that anybody agreed to
        ("quote", [STALL], False),
        ("signed_quote", [], True),
        ("signed_quote", [QUOTE], True),
        ("signed_quote", [ORDER], False),
        ("both", [QUOTE], True),
        ("both", [MEETING], False),
        ("rings", [], False),
        ("no", [NO], False),
        ("hopes", [], False),
        ("nice", [], False),
        ("nice", [STALL], False),
    ],
)
def test_a_claim_is_borne_out_by_what_was_agreed(
    language: str, report: str, rows: list[Commitment], unfounded: bool
) -> None:
    said, pack = REPORTS[language][report], load_pack(language)
    numbered = [replace(row, id=place) for place, row in enumerate(rows)]
    assert (unfounded_claim(said, numbered, pack) is not None) is unfounded


@pytest.mark.parametrize(
    ("language", "free", "rough"),
    [
        ("nl", "Donderdag ben ik in de hal.", "Volgende week ben ik in de hal."),
        ("en", "On Thursday I am in the hall.", "Next week I am in the hall."),
    ],
)
def test_a_day_the_customer_named_bears_out_a_claim_unless_he_put_it_off(
    language: str, free: str, rough: str
) -> None:
    pack, report = load_pack(language), REPORTS[language]["meets"]

    def unfounded(said: str, *rows: Commitment) -> bool:
        heard = conversation([("S", 0.5, "Hallo."), ("C", 0.5, said)], language).sentences[1:]
        return unfounded_claim(report, rows, pack, heard) is not None

    assert not unfounded(free)
    assert unfounded(rough)
    assert unfounded(free, STALL)
    assert unfounded(free, act("customer", "decline", "meeting"))
    assert not unfounded(free, act("customer", "stall", "other"))


@pytest.mark.parametrize(
    ("language", "report", "claim"),
    [
        (
            "en",
            "A really good and very open call with Frank about everything that goes wrong there. "
            "He agreed to a trial of four weeks and we are meeting on Thursday.",
            "He agreed to a trial of four weeks and we are meeting on Thursday",
        ),
        (
            "nl",
            "Heel prettig en open gesprek gehad met meneer De Boer over alles wat er misgaat daar. "
            "Hij gaat akkoord met een proef van vier weken.",
            "Hij gaat akkoord met een proef van vier weken",
        ),
    ],
)
def test_the_claim_that_is_not_found_is_named_in_the_sellers_words(
    language: str, report: str, claim: str
) -> None:
    assert unfounded_claim(report, (), load_pack(language)) == claim
