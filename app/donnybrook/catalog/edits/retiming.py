"""Edits that move scenes in time with all that is in them. Know no frames: where each time goes is given to them."""

import json
from collections.abc import Callable, Sequence

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.driver import AMONG
from donnybrook.catalog.edits.scenes import check_times
from donnybrook.catalog.images import Value
from donnybrook.catalog.problems import EntryProblem, Gone

type Times = tuple[int, int | None]
"""When something begins and is over, in microseconds; ``None`` while it is open."""

_TIMED = {
    "scene": ("id", "in_us", "out_us"),
    "beat": ("scene_id", "in_us", "out_us"),
    "wielding": ("scene_id", "from_us", "to_us"),
}


def place_scene(tx: Transaction, /, scene_id: int, was: Times, to: Times, nearest: Callable[[int], int]) -> bool:
    """Have a scene that was seen at some times stand at others; returns whether it stood elsewhere.

    All that is in it moves as far, to the ``nearest`` frame; so does its end, where it stands elsewhere by now than it
    was seen. What would begin before the film begins with it. Raises ``EntryProblem`` if anything would be over before
    it begins, and ``Gone`` if the scene is not there.
    """
    found = tx.rows("SELECT in_us, out_us FROM scene WHERE id = ? AND in_us IS NOT NULL", (scene_id,))
    if not found:
        raise Gone(f"no scene {scene_id} with an in point")
    in_us, out_us = found[0]
    exactly = {in_us: to[0], out_us: to[1]} if (in_us, out_us) == was else {in_us: to[0]}

    def moved(time_us: int) -> int:
        at_us = exactly.get(time_us)
        return max(0, nearest(time_us + to[0] - in_us) if at_us is None else at_us)

    return retime_scenes(tx, [scene_id], moved) > 0


def retime_scenes(tx: Transaction, /, scene_ids: Sequence[int], moved: Callable[[int], int]) -> int:
    """Give all times of scenes, of their beats and of their uses those that ``moved`` returns for them.

    Returns how many scenes, beats and uses have other times now. Raises ``EntryProblem`` if anything would be over
    before it begins, or begin before the film.
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
