"""Who may look, where the page is open to more than whoever sits at this machine.

A file of people (TOML, a table a person)::

    [vera]                          # a coach: hears every call, gives verdicts
    password = "scrypt:..."

    [karin]                         # a seller: hears her own calls, reads the notes
    password = "scrypt:..."
    seller = "Karin Smit"

``callprobe review --password`` makes the second line. Passwords are kept as scrypt hashes
(Percival 2009; RFC 7914).
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from flows.alike import composed

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1000
COST, BLOCK = 2**14, 8
"""scrypt's N and r: 16 MiB and some 50 ms for every guess."""


class PeopleError(ValueError):
    """A file of people, or a password, that cannot be used: one sentence that says why."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who is looking. ``seller`` None: a coach, who hears all; else the seller whose calls alone
    this person may hear, and judge none."""

    name: str
    seller: str | None = None


def _name(written: str) -> str:
    """A name as the calls have it, whatever form its accents were written in."""
    return composed(written.strip())


def _kept(password: str) -> str:
    if not re.fullmatch(r"(scrypt:[0-9a-f]{32}:[0-9a-f]{64})?", password):
        raise ValueError("it is no line that `callprobe review --password` makes")
    return password


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    password: Annotated[str, AfterValidator(_kept)] = ""
    seller: Annotated[str, AfterValidator(_name)] | None = Field(default=None, min_length=1)


_FILE = TypeAdapter(dict[str, _Entry])
_NOBODY = _Entry(password=f"scrypt:{'0' * 32}:{'0' * 64}")


@dataclass(frozen=True, slots=True)
class People:
    """The people of a file."""

    entries: dict[str, _Entry] = field(repr=False)

    def named(self, name: str) -> Person | None:
        """The person of that name, whoever vouches for it."""
        entry = self.entries.get(_name(name))
        return Person(name, entry.seller) if entry else None

    def known(self, name: str, password: str) -> Person | None:
        """The person, where the password is theirs. A wrong name takes as long as a wrong word."""
        entry = self.entries.get(_name(name), _NOBODY)
        fits = bool(entry.password) and _fits(password, entry.password)
        return self.named(name) if fits else None


def load_people(path: Path) -> People:
    """Read the file. Raises PeopleError."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        people = _FILE.validate_python(content)
    except (OSError, ValueError) as error:
        why = _first(error) if isinstance(error, ValidationError) else _plain(error)
        raise PeopleError(f"{path} says nobody who may look: {why}") from error
    if not people:
        raise PeopleError(f"{path} names nobody: write a table a person, as in docs/review.md")
    return People({_name(name): entry for name, entry in people.items()})


def hashed(password: str) -> str:
    """A password as the file keeps it. Raises PeopleError where it is too short."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise PeopleError(f"a password has {SHORTEST_PASSWORD} characters or more")
    salt = secrets.token_bytes(16)
    return f"scrypt:{salt.hex()}:{_scrypt(password, salt).hex()}"


def _fits(password: str, kept: str) -> bool:
    if len(password) > LONGEST_PASSWORD:
        return False
    _, salt, digest = kept.split(":")
    return hmac.compare_digest(_scrypt(password, bytes.fromhex(salt)).hex(), digest)


def _scrypt(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(
        password.encode(), salt=salt, n=COST, r=BLOCK, p=1, maxmem=2**26, dklen=32
    )


def _plain(error: Exception) -> str:
    return error.strerror or "" if isinstance(error, OSError) else str(error)


def _first(error: ValidationError) -> str:
    """Where the first mistake is; never the value, which may be a password."""
    first = error.errors(include_input=False)[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg'].removeprefix('Value error, ')}"
