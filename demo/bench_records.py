"""Records of made-up calls in the sizes of real ones, for measuring the warehouse.

The record of a demo call, measured anew from its script, lends its form: it has the settings and
measures of today. Times, sides, names, outcomes and words are drawn afresh; the same number gives
the same call.
"""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from analysis.record import Call, to_json
from demo.run import DEMO
from demo.script import as_heard, load
from flows.call import measured
from flows.settings import load_settings

TURNS, QUESTIONS, SILENCES, COMMITMENTS = 120, 25, 15, 6
"""Of one call."""

WORDS_A_TURN = 12
SELLERS, ACCOUNTS = 40, 8000
FIRST_DAY, DAYS = datetime(2024, 1, 2, 8), 730

OUTCOMES = ("continuation", "advance", "no", "order", "none")
OUTCOME_WEIGHTS = (50, 25, 12, 5, 8)
RESULTS = ("kept", "rescued", "run-on", "unanswered")
STEPS = ("meeting", "trial", "quote", "information", "internal", "call_back", "order")
FLAGS = ("good_conversation", "quote_without_commitment", "rescued_customer", "seller_dominates")
WORDS = (
    "we you the plan machine week cost time order team start stop van line open price problem "
    "month year quote board test service hour people money risk work drive call visit know"
).split()

Document = dict[str, Any]

SCRIPT = DEMO / "scripts" / "en-04-just-send-me-a-quote.call"
"""A call that has every kind of row."""


def template() -> Document:
    """The record that lends its form."""
    script, settings = load(SCRIPT), load_settings(environment={}).analysis
    told = {"started_at": script.started_at, "report": script.report}
    call = Call(id="0" * 16, recording=f"{SCRIPT.stem}.flac", **told)
    record = measured(as_heard(script), call, settings)
    document: Document = json.loads(to_json(record))
    return document


def records(template: Document, folder: Path, numbers: range) -> Iterator[Path]:
    """Write record ``number`` of every number into ``folder``; their paths."""
    shared = _common(template)
    for number in numbers:
        path = folder / f"{number:016x}.json"
        path.write_text(json.dumps(_record(shared, number), separators=(",", ":")))
        yield path


def _common(template: Document) -> Document:
    """The template with the many words of an hour's part: what no call needs of its own."""
    shared = copy.deepcopy(template)
    rng = random.Random(1)
    shared["heard"]["words"] = [
        [rng.choice(["left", "right"]), rng.choice(WORDS), k * 0.4, k * 0.4 + 0.3, 0.9]
        for k in range(TURNS * WORDS_A_TURN)
    ]
    shared["heard"]["layout"] = "stereo"
    shared["measures"]["not_measurable"] = []
    return shared


def _record(shared: Document, number: int) -> Document:
    rng = random.Random(number)
    outcome = rng.choices(OUTCOMES, OUTCOME_WEIGHTS)[0]
    rows = shared["measures"]
    questions = [_question(rows["questions"][0], k, rng) for k in range(QUESTIONS)]
    silences = [_silence(rows["silences"][0], questions[k], rng) for k in range(SILENCES)]
    measures = rows | {
        "talk": rows["talk"] | {"seller_talk_share_of_speech": rng.uniform(0.3, 0.8)},
        "questions": questions,
        "silences": silences,
        "counts": rows["counts"] | _counts(silences),
        "commitments": [_commitment(rows["commitments"][0], k, rng) for k in range(COMMITMENTS)],
        "outcome": outcome,
        "flags": [
            rows["flags"][0] | {"name": name, "severity": rng.randint(1, 3)}
            for name in rng.sample(FLAGS, rng.choice([0, 1, 1, 2]))
        ],
        "score": rows["score"] | {"total": rng.uniform(5, 95), "missing": None},
    }
    account = f"Account {rng.randrange(ACCOUNTS)}"
    call = shared["call"] | {
        "id": f"{number:016x}",
        "recording": f"{number}.wav",
        "seller": f"Seller {rng.randrange(SELLERS)}",
        "customer": account,
        "account": account,
        "started_at": (FIRST_DAY + timedelta(minutes=rng.randrange(DAYS * 1440))).isoformat(),
    }
    turns = [_turn(k, rng) for k in range(TURNS)]
    conversation = shared["conversation"] | {"turns": turns}
    return shared | {"call": call, "conversation": conversation, "measures": measures}


def _said(rng: random.Random, words: int) -> str:
    return " ".join(rng.choices(WORDS, k=words))


def _turn(number: int, rng: random.Random) -> Document:
    side = "seller" if number % 2 else "customer"
    text = _said(rng, WORDS_A_TURN)
    return {
        "id": number,
        "side": side,
        "start": number * 5.0,
        "end": number * 5 + 4.4,
        "text": text,
    }


def _question(form: Document, number: int, rng: random.Random) -> Document:
    own = {"id": number, "turn_id": number * 4, "start": number * 20.0, "end": number * 20.0 + 3}
    probing = rng.random() < 0.6
    said = f"What {_said(rng, 3)}?"
    return (
        form
        | own
        | {"text": said, "side": "seller", "probing": probing, "counted": True, "not_counted": None}
    )


def _silence(form: Document, question: Document, rng: random.Random) -> Document:
    result = rng.choices(RESULTS, (60, 25, 10, 5))[0]
    pause = rng.expovariate(0.7)
    return form | {
        "question_id": question["id"],
        "probing": question["probing"],
        "start": question["end"],
        "end": question["end"] + pause,
        "pause_s": pause,
        "seller_silence_s": pause,
        "result": result,
        "rescue_kind": "options" if result in ("rescued", "run-on") else None,
        "answer": "answered" if rng.random() < 0.8 else "evaded",
    }


def _counts(silences: list[Document]) -> Document:
    told = [silence["result"] for silence in silences if silence["probing"]]
    counts = {f"silences_{name.replace('-', '_')}": told.count(name) for name in RESULTS}
    judged = len(told) - told.count("unanswered")
    rate = told.count("kept") / judged if judged else None
    asked = {"seller_questions": QUESTIONS, "probing_questions": min(len(told), QUESTIONS)}
    return counts | asked | {"silence_kept_rate": rate}


def _commitment(form: Document, number: int, rng: random.Random) -> Document:
    kind = rng.choices(("commit", "accept", "stall", "decline"), (40, 25, 25, 10))[0]
    due = (FIRST_DAY + timedelta(days=rng.randrange(DAYS + 30))).date().isoformat()
    own = {"id": number, "kind": kind, "by": rng.choice(("customer", "seller", "joint"))}
    graded = kind in ("commit", "accept")
    return (
        form
        | own
        | {
            "step": rng.choice(STEPS),
            "grade": rng.choice("ABC") if graded else None,
            "when_date": due if graded else None,
        }
    )
