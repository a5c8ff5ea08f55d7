"""What each piece of a query's text is, for colouring it as it is typed. Knows the tokens, not the tree."""

from collections.abc import Iterable, Iterator
from typing import Literal

from donnybrook.catalog.query.fields import field_named
from donnybrook.catalog.query.tokens import Token, TokenKind
from donnybrook.records import dataclass

type SpanKind = Literal["word", "phrase", "field", "value", "flag", "operator", "bracket", "unknown"]

_KINDS: dict[TokenKind, SpanKind] = {
    TokenKind.WORD: "word",
    TokenKind.FLAG: "flag",
    TokenKind.PHRASE: "phrase",
    TokenKind.OPEN: "bracket",
    TokenKind.CLOSE: "bracket",
}


@dataclass(frozen=True, slots=True)
class Span:
    """The characters from ``start`` up to ``end`` are of one kind; ``unknown`` is a field there is not."""

    start: int
    end: int
    kind: SpanKind


def spans_of(tokens: Iterable[Token]) -> Iterator[Span]:
    """Yield what the tokens cover, left to right, without overlap; a field gives its name and its value."""
    for token in tokens:
        if token.kind is not TokenKind.FIELD:
            yield Span(token.start, token.end, _KINDS.get(token.kind, "operator"))
        elif field_named(token.name) is None:
            yield Span(token.start, token.end, "unknown")
        else:
            yield Span(token.start, token.value_start, "field")
            if token.value_start < token.end:
                yield Span(token.value_start, token.end, "value")
