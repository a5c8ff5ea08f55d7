"""The lines of a sheet: a title, words under it, a word at the right. Knows not what they tell of, and no painting."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from donnybrook.records import dataclass

type Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line; ``token`` names the colour of the mark before it, '' for none."""

    title: str
    detail: str = ""
    side: str = ""
    token: str = ""


class SheetRows(QAbstractListModel):
    """The lines as a list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[SheetRow, ...] = ()

    @property
    def rows(self) -> tuple[SheetRow, ...]:
        """The lines shown."""
        return self._rows

    def show_rows(self, rows: Sequence[SheetRow]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of lines."""
        return 0 if parent and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a ``SheetRow`` for ``ROW_ROLE``, and words for screen readers."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (row.title, row.detail, row.side) if part)
        return None
