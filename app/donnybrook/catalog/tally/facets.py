"""Counts what a list of scenes holds, value by value. Knows the arrays, no query and no SQL."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from donnybrook.catalog.counting import ConceptCount, Facets, NameCount
from donnybrook.catalog.folding import fold
from donnybrook.catalog.search.tokens import Kind, read_code, summed
from donnybrook.catalog.tally.values import Column, Numbers, SceneValues
from donnybrook.catalog.vocabulary import Vocabulary

_MOST_NAMED = 200  # films and people, the most frequent
_DECADE = 10


@dataclass(frozen=True, slots=True)
class Names:
    """What numbers are called: films, coders, layers by their sum, and the codes of each list by their place."""

    films: dict[int, str]
    coders: dict[int, str]
    layers: dict[int, str]
    codes: dict[tuple[str, int], str]


def layer_sum(name: str) -> str:
    """Return the token of a layer."""
    return summed(Kind.LAYER, fold(name))


class Counter:
    """Counts the values of one set of arrays; which columns are of which facet is worked out once."""

    def __init__(self, values: SceneValues, vocabulary: Vocabulary, names: Names) -> None:
        self._values = values
        self._names = names
        facets: dict[str, list[int]] = {}
        for at, column in enumerate(values.columns):
            facets.setdefault(_facet_of(column, vocabulary), []).append(at)
        self._columns = {facet: np.array(columns, np.int64) for facet, columns in facets.items()}

    def count(self, scene_ids: Numbers, *, total: int, is_trash: bool = False) -> Facets:
        """Return what the scenes hold, the most frequent first; ``total`` is how many there would be to count."""
        places = self._values.places(scene_ids)
        counts = self._values.counts(places)
        improvised = self._counted(counts, "improvised")
        return Facets(
            weapons=self._concepts(counts, "weapon"),
            places=self._concepts(counts, "location"),
            techniques=self._concepts(counts, "technique"),
            camera=self._concepts(counts, "camera"),
            people=self._named(counts, "people", lambda column: column.name),
            improvised=improvised[0][1] if improvised else 0,
            films=self._films(counts),
            decades=self._named(counts, "decade", lambda column: f"{column.number * _DECADE}s"),
            coders=self._named(counts, "coder", lambda column: self._names.coders.get(column.number, "")),
            layers=self._named(counts, "layer", lambda column: self._names.layers.get(column.number, "")),
            certainty=self._coded(counts, "certainty"),
            status=self._coded(counts, "status"),
            ratings=self._coded(counts, "rating"),
            counted=len(places),
            total=total,
            is_exact=total <= len(scene_ids),
            is_trash=is_trash,
        )

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

    def _films(self, counts: Numbers) -> tuple[NameCount, ...]:
        films = self._names.films
        found = self._counted(counts, "film")
        return tuple(NameCount(films.get(column.number, ""), n, column.number) for column, n in found)

    def _coded(self, counts: Numbers, name: str) -> tuple[NameCount, ...]:
        codes = self._names.codes
        return self._named(counts, name, lambda column: codes.get(read_code(column.number), "other"))


def _facet_of(column: Column, vocabulary: Vocabulary) -> str:
    if column.kind is Kind.CONCEPT:
        return vocabulary.concept(column.number).scheme if vocabulary.knows(column.number) else ""
    if column.kind is Kind.YEAR:
        return "decade"
    if column.kind is Kind.CODE:
        return read_code(column.number)[0]
    if column.kind is Kind.FLAG:
        return "improvised"
    return "people" if column.kind is None else column.kind.name.lower()
