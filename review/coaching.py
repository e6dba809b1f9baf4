"""What a coach leaves at a call for its seller: a note, and whether it is kept for training.

One JSON file a call in ``<data>/coaching``; it outlives every rebuild, as verdicts do.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from flows.files import write_whole

LONGEST_NOTE = 8000


@dataclass(frozen=True, slots=True)
class Coaching:
    """``note`` may be empty; ``library`` says whether the call is in the training library."""

    note: str = ""
    library: bool = False
    author: str = ""
    at: str = ""


def coaching_of(data: Path, call_id: str) -> Coaching:
    """What was left at a call; an empty one where nothing was, or the file is torn."""
    return _read(_path(data, call_id))


def keep_coaching(data: Path, call_id: str, coaching: Coaching) -> None:
    """Write it in place of what was there. Raises OSError."""
    document = json.dumps(asdict(coaching), ensure_ascii=False, indent=1, sort_keys=True)
    write_whole(_path(data, call_id), document.encode() + b"\n")


def library(data: Path) -> frozenset[str]:
    """Ids of the calls kept for training."""
    folder = data / "coaching"
    paths = folder.glob("[!.]*.json") if folder.is_dir() else ()
    return frozenset(path.stem for path in paths if _read(path).library)


def _path(data: Path, call_id: str) -> Path:
    return data / "coaching" / f"{call_id}.json"


def _read(path: Path) -> Coaching:
    try:
        content = json.loads(path.read_bytes())
        return Coaching(
            str(content["note"]), content["library"] is True, content["author"], content["at"]
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Coaching()
