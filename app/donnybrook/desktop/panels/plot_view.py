"""Shows a plot in the colours of the look; each mark leads to its fights. Knows no measure, and lays nothing out.

Arrows go from mark to mark, Enter takes the one that is lit; the mouse does the same by pointing and clicking.
"""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from donnybrook.analysis.plots.layout import picture_of
from donnybrook.analysis.plots.picture import Box, Path, Picture, Words
from donnybrook.analysis.plots.plot import Plot
from donnybrook.colours import mixed
from donnybrook.desktop.fonts import font
from donnybrook.desktop.theme import Theme
from donnybrook.desktop.tips import tip

_GROUND = "panel"
_BACK, _ON = (Qt.Key.Key_Left, Qt.Key.Key_Up), (Qt.Key.Key_Right, Qt.Key.Key_Down)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OWN = (*_BACK, *_ON, *_ENTER)
_REACH_PX = 3


class PlotView(QWidget):
    """Grows downwards where a plot has more lines than fit: put it into a scroll area."""

    taken = Signal(object)
    """Emits the place in the table of the mark that was taken."""

    lit_changed = Signal(object)
    """Emits where the lit mark is (a ``QRectF``), so that it can be scrolled to."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._plot: Plot | None = None
        self._picture = Picture(0, 0, ())
        self._lit = -1
        self._fonts: dict[tuple[int, bool], QFont] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Plot"))
        theme.changed.connect(self.update)

    @property
    def picture(self) -> Picture:
        """What is shown."""
        return self._picture

    def show_plot(self, plot: Plot | None) -> None:
        """Show another plot, or none."""
        self._plot = plot
        self._lay_out()
        self._light(-1)

    def room_changed(self, size: QSize) -> None:
        """The scroll area around it has another size."""
        if self._plot is not None:
            self._lay_out(size)

    def sizeHint(self) -> QSize:
        """Return the size of the picture."""
        return QSize(round(self._picture.width), round(self._picture.height))

    def _lay_out(self, room: QSize | None = None) -> None:
        around = self.parentWidget()
        size = room or (around.size() if around is not None else self.size())
        if self._plot is None:
            self._picture = Picture(size.width(), 0, ())
        else:
            self._picture = picture_of(self._plot, max(size.width(), 320), max(size.height(), 160), titled=False)
        self.setMinimumHeight(round(self._picture.height))
        self.update()

    # ------------------------------------------------------------ painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the shapes, and a line round the mark that is lit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for shape in self._picture.shapes:
            match shape:
                case Box():
                    self._box(painter, shape)
                case Path():
                    painter.setPen(QPen(self._theme.colour(shape.ink), shape.width))
                    painter.drawPolyline([QPointF(x, y) for x, y in shape.points])
                case Words():
                    self._words(painter, shape)
        boxes = self._picture.boxes
        if 0 <= self._lit < len(boxes):
            painter.setPen(QPen(self._theme.colour("ember" if self.hasFocus() else "text"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(_rect(boxes[self._lit]).adjusted(-1.5, -1.5, 1.5, 1.5), 3, 3)
        painter.end()

    def _box(self, painter: QPainter, box: Box) -> None:
        tokens = self._theme.tokens
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mixed(tokens.colour(box.ink), tokens.colour(_GROUND), box.strength)))
        radius = min(box.radius, box.width / 2, box.height / 2)
        painter.drawRoundedRect(_rect(box), radius, radius)

    def _words(self, painter: QPainter, words: Words) -> None:
        kind = (words.size, words.strong)
        if kind not in self._fonts:
            self._fonts[kind] = font(words.size, strong=words.strong, tabular=True)
        painter.setFont(self._fonts[kind])
        painter.setPen(self._theme.colour(words.ink))
        painter.save()
        painter.translate(words.x, words.y)
        if words.turned:
            painter.rotate(-90)
        left = {"start": 0, "middle": -500, "end": -1000}[words.align]
        side = {
            "start": Qt.AlignmentFlag.AlignLeft,
            "middle": Qt.AlignmentFlag.AlignHCenter,
            "end": Qt.AlignmentFlag.AlignRight,
        }[words.align]
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag(Qt.TextFlag.TextSingleLine.value)
        painter.drawText(QRectF(left, -20, 1000, 40), int(flags), words.text)
        painter.restore()

    # ------------------------------------------------------------ pointing

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the mark under the pointer."""
        self._light(self._at(event.position()))
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._lit >= 0 else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the mark under the pointer."""
        self._light(self._at(event.position()))
        if event.button() == Qt.MouseButton.LeftButton:
            self._take()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is gone: nothing is lit, unless the keyboard is here."""
        if not self.hasFocus():
            self._light(-1)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from mark to mark, and take one."""
        boxes = self._picture.boxes
        step = (event.key() in _ON) - (event.key() in _BACK)
        if step and boxes:
            self._light((self._lit + step) % len(boxes) if self._lit >= 0 else 0)
        elif event.key() in _ENTER:
            self._take()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Light the first mark, for whoever comes by the keyboard."""
        if self._lit < 0 and self._picture.boxes and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._light(0)
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing is lit any more."""
        self._light(-1)
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint anew: the picture was laid out by ``room_changed``."""
        super().resizeEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Say what a mark is in a tooltip; keep Enter and the arrows from the window's actions."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tip(self._said(at)), self)
            return True
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and event.key() in _OWN and not event.modifiers():
            event.accept()
            return True
        return super().event(event)

    def _at(self, point: QPointF) -> int:
        near = [place for place, box in enumerate(self._picture.boxes) if _reach(box).contains(point)]
        return near[-1] if near else -1

    def _light(self, place: int) -> None:
        if place == self._lit:
            return
        self._lit = place
        said = self._said(place)
        self.setAccessibleName(said or self.tr("Plot"))
        if place >= 0:
            self.lit_changed.emit(_rect(self._picture.boxes[place]))
        self.update()

    def _said(self, place: int) -> str:
        boxes = self._picture.boxes
        mark = boxes[place].mark if 0 <= place < len(boxes) else None
        return mark.words if mark is not None else ""

    def _take(self) -> None:
        boxes = self._picture.boxes
        mark = boxes[self._lit].mark if 0 <= self._lit < len(boxes) else None
        if mark is not None:
            self.taken.emit(mark.at)


def _rect(box: Box) -> QRectF:
    return QRectF(box.x, box.y, box.width, box.height)


def _reach(box: Box) -> QRectF:
    """Return where a mark is pointed at: thin ones reach a little further."""
    more = _REACH_PX if min(box.width, box.height) < 2 * _REACH_PX else 0
    return _rect(box).adjusted(-more, -more, more, more)
