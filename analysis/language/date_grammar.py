"""The grammar of moments, over the letters that ``analysis/language/calendar_words.py`` gives the
words of time: "Tuesday next week" is "dxw" in every language."""

from __future__ import annotations

import re

from analysis.language.due_dates import Exactness

_F = "[pjJi]*"
"""Words that may stand between those of one moment."""

_Y = "(?:Y|[xc]z)"
"""A year: "2027", "next year"."""

IN_WEEK = "weekday in week"
"""The rule of a day of a week that is named: "Tuesday next week"."""

DAY_IN_WORDS = "po"
"""The letters of "the fourteenth", which may also be a floor, or a caller."""

_FROM = "(?<![n#])wp?Ap?[xc]w"
"""A week that is counted from this one or the next: "the week after next week"."""

MINUTES = re.compile(r"J?[n#]HR[n#]|J?[n#][ijJP]a[n#]|J[n#][ijP][n#]")
"""Hours that begin with another number: "at five to three", "om een uur of tien"."""

CLOCK = re.compile(r"[jJ]?(?:K|N)|J[n#][n#]?H?|J?[n#]H[n#]?|J?[n#]?Q[ijJP]?a?[n#]|J?a[nP#][n#]?")
"""The other hours: "om half drie", "kwart over tien", "at ten thirty"."""

_PATTERNS: tuple[tuple[str, Exactness, str], ...] = (
    (
        IN_WEEK,
        "exact",
        rf"[xcv]w{_F}d|d{_F}[xcv]w|dpxw|d{_F}wv|wv{_F}d|d{_F}{_FROM}|{_FROM}{_F}d",
    ),
    ("weekday of some week", "exact", r"d[pjiJ]*wp?A(?![pJ]*[n#Kah])|wp?A[pji]+d"),
    (
        "weekday and weeks",
        "exact",
        r"d[pj]*i[n#][wfu]|d[wf](?![n#])|[n#][wf][pjJ]+[dt]|t[pj]*i[n#]w",
    ),
    ("weekday of month", "exact", rf"[oL]d{_F}(?:m|[xc]?y)"),
    ("last day", "exact", rf"[Le]u{_F}[xc]?[myqz]"),
    (
        "day of month",
        "exact",
        rf"(?:t{_F})?(?:[xc]?d)?{_F}(?:[on#@]{_F}m|m{_F}[o@#]|D)(?!H)(?:{_F}{_Y})?",
    ),
    ("day of month", "exact", rf"[xc]?d{_F}[@o](?![uwyqzhkd])"),
    ("day of month", "exact", r"(?:[jJ]p|j)@|p@|[jJ]po(?![uwyqzhkd])"),
    ("day of month", "exact", rf"{DAY_IN_WORDS}(?![uwyqzhkd])"),
    ("some days", "exact", r"i[n#]u(?!R)b?|[n#]ub"),
    ("hours", "exact", r"[iW][pa]?[pn#]?[hH]|[iW][n#]?a[n#]?[hH]"),
    ("weekday", "exact", r"[xc]?d"),
    ("near day", "exact", r"t"),
    ("end of a day", "exact", rf"t{_F}(?:[xc]?d{_F}[xc]w|[xc]w{_F}d|[xc]?d|t|p?@)|[xc]?d{_F}t"),
    ("about so many", "rough", r"[iW][n#][uwyf]R[n#]|[iW][n#][RP][n#][uwyzf]"),
    ("some weeks", "rough", r"[iW](?:[n#]?a[n#]?|[n#]|p)[uwyqzf]a?b?|[n#][wyzf]b"),
    ("a few", "rough", r"i?[pn]?C[uwyz]"),
    ("week of", "rough", rf"w{_F}(?:[on#@]{_F}m|m{_F}[o@#n])(?:{_F}{_Y})?|w{_F}@"),
    ("week of month", "rough", rf"[o@L]w{_F}(?:m(?:{_F}{_Y})?|[xc]?y)"),
    ("week number", "rough", r"(?<![xcvn#])w[n#]"),
    ("quarter number", "rough", rf"oq(?:{_F}{_Y})?"),
    ("week or month", "rough", rf"[slea]{_F}[xcv]?[wyqz]|[xc][wyqz]v?|pwv|{_FROM}"),
    ("month", "rough", rf"[slea]{_F}m|[ijJxc]p?m"),
    (
        "month",
        "rough",
        rf"(?:[slea]{_F})?(?:[ijJ]p?)?m{_F}{_Y}|[ij]?{_Y}{_F}(?:[slea]{_F})?m",
    ),
    ("weekend", "rough", r"[xcpjJie]+k"),
    ("season", "rough", rf"(?:[slea][pij]*|[ijJ]p?|[xc])[xc]?r(?:{_F}{_Y})?|r{_F}{_Y}"),
    ("christmas", "rough", r"[ijJ]p?g|G"),
)
RULES = tuple((name, exactness, re.compile(pattern)) for name, exactness, pattern in _PATTERNS)
ANY_RULE = re.compile("|".join(f"(?:{pattern})" for _, _, pattern in _PATTERNS))
"""Of most sentences with a number in them no rule tells anything."""
