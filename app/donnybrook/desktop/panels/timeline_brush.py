"""Paints the bars of a timeline's rows: thin ones as a line of pixels, short ones as stamps, others with their words.

A repaint has thousands of bars that are a few pixels wide. To put them into a line of bytes, and that on the screen,
costs a third of telling Qt of each. Knows no widget.
"""

import sys
from collections.abc import Collection, Sequence
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from donnybrook.desktop.fonts import TextSize, font
from donnybrook.desktop.models.bar_rows import Bar, Drawn
from donnybrook.desktop.models.dragging import PieceKind
from donnybrook.desktop.panels.timeline_scale import Scale
from donnybrook.desktop.panels.timeline_uses import paint_use
from donnybrook.desktop.theme import Theme
from donnybrook.records import dataclass

SHORTEST_BAR_PX = 2
APART_PX = 1.0
"""So that two that meet are seen as two."""

_ROUNDED_FROM_PX = 8.0
_ROUND_PX = 4.0
_WORDS_FROM_PX, _FEWEST_WORDS_PX = 30, 18
_STAMPED_TO_PX = 240
# Where dark and white words stand out equally (WCAG 2.2: (L + 0.05)² = 0.05 · 1.05).
_DARK_WORDS_FROM = 0.18
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)


@dataclass(frozen=True, slots=True)
class RowPicture:
    """What is painted of a row at one scale: the pixels of its thin bars (none: there are none), and the wide ones."""

    line: bytes
    wide: tuple[Bar, ...]


class BarBrush:
    """For one repaint at one scale."""

    def __init__(self, painter: QPainter, theme: Theme, scale: Scale) -> None:
        self.painter = painter
        self.theme = theme
        self._scale = scale
        self._ratio = painter.device().devicePixelRatio()
        self._across = ceil(scale.width_px * self._ratio)  # in pixels of the screen
        self._stripes = _Stripes(theme, self._across)
        self.look: tuple[object, ...] = (scale, self._ratio, theme.tokens)
        """What pictures of rows depend on, beside the rows."""

    def picture(self, runs: Sequence[Drawn], selected: Collection[int]) -> RowPicture:
        """Return what is to be painted of a row; the bars of the keys in ``selected`` are brought out."""
        start_us, across, a_dot = self._scale.start_us, self._across, self._ratio / self._scale.pixel_us
        shortest, apart = round(SHORTEST_BAR_PX * self._ratio), APART_PX * self._ratio
        wide_from = (_ROUNDED_FROM_PX + APART_PX) * self._ratio
        line, stripes, has_thin = bytearray(4 * across), self._stripes, False
        wide_bars: list[Bar] = []
        for run in runs:
            wide = (run.out_us - run.in_us) * a_dot
            token = run.token
            if isinstance(run, Bar):
                if wide >= wide_from:
                    wide_bars.append(run)
                    continue
                if selected and run.key in selected:
                    token = "text"
            begin = int((run.in_us - start_us) * a_dot)
            end = begin + int(wide - apart + 0.5)
            # Not max and min: calls would cost as much as all the rest.
            if end < begin + shortest:
                end = begin + shortest
            if end > across:
                end = across
            if begin < 0:
                begin = 0
            if end > begin:
                line[4 * begin : 4 * end] = stripes[token][: 4 * (end - begin)]
                has_thin = True
        return RowPicture(bytes(line) if has_thin else b"", tuple(wide_bars))

    def paint(self, kind: PieceKind, picture: RowPicture, top_px: int, high_px: int, selected: Collection[int]) -> None:
        """Paint a row."""
        if picture.line:
            across = self._across
            image = QImage(picture.line, across, 1, 4 * across, QImage.Format.Format_ARGB32_Premultiplied)
            self.painter.drawImage(QRectF(0, top_px, across / self._ratio, high_px), image)
        for bar in picture.wide:
            left_px = (bar.in_us - self._scale.start_us) / self._scale.pixel_us
            self._paint_bar(kind, bar, left_px, top_px, high_px, is_selected=bar.key in selected)

    def _paint_bar(
        self, kind: PieceKind, bar: Bar, left_px: float, top_px: int, high_px: int, *, is_selected: bool
    ) -> None:
        """Paint one bar with its words, which stand where they are seen."""
        ground = self.theme.colour("text" if is_selected else bar.token)
        wide_px = (bar.out_us - bar.in_us) / self._scale.pixel_us - APART_PX
        wide, right_px = round(wide_px), left_px + wide_px
        is_whole = left_px >= 0 and right_px <= self._scale.width_px
        has_words = wide >= _WORDS_FROM_PX
        if kind != "use" and (not has_words or (wide <= _STAMPED_TO_PX and is_whole)):
            stamp = _stamp(ground.rgb(), wide, high_px, self._ratio, bar.name if has_words else "")
            self.painter.drawImage(QPoint(round(left_px), top_px), stamp)
            return
        rect = QRectF(left_px, top_px, wide_px, high_px)
        seen = rect.intersected(QRectF(0, top_px, self._scale.width_px, high_px))
        if kind == "use":
            paint_use(self.painter, self.theme, bar, rect, seen, ink_on(ground.rgb()))
        else:
            _paint_plain(self.painter, ground, rect, seen, bar.name)


class _Stripes(dict[str, bytes]):
    """The pixels of a bar as wide as all, by the token of its colour; each is made when it is first wanted."""

    def __init__(self, theme: Theme, across: int) -> None:
        super().__init__()
        self._theme = theme
        self._across = across

    def __missing__(self, token: str) -> bytes:
        stripe = self[token] = self._theme.colour(token).rgb().to_bytes(4, sys.byteorder) * self._across
        return stripe


@lru_cache(maxsize=1024)
def _stamp(rgb: int, wide_px: int, high_px: int, ratio: float, name: str) -> QImage:
    """Return a bar painted once: to put a picture down costs a tenth of painting round corners and words."""
    stamp = QImage(QSize(wide_px, high_px) * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    stamp.setDevicePixelRatio(ratio)
    stamp.fill(Qt.GlobalColor.transparent)
    painter = QPainter(stamp)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rect = QRectF(0, 0, wide_px, high_px)
    _paint_plain(painter, QColor(rgb), rect, rect, name)
    painter.end()
    return stamp


def _paint_plain(painter: QPainter, ground: QColor, rect: QRectF, seen: QRectF, name: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, _ROUND_PX, _ROUND_PX)
    words = seen.adjusted(7, 0, -5, 0)
    if not name or words.width() < _FEWEST_WORDS_PX:
        return
    painter.setFont(font(TextSize.SMALL, strong=True))
    painter.setPen(ink_on(ground.rgb()))
    shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(words.width()))
    painter.drawText(words, _LEFT, shown)


@lru_cache(maxsize=64)
def ink_on(rgb: int) -> QColor:
    """Return the colour of words on a ground: dark or white, whichever stands out."""
    return QColor("#101216" if _luminance(QColor(rgb)) > _DARK_WORDS_FROM else "#ffffff")


def _luminance(colour: QColor) -> float:
    """Return the relative luminance of a colour, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
