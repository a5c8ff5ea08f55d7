"""A list of lines with words under them, gone through by arrows, taken by Enter or a double click. Reads no catalog."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from donnybrook.desktop.fonts import TextSize, font
from donnybrook.desktop.models.sheet_rows import ROW_ROLE, SheetRow, SheetRows
from donnybrook.desktop.theme import Theme

type Index = QModelIndex | QPersistentModelIndex

_PAD_PX = 10
_ABOVE_PX = 6
_GAP_PX = 2
_MARK_PX = 12
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class RowList(QListView):
    """Keeps its place when other lines are shown."""

    chosen = Signal(int)
    """Emits the place of the current line, -1 for none."""

    taken = Signal(int)
    """Emits the place of a line that was taken."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self._rows = SheetRows(self)
        self._wanted_px = 240
        self.setModel(self._rows)
        self.setItemDelegate(_Line(theme, self))
        self.setAccessibleName(name)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.activated.connect(lambda index: self.taken.emit(index.row()))
        self.selectionModel().currentChanged.connect(lambda index: self.chosen.emit(index.row()))
        theme.changed.connect(self.viewport().update)

    @property
    def rows(self) -> tuple[SheetRow, ...]:
        """The lines shown."""
        return self._rows.rows

    @property
    def place(self) -> int:
        """Where the current line stands; -1 for none."""
        return self.currentIndex().row()

    def show_rows(self, rows: Sequence[SheetRow], place: int | None = None) -> None:
        """Show other lines, with the one at ``place`` (or where the person was) as the current one."""
        wanted = self.place if place is None else place
        self._rows.show_rows(rows)
        self.choose(min(max(wanted, 0), len(rows) - 1))
        self.chosen.emit(self.place)

    def want_height(self, height_px: int) -> None:
        """Say how high the list is to be where there is room."""
        self._wanted_px = height_px
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break lines anew: what is wrapped takes more room in a narrower list."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def sizeHint(self) -> QSize:
        """Return the height that was asked for."""
        return QSize(super().sizeHint().width(), self._wanted_px)

    def choose(self, place: int) -> None:
        """Make a line the current one."""
        self.setCurrentIndex(self._rows.index(place) if place >= 0 else QModelIndex())


class _Line(QStyledItemDelegate):
    """Title and side word on one line, the detail beneath, as many lines as it needs."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._title = font(TextSize.BODY, strong=True)
        self._plain = font(TextSize.BODY, tabular=True)
        self._side = font(TextSize.CHIP, tabular=True)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(ROW_ROLE)
        width = self._view.viewport().width()
        if not isinstance(row, SheetRow):
            return QSize(width, 0)
        inner = width - 2 * _PAD_PX - (_MARK_PX if row.token else 0)
        high = _height(row.title, self._title, inner - self._side_px(row))
        high += _GAP_PX + _height(row.detail, self._plain, inner) if row.detail else 0
        return QSize(width, round(high + 2 * _ABOVE_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, SheetRow):
            return
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, option.state)
        inner = rect.adjusted(_PAD_PX, _ABOVE_PX, -_PAD_PX, -_ABOVE_PX)
        if row.token:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(row.token))
            painter.drawRoundedRect(QRectF(inner.left(), inner.top() + 4, 3, inner.height() - 6), 1.5, 1.5)
            inner.setLeft(inner.left() + _MARK_PX)
        self._words(painter, inner, row)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            has_keyboard = bool(state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(self._theme.colour("ember" if has_keyboard else "selected"))
            painter.setBrush(self._theme.colour("selected"))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            return
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _words(self, painter: QPainter, inner: QRectF, row: SheetRow) -> None:
        side_px = self._side_px(row)
        title = QRectF(inner.left(), inner.top(), inner.width() - side_px, inner.height())
        title.setHeight(_height(row.title, self._title, title.width()))
        painter.setFont(self._title)
        painter.setPen(self._theme.colour("text"))
        painter.drawText(title, int(_WRAP), row.title)
        painter.setFont(self._plain)
        detail = QRectF(inner.left(), title.bottom() + _GAP_PX, inner.width(), inner.bottom() - title.bottom())
        painter.drawText(detail, int(_WRAP), row.detail)
        painter.setFont(self._side)
        painter.setPen(self._theme.colour("muted"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(inner.adjusted(0, 1, 0, 0), int(right), row.side)

    def _side_px(self, row: SheetRow) -> float:
        return QFontMetricsF(self._side).horizontalAdvance(row.side) + 16 if row.side else 0


def _height(text: str, face: QFont, width: float) -> float:
    return QFontMetricsF(face).boundingRect(QRectF(0, 0, max(width, 40), 10_000), int(_WRAP), text).height()
