"""Rows of values as lines of CSV (RFC 4180), a page at a time. Knows no catalog and no file.

A page is gone through column by column: one look at all of a column says whether anything in it needs quotes, and most
columns never do. Python's own writer looks at each value, and takes three times as long.

The Excel flavour has a mark at its beginning and a guard: a spreadsheet takes text that begins with ``=`` or one of a
few other signs for a formula, so such text gets an apostrophe before it. Text that begins with an apostrophe gets one
too: so what is read back without its first apostrophe is what it was (``unguarded``).
"""

import re
from collections.abc import Iterable, Sequence

from donnybrook.catalog.sheets import SheetColumn

LINE_END = b"\r\n"
MARK = b"\xef\xbb\xbf"
APOSTROPHE = "'"
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠", APOSTROPHE)
_SIGNS = tuple(sign.encode() for sign in _FORMULA_SIGNS)
_NEEDS_QUOTES = re.compile(rb'[",\r\n]').search
_UNGUARDED = frozenset({"integer", "number", "boolean", "seconds", "clock", "timecode"})  # these are no text

type Cells = Sequence[bytes]


def header_line(columns: Sequence[SheetColumn]) -> bytes:
    """Return the line of the columns' names."""
    return b",".join(column.name.encode() for column in columns) + LINE_END


def csv_lines(rows: Iterable[Cells], columns: Sequence[SheetColumn], *, guarded: bool = False) -> bytes:
    """Return rows as lines; bytes that are no UTF-8 become a mark. ``guarded``: with the guard against formulas."""
    by_column: list[Cells] = list(zip(*rows, strict=True))
    if guarded:
        by_column = [
            _guarded(cells) if is_guarded(column) else cells for cells, column in zip(by_column, columns, strict=True)
        ]
    lines = LINE_END.join(map(b",".join, zip(*map(_quoted, by_column), strict=True))) + LINE_END
    if len(by_column) == 1:  # a line with nothing in it would be no row
        lines = LINE_END.join(line or b'""' for line in _quoted(by_column[0])) + LINE_END
    return _as_utf8(lines)


def is_guarded(column: SheetColumn) -> bool:
    """Whether a column's values are guarded in the Excel flavour: numbers and times never are."""
    return column.kind not in _UNGUARDED


def unguarded(text: str) -> str:
    """Return what guarded text was."""
    return text.removeprefix(APOSTROPHE)


def unguarded_formula(text: str) -> str:
    """Return what text was that may have been guarded here, or by nobody: only what the guard would do is undone."""
    return text[1:] if text.startswith(APOSTROPHE) and text[1:].startswith(_FORMULA_SIGNS) else text


def _guarded(cells: Cells) -> Cells:
    return [b"'" + cell if cell.startswith(_SIGNS) else cell for cell in cells]


def _quoted(cells: Cells) -> Cells:
    together = b"\0".join(cells)
    if b"," not in together and b'"' not in together and b"\n" not in together and b"\r" not in together:
        return cells
    return [b'"%b"' % cell.replace(b'"', b'""') if _NEEDS_QUOTES(cell) else cell for cell in cells]


def _as_utf8(lines: bytes) -> bytes:
    try:
        lines.decode()
    except UnicodeDecodeError:
        return lines.decode("utf-8", "replace").encode()
    return lines
