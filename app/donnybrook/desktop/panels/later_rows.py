"""Long lists of rows, shown some at a turn of the event loop, so that the window goes on in between. Knows no row."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

_MADE = 2  # a row that has to be made takes as long as so many that stand ready


class Row(Protocol):
    """What stands for one thing at a time."""

    @property
    def is_spare(self) -> bool:
        """Whether it may stand for another."""


class LongList(Protocol):
    """What shows rows, of many only the first at once."""

    @property
    def has_more(self) -> bool:
        """Whether rows are still to be shown."""

    def show_more(self) -> None:
        """Show some of them."""


class LaterRows(QObject):
    """Has several lists show all of their rows: one of them at a turn, from the first list on."""

    def __init__(self, lists: Sequence[LongList], parent: QObject) -> None:
        super().__init__(parent)
        self._lists = lists
        self._turns = QTimer(self, interval=0)
        self._turns.timeout.connect(self._show_more)

    def start(self) -> None:
        """Go on until nothing is left to be shown."""
        if any(each.has_more for each in self._lists):
            self._turns.start()

    def stop(self) -> None:
        """Show no more."""
        self._turns.stop()

    def _show_more(self) -> None:
        longer = next((each for each in self._lists if each.has_more), None)
        if longer is None:
            self._turns.stop()
        else:
            longer.show_more()


def room_for(ids: Sequence[int], rows: Mapping[int, Row], spare: int, most: int) -> int:
    """Return how many rows, from the first, can be shown now: those that are shown, and ``most`` others.

    ``rows`` are shown by their ids, and so many that are ``spare`` stand ready, beside those that are to go.
    """
    wanted, left = set(ids), most
    spare += sum(row.is_spare for row_id, row in rows.items() if row_id not in wanted)
    for place, row_id in enumerate(ids):
        if row_id not in rows:
            left -= 1 if spare > 0 else _MADE
            spare -= 1
        if left < 0:
            return place
    return len(ids)
