"""Which key of the window is down, and what is to be done when it comes up again. Knows no action, and no mark."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QKeyEvent, QKeySequence


class HeldKeys:
    """Told of the window's key events; a key is known by its place on the keyboard, where the system tells that."""

    def __init__(self) -> None:
        self._pressed: tuple[int, int] | None = None  # key and place, of the one that went down last
        self._sequences: tuple[QKeySequence, ...] = ()  # it, with what is held beside it, and without
        self._held: dict[tuple[int, int], Callable[[], object]] = {}

    def has_pressed(self, sequences: Sequence[QKeySequence]) -> bool:
        """Whether one of these is the key that went down last, and it is down still."""
        return self._pressed is not None and any(sequence in self._sequences for sequence in sequences)

    def note_press(self, event: QKeyEvent) -> None:
        """A key went down; what a held one does again and again is none of our business."""
        if not event.isAutoRepeat():
            self._pressed = (event.key(), event.nativeScanCode())
            self._sequences = (QKeySequence(event.keyCombination()), QKeySequence(event.key()))

    def hold(self, let_go: Callable[[], object]) -> None:
        """Do something when the key that went down last comes up; at once, if none is down."""
        if self._pressed is None:
            let_go()
            return
        before = self._held.pop(self._pressed, None)
        if before is not None:  # its coming up was never told
            before()
        self._held[self._pressed] = let_go

    def note_release(self, event: QKeyEvent) -> None:
        """A key came up."""
        if event.isAutoRepeat():
            return
        up = (event.key(), event.nativeScanCode())
        if self._pressed is not None and _are_one(self._pressed, up):
            self._pressed = None
        for down in [each for each in self._held if _are_one(each, up)]:
            self._held.pop(down)()

    def let_go(self) -> None:
        """Do as if all keys came up: the window no longer has the keyboard, and will not be told."""
        held, self._held, self._pressed = self._held, {}, None
        for let_go in held.values():
            let_go()


def _are_one(down: tuple[int, int], up: tuple[int, int]) -> bool:
    # With Shift up before it, the key of a digit may come up as another sign; its place stays.
    return down[1] == up[1] if down[1] else down[0] == up[0]
