"""Colours words inside a line edit, which has no formats of its own. Knows no vocabulary."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QInputMethodEvent, QTextCharFormat
from PySide6.QtWidgets import QLineEdit

from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class WordColour:
    """The look of the text from ``start`` up to ``end``: a ground, a wavy line for what is not known, an ink."""

    start: int
    end: int
    ground: QColor | None = None
    wave: QColor | None = None
    ink: QColor | None = None


def colour_words(line: QLineEdit, words: Sequence[WordColour]) -> None:
    """Give words of a line their looks, and all others none."""
    attributes = []
    for word in words:
        look = QTextCharFormat()
        if word.ground is not None:
            look.setBackground(word.ground)
        if word.ink is not None:
            look.setForeground(word.ink)
        if word.wave is not None:
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            look.setUnderlineColor(word.wave)
        # Formats count from the cursor: that is how an input method marks the text around it.
        attributes.append(
            QInputMethodEvent.Attribute(
                QInputMethodEvent.AttributeType.TextFormat,
                word.start - line.cursorPosition(),
                word.end - word.start,
                look,
            )
        )
    QCoreApplication.sendEvent(line, QInputMethodEvent("", attributes))
