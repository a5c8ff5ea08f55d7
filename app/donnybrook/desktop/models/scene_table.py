"""Hits as a table: a row a scene, a column a line of ``table_columns``; scenes are read by pages, when looked at.

Knows no painting.
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from donnybrook.desktop.marked_words import translated
from donnybrook.desktop.models.record_pages import RecordPages, place_in
from donnybrook.desktop.models.scene_wall import Index
from donnybrook.desktop.models.table_columns import COLUMNS, Hit

HIT_ROLE = int(Qt.ItemDataRole.UserRole)
_PAGE_SCENES = 32
_WORDS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class SceneTable(QAbstractTableModel):
    """``read_hits`` gives the hits of some ids, without those that are gone."""

    def __init__(self, read_hits: Callable[[Sequence[int]], list[Hit]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: Sequence[int] = ()
        self._pages = RecordPages(read_hits, page=_PAGE_SCENES)

    @property
    def ids(self) -> Sequence[int]:
        """All scenes in the table, in order."""
        return self._ids

    def show_ids(self, scene_ids: Sequence[int]) -> None:
        """Show other scenes."""
        self.beginResetModel()
        self._ids = scene_ids
        self._pages.forget()
        self.endResetModel()

    def grow(self, scene_ids: Sequence[int]) -> None:
        """Show more scenes after those that are there, which the ids begin with."""
        before = len(self._ids)
        self._pages.forget(before)
        if len(scene_ids) > before:
            self.beginInsertRows(QModelIndex(), before, len(scene_ids) - 1)
            self._ids = scene_ids
            self.endInsertRows()

    def refresh(self) -> None:
        """Read again whatever is looked at."""
        self._pages.forget()
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(COLUMNS) - 1))

    def place_of(self, scene_id: int) -> int | None:
        """Return the row of a scene; ``None`` if it is not there."""
        return place_in(self._ids, scene_id)

    def index_at(self, place: int) -> QModelIndex:
        """Return the first cell of a row; invalid outside."""
        return self.index(place, 0) if 0 <= place < len(self._ids) else QModelIndex()

    def hit(self, place: int) -> Hit | None:
        """Return the hit of a row; ``None`` if it has gone from the catalog meanwhile."""
        return self._pages.record(self._ids, place)

    # ------------------------------------------------------------ Qt's questions

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of scenes."""
        return 0 if parent and parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns, shown or not."""
        return 0 if parent and parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a column."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if COLUMNS[section].is_figures else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return translated(COLUMNS[section].label) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a ``Hit`` for ``HIT_ROLE``, and what stands in the cell."""
        if not index.isValid() or not (role == HIT_ROLE or role in _WORDS):
            return None
        hit = self.hit(index.row())
        return hit if role == HIT_ROLE or hit is None else COLUMNS[index.column()].text(hit)
