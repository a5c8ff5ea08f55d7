"""What others changed meanwhile, read off the journal: as much as ``Changes`` says of an edit. Knows no window."""

from collections.abc import Iterable
from typing import NamedTuple

from donnybrook.catalog.door import FILM_TABLES, VOCABULARY_TABLES, Changes
from donnybrook.catalog.driver import Connection

_MOST_SCENES = 1000  # of more, to look at everything again is as quick
_MOST_CHANGES = 5_000  # to look through more for a word takes as long as to read all words


class LastEdit(NamedTuple):
    """The newest edit that someone knows of; ``0, ""`` before the first."""

    id: int
    uuid: str


def read_last_edit(connection: Connection, newest: int = 2**62) -> LastEdit:
    """Return the newest edit of all, or of those up to the ``newest`` that is asked about."""
    row = connection.execute("SELECT id, uuid FROM edit WHERE id <= ? ORDER BY id DESC LIMIT 1", (newest,)).fetchone()
    return LastEdit(*row) if row else LastEdit(0, "")


def words_changed(connection: Connection, known: LastEdit) -> bool:
    """Return whether any term or synonym was changed after the ``known`` edit, or may have been.

    That is so among very many changes, and where the journal does not go on from there: the catalog was put back.
    """
    uuid = connection.execute("SELECT uuid FROM edit WHERE id = ?", (known.id,)).fetchone()
    if known.id and uuid != (known.uuid,):
        return True
    sql = """
        SELECT count(*), count(*) FILTER (WHERE table_name IN ('concept', 'concept_label'))
        FROM (SELECT table_name FROM change WHERE edit_id > ? LIMIT ?)
    """
    looked_at, words = connection.execute(sql, (known.id, _MOST_CHANGES)).fetchone()
    return bool(words) or looked_at == _MOST_CHANGES


def read_changes_since(connection: Connection, known: LastEdit) -> Changes | None:
    """Return what all edits after the ``known`` one changed, as if they were one.

    ``None`` where that can't be told, or is so much that everything has to be looked at again: after a merge, or where
    the journal does not go on from there. Shots stand outside the journal, so any of them may be others.
    """
    edits = connection.execute("SELECT id, uuid, kind FROM edit WHERE id >= ? ORDER BY id", (known.id,)).fetchall()
    if known.id and (not edits or edits[0][:2] != tuple(known)):
        return None
    since = edits[1:] if known.id else edits
    sql = "SELECT DISTINCT table_name FROM change WHERE edit_id > ?"
    tables = {row[0] for row in connection.execute(sql, (known.id,))}
    sql = "SELECT DISTINCT scene_id FROM change WHERE edit_id > ? AND scene_id IS NOT NULL LIMIT ?"
    scenes = [row[0] for row in connection.execute(sql, (known.id, _MOST_SCENES + 1))]
    if len(scenes) > _MOST_SCENES or any(kind == "merge" for _, _, kind in since):
        return None
    return Changes(
        since[-1][0] if since else None,
        "",
        frozenset(scenes),
        films=bool(tables & FILM_TABLES),
        vocabulary=bool(tables & VOCABULARY_TABLES),
        pictures="thumbnail" in tables,
        palettes="palette" in tables,
        shots=frozenset(row[0] for row in connection.execute("SELECT id FROM media_file")),
    )


def read_taken_in_by(connection: Connection, gone: str) -> int | None:
    """Return the fight that took in one which is gone, by its UUID: it was merged, or its split was undone.

    That is the one fight that is left of those the edit touched by which it went, and that lies where it began, as far
    as their times are known; ``None`` where there is none, or are several. The journal does not say more than that: an
    edit that added one beside another which it changed, and is undone, is taken for a split.
    """
    sql = """
        WITH went AS (
            SELECT edit_id, iif(after IS NULL, json_extract(before, '$.in_us'),
                (SELECT in_us FROM scene WHERE uuid = ?1)) AS in_us
            FROM change WHERE row_uuid = ?1 AND table_name = 'scene'
            AND (after IS NULL OR json_extract(after, '$.deleted_at') IS NOT NULL)
            ORDER BY edit_id DESC LIMIT 1)
        SELECT scene.id FROM went JOIN scene
            ON uuid IN (SELECT scene_uuid FROM change WHERE change.edit_id = went.edit_id)
        WHERE deleted_at IS NULL AND uuid IS NOT ?1
            AND coalesce(went.in_us >= scene.in_us, TRUE) AND coalesce(went.in_us <= scene.out_us, TRUE)
    """
    left = connection.execute(sql, (gone,)).fetchall()
    return int(left[0][0]) if len(left) == 1 else None


def as_one(edits: Iterable[Changes | None]) -> Changes | None:
    """Return what several edits changed, from the first to the last, as if they were one; ``None`` as above."""
    whole: Changes | None = None
    for each in edits:
        if each is None:
            return None
        whole = each if whole is None else _both(whole, each)
    return whole


def _both(first: Changes, then: Changes) -> Changes:
    return Changes(
        then.edit_id,
        then.label,
        first.scenes | then.scenes,
        films=first.films or then.films,
        vocabulary=first.vocabulary or then.vocabulary,
        pictures=first.pictures or then.pictures,
        palettes=first.palettes or then.palettes,
        shots=first.shots | then.shots,
    )
