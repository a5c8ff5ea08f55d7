"""The edit that takes a film out of a catalog with all that is of it; one undo brings it back. Knows no film file."""

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.driver import Connection
from donnybrook.catalog.edits.trash import delete_scenes
from donnybrook.catalog.numbers import counted
from donnybrook.catalog.problems import EntryProblem

_SCENES = """
    SELECT s.id, s.deleted_at IS NOT NULL FROM scene s JOIN version v ON v.id = s.version_id WHERE v.film_id = ?
"""
_OF_VERSIONS = "SELECT m.id FROM media_file m JOIN version v ON v.id = m.version_id WHERE v.film_id = ?"
_CHARACTERS = "SELECT id FROM character WHERE film_id = ?"
# Rows of other films that refer to what goes: a picture taken from a file that was put on another film since, ...
_TURNED_AWAY = (("thumbnail", "media_file_id", _OF_VERSIONS), ("combatant", "character_id", _CHARACTERS))
# Whatever refers to a row goes before it.
_OF_A_FILM = (
    ("media_file", _OF_VERSIONS),
    ("portrayal", f"SELECT id FROM portrayal WHERE character_id IN ({_CHARACTERS})"),  # noqa: S608 - our own
    ("character", _CHARACTERS),
    ("version", "SELECT id FROM version WHERE film_id = ?"),
    ("film_title", "SELECT id FROM film_title WHERE film_id = ?"),
    ("film_identifier", "SELECT id FROM film_identifier WHERE film_id = ?"),
    ("palette", "SELECT id FROM palette WHERE film_id = ?"),
)


def count_fights(connection: Connection, film_id: int) -> int:
    """Return how many fights go with a film, in the trash or not."""
    return len(connection.execute(_SCENES, (film_id,)).fetchall())


def fights_told(connection: Connection, film_id: int) -> str:
    """Return in words how many fights go with a film, ``3 fights, 1 of them in the trash``; '' where it has none."""
    in_trash = [bool(row[1]) for row in connection.execute(_SCENES, (film_id,))]
    if not in_trash:
        return ""
    where = "" if not any(in_trash) else "in the trash" if all(in_trash) else f"{sum(in_trash)} of them in the trash"
    return ", ".join(filter(None, (counted(len(in_trash), "fight"), where)))


def remove_film(tx: Transaction, /, film_id: int, *, with_fights: bool = False) -> None:
    """Take a film out of the catalog: its versions, files, shots, cast, titles, identifiers; not the files on the disk.

    Raises ``EntryProblem`` for a film that has fights, in the trash or not, unless they go ``with_fights``;
    ``Gone`` if there is no such film.
    """
    told = fights_told(tx.connection, film_id)
    if told and not with_fights:
        raise EntryProblem("film", f"The film has {told}. Nothing was removed.")
    delete_scenes(tx, [row[0] for row in tx.rows(_SCENES, (film_id,))])
    for table, column, gone in _TURNED_AWAY:
        sql = f"SELECT id FROM {table} WHERE {column} IN ({gone})"  # noqa: S608 - our own names
        tx.update_many(table, {row_id: {column: None} for (row_id,) in tx.rows(sql, (film_id,))})
    for table, of_it in _OF_A_FILM:
        tx.delete_many(table, [row[0] for row in tx.rows(of_it, (film_id,))])
    tx.delete("film", film_id)
