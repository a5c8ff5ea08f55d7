"""The table of a measure: a number leads to its fights, a heading sorts by it. Knows no catalog."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from donnybrook.analysis.measure import Cell, Result
from donnybrook.desktop.fonts import TextSize, font
from donnybrook.desktop.models.figure_rows import CELL_ROLE, FigureRows
from donnybrook.desktop.panels.plain import give_role

_ROW_PX = 24
_WIDEST_PX = 260
_MEASURED_ROWS = 30  # whose width says how wide a column is
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FigureTable(QTableView):
    """Enter or a click takes the number, if there are fights behind it."""

    taken = Signal(object)
    """Emits the ``Cell`` that was taken."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = FigureRows(self)
        self.setModel(self.rows)
        self.setAccessibleName(self.tr("Figures"))
        give_role(self, "figures")
        self.setFont(font(TextSize.BODY, tabular=True))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setResizeContentsPrecision(_MEASURED_ROWS)
        self.setSortingEnabled(True)
        self.horizontalHeader().setSortIndicatorShown(False)  # it would lie upon the name: the model writes a sign
        self.clicked.connect(self._take)

    def show_result(self, result: Result) -> None:
        """Show the table of a measure, in its own order."""
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.DescendingOrder)
        self.rows.show(result.columns, result.rows)
        self.resizeColumnsToContents()
        for column in range(self.rows.columnCount()):
            self.setColumnWidth(column, min(self.columnWidth(column) + 14, _WIDEST_PX))
        first = next((at for at, column in enumerate(result.columns) if column.kind != "text"), 0)
        if result.rows:
            self.setCurrentIndex(self.rows.index(0, first))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the number."""
        if event.key() in _ENTER:
            self._take(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show by the pointer what leads somewhere."""
        leads = _leads(self.indexAt(event.position().toPoint()).data(CELL_ROLE))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Enter from the window's actions while the keyboard is here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            event.accept()
            return True
        return super().event(event)

    def _take(self, index: QModelIndex) -> None:
        cell = index.data(CELL_ROLE)
        if _leads(cell):
            self.taken.emit(cell)


def _leads(cell: object) -> bool:
    """Whether there are fights behind a cell: it is a number that is not nought, and has a search."""
    return isinstance(cell, Cell) and cell.query is not None and cell.value not in (None, 0) and cell.numbers != ()
