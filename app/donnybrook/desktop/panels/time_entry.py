"""A line in the place of the time code, to type a time to go to. Knows no player and no film."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from donnybrook.desktop.fonts import TextSize, font

_WIDE_PX = 168


class TimeEntry(QLineEdit):
    """Enter hands over what is typed; Escape, or the keyboard going elsewhere, puts the line away."""

    typed = Signal(str)
    """Emits what was typed."""

    put_away = Signal()
    """Emits nothing: the line is gone, and what stood in its place is to be shown again."""

    left = Signal()
    """Emits nothing: the person is done with it, and the keyboard is to go back."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Time to go to"))
        self.setFont(font(TextSize.TITLE, strong=True, tabular=True))
        self.setFixedWidth(_WIDE_PX)
        self.returnPressed.connect(lambda: self.typed.emit(self.text()))
        self.hide()

    def ask(self, now: str) -> None:
        """Take the keyboard; ``now`` is the time that is shown, as an example of how one is written."""
        self.clear()
        self.setPlaceholderText(now)
        self.show()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the action that has it."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the line away, unless the window alone lost the keyboard."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.hide()
            self.put_away.emit()
