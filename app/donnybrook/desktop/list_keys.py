"""Lets the letters of another alphabet act while a list has the keyboard. Knows no action, and no list by name.

Where no layout of the keyboard is Latin, Qt finds no action by such a letter, and hands it to the list, which looks for
a row that begins with it. A Latin letter is an action first, and only then a word to be looked for.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget


class ListKeys(QObject):
    """Sees the next key of a list before the list does."""

    def __init__(self, act: Callable[[QKeyEvent], bool], parent: QObject) -> None:
        """``act`` does what a key is for, and returns whether that is anything."""
        super().__init__(parent)
        self._act = act

    def mind(self, widget: QWidget | None) -> None:
        """Do what the key is for that is about to come to a widget, if it is a list; others keep what is typed."""
        if isinstance(widget, QAbstractItemView):
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at one key, which may have been an action's already and then only comes up."""
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) or not isinstance(event, QKeyEvent):
            return False
        watched.removeEventFilter(self)
        return event.type() == QEvent.Type.KeyPress and self._act(event)
