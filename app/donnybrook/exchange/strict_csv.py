"""Reads a table of text made by anyone, row by row, and says at which line something is wrong. Knows no column.

It holds one row at a time. Python's ``csv.Sniffer`` guesses wrong and slowly, and ``DictReader`` drops a column whose
name stands twice: neither is used here.
"""

import codecs
import csv
import io
import threading
from collections.abc import Generator, Iterator
from typing import BinaryIO, TextIO

from donnybrook.problems import Problem
from donnybrook.records import dataclass

LONGEST_CELL = 16 * 1024 * 1024  # characters; a quote that is never closed would swallow the rest of the file
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_TAB = ("\\t", "tab")  # as people type it
_NO_SEPARATORS = '"\r\n'
_NOTHING = " Nothing was imported."
_PIECE_BYTES = 1024 * 1024
_LIMIT = threading.Lock()  # Python keeps the longest cell for the whole process


@dataclass(frozen=True, slots=True)
class Line:
    """A row, and the line of the file at which it begins."""

    number: int
    cells: list[str]


def read_lines(file: BinaryIO, name: str, *, separator: str = ",", encoding: str = "") -> Generator[Line]:
    """Give the rows of a file, the header too, empty lines left out.

    UTF-8 or UTF-16 by its mark; ``encoding`` is what a file without a mark is in, if it is not UTF-8. ``separator`` is
    one character; a tab may be typed with a backslash, or as a word.

    Raises:
        Problem: the encoding is another, a quote is out of place, a line is too long, or the separator is none.
    """
    separator = "\t" if separator.lower() in _TAB else separator
    if len(separator) != 1 or separator in _NO_SEPARATORS:
        raise Problem(f"“{separator}” can't stand between cells: one character can, or \\t for a tab.{_NOTHING}")
    with _LIMIT:
        csv.field_size_limit(max(csv.field_size_limit(), LONGEST_CELL))
    buffered = file if isinstance(file, io.BufferedReader) else io.BufferedReader(file)  # type: ignore[type-var]
    found = next((each for mark, each in _MARKS if buffered.peek(4).startswith(mark)), encoding or "utf-8")
    try:
        text = io.TextIOWrapper(buffered, encoding=found, newline="")
    except LookupError as fault:
        raise Problem(f"There is no encoding “{encoding}”. Nothing was imported.") from fault
    rows = csv.reader(_text_lines(text, name), delimiter=separator, strict=True)
    begun = 1
    try:
        for cells in rows:
            if cells:
                yield Line(begun, cells)
            begun = rows.line_num + 1
    except UnicodeDecodeError as fault:
        line = _line_of_fault(text.buffer, found) or rows.line_num + 1
        encoded = found.upper().removesuffix("-SIG")
        raise Problem(
            f"{name}, line {line:,} is not in {encoded}. Save the file as UTF-8, or say which encoding it is in."
            " Nothing was imported."
        ) from fault
    except csv.Error as fault:
        raise Problem(_told(name, begun, str(fault))) from fault
    finally:
        text.detach()


def _text_lines(text: TextIO, name: str) -> Iterator[str]:
    """Give the lines of a text, none of which may be so long that it could not be held."""
    number = 0
    while line := text.readline(LONGEST_CELL):
        number += 1
        if len(line) == LONGEST_CELL and not line.endswith(("\r", "\n")):
            raise Problem(f"{name}, line {number:,} is longer than 16 million characters.{_NOTHING}")
        yield line


def _line_of_fault(file: BinaryIO, encoding: str) -> int | None:
    """Return the first line that is not in the encoding, where the file can be gone through again.

    It is gone through in pieces, as a file may have no line ends at all. Lines end as they do for ``csv``.
    """
    if not file.seekable() or not encoding.startswith("utf-8"):
        return None
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    line, before = 1, ""
    while True:
        piece = file.read(_PIECE_BYTES)
        try:
            text = decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as fault:
            return line + _line_ends(before, fault.object[: fault.start].decode())
        if not piece:
            return None
        line += _line_ends(before, text)
        before = text[-1:]


def _line_ends(before: str, text: str) -> int:
    """Return how many lines end in a text. A return and a new line are one end, also if the return stands before it."""
    ends = text.count("\n") + text.count("\r") - text.count("\r\n")
    return ends - (before == "\r" and text.startswith("\n"))


def _told(name: str, line: int, fault: str) -> str:
    if "unexpected end" in fault or "field larger" in fault:
        return f"{name}, line {line:,}: a quote is opened there and never closed. Nothing was imported."
    if "expected after" in fault:
        return (
            f"{name}, line {line:,}: something stands behind a closing quote. A quote inside a cell is written twice."
            " Nothing was imported."
        )
    return f"{name}, line {line:,} can't be read ({fault}). Nothing was imported."
