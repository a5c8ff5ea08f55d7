"""Which values of a stranger's row can be taken over, column by column. Knows no SQL."""

import hashlib
import math
import re

from donnybrook.catalog.images import Value
from donnybrook.records import dataclass

LONGEST_TEXT = 100_000  # characters; a note of two hundred pages is shorter
_LARGEST_BLOB = 4_000_000
_LARGEST_INT = 2**53
_JPEG = b"\xff\xd8"
_LARGEST_PICTURE = 2**20
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UUID = re.compile(r"[0-9A-Za-z-]{8,64}")


class Refused(ValueError):
    """A value that can't be taken over."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of ours, as its table declares it."""

    name: str
    kind: str  # INTEGER, TEXT, REAL, BLOB
    required: bool
    has_default: bool


def taken(column: Column, value: object) -> Value:
    """Return a value as the column may hold it; raises ``Refused`` for one of another kind, or out of all bounds."""
    if value is None:
        return None
    if column.kind == "TEXT" and isinstance(value, str):
        return clean(value)
    if column.kind == "INTEGER" and isinstance(value, int) and abs(value) < _LARGEST_INT:
        return value
    if column.kind == "REAL" and isinstance(value, int | float) and math.isfinite(value):
        return float(value)
    if column.kind == "BLOB" and isinstance(value, bytes) and len(value) <= _LARGEST_BLOB:
        return value
    raise Refused(column.name)


def clean(text: str) -> str:
    """Return a text without control characters, and no longer than any a person would type."""
    return _CONTROL.sub("\ufffd", text[:LONGEST_TEXT])


def is_uuid(value: object) -> bool:
    """Whether a value can be the identity of a row."""
    return isinstance(value, str) and _UUID.fullmatch(value) is not None


def is_picture(sha256: object, width_px: object, height_px: object, jpeg: object) -> bool:
    """Whether values are those of a picture: a JPEG of a size that can be, under the name of its bytes."""
    sized = isinstance(width_px, int) and isinstance(height_px, int) and 0 < width_px < 2**15 > height_px > 0
    if not sized or not isinstance(jpeg, bytes):
        return False
    return jpeg.startswith(_JPEG) and len(jpeg) < _LARGEST_PICTURE and hashlib.sha256(jpeg).hexdigest() == sha256
