"""Lays out sentences of words and chips in the width there is, as text flows. Knows no catalog."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from donnybrook.catalog.fight_sentences import Chip, Sentence, Tone
from donnybrook.desktop.fonts import ON_ONE_LINE, TextSize, font
from donnybrook.desktop.panels.chip import CHIP_HEIGHT_PX, chip_width, paint_chip
from donnybrook.desktop.theme import Theme
from donnybrook.records import dataclass

_LINE_PX = 23
_BETWEEN_PX = 6


type _Atom = tuple[str, Tone, Chip | None, float]
"""A word in its tone, or a chip, and how wide it is in pixels."""


@dataclass(frozen=True, slots=True)
class _Placed:
    at: QPointF
    text: str
    tone: Tone
    chip: Chip | None
    width_px: float


class SentenceView(QWidget):
    """Shows sentences one under the other, as high as they need."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sentences: tuple[Sentence, ...] = ()
        self._measured: list[list[_Atom]] | None = None  # for each sentence
        self._flows: dict[int, tuple[list[_Placed], float]] = {}
        self._fonts: dict[Tone, QFont] = {tone: font(TextSize.BODY) for tone in ("text", "muted", "loss")}
        self._fonts["strong"] = font(TextSize.BODY, strong=True)
        self._chip_font = font(TextSize.CHIP)
        self._space_px = QFontMetricsF(self._fonts["text"]).horizontalAdvance(" ")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def show_sentences(self, sentences: tuple[Sentence, ...]) -> None:
        """Show other sentences."""
        if sentences == self._sentences:
            return
        self._sentences, self._measured = sentences, None
        self._flows.clear()
        self.setAccessibleName(" ".join(f"{_in_words(sentence)}." for sentence in sentences))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Its height follows from its width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all sentences in a width."""
        margins = self.contentsMargins()
        return round(self._flow(width - margins.left() - margins.right())[1]) + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        """Return a size for a side panel."""
        return QSize(260, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        """Words may wrap at any width that holds one."""
        return QSize(120, self.heightForWidth(max(self.width(), 120)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the layout ask again: the height it was told before is that of another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint words and chips where they flow to."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.contentsRect()
        painter.translate(room.topLeft())
        for each in self._flow(room.width())[0]:
            if each.chip is not None:
                painter.setFont(self._chip_font)
                rect = QRectF(each.at.x(), each.at.y() + (_LINE_PX - CHIP_HEIGHT_PX) / 2, each.width_px, CHIP_HEIGHT_PX)
                paint_chip(painter, rect, each.chip, self._theme)
                continue
            painter.setFont(self._fonts[each.tone])
            painter.setPen(self._theme.colour("text" if each.tone == "strong" else each.tone))
            rect = QRectF(each.at.x(), each.at.y(), each.width_px + 4, _LINE_PX)
            painter.drawText(rect, ON_ONE_LINE, each.text)

    def _flow(self, width: int) -> tuple[list[_Placed], float]:
        # Layouts ask for the height at the same few widths again and again.
        if width not in self._flows:
            self._flows[width] = self._flowed(width)
        return self._flows[width]

    def _flowed(self, width: int) -> tuple[list[_Placed], float]:
        if self._measured is None:
            self._measured = [self._atoms(sentence) for sentence in self._sentences]
        placed: list[_Placed] = []
        x = y = 0.0
        for number, atoms in enumerate(self._measured):
            if number:
                x, y = 0.0, y + _LINE_PX + _BETWEEN_PX
            for text, tone, chip, advance in atoms:
                if x and x + advance > width:
                    x, y = 0.0, y + _LINE_PX
                placed.append(_Placed(QPointF(x, y), text, tone, chip, min(advance, width)))
                x += advance + (self._space_px * 1.4 if chip else self._space_px)
        return placed, (y + _LINE_PX if self._sentences else 0.0)

    def _atoms(self, sentence: Sentence) -> list[_Atom]:
        atoms: list[_Atom] = []
        for piece in sentence:
            if isinstance(piece, Chip):
                atoms.append(("", "text", piece, chip_width(piece, QFontMetricsF(self._chip_font))))
                continue
            metrics = QFontMetricsF(self._fonts[piece.tone])
            atoms += [(word, piece.tone, None, metrics.horizontalAdvance(word)) for word in piece.text.split(" ")]
        return atoms


def _in_words(sentence: Sentence) -> str:
    return " ".join(piece.shown if isinstance(piece, Chip) else piece.text for piece in sentence)
