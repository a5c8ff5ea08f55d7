"""A wall of scenes as a table of N columns over a list of ids; the scenes are read by pages, when they are looked at.

Knows no painting. A page is some dozens of rows read by key; only the pages looked at last are kept.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from donnybrook.catalog import SceneRow
from donnybrook.desktop.scene_text import badge, film_line, name_of, stars

type Index = QModelIndex | QPersistentModelIndex
type ReadRows = Callable[[Sequence[int]], list[SceneRow]]

SCENE_ROLE = int(Qt.ItemDataRole.UserRole)

_PAGE_SCENES = 64
_PAGES_KEPT = 64


class SceneWall(QAbstractTableModel):
    """``read_rows`` is a catalog's ``scene_rows``."""

    def __init__(self, read_rows: ReadRows, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read_rows = read_rows
        self._ids: tuple[int, ...] = ()
        self._columns = 1
        self._pages: OrderedDict[int, dict[int, SceneRow]] = OrderedDict()

    @property
    def ids(self) -> tuple[int, ...]:
        """All scenes on the wall, in order."""
        return self._ids

    def show_ids(self, scene_ids: tuple[int, ...]) -> None:
        """Put other scenes on the wall."""
        self.beginResetModel()
        self._ids = scene_ids
        self._pages.clear()
        self.endResetModel()

    def set_columns(self, columns: int) -> None:
        """Lay the same scenes out in another number of columns."""
        if columns != self._columns:
            self.beginResetModel()
            self._columns = columns
            self.endResetModel()

    def refresh(self) -> None:
        """Read again whatever is looked at."""
        self._pages.clear()
        if self._ids:
            last = self.index(self.rowCount() - 1, self._columns - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def place_of(self, scene_id: int) -> int | None:
        """Return where on the wall a scene stands, from 0; ``None`` if it is not there."""
        return self._ids.index(scene_id) if scene_id in self._ids else None

    def index_at(self, place: int) -> QModelIndex:
        """Return the index of a place on the wall; invalid outside."""
        if not 0 <= place < len(self._ids):
            return QModelIndex()
        return self.index(*divmod(place, self._columns))

    def place_at(self, index: Index) -> int | None:
        """Return the place of an index; ``None`` for a cell after the last scene."""
        if not index.isValid():
            return None
        place = index.row() * self._columns + index.column()
        return place if place < len(self._ids) else None

    def scene_id_at(self, index: Index) -> int | None:
        """Return the scene in a cell."""
        place = self.place_at(index)
        return None if place is None else self._ids[place]

    def scene_row(self, place: int) -> SceneRow | None:
        """Return the scene at a place; ``None`` if it has gone from the catalog meanwhile."""
        page = self._page(place // _PAGE_SCENES)
        return page.get(self._ids[place])

    # ------------------------------------------------------------ Qt's questions

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows of cards."""
        return 0 if parent and parent.isValid() else -(-len(self._ids) // self._columns)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent and parent.isValid() else self._columns

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells after the last scene can't be chosen."""
        if self.place_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a ``SceneRow`` for ``SCENE_ROLE``, and words for screen readers."""
        place = self.place_at(index)
        if place is None or role not in (SCENE_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.scene_row(place)
        return row if role == SCENE_ROLE or row is None else _in_words(row)

    def _page(self, number: int) -> dict[int, SceneRow]:
        page = self._pages.get(number)
        if page is None:
            ids = self._ids[number * _PAGE_SCENES : (number + 1) * _PAGE_SCENES]
            page = self._pages[number] = {row.id: row for row in self._read_rows(ids)}
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page


def _in_words(row: SceneRow) -> str:
    weapons = ", ".join(f"{use.label} (improvised)" if use.improvised else use.label for use in row.weapons)
    parts = (
        name_of(row),
        film_line(row.film_title, row.film_year),
        badge(row.in_us, row.out_us),
        weapons,
        stars(row.rating),
    )
    return "; ".join(part for part in parts if part)
