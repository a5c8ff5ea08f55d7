"""Sorts scenes by a value they have, such as their film, and keeps the newest of each. Knows the arrays, no SQL."""

from collections.abc import Sequence

import numpy as np

from donnybrook.catalog.tally.bits import Bits, Places, bits_of, last_of, places_of, size_of
from donnybrook.catalog.tally.values import SceneValues
from donnybrook.records import dataclass

NEWEST = 8  # as many covers as stand side by side


@dataclass(frozen=True, slots=True)
class Newest:
    """How many scenes have a value (by its number), and the ids of the newest of them, the newest first."""

    number: int
    scenes: int
    newest: tuple[int, ...]


def newest_by_value(values: SceneValues, hits: Bits, columns: Sequence[int]) -> list[Newest]:
    """Return which scenes have each of some columns, without those that none has."""
    named = [values.columns[number] for number in columns]
    common = [(column, bits) for column in named if (bits := values.holding(column)) is not None]
    found = [
        Newest(column.number, scenes, _ids(values, places_of(last_of(both, NEWEST))))
        for column, bits in common
        if (scenes := size_of(both := bits & hits))
    ]
    return found + _of_table(values, hits, columns)


def _of_table(values: SceneValues, hits: Bits, columns: Sequence[int]) -> list[Newest]:
    group_of = np.full(len(values.columns) + 1, -1, np.int64)  # by what stands in the table
    group_of[np.array(columns, np.int64) + 1] = np.arange(len(columns))
    here = places_of(hits)
    groups = group_of[values.arrays.table[here]]
    at, slot = np.nonzero(groups >= 0)
    there, rest = values.rest_of(here)
    rest_groups = group_of[rest]
    places = np.concatenate([here[at], there[rest_groups >= 0]])
    group = np.concatenate([groups[at, slot], rest_groups[rest_groups >= 0]])
    places = places[np.lexsort((places, group))]
    ends = np.cumsum(np.bincount(group, minlength=len(columns))).tolist()
    return [
        Newest(values.columns[columns[at]].number, end - begins, _ids(values, places[max(begins, end - NEWEST) : end]))
        for at, (begins, end) in enumerate(zip([0, *ends[:-1]], ends, strict=False))
        if end > begins
    ]


def without_value(values: SceneValues, hits: Bits, columns: Sequence[int]) -> Bits:
    """Return those of some scenes that have none of some columns."""
    is_one = np.zeros(len(values.columns) + 1, np.bool_)  # by what stands in the table
    is_one[np.array(columns, np.int64) + 1] = True
    without = hits.copy()
    for number in columns:
        if (bits := values.holding(values.columns[number])) is not None:
            without &= ~bits
    here = places_of(without)
    there, rest = values.rest_of(here)
    having = np.concatenate([here[is_one[values.arrays.table[here]].any(axis=1)], there[is_one[rest]]])
    return without & ~bits_of(having, len(without))


def _ids(values: SceneValues, places: Places) -> tuple[int, ...]:
    return tuple(values.scene_ids[places][::-1].tolist())
