"""What is true about a call: the rows a careful listener would write, as typed values.

They come from a scripted call (``demo.truth`` describes it, with or without sound) or from the
``truth.json`` beside rendered calls. Times are seconds from the start of the recording.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class TruthError(ValueError):
    """A file that does not hold the truth about calls: one sentence."""


@dataclass(frozen=True, slots=True)
class TrueMoment:
    """Where a true row stands: the line that carries the label."""

    side: str
    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class TrueQuestion:
    """A labelled question. ``form`` is a kind of look-alike where ``counted`` is False;
    ``result`` and what follows it are None where nobody labelled the silence."""

    moment: TrueMoment
    form: str
    counted: bool
    purpose: str | None
    follow_up: bool
    probing: bool
    result: str | None
    answer: str | None
    rescue: str | None
    pause_s: float | None
    time_to_answer_s: float | None


@dataclass(frozen=True, slots=True)
class TrueCommitment:
    """A labelled commitment, decline or stall."""

    moment: TrueMoment
    by: str
    kind: str
    step: str
    grade: str | None


@dataclass(frozen=True, slots=True)
class TrueMark:
    """A labelled entry of the customer map (``label`` is its kind), or a tension moment (how it
    ended)."""

    moment: TrueMoment
    label: str


@dataclass(frozen=True, slots=True)
class TrueWord:
    """A word as spoken, with the side that spoke it."""

    side: str
    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class TrueCall:
    """Everything known about one call. ``outcome`` and ``flags`` are None where not labelled."""

    name: str
    language: str
    layout: str
    file: str | None
    seconds: float
    seller_share_of_speech: float | None
    outcome: str | None
    flags: frozenset[str] | None
    questions: tuple[TrueQuestion, ...]
    commitments: tuple[TrueCommitment, ...]
    customer_map: tuple[TrueMark, ...]
    tensions: tuple[TrueMark, ...]
    words: tuple[TrueWord, ...]


def read_truth(path: Path) -> tuple[TrueCall, ...]:
    """The calls of a ``truth.json``, by name.

    Raises OSError where it cannot be read and TruthError where it is not such a file.
    """
    try:
        calls = json.loads(path.read_text(encoding="utf-8"))
        if not calls:
            raise TruthError(f"{path} is not a truth.json of rendered calls (it has no calls)")
        return tuple(true_call(calls[name]) for name in sorted(calls))
    except TruthError:
        raise
    except (LookupError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise TruthError(f"{path} is not a truth.json of rendered calls ({_why(error)})") from error


def _why(error: Exception) -> str:
    """What is wrong, for whoever wrote the file."""
    if isinstance(error, KeyError):
        return f"something in it has no {error.args[0]}"
    if isinstance(error, UnicodeDecodeError):
        return "it is not written in UTF-8"
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno} is no JSON"
    return "something in it is of another kind than it should be"


def true_call(described: Mapping[str, Any]) -> TrueCall:
    """One call as ``demo.truth.describe`` writes it."""
    flags = described["flags"]
    return TrueCall(
        name=described["call"],
        language=described["language"],
        layout=described.get("layout", "stereo"),
        file=described.get("file"),
        seconds=described["seconds"],
        seller_share_of_speech=described["talk"]["seller_talk_share_of_speech"],
        outcome=described["outcome"],
        flags=None if flags is None else frozenset(flags),
        questions=tuple(_question(row) for row in described["questions"]),
        commitments=tuple(_commitment(row) for row in described["commitments"]),
        customer_map=tuple(TrueMark(_moment(row), row["kind"]) for row in described["map"]),
        tensions=tuple(TrueMark(_moment(row), row["ended"]) for row in described["tension"]),
        words=tuple(
            TrueWord(row["side"], text, start, end)
            for row in described["utterances"]
            for text, start, end in row["words"]
        ),
    )


def _moment(row: Mapping[str, Any]) -> TrueMoment:
    return TrueMoment(row["side"], row["start"], row["end"], row["text"])


def _question(row: Mapping[str, Any]) -> TrueQuestion:
    return TrueQuestion(
        moment=_moment(row),
        form=row["form"],
        counted=row["counted"],
        purpose=row["purpose"],
        follow_up=row["followup"],
        probing=row["probing"],
        result=row.get("result"),
        answer=row.get("answer"),
        rescue=row.get("rescue"),
        pause_s=row.get("pause_s"),
        time_to_answer_s=row.get("time_to_answer_s"),
    )


def _commitment(row: Mapping[str, Any]) -> TrueCommitment:
    return TrueCommitment(_moment(row), row["by"], row["kind"], row["step"], row["grade"])
