"""Palettes: which term each of ten digits marks with. Reads them; ``edits.palettes`` changes them."""

from donnybrook.catalog.driver import Connection
from donnybrook.records import dataclass

DIGITS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0")  # as they lie on a keyboard
OF_TERMS = "Vocabulary keys"


@dataclass(frozen=True, slots=True)
class Palette:
    """Up to ten terms by their digits, in the order of ``DIGITS``; ``film_id`` is ``None`` for one of the catalog.

    The one without an ``id`` is made of the keys that terms themselves have in the vocabulary.
    """

    id: int | None
    uuid: str
    name: str
    film_id: int | None
    concept_ids: tuple[int | None, ...]

    def concept_id(self, digit: str) -> int | None:
        """Return the term of a digit, if it has one."""
        return self.concept_ids[DIGITS.index(digit)]


def key_column(digit: str) -> str:
    """Return the column of the table ``palette`` that holds the term of a digit."""
    return f"key_{digit}"


def palette_of_terms(connection: Connection) -> Palette:
    """Return the palette of the terms whose own key is a digit."""
    sql = "SELECT hotkey, id FROM concept WHERE hotkey BETWEEN '0' AND '9' AND retired_at IS NULL ORDER BY id DESC"
    by_key: dict[str, int] = dict(connection.execute(sql).fetchall())
    return Palette(None, "", OF_TERMS, None, tuple(by_key.get(digit) for digit in DIGITS))


def read_palettes(connection: Connection) -> list[Palette]:
    """Return all palettes: those of the catalog first, each kind by name; terms that are retired are left out."""
    columns = ", ".join(key_column(digit) for digit in DIGITS)
    sql = f"SELECT id, uuid, name, film_id, {columns} FROM palette ORDER BY film_id, name COLLATE NOCASE, id"  # noqa: S608 - our names
    rows = connection.execute(sql).fetchall()
    retired = {row[0] for row in connection.execute("SELECT id FROM concept WHERE retired_at IS NOT NULL")}
    return [
        Palette(row_id, uuid, name, film_id, tuple(None if each in retired else each for each in concept_ids))
        for row_id, uuid, name, film_id, *concept_ids in rows
    ]


def palettes_for(palettes: list[Palette], film_id: int | None) -> list[Palette]:
    """Return those that can be used with a film, its own first."""
    own = [each for each in palettes if each.film_id is not None and each.film_id == film_id]
    return own + [each for each in palettes if each.film_id is None]
