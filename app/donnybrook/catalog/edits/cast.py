"""Edits of a film's cast: its characters, and who plays them."""

from donnybrook.catalog.door import Transaction


def find_character(tx: Transaction, /, film_id: int, name: str) -> int | None:
    """Return the id of a film's character of that name, if it has one."""
    found = tx.value("SELECT id FROM character WHERE film_id = ? AND name = ?", (film_id, name))
    return None if found is None else int(str(found))


def add_character(tx: Transaction, /, film_id: int, name: str, *, performer: str = "") -> int:
    """Have a character in a film, played by ``performer`` if one is named, and return its id; what is there stays."""
    found = find_character(tx, film_id, name)
    character_id = tx.insert("character", film_id=film_id, name=name) if found is None else found
    if performer:
        _cast(tx, character_id, performer)
    return character_id


def _cast(tx: Transaction, character_id: int, performer: str) -> None:
    found = tx.value("SELECT id FROM person WHERE name = ?", (performer,))
    person_id = tx.insert("person", name=performer) if found is None else int(str(found))
    sql = "SELECT id FROM portrayal WHERE character_id = ? AND person_id = ?"
    if tx.value(sql, (character_id, person_id)) is None:
        tx.insert("portrayal", character_id=character_id, person_id=person_id)
