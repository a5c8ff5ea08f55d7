"""A list of lines with words under them, gone through by arrows, taken by Enter or a double click. Reads no catalog."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from donnybrook.desktop.fonts import TextSize, font
from donnybrook.desktop.models.sheet_rows import ROW_ROLE, SheetRow, SheetRows
from donnybrook.desktop.theme import Theme

type Index = QModelIndex | QPersistentModelIndex

_PAD_PX = 10
_ABOVE_PX = 6
_GAP_PX = 2
_MARK_PX = 12
_SURELY_SCROLLED = 100
_HEIGHTS_MOST = 20_000
_IF_NEEDED = Qt.ScrollBarPolicy.ScrollBarAsNeeded
_KERNED = 1.1  # a text is never so much wider than its characters, each by itself
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
        # Else so many are laid out without the bar first, and once more when it takes of their width.
        surely = Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        self.setVerticalScrollBarPolicy(surely if len(rows) > _SURELY_SCROLLED else _IF_NEEDED)
        self._rows.show_rows(rows)
        before = self.currentIndex()
        self.choose(min(max(wanted, 0), len(rows) - 1))
        if self.currentIndex() == before:  # else it was told
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
        self._title = _Face(TextSize.BODY, strong=True)
        self._plain = _Face(TextSize.BODY, tabular=True)
        self._side = _Face(TextSize.CHIP, tabular=True)
        self._heights: dict[tuple[SheetRow, int], QSize] = {}

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(ROW_ROLE)
        width = self._view.viewport().width()
        if not isinstance(row, SheetRow):
            return QSize(width, 0)
        known = self._heights.get((row, width))  # a list lays all of its lines out several times until it stands
        if known is None:
            if len(self._heights) > _HEIGHTS_MOST:
                self._heights.clear()
            known = self._heights[row, width] = QSize(width, self._height(row, width))
        return known

    def _height(self, row: SheetRow, width: int) -> int:
        inner = width - 2 * _PAD_PX - (_MARK_PX if row.token else 0)
        high = self._title.height(row.title, inner - self._side_px(row))
        high += _GAP_PX + self._plain.height(row.detail, inner) if row.detail else 0
        return round(high + 2 * _ABOVE_PX)

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
        title.setHeight(self._title.height(row.title, title.width()))
        painter.setFont(self._title.font)
        painter.setPen(self._theme.colour("text"))
        painter.drawText(title, int(_WRAP), row.title)
        painter.setFont(self._plain.font)
        detail = QRectF(inner.left(), title.bottom() + _GAP_PX, inner.width(), inner.bottom() - title.bottom())
        painter.drawText(detail, int(_WRAP), row.detail)
        painter.setFont(self._side.font)
        painter.setPen(self._theme.colour("muted"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(inner.adjusted(0, 1, 0, 0), int(right), row.side)

    def _side_px(self, row: SheetRow) -> float:
        return self._side.advances[row.side] + 16 if row.side else 0


class _Advances(dict[str, float]):
    """How wide texts are in a font, in pixels; each is measured once."""

    def __init__(self, metrics: QFontMetricsF) -> None:
        self._metrics = metrics

    def __missing__(self, text: str) -> float:
        self[text] = wide = self._metrics.horizontalAdvance(text)
        return wide


class _Face:
    """A font and its measures."""

    def __init__(self, size: TextSize, *, strong: bool = False, tabular: bool = False) -> None:
        self.font = font(size, strong=strong, tabular=tabular)
        self._metrics = QFontMetricsF(self.font)
        self.advances = _Advances(self._metrics)

    def height(self, text: str, width: float) -> float:
        """Return how high a text stands in pixels, broken where it is wider than ``width``."""
        # Most are one line, and short; to have Qt break them, or only measure them, takes twenty times as long.
        if "\n" not in text and sum(map(self.advances.__getitem__, text)) * _KERNED <= width:
            return self._metrics.height()
        return self._metrics.boundingRect(QRectF(0, 0, max(width, 40), 10_000), int(_WRAP), text).height()
