"""Public corpora as labelled lines: what others labelled, for another purpose than ours.

- MRDA (Shriberg et al. 2004): acts in meetings. A question is any act with a question type, a tag
  or a declarative question; rhetorical ones included, so look-alikes count as found here.
- PersuasionForGood (Wang et al. 2019): the persuader is the seller, the persuadee the customer.
- Dutch prompts: sentences read aloud; a question is what was written with a question mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from analysis.conversation import Side
from flows.evaluation.labelled import LabelledLine, bare, read_rows, seconds

QUESTION_TYPES = {
    "qy": "yes/no",
    "qw": "wh",
    "qo": "open-ended",
    "qr": "choice",
    "qrr": "choice",
    "qh": "rhetorical",
}

MRDA_COLUMNS = (
    *("meeting", "speaker", "start", "end", "text"),
    *("qtype", "is_tag_q", "declarative_q", "commit"),
)

AGREED = frozenset(("agree-donation", "provide-donation-amount", "confirm-donation"))
REFUSED = frozenset(("disagree-donation", "disagree-donation-more"))

ON_END_S = 0.3
"""Acts of one speaker with less silence than this in between (seconds) were spoken on end."""

_SPACE_BEFORE_MARK = re.compile(r"\s+([.,;:?!])")
_CUT_OFF = re.compile(r"(?<=\w)\s*==\s*$")
_NOT_WORDS = re.compile(r"==|@+|\||(?<!\w)-(?!\w)")


def mrda(path: Path, *, punctuation: bool) -> Iterator[LabelledLine]:
    """Each act on its own, after the act before it: another speaker's, or the same one's. An act
    that its speaker goes on with comes after his own, though somebody said "mm-hm" in between."""
    previous: dict[str, tuple[str, str]] = {}
    own: dict[tuple[str, str], tuple[str, float]] = {}
    for number, row in read_rows(path, MRDA_COLUMNS):
        text = clean(row["text"], punctuation=punctuation)
        if not text:
            continue
        call = f"{row['meeting']}-{number}"
        speaker, said = previous.get(row["meeting"], ("", ""))
        where = f"{path}, line {number}"
        start, end = seconds(row["start"], where), seconds(row["end"], where)
        own_said, own_end = own.get((row["meeting"], row["speaker"]), ("", 0.0))
        goes_on = bool(own_said) and start - own_end < ON_END_S
        if goes_on:
            speaker, said = row["speaker"], own_said
        if said:
            before: Side = "seller" if speaker == row["speaker"] else "customer"
            yield LabelledLine(call, before, said, "en", judged=False)
        kind = _mrda_kind(row)
        commitment = "commit" if row["commit"] == "1" else ""
        labels = {"question": "1" if kind else "0", "form": kind, "commitment": commitment}
        yield LabelledLine(call, "seller", text, "en", labels, goes_on=goes_on)
        previous[row["meeting"]] = (row["speaker"], text)
        own[row["meeting"], row["speaker"]] = (text, end)


def _mrda_kind(row: dict[str, str]) -> str:
    """What kind of question an act is; empty where it is none."""
    if row["is_tag_q"] == "1":
        return "tag"
    if row["declarative_q"] == "1":
        return "declarative"
    return QUESTION_TYPES.get(row["qtype"], row["qtype"])


def persuasion(path: Path, *, punctuation: bool) -> Iterator[LabelledLine]:
    """Whole dialogues; only the customer's sentences are judged."""
    for _, row in read_rows(path, ("dialog", "role", "text", "label1", "label2")):
        text = clean(row["text"], punctuation=punctuation)
        if not text:
            continue
        labels = {row["label1"], row["label2"]}
        commitment = "commit" if labels & AGREED else "decline" if labels & REFUSED else ""
        customer = row["role"] == "persuadee"
        yield LabelledLine(
            call=row["dialog"],
            side="customer" if customer else "seller",
            text=text,
            language="en",
            labels={"commitment": commitment},
            judged=customer,
        )


def dutch_prompts(path: Path, *, punctuation: bool) -> Iterator[LabelledLine]:
    """Each sentence on its own."""
    for number, row in read_rows(path, ("text",)):
        question = "1" if row["text"].rstrip('"” ').endswith("?") else "0"
        text = clean(row["text"], punctuation=punctuation)
        yield LabelledLine(f"prompt-{number}", "seller", text, "nl", {"question": question})


def clean(text: str, *, punctuation: bool) -> str:
    """A transcript's line as a recognizer would write it, or as one without punctuation would. What
    the transcribers marked as cut off (``==``) ends in an ellipsis."""
    words = _NOT_WORDS.sub(" ", _CUT_OFF.sub("…", text))
    if not punctuation:
        return bare(words)
    return " ".join(_SPACE_BEFORE_MARK.sub(r"\1", words).split())
