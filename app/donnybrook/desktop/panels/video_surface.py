"""Paints the player's picture: upright, in its own shape, on black, at any size and density. Knows no controls.

Without a film it is a part of the window like any other, and says what to do.
"""

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from donnybrook.desktop.fonts import TextSize, font
from donnybrook.desktop.services.playback import Player

_BLACK = QColor(0, 0, 0)
_QUIET = QColor("#98a1ac")  # on black


class VideoSurface(QWidget):
    """Shows what ``player.image()`` gives; where there is none, a sentence."""

    double_clicked = Signal()
    """The picture was clicked twice."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._sentence = ""
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 90)
        self.setAccessibleName(self.tr("Film"))
        player.frame_shown.connect(self._repaint)
        player.settings_changed.connect(self.update)

    def _repaint(self, _time_us: int) -> None:
        self.update()

    def say(self, sentence: str) -> None:
        """Say this where there is no picture."""
        self._sentence = sentence
        self.setAccessibleDescription(sentence)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Tell of it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.double_clicked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have pictures of another size."""
        super().resizeEvent(event)
        self._tell_size()

    def showEvent(self, event: QShowEvent) -> None:
        """Have pictures of this surface's size, now that the player shows itself here."""
        super().showEvent(event)
        self._tell_size()

    def _tell_size(self) -> None:
        if self.isVisible():
            pixels = self.devicePixelRatioF()
            self._player.see_at(round(self.width() * pixels), round(self.height() * pixels))

    def sizeHint(self) -> QSize:
        """Return a size of usual shape."""
        return QSize(640, 360)

    def picture_rect(self) -> QRectF:
        """Return where the picture stands: as large as fits, in the film's own shape."""
        image = self._player.image()
        shape = self._shape()
        if shape is None or image is None:
            return QRectF()
        fitted = shape.scaled(QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF((self.width() - fitted.width()) / 2, (self.height() - fitted.height()) / 2, *fitted.toTuple())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint black, and the picture on it; without a film, the window's own ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), _BLACK if self._has_film else self.palette().window())
        image = self._player.image()
        if image is None or image.isNull():
            self._paint_sentence(painter)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not self._player.is_playing)
        painter.drawImage(self.picture_rect(), image)

    @property
    def _has_film(self) -> bool:
        return self._player.media_file is not None

    def _shape(self) -> QSizeF | None:
        media_file, image = self._player.media_file, self._player.image()
        if media_file is not None and media_file.width_px and media_file.height_px:
            return QSizeF(media_file.width_px, media_file.height_px)
        return QSizeF(image.size()) if image is not None and not image.isNull() else None

    def _paint_sentence(self, painter: QPainter) -> None:
        painter.setFont(font(TextSize.TITLE))
        painter.setPen(_QUIET if self._has_film else self.palette().placeholderText().color())
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(QRectF(self.rect()).adjusted(24, 24, -24, -24), flags, self._sentence)
