"""What a query asks, as a small tree of records. Knows no text, no SQL and no vocabulary."""

from collections.abc import Iterable
from dataclasses import field as option
from typing import Literal

from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A plain word, to be looked for in every text and in the names of concepts."""

    text: str
    prefix: bool = option(default=False, compare=False)  # the last word, with nothing after it: still being typed


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in quotes, to be found next to each other."""

    text: str


@dataclass(frozen=True, slots=True)
class FieldTerm:
    """A value asked of one field: text, or the name of a concept (``exact``: that concept alone, that text whole)."""

    field: str  # a name in fields.FIELDS
    value: str
    exact: bool = False
    quoted: bool = False
    prefix: bool = option(default=False, compare=False)  # as in Word


@dataclass(frozen=True, slots=True)
class RangeTerm:
    """Numbers from ``low`` up to but not including ``high``: years, heads, stars, microseconds. One bound is given."""

    field: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class DateTerm:
    """Days from ``since`` up to but not including ``before``, as ``YYYY-MM-DD``. At least one bound is given."""

    field: str
    since: str | None
    before: str | None


@dataclass(frozen=True, slots=True)
class Flag:
    """A property a scene has or has not; ``name`` is in ``fields.FLAGS``."""

    name: str


type Operand = Word | Phrase | FieldTerm


@dataclass(frozen=True, slots=True)
class MatchUp:
    """Two things on opposed sides of one scene; ``directed``: the left one attacks."""

    left: Operand
    right: Operand
    directed: bool = False


type Relation = Literal["&", "during", "before", "after"]


@dataclass(frozen=True, slots=True)
class Related:
    """Two things of one scene, and how they lie: together in one beat, or one in the time of, or before, the other."""

    left: Operand
    relation: Relation
    right: Operand


@dataclass(frozen=True, slots=True)
class Not:
    """Scenes that the child does not find; the child is never a ``Not``."""

    child: "Query"


@dataclass(frozen=True, slots=True)
class And:
    """Scenes that every child finds: two or more, none of them an ``And``."""

    children: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Scenes that any child finds: two or more, none of them an ``Or``."""

    children: tuple["Query", ...]


type Query = Word | Phrase | FieldTerm | RangeTerm | DateTerm | Flag | MatchUp | Related | Not | And | Or


def negated(child: Query) -> Query:
    """Return the query for everything the child does not find; twice negated is the child itself."""
    return child.child if isinstance(child, Not) else Not(child)


def all_of(parts: Iterable[Query | None]) -> Query | None:
    """Join what must all hold, leaving out what is None; None when nothing is left."""
    flat: list[Query] = []
    for part in parts:
        if isinstance(part, And):
            flat.extend(part.children)
        elif part is not None:
            flat.append(part)
    return And(tuple(flat)) if len(flat) > 1 else next(iter(flat), None)


def any_of(parts: Iterable[Query | None]) -> Query | None:
    """Join what may hold, leaving out what is None; None when nothing is left."""
    flat: list[Query] = []
    for part in parts:
        if isinstance(part, Or):
            flat.extend(part.children)
        elif part is not None:
            flat.append(part)
    return Or(tuple(flat)) if len(flat) > 1 else next(iter(flat), None)
