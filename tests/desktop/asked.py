"""Answers the dialogs that ask for a path, by keys."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

PATIENCE_MS = 240_000  # the whole film is looked through meanwhile, and others may be at work too
CONTROL = Qt.KeyboardModifier.ControlModifier


class Asked:
    """Types a path into the dialog that a key opens. While one is open, whoever opened it waits."""

    def __init__(self, window: QWidget, qtbot: QtBot) -> None:
        self._window = window
        self._qtbot = qtbot

    def answer(self, key: Qt.Key, path: Path) -> None:
        """Press a key with Control, and give the dialog that comes a path."""
        typed: list[Path] = []

        def type_path() -> None:
            dialog, focused = QApplication.activeModalWidget(), QApplication.focusWidget()
            if dialog is None or focused is None or not dialog.isAncestorOf(focused):
                QTimer.singleShot(20, type_path)
                return
            QTest.keyClicks(keyboard(), str(path))
            typed.append(path)
            press(Qt.Key.Key_Return)

        QTimer.singleShot(0, type_path)
        press(key, CONTROL)
        self._qtbot.waitUntil(lambda: bool(typed) and QApplication.activeModalWidget() is None, timeout=PATIENCE_MS)
        self._window.activateWindow()  # as a desktop does when a dialog has gone; here is none
        self._qtbot.waitUntil(self._window.isActiveWindow, timeout=PATIENCE_MS)


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(keyboard(), key, held)


def keyboard() -> QWidget:
    """Return who has the keyboard."""
    focused = QApplication.focusWidget() or QApplication.activeWindow()
    assert isinstance(focused, QWidget)
    return focused
