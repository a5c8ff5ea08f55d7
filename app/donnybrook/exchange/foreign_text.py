"""Reads a file of text that somebody else made: within bounds, in the encodings that occur. Knows no format."""

import zlib
from gzip import GzipFile
from pathlib import Path
from typing import BinaryIO, cast

from donnybrook.problems import Problem

LARGEST_BYTES = 64 * 1024 * 1024
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_bytes(path: Path, largest_bytes: int = LARGEST_BYTES, *, is_packed: bool = False) -> bytes:
    """Return what is in a file, or was before gzip packed it.

    Raises ``Problem`` for one that is not there, is no file, or is too large.
    """
    if not path.is_file():
        raise Problem(f"There is no file {path}. Nothing was imported.")
    try:
        with path.open("rb") as file:
            whole = cast("BinaryIO", GzipFile(fileobj=file)) if is_packed else file
            read = whole.read(largest_bytes + 1)
    except (OSError, EOFError, zlib.error) as fault:
        said = getattr(fault, "strerror", None) or fault
        raise Problem(f"{path} can't be read ({said}). Nothing was imported.") from fault
    if len(read) > largest_bytes:
        raise Problem(f"{path.name} is larger than {largest_bytes >> 20} MiB. Nothing was imported.")
    return read


def read_text(path: Path, *, is_packed: bool = False) -> str:
    """Return the text of a file, its line ends as they are: UTF-8, or UTF-16 with a mark. Raises ``Problem``."""
    raw = read_bytes(path, is_packed=is_packed)
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), "utf-8")
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        raise Problem(
            f"{path.name} is not in UTF-8: line {line} has bytes that are none. Save it as UTF-8 and try again."
            " Nothing was imported."
        ) from fault


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, whichever line ends it has; nothing else ends a line."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
