"""Reads JSON piece by piece: a value is held, the file is not. Knows not what the values mean.

``json.load`` holds the whole text and all that is in it: 20 times as much as the file has of fights.
"""

import codecs
import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import BinaryIO

LONGEST_VALUE = 64 * 1024 * 1024  # characters, of one that is read at once
_PIECE_BYTES = 256 * 1024
_LONGEST_WORD = 16  # of what is told by more than one sign and is no text: a number, a word, an escape
_SPACE = " \t\n\r"


class JsonPieces:
    """A place in a file of JSON, which goes forward as values are read. All raise ``ValueError`` for what is none."""

    def __init__(self, file: BinaryIO, place: int = 0, *, told: Callable[[], None] = lambda: None) -> None:
        """Begin at a place, in bytes: the file's beginning, or one that ``place`` gave.

        Several may go through one file. ``told`` hears now and then that it goes on; what it raises ends it.
        """
        self._file = file
        self._told = told
        self._begins = self._read_until = place  # where in the file the text lies that is held
        self._text = ""
        self._at = 0
        self._is_ended = False
        self._lines = 1
        self._coded = codecs.getincrementaldecoder("utf-8")()
        self._reading = json.JSONDecoder(parse_float=Decimal)

    @property
    def place(self) -> int:
        """Where in the file it is, in bytes."""
        return self._begins + len(self._text[: self._at].encode())

    def value(self) -> object:
        """Return the value that stands here: dicts, lists, texts, whole numbers, ``Decimal``, ``True``, ``None``."""
        sign = self._next()
        while True:
            try:
                value, end = self._reading.raw_decode(self._text, self._at)
            except json.JSONDecodeError as fault:
                if self._is_cut_off(fault) and self._more():
                    continue
                raise self._fault(fault.msg, fault.pos) from None
            # A number may go on behind what is held, with a sign or two that are none of it alone: 1 of 1e+5.
            if end + 2 >= len(self._text) and sign not in '{["' and self._more():
                continue
            self._at = end
            return value

    def names(self) -> Iterator[str]:
        """Go through an object: give each name; what it names has to be read, or passed, before the next."""
        self._take("{")
        if self._next() == "}":
            self._at += 1
            return
        while True:
            name = self.value() if self._next() == '"' else None
            if not isinstance(name, str):
                raise self._fault("a name is missing", self._at)
            self._take(":")
            yield name
            if self._took_last("}"):
                return

    def items(self) -> Iterator[object]:
        """Give the values of a list, one after the other."""
        self._take("[")
        if self._next() == "]":
            self._at += 1
            return
        while True:
            yield self.value()
            if self._took_last("]"):
                return

    @property
    def is_object(self) -> bool:
        """Whether an object stands here."""
        return self._next() == "{"

    @property
    def is_list(self) -> bool:
        """Whether a list stands here."""
        return self._next() == "["

    def skip(self) -> None:
        """Pass what stands here."""
        if self.is_object:
            for _ in self.names():
                self.skip()
        elif self.is_list:
            for _ in self.items():
                pass
        else:
            self.value()

    def end(self) -> None:
        """Raise ``ValueError`` if anything is left."""
        if self._next():
            raise self._fault("something follows the end", self._at)

    def _is_cut_off(self, fault: json.JSONDecodeError) -> bool:
        """Whether a fault may be only that the rest of the value is not held yet."""
        return fault.msg.startswith("Unterminated") or fault.pos + _LONGEST_WORD >= len(self._text)

    def _took_last(self, closing: str) -> bool:
        sign = self._next()
        if sign not in (",", closing):
            raise self._fault(f"“,” or “{closing}” is missing", self._at)
        self._at += 1
        return sign == closing

    def _take(self, sign: str) -> None:
        if self._next() != sign:
            raise self._fault(f"“{sign}” is missing", self._at)
        self._at += 1

    def _next(self) -> str:
        """Go to the next sign that is no space, and return it; '' at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in _SPACE:
                self._at += 1
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def _more(self) -> bool:
        """Let go of what is passed and hold more, twice as much as is left; say whether there was any."""
        left = len(self._text) - self._at
        if self._is_ended:
            return False
        if left > LONGEST_VALUE:
            raise self._fault("a value is longer than any that can be kept", self._at)
        self._told()
        self._file.seek(self._read_until)
        piece = self._file.read(max(_PIECE_BYTES, left))
        self._is_ended = not piece
        try:
            more = self._coded.decode(piece, final=self._is_ended)
        except UnicodeDecodeError as fault:
            raise ValueError(f"it is not in UTF-8 ({fault.reason})") from fault
        if self._is_ended:
            return False
        self._read_until += len(piece)
        passed = self._text[: self._at]
        self._begins += len(passed.encode())
        self._lines += passed.count("\n")
        self._text, self._at = self._text[self._at :] + more, 0
        return True

    def _fault(self, words: str, at: int) -> ValueError:
        return ValueError(f"line {self._lines + self._text.count('\n', 0, at):,}: {words}")
