"""Promises in the speaker's own name: "ik stuur u dinsdag de lijst", "we'll sign in May"."""

from __future__ import annotations

from analysis.findings import By, Commitment, Grade, Step
from analysis.language.dates import When
from analysis.measures.commitment_rows import row
from analysis.measures.said import Said
from analysis.measures.steps import step_of


def own_promise(said: Said) -> Commitment | None:
    """The promise in ``said``, or None. A customer's must be firm: what, and when.

    It must have the form of one ("I will", "ik stuur"); what only could be done is grade C.
    """
    found = step_of(said.main_clause, said.pack)
    if found is None or not said.in_his_own_name:
        return None
    told = said.has("reported") and not said.has("conditions")
    if told or said.has("negations", "hypothetical"):
        return None
    when = said.when
    if said.has("past") and (when is None or when.exactness == "vague"):
        return None
    grade = _grade(said, when)
    step, cue = found
    unclear = step == "other" and said.has("acceptances")  # a yes, and more: to what?
    if grade is None or unclear:
        return None
    side: By = "seller" if said.sentence.side == "seller" else "customer"
    if side == "customer" and not _is_firm(said, step, when, grade):
        return None
    return row(said, side, "commit", step, cue, grade=grade, when=when)


def _grade(said: Said, when: When | None) -> Grade | None:
    """As the moment says; C for what is only offered; None for what is not even that."""
    if said.has("promises"):
        return said.grade(when)
    return "C" if said.has("tentative", "willing") else None


def _is_firm(said: Said, step: Step, when: When | None, grade: Grade) -> bool:
    """An internal step needs a body or a name, and a time; any other a time, or an order that
    hangs on nothing."""
    timed = when is not None and when.exactness != "vague"
    if step == "internal":
        return timed and (said.has("bodies") or said.names_somebody)
    return timed or grade == "A" or (step == "order" and said.condition is None)
