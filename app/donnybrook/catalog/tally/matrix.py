"""The match-up matrix: which weapons, by class, meet which in a list of scenes. Knows the tables, no query.

A cell counts the scenes in which a weapon of its row and one of its column are in opponents' hands: what the search
``row vs column`` finds among them.
"""

import json
from collections.abc import Sequence

import numpy as np

from donnybrook.catalog.driver import AMONG, Connection
from donnybrook.catalog.tally.values import Numbers, numbers, ranges
from donnybrook.catalog.vocabulary import Vocabulary
from donnybrook.records import dataclass

_USES = f"""
    SELECT group_concat(w.scene_id || ',' || w.combatant_id || ',' || w.weapon_id || ',' || coalesce(c.side_id, -1))
    FROM wielding w JOIN combatant c ON c.id = w.combatant_id WHERE w.scene_id {AMONG}
"""  # noqa: S608 - no part of it comes from outside
_AIMS = f"""
    SELECT group_concat(w.scene_id || ',' || w.combatant_id || ',' || w.weapon_id || ',' || t.combatant_id)
    FROM wielding w JOIN wielding_target t ON t.wielding_id = w.id
    WHERE w.scene_id {AMONG} AND w.combatant_id IS NOT NULL
"""  # noqa: S608 - no part of it comes from outside
_BATCH = 200_000


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows and columns are concepts, in the order of the vocabulary; ``scenes[row][column]`` counts scenes."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    scenes: tuple[tuple[int, ...], ...]


def match_ups(
    connection: Connection,
    vocabulary: Vocabulary,
    scene_ids: Sequence[int],
    row_of: int | None = None,
    column_of: int | None = None,
) -> Matrix:
    """Count who meets whom in the scenes, by the classes directly under a concept; a single weapon stands for itself.

    Without ``row_of`` or ``column_of``, by the classes directly under all weapons, and by weapons that are under none.
    """
    rows, columns = weapon_classes(vocabulary, row_of), weapon_classes(vocabulary, column_of)
    of_row, of_column = class_places(vocabulary, rows), class_places(vocabulary, columns)
    cells = np.zeros(len(rows) * len(columns), np.int64)
    for start in range(0, len(scene_ids), _BATCH):
        met = _meetings(connection, json.dumps(list(scene_ids[start : start + _BATCH])))
        left, right = of_row[met[:, 1]], of_column[met[:, 2]]
        both = (left >= 0) & (right >= 0)
        key = np.unique(met[both, 0] * len(cells) + left[both] * len(columns) + right[both])
        cells += np.bincount(key % len(cells), minlength=len(cells))
    table = cells.reshape(len(rows), len(columns)).tolist()
    return Matrix(tuple(rows), tuple(columns), tuple(tuple(row) for row in table))


def weapon_classes(vocabulary: Vocabulary, concept_id: int | None = None) -> list[int]:
    """Return the classes directly under a concept, or under all weapons: see ``match_ups``."""
    if concept_id is not None:
        return [each.id for each in vocabulary.narrower(concept_id)] or [concept_id]
    tops = [each for each in vocabulary.concepts("weapon") if not vocabulary.ancestors(each.id)]
    return [each.id for top in tops for each in vocabulary.narrower(top.id) or (top,)]


def class_places(vocabulary: Vocabulary, classes: Sequence[int]) -> Numbers:
    """Return, by the id of a weapon, the place of the class it is of, or −1; a retired weapon is of its class too."""
    place_of = {concept_id: place for place, concept_id in enumerate(classes)}
    weapons = vocabulary.all_concepts("weapon")
    table = np.full(max((each.id for each in weapons), default=0) + 1, -1, np.int64)
    for each in weapons:
        above = (each.id, *(up.id for up in vocabulary.ancestors(each.id)))
        table[each.id] = next((place_of[up] for up in above if up in place_of), -1)
    return table


def _meetings(connection: Connection, among: str) -> Numbers:
    """Return rows (scene, weapon, weapon it meets), both ways round, some of them more than once."""
    uses = numbers(connection, _USES, (among,)).reshape(-1, 4)
    uses = uses[np.lexsort((uses[:, 1], uses[:, 0]))]
    found: list[Numbers] = []
    for step in range(1, len(uses)):
        one, other = uses[:-step], uses[step:]
        same = one[:, 0] == other[:, 0]
        if not same.any():
            break
        apart = same & (one[:, 1] != other[:, 1]) & (one[:, 3] != other[:, 3]) & (one[:, 3] >= 0) & (other[:, 3] >= 0)
        found.append(np.column_stack((one[apart, 0], one[apart, 2], other[apart, 2])))
    aims = numbers(connection, _AIMS, (among,)).reshape(-1, 4)
    aims = aims[aims[:, 1] != aims[:, 3]]
    order = uses[np.argsort(uses[:, 1], kind="stable")]
    first, last = (np.searchsorted(order[:, 1], aims[:, 3], side=side) for side in ("left", "right"))
    aimed = np.repeat(aims, last - first, axis=0)
    found.append(np.column_stack((aimed[:, 0], aimed[:, 2], order[ranges(first, last), 2])))
    met = np.concatenate(found)
    return np.concatenate([met, met[:, [0, 2, 1]]])
