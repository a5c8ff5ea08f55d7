"""Brings what an edit made in a private file over into the catalog, in one transaction. Knows no edit.

Rows that others added meanwhile have ids of their own: those of what comes move on by as many, and so do the
references to them. Coders are known by their names.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from donnybrook.catalog.aside.lending import NUMBERED_ASIDE, Private, last_ids
from donnybrook.catalog.door import Changes, Transaction
from donnybrook.catalog.driver import Connection, file_uri
from donnybrook.records import dataclass

# What an import reads the ids of beside its private file, and may name anew: one that came meanwhile may be the same.
# Films are among them, so that the numbers people call them by stay as they were made.
_NAMED = ("film", "version", "concept", "concept_label")


class Overtaken(Exception):
    """Others changed meanwhile what the edit was made by: it has to be made anew."""


@contextmanager
def at_hand(writer: Connection, private: Private) -> Iterator[None]:
    """Have the private file attached to the connection that writes the catalog, as ``aside``."""
    writer.execute("ATTACH ? AS aside", (file_uri(private.path, "immutable"),))
    try:
        yield
    finally:
        writer.execute("DETACH aside")


def carry_over(tx: Transaction, /, private: Private, made: Changes) -> None:
    """Take over all that was made aside; raises ``Overtaken`` if others changed what it was made by."""
    carrying = _Carrying(tx, private.last, last_ids(tx.connection))
    carrying.check()
    carrying.carry(made)


def is_overtaken(live: Connection, private: Private) -> bool:
    """Whether others added films or words since the private file was made."""
    now = last_ids(live)
    return any(now[table] != private.last[table] for table in _NAMED)


@dataclass(slots=True)
class _Carrying:
    tx: Transaction
    last: Mapping[str, int]  # the highest ids when it was made
    now: Mapping[str, int]

    def check(self) -> None:
        is_behind = self.now["edit"] != self.last["edit"]
        names_anew = any(self.now[table] != self.last[table] for table in _NAMED)
        if names_anew or (is_behind and (self._lost() or self._changed())) or self._read_twice():
            raise Overtaken

    def _lost(self) -> bool:
        """Whether others took away a row that was at hand: its id may be that of another one by now."""
        sql = "SELECT DISTINCT table_name FROM main.change WHERE edit_id > ? AND after IS NULL"
        return any(map(self._gone, {row[0] for row in self.tx.rows(sql, (self.last["edit"],))} & {*NUMBERED_ASIDE}))

    def _gone(self, table: str) -> bool:
        sql = f"""SELECT EXISTS (SELECT 1 FROM main.change c JOIN aside.{table} s ON s.uuid = c.row_uuid
            WHERE c.edit_id > ? AND c.after IS NULL AND c.table_name = ?)"""  # noqa: S608 - names are the schema's own
        return bool(self.tx.value(sql, (self.last["edit"], table)))

    def _read_twice(self) -> bool:
        """Whether others have read a film file for shots, of which it has what the same detector read elsewhere."""
        sql = """SELECT EXISTS (SELECT 1 FROM main.shot m JOIN (
            SELECT DISTINCT media_file_id, detector FROM aside.shot WHERE id > ? AND media_file_id <= ?
            ) s USING (media_file_id, detector))"""
        return bool(self.tx.value(sql, (self.last["shot"], self.last["media_file"])))

    def carry(self, made: Changes) -> None:
        self.tx.connection.execute("PRAGMA defer_foreign_keys = ON")  # old rows may come to name new ones
        self._carry_coders()
        # Pictures stand there before what shows them: into a table that is empty SQLite copies whole pages, and does
        # not notice that a row that was waited for has come.
        self.tx.connection.execute("INSERT OR IGNORE INTO main.picture SELECT * FROM aside.picture")
        for table in NUMBERED_ASIDE:
            if table != "coder":
                self._add(table)
        for table in self._changed():
            self._change(table)
        shift = self._shift("media_file")
        self.tx.shots.touched.update(each + shift * (each > self.last["media_file"]) for each in made.shots)
        if made:
            self._carry_journal(made.scenes)

    def _changed(self) -> list[str]:
        """Return the tables of which it changed rows that the catalog had, or deleted some."""
        found = self.tx.rows("SELECT DISTINCT table_name FROM aside.change WHERE before IS NOT NULL")
        return [table for (table,) in found if self._old(table)]

    def _old(self, table: str) -> bool:
        sql = f"""SELECT EXISTS (SELECT 1 FROM aside.change c LEFT JOIN aside.{table} s ON s.uuid = c.row_uuid
            WHERE c.table_name = ? AND c.before IS NOT NULL AND (s.id IS NULL OR s.id <= ?))"""  # noqa: S608 - as above
        return bool(self.tx.value(sql, (table, self.last[table])))

    def _shift(self, table: str) -> int:
        return self.now[table] - self.last[table]

    def _moved(self, column: str, target: str) -> str:
        """Return in SQL what an id of ``target`` is here."""
        if target == "coder":
            return f"(SELECT m.id FROM main.coder m JOIN aside.coder a ON a.name = m.name WHERE a.id = s.{column})"  # noqa: S608 - ours
        if not self._shift(target):
            return f"s.{column}"
        return f"s.{column} + CASE WHEN s.{column} > {self.last[target]} THEN {self._shift(target)} ELSE 0 END"

    def _columns(self, table: str) -> dict[str, str]:
        """Return a table's columns and in SQL what each holds here, of the row ``s`` that was made aside."""
        names = [str(row[1]) for row in self.tx.rows(f"PRAGMA main.table_info({table})")]
        referring = {
            str(row[3]): str(row[2])
            for row in self.tx.rows(f"PRAGMA main.foreign_key_list({table})")
            if row[4] in (None, "id")
        }
        targets = {"id": table, **referring}
        return {name: self._moved(name, targets[name]) if name in targets else f"s.{name}" for name in names}

    def _carry_coders(self) -> None:
        self.tx.connection.execute(
            "INSERT OR IGNORE INTO main.coder (uuid, name) SELECT uuid, name FROM aside.coder WHERE id > ? ORDER BY id",
            (self.last["coder"],),
        )

    def _add(self, table: str) -> None:
        columns = self._columns(table)
        sql = f"""INSERT INTO main.{table} ({", ".join(columns)})
            SELECT {", ".join(columns.values())} FROM aside.{table} s WHERE s.id > ? ORDER BY s.id"""  # noqa: S608 - as above
        self.tx.connection.execute(sql, (self.last[table],))

    def _change(self, table: str) -> None:
        those = "SELECT row_uuid FROM aside.change WHERE table_name = ? AND before IS NOT NULL AND after IS"
        run = self.tx.connection.execute
        run(f"DELETE FROM main.{table} WHERE uuid IN ({those} NULL)", (table,))  # noqa: S608 - as above
        values = ", ".join(f"{name} = {value}" for name, value in self._columns(table).items() if name != "id")
        sql = f"""UPDATE main.{table} AS t SET {values} FROM aside.{table} s
            WHERE s.id = t.id AND t.id <= ? AND t.uuid IN ({those} NOT NULL)"""  # noqa: S608 - as above
        run(sql, (self.last[table], table))

    def _carry_journal(self, scenes: Iterable[int]) -> None:
        tables = [str(row[0]) for row in self.tx.rows("SELECT DISTINCT table_name FROM aside.change")]
        lines = f"s.table_name, s.row_uuid, s.scene_uuid, {self._moved('scene_id', 'scene')}, s.before, s.after"
        shift = self._shift("scene")
        moved = (each + shift * (each > self.last["scene"]) for each in scenes)
        self.tx.take_journal(f"{lines} FROM aside.change s ORDER BY s.id", tables=tables, scenes=moved)
