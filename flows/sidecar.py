"""The sidecar: what somebody wrote about a recording in ``name.json`` or ``name.yaml`` beside it.

Whatever is missing is asked for nowhere. Fields that callprobe does not know are left alone:
telephone systems write many. A field of a wrong type is an error, for it was meant to be used.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from analysis.record import Facts

ENDINGS = (".json", ".yaml", ".yml")


class SidecarError(ValueError):
    """A sidecar that cannot be used: one sentence that says what is wrong in it."""


class _Sidecar(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)

    seller: str | None = None
    customer: str | None = None
    account: str | None = None
    started_at: datetime | None = None
    direction: Literal["inbound", "outbound"] | None = None
    language: str | None = None
    seller_channel: Literal["left", "right"] | None = None
    deal_stage: str | None = None
    consent: bool | None = None
    report: str | None = None


def sidecar_of(recording: Path) -> Path | None:
    """The sidecar beside a recording, if there is one."""
    for ending in ENDINGS:
        path = recording.with_suffix(ending)
        if path != recording and path.is_file():
            return path
    return None


def read_facts(sidecar: Path, max_kb: int) -> Facts:
    """What a sidecar tells. Raises SidecarError."""
    try:
        if sidecar.stat().st_size > max_kb * 1024:
            raise SidecarError(f"its sidecar {sidecar.name} is larger than {max_kb} kB")
        text = sidecar.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SidecarError(f"its sidecar {sidecar.name} cannot be read ({error})") from error
    content = _parsed(text, sidecar)
    try:
        found = _Sidecar.model_validate(content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or "content"
        raise SidecarError(
            f"its sidecar {sidecar.name} has a wrong {field}: {first['msg'].lower()}"
        ) from error
    return Facts(**found.model_dump())


def _parsed(text: str, sidecar: Path) -> Any:
    try:
        if sidecar.suffix == ".json":
            return json.loads(text)
        import yaml  # late: most sidecars are JSON, and a run with nothing to do must be quick

        return yaml.safe_load(text) or {}
    except (ValueError, RecursionError) as error:
        raise SidecarError(f"its sidecar {sidecar.name} is no JSON ({error})") from error
    except Exception as error:  # yaml's errors, which are named only once it is imported
        reason = " ".join(str(error).split())
        raise SidecarError(f"its sidecar {sidecar.name} is no YAML ({reason})") from error
