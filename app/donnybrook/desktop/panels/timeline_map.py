"""The whole film in a narrow strip under the timeline: its fights, the playhead, and the stretch that is seen above.

The stretch is taken with the mouse and drawn along. It knows no catalog, and moves nothing but what is seen.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from donnybrook.desktop.models.bar_rows import BarRows
from donnybrook.desktop.panels.timeline_scale import Scale, whole
from donnybrook.desktop.theme import Theme

MAP_PX = 20
_NARROWEST_PX = 12.0
_ROWS = 3


class TimelineMap(QWidget):
    """As wide as the film above it."""

    moved = Signal(object)
    """Emits the time (a float, in microseconds) from which the film is to be seen."""

    hovered = Signal(object, QPoint)
    """Emits the time under the pointer, and where the pointer is."""

    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scale = whole(0, 1)
        self._rows = BarRows()
        self._selected: Sequence[int] = ()
        self._playhead_us = 0
        self._grabbed_px: float | None = None
        self._still: QPixmap | None = None
        self._selected_rects: list[QRectF] | None = None
        self.setAccessibleName(self.tr("The whole film"))
        self.setAccessibleDescription(self.tr("Page up and page down move what is seen of it"))
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._renew)

    def show_fights(self, rows: BarRows) -> None:
        """Show these fights."""
        self._rows = rows
        self._renew()

    def show_selected(self, scene_ids: Sequence[int]) -> None:
        """Bring out fights."""
        self._selected, self._selected_rects = scene_ids, None
        self.update()

    def show_scale(self, scale: Scale) -> None:
        """Show which stretch is seen."""
        if scale.whole_us != self._scale.whole_us:
            self._still = None
        self._scale = scale
        self.update()

    def show_playhead(self, time_us: int) -> None:
        """Show where the frame on the screen stands."""
        before, self._playhead_us = self._x(self._playhead_us), time_us
        if round(before) != round(self._x(time_us)):
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the stretch; beside it, bring it to the pointer first."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.left.emit()
        x, window = event.position().x(), self._window()
        self._grabbed_px = x - window.left() if window.left() <= x <= window.right() else window.width() / 2
        self._move_to(x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the stretch along; with nothing in the hand, tell where the pointer is."""
        if self._grabbed_px is not None:
            self._move_to(event.position().x())
        else:
            time_us = event.position().x() / max(1, self.width()) * self._scale.whole_us
            self.hovered.emit(round(time_us), event.position().toPoint())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go of the stretch."""
        self._grabbed_px = None

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the pointer is gone."""
        self.left.emit()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the fights, and the window over them."""
        painter = QPainter(self)
        if self._still is None or self._still.deviceIndependentSize().toSize() != self.size():
            self._still, self._selected_rects = self._painted(), None
        painter.drawPixmap(0, 0, self._still)
        self._paint_selected(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        window = self._window().adjusted(0.5, 0.5, -0.5, -0.5)
        veil = QColor(self._theme.colour("text"))
        veil.setAlpha(24)
        painter.setBrush(veil)
        painter.setPen(QPen(self._theme.colour("muted"), 1))
        painter.drawRoundedRect(window, 3, 3)
        x = self._x(self._playhead_us)
        painter.setPen(QPen(self._theme.colour("ember"), 2))
        painter.drawLine(QPointF(x, 1), QPointF(x, self.height() - 1))

    def _painted(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        still = QPixmap(self.size() * ratio)
        still.setDevicePixelRatio(ratio)
        still.fill(self._theme.colour("window"))
        painter = QPainter(still)
        pixel_us = self._scale.whole_us / max(1, self.width())
        for row in range(min(len(self._rows), _ROWS)):
            for run in self._rows.seen(row, 0, self._scale.whole_us, pixel_us):
                painter.fillRect(self._rect(row, run.in_us, run.out_us), self._theme.colour(run.token))
        painter.end()
        return still

    def _paint_selected(self, painter: QPainter) -> None:
        if self._selected_rects is None:
            self._selected_rects = self._rects_of_selected()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("text"))
        painter.drawRects(self._selected_rects)

    def _rects_of_selected(self) -> list[QRectF]:
        """Return where the selected fights stand; of thousands, one for each place that can be told from others.

        Those beyond the film's end are not seen.
        """
        rects: dict[tuple[int, int, int], QRectF] = {}
        rows, a_us_px = self._rows, self._x(1)
        for key in self._selected:
            bar = rows.bar(key)
            if bar is not None and bar.in_us < self._scale.whole_us:
                place = rows.row_of(key), int(bar.in_us * a_us_px), int(bar.out_us * a_us_px)
                if place not in rects:
                    rects[place] = self._rect(min(place[0], _ROWS - 1), bar.in_us, bar.out_us)
        return list(rects.values())

    def _rect(self, row: int, in_us: float, out_us: float) -> QRectF:
        rows = max(1, min(len(self._rows), _ROWS))
        high = (self.height() - 10) / rows
        left, right = self._x(in_us), self._x(out_us)
        return QRectF(left, 5 + row * high, max(1.5, right - left), max(2.0, high - 1))

    def _x(self, time_us: float) -> float:
        return time_us / max(1.0, self._scale.whole_us) * self.width()

    def _window(self) -> QRectF:
        left = self._x(self._scale.start_us)
        wide = max(_NARROWEST_PX, self._x(self._scale.length_us))
        return QRectF(min(left, self.width() - wide), 0, wide, self.height())

    def _move_to(self, x: float) -> None:
        left = x - (self._grabbed_px or 0.0)
        free_px = self.width() - self._window().width()
        free_us = self._scale.whole_us - self._scale.length_us
        # A window that is drawn wider than it is still reaches both ends.
        self.moved.emit(free_us * min(1.0, max(0.0, left / free_px)) if free_px > 0 else 0.0)

    def _renew(self) -> None:
        self._still = None
        self.update()
