"""The rows of a completion, floating at the word that is typed. Takes no focus and knows no vocabulary."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from donnybrook.desktop.fonts import ON_ONE_LINE, TextSize, font
from donnybrook.desktop.models.concepts import Suggestion
from donnybrook.desktop.panels.plain import give_role
from donnybrook.desktop.theme import Theme

_ROW_PX = 26
_MARGIN_PX = 5
_NARROWEST_PX = 240
_WIDEST_PX = 460


class SuggestionPopup(QFrame):
    """A plain child of the window, raised above the rest, so that the line keeps the keyboard."""

    picked = Signal()

    def __init__(self, line: QWidget, theme: Theme, *, stands_above: bool = False) -> None:
        super().__init__(line)
        self._stands_above = stands_above
        self._line = line
        self._theme = theme
        self._rows: list[Suggestion] = []
        self._current = -1
        give_role(self, "sheet")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Suggestions"))
        self.hide()

    @property
    def rows(self) -> list[Suggestion]:
        """What is offered."""
        return self._rows

    @property
    def current(self) -> Suggestion | None:
        """The row that is chosen; none until an arrow or the mouse has chosen one."""
        return self._rows[self._current] if 0 <= self._current < len(self._rows) else None

    def offer(self, rows: Sequence[Suggestion], x_px: int, below_px: int = 0) -> None:
        """Show rows under the line, from ``x_px`` of it on, ``below_px`` further down; hide when there are none."""
        self._rows, self._current = list(rows), -1
        if not self._rows:
            self.hide()
            return
        if self.parentWidget() is not self._line.window():
            self.setParent(self._line.window())
        self.setGeometry(self._place(x_px, below_px))
        self.show()
        self.raise_()
        self.update()

    def move_by(self, rows: int) -> None:
        """Choose the next or the previous row, round and round."""
        if self._rows:
            start = self._current if self._current >= 0 else (-1 if rows > 0 else 0)
            self._current = (start + rows) % len(self._rows)
            self.setAccessibleDescription(self._rows[self._current].insert)
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size all rows need."""
        metrics = QFontMetrics(self.font())
        widest = max((metrics.horizontalAdvance(f"{row.insert}   {row.detail}") for row in self._rows), default=0)
        width = max(_NARROWEST_PX, min(_WIDEST_PX, widest + 60))
        return QSize(width, len(self._rows) * _ROW_PX + 2 * _MARGIN_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame and the rows."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, row in enumerate(self._rows):
            rect = QRect(_MARGIN_PX, _MARGIN_PX + place * _ROW_PX, self.width() - 2 * _MARGIN_PX, _ROW_PX)
            self._paint_row(painter, rect, row, chosen=place == self._current)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the row under the pointer."""
        place = (event.position().toPoint().y() - _MARGIN_PX) // _ROW_PX
        if 0 <= place < len(self._rows):
            self._current = place
            self.picked.emit()

    def _paint_row(self, painter: QPainter, rect: QRect, row: Suggestion, *, chosen: bool) -> None:
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("selected"))
            painter.drawRoundedRect(QRectF(rect), 4, 4)
        if row.token:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(row.token))
            painter.drawRoundedRect(QRectF(rect.left() + 8, rect.center().y() - 3, 8, 8), 2, 2)
        inner = rect.adjusted(24, 0, -8, 0)
        painter.setFont(font(TextSize.BODY))
        painter.setPen(self._theme.colour("text"))
        painter.drawText(inner, ON_ONE_LINE, row.insert)
        taken = painter.fontMetrics().horizontalAdvance(row.insert) + 16
        painter.setFont(font(TextSize.SMALL))
        painter.setPen(self._theme.colour("muted"))
        rest = inner.adjusted(taken, 0, 0, 0)
        detail = painter.fontMetrics().elidedText(row.detail, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, detail)

    def _place(self, x_px: int, below_px: int) -> QRect:
        """Return where to stand in the window: under the line (or above it, if so wished), else where there is room."""
        window, size = self._line.window(), self.sizeHint()
        under = self._line.mapTo(window, QPoint(x_px, self._line.height() + 4 + below_px))
        left = max(4, min(under.x(), window.width() - size.width() - 4))
        above_px = under.y() - below_px - self._line.height() - 8 - size.height()
        fits_under = under.y() + size.height() <= window.height() - 4
        if fits_under and not (self._stands_above and above_px > 4):
            return QRect(QPoint(left, under.y()), size)
        return QRect(QPoint(left, above_px), size)
