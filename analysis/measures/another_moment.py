"""An answer that speaks of two moments in one breath: the one that is taken is what it says.

"No, Friday", "Thursday I'm full, make it Friday"; and "Thursday's fine, Friday I'm away".
"""

from __future__ import annotations

from analysis.language.dates import When
from analysis.language.number_words import is_number
from analysis.measures.answers import moment_of, refuses_that_day
from analysis.measures.open_proposal import OpenProposal
from analysis.measures.said import Said
from analysis.measures.yes_by_moment import agrees_by_moment


def moment_taken(said: Said, proposal: OpenProposal) -> Said | None:
    """The part of ``said`` that takes ``proposal``, where another part of it turns another moment
    down; None where it speaks of no two."""
    asked = moment_of(proposal, said)
    taken = None
    if asked is not None and asked.is_exact:
        taken = _another(said, proposal, asked) or _the_one_asked_for(said, asked)
    return taken or _beside_what_is_full(said, proposal)


def _another(said: Said, proposal: OpenProposal, asked: When) -> Said | None:
    """ "Make it Friday" of "Thursday I'm full, make it Friday". "Friday I'm away", "Friday too" and
    "Friday we have a wedding" take nothing."""
    part = said.behind_comma or said.behind_no
    if part is None or not _turns_down(said, asked):
        return None
    when = part.when
    if when is None or not when.is_exact or part.denies:
        return None
    if when.date == asked.date and _tokens(when, said) <= _tokens(asked, said):
        return None
    if part.has("besides") and not part.offers_moment:
        return None
    takes = part.has("acceptances") or agrees_by_moment(part, when, proposal)
    return part if takes else None


def _turns_down(said: Said, asked: When) -> bool:
    """Whether it turns the moment down that was ``asked`` for: in so many words, or by what it says
    of it first ("Thursday's market day, make it Friday")."""
    if said.behind_no is not None or said.denies or said.has("unavailable"):
        return True
    first = said.up_to_comma
    if first is None or first.when is None or first.has("fits", "acceptances"):
        return False
    return first.when.date is not None and first.when.date == asked.date


def _the_one_asked_for(said: Said, asked: When) -> Said | None:
    """ "Thursday's fine" of "Thursday's fine, Friday I'm away", "... but not before nine"."""
    first, rest = said.up_to_comma, said.behind_comma
    if first is None or rest is None or first.denies or not first.has("fits", "acceptances"):
        return None
    if rest.has("not_all_day"):
        at_an_hour = any(is_number(token, said.pack) for token in _tokens(asked, said))
        return first if asked.date is not None and not at_an_hour else None
    if rest.when is None or not rest.when.is_exact:
        return None
    off = rest.denies or rest.has("unavailable")
    return first if off and rest.when.date not in (None, asked.date) else None


def _beside_what_is_full(said: Said, proposal: OpenProposal) -> Said | None:
    """ "Tuesday I'm away, Wednesday is fine", whatever was asked for."""
    aside = said.behind_comma if said.has("unavailable") else None
    if aside is None or not aside.offers_moment or refuses_that_day(said, proposal):
        return None
    return aside


def _tokens(when: When, said: Said) -> set[str]:
    return set(said.pack.texts(when.text.split()))
