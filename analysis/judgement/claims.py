"""What the seller reports of a call, held against the recording."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.conversation import Sentence
from analysis.findings import Commitment
from analysis.judgement.outcome import is_firm_step, standing
from analysis.language.dates import find_when
from analysis.language.pack import Pack
from analysis.measures.steps import JOINT, ON_PAPER, step_of

_CLAUSE_ENDS = re.compile(r"[,;:.!?]+(?=\s|$)")


def unfounded_claim(
    report: str, rows: Sequence[Commitment], pack: Pack, heard: Sequence[Sentence] = ()
) -> str | None:
    """What ``report`` claims, in its own words, where that is an agreement, a next step or a
    call-back that nobody made; ``rows`` are the call's commitments, ``heard`` the customer's
    sentences. None where it claims nothing of the kind.

    "Goed gesprek" claims nothing that can be checked, and a no that was said claims no more. A day
    that the customer named himself, without a "not", bears out what is reported for that day: in
    which words he agreed may not have been understood, and nobody is to be called a liar for it.
    """
    tokens = pack.texts(report.split())
    refused = any(row.kind == "decline" and row.by == "customer" for row in rows)
    if refused and pack.find("report.no", tokens) is not None:
        return None
    kept = standing(rows)
    clauses = _claims(report, pack)
    claimed = tuple(token for clause in clauses for token in pack.texts(clause.split()))
    if _is_borne_out(claimed, kept, pack):
        return None
    put_off = any(row.kind in ("decline", "stall") and row.step != "other" for row in rows)
    if not put_off and _is_named(claimed, _days_named(heard, pack), pack):
        return None
    alone = [one for one in clauses if not _is_borne_out(pack.texts(one.split()), kept, pack)]
    return ", ".join(alone or clauses)


def _is_borne_out(claimed: Sequence[str], rows: Sequence[Commitment], pack: Pack) -> bool:
    """Whether ``rows`` hold what is claimed, or nothing is."""
    firm = [row for row in rows if is_firm_step(row)]
    promised = [row for row in rows if row.binds]
    if pack.find("report.agreement", claimed) is not None:
        return any(row.step in ("order", "pay", "trial", "internal") for row in firm)
    if pack.find("report.call_back", claimed) is not None:
        return any(row.step in JOINT for row in promised)
    if pack.find("report.next_step", claimed) is not None:
        return bool(firm)
    return True


def _claims(report: str, pack: Pack) -> tuple[str, ...]:
    """The clauses that say what is, not what isn't or may be, and not what the seller
    alone will do: of "Nice talk, no deal yet, price goes out on Monday" the first."""
    claimed: list[str] = []
    of_what_is_sent = False  # "a quote for two units, out on Friday": of the quote still
    for clause in _CLAUSE_ENDS.split(report):
        tokens = pack.texts(clause.split())
        step = step_of(tokens, pack)
        if step is not None:
            of_what_is_sent = step[0] in ON_PAPER
        agreed = pack.find("report.agreement", tokens) is not None
        own = of_what_is_sent or pack.find("report.own", tokens) is not None
        if (agreed or not own) and pack.find("report.no_claim", tokens) is None:
            claimed.append(clause.strip())
    return tuple(claimed)


def _days_named(heard: Sequence[Sentence], pack: Pack) -> list[frozenset[str]]:
    """The moments in the customer's sentences that hold no "not", word by word."""
    nots = pack.word_set("commitments.negations")
    sure = [one.said for one in heard if nots.isdisjoint(pack.texts(one.said))]
    moments = (find_when(words, pack, None) for words in sure)
    return [frozenset(pack.texts(when.text.split())) for when in moments if when is not None]


def _is_named(claimed: Sequence[str], named: Sequence[frozenset[str]], pack: Pack) -> bool:
    """Whether the moment that is claimed is one of those named."""
    when = find_when(claimed, pack, None)
    if when is None or not when.is_exact:
        return False
    day = frozenset(pack.texts(when.text.split()))
    return any(day & moment for moment in named)
