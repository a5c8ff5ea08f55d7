"""A button for what is not lightly done: the first press asks, a second one within some seconds does it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton

_ARMED_MS = 5000
_PRESSES = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TwoStepButton(QPushButton):
    """Asks in its own place, and opens nothing."""

    confirmed = Signal()
    disarmed = Signal()
    """Emits nothing: it no longer waits for the second press."""

    def __init__(self, words: str, question: str, *, role: str = "", asks: Callable[[], bool] = lambda: True) -> None:
        """``asks`` says, at the first press, whether it has to be asked; ``role`` is that of a button at rest."""
        super().__init__(words)
        self._role = role
        self._asks = asks
        self.setProperty("role", role)
        self._plain_words = words
        self._question = question
        self._is_armed = False
        self.setAccessibleName(words)
        self._timer = QTimer(self, interval=_ARMED_MS, singleShot=True)
        self._timer.timeout.connect(self.disarm)
        self.clicked.connect(self._pressed)

    @property
    def is_armed(self) -> bool:
        """Whether the next press does it."""
        return self._is_armed

    def show_words(self, words: str) -> None:
        """Be called otherwise, until the first press."""
        self._plain_words = words
        self.disarm()
        self.setText(words)
        self.setAccessibleName(words)

    def ask_so(self, question: str) -> None:
        """Ask with other words."""
        self._question = question
        self.disarm()

    def disarm(self) -> None:
        """Ask again before anything is done."""
        self._timer.stop()
        self._show(armed=False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Who goes elsewhere has thought better of it."""
        super().focusOutEvent(event)
        self.disarm()

    def event(self, event: QEvent) -> bool:
        """Keep Enter and the space bar, which press it, from the window's actions."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _PRESSES:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter too; held, it is one press and not two."""
        if event.key() in _PRESSES[1:]:
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def _pressed(self) -> None:
        if not self._is_armed and self._asks():
            self._show(armed=True)
            self._timer.start()
            return
        self.disarm()
        self.confirmed.emit()

    def _show(self, *, armed: bool) -> None:
        if armed == self._is_armed:
            return
        self._is_armed = armed
        self.setText(self._question if armed else self._plain_words)
        self.setAccessibleName(self.text())
        self.setProperty("role", "armed" if armed else self._role)
        self.style().unpolish(self)
        self.style().polish(self)
        if not armed:
            self.disarmed.emit()
