"""What the covers of scenes look like, by place: read off the cache, and again where covers were changed.

Looks are kept by no edit, and by whoever comes to read them.
"""

import json
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from donnybrook.catalog.driver import AMONG, Connection
from donnybrook.catalog.tally.values import Numbers, SceneValues, where

_COVERS = """SELECT t.scene_id, l.look FROM find.look l CROSS JOIN thumbnail t ON t.picture = l.picture
    JOIN scene s ON s.id = t.scene_id AND s.deleted_at IS NULL WHERE t.is_cover = 1 ORDER BY t.id"""
_COVERS_OF = f"""SELECT t.scene_id, l.look FROM thumbnail t JOIN scene s ON s.id = t.scene_id AND s.deleted_at IS NULL
    JOIN find.look l ON l.picture = t.picture WHERE t.is_cover = 1 AND t.scene_id {AMONG} ORDER BY t.id"""  # noqa: S608


class Looks:
    """The looks of one catalog's covers; ``reader`` has the index attached as ``find``."""

    def __init__(self, reader: Connection) -> None:
        self._reader = reader
        self._written = -1  # how often the index was written to when it was asked last
        self._kept = 0
        self._looks: NDArray[np.uint8] | None = None

    def of(self, values: SceneValues, changed: Numbers) -> NDArray[np.uint8] | None:
        """Return the looks by place, all 0 where unknown; ``changed`` are scenes that were edited since the last call.

        ``None`` if no cover's look is known.
        """
        # The index is written to by every edit; pictures are named by content, so a look that is there stays.
        written = self._reader.execute("PRAGMA find.data_version").fetchone()[0]
        if written != self._written:
            kept = self._reader.execute("SELECT count(*) FROM find.look").fetchone()[0]
            if kept != self._kept:
                self._looks, changed = None, np.zeros(0, np.int64)
                self._put(values, self._reader.execute(_COVERS).fetchall())
            self._written, self._kept = written, kept
        if self._looks is not None and len(changed):
            self._looks = np.pad(self._looks, ((0, len(values.scene_ids) - len(self._looks)), (0, 0)))
            self._looks[values.known(changed)] = 0
            self._put(values, self._reader.execute(_COVERS_OF, (json.dumps(changed.tolist()),)).fetchall())
        return self._looks

    def _put(self, values: SceneValues, rows: Sequence[tuple[int, bytes]]) -> None:
        if not rows:
            return
        if self._looks is None:
            self._looks = np.zeros((len(values.scene_ids), len(rows[0][1])), np.uint8)
        length = self._looks.shape[1]
        told = [(scene_id, look) for scene_id, look in rows if len(look) == length]
        places, here = where(values.scene_ids, np.array([row[0] for row in told], np.int64))
        self._looks[places] = np.frombuffer(b"".join(row[1] for row in told), np.uint8).reshape(-1, length)[here]
