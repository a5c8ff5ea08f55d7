"""Images as the journal's text: one JSON object a row, written column by column. Knows no table and no id.

Many rows written at once differ in few columns, so what is the same in all of them is written once.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from json.encoder import encode_basestring
from typing import Any

type Value = str | int | float | bytes | None
# Rows by their columns: each holds a value for each row, or one value that all of them share.
type Columns = Mapping[str, Sequence[Any]]

_write: Callable[[object], str] = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _null(_: None) -> str:
    return "null"


# What the encoder would write too, without its detours.
_WAYS: dict[type, Callable[[Any], str]] = {str: encode_basestring, int: repr, type(None): _null}


def by_columns(names: Iterable[str], rows: Iterable[Iterable[Value]]) -> Columns:
    """Return rows of values, one or more, by the names of their columns."""
    return dict(zip(names, zip(*rows, strict=True), strict=True))


def write_images(columns: Columns, blobs: Collection[str], count: int) -> list[str]:
    """Return so many rows as JSON; bytes (the paths of films) stay readable, and exact."""
    fields: list[str] = []
    varying: list[Sequence[str]] = []
    for name, column in columns.items():
        key = _write(name).replace("%", "%%")
        texts = _texts([_readable(value) for value in column] if name in blobs else column)
        if texts.count(texts[0]) < len(texts):
            fields.append(f"{key}:%s")
            varying.append(texts)
        else:
            fields.append(f"{key}:{texts[0].replace('%', '%%')}")
    form = f"{{{','.join(fields)}}}"
    return [form % row for row in zip(*varying, strict=True)] if varying else [form % ()] * count


def _texts(column: Sequence[Value]) -> list[str]:
    kinds = set(map(type, column))
    write = _WAYS.get(kinds.pop(), _write) if len(kinds) == 1 else _text
    return list(map(write, column))


def _text(value: Value) -> str:
    return _WAYS.get(type(value), _write)(value)


def _readable(value: Value) -> Value:
    if not isinstance(value, bytes):
        return value
    return value.decode("utf-8", "surrogateescape").encode("unicode_escape").decode("ascii")


def bytes_again(value: Value) -> Value:
    """Return the bytes that were made readable."""
    if not isinstance(value, str):
        return value
    return value.encode("ascii").decode("unicode_escape").encode("utf-8", "surrogateescape")
