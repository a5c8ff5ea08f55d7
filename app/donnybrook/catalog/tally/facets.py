"""Counts what a list of scenes holds, value by value. Knows the arrays, no query and no SQL."""

from collections.abc import Callable, Sequence

import numpy as np

from donnybrook.catalog.counting import ConceptCount, Facets, NameCount
from donnybrook.catalog.folding import fold
from donnybrook.catalog.search.tokens import Kind, read_code, summed
from donnybrook.catalog.tally.bits import Bits, last_of, size_of
from donnybrook.catalog.tally.values import Column, Numbers, SceneValues
from donnybrook.catalog.vocabulary import Vocabulary
from donnybrook.records import dataclass

_MOST_NAMED = 200  # films and people, the most frequent
_DECADE = 10


@dataclass(frozen=True, slots=True)
class Names:
    """What numbers are called: coders, layers by their sum, the codes of each list by their place, and films.

    ``films`` gives the titles of some: there may be very many.
    """

    films: Callable[[Sequence[int]], dict[int, str]]
    coders: dict[int, str]
    layers: dict[int, str]
    codes: dict[tuple[str, int], str]


def layer_sum(name: str) -> str:
    """Return the token of a layer."""
    return summed(Kind.LAYER, fold(name))


class Counter:
    """Counts the values of one set of arrays; which columns are of which facet is worked out once."""

    def __init__(self, values: SceneValues) -> None:
        self._values = values
        self._known = 0
        self._columns: dict[str, Numbers] = {}

    def count(self, hits: Bits, vocabulary: Vocabulary, names: Names, *, most: int | None = None) -> Facets:
        """Return what the newest ``most`` scenes hold, the most frequent first.

        ``hits`` has one more than ``most``, where there are more.
        """
        self._take_columns(vocabulary)
        total = size_of(hits)
        newest = hits if most is None else last_of(hits, most)
        counts = self._values.counts(newest)
        improvised = self._counted(counts, "improvised")

        def coded(name: str) -> tuple[NameCount, ...]:
            return self._named(counts, name, lambda column: names.codes.get(read_code(column.number), "other"))

        return Facets(
            weapons=self._concepts(counts, "weapon"),
            places=self._concepts(counts, "location"),
            techniques=self._concepts(counts, "technique"),
            camera=self._concepts(counts, "camera"),
            people=self._named(counts, "people", lambda column: column.name),
            improvised=improvised[0][1] if improvised else 0,
            films=self._films(counts, names),
            decades=self._named(counts, "decade", lambda column: f"{column.number * _DECADE}s"),
            coders=self._named(counts, "coder", lambda column: names.coders.get(column.number, "")),
            layers=self._named(counts, "layer", lambda column: names.layers.get(column.number, "")),
            certainty=coded("certainty"),
            status=coded("status"),
            ratings=coded("rating"),
            counted=total if most is None else min(most, total),
            total=total,
            is_exact=most is None or total <= most,
        )

    def _take_columns(self, vocabulary: Vocabulary) -> None:
        """Say of which facet each column is that came in since the last time."""
        columns = self._values.columns
        if self._known == len(columns):
            return
        facets: dict[str, list[int]] = {}
        for at in range(self._known, len(columns)):
            facets.setdefault(_facet_of(columns[at], vocabulary), []).append(at)
        none = np.zeros(0, np.int64)
        for facet, found in facets.items():
            self._columns[facet] = np.concatenate((self._columns.get(facet, none), np.array(found, np.int64)))
        self._known = len(columns)

    def _counted(self, counts: Numbers, facet: str) -> list[tuple[Column, int]]:
        columns = self._columns.get(facet, np.zeros(0, np.int64))
        columns = columns[counts[columns] > 0]
        order = np.argsort(-counts[columns], kind="stable")
        columns = columns[order[:_MOST_NAMED] if facet in ("film", "people") else order]
        named = self._values.columns
        return [(named[at], n) for at, n in zip(columns.tolist(), counts[columns].tolist(), strict=True)]

    def _concepts(self, counts: Numbers, scheme: str) -> tuple[ConceptCount, ...]:
        return tuple(ConceptCount(column.number, n) for column, n in self._counted(counts, scheme))

    def _named(self, counts: Numbers, facet: str, name: Callable[[Column], str]) -> tuple[NameCount, ...]:
        return tuple(NameCount(name(column), n) for column, n in self._counted(counts, facet))

    def _films(self, counts: Numbers, names: Names) -> tuple[NameCount, ...]:
        found = self._counted(counts, "film")
        titles = names.films([column.number for column, _ in found])
        return tuple(NameCount(titles.get(column.number, ""), n, column.number) for column, n in found)


def _facet_of(column: Column, vocabulary: Vocabulary) -> str:
    if column.is_word:
        return ""
    if column.kind is Kind.CONCEPT:
        return vocabulary.concept(column.number).scheme if vocabulary.knows(column.number) else ""
    if column.kind is Kind.YEAR:
        return "decade"
    if column.kind is Kind.CODE:
        return read_code(column.number)[0]
    if column.kind is Kind.FLAG:
        return "improvised"
    return "people" if column.kind is None else column.kind.name.lower()
