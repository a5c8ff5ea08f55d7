"""Edits of a film's versions: make one, name one, put a file on one, set how a file's clock follows it."""

from donnybrook.catalog.clocks import FileClock
from donnybrook.catalog.door import Transaction
from donnybrook.catalog.edits.film_removal import remove_film
from donnybrook.catalog.edits.films import clock_columns
from donnybrook.catalog.problems import EntryProblem, Gone


def add_version(tx: Transaction, /, film_id: int, label: str) -> int:
    """Add a version to a film and return its id; raises ``EntryProblem`` for an empty label, or one that is taken."""
    return tx.insert("version", film_id=film_id, label=_free_label(tx, film_id, label))


def name_version(tx: Transaction, /, version_id: int, label: str) -> None:
    """Give a version another label; raises ``EntryProblem`` for an empty one, or one that is taken."""
    film_id = tx.value("SELECT film_id FROM version WHERE id = ?", (version_id,))
    if film_id is None:
        raise Gone(f"no version {version_id}")
    tx.update("version", version_id, label=_free_label(tx, int(str(film_id)), label, version_id))


def set_clock(tx: Transaction, /, media_file_id: int, clock: FileClock) -> None:
    """Set how a file's time follows its version's; raises ``EntryProblem`` for a clock that no film needs."""
    tx.update("media_file", media_file_id, **clock_columns(clock))


def move_file(tx: Transaction, /, media_file_id: int, version_id: int, clock: FileClock) -> None:
    """Put a file on another version, of its film or of another one. No scene moves.

    The film it leaves is deleted if nothing else is known of it: it has no other file, no scene and no character.

    Raises:
        EntryProblem: the clock is one that no film needs.
    """
    was_of = tx.value(_FILM_OF_FILE, (media_file_id,))
    tx.update("media_file", media_file_id, version_id=version_id, **clock_columns(clock))
    if not tx.rows(_STILL_NEEDED, (was_of,)):
        remove_film(tx, int(str(was_of)))


_FILM_OF_FILE = "SELECT v.film_id FROM version v JOIN media_file m ON m.version_id = v.id WHERE m.id = ?"
_STILL_NEEDED = """
    SELECT 1 FROM media_file m JOIN version v ON v.id = m.version_id WHERE v.film_id = ?1
    UNION ALL SELECT 1 FROM scene s JOIN version v ON v.id = s.version_id WHERE v.film_id = ?1
    UNION ALL SELECT 1 FROM character WHERE film_id = ?1
"""


def _free_label(tx: Transaction, film_id: int, label: str, but: int = 0) -> str:
    label = label.strip()
    if not label:
        raise EntryProblem("label", "A version needs a name, such as “director’s cut”.")
    taken = "SELECT 1 FROM version WHERE film_id = ? AND label = ? COLLATE NOCASE AND id <> ?"
    if tx.rows(taken, (film_id, label, but)):
        raise EntryProblem("label", f"This film has a version “{label}” already.")
    return label
