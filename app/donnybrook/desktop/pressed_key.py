"""Which key an event is of, whatever alphabet the keyboard writes at the moment. Knows no action.

Qt numbers a letter by its sign: Ь is none of ``Qt.Key``, and not the M whose place it has. Actions are found all the
same, for Qt looks for their keys on the other layouts of the keyboard too; whoever looks at an event's key asks here.
"""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_LAST_LATIN, _FIRST_WITHOUT_SIGN = 0xFF, 0x01000000
_EVDEV_FROM = 8  # X11 and Wayland count the places of the keyboard from here
_ROWS = ((16, "QWERTYUIOP[]"), (30, "ASDFGHJKL;'`"), (43, "\\ZXCVBNM,./"))
_AT_PLACE = {place + at: ord(sign) for place, row in _ROWS for at, sign in enumerate(row)}


def pressed_key(event: QKeyEvent) -> int:
    """Return the number of a key as ``Qt.Key`` has it: of a letter of another alphabet, that of its place."""
    key = event.key()
    if not is_of_other_alphabet(key):
        return key
    if sys.platform == "win32":
        return event.nativeVirtualKey() or key
    return _AT_PLACE.get(event.nativeScanCode() - _EVDEV_FROM, key)


def is_of_other_alphabet(key: int) -> bool:
    """Whether a key writes a sign that is none of Latin-1: most of them have no name in ``Qt.Key``."""
    return _LAST_LATIN < key < _FIRST_WITHOUT_SIGN


def is_key(event: QKeyEvent, key: Qt.Key) -> bool:
    """Whether an event is of a key."""
    return pressed_key(event) == key
