"""Find's left side: what the hits hold, with counts; a click takes a line into the search, or out again.

Knows no catalog: rows come in, and what a person wants of them goes out.
"""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QLineEdit, QListView, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from donnybrook.desktop.fonts import ON_ONE_LINE, TextSize, font
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.models.facets import FACET_ROLE, FacetModel, FacetRow, Folds
from donnybrook.desktop.panels.fight_carrier import carries_fights, fights_in
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
_RENAME, _DELETE = Qt.Key.Key_F2, Qt.Key.Key_Delete


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
        self.target = -1  # the line on which what is carried would be put down

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
            self._ground(painter, rect, lit=row.is_active or hovered, focused=focused or index.row() == self.target)
            self._words(painter, rect, row)
        painter.restore()

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """Return the line for another name of what is kept."""
        made = _NameLine(parent)
        made.setAccessibleName(self.tr("Name"))
        return made

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Leave room for the square at the left."""
        editor.setGeometry(option.rect.adjusted(_MARGIN_PX + _CARET_PX - 4, 0, -6, 0))

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
        painter.drawText(space, ON_ONE_LINE, shown)


class _NameLine(QLineEdit):
    """Keeps every key from the window's actions while it is typed in."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "name")

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends the typing, and does not take the line as well."""
        super().keyPressEvent(event)
        event.accept()


def left_of(rect: QRectF, row: FacetRow) -> float:
    """Return where in a line its caret begins."""
    return rect.left() + _MARGIN_PX - 4 + row.depth * _INDENT_PX


class FindFacets(QListView):
    """A list one can also go through by the arrows: up and down, left folds, right opens; Enter or Space is the click.

    With Alt, or by the key ``-``, a line is left out. What is kept is called otherwise in its place with F2, and goes
    with Delete.
    """

    term_toggled = Signal(str)
    """Emits a term to be put into the search, or taken out; with a ``-`` before it for "not"."""

    query_wanted = Signal(str)
    """Emits a query to be asked in place of the one there is."""

    folds_changed = Signal()
    """Emits nothing: other lines are to be shown."""

    renamed = Signal(object, str)
    """Emits what is ``Kept``, and the name somebody typed for it."""

    collected = Signal(object, object)
    """Emits the ``Kept`` collection on which fights were put down, and the fights."""

    deleted = Signal(object)
    """Emits what is ``Kept`` and is to be kept no longer."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_role(self, "left")
        self.folds = Folds()
        self._model = FacetModel(self)
        self._model.renamed.connect(self.renamed)
        self._waiting: tuple[FacetRow, ...] | None = None
        self.setModel(self._model)
        self._line = _FacetLine(theme, icons, self)
        self.setItemDelegate(self._line)
        self.setAccessibleName(self.tr("What the hits hold"))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setMinimumWidth(150)
        self.setAcceptDrops(True)
        theme.changed.connect(self.viewport().update)

    def show_rows(self, rows: tuple[FacetRow, ...]) -> None:
        """Show other lines, and stay on the one that is current; where a name is being typed, once it has been."""
        if self.state() == QListView.State.EditingState:
            self._waiting = rows
            return
        place, now = self.verticalScrollBar().value(), self.currentIndex()
        was = now.data(FACET_ROLE)
        self._model.show_rows(rows)
        if isinstance(was, FacetRow) and rows:
            same = (at for at, row in enumerate(rows) if row.identity == was.identity)
            self.setCurrentIndex(self._model.index(next(same, min(now.row(), len(rows) - 1))))
        self.verticalScrollBar().setValue(place)

    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        """Show what has come while a name was typed."""
        super().closeEditor(editor, hint)
        if self._waiting is not None:
            rows, self._waiting = self._waiting, None
            self.show_rows(rows)

    @property
    def rows(self) -> tuple[FacetRow, ...]:
        """The lines shown."""
        return self._model.rows

    def event(self, event: QEvent) -> bool:
        """Keep the list's own keys from the window's actions while the keyboard is here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space take the line, left and right fold and open it."""
        row = self.currentIndex().data(FACET_ROLE)
        if not self._is_own(event) or not isinstance(row, FacetRow):
            super().keyPressEvent(event)
        elif event.key() == _RENAME:
            self.edit(self.currentIndex())
        elif event.key() == _DELETE:
            self.deleted.emit(row.kept)
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

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take fights that are carried over the list."""
        if carries_fights(event):
            event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show on which collection they would be put down; elsewhere they can't be."""
        index = self._collection_at(event)
        self._aim(index.row())
        event.setAccepted(index.isValid())

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """They are carried on."""
        self._aim(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell on which collection they were put down."""
        row = self._collection_at(event).data(FACET_ROLE)
        self._aim(-1)
        if isinstance(row, FacetRow):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.collected.emit(row.kept, fights_in(event.mimeData()))

    def _collection_at(self, event: QDropEvent) -> QModelIndex:
        index = self.indexAt(event.position().toPoint())
        row = index.data(FACET_ROLE)
        is_one = isinstance(row, FacetRow) and row.kept is not None and row.kept.kind == "collection"
        return index if is_one and carries_fights(event) else QModelIndex()

    def _aim(self, row: int) -> None:
        self._line.target = row
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a line."""
        index = self.indexAt(event.pos())
        row = index.data(FACET_ROLE)
        if not isinstance(row, FacetRow) or not (row.kept or row.term):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if row.kept:
            menu.addAction(self.tr("Rename"), lambda: self.edit(index))
            menu.addAction(self.tr("Delete"), lambda: self.deleted.emit(row.kept))
        else:
            asked = self.tr("Ask for it no longer") if row.is_active else self.tr("Only fights with it")
            left_out = self.tr("Leave it out no longer") if row.is_left_out else self.tr("Only fights without it")
            menu.addAction(asked, lambda: self.term_toggled.emit(row.term))
            menu.addAction(left_out, lambda: self.term_toggled.emit(f"-{row.term}"))
        menu.popup(event.globalPos())

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

    def _is_own(self, event: QKeyEvent) -> bool:
        alone = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == _NO_KEYS
        if event.key() in _FOLDING:
            return alone
        if event.key() in (_RENAME, _DELETE):
            row = self.currentIndex().data(FACET_ROLE)
            return alone and isinstance(row, FacetRow) and row.kept is not None
        return event.key() in (*_PRESSES, Qt.Key.Key_Minus)
