"""Reads JSON5: JSON as people and some programs write it, with bare names, single quotes and comments. No format."""

import re
from collections.abc import Callable

_DEEPEST = 100
_SPACE = re.compile(r"(?:\s|\ufeff|//[^\n\r\u2028\u2029]*|/\*.*?\*/)*", re.DOTALL)
_NAME = re.compile(r"[^\W\d][\w$\u200c\u200d]*|\$[\w$]*")
_NUMBER = re.compile(
    r"[+-]?(?:0[xX][0-9a-fA-F]{1,16}|(?:[0-9]{1,300}\.?[0-9]{0,300}|\.[0-9]{1,300})(?:[eE][+-]?[0-9]{1,4})?)"
)
_NO_NUMBER = re.compile(r"[+-]?(?:Infinity|NaN)\b")  # which JSON5 calls numbers
_PLAIN = {quote: re.compile(rf"[^{quote}\\\n\r]*") for quote in "'\""}
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "0": "\0"}
_WORDS: dict[str, object] = {"true": True, "false": False, "null": None}


def read_json5(text: str) -> object:
    """Return what a text holds: dicts, lists, texts, numbers, ``True``, ``False``, ``None``.

    Raises ``ValueError``, which names the line, for what is none.
    """
    reader = _Reader(text)
    value = reader.value(0)
    reader.end()
    return value


class _Reader:
    """Goes through one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def value(self, depth: int) -> object:
        """Return the next value."""
        if depth > _DEEPEST:
            raise self._fault("it is nested too deeply")
        match self._next():
            case "{":
                return self._members(depth)
            case "[":
                return self._items("]", lambda: self.value(depth + 1))
            case "'" | '"':
                return self._string()
            case _:
                return self._bare()

    def end(self) -> None:
        """Raise ``ValueError`` if anything is left."""
        if self._next():
            raise self._fault("something follows the end")

    def _members(self, depth: int) -> dict[str, object]:
        def member() -> tuple[str, object]:
            name = self._string() if self._next() in ("'", '"') else self._taken(_NAME, "a name is missing")
            self._take(":")
            return name, self.value(depth + 1)

        return dict(self._items("}", member))

    def _items[T](self, closing: str, item: Callable[[], T]) -> list[T]:
        self._at += 1
        found: list[T] = []
        while self._next() != closing:
            found.append(item())
            if self._next() != closing:
                self._take(",")
        self._at += 1
        return found

    def _string(self) -> str:
        quote = self._text[self._at]
        self._at += 1
        parts: list[str] = []
        while True:
            parts.append(self._taken(_PLAIN[quote], ""))
            sign = self._text[self._at : self._at + 1]
            if sign == quote:
                self._at += 1
                return "".join(parts).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            if sign != "\\":
                raise self._fault("a text does not end")
            parts.append(self._escape())

    def _escape(self) -> str:
        letter = self._text[self._at + 1 : self._at + 2]
        self._at += 2
        if letter in ("x", "u") and letter:
            digits = self._text[self._at : self._at + (2 if letter == "x" else 4)]
            if not re.fullmatch(r"[0-9a-fA-F]{2}|[0-9a-fA-F]{4}", digits):
                raise self._fault("a sign is told by no number")
            self._at += len(digits)
            return chr(int(digits, 16))
        if letter == "\r" and self._text[self._at : self._at + 1] == "\n":
            self._at += 1
        return "" if letter in ("\n", "\r", "\u2028", "\u2029") else _ESCAPES.get(letter, letter)

    def _bare(self) -> object:
        number = _NUMBER.match(self._text, self._at)
        if number:
            self._at = number.end()
            return self._number(number[0])
        signed = _NO_NUMBER.match(self._text, self._at)
        if signed:
            self._at = signed.end()
            return float(signed[0])
        word = self._taken(_NAME, "a value is missing")
        if word not in _WORDS:
            raise self._fault(f"“{word[:40]}” is no value")
        return _WORDS[word]

    @staticmethod
    def _number(text: str) -> float | int:
        if "x" in text.lower():
            return int(text, 16)
        return int(text) if re.fullmatch(r"[+-]?[0-9]+", text) else float(text)

    def _next(self) -> str:
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._text[self._at : self._at + 1]

    def _take(self, sign: str) -> None:
        if self._next() != sign:
            raise self._fault(f"“{sign}” is missing")
        self._at += 1

    def _taken(self, kind: re.Pattern[str], fault: str) -> str:
        self._next() if fault else None
        found = kind.match(self._text, self._at)
        if not found:
            raise self._fault(fault)
        self._at = found.end()
        return found[0]

    def _fault(self, words: str) -> ValueError:
        line = self._text.count("\n", 0, self._at) + 1
        return ValueError(f"line {line}: {words}")
