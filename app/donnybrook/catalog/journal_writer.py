"""Writes down what one transaction does to rows, for the journal. Knows the images of rows, and no particular edit."""

from collections.abc import Sequence

from donnybrook.catalog.driver import Connection
from donnybrook.catalog.images import Image, Images, Value

type Recorded = tuple[int, Image | None, Image | None]  # a row's id, its image before and after


class JournalWriter:
    """Collects the changes of one transaction; ``tables`` and ``scenes`` say where they were."""

    def __init__(self, connection: Connection, images: Images) -> None:
        self._connection = connection
        self._images = images
        self._lines: list[tuple[Value, ...]] = []  # as the columns of ``change``
        self.tables: set[str] = set()
        self.scenes: set[int] = set()

    def record(self, table: str, rows: Sequence[Recorded]) -> None:
        """Note changes of rows of one table, while those rows are there."""
        if not rows:
            return
        self.tables.add(table)
        row_ids = [row[0] for row in rows]
        uuids = self._images.uuids_of(table, row_ids)
        scenes = self._scenes_of(table, rows)
        scene_uuids = self._images.uuids_of("scene", set(scenes.values()))
        # A scene may be gone: another program took it away behind the journal's back.
        scenes = {row_id: scene_id for row_id, scene_id in scenes.items() if scene_id in scene_uuids}
        self.scenes.update(scenes.values())
        for row_id, *images in rows:
            encoded = [None if image is None else self._images.encode(table, image) for image in images]
            scene_id = scenes.get(row_id)
            scene_uuid = None if scene_id is None else scene_uuids[scene_id]
            self._lines.append((table, uuids[row_id], scene_uuid, scene_id, *encoded))

    def write(self, edit_id: int) -> None:
        """Write all down as changes of one edit."""
        sql = (
            "INSERT INTO change (edit_id, table_name, row_uuid, scene_uuid, scene_id, before, after)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)"
        )
        self._connection.executemany(sql, ((edit_id, *line) for line in self._lines))

    def _scenes_of(self, table: str, rows: Sequence[Recorded]) -> dict[int, int]:
        row_ids = [row[0] for row in rows]
        if table == "scene":
            return {row_id: row_id for row_id in row_ids}
        if table == "wielding_target":
            joined = "wielding_target t JOIN wielding w ON w.id = t.wielding_id"
            return dict(self._images.among(joined, ("t.id", "w.scene_id"), "t.id", row_ids))
        if "scene_id" in self._images.shape(table).names:
            whole = {row_id: str((after or before or {}).get("scene_id", "")) for row_id, before, after in rows}
            ids = self._images.known_ids("scene")
            if all(uuid in ids for uuid in whole.values()):
                return {row_id: ids[uuid] for row_id, uuid in whole.items()}
            return dict(self._images.among(table, ("id", "scene_id"), "id", row_ids))
        return {}
