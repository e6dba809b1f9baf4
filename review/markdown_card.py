"""One call as a page of Markdown, as Prefect's pages show it; in the call's own language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from analysis.language.pack import LANGUAGES
from analysis.record import Record
from flows.erased import reworded
from flows.texts import clock, decimal
from review.card import figures_of, missing_of, parts_of
from review.moments import moments_of
from review.texts import speaker_of
from review.who import who_of

_MARKED = re.compile(r"([\\`*_{}\[\]<>()#+!|~&-])")


def page_of(record: Record) -> str:
    """What came of the call, its score, figures, flags and the seconds that matter."""
    language = record.heard.language if record.heard.language in LANGUAGES else "en"
    say = speaker_of(language or "en")
    record = reworded(record, say("page.erased"))
    measures, call = record.measures, record.call
    who = who_of(call.seller, call.customer, say)
    when = f"{call.started_at:%Y-%m-%d %H:%M}" if call.started_at else None
    about = " · ".join(filter(None, (who, call.account, when, clock(record.heard.duration))))
    total = measures.score.total
    moments = moments_of(measures, say, lambda seconds: decimal(seconds, language or "en"))
    parts = parts_of(measures, record.settings, say, moments)
    figures = figures_of(record, say, language or "en")
    missing = missing_of(measures, say)
    came = say(f"outcome.{measures.outcome or 'unknown'}")
    lines = [
        f"# {plain(call.recording)}: {plain(came)}",
        plain(about),
        plain(measures.summary),
        f"## {plain(say('call.score'))}: {'–' if total is None else f'{total:.0f}'}",
        *([plain(say("call.score_unknown", missing=missing))] if total is None else []),
        *_table((part.title, part.points or "–", part.most) for part in parts),
        *_table(
            (item.title, item.value or "–", item.reference if item.at is None else clock(item.at))
            for item in figures
        ),
    ]
    if measures.flags:
        lines += [f"## {plain(say('call.why'))}"]
        lines += [
            f"- **{plain(say(f'flag.{flag.name}'))}** {plain(flag.sentence)}"
            for flag in measures.flags
        ]
    if moments:
        lines += [f"## {plain(say('call.moments'))}"]
        lines += _table((clock(item.from_s), item.line, f"“{item.said}”") for item in moments)
    if measures.not_measurable:
        lines += [f"## {plain(say('call.not_measurable'))}"]
        lines += [f"- {plain(why)}" for why in sorted({m.reason for m in measures.not_measurable})]
    if record.heard.engines.demo:
        lines += [plain(say("page.demo"))]
    return "\n".join(_spaced(lines)) + "\n"


def plain(text: str) -> str:
    """A text that Markdown and HTML leave as it is, on one line."""
    return _MARKED.sub(r"\\\1", " ".join(text.split()))


def _table(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """The rows of a table without headings; no rows, no table."""
    cells = [" | ".join(plain(cell) for cell in row) for row in rows]
    return ["|   |   |   |", "|---|---|---|", *(f"| {row} |" for row in cells)] if cells else []


def _spaced(lines: Iterable[str]) -> Iterator[str]:
    """Paragraphs apart, rows of one table and of one list together."""
    before = ""
    for line in lines:
        row = line[:1] in "|-" and line[:1] == before[:1] and not line.startswith("|   |")
        if before and not row:
            yield ""
        yield line
        before = line
