"""A short word at the foot of the window on what has just been done, with a way back. Never asks, never stops."""

import re
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from donnybrook.desktop.panels.elided_label import ElidedLabel
from donnybrook.desktop.panels.plain import give_role
from donnybrook.desktop.tips import tip

_SHOWN_MS = 8000
_BESIDE_PX = 6
_WIDEST = 0.72  # of its window: at the left of the foot stands whether all is saved
_NAME = re.compile("(?<=“)([^”]+)(?=”)")
_NAMES_PX = (320, 240, 180, 130, 90)


class Toast(QFrame):
    """Floats over its window; the next word takes the place of the one before."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._around = window
        give_role(self, "sheet")
        self._said = ""
        self._words = ElidedLabel()
        self._back = QPushButton(self.tr("Undo"))
        self._back.setAccessibleName(self.tr("Undo"))
        self._back.clicked.connect(self._go_back)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(14, 2, 4, 2)
        row.setSpacing(14)
        row.addWidget(self._words)
        row.addWidget(self._back)
        self._undo: Callable[[], object] | None = None
        self._timer = QTimer(self, interval=_SHOWN_MS, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """What was said last."""
        return self._said

    def say(self, words: str, undo: Callable[[], object] | None = None, button: str = "") -> None:
        """Show a word for a few seconds; ``undo`` takes back what it tells of, or does what ``button`` says instead."""
        self._back.setText(button or self.tr("Undo"))
        self._back.setAccessibleName(self._back.text())
        self._said = words
        self._words.setAccessibleName(words)
        self._undo = undo
        self._back.setVisible(undo is not None)
        self._back.setToolTip(tip(words))
        self.show()
        self.place()
        self.raise_()
        self._timer.start()

    def forget(self) -> None:
        """Show nothing, and take nothing back any more: what was told of is over."""
        self._timer.stop()
        self._undo = None
        self.hide()

    def place(self) -> None:
        """Stand in the foot of the window, over the hints at its right: what is worked on stays in sight."""
        around = self._around
        self._fit(int(around.width() * _WIDEST))
        self.move(around.width() - self.width() - _BESIDE_PX, around.height() - self.height() - 1)

    def _fit(self, widest_px: int) -> None:
        """Be as wide as what is said, but no wider than that; then it is told whole where the pointer rests."""
        button_px = self._back.sizeHint().width() + self._row.spacing() if self._undo is not None else 0
        margins = self.contentsMargins() + self._row.contentsMargins()
        room_px = widest_px - margins.left() - margins.right() - button_px
        shown = with_short_names(self._said, self._words.fontMetrics(), room_px)
        self._words.setText(shown)
        self._words.setMaximumWidth(room_px)
        is_whole = shown == self._said and self._words.sizeHint().width() <= room_px
        self._words.setToolTip("" if is_whole else tip(self._said))
        self.adjustSize()

    def take_back(self) -> bool:
        """Undo what is told of, as its button does; returns whether there was anything."""
        if self.isVisible() and self._undo:
            self._go_back()
            return True
        return False

    def _go_back(self) -> None:
        self.hide()
        undo, self._undo = self._undo, None
        if undo:
            undo()


def with_short_names(words: str, metrics: QFontMetrics, room_px: int) -> str:
    """Return words in which names in quotes lose as much of their middle as it takes for all to fit, up to a point."""
    pieces = _NAME.split(words)  # every other one is a name
    shown = words
    for name_px in _NAMES_PX:
        if metrics.horizontalAdvance(shown) <= room_px:
            break
        pieces[1::2] = [metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, name_px) for name in pieces[1::2]]
        shown = "".join(pieces)
    return shown
