"""Find's left side: what the hits hold, with counts; a click takes a line into the search, or out again."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from donnybrook.desktop.fonts import TextSize, font
from donnybrook.desktop.models.facets import FACET_ROLE, FacetModel, FacetRow
from donnybrook.desktop.panels.plain import give_role
from donnybrook.desktop.theme import Theme

_LINE_PX = 22
_HEADING_PX = 30
_INDENT_PX = 14
_MARGIN_PX = 12


class _FacetLine(QStyledItemDelegate):
    """Paints one line: a square in the class's colour, the word, the count at the right."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._line = font(TextSize.BODY)
        self._active = font(TextSize.BODY, strong=True)
        self._count = font(TextSize.CHIP, tabular=True)
        self._heading = font(TextSize.SMALL, strong=True)

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row = index.data(FACET_ROLE)
        return QSize(80, _LINE_PX if isinstance(row, FacetRow) and row.term else _HEADING_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(FACET_ROLE)
        if not isinstance(row, FacetRow):
            return
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.term:
            state = option.state
            self._ground(
                painter,
                rect,
                lit=row.is_active or bool(state & QStyle.StateFlag.State_MouseOver),
                focused=bool(state & QStyle.StateFlag.State_HasFocus),
            )
            self._words(painter, rect, row)
        else:
            painter.setFont(self._heading)
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(rect.adjusted(_MARGIN_PX, 6, 0, 0), Qt.AlignmentFlag.AlignVCenter, row.label)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRectF, *, lit: bool, focused: bool) -> None:
        if not (lit or focused):
            return
        painter.setPen(self._theme.colour("ember") if focused else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("raised" if self._theme.tokens.is_dark else "selected"))
        painter.drawRoundedRect(rect.adjusted(6.5, 0.5, -6.5, -0.5), 4, 4)

    def _words(self, painter: QPainter, rect: QRectF, row: FacetRow) -> None:
        left = rect.left() + _MARGIN_PX + 5 + row.depth * _INDENT_PX
        if row.token:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(row.token))
            painter.drawRoundedRect(QRectF(left, rect.center().y() - 3.5, 8, 8), 2, 2)
            left += 16
        right = rect.right() - _MARGIN_PX - 6
        painter.setFont(self._count)
        painter.setPen(self._theme.colour("muted"))
        count = f"{row.scenes:,}"
        count_px = QFontMetricsF(self._count).horizontalAdvance(count)
        at_right = QRectF(right - count_px, rect.top(), count_px, rect.height())
        painter.drawText(at_right, Qt.AlignmentFlag.AlignVCenter, count)
        words = self._active if row.is_active else self._line
        painter.setFont(words)
        painter.setPen(self._theme.colour("text"))
        space = QRectF(left, rect.top(), right - count_px - 8 - left, rect.height())
        shown = QFontMetricsF(words).elidedText(row.label, Qt.TextElideMode.ElideRight, space.width())
        painter.drawText(space, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


class FindFacets(QListView):
    """A list one can also go through by the arrows; Enter or Space is the click."""

    term_toggled = Signal(str)
    """Emits a term to be put into the search, or taken out; with a ``-`` before it for "not"."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_role(self, "left")
        self._model = FacetModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_FacetLine(theme, self))
        self.setAccessibleName(self.tr("What the hits hold"))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setMinimumWidth(150)
        self.clicked.connect(self._take)
        theme.changed.connect(self.viewport().update)

    def show_rows(self, rows: tuple[FacetRow, ...]) -> None:
        """Show other lines, and stay where the person was."""
        place = self.verticalScrollBar().value()
        now = self.currentIndex().row()
        self._model.show_rows(rows)
        if 0 <= now < len(rows) and self.hasFocus():
            self.setCurrentIndex(self._model.index(now))
        self.verticalScrollBar().setValue(place)

    @property
    def rows(self) -> tuple[FacetRow, ...]:
        """The lines shown."""
        return self._model.rows

    def event(self, event: QEvent) -> bool:
        """Keep Enter and Space from the window's actions while the keyboard is here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_press(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space take the line."""
        if _is_press(event):
            self._take(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _take(self, index: QModelIndex) -> None:
        row = index.data(FACET_ROLE)
        if not isinstance(row, FacetRow) or not row.term:
            return
        without = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.AltModifier
        self.term_toggled.emit(f"-{row.term}" if without else row.term)


def _is_press(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
