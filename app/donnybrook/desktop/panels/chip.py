"""Chips: a word with a coloured left edge, painted by a card's delegate or standing as a widget. Knows no catalog."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from donnybrook.catalog.fight_sentences import Chip
from donnybrook.desktop.fonts import TextSize, font
from donnybrook.desktop.theme import Theme
from donnybrook.records import dataclass

CHIP_HEIGHT_PX = 20
CHIP_GAP_PX = 5
_EDGE_PX = 3
_PADDING_PX = 7


@dataclass(frozen=True, slots=True)
class PlacedChip:
    """A chip, and where it stands."""

    chip: Chip
    rect: QRectF


def chip_width(chip: Chip, metrics: QFontMetricsF) -> float:
    """Return how wide a chip is in a font, in pixels."""
    return metrics.horizontalAdvance(chip.shown) + _EDGE_PX + 2 * _PADDING_PX


def place_chips(
    chips: Sequence[Chip], left: float, top: float, width: float, rows: int, metrics: QFontMetricsF
) -> tuple[list[PlacedChip], int]:
    """Put chips into rows; returns those that fit, and how many do not."""
    placed: list[PlacedChip] = []
    x, row = left, 0
    for index, chip in enumerate(chips):
        chip_px = min(chip_width(chip, metrics), width)
        if x > left and x + chip_px > left + width:
            x, row = left, row + 1
        if row >= rows:
            return placed, len(chips) - index
        placed.append(PlacedChip(chip, QRectF(x, top + row * (CHIP_HEIGHT_PX + 4), chip_px, CHIP_HEIGHT_PX)))
        x += chip_px + CHIP_GAP_PX
    return placed, 0


def paint_chip(painter: QPainter, rect: QRectF, chip: Chip, theme: Theme) -> None:
    """Paint a chip; the painter's font and its render hints are the caller's."""
    shape = QPainterPath()
    shape.addRoundedRect(rect, 3, 3)
    painter.fillPath(shape, theme.colour("chip"))
    painter.save()
    painter.setClipPath(shape)
    painter.fillRect(QRectF(rect.left(), rect.top(), _EDGE_PX, rect.height()), theme.colour(chip.token))
    painter.restore()
    painter.setPen(theme.colour("text"))
    inner = rect.adjusted(_EDGE_PX + _PADDING_PX, 0, -_PADDING_PX + 2, 0)
    text = QFontMetricsF(painter.font()).elidedText(chip.shown, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


class ChipLabel(QWidget):
    """One chip as a widget of its own."""

    def __init__(self, chip: Chip, theme: Theme) -> None:
        super().__init__()
        self._chip = chip
        self._theme = theme
        self.setFont(font(TextSize.CHIP))
        self.setAccessibleName(chip.shown)
        theme.changed.connect(self.update)
        self._wide_px = round(chip_width(chip, QFontMetricsF(self.font())) + 1)

    def show_chip(self, chip: Chip) -> None:
        """Show another word."""
        if chip != self._chip:
            self._chip = chip
            self._wide_px = round(chip_width(chip, QFontMetricsF(self.font())) + 1)
            self.setAccessibleName(chip.shown)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size the word needs."""
        return QSize(self._wide_px, CHIP_HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        """Return the size the word needs; it may be elided only where a layout insists."""
        return QSize(min(self.sizeHint().width(), 60), CHIP_HEIGHT_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        rect = QRectF(QPointF(0, 0), self.sizeHint().toSizeF()).intersected(QRectF(self.rect()))
        paint_chip(painter, rect, self._chip, self._theme)
