"""Hits by film, or by place: a row each with covers side by side; a click narrows the search. Knows no catalog."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from donnybrook.desktop.fonts import ON_ONE_LINE, TextSize, font
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.models.facets import Folds
from donnybrook.desktop.models.hit_groups import GROUP_ROLE, GroupRow, HitGroups
from donnybrook.desktop.panels.hit_cell import fit_of, paint_cover, paint_sign
from donnybrook.desktop.services.thumbnails import Thumbnails
from donnybrook.desktop.theme import Theme

_ROW_PX = 84
_COVER_PX = QSize(120, 68)
_GAP_PX = 6
_MARGIN_PX = 12
_INDENT_PX = 22
_CARET_PX = 14
_WORDS_PX = 250
_RADIUS_PX = 6
_COVER_RADIUS_PX = 4
_NONE = Qt.KeyboardModifier.NoModifier
_PRESSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_FOLDING = (Qt.Key.Key_Left, Qt.Key.Key_Right)


class _GroupLine(QStyledItemDelegate):
    """Paints a row: its name and how many fights, then as many covers as fit."""

    def __init__(self, model: HitGroups, theme: Theme, icons: Icons, thumbnails: Thumbnails) -> None:
        super().__init__(model)
        self._model = model
        self._theme = theme
        self._icons = icons
        self._thumbnails = thumbnails
        self._name = font(TextSize.TITLE, strong=True)
        self._detail = font(TextSize.CHIP, tabular=True)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, _ROW_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(GROUP_ROLE)
        if not isinstance(row, GroupRow):
            return
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        rect = QRectF(option.rect).adjusted(_GAP_PX, 2, -_GAP_PX, -2)
        self._ground(painter, rect, option.state, row)
        left = left_of(rect, row)
        if row.fold:
            icon = "chevron-down" if row.fold == "open" else "chevron-right"
            place = QRectF(left, rect.center().y() - _CARET_PX / 2, _CARET_PX, _CARET_PX)
            self._icons.draw(painter, place, icon, self._theme.colour("muted"))
        left += _CARET_PX + 6 if row.key else 0  # of films none opens
        covers = rect.left() + _WORDS_PX
        self._words(painter, QRectF(left, rect.top(), covers - left - _MARGIN_PX, rect.height()), row)
        self._covers(painter, rect, covers, row)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag, row: GroupRow) -> None:
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        current = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(self._theme.colour("ember" if current or row.is_active else "line"))
        painter.setBrush(self._theme.colour("raised" if hovered else "panel"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS_PX, _RADIUS_PX)

    def _words(self, painter: QPainter, rect: QRectF, row: GroupRow) -> None:
        middle = rect.center().y()
        for used, token, text, top in (
            (self._name, "text", row.label, middle - 21),
            (self._detail, "muted", row.detail, middle + 1),
        ):
            painter.setFont(used)
            painter.setPen(self._theme.colour(token))
            metrics = QFontMetricsF(used)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
            place = QRectF(rect.left(), top, rect.width(), 20)
            painter.drawText(place, ON_ONE_LINE, shown)
            if token == "muted" and row.is_seen:
                sign = QRectF(rect.left() + metrics.horizontalAdvance(shown) + 8, top + 3, 14, 14)
                self._icons.draw(painter, sign, "eye", self._theme.colour("saved"))

    def _covers(self, painter: QPainter, rect: QRectF, left: float, row: GroupRow) -> None:
        top = rect.center().y() - _COVER_PX.height() / 2
        names = self._model.covers(row)
        if not names:
            place = QRectF(left, top, *_COVER_PX.toTuple())
            paint_cover(painter, place, None, self._theme, _COVER_RADIUS_PX)
            paint_sign(painter, place, self._icons, "map-pin" if row.key else "film", self._theme.colour("muted"))
        for name in names:
            place = QRectF(left, top, *_COVER_PX.toTuple())
            if place.right() > rect.right() - 6:
                return
            cover = self._thumbnails.fitted(name, fit_of(painter, place, _COVER_RADIUS_PX))
            paint_cover(painter, place, cover, self._theme, _COVER_RADIUS_PX)
            left += _COVER_PX.width() + _GAP_PX


def left_of(rect: QRectF, row: GroupRow) -> float:
    """Return where in a row its caret begins."""
    return rect.left() + _MARGIN_PX + row.depth * _INDENT_PX


class GroupList(QListView):
    """Gone through by the arrows: left folds, right opens; Enter, Space or a click takes the row."""

    query_wanted = Signal(str)
    """Emits the query that asks for a row's fights."""

    folds_changed = Signal()
    """Emits nothing: other rows are to be shown."""

    left_upwards = Signal()
    """The up arrow was pressed in the first row: the person wants to be in the search box."""

    menu_wanted = Signal(QPoint)
    """Emits where on the screen a menu for a film is asked for."""

    def __init__(self, model: HitGroups, theme: Theme, icons: Icons, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.folds = Folds()
        self._theme = theme
        self._groups = model
        self.setModel(model)
        self.setItemDelegate(_GroupLine(model, theme, icons, thumbnails))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("selection-background-color: transparent;")
        self.setAccessibleName(self.tr("Fights found, by film or place"))
        theme.changed.connect(self.viewport().update)
        thumbnails.arrived.connect(self.viewport().update)

    def show_rows(self, rows: tuple[GroupRow, ...]) -> None:
        """Show other rows, and stay with the film or place the person was on; where it is gone, in its place."""
        place, now, was = self.verticalScrollBar().value(), max(0, self.currentIndex().row()), self.current_row
        self._groups.show_rows(rows)
        if rows:
            same = (at for at, row in enumerate(rows) if was is not None and row.identity == was.identity)
            self.setCurrentIndex(self._groups.index(next(same, min(now, len(rows) - 1))))
        self.verticalScrollBar().setValue(place)

    @property
    def rows(self) -> tuple[GroupRow, ...]:
        """The rows shown."""
        return self._groups.rows

    @property
    def current_row(self) -> GroupRow | None:
        """The row the keyboard is on."""
        row = self.currentIndex().data(GROUP_ROLE)
        return row if isinstance(row, GroupRow) else None

    def event(self, event: QEvent) -> bool:
        """Keep the list's own keys from the window's actions while the keyboard is here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space take the row, left and right fold and open it; up from the first leads out."""
        row = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Up and row <= 0:
            self.left_upwards.emit()
        elif not _is_own(event) or self.current_row is None:
            super().keyPressEvent(event)
        elif event.key() in _FOLDING:
            self._fold(self.current_row, is_open=event.key() == Qt.Key.Key_Right)
        else:
            self._take(self.current_row)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the caret folds and opens, elsewhere it takes the row."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = index.data(GROUP_ROLE)
        if event.button() != Qt.MouseButton.LeftButton or not isinstance(row, GroupRow):
            return
        left = left_of(QRectF(self.visualRect(index)), row)
        if row.fold and left - 4 <= event.position().x() < left + _CARET_PX + 12:
            self._fold(row, is_open=row.fold == "closed")
        else:
            self._take(row)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a film."""
        if self.current_row is not None and self.current_row.film_id is not None:
            self.menu_wanted.emit(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Where there is no row, say so."""
        super().paintEvent(event)
        if not self.rows:
            painter = QPainter(self.viewport())
            painter.setPen(self._theme.colour("muted"))
            words = self.tr("None of these fights has a place.")
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, words)

    def _take(self, row: GroupRow) -> None:
        if row.query:
            self.query_wanted.emit(row.query)
        else:
            self._fold(row, is_open=row.fold == "closed")

    def _fold(self, row: GroupRow, *, is_open: bool) -> None:
        if row.fold:
            (self.folds.open if is_open else self.folds.fold)(row.key)
            self.folds_changed.emit()


def _is_own(event: QKeyEvent) -> bool:
    if event.key() in _FOLDING:
        return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == _NONE
    return event.key() in _PRESSES and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
