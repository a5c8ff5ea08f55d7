"""Puts queries together as text: a value of a field as it is typed, a query narrowed by terms. Runs none."""

import re

from donnybrook.catalog.query.grammar import parse_query
from donnybrook.catalog.query.tree import Or


def term_of(field: str, label: str, sign: str = ":") -> str:
    """Return how a value of a field is typed; ``sign`` is ``=`` for this value and nothing wider."""
    value = " ".join(label.replace('"', " ").split())
    return f'{field}{sign}"{value}"' if re.search(r"[^\w-]", value) else f"{field}{sign}{value}"


def enclosed(query: str) -> str:
    """Return a query before which terms can be put, so that all of it is asked for too; '' for one that finds all.

    Of one that is not understood as a whole, what is understood is taken.
    """
    parsed = parse_query(query)
    base = parsed.understood if parsed.problems else query.strip()
    return f"({base})" if isinstance(parsed.tree, Or) else base


def narrowed(query: str, *terms: str) -> str:
    """Return the query for what another one finds and all the terms ask for too.

    The other one stands last: a word with which it ends may be half-typed, and means the same there.
    """
    base = enclosed(query)
    return " ".join([*terms, *([base] if base else [])])
