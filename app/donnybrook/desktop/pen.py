"""Which of the window's threads writes its catalog now: one at a time, however long each takes. Knows no widget.

SQLite lets a writer wait for another for five seconds, and then refuses it; an edit of thousands of fights takes
longer. What the window's own thread stores waits for nobody here: it must not stand still (see ``Session``).
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import Catalog

_LOOK_S = 0.1


class Pen(QObject):
    """Of one catalog. It may be used from any thread, but the window's own would wait."""

    waiting_changed = Signal()
    """Emits nothing: more or fewer threads wait for it."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._lock = threading.RLock()
        self._waiting = set[int]()

    @property
    def waiting(self) -> int:
        """How many threads wait for it."""
        return len(self._waiting)

    def open(self, look: Callable[[], None] = lambda: None) -> Catalog:
        """Open the catalog for a thread, which then has the pen for each edit, and for no longer.

        ``look`` is asked now and then while an edit waits for it; what it raises ends that. Raises as ``Catalog.open``.
        """
        return Catalog.open(self._path, turn=lambda: self.held(look))

    @contextmanager
    def held(self, look: Callable[[], None] = lambda: None) -> Iterator[None]:
        """Have the pen for a while; ``look`` is as in ``open``."""
        if not self._lock.acquire(blocking=False):
            self._wait(look)
        try:
            yield
        finally:
            self._lock.release()

    def _wait(self, look: Callable[[], None]) -> None:
        me = threading.get_ident()
        self._waiting.add(me)
        self.waiting_changed.emit()
        try:
            while not self._lock.acquire(timeout=_LOOK_S):
                look()
        finally:
            self._waiting.discard(me)
            self.waiting_changed.emit()
