"""Catalog files with bytes that are not as they were: flipped, zeroed, swapped, cut. Knows no cure."""

import random
from collections.abc import Callable

type Mutation = Callable[[bytearray, random.Random], None]
_PAGE = 4096


def flip_bits(content: bytearray, chance: random.Random) -> None:
    """Flip a bit, or a few."""
    for _ in range(chance.choice((1, 4, 40))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def _flip_in_page_heads(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 5))):
        page = chance.randrange(len(content) // _PAGE)
        start = page * _PAGE + (100 if page == 0 else 0)
        content[start + chance.randrange(40)] = chance.randrange(256)


def _change_header(content: bytearray, chance: random.Random) -> None:
    content[chance.randrange(16, 100)] = chance.randrange(256)


def _zero_pages(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 3, 20))):
        page = chance.randrange(len(content) // _PAGE)
        content[page * _PAGE : (page + 1) * _PAGE] = bytes(_PAGE)


def _swap_pages(content: bytearray, chance: random.Random) -> None:
    one, other = (chance.randrange(len(content) // _PAGE) * _PAGE for _ in range(2))
    content[one : one + _PAGE], content[other : other + _PAGE] = (
        content[other : other + _PAGE],
        content[one : one + _PAGE],
    )


def cut(content: bytearray, chance: random.Random) -> None:
    """Cut the end off."""
    del content[chance.randrange(len(content)) :]


def _write_noise(content: bytearray, chance: random.Random) -> None:
    length = chance.choice((8, 200, 5000))
    start = chance.randrange(len(content) - length)
    content[start : start + length] = chance.randbytes(length)


def _change_words(content: bytearray, chance: random.Random) -> None:
    """Turn a word of the schema, or of what was entered, into another of the same length."""
    word = chance.choice((b"INTEGER", b"TEXT", b"scene", b"wielding", b"UNIQUE", b"NOT NULL", b"concept", b"CHECK"))
    places = _places(content, word)
    if places:
        at = chance.choice(places)
        content[at : at + len(word)] = chance.randbytes(len(word)) if chance.random() < 0.5 else word[::-1]


def _places(content: bytearray, word: bytes) -> list[int]:
    found, at = [], content.find(word)
    while at >= 0:
        found.append(at)
        at = content.find(word, at + 1)
    return found


MUTATIONS: tuple[Mutation, ...] = (
    flip_bits,
    _flip_in_page_heads,
    _change_header,
    _zero_pages,
    _swap_pages,
    cut,
    _write_noise,
    _change_words,
)


def mutated(original: bytes, seed: int) -> bytes:
    """Return a file with one to three mutations; the same ``seed``, the same file."""
    chance = random.Random(seed)
    content = bytearray(original)
    for _ in range(chance.choice((1, 1, 2, 3))):
        if len(content) > 2 * _PAGE:
            chance.choice(MUTATIONS)(content, chance)
    return bytes(content)
