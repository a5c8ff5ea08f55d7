"""Names what has begun to play, over the picture, and fades away. Knows no player and no catalog."""

from PySide6.QtCore import QAbstractAnimation, QEvent, QObject, QPointF, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QFontMetricsF, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from donnybrook.desktop.fonts import TextSize, font

_SHOWN_MS = 4200
_IN, _OUT = 0.07, 0.8  # shares of that: all there, beginning to go
_MARGIN_PX = 18
_FOOT_PX = 56  # beneath it stands the time, where the picture is alone
_SMALL_PX = 480  # a picture this narrow has small words


class TitleCard(QWidget):
    """Lies over a surface, as large as it, and takes no click."""

    def __init__(self, surface: QWidget) -> None:
        super().__init__(surface)
        self._surface = surface
        self._title = ""
        self._line = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._fade = QVariantAnimation(self, duration=_SHOWN_MS)
        self._fade.setStartValue(0.0)
        self._fade.setKeyValueAt(_IN, 1.0)
        self._fade.setKeyValueAt(_OUT, 1.0)
        self._fade.setEndValue(0.0)
        self._fade.valueChanged.connect(self.update)
        self._fade.finished.connect(self.hide)
        surface.installEventFilter(self)
        self.hide()

    @property
    def words(self) -> str:
        """What it says; '' while it is not to be seen."""
        return "" if self.isHidden() else f"{self._title}\n{self._line}"

    def say(self, title: str, line: str) -> None:
        """Name what has begun: a title, and a line under it."""
        self._title, self._line = title, line
        self.setAccessibleName(f"{title}, {line}")
        self.setGeometry(self._surface.rect())
        self.show()
        self.raise_()
        self._fade.stop()
        self._fade.start()

    def forget(self) -> None:
        """Say nothing more."""
        self._fade.stop()
        self.hide()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Be as large as the surface."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._surface.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words at the foot of the picture, on a shade."""
        running = self._fade.state() == QAbstractAnimation.State.Running
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(float(self._fade.currentValue()) if running else 1.0)
        is_small = self.width() < _SMALL_PX
        title = font(TextSize.TITLE if is_small else TextSize.TIMECODE, strong=True)
        line = font(TextSize.CHIP if is_small else TextSize.TITLE)
        heights = [QFontMetricsF(each).height() for each in (title, line)]
        top = self.height() - sum(heights) - (_MARGIN_PX if is_small else _FOOT_PX)
        shade = QLinearGradient(QPointF(0, top - 3 * _MARGIN_PX), QPointF(0, self.height()))
        shade.setColorAt(0, QColor(0, 0, 0, 0))
        shade.setColorAt(1, QColor(0, 0, 0, 200))
        painter.fillRect(QRectF(0, top - 3 * _MARGIN_PX, self.width(), self.height() - top + 3 * _MARGIN_PX), shade)
        room = self.width() - 2 * _MARGIN_PX
        for used, colour, text, height in (
            (title, "#ffffff", self._title, heights[0]),
            (line, "#c9ced6", self._line, heights[1]),
        ):
            painter.setFont(used)
            painter.setPen(QColor(colour))
            shown = QFontMetricsF(used).elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(_MARGIN_PX, top, room, height), Qt.AlignmentFlag.AlignVCenter, shown)
            top += height
