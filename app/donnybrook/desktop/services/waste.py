"""Looks for waste (objects that only refer to each other) on the window's own thread. Knows no widget.

Left to itself, Python looks for it on whichever thread happens to allocate. A Qt object found there would be destroyed
on the wrong thread, and Qt does not survive that: reading a vocabulary in a thread was enough to see it.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_LOOK_EVERY_MS = 1_000


class WasteCollector(QObject):
    """Takes the looking over from Python until ``hand_back`` is called."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # what was made at the start stays
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Look through the oldest generation that is due, as Python would."""
        due = [
            place
            for place, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > most
        ]
        if due:
            gc.collect(due[-1])

    def hand_back(self) -> None:
        """Let Python look by itself again."""
        self._timer.stop()
        gc.enable()
