"""The table of a measure for a view: values as people read them, in the order of one. Knows no widget."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from donnybrook.analysis.measure import Cell, Column
from donnybrook.analysis.saying import shown

type Index = QModelIndex | QPersistentModelIndex

CELL_ROLE = int(Qt.ItemDataRole.UserRole)
_UP, _DOWN = "▴", "▾"
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FigureRows(QAbstractTableModel):
    """In the measure's own order until it is sorted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[Column, ...] = ()
        self._rows: tuple[tuple[Cell, ...], ...] = ()
        self._sorted: list[tuple[Cell, ...]] = []
        self._sorted_by, self._sign = -1, ""

    def show(self, columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...]) -> None:
        """Show another table."""
        self.beginResetModel()
        self._columns, self._rows, self._sorted = columns, rows, list(rows)
        self._sorted_by = -1
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in the order of what a column holds; those with nothing there come last."""
        if not 0 <= column < len(self._columns):
            return
        self.layoutAboutToBeChanged.emit()
        said = [row for row in self._rows if row[column].value is not None]
        said.sort(key=lambda row: _key(row[column]), reverse=order == Qt.SortOrder.DescendingOrder)
        self._sorted = [*said, *(row for row in self._rows if row[column].value is None)]
        self._sorted_by, self._sign = column, _DOWN if order == Qt.SortOrder.DescendingOrder else _UP
        self.layoutChanged.emit()

    def cell(self, row: int, column: int) -> Cell | None:
        """Return the cell at a place of the measure's own table, if there is one."""
        is_there = 0 <= row < len(self._rows) and 0 <= column < len(self._columns)
        return self._rows[row][column] if is_there else None

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent and parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a value in words, its ``Cell`` for ``CELL_ROLE``, and words for screen readers."""
        if not index.isValid():
            return None
        row, column = self._sorted[index.row()], self._columns[index.column()]
        cell = row[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(cell.value, column.kind)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = shown(cell.value, column.kind) or self.tr("nothing")
            return f"{row[0].value}, {column.name}: {said}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if column.kind == "text" else _RIGHT
        if role == CELL_ROLE:
            return cell
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a column, with a sign at the one that the rows are sorted by."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{column.name} {self._sign}" if section == self._sorted_by else column.name
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if column.kind == "text" else _RIGHT
        return None


def _key(cell: Cell) -> tuple[str, float]:
    return (cell.value.casefold(), 0.0) if isinstance(cell.value, str) else ("", float(cell.value or 0))
