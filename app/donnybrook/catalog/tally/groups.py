"""Sorts scenes by a value they have, such as their film, and keeps the newest of each. Knows the arrays, no SQL."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from donnybrook.catalog.tally.values import Numbers, SceneValues, where

NEWEST = 8  # as many covers as stand side by side


@dataclass(frozen=True, slots=True)
class Newest:
    """How many scenes have a value (by its number), and the ids of the newest of them, the newest first."""

    number: int
    scenes: int
    newest: tuple[int, ...]


def newest_by_value(values: SceneValues, scene_ids: Numbers, columns: Sequence[int]) -> list[Newest]:
    """Return which scenes have each of some columns, without those that none has; ``scene_ids`` is sorted."""
    group_of = np.full(len(values.columns) + 1, -1, np.int64)  # by what stands in the table
    group_of[np.array(columns, np.int64) + 1] = np.arange(len(columns))
    here = scene_ids[where(values.scene_ids, scene_ids)[1]]
    groups = group_of[values.table[values.places(here)]]
    at, width = np.nonzero(groups >= 0)
    rest = values.rest[np.isin(values.rest[:, 0], here)]
    rest_groups = group_of[rest[:, 1]]
    scenes = np.concatenate([here[at], rest[rest_groups >= 0, 0]])
    group = np.concatenate([groups[at, width], rest_groups[rest_groups >= 0]])
    scenes = scenes[np.lexsort((scenes, group))]
    ends = np.cumsum(np.bincount(group, minlength=len(columns))).tolist()
    found = []
    for at_column, (begins, end) in enumerate(zip([0, *ends[:-1]], ends, strict=False)):
        if end > begins:
            newest = scenes[max(begins, end - NEWEST) : end][::-1]
            found.append(Newest(values.columns[columns[at_column]].number, end - begins, tuple(newest.tolist())))
    return found


def without_value(values: SceneValues, scene_ids: Numbers, columns: Sequence[int]) -> Numbers:
    """Return those of some scenes that have none of some columns; ``scene_ids`` is sorted, and so is what is found."""
    is_one = np.zeros(len(values.columns) + 1, np.bool_)  # by what stands in the table
    is_one[np.array(columns, np.int64) + 1] = True
    here = scene_ids[where(values.scene_ids, scene_ids)[1]]
    having = values.rest[is_one[values.rest[:, 1]], 0]
    has_one = is_one[values.table[values.places(here)]].any(axis=1) | np.isin(here, having)
    found: Numbers = here[~has_one]
    return found
