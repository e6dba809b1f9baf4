"""The sidecar: what somebody wrote about a recording in ``name.json`` or ``name.yaml`` beside it.

Whatever is missing is asked for nowhere. Fields that callprobe does not know are left alone:
telephone systems write many. A field of a wrong type is an error, for it was meant to be used.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from analysis.record import Facts
from flows.alike import comparable, composed

YES_NO = {"ja": True, "nee": False}
"""Dutch answers, beside the English ones that pydantic knows."""

LONGEST_NAME = 200
LONGEST_REPORT = 20_000
LONGEST_CALL_S = 86_400
YEARS = (1950, 2100)
"""Whoever writes another year has made a slip, and every figure by date would show it."""

_PATH = re.compile(r"^(~|\.{0,2})/|^[A-Za-z]:\\|\.\.[/\\]")

_NUMBER = re.compile(r"[-+]?\d+(\.\d*)?")


class SidecarError(ValueError):
    """Facts that cannot be used: one sentence that says what is wrong in them."""


def _name(value: Any) -> Any:
    """A name is one line of text. A path is none: it was written in the wrong field."""
    if isinstance(value, str):
        if any(ord(character) < 32 for character in value.strip()):
            raise ValueError("a line break or control character where a name belongs")
        if _PATH.search(value.strip()):
            raise ValueError("a path where a name belongs")
        if any(0xD800 <= ord(character) < 0xE000 for character in value):
            raise ValueError("half a character where a name belongs")
        return composed(value)
    return value


def _yes_no(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    answer = value.strip().lower()
    return YES_NO.get(answer, answer)


def _time(value: Any) -> Any:
    """ISO 8601 in all its forms (``20260309T1000`` too), which Python reads and pydantic not. Other
    figures are no such form: pydantic would count them as seconds or milliseconds since 1970."""
    if not isinstance(value, str | int | float):
        return value
    number = not isinstance(value, str) or bool(_NUMBER.fullmatch(value.strip()))
    if isinstance(value, str) and (not number or len(value.strip()) == len("20260309")):
        try:
            return datetime.fromisoformat(value.strip())
        except ValueError:
            pass
    if number:
        raise ValueError("a number where a date belongs")
    return value


def _second(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("a yes or no where a second belongs")
    return value


def _year(time: datetime) -> datetime:
    if not YEARS[0] <= time.year <= YEARS[1]:
        raise ValueError(f"no call took place in the year {time.year}")
    return time


def _language(value: Any) -> Any:
    """``nl-NL`` and ``NL`` are ``nl``."""
    return re.split("[-_]", value.strip().lower())[0] if isinstance(value, str) else value


def _lower(value: Any) -> Any:
    return value.strip().lower() if isinstance(value, str) else value


Name = Annotated[str, BeforeValidator(_name), Field(max_length=LONGEST_NAME)]
Direction = Annotated[Literal["inbound", "outbound"], BeforeValidator(_lower)]
Channel = Annotated[Literal["left", "right"], BeforeValidator(_lower)]
Language = Annotated[str, BeforeValidator(_language), Field(pattern="^[a-z]{2}$")]
Second = Annotated[
    float, BeforeValidator(_second), Field(ge=0, le=LONGEST_CALL_S, allow_inf_nan=False)
]


class _Sidecar(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)

    seller: Name | None = None
    customer: Name | None = None
    account: Name | None = None
    started_at: Annotated[datetime, BeforeValidator(_time), AfterValidator(_year)] | None = None
    direction: Direction | None = None
    language: Language | None = None
    seller_channel: Channel | None = None
    seller_speaks_at: Second | None = None
    deal_stage: Name | None = None
    consent: Annotated[bool, BeforeValidator(_yes_no)] | None = None
    report: Annotated[str, Field(max_length=LONGEST_REPORT)] | None = None

    @field_validator("customer")
    @classmethod
    def _another(cls, customer: str | None, before: ValidationInfo) -> str | None:
        seller = before.data.get("seller")
        if customer and seller and comparable(customer) == comparable(seller):
            raise ValueError("that is the seller")
        return customer


FIELDS = tuple(_Sidecar.model_fields)
"""What can be told about a call, by its name in sidecars, manifests and file-name patterns."""

_RIGHT = {
    "started_at": "a date and time like 2026-03-09T10:00",
    "direction": "inbound or outbound",
    "language": "two letters like nl or en",
    "seller_channel": "left or right",
    "seller_speaks_at": "a second of the call, like 12.5",
    "consent": "yes or no",
    "report": f"a text of at most {LONGEST_REPORT} characters",
    "content": 'fields with their values, like {"seller": "Sanne"}',
}
"""What belongs in a field; in those that are not here, a name."""


def read_facts(sidecar: Path, max_kb: int) -> Facts:
    """What a sidecar tells. Raises SidecarError."""
    source = f"its sidecar {sidecar.name}"
    return facts_of(values_in(sidecar, max_kb, source), source)


def values_in(sidecar: Path, max_kb: int, source: str) -> Any:
    """What stands in a sidecar, right or wrong; ``source`` names it in the error. Raises
    SidecarError."""
    return _parsed(read_text(sidecar, max_kb, source), sidecar, source)


def read_text(path: Path, max_kb: int, source: str) -> str:
    """A small text file; ``source`` names it in the error. Raises SidecarError."""
    try:
        if path.stat().st_size > max_kb * 1024:
            raise SidecarError(f"{source} is larger than {max_kb} kB: take out what is no fact")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        shut = isinstance(error, PermissionError)
        step = "give this user the right to it" if shut else "put it back, or take it away"
        raise SidecarError(f"{source} cannot be read ({why}): {step}") from error
    except UnicodeDecodeError as error:
        raise SidecarError(f"{source} is not written in UTF-8: save it so") from error


def facts_of(content: Any, source: str) -> Facts:
    """Plain values as facts; ``source`` names where they stand. A blank says nothing. Raises
    SidecarError."""
    if isinstance(content, Mapping):
        content = {_field(name): value for name, value in content.items() if not _is_blank(value)}
    try:
        found = _Sidecar.model_validate(content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = str(first["loc"][0]) if first["loc"] else "content"
        right = _RIGHT.get(field, f"a name of at most {LONGEST_NAME} characters")
        why = f"{first['ctx']['error']}; " if first["type"] == "value_error" else ""
        raise SidecarError(f"{source} has a wrong {field}: {why}give {right}") from error
    return Facts(**found.model_dump())


def _field(name: Any) -> Any:
    """Consent is never passed over for the case of its letters; other fields may be a system's."""
    return "consent" if isinstance(name, str) and name.strip().lower() == "consent" else name


def _is_blank(value: Any) -> bool:
    return isinstance(value, str) and not value.strip()


def _parsed(text: str, sidecar: Path, source: str) -> Any:
    form = "JSON" if sidecar.suffix.lower() == ".json" else "YAML"
    try:
        if form == "JSON":
            return json.loads(text, object_pairs_hook=_once)
        from flows.yaml_once import yaml_in  # late: most sidecars are JSON, and a run must be quick

        return yaml_in(text, _once) or {}
    except Exception as error:  # yaml has its own, which are named only once it is imported
        raise SidecarError(f"{source} is no {form} ({_line(error)})") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object's values by name. Raises ValueError for a fact told twice: the last would be
    believed, and the first may have said that there is no consent."""
    told: dict[str, Any] = {}
    for name, value in pairs:
        field = _field(name)
        before = told.get(field, value)
        # Not a number is like nothing, not even itself: it is told once all the same.
        if field in FIELDS and before is not value and before != value:
            raise ValueError(f"{field} stands in it twice")
        told[field] = value
    return told


def _line(error: Exception) -> str:
    return " ".join(str(error).split())
