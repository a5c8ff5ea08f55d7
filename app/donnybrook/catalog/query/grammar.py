"""Reads the text of a query into a tree, saying where and why it can't. Knows no SQL and no vocabulary.

any    := all { ("OR" | "|") all }
all    := not { ["AND"] not }
not    := ("-" | "NOT") not | match
match  := one { sign one }                  sign: vs > & during before after; each side a word, a phrase, or a field
                                            that can oppose or, beside the last four, relate
one    := word | phrase | flag | field | "(" any ")"
"""

from collections.abc import Sequence

from donnybrook.catalog.query.brackets import MAX_DEPTH, balance
from donnybrook.catalog.query.faults import QueryFault
from donnybrook.catalog.query.printing import print_query
from donnybrook.catalog.query.spans import Span, spans_of
from donnybrook.catalog.query.terms import as_operand, read_field
from donnybrook.catalog.query.tokens import RELATIONS, Token, TokenKind, tokens_of
from donnybrook.catalog.query.tree import (
    Flag,
    MatchUp,
    Operand,
    Phrase,
    Query,
    Related,
    Word,
    all_of,
    any_of,
    negated,
)
from donnybrook.records import dataclass

__all__ = ["MAX_DEPTH", "MAX_LENGTH", "ParsedQuery", "QueryFault", "Span", "parse_query"]

MAX_LENGTH = 1000  # characters; what follows is not read
_STARTS = frozenset({TokenKind.WORD, TokenKind.FLAG, TokenKind.PHRASE, TokenKind.FIELD, TokenKind.OPEN, TokenKind.NOT})


_SIGN_WORDS = frozenset({TokenKind.DURING, TokenKind.BEFORE, TokenKind.AFTER})
_SIGNS = frozenset({TokenKind.VERSUS, TokenKind.BEATS, *RELATIONS})


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """What was understood of a query, and what was not; both can be true at once."""

    tree: Query | None  # None: nothing is asked, so everything is found
    problems: tuple[QueryFault, ...] = ()  # in the order they stand in the text
    understood: str = ""  # the tree in words of the language
    spans: tuple[Span, ...] = ()  # what each piece of the text is, left to right, without overlap


def parse_query(text: str) -> ParsedQuery:
    """Return the tree of a query with the problems found on the way; never raises, and runs what it understood."""
    read = text[:MAX_LENGTH]
    tokens = list(tokens_of(read))
    kept, problems = balance(tokens, len(read))
    parser = _Parser(kept, end_of_words(tokens, len(read)))
    tree = parser.whole()
    problems += parser.problems
    if len(text) > MAX_LENGTH:
        problems.append(QueryFault(MAX_LENGTH, len(text), f"Only the first {MAX_LENGTH} characters are read."))
    problems.sort(key=lambda fault: (fault.start, fault.end))
    return ParsedQuery(tree, tuple(problems), print_query(tree) if tree else "", tuple(spans_of(tokens)))


def end_of_words(tokens: Sequence[Token], end: int) -> int:
    """Return where a word ends that may still be being typed: at the ``end`` of a text, or before its last brackets."""
    for token in reversed(tokens):
        if token.kind is not TokenKind.CLOSE or token.end != end:
            break
        end = token.start
    return end


class _Parser:
    """Walks the tokens once, building the tree and noting what it has to leave out."""

    def __init__(self, tokens: list[Token], end: int) -> None:
        self.problems: list[QueryFault] = []
        self._tokens = tokens
        self._end = end
        self._at = 0

    def whole(self) -> Query | None:
        return self._any()

    def _peek(self) -> TokenKind | None:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else None

    def _peek_next(self) -> TokenKind | None:
        return self._tokens[self._at + 1].kind if self._at + 1 < len(self._tokens) else None

    def _take(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _fault(self, token: Token, sentence: str) -> None:
        self.problems.append(QueryFault(token.start, token.end, sentence))

    def _any(self) -> Query | None:
        branches = [self._branch(None)]
        while self._peek() is TokenKind.OR:
            branches.append(self._branch(self._take()))
        return any_of(branches)

    def _branch(self, sign: Token | None) -> Query | None:
        """Read one side of an OR; ``sign`` is the OR before it."""
        start = self._at
        branch = self._all()
        if self._at == start and sign:
            self._fault(sign, f"Nothing follows “{sign.kind.value}”.")
        elif self._at == start and self._peek() is TokenKind.OR:
            self._fault(self._tokens[self._at], "Nothing stands before “OR”.")
        return branch

    def _all(self) -> Query | None:
        parts: list[Query | None] = []
        while (kind := self._peek()) not in (None, TokenKind.OR, TokenKind.CLOSE):
            if kind is TokenKind.AND:
                self._take()
            elif kind in _SIGNS:
                parts.append(self._leading_sign())
            else:
                parts.append(self._not())
        return all_of(parts)

    def _not(self) -> Query | None:
        is_negated, sign = False, None
        while self._peek() is TokenKind.NOT:
            is_negated, sign = not is_negated, self._take()
        if sign and self._peek() not in _STARTS:
            self._fault(sign, "Nothing follows the “not”.")
            return None
        found = self._match()
        return negated(found) if found and is_negated else found

    def _leading_sign(self) -> Query | None:
        """Take a sign that has nothing before it; one that is a word as well is looked for as a word."""
        sign = self._take()
        self._fault(sign, f"Nothing stands before “{sign.kind.value}”.")
        return Phrase(sign.text) if sign.kind in _SIGN_WORDS else None

    def _match(self) -> Query | None:
        sides = [self._side()]
        signs: list[Token] = []
        while self._peek() in _SIGNS:
            if self._peek_next() not in _STARTS:
                sign = self._take()  # its other side may still be typed
                self._fault(sign, f"Nothing follows “{sign.kind.value}”.")
                break
            signs.append(self._take())
            sides.append(self._side())
        return self._joined(sides, signs) if signs else sides[0].query

    def _joined(self, sides: list["_Side"], signs: list[Token]) -> Query | None:
        """Join neighbours by the signs between them; a side that can't be in one stands by itself."""
        parts: list[Query | None] = []
        fits: list[bool] = []
        for at, sign in enumerate(signs):
            pair = [as_operand(side.query, is_relation=sign.kind in RELATIONS) for side in sides[at : at + 2]]
            fits.append(all(pair))
            for side, operand in zip(sides[at : at + 2], pair, strict=True):
                if side.query and not operand:
                    self.problems.append(QueryFault(side.start, side.end, _sentence_of(sign)))
            if not (at and fits[at - 1]) and not fits[at]:
                parts.append(sides[at].query)
            if fits[at]:
                parts.append(_pair(pair, sign))
        if not fits[-1]:
            parts.append(sides[-1].query)
        return all_of(parts)

    def _side(self) -> "_Side":
        first, is_negated = self._tokens[self._at], False
        while self._peek() is TokenKind.NOT:
            self._take()
            is_negated = not is_negated
        found = self._one() if self._peek() in _STARTS else None
        return _Side(negated(found) if found and is_negated else found, first.start, self._tokens[self._at - 1].end)

    def _one(self) -> Query | None:
        token = self._take()
        if not token.is_closed:
            self._fault(token, "This quote is not closed, so it reaches to the end.")
        if token.kind is TokenKind.OPEN:
            return self._group(token)
        if token.kind is TokenKind.FIELD:
            query, faults = read_field(token, is_last=token.end == self._end)
            self.problems += faults
            return query
        if not token.text:
            self._fault(token, "Nothing stands between the quotes.")
            return None
        if token.kind is TokenKind.PHRASE:
            return Phrase(token.text)
        return Flag(token.text.casefold()) if token.kind is TokenKind.FLAG else Word(token.text, token.end == self._end)

    def _group(self, opening: Token) -> Query | None:
        start = self._at
        found = self._any()
        is_empty = self._at == start
        closing = self._take()
        if is_empty:
            self.problems.append(QueryFault(opening.start, closing.end, "Nothing stands between the brackets."))
        return found


def _pair(pair: Sequence[Operand | None], sign: Token) -> Query | None:
    left, right = pair
    if left is None or right is None:
        return None
    relation = RELATIONS.get(sign.kind)
    return Related(left, relation, right) if relation else MatchUp(left, right, sign.kind is TokenKind.BEATS)


def _sentence_of(sign: Token) -> str:
    if sign.kind in RELATIONS:
        return f"Beside “{sign.kind.value}” stands a word, a phrase, or a weapon:, by:, tech: or cam: term."
    return "A side of a match-up is a word, a phrase, or a weapon: or by: term."


@dataclass(frozen=True, slots=True)
class _Side:
    query: Query | None
    start: int
    end: int
