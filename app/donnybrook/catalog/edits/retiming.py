"""An edit that moves a scene in time with all that is in it. Knows no frames: where each time goes is given to it."""

from collections.abc import Callable

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.edits.scenes import check_times

TIMED = {
    "scene": ("id", "in_us", "out_us"),
    "beat": ("scene_id", "in_us", "out_us"),
    "wielding": ("scene_id", "from_us", "to_us"),
}


def retime_scene(tx: Transaction, /, scene_id: int, moved: Callable[[int], int]) -> bool:
    """Give all times of a scene, of its beats and of its uses those that ``moved`` returns for them.

    Returns whether any is now another. Raises ``EntryProblem`` if one would lie before the film, or anything would be
    over before it begins.
    """
    has_changed = False
    for table, (owner, begin, end) in TIMED.items():
        sql = f"SELECT id, {begin}, {end} FROM {table} WHERE {owner} = ? AND {begin} IS NOT NULL"  # noqa: S608 - ours
        for row_id, begin_us, end_us in tx.rows(sql, (scene_id,)):
            values = {begin: max(0, moved(begin_us)), end: None if end_us is None else moved(end_us)}
            check_times(values[begin], values[end], begin, end)
            has_changed |= tx.update(table, row_id, **values)
    return has_changed
