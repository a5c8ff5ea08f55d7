"""Cuts a tagging line at its signs: ``vs``, ``@``, ``#`` and quotes. Knows no grammar inside the pieces."""

import re
from collections.abc import Iterator
from typing import Literal

from donnybrook.records import dataclass

type PieceKind = Literal["side", "location", "term", "note"]

_QUOTES = '"“”„'
# "#" before a digit numbers someone (villain #2); elsewhere it marks a term.
_SIGN = re.compile(
    rf"""
      [{_QUOTES}](?P<note>[^{_QUOTES}]*)[{_QUOTES}]?
    | (?P<location>@)
    | (?P<term>\#(?!\d))
    | (?P<side>(?<![^\s{_QUOTES}])(?:vs\.?|versus)(?!\S))
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the line of one kind; ``start`` and ``end`` bound its text without the white space around it."""

    kind: PieceKind
    text: str
    start: int
    end: int
    sign_start: int  # where the sign before it begins; its own start for the first
    sign: str = ""


def pieces_of(text: str, start: int = 0) -> Iterator[Piece]:
    """Yield the pieces of a line from ``start`` on.

    The first is a side, without a sign, and may be empty; so is what stands between a note and the next sign.
    """
    kind: PieceKind = "side"
    sign, sign_start, begins = "", start, start
    for match in _SIGN.finditer(text, start):
        yield _piece(kind, text, begins, match.start(), sign_start, sign)
        sign, sign_start = match[0], match.start()
        if match["note"] is not None:
            yield _note(match)
            kind, sign, sign_start, begins = "side", "", match.end(), match.end()
        else:
            kind = _kind(match.lastgroup)
            begins = match.end()
    yield _piece(kind, text, begins, len(text), sign_start, sign)


def _kind(group: str | None) -> PieceKind:
    return "location" if group == "location" else "term" if group == "term" else "side"


def _piece(kind: PieceKind, text: str, begins: int, ends: int, sign_start: int, sign: str) -> Piece:
    inside = text[begins:ends]
    start = begins + len(inside) - len(inside.lstrip())
    stripped = inside.strip()
    return Piece(kind, stripped, start, start + len(stripped), sign_start, sign)


def _note(match: re.Match[str]) -> Piece:
    note = match["note"].strip()
    return Piece("note", note, match.start("note"), match.end("note"), match.start(), '"')
