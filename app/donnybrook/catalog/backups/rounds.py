"""Makes the backups that are due, by itself, in a thread of its own. Knows no screen.

The window starts it with the catalog and stops it before it closes; it tells by two functions, called in its thread.
"""

import threading
from collections.abc import Callable

from donnybrook.catalog.backups.keeper import Keeper
from donnybrook.catalog.backups.records import Backup, BackupProblem

_LOOK_EVERY_S = 60.0


class Rounds:
    """Looks now and then whether a backup is due: once at the start for what was entered before, then each hour."""

    def __init__(
        self,
        keeper: Keeper,
        *,
        made: Callable[[Backup], None] = lambda _backup: None,
        failed: Callable[[str], None] = lambda _sentence: None,
        look_every_s: float = _LOOK_EVERY_S,
    ) -> None:
        self._keeper = keeper
        self._made = made
        self._failed = failed
        self._look_every_s = look_every_s
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="backups", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self, *, wait_s: float = 10.0) -> None:
        """End, and break off the backup that is being made, if one is: do so before the catalog is closed."""
        self._stopping.set()
        self._keeper.break_off()
        if self._thread.is_alive():
            self._thread.join(wait_s)

    def _run(self) -> None:
        self._look(reason="on opening", on_opening=True)
        while not self._stopping.wait(self._look_every_s):
            self._look(reason="hourly", on_opening=False)

    def _look(self, *, reason: str, on_opening: bool) -> None:
        try:
            if self._keeper.due(on_opening=on_opening):
                self._made(self._keeper.back_up(reason))
        except BackupProblem as problem:
            if not self._stopping.is_set():
                self._failed(str(problem))
