"""The catalog as sheets, tables as researchers read them: declared column by column, read quickly, taken back.

Everything people entered is in the tidy sheets; what follows from it, such as labels and timecodes, stands beside it.
"""

from donnybrook.catalog.sheets.columns import SEPARATOR, Kind, Sheet, SheetColumn
from donnybrook.catalog.sheets.fight_sheets import (
    BEATS,
    COMBATANTS,
    SCENES,
    SIDES,
    TARGETS,
    TERMS,
    THUMBNAILS,
    WIELDINGS,
)
from donnybrook.catalog.sheets.film_sheets import (
    CHARACTERS,
    FILMS,
    IDENTIFIERS,
    MEDIA_FILES,
    PEOPLE,
    PORTRAYALS,
    SHOTS,
    TITLES,
    VERSIONS,
)
from donnybrook.catalog.sheets.kept_sheets import CODERS, COLLECTED, COLLECTIONS, PALETTES, PICTURES, SEARCHES
from donnybrook.catalog.sheets.wide_sheet import FIGHTS
from donnybrook.catalog.sheets.word_sheets import LABELS, MATCHES, VOCABULARY

# What a row refers to stands before it: so they are taken back in this order.
TIDY: tuple[Sheet, ...] = (
    CODERS,
    PICTURES,
    VOCABULARY,
    LABELS,
    MATCHES,
    FILMS,
    TITLES,
    IDENTIFIERS,
    VERSIONS,
    MEDIA_FILES,
    SHOTS,
    PEOPLE,
    CHARACTERS,
    PORTRAYALS,
    SCENES,
    SIDES,
    BEATS,
    COMBATANTS,
    WIELDINGS,
    TARGETS,
    TERMS,
    THUMBNAILS,
    SEARCHES,
    COLLECTIONS,
    COLLECTED,
    PALETTES,
)

__all__ = ["FIGHTS", "PICTURES", "SEPARATOR", "THUMBNAILS", "TIDY", "Kind", "Sheet", "SheetColumn"]
