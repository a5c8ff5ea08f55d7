"""Prints a query tree back as text that parses to the same tree. Knows the signs of the language, no vocabulary."""

from donnybrook.catalog.query.fields import Kind, field_named
from donnybrook.catalog.query.ranges import print_range
from donnybrook.catalog.query.tree import (
    And,
    DateTerm,
    FieldTerm,
    Flag,
    MatchUp,
    Not,
    Or,
    Phrase,
    Query,
    RangeTerm,
    Related,
    Word,
)


def print_query(query: Query) -> str:
    """Return the shortest regular spelling of a query."""
    match query:
        case Word(text=text) | Flag(name=text):
            return text
        case Phrase(text=text):
            return f'"{text}"'
        case FieldTerm():
            return _field_term(query)
        case RangeTerm() | DateTerm():
            declared = field_named(query.field)
            return f"{query.field}:{print_range(query, declared.kind if declared else Kind.YEAR)}"
        case MatchUp(left, right, directed):
            return f"{print_query(left)} {'>' if directed else 'vs'} {print_query(right)}"
        case Related(left, relation, right):
            return f"{print_query(left)} {relation} {print_query(right)}"
        case Not(child):
            return f"-{_bracketed(child, And, Or)}"
        case And(children):
            return " ".join(_bracketed(child, Or) for child in children)
        case Or(children):
            return " OR ".join(print_query(child) for child in children)


def _field_term(term: FieldTerm) -> str:
    value = f'"{term.value}"' if term.quoted else term.value
    return f"{term.field}{'=' if term.exact else ':'}{value}"


def _bracketed(query: Query, *looser: type[And] | type[Or]) -> str:
    return f"({print_query(query)})" if isinstance(query, looser) else print_query(query)
