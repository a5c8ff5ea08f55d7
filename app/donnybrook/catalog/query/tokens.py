"""Cuts the text of a query into tokens with their places. Knows the signs of the language, not what they build."""

import re
from collections.abc import Iterator
from enum import Enum

from donnybrook.catalog.query.fields import is_flag
from donnybrook.catalog.query.tree import Relation
from donnybrook.records import dataclass

_QUOTES = '"“”„'
_TOKEN = re.compile(
    rf"""
      (?P<space>\s+)
    | (?P<open>\()
    | (?P<close>\))
    | (?P<or>\|+)
    | (?P<beats>>+)
    | (?P<not>-(?=\S))
    | (?P<dash>-)
    | (?P<field>(?P<name>[^\W\d_]+)(?P<sep>[:=])(?P<sign>[<>=]*)
        (?:[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)(?P<ended>[{_QUOTES}]?)|(?P<value>[^\s()|>{_QUOTES}]*)))
    | [{_QUOTES}](?P<phrase>[^{_QUOTES}]*)(?P<closed>[{_QUOTES}]?)
    | (?P<word>[^\s()|>{_QUOTES}]+)
    """,
    re.VERBOSE,
)
_VERSUS = frozenset({"vs", "vs.", "versus"})


class TokenKind(Enum):
    """What a piece of the text is."""

    WORD = "word"
    FLAG = "flag"
    PHRASE = "phrase"
    FIELD = "field"
    OPEN = "("
    CLOSE = ")"
    NOT = "-"
    AND = "AND"
    OR = "OR"
    VERSUS = "vs"
    BEATS = ">"
    TOGETHER = "&"
    DURING = "during"
    BEFORE = "before"
    AFTER = "after"


_KEYWORDS = {"OR": TokenKind.OR, "AND": TokenKind.AND, "NOT": TokenKind.NOT}
RELATIONS: dict[TokenKind, Relation] = {
    TokenKind.TOGETHER: "&",
    TokenKind.DURING: "during",
    TokenKind.BEFORE: "before",
    TokenKind.AFTER: "after",
}
_RELATED: dict[str, TokenKind] = {relation: kind for kind, relation in RELATIONS.items()}
_BRACKETS_AND_SIGNS = {
    "open": TokenKind.OPEN,
    "close": TokenKind.CLOSE,
    "or": TokenKind.OR,
    "beats": TokenKind.BEATS,
    "not": TokenKind.NOT,
}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text from ``start`` up to ``end``."""

    kind: TokenKind
    start: int
    end: int
    text: str = ""  # WORD, FLAG, PHRASE: itself; FIELD: the value
    name: str = ""  # FIELD: the name as typed
    sign: str = ""  # FIELD: what stands before the value: "", "=", ">", ">=" …
    value_start: int = 0  # FIELD: where the sign, or else the value, begins
    is_quoted: bool = False
    is_closed: bool = True  # the quote that was opened was closed


def tokens_of(text: str) -> Iterator[Token]:
    """Yield the tokens of a text, left to right; every character but white space and lone dashes is in one."""
    for match in _TOKEN.finditer(text):
        group = match.lastgroup
        if match["field"] is not None:
            yield _field(match)
        elif match["phrase"] is not None:
            words = " ".join(match["phrase"].split())
            yield Token(TokenKind.PHRASE, *match.span(), words, is_quoted=True, is_closed=bool(match["closed"]))
        elif match["word"] is not None:
            yield Token(_word_kind(match["word"]), *match.span(), match["word"])
        elif group in _BRACKETS_AND_SIGNS:
            yield Token(_BRACKETS_AND_SIGNS[group], *match.span())


def _word_kind(word: str) -> TokenKind:
    if word.casefold() in _VERSUS:
        return TokenKind.VERSUS
    relation = _RELATED.get(word.casefold())
    return _KEYWORDS.get(word) or relation or (TokenKind.FLAG if is_flag(word) else TokenKind.WORD)


def _field(match: re.Match[str]) -> Token:
    is_quoted = match["quoted"] is not None
    equals = "=" if match["sep"] == "=" else ""
    return Token(
        TokenKind.FIELD,
        *match.span("field"),
        " ".join((match["quoted"] if is_quoted else match["value"]).split()),
        match["name"],
        match["sign"] or equals,
        match.end("sep"),
        is_quoted,
        not is_quoted or bool(match["ended"]),
    )
