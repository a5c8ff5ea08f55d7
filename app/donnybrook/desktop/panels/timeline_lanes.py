"""Stretches of a film as bars in lanes, so that those that overlap stand one under the other. Paints and finds them.

Knows no widget.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from donnybrook.desktop.fonts import TextSize, font
from donnybrook.desktop.panels.timeline_scale import Scale, Span, lanes_of
from donnybrook.desktop.theme import Theme

GAP_PX = 3
_SHORTEST_BAR_PX = 4.0
_APART_PX = 1.0  # so that two that meet are seen as two
_ROUNDED_FROM_PX = 8.0
# Where dark and white words stand out equally (WCAG 2.2: (L + 0.05)² = 0.05 · 1.05).
_DARK_WORDS_FROM = 0.18


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch as the timeline shows it; ``key`` says whose it is, ``token`` names its colour."""

    key: int
    name: str
    in_us: int
    out_us: int
    token: str


class Lanes:
    """The bars of one kind; ``fewest`` lanes are kept free for them, ``most`` are drawn."""

    def __init__(self, lane_px: int, fewest: int, most: int) -> None:
        self._lane_px = lane_px
        self._fewest = fewest
        self._most = most
        self._bars: list[Bar] = []
        self._spans: list[Span] = []
        self._lanes: dict[int, int] = {}

    def show(self, bars: Sequence[Bar]) -> None:
        """Hold these bars."""
        self._bars = list(bars)
        spans = [Span(bar.key, bar.in_us, bar.out_us) for bar in bars]
        if spans != self._spans:
            self._spans, self._lanes = spans, lanes_of(spans)

    @property
    def height_px(self) -> int:
        """How high all lanes are together."""
        used = max(self._lanes.values(), default=-1) + 1
        return min(self._most, max(self._fewest, used)) * self._lane_px

    def at(self, point: QPointF, scale: Scale, top_px: float) -> int | None:
        """Return the key of the bar at a place, if there is one; ``top_px`` is where the first lane begins."""
        for bar in reversed(self._bars):
            if self._rect(bar, scale, top_px).contains(point):
                return bar.key
        return None

    def paint(self, painter: QPainter, theme: Theme, scale: Scale, top_px: float, selected: int | None) -> None:
        """Paint the bars that are to be seen."""
        for bar in self._bars:
            rect = self._rect(bar, scale, top_px)
            if rect.right() >= 0 and rect.left() <= scale.width_px:
                seen = rect.intersected(QRectF(0, rect.top(), scale.width_px, rect.height()))
                _paint(painter, rect, seen, bar.name, theme.colour("text" if bar.key == selected else bar.token))

    def _rect(self, bar: Bar, scale: Scale, top_px: float) -> QRectF:
        left, right = scale.x(bar.in_us), scale.x(bar.out_us)
        lane = min(self._lanes.get(bar.key, 0), self._most - 1)
        return QRectF(
            left, top_px + lane * self._lane_px, max(_SHORTEST_BAR_PX, right - left - _APART_PX), self._lane_px - GAP_PX
        )


def _paint(painter: QPainter, rect: QRectF, seen: QRectF, name: str, ground: QColor) -> None:
    if rect.width() < _ROUNDED_FROM_PX:
        painter.fillRect(rect, ground)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, 4, 4)
    words = seen.adjusted(7, 0, -5, 0)
    if words.width() < 18:
        return
    painter.setFont(font(TextSize.SMALL, strong=True))
    painter.setPen(QColor("#101216" if _luminance(ground) > _DARK_WORDS_FROM else "#ffffff"))
    shown = QFontMetricsF(painter.font()).elidedText(name, Qt.TextElideMode.ElideRight, words.width())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


def _luminance(colour: QColor) -> float:
    """Return the relative luminance of a colour, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
