"""Edits of a film's cast: its characters, and who plays them."""

from collections.abc import Collection, Sequence

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.driver import Connection
from donnybrook.catalog.edits.codes import check_codes
from donnybrook.catalog.problems import EntryProblem, Gone
from donnybrook.catalog.records import Performer


def find_character(tx: Transaction, /, film_id: int, name: str) -> int | None:
    """Return the id of a film's character of that name, if it has one."""
    found = tx.value("SELECT id FROM character WHERE film_id = ? AND name = ?", (film_id, name))
    return None if found is None else int(str(found))


def add_character(tx: Transaction, /, film_id: int, name: str, *, performer: str = "") -> int:
    """Have a character in a film, played by ``performer`` if one is named, and return its id; what is there stays."""
    found = find_character(tx, film_id, name)
    character_id = tx.insert("character", film_id=film_id, name=name) if found is None else found
    if performer:
        sql = "SELECT 1 FROM portrayal r JOIN person p ON p.id = r.person_id WHERE r.character_id = ? AND p.name = ?"
        if tx.value(sql, (character_id, performer)) is None:
            _cast(tx, character_id, Performer(performer))
    return character_id


def be_character(tx: Transaction, /, combatant_id: int, name: str) -> int | None:
    """Say which character of the film a combatant is, made if need be, and return its id; none for an empty name."""
    sql = """
        SELECT v.film_id FROM version v JOIN scene s ON s.version_id = v.id JOIN combatant c ON c.scene_id = s.id
        WHERE c.id = ?
    """
    film_id = tx.value(sql, (combatant_id,))
    if film_id is None:
        raise Gone(f"no combatant {combatant_id}")
    character_id = add_character(tx, int(str(film_id)), name.strip()) if name.strip() else None
    tx.update("combatant", combatant_id, character_id=character_id)
    return character_id


def set_performers(
    tx: Transaction, /, character_id: int, performers: Sequence[Performer], *, roles: Collection[str] | None = None
) -> None:
    """Say who plays a character: these, and no others; where ``roles`` are given, no others in those.

    Raises ``EntryProblem`` for a role that is none.
    """
    for each in performers:
        check_codes(tx, "portrayal", {"role": each.role})
    sql = "SELECT p.name, r.role, r.id FROM portrayal r JOIN person p ON p.id = r.person_id WHERE r.character_id = ?"
    present = {Performer(name, role): portrayal_id for name, role, portrayal_id in tx.rows(sql, (character_id,))}
    for gone in present.keys() - set(performers):
        if roles is None or gone.role in roles:
            tx.delete("portrayal", present[gone])
    for each in dict.fromkeys(performers):
        if each not in present:
            _cast(tx, character_id, each)


def cast_combatant(
    tx: Transaction, /, combatant_id: int, performers: Sequence[Performer], *, roles: Collection[str] | None = None
) -> None:
    """Say who plays a combatant, as ``set_performers``; one without a character becomes that of their label."""
    row = tx.rows("SELECT character_id, label FROM combatant WHERE id = ?", (combatant_id,))
    if not row:
        raise Gone(f"no combatant {combatant_id}")
    character_id = row[0][0] or be_character(tx, combatant_id, row[0][1])
    set_performers(tx, int(str(character_id)), performers, roles=roles)


def rename_character(tx: Transaction, /, character_id: int, name: str) -> bool:
    """Call a character something else; raises ``EntryProblem`` if another one of the film is called so."""
    if not name.strip():
        raise EntryProblem("name", "A character needs a name.")
    sql = "SELECT 1 FROM character a JOIN character b USING (film_id) WHERE a.id = ? AND b.name = ? AND b.id <> a.id"
    if tx.value(sql, (character_id, name.strip())) is not None:
        raise EntryProblem("name", f"The film has a character called {name.strip()} already.")
    return tx.update("character", character_id, name=name.strip())


def count_combatants(connection: Connection, character_id: int) -> int:
    """Return how many combatants a character is."""
    sql = "SELECT count(*) FROM combatant WHERE character_id = ?"
    return int(connection.execute(sql, (character_id,)).fetchone()[0])


def remove_character(tx: Transaction, /, character_id: int) -> None:
    """Take a character off its film's cast; combatants stay, by their labels alone."""
    combatants = tx.rows("SELECT id FROM combatant WHERE character_id = ?", (character_id,))
    tx.update_many("combatant", {row_id: {"character_id": None} for (row_id,) in combatants})
    set_performers(tx, character_id, ())
    tx.delete("character", character_id)


def _cast(tx: Transaction, character_id: int, performer: Performer) -> None:
    found = tx.value("SELECT id FROM person WHERE name = ?", (performer.name,))
    person_id = tx.insert("person", name=performer.name) if found is None else int(str(found))
    tx.insert("portrayal", character_id=character_id, person_id=person_id, role=performer.role)
