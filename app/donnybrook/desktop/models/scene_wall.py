"""A wall of scenes as a table of N columns over a list of ids; the scenes are read by pages, when they are looked at.

Knows no painting. A page is some dozens of rows read by key; only the pages looked at last are kept.
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from donnybrook.catalog import SceneRow
from donnybrook.desktop.models.record_pages import RecordPages, place_in
from donnybrook.desktop.scene_text import badge, film_line, name_of, stars

type Index = QModelIndex | QPersistentModelIndex
type ReadRows = Callable[[Sequence[int]], list[SceneRow]]

SCENE_ROLE = int(Qt.ItemDataRole.UserRole)
_PAGE_SCENES = 24  # about what is seen at once: a jump reads one or two of them


class SceneWall(QAbstractTableModel):
    """``read_rows`` gives scenes as lists show them, as a catalog's ``scene_rows`` does."""

    def __init__(self, read_rows: ReadRows, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: Sequence[int] = ()
        self._columns = 1
        self._pages = RecordPages(read_rows, page=_PAGE_SCENES)
        self.is_hurried = False  # nothing more is read while the wall flies past

    @property
    def ids(self) -> Sequence[int]:
        """All scenes on the wall, in order."""
        return self._ids

    def show_ids(self, scene_ids: Sequence[int]) -> None:
        """Put other scenes on the wall."""
        self.beginResetModel()
        self._ids = scene_ids
        self._pages.forget()
        self.endResetModel()

    def grow(self, scene_ids: Sequence[int]) -> None:
        """Put more scenes on the wall, after those that are there, which the ids begin with."""
        before, after = self.rowCount(), -(-len(scene_ids) // self._columns)
        self._pages.forget(len(self._ids))
        if after > before:
            self.beginInsertRows(QModelIndex(), before, after - 1)
            self._ids = scene_ids
            self.endInsertRows()
        self._ids = scene_ids
        if before:
            self.dataChanged.emit(self.index(before - 1, 0), self.index(before - 1, self._columns - 1))

    def set_columns(self, columns: int) -> None:
        """Lay the same scenes out in another number of columns."""
        if columns != self._columns:
            self.beginResetModel()
            self._columns = columns
            self.endResetModel()

    def refresh(self) -> None:
        """Read again whatever is looked at."""
        self._pages.forget()
        if self._ids:
            last = self.index(self.rowCount() - 1, self._columns - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def place_of(self, scene_id: int) -> int | None:
        """Return where on the wall a scene stands, from 0; ``None`` if it is not there."""
        return place_in(self._ids, scene_id)

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
        return self._pages.record(self._ids, place)

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
        if self.is_hurried and place is not None and not self._pages.has(place):
            return None
        if place is None or role not in (SCENE_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.scene_row(place)
        return row if role == SCENE_ROLE or row is None else _in_words(row)


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
