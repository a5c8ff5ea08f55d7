"""Palettes: which term each of ten digits marks with. Reads them; ``edits.palettes`` changes them."""

from dataclasses import dataclass

from donnybrook.catalog.driver import Connection

DIGITS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0")  # as they lie on a keyboard
OF_TERMS = "Keys of the terms"


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


def palette_of_terms(connection: Connection) -> Palette:
    """Return the palette of the terms whose own key is a digit."""
    sql = "SELECT hotkey, id FROM concept WHERE hotkey BETWEEN '0' AND '9' AND retired_at IS NULL ORDER BY id DESC"
    by_key: dict[str, int] = dict(connection.execute(sql).fetchall())
    return Palette(None, "", OF_TERMS, None, tuple(by_key.get(digit) for digit in DIGITS))
