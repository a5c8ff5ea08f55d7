"""JSON read piece by piece says what ``json`` says, wherever the pieces end, and holds one value at a time."""

import io
import json
import tracemalloc
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donnybrook.exchange import json_pieces
from donnybrook.exchange.json_pieces import JsonPieces

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals(allow_nan=False, allow_infinity=False) | st.text(),
    lambda some: st.lists(some, max_size=4) | st.dictionaries(st.text(), some, max_size=4),
    max_leaves=12,
)


def _text(value: object, indent: int | None, *, ascii_only: bool) -> bytes:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only, default=lambda number: float(str(number)))
    return text.encode("utf-8", "replace")


@given(_VALUES, st.integers(1, 9), st.sampled_from([None, 0, 2]), st.booleans())
def test_pieces_of_any_size_hold_the_same(value: object, size: int, indent: int | None, ascii_only: bool) -> None:
    text = _text(value, indent, ascii_only=ascii_only)
    before = json_pieces._PIECE_BYTES
    json_pieces._PIECE_BYTES = size
    try:
        pieces = JsonPieces(io.BytesIO(b" " + text + b"\n"))
        assert pieces.value() == json.loads(text, parse_float=Decimal)
        pieces.end()
        passing = JsonPieces(io.BytesIO(text))
        passing.skip()
        assert passing.place == len(text)
    finally:
        json_pieces._PIECE_BYTES = before


def test_names_and_items_come_one_by_one_and_a_place_is_found_again() -> None:
    file = io.BytesIO('{"ü": [1, 2.50, "ß"], "b": {}, "c": []}'.encode())
    pieces = JsonPieces(file)
    places = {}
    for name in pieces.names():
        places[name] = pieces.place
        pieces.skip()
    pieces.end()
    assert list(places) == ["ü", "b", "c"]
    assert list(JsonPieces(file, places["ü"]).items()) == [1, Decimal("2.50"), "ß"]
    assert list(JsonPieces(file, places["b"]).names()) == []
    assert list(JsonPieces(file, places["c"]).items()) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"a": 1,\n"b" 2}', "line 2: “:” is missing"),
        ('{"a": 1\n"b": 2}', "line 2: “,” or “}” is missing"),
        ("{1: 2}", "line 1: a name is missing"),
        ('{"a": [1, 2}', "line 1: “,” or “]” is missing"),
        ('{"a": "b', "Unterminated string"),
        ('{"a": tru', "Expecting value"),
        ('{"a": 1', "“,” or “}” is missing"),
        ("[]", "“{” is missing"),
        ('{"a": 1} x', "something follows the end"),
    ],
)
def test_what_is_no_json_is_told_with_its_line(text: str, sentence: str) -> None:
    def read(pieces: JsonPieces) -> None:
        for _ in pieces.names():
            pieces.skip()
        pieces.end()

    with pytest.raises(ValueError, match=sentence):
        read(JsonPieces(io.BytesIO(text.encode())))


@pytest.mark.parametrize("raw", [b'{"a": "\xff"}', b'{"a": "\xc3'])
def test_what_is_not_in_utf_8_is_told(raw: bytes) -> None:
    with pytest.raises(ValueError, match="not in UTF-8"):
        JsonPieces(io.BytesIO(raw)).value()


@pytest.mark.parametrize("row", ['{{"number": {0}, "note": "{1}"}}', '["{1}", {0}]'])
def test_a_long_list_is_read_in_little_memory(row: str) -> None:
    rows = ",\n".join(row.format(number, "x" * 200) for number in range(100_000))
    assert _most_bytes(f'{{"rows": [{rows}]}}'.encode(), _read_rows) < 4_000_000


def test_one_endless_value_is_refused_before_it_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_pieces, "LONGEST_VALUE", 1_000_000)

    def read(pieces: JsonPieces) -> None:
        with pytest.raises(ValueError, match="longer than any that can be kept"):
            pieces.value()

    assert _most_bytes(b'"' + b"x" * 50_000_000, read) < 12_000_000


def _read_rows(pieces: JsonPieces) -> None:
    for _ in pieces.names():
        assert sum(1 for _ in pieces.items()) == 100_000


def _most_bytes(text: bytes, read: Callable[[JsonPieces], None]) -> int:
    file = io.BytesIO(text)
    tracemalloc.start()
    read(JsonPieces(file))
    most_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most_bytes
