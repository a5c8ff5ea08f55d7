"""Finds the scenes a query is answered by, as bits: what many scenes hold is at hand, the index is asked for the rest.

Knows the arrays and what the index is asked for, no query language.
"""

from math import prod
from typing import cast

import numpy as np

from donnybrook.catalog.driver import Connection
from donnybrook.catalog.search.asking import Asking
from donnybrook.catalog.search.clauses import LIVE
from donnybrook.catalog.search.matching import Joined, Match, Term, joined
from donnybrook.catalog.search.tokens import EVERY, FIRST_TOKEN, Mark, read_token
from donnybrook.catalog.tally.bits import Bits, last_of, size_of
from donnybrook.catalog.tally.values import Column, SceneValues, numbers, word_column
from donnybrook.records import dataclass

_MOST_LISTED = 2_000  # words that are looked at to say how many scenes have one that begins so
_MOST_WORDS = 200  # that are asked for in place of how they begin
_LAST = "\U0010ffff"
_TO_OPEN = 1_000  # scenes that are gone through while the list of one more term is opened
_TO_SEEK = 100  # scenes that are gone through while a list is looked up for a scene that another one has
_TO_ASK = 3_000  # scenes that are gone through while anything at all is asked
_TO_HAND = 2  # scenes that are gone through while one is handed over


def find_hits(reader: Connection, values: SceneValues, asking: Asking, most: int | None) -> Bits:
    """Return the scenes a query finds, the newest ``most`` of them; it does not ask for the trash."""
    if asking.clause.check is None:
        return Hits(reader, values, most).of(asking.clause.match)
    # In no order where all are counted: putting them in order costs a fifth.
    sql, parameters = (asking.sql, asking.parameters) if most is None else asking.page(most, None)
    return values.hits(numbers(reader, f"SELECT group_concat(id) FROM ({sql})", parameters))  # noqa: S608 - our own SQL


@dataclass(frozen=True, slots=True)
class _Spread:
    """Of a part of a query: about how many scenes answer, and how many the index goes through to say which.

    ``lists`` are those it goes through.
    """

    scenes: float
    gone_through: float
    lists: int = 1

    @property
    def price(self) -> float:
        return _TO_ASK + self.gone_through + _TO_HAND * self.scenes


class Hits:
    """Answers what the index could be asked; ``reader`` has it attached as ``find``.

    Of every part of a query it takes the cheaper: to ask the index for it as it stands, or to put it together of its
    parts, of which some are at hand as bits.
    """

    def __init__(self, reader: Connection, values: SceneValues, most: int | None = None) -> None:
        self._reader, self._values, self._most = reader, values, most
        self._scenes = max(1, size_of(values.alive))
        self._spreads: dict[Match, _Spread] = {}
        self._begun: dict[Term, Match] = {}
        self._prices: dict[Match, float] = {}

    def of(self, match: Match | None) -> Bits:
        """Return the scenes that answer, the newest ``most`` of them."""
        if match is None:
            found = self._values.alive
        elif self._most is not None and self._price_of_newest(match) < self._price(match):
            return self._asked(match, f"ORDER BY rowid DESC LIMIT {self._most:d}")
        else:
            found = self._found(match)
        return found if self._most is None else last_of(found, self._most)

    def _found(self, match: Match) -> Bits:
        match = self._whole_words(match)
        if isinstance(match, Term):
            known = self._held(match)
            return self._asked(match) if known is None else known
        apart, parts = self._split(match)
        if not apart:
            return self._asked(match)
        found = [self._found(part) for part in parts]
        if match.sign == "NOT":
            return found[0] & ~found[1]
        return cast("Bits", (np.bitwise_and if match.sign == "AND" else np.bitwise_or).reduce(found))

    def _whole_words(self, match: Match) -> Match:
        """Return all words that begin as one does, if it is cheaper to ask for them: many may be at hand."""
        if not isinstance(match, Term) or not match.begun:
            return match
        if match not in self._begun:
            self._begun[match] = match
            sql = "SELECT text FROM find.word WHERE text BETWEEN ? AND ? LIMIT ?"
            asked = (match.text, match.text + _LAST, _MOST_WORDS + 1)
            listed = [Term(word) for (word,) in self._reader.execute(sql, asked)] if match.text.isascii() else []
            words = joined("OR", listed)
            if words and len(listed) <= _MOST_WORDS and self._price(words) < self._spread(match).price:
                self._begun[match] = words
        return self._begun[match]

    def _split(self, match: Joined) -> tuple[bool, tuple[Match, ...]]:
        """Return whether to put a part together of others, and of which; those to be asked for stand together."""
        ways = [match.parts]
        if match.sign != "NOT":
            free = tuple(part for part in match.parts if not self._price(part))
            rest = joined(match.sign, (part for part in match.parts if self._price(part)))
            ways = [(*free, rest), match.parts] if free and isinstance(rest, Joined) else ways
        best = min(ways, key=self._price_apart)
        return self._price_apart(best) < self._spread(match).price, best

    def _price(self, match: Match) -> float:
        if match not in self._prices:
            self._prices[match] = self._price_anew(match)
        return self._prices[match]

    def _price_anew(self, match: Match) -> float:
        match = self._whole_words(match)
        if isinstance(match, Term):
            return 0 if self._held(match) is not None else self._spread(match).price
        apart, parts = self._split(match)
        return self._price_apart(parts) if apart else self._spread(match).price

    def _price_apart(self, parts: tuple[Match, ...]) -> float:
        return sum(map(self._price, parts))

    def _price_of_newest(self, match: Match) -> float:
        spread, most = self._spread(match), self._most or 0
        return spread.price * min(1.0, most / max(1.0, spread.scenes))

    def _held(self, term: Term) -> Bits | None:
        if term.text == EVERY:
            return self._values.alive
        if term.begun:
            return None
        if term.text < FIRST_TOKEN:
            return self._values.holding(word_column(term.text))
        return self._values.holding(Column(*read_token(term.text)))

    def _asked(self, match: Match, newest: str = "") -> Bits:
        sql = f"SELECT group_concat(id) FROM (SELECT rowid AS id FROM find.{LIVE} WHERE {LIVE} MATCH ? {newest})"  # noqa: S608
        return self._values.hits(numbers(self._reader, sql, [str(match)]))

    def _spread(self, match: Match) -> _Spread:
        if match not in self._spreads:
            self._spreads[match] = self._spread_of(match) if isinstance(match, Joined) else self._spread_of_term(match)
        return self._spreads[match]

    def _spread_of(self, match: Joined) -> _Spread:
        each = [self._spread(part) for part in match.parts]
        gone_through, lists = sum(one.gone_through for one in each), sum(one.lists for one in each)
        if match.sign == "NOT":
            return _Spread(each[0].scenes, gone_through, lists)
        if match.sign == "OR":
            return _Spread(min(self._scenes, sum(one.scenes for one in each)), gone_through, lists)
        first, *others = sorted(each, key=lambda one: one.scenes)
        sought = [min(one.gone_through, _TO_SEEK * first.scenes * one.lists) for one in others]
        scenes = self._scenes * prod(one.scenes / self._scenes for one in each)
        return _Spread(scenes, first.gone_through + sum(sought), lists)

    def _spread_of_term(self, term: Term) -> _Spread:
        word = term.text.removeprefix(Mark.NAME)
        sql = "SELECT sum(scenes) FROM (SELECT scenes FROM find.word WHERE text BETWEEN ? AND ? LIMIT ?)"
        asked = (word, word + _LAST if term.begun else word, _MOST_LISTED)
        scenes = min(self._scenes, self._reader.execute(sql, asked).fetchone()[0] or 0)
        return _Spread(scenes, scenes + _TO_OPEN)
