"""Edits that move scenes in time with all that is in them. Know no frames: where each time goes is given to them."""

import json
from collections.abc import Callable, Sequence

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.driver import AMONG
from donnybrook.catalog.edits.scenes import check_times
from donnybrook.catalog.images import Value
from donnybrook.catalog.problems import EntryProblem

_TIMED = {
    "scene": ("id", "in_us", "out_us"),
    "beat": ("scene_id", "in_us", "out_us"),
    "wielding": ("scene_id", "from_us", "to_us"),
}


def retime_scene(tx: Transaction, /, scene_id: int, moved: Callable[[int], int]) -> bool:
    """Give all times of a scene, of its beats and of its uses those that ``moved`` returns for them.

    Returns whether any is now another; what would begin before the film begins with it. Raises ``EntryProblem`` if
    anything would be over before it begins.
    """
    return retime_scenes(tx, [scene_id], lambda time_us: max(0, moved(time_us))) > 0


def retime_scenes(tx: Transaction, /, scene_ids: Sequence[int], moved: Callable[[int], int]) -> int:
    """Do so with many scenes; returns how many scenes, beats and uses have other times now.

    Raises ``EntryProblem`` also if a time would lie before the film.
    """
    among = json.dumps(list(scene_ids))
    changed = 0
    for table, (owner, begin, end) in _TIMED.items():
        sql = f"SELECT id, {begin}, {end} FROM {table} WHERE {owner} {AMONG} AND {begin} IS NOT NULL"  # noqa: S608 - ours
        rows: dict[int, dict[str, Value]] = {}
        for row_id, begin_us, end_us in tx.rows(sql, (among,)):
            begins, ends = moved(begin_us), None if end_us is None else moved(end_us)
            if begins < 0:
                raise EntryProblem(begin, "One of them would begin before the film does. Nothing was moved.")
            check_times(begins, ends, begin, end)
            rows[row_id] = {begin: begins, end: ends}
        changed += tx.update_many(table, rows)
    return changed
