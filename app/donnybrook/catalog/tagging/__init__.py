"""One-line tagging: a line of text to sides, weapons, place, terms and note, matched to the vocabulary."""

from donnybrook.catalog.tagging.drafting import UnknownWordsProblem, draft_of
from donnybrook.catalog.tagging.grammar import MAX_LENGTH, parse_line
from donnybrook.catalog.tagging.line import (
    LineFault,
    ParsedLine,
    PersonWord,
    SideLine,
    Slot,
    TaggingLine,
    WeaponWord,
    WordAt,
)
from donnybrook.catalog.tagging.reading import reading
from donnybrook.catalog.tagging.resolve import (
    ResolvedLine,
    ResolvedPerson,
    ResolvedSide,
    ResolvedTerm,
    ResolvedWeapon,
    UnknownWord,
    resolve_line,
)

__all__ = [
    "MAX_LENGTH",
    "LineFault",
    "ParsedLine",
    "PersonWord",
    "ResolvedLine",
    "ResolvedPerson",
    "ResolvedSide",
    "ResolvedTerm",
    "ResolvedWeapon",
    "SideLine",
    "Slot",
    "TaggingLine",
    "UnknownWord",
    "UnknownWordsProblem",
    "WeaponWord",
    "WordAt",
    "draft_of",
    "parse_line",
    "reading",
    "resolve_line",
]
