"""Text that people bring: UTF-8, or what spreadsheets and meeting programs write beside it."""

from __future__ import annotations

import codecs

_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
"""How a file begins that is written in something else than UTF-8, and in what."""


class NotUtf8(ValueError):
    """Bytes that are no text; ``line`` is the number of the line where that shows."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line} is no text in UTF-8")
        self.line = line


def decoded(content: bytes) -> str:
    """The text in ``content``: UTF-8, or UTF-16 that says so in its first two bytes. Raises
    NotUtf8."""
    try:
        return content.decode(_MARKS.get(content[:2], "utf-8-sig"))
    except UnicodeDecodeError as error:
        raise NotUtf8(content.count(b"\n", 0, error.start) + 1) from error
