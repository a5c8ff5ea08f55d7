"""The words of the query language, declared once: parsing, completion, help and docs follow. Knows no SQL."""

from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum


class Kind(Enum):
    """What stands after a field's colon."""

    TEXT = "text"
    CONCEPT = "concept"
    YEAR = "year"
    DURATION = "duration"
    DATE = "date"
    PLACE = "place"  # one of a few words: where to look


@dataclass(frozen=True, slots=True)
class Field:
    """A field one can ask of."""

    name: str
    kind: Kind
    summary: str
    example: str
    aliases: tuple[str, ...] = ()
    scheme: str = ""  # CONCEPT: the vocabulary its values are looked up in
    can_oppose: bool = False  # may stand on a side of a match-up


@dataclass(frozen=True, slots=True)
class Sign:
    """A flag or an operator: what is typed, and what it means."""

    text: str
    summary: str
    example: str


FIELDS: tuple[Field, ...] = (
    Field(
        "weapon",
        Kind.CONCEPT,
        "a weapon, or anything narrower",
        "weapon:blade",
        ("weapons", "w"),
        "weapon",
        can_oppose=True,
    ),
    Field("by", Kind.TEXT, "who fights: a combatant, character or performer", "by:Eve", ("who",), can_oppose=True),
    Field("film", Kind.TEXT, "the film's title, or another title it goes by", "film:ballerina", ("title",)),
    Field(
        "at", Kind.CONCEPT, "where in the story: a kind of place, or its name", "at:village", ("location",), "location"
    ),
    Field("tech", Kind.CONCEPT, "a technique", "tech:strangle", ("technique",), "technique"),
    Field("cam", Kind.CONCEPT, "a camera term", 'cam:"long take"', ("camera",), "camera"),
    Field("note", Kind.TEXT, "the choreography note", "note:laces", ("notes",)),
    Field("year", Kind.YEAR, "the film's year", "year:1970..1985"),
    Field("dur", Kind.DURATION, "how long the fight lasts", "dur:>90s", ("duration",)),
    Field("added", Kind.DATE, "when it was entered", "added:<2026-01-01"),
    Field("in", Kind.PLACE, "looks among what is in the trash, instead of what is not", "in:trash"),
)
FLAGS: tuple[Sign, ...] = (Sign("improvised", "something not made as a weapon is used as one", "improvised by:Eve"),)
OPERATORS: tuple[Sign, ...] = (
    Sign("vs", "on opposed sides of one scene, either way round", 'flamethrower vs "fire hose"'),
    Sign(">", "as vs, and the left one attacks", 'flamethrower > "fire hose"'),
    Sign("-", "not", "-gun"),
    Sign("OR", "one or the other (in capitals, or |)", "sword OR axe"),
    Sign("( )", "taken together", "-(gun OR knife)"),
    Sign('" "', "these words, next to each other", '"fire hose"'),
)

TRASH = "trash"  # what the field ``in`` knows

_BY_NAME = {name: field for field in FIELDS for name in (field.name, *field.aliases)}
_FLAG_NAMES = frozenset(flag.text for flag in FLAGS)


def field_named(name: str) -> Field | None:
    """Return the field of that name or alias, in any case."""
    return _BY_NAME.get(name.casefold())


def field_like(name: str) -> Field | None:
    """Return the field a misspelt name most likely means."""
    near = get_close_matches(name.casefold(), _BY_NAME, n=1, cutoff=0.6)
    return _BY_NAME[near[0]] if near else None


def is_flag(word: str) -> bool:
    """Say whether a plain word is a flag."""
    return word.casefold() in _FLAG_NAMES
