"""Find's left side: what the hits hold, with counts; a click takes a line into the search, or out again.

Knows no catalog: rows come in, and what a person wants of them goes out.
"""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from donnybrook.desktop.fonts import TextSize, font
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.models.facets import FACET_ROLE, FacetModel, FacetRow, Folds
from donnybrook.desktop.panels.plain import give_role
from donnybrook.desktop.theme import Theme

_LINE_PX = 22
_HEADING_PX = 30
_INDENT_PX = 14
_MARGIN_PX = 12
_CARET_PX = 12
_NO_KEYS = Qt.KeyboardModifier.NoModifier
_FOLDING = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_PRESSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class _FacetLine(QStyledItemDelegate):
    """Paints one line: a square in the class's colour, the word, the count at the right."""

    def __init__(self, theme: Theme, icons: Icons, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._line = font(TextSize.BODY)
        self._active = font(TextSize.BODY, strong=True)
        self._left_out = font(TextSize.BODY)
        self._left_out.setStrikeOut(True)
        self._count = font(TextSize.CHIP, tabular=True)
        self._heading = font(TextSize.SMALL, strong=True)

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row = index.data(FACET_ROLE)
        return QSize(80, _HEADING_PX if isinstance(row, FacetRow) and row.is_heading else _LINE_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(FACET_ROLE)
        if not isinstance(row, FacetRow):
            return
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if row.is_heading:
            painter.setFont(self._heading)
            painter.setPen(self._theme.colour("ember_text" if focused else "muted"))
            painter.drawText(rect.adjusted(_MARGIN_PX, 6, 0, 0), Qt.AlignmentFlag.AlignVCenter, row.label)
            if row.fold == "closed" or hovered or focused:
                self._caret(painter, rect.adjusted(0, 6, 0, 0), row, rect.right() - _MARGIN_PX - _CARET_PX)
        else:
            self._ground(painter, rect, lit=row.is_active or hovered, focused=focused)
            self._words(painter, rect, row)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRectF, *, lit: bool, focused: bool) -> None:
        if not (lit or focused):
            return
        painter.setPen(self._theme.colour("ember") if focused else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("raised" if self._theme.tokens.is_dark else "selected"))
        painter.drawRoundedRect(rect.adjusted(6.5, 0.5, -6.5, -0.5), 4, 4)

    def _caret(self, painter: QPainter, rect: QRectF, row: FacetRow, left: float) -> None:
        if row.fold in ("open", "closed"):
            icon = "chevron-down" if row.fold == "open" else "chevron-right"
            place = QRectF(left, rect.center().y() - _CARET_PX / 2 + 0.5, _CARET_PX, _CARET_PX)
            self._icons.draw(painter, place, icon, self._theme.colour("muted"))

    def _words(self, painter: QPainter, rect: QRectF, row: FacetRow) -> None:
        left = left_of(rect, row)
        self._caret(painter, rect, row, left)
        left += _CARET_PX + 4
        if row.token:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(row.token))
            painter.drawRoundedRect(QRectF(left, rect.center().y() - 3.5, 8, 8), 2, 2)
            left += 14
        right = rect.right() - _MARGIN_PX
        painter.setFont(self._count)
        painter.setPen(self._theme.colour("muted"))
        count = "" if row.scenes is None else f"{row.scenes:,}"
        count_px = QFontMetricsF(self._count).horizontalAdvance(count)
        at_right = QRectF(right - count_px, rect.top(), count_px, rect.height())
        painter.drawText(at_right, Qt.AlignmentFlag.AlignVCenter, count)
        words = self._left_out if row.is_left_out else self._active if row.is_active else self._line
        painter.setFont(words)
        painter.setPen(self._theme.colour("muted" if row.is_left_out or row.fold == "more" else "text"))
        space = QRectF(left, rect.top(), right - count_px - 8 - left, rect.height())
        shown = QFontMetricsF(words).elidedText(row.label, Qt.TextElideMode.ElideRight, space.width())
        painter.drawText(space, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


def left_of(rect: QRectF, row: FacetRow) -> float:
    """Return where in a line its caret begins."""
    return rect.left() + _MARGIN_PX - 4 + row.depth * _INDENT_PX


class FindFacets(QListView):
    """A list one can also go through by the arrows: up and down, left folds, right opens; Enter or Space is the click.

    With Alt, or by the key ``-``, a line is left out.
    """

    term_toggled = Signal(str)
    """Emits a term to be put into the search, or taken out; with a ``-`` before it for "not"."""

    query_wanted = Signal(str)
    """Emits a query to be asked in place of the one there is."""

    folds_changed = Signal()
    """Emits nothing: other lines are to be shown."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_role(self, "left")
        self.folds = Folds()
        self._model = FacetModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_FacetLine(theme, icons, self))
        self.setAccessibleName(self.tr("What the hits hold"))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setMinimumWidth(150)
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
        """Keep the list's own keys from the window's actions while the keyboard is here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space take the line, left and right fold and open it."""
        row = self.currentIndex().data(FACET_ROLE)
        if not _is_own(event) or not isinstance(row, FacetRow):
            super().keyPressEvent(event)
        elif event.key() in _FOLDING:
            self._fold(row, is_open=event.key() == Qt.Key.Key_Right)
        else:
            alone = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier) or event.key() == Qt.Key.Key_Minus
            self._take(row, left_out=alone)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the caret folds and opens, elsewhere it takes the line."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = index.data(FACET_ROLE)
        if event.button() != Qt.MouseButton.LeftButton or not isinstance(row, FacetRow):
            return
        left = left_of(QRectF(self.visualRect(index)), row)
        if row.fold in ("open", "closed") and (
            row.is_heading or left - 4 <= event.position().x() < left + _CARET_PX + 2
        ):
            self._fold(row, is_open=row.fold == "closed")
        else:
            self._take(row, left_out=bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))

    def _take(self, row: FacetRow, *, left_out: bool) -> None:
        if row.query:
            self.query_wanted.emit(row.query)
        elif row.term:
            self.term_toggled.emit(f"-{row.term}" if left_out or row.is_left_out else row.term)
        elif row.key:
            self._fold(row, is_open=row.fold != "open")

    def _fold(self, row: FacetRow, *, is_open: bool) -> None:
        if not row.key:
            return
        if is_open:
            self.folds.open(row.key)
        elif row.fold != "more":
            self.folds.fold(row.key)
        self.folds_changed.emit()


def _is_own(event: QKeyEvent) -> bool:
    if event.key() in _FOLDING:
        return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == _NO_KEYS
    return event.key() in (*_PRESSES, Qt.Key.Key_Minus)
