"""Terms of a query as text: one value of one field, put in, left out, and taken away again. Knows no widget."""

import re


def has_term(query: str, term: str) -> bool:
    """Say whether a term stands in a query by itself."""
    return re.search(_standing(term), query) is not None


def toggled(query: str, term: str) -> str:
    """Return a query with a term added at its end, in place of its opposite, or taken out where it stands.

    A term with a ``-`` before it leaves out what it names.
    """
    if has_term(query, term):
        return without(query, term)
    return f"{without(query, opposite(term))} {term}".strip()


def opposite(term: str) -> str:
    """Return the term that leaves out what this one asks for, or the other way round."""
    return term.removeprefix("-") if term.startswith("-") else f"-{term}"


def without(query: str, term: str) -> str:
    """Return a query without a term."""
    if not has_term(query, term):
        return query.strip()
    return " ".join(re.sub(_standing(term), " ", query).split())


def _standing(term: str) -> str:
    found = re.match(r"(-?\w+[:=])(.+)", term)
    typed = f'{re.escape(found[1])}"?{re.escape(found[2].strip(chr(34)))}"?' if found else re.escape(term)
    return rf"(?<!\S){typed}(?!\S)"
