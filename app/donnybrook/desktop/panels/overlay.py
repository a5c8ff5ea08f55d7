"""A sheet that floats over the window until it is left with Esc or a click beside it. Knows not what is on it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QVBoxLayout, QWidget

from donnybrook.desktop.panels.plain import give_role

_TOP_PX = 84
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Overlay(QWidget):
    """Covers its window with a veil, and holds a sheet; the keyboard is the sheet's while it is shown."""

    def __init__(self, window: QWidget, width_px: int) -> None:
        super().__init__(window)
        self._around = window
        self._width_px = width_px
        self._before: QWidget | None = None
        self._pressed_in: QWidget | None = None  # who had the keyboard when a key went down
        self.sheet = QFrame(self)
        give_role(self.sheet, "sheet")
        self.column = QVBoxLayout(self.sheet)
        self.column.setContentsMargins(12, 12, 12, 12)
        window.installEventFilter(self)
        self.hide()

    def open(self, focus: QWidget) -> None:
        """Show the sheet, with the keyboard in one of its parts."""
        if self.isHidden():
            self._before = self._around.focusWidget()
        self.setGeometry(self._around.rect())
        self.place()
        self.show()
        self.raise_()
        focus.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Hide the sheet, and give the keyboard back to who had it; where it is hidden already, others have it."""
        if self.isHidden():
            return
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)

    def place(self) -> None:
        """Stand in the middle, near the top, as high as the sheet needs and the window allows."""
        width = min(self._width_px, self.width() - 40)
        self.sheet.setFixedWidth(width)
        wanted = self.sheet.heightForWidth(width) if self.sheet.hasHeightForWidth() else self.sheet.sizeHint().height()
        height = min(wanted, self.height() - _TOP_PX - 30)
        self.sheet.setGeometry((self.width() - width) // 2, _TOP_PX, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep covering the window when it changes its size."""
        if watched is self._around and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._around.rect())
            self.place()
        return False

    def event(self, event: QEvent) -> bool:
        """Keep every key from the actions of the window beneath."""
        if event.type() == QEvent.Type.ShortcutOverride:
            self._pressed_in = self._around.focusWidget()
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, Enter presses the button that has the keyboard; other keys go nowhere."""
        focused = self._around.focusWidget()
        stayed = focused is self._pressed_in  # Enter in a line may just have sent the keyboard to a button
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in _ENTER and not event.isAutoRepeat() and stayed and isinstance(focused, QAbstractButton):
            focused.click()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the sheet leaves."""
        if not self.sheet.geometry().contains(event.position().toPoint()):
            self.leave()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep the Tab key inside the sheet."""
        chain = [child for child in self.sheet.findChildren(QWidget) if _takes_tab(child)]
        now = self._around.focusWidget()
        if chain:
            place = chain.index(now) if now in chain else -1
            chain[(place + (1 if forward else -1)) % len(chain)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the veil."""
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, 110))


def _takes_tab(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
