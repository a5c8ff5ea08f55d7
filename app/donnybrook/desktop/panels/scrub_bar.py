"""A thin bar from the film's beginning to its end: drawn along, the picture moves with the hand. Knows any player."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from donnybrook.desktop.services.playback import Player
from donnybrook.desktop.theme import Theme

_HIGH_PX = 14
_LINE_PX = 3
_INSET_PX = 14
_TRACK = QColor("#3a4048")


class ScrubBar(QWidget):
    """On black in both looks, as the film is."""

    def __init__(self, player: Player, theme: Theme) -> None:
        super().__init__()
        self._player = player
        self._theme = theme
        self._marks: tuple[int | None, int | None] = (None, None)
        self.setFixedHeight(_HIGH_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Place in the film"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        player.frame_shown.connect(self._repaint)
        player.settings_changed.connect(self.update)

    def show_marks(self, in_us: int | None, out_us: int | None) -> None:
        """Show the stretch between the marks."""
        self._marks = (in_us, out_us)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size of usual length."""
        return QSize(400, _HIGH_PX)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line, what is marked on it, and how far the film is."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0))
        if self._player.duration_us <= 0:
            return
        painter.fillRect(self._line(0, self._player.duration_us), _TRACK)
        in_us, out_us = self._marks
        if in_us is not None:
            marked = self._line(in_us, out_us if out_us is not None else self._player.duration_us)
            painter.fillRect(marked, self._theme.colour("muted"))
        here_px = self._line(0, self._player.position_us).right()
        painter.fillRect(self._line(0, self._player.position_us), self._theme.colour("ember"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("ember"))
        painter.drawEllipse(QRectF(here_px - 4, self.height() / 2 - 4, 8, 8))

    def _line(self, from_us: int, to_us: int) -> QRectF:
        wide = self.width() - 2 * _INSET_PX
        left, right = (_INSET_PX + wide * us / self._player.duration_us for us in (from_us, to_us))
        return QRectF(left, (self.height() - _LINE_PX) / 2, max(1.0, right - left), _LINE_PX)

    def _go(self, event: QMouseEvent) -> None:
        wide = max(1, self.width() - 2 * _INSET_PX)
        share = min(max((event.position().x() - _INSET_PX) / wide, 0.0), 1.0)
        self._player.seek(int(share * self._player.duration_us))

    def _repaint(self, _time_us: int) -> None:
        self.update()
