"""Reads what is kept of searching: saved searches and collections. Never writes, and runs no query."""

from donnybrook.catalog.driver import Connection
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A search kept under a name."""

    id: int
    uuid: str
    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Collection:
    """Scenes gathered and ordered by hand; ``scenes`` counts those that are not in the trash."""

    id: int
    uuid: str
    name: str
    note: str
    scenes: int


def read_saved_queries(connection: Connection) -> list[SavedQuery]:
    """Return the saved searches, in their order."""
    sql = "SELECT id, uuid, name, query FROM saved_query ORDER BY position, id"
    return [SavedQuery(*row) for row in connection.execute(sql)]


def read_collections(connection: Connection) -> list[Collection]:
    """Return the collections, in their order."""
    sql = """
        SELECT c.id, c.uuid, c.name, c.note, (SELECT count(*) FROM collection_scene k JOIN scene s ON s.id = k.scene_id
            WHERE k.collection_id = c.id AND s.deleted_at IS NULL)
        FROM collection c ORDER BY c.position, c.id
    """
    return [Collection(*row) for row in connection.execute(sql)]


def read_collected(connection: Connection, collection_id: int) -> list[int]:
    """Return the scenes of a collection in their order, without those in the trash."""
    sql = """
        SELECT k.scene_id FROM collection_scene k JOIN scene s ON s.id = k.scene_id
        WHERE k.collection_id = ? AND s.deleted_at IS NULL ORDER BY k.position, k.id
    """
    return [row[0] for row in connection.execute(sql, (collection_id,))]
