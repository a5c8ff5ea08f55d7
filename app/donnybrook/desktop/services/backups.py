"""Backups of the open catalog: by themselves while the window is open, and when one is asked for. Knows no widget."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from donnybrook.catalog.backups import Backup, Keeper, Rounds
from donnybrook.desktop.services.errands import Errands

_SETTLED_MS = 4000


class Backups(QObject):
    """Nothing here makes the window wait; a catalog that can only be read is left alone."""

    made = Signal()
    """There is one backup more."""

    failed = Signal(str)
    """Emits a sentence on why one that was due could not be made."""

    def __init__(self, catalog: Path, errands: Errands, parent: QObject | None = None, *, is_mine: bool = True) -> None:
        """``is_mine`` is false for a catalog that can only be read."""
        super().__init__(parent)
        self.keeper = Keeper(catalog)
        self._errands = errands
        self._is_mine = is_mine
        self._rounds = Rounds(self.keeper, made=lambda _backup: self.made.emit(), failed=self.failed.emit)
        self._beginning = QTimer(self, interval=_SETTLED_MS, singleShot=True)
        self._beginning.timeout.connect(self._rounds.start)

    def begin(self) -> None:
        """Make those that are due from now on, once the window has settled."""
        if self._is_mine:
            self._beginning.start()

    def make(self, reason: str, done: Callable[[], None], refused: Callable[[str], None]) -> None:
        """Make a backup, and then go on with ``done``; where none can be made, nothing goes on."""
        if not self._is_mine:
            done()  # what comes then is refused by the catalog itself, in its own words
            return

        def tell(_backup: Backup) -> None:
            self.made.emit()
            done()

        self._errands.run(lambda: self.keeper.back_up(reason), tell, refused)

    def close(self) -> None:
        """End; a backup that is being made is finished first."""
        self._beginning.stop()
        self._rounds.stop()
