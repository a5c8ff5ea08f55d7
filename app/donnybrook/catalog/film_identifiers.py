"""The schemes films are numbered by elsewhere, and what their identifiers look like. Knows no film."""

import re

from donnybrook.catalog.problems import EntryProblem
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class FilmScheme:
    """One scheme; ``pattern`` finds its identifier also inside an address of its own."""

    name: str
    title: str
    pattern: str
    example: str


FILM_SCHEMES: tuple[FilmScheme, ...] = (
    FilmScheme("imdb", "IMDb", r"\btt[0-9]{7,10}\b", "tt1234567"),
    FilmScheme("wikidata", "Wikidata", r"\bQ[1-9][0-9]*\b", "Q12345"),
    FilmScheme("eidr", "EIDR", r"\b10\.5240/(?:[0-9A-F]{4}-){5}[0-9A-Z]\b", "10.5240/7791-8534-2C23-9030-8610-5"),
    FilmScheme(
        "isan", "ISAN", r"\b(?:[0-9A-F]{4}-){4}[0-9A-Z](?:-(?:[0-9A-F]{4}-){2}[0-9A-Z])?\b", "0000-0000-D07A-0090-Q"
    ),
)
_BY_NAME = {scheme.name: scheme for scheme in FILM_SCHEMES}


def checked_identifier(scheme: str, value: str) -> tuple[str, str]:
    """Return scheme and identifier as they are kept; of a scheme that is not known, any word is one.

    Raises ``EntryProblem`` for what is no identifier of its scheme.
    """
    scheme, value = scheme.strip().casefold(), value.strip()
    known = _BY_NAME.get(scheme)
    if known is not None:
        found = re.search(known.pattern, value)
        if found is None:
            raise EntryProblem("value", f"“{value}” is no identifier of {known.title}; one is {known.example}.")
        return scheme, found[0]
    if not re.fullmatch(r"[a-z][a-z0-9._-]*", scheme) or not value:
        raise EntryProblem("scheme", "Give the scheme and the identifier, as in “imdb tt1234567”.")
    return scheme, value


def read_identifier(text: str) -> tuple[str, str]:
    """Return scheme and identifier of what was typed: two words, or an identifier or address that tells its scheme.

    Raises ``EntryProblem`` for anything else.
    """
    first, _, rest = text.strip().partition(" ")
    if rest:
        return checked_identifier(first, rest)
    for scheme in FILM_SCHEMES:
        found = re.search(scheme.pattern, first)
        if found:
            return scheme.name, found[0]
    raise EntryProblem("scheme", "Give the scheme and the identifier, as in “imdb tt1234567”.")
