"""The search index of one catalog: a cache beside it, fed by the journal, rebuilt by itself. Knows no query.

It lives in the user's cache folder (or in memory), so that the catalog file holds what people entered and nothing
derived. It remembers the last edit it has seen; whatever came later is read from the journal and indexed anew.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from itertools import batched
from pathlib import Path

from donnybrook.catalog.driver import AMONG, Connection, DatabaseError, connect, connect_memory, file_uri
from donnybrook.catalog.folding import fold, words
from donnybrook.catalog.identity import new_uuid
from donnybrook.catalog.search.clauses import LIVE, TRASH
from donnybrook.catalog.search.documents import DocumentMaker
from donnybrook.catalog.search.tokens import FIRST_TOKEN, Mark
from donnybrook.catalog.vocabulary import Vocabulary

FORM = 5  # raise when the documents, the tokenizer or what touches them change: every index is then made anew
_BATCH = 2_000
_SCHEMA = f"""
    CREATE VIRTUAL TABLE {LIVE} USING fts5(doc, content='', contentless_delete=1, detail=none,
        prefix='2 3 4', tokenize='unicode61 remove_diacritics 2');
    CREATE VIRTUAL TABLE {TRASH} USING fts5(doc, content='', contentless_delete=1, detail=none,
        prefix='2 3 4', tokenize='unicode61 remove_diacritics 2');
    CREATE VIRTUAL TABLE film_find USING fts5(titles, content='', contentless_delete=1,
        prefix='2 3 4', tokenize='unicode61 remove_diacritics 2');
    CREATE TABLE layer (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    CREATE TABLE word (text TEXT PRIMARY KEY, scenes INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE look (picture TEXT PRIMARY KEY, look BLOB NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE seen (form INTEGER NOT NULL, edit_id INTEGER NOT NULL, edit_uuid TEXT NOT NULL) STRICT;
"""

# The joins are CROSS JOINs so that SQLite keeps their order, from the few changes to the rows they touch: left to
# itself it begins with all scenes. Of a row that was changed the journal keeps just the columns that differ; of one
# that was deleted nothing but the journal says whose it was.
TOUCHED = """
    SELECT scene_id FROM change WHERE edit_id > ?1 AND scene_id IS NOT NULL
    UNION SELECT s.id FROM change c CROSS JOIN film f ON f.uuid = c.row_uuid CROSS JOIN version v ON v.film_id = f.id
        CROSS JOIN scene s ON s.version_id = v.id WHERE c.edit_id > ?1 AND c.table_name = 'film'
    UNION SELECT s.id FROM change c
        CROSS JOIN film f ON f.uuid = json_extract(coalesce(c.after, c.before), '$.film_id')
        CROSS JOIN version v ON v.film_id = f.id CROSS JOIN scene s ON s.version_id = v.id
        WHERE c.edit_id > ?1 AND c.table_name IN ('film_title', 'version')
    UNION SELECT b.scene_id FROM change c
        CROSS JOIN person p ON p.uuid = c.row_uuid
        CROSS JOIN portrayal r ON r.person_id = p.id CROSS JOIN combatant b ON b.character_id = r.character_id
        WHERE c.edit_id > ?1 AND c.table_name = 'person'
    UNION SELECT b.scene_id FROM change c CROSS JOIN character h ON h.uuid = c.row_uuid
        CROSS JOIN combatant b ON b.character_id = h.id WHERE c.edit_id > ?1 AND c.table_name = 'character'
    UNION SELECT b.scene_id FROM change c CROSS JOIN portrayal r ON r.uuid = c.row_uuid
        CROSS JOIN combatant b ON b.character_id = r.character_id
        WHERE c.edit_id > ?1 AND c.table_name = 'portrayal'
    UNION SELECT b.scene_id FROM change c
        CROSS JOIN character h
            ON h.uuid IN (json_extract(c.after, '$.character_id'), json_extract(c.before, '$.character_id'))
        CROSS JOIN combatant b ON b.character_id = h.id WHERE c.edit_id > ?1 AND c.table_name = 'portrayal'
"""
# Concepts whose place changed: labels are looked up when they are asked for.
TOUCHED_CONCEPTS = """
    SELECT DISTINCT k.id FROM change c CROSS JOIN concept k ON k.uuid = c.row_uuid
    WHERE c.edit_id > ?1 AND c.table_name = 'concept' AND (c.before IS NULL OR c.after IS NULL
        OR json_type(c.after, '$.broader_id') IS NOT NULL)
"""
TOUCHED_FILMS = """
    SELECT f.id FROM change c CROSS JOIN film f ON f.uuid = c.row_uuid WHERE c.edit_id > ?1 AND c.table_name = 'film'
    UNION SELECT f.id FROM change c
        CROSS JOIN film f ON f.uuid = json_extract(coalesce(c.after, c.before), '$.film_id')
        WHERE c.edit_id > ?1 AND c.table_name = 'film_title'
"""


class SearchIndex:
    """The index's own file, and the connection that writes it."""

    def __init__(self, path: Path | None) -> None:
        """Open the index at ``path``, or in memory; one that can't be read is thrown away."""
        self._path = path
        self._name = "" if path else new_uuid()
        self._connection = self._open()

    @property
    def uri(self) -> str:
        """What a catalog's reading connection attaches."""
        return file_uri(self._path, "ro") if self._path else f"file:/{self._name}?vfs=memdb"

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def catch_up(self, reader: Connection, vocabulary: Callable[[], Vocabulary]) -> None:
        """Bring the index up to the catalog's last edit; makes it anew where it can't tell what it has missed."""
        last = _last_edit(reader)
        if self._seen() == (FORM, *last):
            return
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            is_anew = self._bring_up(reader, vocabulary(), last)
            self._connection.execute("COMMIT")
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        if is_anew:  # the log is as long as the index, and would stay so
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def is_behind(self, reader: Connection, vocabulary: Vocabulary, rows: int) -> bool:
        """Whether catching up would take more than so many rows: changes to be read, or scenes to be written anew."""
        seen = self._seen()
        if seen == (FORM, *_last_edit(reader)):
            return False
        if seen is None or not continues(reader, seen):
            return _has_more(reader, "SELECT 1 FROM scene", (), rows)
        changes = "SELECT 1 FROM change WHERE edit_id > ?"
        return _has_more(reader, changes, (seen[1],), rows) or len(touched_scenes(reader, vocabulary, seen[1])) > rows

    def _bring_up(self, reader: Connection, vocabulary: Vocabulary, last: tuple[int, str]) -> bool:
        """Return whether it was made anew."""
        seen = self._seen()  # once more: another window may have been here in the meantime
        if seen == (FORM, *last):
            return False
        maker = DocumentMaker(reader, vocabulary)
        is_anew = seen is None or not continues(reader, seen)
        if seen is None or is_anew:
            for table in (LIVE, TRASH, "film_find", "layer", "word"):
                self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our names
            self._put_films(reader, None)
            scene_ids = [row[0] for row in reader.execute("SELECT id FROM scene ORDER BY id")]
            known = frozenset[int]()
        else:
            scene_ids = touched_scenes(reader, vocabulary, seen[1])
            known = frozenset(scene_ids)
            self._put_films(reader, [row[0] for row in reader.execute(TOUCHED_FILMS, (seen[1],))])
        for some in batched(scene_ids, _BATCH):
            self._put(maker, some, known)
        if is_anew:
            self._list_words()
        self._connection.executemany("INSERT OR IGNORE INTO layer VALUES (?)", [(name,) for name in maker.layers])
        self._connection.execute("DELETE FROM seen")
        self._connection.execute("INSERT INTO seen VALUES (?, ?, ?)", (FORM, *last))
        return is_anew

    def _put(self, maker: DocumentMaker, scene_ids: Sequence[int], known: frozenset[int]) -> None:
        stale = [(scene_id,) for scene_id in scene_ids if scene_id in known]
        for table in (LIVE, TRASH):
            self._connection.executemany(f"DELETE FROM {table} WHERE rowid = ?", stale)  # noqa: S608 - our names
            rows = maker.documents(scene_ids, trashed=table == TRASH)
            self._connection.executemany(f"INSERT INTO {table} (rowid, doc) VALUES (?, ?)", rows)  # noqa: S608
            fresh = {word for _, document in rows for word in _terms(document)} if known else ()
            sql = "INSERT INTO word VALUES (?, 1) ON CONFLICT DO UPDATE SET scenes = scenes + 1"
            self._connection.executemany(sql, [(word,) for word in fresh])

    def keep_looks(self, looks: Sequence[tuple[str, bytes]]) -> None:
        """Keep what pictures look like, by their names."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            self._connection.executemany("INSERT OR REPLACE INTO look VALUES (?, ?)", looks)
            self._connection.execute("COMMIT")
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise

    def _list_words(self) -> None:
        """Write down all words and tokens with how many scenes have them, after the index was made anew."""
        run = self._connection.execute
        run(f"CREATE VIRTUAL TABLE temp.listed USING fts5vocab(main, {LIVE}, row)")
        run("INSERT INTO word SELECT term, doc FROM temp.listed WHERE term < ? OR term >= ?", (Mark.NAME, FIRST_TOKEN))
        run("DROP TABLE temp.listed")

    def _put_films(self, reader: Connection, film_ids: Sequence[int] | None) -> None:
        """Write the titles of some films, or of all."""
        condition = "" if film_ids is None else f"WHERE f.id {AMONG}"
        sql = f"SELECT f.id, f.title, t.title FROM film f LEFT JOIN film_title t ON t.film_id = f.id {condition}"  # noqa: S608
        titles: dict[int, list[str]] = {}
        for film_id, title, other in reader.execute(sql, () if film_ids is None else (json.dumps(film_ids),)):
            titles.setdefault(film_id, [title]).append(other or "")
        gone = [(film_id,) for film_id in film_ids or ()]
        self._connection.executemany("DELETE FROM film_find WHERE rowid = ?", gone)
        # A mark before and after each title, so that one can be asked for whole.
        rows = [
            (film_id, " ".join(f"{Mark.EDGE} {fold(each)} {Mark.EDGE}" for each in some))
            for film_id, some in titles.items()
        ]
        self._connection.executemany("INSERT INTO film_find (rowid, titles) VALUES (?, ?)", rows)

    def _seen(self) -> tuple[int, int, str] | None:
        row = self._connection.execute("SELECT form, edit_id, edit_uuid FROM seen").fetchone()
        return (row[0], row[1], row[2]) if row else None

    def _open(self) -> Connection:
        if self._path is None:
            return _prepared(connect_memory(self._name))
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _prepared(connect(self._path, mode="rwc"))
        except DatabaseError:
            for suffix in ("", "-wal", "-shm", "-journal"):
                self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
            return _prepared(connect(self._path, mode="rwc"))


def _last_edit(reader: Connection) -> tuple[int, str]:
    row = reader.execute("SELECT id, uuid FROM edit ORDER BY id DESC LIMIT 1").fetchone() or (0, "")
    return row[0], row[1]


def _has_more(reader: Connection, sql: str, parameters: tuple[int, ...], rows: int) -> bool:
    counted = f"SELECT count(*) FROM ({sql} LIMIT {rows + 1})"  # noqa: S608 - our own SQL
    return int(reader.execute(counted, parameters).fetchone()[0]) > rows


def _terms(document: str) -> list[str]:
    return words(document) + [each for each in document.split() if each >= FIRST_TOKEN]


def index_path(cache_folder: Path, catalog_uuid: str, catalog_path: Path) -> Path:
    """Return where the index of a catalog lies: a copy of a catalog, at another path, gets one of its own."""
    place = hashlib.sha256(str(catalog_path.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:12]
    return cache_folder / "search" / f"{catalog_uuid}-{place}.search"


def _prepared(connection: Connection) -> Connection:
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        present = connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'scene_find'").fetchone()[0]
        if not present:
            connection.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} COMMIT;")
        for table in (TRASH, "seen", "film_find", "layer", "word", "look"):
            connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()  # noqa: S608 - our names
    except DatabaseError:
        connection.close()
        raise
    return connection


def continues(reader: Connection, seen: tuple[int, int, str]) -> bool:
    """Whether the catalog's journal goes on from what the index has seen."""
    form, edit_id, edit_uuid = seen
    if form != FORM or edit_id == 0:
        return False
    row = reader.execute("SELECT uuid FROM edit WHERE id = ?", (edit_id,)).fetchone()
    return row is not None and row[0] == edit_uuid


def touched_scenes(reader: Connection, vocabulary: Vocabulary, after_edit: int) -> list[int]:
    """Return the scenes whose documents may read otherwise since an edit, in order."""
    scene_ids = {row[0] for row in reader.execute(TOUCHED, (after_edit,))}
    return sorted(scene_ids | _touched_by_words(reader, vocabulary, after_edit))


def _touched_by_words(reader: Connection, vocabulary: Vocabulary, after_edit: int) -> set[int]:
    changed = [row[0] for row in reader.execute(TOUCHED_CONCEPTS, (after_edit,))]
    concept_ids: set[int] = set(changed)
    for concept_id in changed:
        concept_ids |= vocabulary.with_narrower(concept_id)
    scene_ids: set[int] = set()
    for concept_id in concept_ids:
        sql = """
            SELECT scene_id FROM wielding WHERE weapon_id = ?1
            UNION SELECT scene_id FROM scene_term WHERE concept_id = ?1
            UNION SELECT id FROM scene WHERE location_id = ?1
        """
        scene_ids |= {row[0] for row in reader.execute(sql, (concept_id,))}
    return scene_ids
