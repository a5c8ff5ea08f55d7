"""Reads the values of a set's cells back, exactly, each by the kind of its column. Knows no file."""

import re
from decimal import Decimal

from donnybrook.catalog.sheets import SheetColumn
from donnybrook.times import SECOND_US

_SECONDS = re.compile(r"(-?)([0-9]{1,12})(?:\.([0-9]{1,6}))?")
_INTEGER = re.compile(r"-?[0-9]{1,18}|-?[0-9]{19}")
_TRUE, _FALSE = ("true", "1"), ("false", "0")  # Excel writes TRUE
_LARGEST = 2**63
_MOST_DIGITS = 18
_HALF = re.compile("[\ud800-\udfff]")  # of a pair of surrogates

type Stored = str | int | float | bytes | None


class BadValue(ValueError):
    """A value that its column can't hold; the text says why, as the end of a sentence."""


def from_text(column: SheetColumn, text: str) -> Stored:
    """Return what a cell says; '' is nothing, as text or as ``None``. Raises ``BadValue``."""
    if column.kind in ("text", "id", "code", "moment"):
        return text
    if text == "":
        return None
    match column.kind:
        case "seconds":
            return _seconds(column, text)
        case "boolean":
            return _boolean(column, text)
        case "integer":
            return _integer(column, text)
        case "number":
            return _number(column, text)
        case _:
            return _bytes(column, text)


def from_json(column: SheetColumn, value: object) -> Stored:
    """Return what a value of JSON says (numbers with a point as ``Decimal``). Raises ``BadValue``."""
    if value is None:
        return None
    if isinstance(value, bool):
        return from_text(column, "true" if value else "false")
    if isinstance(value, int):
        return from_text(column, str(value))
    if isinstance(value, Decimal):
        return from_text(column, _plain(column, value) if column.kind == "seconds" else str(value))
    if isinstance(value, str):
        if not value.isascii() and _HALF.search(value):
            raise BadValue(f"{column.name} has half a character in it, which can't be kept")
        return from_text(column, value)
    raise BadValue(f"{column.name} is no single value")


def _plain(column: SheetColumn, value: Decimal) -> str:
    """Return a number without an exponent, unless that would take as many digits as the exponent says."""
    if value.adjusted() > _MOST_DIGITS or value.adjusted() < -_MOST_DIGITS:
        raise BadValue(f"{column.name} “{str(value)[:40]}” is no number of seconds")
    return f"{value:f}"


def _seconds(column: SheetColumn, text: str) -> int:
    match = _SECONDS.fullmatch(text)
    if not match:
        raise BadValue(f"{column.name} “{text[:40]}” is no number of seconds")
    us = int(match[2]) * SECOND_US + int((match[3] or "").ljust(6, "0"))
    return -us if match[1] else us


def _boolean(column: SheetColumn, text: str) -> int:
    if text.lower() not in (*_TRUE, *_FALSE):
        raise BadValue(f"{column.name} “{text[:40]}” is neither true nor false")
    return int(text.lower() in _TRUE)


def _integer(column: SheetColumn, text: str) -> int:
    if not _INTEGER.fullmatch(text) or not -_LARGEST <= int(text) < _LARGEST:
        raise BadValue(f"{column.name} “{text[:40]}” is no whole number")
    return int(text)


def _number(column: SheetColumn, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise BadValue(f"{column.name} “{text[:40]}” is no number") from None


def _bytes(column: SheetColumn, text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        raise BadValue(f"{column.name} is not written in hexadecimal digits") from None
