"""Which weapons meet which, as a sheet: a table of counts, each a way to its fights. Knows no SQL and no wall.

A click on a class at the edge opens it down to what is under it; Backspace or the button goes back to all.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from donnybrook.catalog.query.building import narrowed
from donnybrook.desktop.models.match_ups import MatchUpModel
from donnybrook.desktop.panels.sheet import Sheet, SheetSurroundings, push_button
from donnybrook.desktop.pressed_key import is_key

if TYPE_CHECKING:  # numpy waits until something is counted
    from donnybrook.catalog.tally.matrix import Matrix

type AskMatrix = Callable[[str, int | None, int | None, Callable[[Matrix], None]], None]
"""Is given a query, the class of the rows, that of the columns (``None``: all), and whom to answer."""

_WIDTH_PX = 1180
_CELL_PX, _ROW_PX, _HEAD_PX = 82, 28, 40
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class MatchUpSheet(Sheet):
    """Counts among the fights of the search that stands in the box."""

    def __init__(self, around: SheetSurroundings, ask: AskMatrix, show_fights: Callable[[str], None]) -> None:
        super().__init__(around, self.tr("Match-ups"), _WIDTH_PX)
        self._ask = ask
        self._show_fights = show_fights
        self._query = ""
        self._row_of: int | None = None
        self._column_of: int | None = None
        self.model = MatchUpModel(around.theme, self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self._lay_out_table()
        self.all = push_button(self.tr("All weapons"))
        self.all.clicked.connect(self._go_back)
        self.column.addWidget(self.table, 1)
        self.add_foot(self.all)

    def ask(self, query: str) -> None:
        """Show the match-ups of what a query finds."""
        self._query, self._row_of, self._column_of = query.strip(), None, None
        self.refill()
        self.open(self.table)

    def refill(self) -> None:
        """Count again."""
        among = self.tr("Among what “{query}” finds. ").format(query=self._query) if self._query else ""
        hint = self.tr("A number leads to its fights. A class at the edge opens: R and C open that of the cell.")
        self.show_lead(among + hint)
        self.all.setEnabled(self._row_of is not None or self._column_of is not None)
        self._ask(self._query, self._row_of, self._column_of, self._show)

    def open_row(self, row: int) -> None:
        """Show what is under the class of a row."""
        if 0 <= row < len(self.model.rows):
            self._row_of = self.model.rows[row]
            self.refill()

    def open_column(self, column: int) -> None:
        """Show what is under the class of a column."""
        if 0 <= column < len(self.model.columns):
            self._column_of = self.model.columns[column]
            self.refill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the table's keys: Enter leads to the fights, R and C open, Backspace goes back."""
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            index = self.table.currentIndex()
            if event.key() in _ENTER:
                self._go(index)
            elif is_key(event, Qt.Key.Key_R):
                self.open_row(index.row())
            elif is_key(event, Qt.Key.Key_C):
                self.open_column(index.column())
            elif event.key() == Qt.Key.Key_Backspace:
                self._go_back()
            else:
                return False
            return True
        return super().eventFilter(watched, event)

    def _show(self, matrix: "Matrix") -> None:
        self.model.show(matrix, self.around.session.catalog.vocabulary)
        rows = self.model.rowCount()
        self.table.setVisible(bool(rows))
        self.table.setMinimumHeight(min(_HEAD_PX + rows * _ROW_PX + 8, 470))
        if rows:
            self.table.setCurrentIndex(self.model.index(0, 0))
        else:
            self.show_lead(self.tr("In none of these fights is known who meets whom."))
        self.place()

    def _go_back(self) -> None:
        self._row_of = self._column_of = None
        self.refill()
        self.table.setFocus()

    def _go(self, index: QModelIndex) -> None:
        met = self.model.query(index)
        if met:
            self.leave()
            self._show_fights(narrowed(self._query, met))

    def _lay_out_table(self) -> None:
        self.table.setAccessibleName(self.tr("Match-ups"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setCornerButtonEnabled(False)
        across, down = self.table.horizontalHeader(), self.table.verticalHeader()
        for header, size in ((across, _CELL_PX), (down, _ROW_PX)):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setDefaultSectionSize(size)
            header.setSectionsClickable(True)
        across.setFixedHeight(_HEAD_PX)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.AlignmentFlag(Qt.TextFlag.TextWordWrap.value))
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        down.setFixedWidth(190)
        across.sectionClicked.connect(self.open_column)
        down.sectionClicked.connect(self.open_row)
        self.table.clicked.connect(self._go)
        self.table.installEventFilter(self)
