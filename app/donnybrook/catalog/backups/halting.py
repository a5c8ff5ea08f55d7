"""Breaks off a backup that is being made, from another thread: whoever closes a window waits for none."""

import threading

from donnybrook.catalog.backups.records import BackupProblem
from donnybrook.catalog.driver import Connection


class Halt:
    """Says to the work under way that it is to end."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._called = False
        self._working: Connection | None = None

    def call(self) -> None:
        """End what is under way, and let nothing new begin."""
        with self._lock:
            self._called = True
            if self._working:
                self._working.interrupt()

    def watch(self, connection: Connection | None) -> None:
        """Take ``connection`` as what is at work now; ``None`` when it is done. Raises ``BackupProblem`` when over."""
        with self._lock:
            self._working = connection
        if connection:
            self.check()

    def check(self) -> None:
        """Raise ``BackupProblem`` if the work is to end."""
        if self._called:
            raise BackupProblem("The backup was broken off. What there was before is as it was.")
