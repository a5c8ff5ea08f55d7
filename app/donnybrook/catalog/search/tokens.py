"""The private-use tokens of the search index: what a scene is filtered by, as characters nobody types. Knows no SQL.

The tokenizer takes them for letters. What is numbered is written in one character, or two, of the supplementary
private-use plane: so short a token has next to no prefixes, of which the index keeps a list each.
"""

from enum import IntEnum, StrEnum
from functools import lru_cache
from zlib import crc32

_FIRST, _DIGITS = 0xF0000, 65_000
_KINDS = 16
_SUM_BITS = 0x7FFFFFF  # such a number fits two characters
MANY = 41  # more than 40, or many, not counted


class Kind(IntEnum):
    """What is numbered; a token is a kind and a number."""

    CONCEPT = 0  # a concept, and every concept above it
    EXACT = 1  # this very concept
    LOST = 2  # a weapon, and every one above it, that its user no longer had at the end of the use
    MEETS = 3  # a concept that two opponents use, or what is under it: only such a scene can hold it against itself
    FILM = 4
    YEAR = 5  # the film's year; and its decade, as a tenth of it
    CODE = 6  # of a closed list
    CODER = 7
    COLLECTION = 8
    COUNT = 9  # heads of one combatant
    AGAINST = 10  # heads that one fighter alone stands against
    FLAG = 11
    TITLE = 12  # a word of a scene's or a film's title, by its sum
    LAYER = 13  # by its sum


class Flag(IntEnum):
    """Properties, as numbers of ``Kind.FLAG``."""

    EVERY = 0  # every scene has it, so that “not” has something to be taken from
    IMPROVISED = 1


class Mark(StrEnum):
    """What stands before a word to say where it is from."""

    NAME = "\ue007"  # a combatant's, a character's or a performer's
    EDGE = "\ue008"  # nothing: the beginning or the end of a title


# The closed lists that are filtered by: column of a scene, a wielding or a combatant → the list.
CODED = {
    "status": "status",
    "certainty": "certainty",
    "rating": "rating",
    "interior": "interior_exterior",
    "time_of_day": "time_of_day",
    "ended": "ended",
    "acquired": "acquired",
    "outcome": "outcome",
}
_LISTS = tuple(dict.fromkeys(CODED.values()))
_LIST_ROOM = 64


@lru_cache(maxsize=100_000)
def token(kind: Kind, number: int) -> str:
    """Return the token of something numbered from 0."""
    rest, digit = divmod(number * _KINDS + kind, _DIGITS)
    text = chr(_FIRST + digit)
    while rest:
        rest, digit = divmod(rest, _DIGITS)
        text += chr(_FIRST + digit)
    return text


def read_token(text: str) -> tuple[Kind, int]:
    """Return what ``token`` was given."""
    number = 0
    for char in reversed(text):
        number = number * _DIGITS + ord(char) - _FIRST
    return Kind(number % _KINDS), number // _KINDS


@lru_cache(maxsize=100_000)
def summed(kind: Kind, folded: str) -> str:
    """Return the token of a text by its sum: short, and good where two that share one do little harm."""
    return token(kind, crc32(folded.encode()) & _SUM_BITS)


def code_number(list_name: str, position: int) -> int:
    """Return the number of an entry of a closed list that is filtered by."""
    return _LISTS.index(list_name) * _LIST_ROOM + min(position, _LIST_ROOM - 1)


def read_code(number: int) -> tuple[str, int]:
    """Return what ``code_number`` was given."""
    at, position = divmod(number, _LIST_ROOM)
    return _LISTS[at], position


FIRST_TOKEN = chr(_FIRST)  # no word is as high
EVERY = token(Kind.FLAG, Flag.EVERY)
IMPROVISED = token(Kind.FLAG, Flag.IMPROVISED)
