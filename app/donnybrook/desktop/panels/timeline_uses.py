"""How a use of a weapon is painted: whose hands it is in, how it came there and what became of it, as sign and word.

Colour is never the only sign, and times that nobody said are never drawn as if they had been: such a use is pale and
dashed, one whose end was not said fades away. Knows no widget.
"""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QLinearGradient, QPainter, QPen

from donnybrook.catalog.english import is_loss
from donnybrook.desktop.fonts import TextSize, font
from donnybrook.desktop.models.bar_rows import Bar
from donnybrook.desktop.theme import Theme

# All of these are in the typeface that the program brings.
_BEGINS = {
    "brought": "●",
    "drawn": "↗",
    "picked up": "↑",
    "found": "↑",
    "taken": "←",
    "caught": "↘",
    "given": "→",
    "assembled": "◆",
    "changed hands": "→",
}
_ENDS = {
    "kept": "●",
    "lost": "×",
    "dropped": "↓",
    "thrown": "↗",
    "knocked away": "↓",
    "taken": "→",
    "turned on its owner": "↩",
    "broken": "×",
    "ran out": "○",
    "handed over": "→",
}
_PALE = 46
_FADE_PX = 28.0
_CAP_PX = 3.0
_SPACE_PX = 6.0
_FEWEST_PX = 20.0  # less of a name says nothing
_CENTRE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)


def paint_use(painter: QPainter, theme: Theme, bar: Bar, rect: QRectF, seen: QRectF, ink: QColor) -> None:
    """Paint one use; ``seen`` is what of it is on the screen, ``ink`` the colour of words on its own colour."""
    colour = theme.colour(bar.token)
    if bar.is_loose:
        _paint_loose(painter, rect, colour)
        ink = theme.colour("text")
    elif bar.is_open:
        _paint_open(painter, rect, colour)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(rect, 4, 4)
    if is_loss(bar.ends):
        painter.fillRect(QRectF(rect.right() - _CAP_PX, rect.top(), _CAP_PX, rect.height()), theme.colour("loss"))
    _paint_words(painter, bar, seen.adjusted(6, 0, -7, 0), ink)


def paint_thread(painter: QPainter, theme: Theme, token: str, gaps_px: Sequence[tuple[float, float]], y: float) -> None:
    """Paint a thread between hands: what was in the ones before and is in the ones after, is the same object."""
    painter.setPen(QPen(theme.colour(token), 1, Qt.PenStyle.DotLine))
    painter.drawLines([QLineF(left, y, right, y) for left, right in gaps_px])


def _paint_loose(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    pale = QColor(colour)
    pale.setAlpha(_PALE)
    painter.setBrush(pale)
    painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


def _paint_open(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    fading = QLinearGradient(rect.topLeft(), rect.topRight())
    gone = QColor(colour)
    gone.setAlpha(_PALE)
    fading.setColorAt(0, colour)
    fading.setColorAt(max(0.0, 1 - _FADE_PX / rect.width()), colour)
    fading.setColorAt(1, gone)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fading)
    painter.drawRoundedRect(rect, 4, 4)


def _paint_words(painter: QPainter, bar: Bar, room: QRectF, ink: QColor) -> None:
    """Paint as much as there is room for: the name, then signs of beginning and end, then these in words."""
    if room.width() < 10:
        return
    painter.setPen(ink)
    strong, plain = font(TextSize.SMALL, strong=True), font(TextSize.SMALL)
    painter.setFont(strong)
    name_px = painter.fontMetrics().horizontalAdvance(bar.name) + 1.0
    painter.setFont(plain)
    metrics = painter.fontMetrics()
    left, right = room.left(), room.right()
    begins, ends = _BEGINS.get(bar.begins, ""), _ENDS.get(bar.ends, "")
    spare = room.width() - name_px
    shown_end = _fitting(metrics, spare, f"{bar.ends} {ends}".strip(), ends)
    spare -= metrics.horizontalAdvance(shown_end) + _SPACE_PX if shown_end else 0
    shown_begin = _fitting(metrics, spare, f"{begins} {bar.begins}".strip(), begins)
    ends_px = metrics.horizontalAdvance(shown_end) + _SPACE_PX if shown_end else 0
    if metrics.horizontalAdvance(shown_begin) + ends_px > room.width():
        shown_begin = ""
    if shown_end:
        right -= metrics.horizontalAdvance(shown_end)
        painter.drawText(QRectF(QPointF(right, room.top()), room.bottomRight()), _CENTRE, shown_end)
        right -= _SPACE_PX
    if shown_begin:
        painter.drawText(QRectF(left, room.top(), right - left, room.height()), _CENTRE, shown_begin)
        left += metrics.horizontalAdvance(shown_begin) + _SPACE_PX
    if right - left < _FEWEST_PX:
        return
    painter.setFont(strong)
    shown = painter.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideRight, int(right - left))
    painter.drawText(QRectF(left, room.top(), right - left, room.height()), _CENTRE, shown)


def _fitting(metrics: QFontMetrics, room_px: float, words: str, sign: str) -> str:
    """Return the words if there is room for them, else the sign, which may take some from the name."""
    return words if metrics.horizontalAdvance(words) + _SPACE_PX <= room_px else sign
