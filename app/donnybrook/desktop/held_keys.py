"""Which key of the window is down, and what is to be done when it comes up again. Knows no action, and no mark.

Not every system says which presses are the keyboard's own repeating: a key that was down long enough to repeat itself
is taken to be up only when it stays up for a moment. Where it was lifted is noted at once.
"""

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence

from donnybrook.desktop.pressed_key import pressed_key
from donnybrook.records import dataclass

_REPEATS_FROM_S = 0.15  # no keyboard repeats itself sooner
_STAYS_UP_MS = 40

type _Key = tuple[int, int]  # what it is, and its place on the keyboard, where the system tells that


def _nothing() -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a held action does when its key goes down and comes up.

    ``lift`` is called when it seems to come up, then either ``go_on``, for it did not, or ``let_go``.
    """

    press: Callable[[], object]
    let_go: Callable[[], object]
    lift: Callable[[], object] = _nothing
    go_on: Callable[[], object] = _nothing


class HeldKeys(QObject):
    """Told of the window's key events."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pressed: _Key | None = None  # the one that went down last
        self._sequences: tuple[
            QKeySequence, ...
        ] = ()  # it, with what is held beside it, and without; by sign and by place
        self._is_repeat = False
        self._held: dict[_Key, tuple[Held, float]] = {}  # since when
        self._lifted: dict[_Key, QTimer] = {}

    @property
    def is_repeat(self) -> bool:
        """Whether the key that went down last is one that is held, and repeats itself."""
        return self._is_repeat

    def has_pressed(self, sequences: Sequence[QKeySequence]) -> bool:
        """Whether one of these is the key that went down last, and it is down still."""
        return self._pressed is not None and any(sequence in self._sequences for sequence in sequences)

    def note_press(self, event: QKeyEvent) -> None:
        """A key went down."""
        if event.isAutoRepeat():
            return
        self._pressed = (event.key(), event.nativeScanCode())
        by_place, beside = pressed_key(event), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        self._sequences = (
            QKeySequence(event.keyCombination()),
            QKeySequence(event.key()),
            QKeySequence(beside.value | by_place),
            QKeySequence(by_place),
        )
        lifted = [key for key in self._lifted if _are_one(key, self._pressed)]
        self._is_repeat = bool(lifted)
        for key in lifted:
            self._lifted.pop(key).stop()
            self._held[key][0].go_on()

    def finish_pressed(self) -> None:
        """End what the key that went down last was held for before: its coming up was never told."""
        if self._pressed is not None:
            self._finish(self._pressed)

    def hold(self, held: Held) -> None:
        """Let go of something when the key that went down last comes up; at once, if none is down."""
        if self._pressed is None:
            held.let_go()
            return
        self._held[self._pressed] = (held, time.monotonic())

    def note_release(self, event: QKeyEvent) -> None:
        """A key came up, or so it seems."""
        if event.isAutoRepeat():
            return
        up = (event.key(), event.nativeScanCode())
        if self._pressed is not None and _are_one(self._pressed, up):
            self._pressed = None
        for key in [each for each in self._held if _are_one(each, up)]:
            held, since_s = self._held[key]
            if time.monotonic() - since_s < _REPEATS_FROM_S:
                self._finish(key)
            elif key not in self._lifted:
                held.lift()
                timer = QTimer(self, singleShot=True, interval=_STAYS_UP_MS)
                timer.timeout.connect(lambda key=key: self._finish(key))
                self._lifted[key] = timer
                timer.start()

    def let_go(self) -> None:
        """Do as if all keys came up: the window no longer has the keyboard, and will not be told."""
        self._pressed = None
        for key in list(self._held):
            self._finish(key)

    def _finish(self, key: _Key) -> None:
        timer = self._lifted.pop(key, None)
        if timer is not None:
            timer.stop()
            timer.deleteLater()
        held = self._held.pop(key, None)
        if held is not None:
            held[0].let_go()


def _are_one(down: _Key, up: _Key) -> bool:
    # With Shift up before it, the key of a digit may come up as another sign; its place stays.
    return down[1] == up[1] if down[1] else down[0] == up[0]
