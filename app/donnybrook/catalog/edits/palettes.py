"""Edits of palettes: make one, call it otherwise, say which term a digit marks with, delete it."""

from collections.abc import Mapping

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.edits.names import checked_name, row_called
from donnybrook.catalog.images import Value
from donnybrook.catalog.palettes import DIGITS, OF_TERMS, key_column
from donnybrook.catalog.problems import EntryProblem, Gone

_COLUMNS = tuple(key_column(digit) for digit in DIGITS)


def add_palette(
    tx: Transaction, /, name: str, *, film_id: int | None = None, terms: Mapping[str, int] | None = None
) -> int:
    """Make a palette, of a film or of the catalog, and return its id; ``terms`` are concepts by their digits.

    Raises ``EntryProblem`` if it has no name, or another has it.
    """
    palette_id = tx.insert("palette", name=_free_name(tx, name, None), film_id=film_id)
    set_keys(tx, palette_id, terms or {})
    return palette_id


def add_numbered_palette(tx: Transaction, /, stem: str, *, film_id: int | None = None) -> int:
    """Make an empty palette called by a word, or where another has it, by the word and a number; returns its id."""
    name, count = stem, 2
    while row_called(tx, "palette", name) is not None:
        name, count = f"{stem} {count}", count + 1
    return add_palette(tx, name, film_id=film_id)


def rename_palette(tx: Transaction, /, palette_id: int, name: str) -> None:
    """Call a palette otherwise; raises ``EntryProblem`` if that is no name, or another has it."""
    tx.update("palette", palette_id, name=_free_name(tx, name, palette_id))


def set_key(tx: Transaction, /, palette_id: int, digit: str, concept_id: int | None) -> None:
    """Say which term a digit marks with, or none; a term that has another digit of the palette leaves that one.

    Raises ``EntryProblem`` for a digit that is none.
    """
    if digit not in DIGITS:
        raise EntryProblem("digit", f"“{digit}” is no key of a palette. They are 1 to 9, and 0.")
    before = tx.rows(f"SELECT {', '.join(_COLUMNS)} FROM palette WHERE id = ?", (palette_id,))  # noqa: S608 - our names
    if not before:
        raise Gone(f"no palette {palette_id}")
    values = {
        column: None
        for column, kept in zip(_COLUMNS, before[0], strict=True)
        if kept is not None and kept == concept_id
    }
    tx.update("palette", palette_id, **{**values, key_column(digit): concept_id})


def set_keys(tx: Transaction, /, palette_id: int, terms: Mapping[str, int | None]) -> None:
    """Say of many digits which terms they mark with, one after the other, as ``set_key`` does."""
    for digit, concept_id in terms.items():
        set_key(tx, palette_id, digit, concept_id)


def delete_palette(tx: Transaction, /, palette_id: int) -> None:
    """Delete a palette; its terms stay."""
    tx.delete("palette", palette_id)


def replace_in_palettes(tx: Transaction, /, concept_id: int, by_id: int | None) -> None:
    """Put another term, or none, where one stands in palettes; one that has a digit there already keeps just that."""
    for palette_id, *held in tx.rows(f"SELECT id, {', '.join(_COLUMNS)} FROM palette"):  # noqa: S608 - our names
        freed = [column for column, kept in zip(_COLUMNS, held, strict=True) if kept == concept_id]
        values: dict[str, Value] = dict.fromkeys(freed)
        if freed and by_id not in held:
            values[freed[0]] = by_id
        if values:
            tx.update("palette", palette_id, **values)


def _free_name(tx: Transaction, name: str, except_id: int | None) -> str:
    name = checked_name(name)
    is_taken = name.casefold() == OF_TERMS.casefold() or row_called(tx, "palette", name) not in (None, except_id)
    if is_taken:
        raise EntryProblem("name", f"There is a palette “{name}” already.")
    return name
