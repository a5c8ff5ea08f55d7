"""A small picture of the time under the pointer, over the timeline: what is at hand at once, the very frame soon after.

It never waits, and takes neither the pointer nor the keyboard.
"""

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from donnybrook.desktop.fonts import TextSize, font
from donnybrook.desktop.models.bar_rows import Bar
from donnybrook.desktop.panels.timeline import Timeline
from donnybrook.desktop.services.film_pictures import FilmPictures
from donnybrook.desktop.theme import Theme
from donnybrook.times import format_clock

_HIGH_PX = 108
_WORDS_PX = 20
_MARGIN_PX = 5
_ABOVE_PX = 6
_RESTS_MS = 4_000  # a pointer left lying on the timeline hides nothing for ever


class TimelineGlance(QWidget):
    """Stands above the timeline, ``over`` the workplace that holds both."""

    def __init__(self, timeline: Timeline, pictures: FilmPictures, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._timeline = timeline
        self._pictures = pictures
        self._theme = theme
        self._time_us = 0
        self._pixmap: QPixmap | None = None
        self._words = ""
        self._resting = QTimer(self, interval=_RESTS_MS, singleShot=True)
        self._resting.timeout.connect(self.hide)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Picture of the time under the pointer"))
        self.hide()
        timeline.hovered.connect(self._glance)
        timeline.left.connect(self.hide)
        pictures.glanced.connect(self._look_again)
        pictures.arrived.connect(self._look_again)

    @property
    def words(self) -> str:
        """What stands under the picture."""
        return self._words

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture, and under it the time and what is there."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setBrush(self._theme.colour("raised"))
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        size = self._picture_size()
        place = QRect((self.width() - size.width()) // 2, _MARGIN_PX, size.width(), size.height())
        if self._pixmap is not None:
            painter.drawPixmap(place, self._pixmap)
        else:
            painter.fillRect(place, self._theme.colour("window"))
        painter.setPen(self._theme.colour("text"))
        painter.setFont(font(TextSize.SMALL, tabular=True))
        foot = QRect(_MARGIN_PX, self.height() - _WORDS_PX - 2, self.width() - 2 * _MARGIN_PX, _WORDS_PX)
        shown = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, foot.width())
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignCenter), shown)

    def _glance(self, time_us: int, at: QPoint) -> None:
        self._time_us = time_us
        self._words = "  ".join(each for each in (format_clock(time_us), _words(self._timeline.bar_under)) if each)
        self._look_again(force=True)
        size = self._picture_size()
        text_px = QFontMetrics(font(TextSize.SMALL, tabular=True)).horizontalAdvance(self._words) + 16
        wide = max(size.width(), min(text_px, 420)) + 2 * _MARGIN_PX
        high = size.height() + _WORDS_PX + _MARGIN_PX + 2
        there = self._timeline.mapTo(self._over, QPoint(0, 0))
        top = there.y() - high - _ABOVE_PX
        left = min(max(0, there.x() + at.x() - wide // 2), self._over.width() - wide)
        self.setGeometry(left, max(0, top), wide, high)
        self.show()
        self.raise_()
        self._resting.start()
        self.update()

    def _look_again(self, *, force: bool = False) -> None:
        if force or self.isVisible():
            found = self._pictures.glance(self._time_us)
            self._pixmap = found if found is not None else self._pixmap if not force else None
            self.update()

    def _picture_size(self) -> QSize:
        return QSize(round(_HIGH_PX * min(max(self._timeline.shape, 1.0), 2.4)), _HIGH_PX)


def _words(bar: Bar | None) -> str:
    """Return what is under the pointer, in words, where a bar is too short to tell."""
    if bar is None:
        return ""
    loose = QCoreApplication.translate("TimelineGlance", "without times")
    said = [bar.name, bar.begins, bar.ends, loose if bar.is_loose else ""]
    return " · ".join(each for each in said if each)
