"""Terms of a query as text: one value of one field, put in, left out, and taken away again. Knows no widget.

A term stands in a query by itself where all that is found must answer it: not as one side of an “or”, of a match-up or
of what lies before or after another, and not in brackets.
"""

from collections.abc import Iterator
from functools import lru_cache

from donnybrook.catalog.query import ParsedQuery, parse_query
from donnybrook.catalog.query.building import enclosed
from donnybrook.catalog.query.fields import field_named
from donnybrook.catalog.query.grammar import end_of_words
from donnybrook.catalog.query.tokens import RELATIONS, Token, TokenKind, tokens_of
from donnybrook.catalog.query.tree import Or, all_of
from donnybrook.records import dataclass

_SIGNS = frozenset({TokenKind.VERSUS, TokenKind.BEATS, *RELATIONS})
_DEPTHS = {TokenKind.OPEN: 1, TokenKind.CLOSE: -1}


@dataclass(frozen=True, slots=True)
class _Standing:
    """One term of a query: what it asks, and the characters it takes up with the “not” before it."""

    asks: tuple[TokenKind, str, str, str]
    is_negated: bool
    start: int
    end: int


def has_term(query: str, term: str) -> bool:
    """Say whether a term, or each of several, stands in a query by itself."""
    return bool(wanted := _asked(term)) and wanted <= {(each.asks, each.is_negated) for each in _standing(query)}


def toggled(query: str, term: str) -> str:
    """Return a query with a term added, in place of its opposite, or taken out where it stands.

    A term with a ``-`` before it leaves out what it names.
    """
    if has_term(query, term):
        return without(query, term)
    other = opposite(term)
    return f"{without(query, other)} {term}".strip() if has_term(query, other) else added(query, term)


def added(query: str, term: str) -> str:
    """Return a query that asks for a term beside all it asked for; the same one if it does so already.

    The term stands last, but for a word that is still being typed: with something after it, it would be whole. What
    would take the term for a part of its own (“or”, a quote that is not closed) is put right, or in brackets.
    """
    if has_term(query, term):
        return query.strip()
    asked, more = parse_query(query), parse_query(term).tree
    for text, parts in _ways(query, term):
        said = parse_query(text)
        is_meant = said.tree == all_of(asked.tree if part == query else more for part in parts)
        if is_meant and _faults(said) == _faults(asked):
            return text
    return f"{term} {enclosed(query)}" if _is_being_typed(query) else f"{enclosed(query)} {term}".strip()


def _faults(said: ParsedQuery) -> list[str]:
    return [fault.sentence for fault in said.problems]


def _ways(query: str, term: str) -> Iterator[tuple[str, tuple[str, str]]]:
    if _is_being_typed(query):
        yield f"{term} {query.strip()}", (term, query)
    yield f"{query.strip()} {term}".strip(), (query, term)


def _is_being_typed(query: str) -> bool:
    tokens = list(tokens_of(query))
    end = end_of_words(tokens, len(query))
    return any(token.kind is TokenKind.WORD and token.end == end for token in tokens)


def opposite(term: str) -> str:
    """Return the term that leaves out what this one asks for, or the other way round."""
    return term.removeprefix("-") if term.startswith("-") else f"-{term}"


def without(query: str, term: str) -> str:
    """Return a query without a term."""
    if not has_term(query, term):
        return query.strip()
    kept, start, wanted = [], 0, _asked(term)
    for each in _standing(query):
        if (each.asks, each.is_negated) in wanted:
            kept.append(query[start : each.start].strip())
            start = each.end
    kept.append(query[start:].strip())
    return " ".join(filter(None, kept))


@lru_cache(maxsize=5_000)  # every line of the facets is asked for at every key
def _asked(term: str) -> frozenset[tuple[tuple[TokenKind, str, str, str], bool]]:
    return frozenset((each.asks, each.is_negated) for each in _standing(term))


@lru_cache(maxsize=64)
def _standing(query: str) -> tuple[_Standing, ...]:
    return () if isinstance(parse_query(query).tree, Or) else tuple(_terms(list(tokens_of(query))))


def _terms(tokens: list[Token]) -> Iterator[_Standing]:
    depth = 0
    nots: list[Token] = []
    for at, token in enumerate(tokens):
        depth = max(0, depth + _DEPTHS.get(token.kind, 0))
        if token.kind is TokenKind.NOT:
            nots.append(token)
            continue
        before = tokens[at - len(nots) - 1 : at - len(nots)]
        beside = {each.kind for each in (*before, *tokens[at + 1 : at + 2])}
        if depth == 0 and beside.isdisjoint(_SIGNS) and token.kind not in (TokenKind.CLOSE, *_SIGNS):
            start = nots[0].start if nots else token.start
            yield _Standing(_asks(token), len(nots) % 2 == 1, start, token.end)
        nots = []


def _asks(token: Token) -> tuple[TokenKind, str, str, str]:
    declared = field_named(token.name) if token.name else None
    return token.kind, declared.name if declared else token.name, token.sign, token.text
