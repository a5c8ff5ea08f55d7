"""A line that waits for a key to be pressed, and says which it was. Knows no action."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton

from donnybrook.desktop.pressed_key import pressed_key

_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
_PRESSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class KeyCatcher(QPushButton):
    """Pressed, it waits; the next key, alone or with Ctrl, Alt, Shift, goes out. Escape and Tab let it be."""

    caught = Signal(str)
    """Emits the key as Qt writes it."""

    def __init__(self, words: str, waiting_words: str) -> None:
        super().__init__(words)
        self._words = words
        self._waiting_words = waiting_words
        self._waits = False
        self.setAccessibleName(words)
        self.clicked.connect(self.wait)

    @property
    def waits(self) -> bool:
        """Whether the next key is caught."""
        return self._waits

    def wait(self) -> None:
        """Catch the next key."""
        self._show(waits=True)
        self.setFocus()

    def let_be(self) -> None:
        """Catch none."""
        self._show(waits=False)

    def event(self, event: QEvent) -> bool:
        """Keep every key from the window while waiting, Tab too."""
        if self._waits and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        key = event.key()
        if not self._waits:
            if key in _PRESSES:
                self.click()
            else:
                super().keyPressEvent(event)
            return
        event.accept()
        if key in _MODIFIERS or event.isAutoRepeat():
            return
        self.let_be()
        if key not in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.caught.emit(_written(event))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Who goes elsewhere wants no key caught."""
        super().focusOutEvent(event)
        self.let_be()

    def _show(self, *, waits: bool) -> None:
        self._waits = waits
        self.setText(self._waiting_words if waits else self._words)
        self.setAccessibleName(self.text())
        self.setProperty("role", "primary" if waits else "")
        self.style().unpolish(self)
        self.style().polish(self)


def _written(event: QKeyEvent) -> str:
    """Return the key with what was held beside it; Shift is left out where the sign says it (``?``)."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    text = event.text()
    if text and text.isprintable() and not text.isalnum() and not text.isspace():
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(modifiers.value | pressed_key(event)).toString()
