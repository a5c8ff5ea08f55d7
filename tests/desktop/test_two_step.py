"""A button that asks before it does what is not lightly done."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from donnybrook.desktop.panels.two_step import TwoStepButton


def press(button: TwoStepButton, key: Qt.Key, *, repeats: bool) -> None:
    QApplication.sendEvent(button, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "\r", repeats))


def test_enter_that_is_held_asks_and_does_nothing(qtbot: QtBot) -> None:
    button = TwoStepButton("Delete…", "Press again to delete it")
    qtbot.addWidget(button)
    done: list[bool] = []
    button.confirmed.connect(lambda: done.append(True))
    for repeats in (False, True, True):
        press(button, Qt.Key.Key_Return, repeats=repeats)
    assert button.is_armed
    assert not done
    press(button, Qt.Key.Key_Return, repeats=False)
    assert done
