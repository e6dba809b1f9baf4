"""Who is asking: whoever sits at this machine, or a person whom a password or a proxy vouches for.

The server itself listens on 127.0.0.1 whatever is set. Others come in through a reverse proxy on
this machine, which has the certificate; who they are is told by a header of the proxy's, or by the
password they give.
"""

from __future__ import annotations

import base64
import binascii
import getpass
import hashlib
import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

from starlette.datastructures import Headers

from flows.alike import composed
from flows.settings import ReviewSettings
from review.people import People, PeopleError, Person, load_people

MOST_REMEMBERED = 200
"""Passwords found right are not computed again for every range of sound; this many are kept."""

LONGEST_NAME = 200


class NotAdmitted(Exception):
    """Nobody may look: HTTP ``status`` 401 asks for a password, 403 does not. ``why`` names the
    sentence in ``review/texts``, section ``refused``."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


@dataclass(frozen=True, slots=True)
class Door:
    """``names`` are the host names the proxy answers to, besides this machine's own."""

    local: Person
    names: frozenset[str]
    header: str
    people: People | None
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    remembered: OrderedDict[bytes, Person] = field(default_factory=OrderedDict, repr=False)
    one_at_a_time: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def open(self) -> bool:
        """Whether everyone who reaches the server is whoever sits at the machine."""
        return not self.header and self.people is None

    def admit(self, headers: Headers) -> Person:
        """The person who asks. Raises NotAdmitted. May take a twentieth of a second."""
        if self.header:
            return self._vouched_for(headers.getlist(self.header))
        if self.people is not None:
            return self._with_password(self.people, headers.get("authorization", ""))
        return self.local

    def _vouched_for(self, values: list[str]) -> Person:
        name = _in_utf8(values[0]).strip() if len(values) == 1 else ""
        if not name or len(name) > LONGEST_NAME or not name.isprintable():
            raise NotAdmitted(403, "no_proxy")
        person = Person(name) if self.people is None else self.people.named(name)
        if person is None:
            raise NotAdmitted(403, "not_among")
        return person

    def _with_password(self, people: People, header: str) -> Person:
        mark = hashlib.blake2b(header.encode(), key=self.key).digest()
        known = self.remembered.get(mark)
        if known is not None:
            return known
        with self.one_at_a_time:  # guesses wait for each other: twenty a second at most
            person = people.known(*_basic(header))
            if person is None:
                raise NotAdmitted(401, "no_password")
            self.remembered[mark] = person
            if len(self.remembered) > MOST_REMEMBERED:
                self.remembered.popitem(last=False)
            return person


def door_of(settings: ReviewSettings) -> Door:
    """The door the settings describe. Raises PeopleError where they leave it open to the world."""
    if settings.names and not (settings.people or settings.proxy_header):
        raise PeopleError(
            "[review] names lets others in: set people or proxy_header too, to know who they are"
        )
    return Door(
        Person(settings.coach or getpass.getuser()),
        frozenset(name.lower() for name in settings.names),
        settings.proxy_header,
        load_people(Path(settings.people)) if settings.people else None,
    )


def _in_utf8(value: str) -> str:
    """A header's text: its bytes come as Latin-1, proxies write UTF-8."""
    try:
        return composed(value.encode("latin-1").decode("utf-8"))
    except UnicodeError:
        return value


def _basic(header: str) -> tuple[str, str]:
    """Name and password of HTTP Basic (RFC 7617); empty ones where there are none."""
    scheme, _, value = header.partition(" ")
    if scheme.lower() != "basic":
        raise NotAdmitted(401, "no_password")
    try:
        text = base64.b64decode(value, validate=True).decode("utf-8")
    except (binascii.Error, ValueError) as error:
        raise NotAdmitted(401, "no_password") from error
    name, _, password = text.partition(":")
    return name, password
