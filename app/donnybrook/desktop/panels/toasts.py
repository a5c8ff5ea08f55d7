"""A short word at the foot of the window on what has just been done, with a way back. Never asks, never stops."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from donnybrook.desktop.panels.plain import give_role, label
from donnybrook.desktop.tips import tip

_SHOWN_MS = 8000
_BESIDE_PX = 6


class Toast(QFrame):
    """Floats over its window; the next word takes the place of the one before."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._around = window
        give_role(self, "sheet")
        self._words = label()
        self._back = QPushButton(self.tr("Undo"))
        self._back.setAccessibleName(self.tr("Undo"))
        self._back.clicked.connect(self._go_back)
        row = QHBoxLayout(self)
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
        return self._words.text()

    def say(self, words: str, undo: Callable[[], object] | None = None, button: str = "") -> None:
        """Show a word for a few seconds; ``undo`` takes back what it tells of, or does what ``button`` says instead."""
        self._back.setText(button or self.tr("Undo"))
        self._back.setAccessibleName(self._back.text())
        self._words.setText(words)
        self._undo = undo
        self._back.setVisible(undo is not None)
        self._back.setToolTip(tip(words))
        self.adjustSize()
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
        self.move(around.width() - self.width() - _BESIDE_PX, around.height() - self.height() - 1)

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
