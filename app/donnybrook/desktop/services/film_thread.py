"""The thread that talks to the film worker, so that no film can make the window wait. Knows no widget, no catalog."""

import logging

from PySide6.QtCore import QObject, QThread

from donnybrook.desktop.services.film_requests import RequestQueue, Work
from donnybrook.media import FilmWorker, Nursery

_log = logging.getLogger(__name__)


class FilmThread(QThread):
    """Owns the one film worker, and does what the queue holds, one thing after another."""

    def __init__(self, parent: QObject | None = None, nursery: Nursery | None = None) -> None:
        super().__init__(parent)
        self._nursery = nursery
        self._queue = RequestQueue()

    def put_job(self, work: Work) -> None:
        """Have something done when its turn comes."""
        self._queue.put_job(work)
        self._wake()

    def close(self) -> None:
        """Drop what waits, finish what is in hand, and end the thread and the worker's process."""
        self._queue.close()
        self.wait()

    def run(self) -> None:
        """Work until the queue is closed; a fault of our own costs one request, and is logged."""
        with FilmWorker(nursery=self._nursery) as worker:
            while (work := self._queue.take()) is not None:
                try:
                    work(worker)
                except Exception:  # noqa: BLE001 (this loop is a door)
                    _log.exception("a request to a film failed")

    def _wake(self) -> None:
        if not (self._queue.is_closed or self.isRunning()):
            self.start()
