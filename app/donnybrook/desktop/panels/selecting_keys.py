"""The keys that select one more in a list: Shift with an arrow up or down. Knows no list."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down)


def selects_more(event: QEvent) -> bool:
    """Whether a list asks for such a key before an action of the window, which may have it too, takes it."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return held == Qt.KeyboardModifier.ShiftModifier and event.key() in _ARROWS
