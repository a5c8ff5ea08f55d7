"""Names that people give to what they keep, and ask for it by: each once, whatever the case of its letters."""

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.problems import EntryProblem


def checked_name(name: str) -> str:
    """Return a name as it is kept; raises ``EntryProblem`` for none."""
    kept = " ".join(name.split())
    if not kept:
        raise EntryProblem("name", "Give it a name.")
    return kept


def row_called(tx: Transaction, table: str, name: str) -> int | None:
    """Return the id of the row of a table that goes by a name, as the command line compares names."""
    wanted = checked_name(name).casefold()
    rows = tx.rows(f"SELECT id, name FROM {table} ORDER BY id")  # noqa: S608 - our names
    return next((int(row_id) for row_id, kept in rows if kept.casefold() == wanted), None)
