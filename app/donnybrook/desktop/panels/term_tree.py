"""The terms of one kind as an indented list with counts, gone through by arrows. Knows no catalog."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from donnybrook.desktop.fonts import ON_ONE_LINE, TextSize, font
from donnybrook.desktop.models.vocabulary_rows import TermRow
from donnybrook.desktop.theme import Theme

type Index = QModelIndex | QPersistentModelIndex

_ROLE = int(Qt.ItemDataRole.UserRole)
_LINE_PX = 24
_INDENT_PX = 16
_MARGIN_PX = 8


class TermTree(QListView):
    """Stays at the term it was at when other lines are shown."""

    chosen = Signal(object)
    """Emits the id of the term that is chosen, or ``None``."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self._terms = _Terms(self)
        self.setModel(self._terms)
        self.setItemDelegate(_Line(theme, self))
        self.setAccessibleName(name)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(lambda _index: self.chosen.emit(self.term_id))
        theme.changed.connect(self.viewport().update)

    @property
    def rows(self) -> tuple[TermRow, ...]:
        """The lines shown."""
        return self._terms.rows

    @property
    def term_id(self) -> int | None:
        """The term that is chosen."""
        place = self.currentIndex().row()
        return self.rows[place].concept_id if 0 <= place < len(self.rows) else None

    def show_rows(self, rows: Sequence[TermRow], term_id: int | None) -> None:
        """Show other lines, with a term chosen: the one asked for, else the first that was found."""
        with QSignalBlocker(self.selectionModel()):
            self._terms.show_rows(rows)
        wanted = next((place for place, row in enumerate(rows) if row.concept_id == term_id), None)
        if wanted is None:
            wanted = next((place for place, row in enumerate(rows) if row.is_found), -1)
        before = self.currentIndex()
        self.setCurrentIndex(self._terms.index(wanted) if wanted >= 0 else QModelIndex())
        if self.currentIndex() == before:  # else it was told
            self.chosen.emit(self.term_id)


class _Terms(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[TermRow, ...] = ()

    def show_rows(self, rows: Sequence[TermRow]) -> None:
        before, now = self.rows, tuple(rows)
        if [row.concept_id for row in now] != [row.concept_id for row in before]:
            self.beginResetModel()
            self.rows = now
            self.endResetModel()
        elif now != before:  # for counts and words alone nothing is laid out anew
            self.rows = now
            self.dataChanged.emit(self.index(0), self.index(len(now) - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == _ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            counted = "" if row.uses is None else f", {row.uses}"
            return f"{row.label}{counted}{', retired' if row.is_retired else ''}"
        return None


class _Line(QStyledItemDelegate):
    """A square in the class's colour, the word, the count at the right."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, _LINE_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(_ROLE)
        if not isinstance(row, TermRow):
            return
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            has_keyboard = bool(option.state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(self._theme.colour("ember" if has_keyboard else "selected"))
            painter.setBrush(self._theme.colour("selected"))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        self._words(painter, rect.adjusted(_MARGIN_PX + row.depth * _INDENT_PX, 0, -_MARGIN_PX, 0), row)
        painter.restore()

    def _words(self, painter: QPainter, rect: QRectF, row: TermRow) -> None:
        if row.token:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(row.token))
            painter.drawRoundedRect(QRectF(rect.left(), rect.center().y() - 3.5, 8, 8), 2, 2)
            rect.setLeft(rect.left() + 16)
        side = "retired" if row.is_retired else f"{row.uses:,}" if row.uses else ""
        painter.setFont(font(TextSize.CHIP, tabular=True))
        painter.setPen(self._theme.colour("muted"))
        side_px = QFontMetricsF(painter.font()).horizontalAdvance(side)
        painter.drawText(rect, int(ON_ONE_LINE | Qt.AlignmentFlag.AlignRight), side)
        painter.setFont(font(TextSize.BODY))
        painter.setPen(self._theme.colour("text" if row.is_found and not row.is_retired else "muted"))
        shown = QFontMetricsF(painter.font()).elidedText(
            row.label, Qt.TextElideMode.ElideRight, rect.width() - side_px - 8
        )
        painter.drawText(rect, ON_ONE_LINE, shown)
