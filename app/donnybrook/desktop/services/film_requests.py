"""A queue of work on films. Knows no film and no Qt."""

import threading
from collections import deque
from collections.abc import Callable

from donnybrook.media import FilmWorker

type Work = Callable[[FilmWorker], None]


class RequestQueue:
    """What waits for the film thread, in the order it came."""

    def __init__(self) -> None:
        self._ready = threading.Condition()
        self._jobs: deque[Work] = deque()
        self._is_closed = False

    def put_job(self, work: Work) -> None:
        """Ask for something to be done; nothing is, once the queue is closed."""
        with self._ready:
            if self._is_closed:
                return
            self._jobs.append(work)
            self._ready.notify()

    def take(self) -> Work | None:
        """Wait for work and return it; ``None`` once the queue is closed."""
        with self._ready:
            self._ready.wait_for(lambda: self._is_closed or bool(self._jobs))
            return None if self._is_closed else self._jobs.popleft()

    @property
    def is_closed(self) -> bool:
        """Whether nothing is done any more."""
        return self._is_closed

    def close(self) -> None:
        """Drop what waits, and let the thread that takes from here end."""
        with self._ready:
            self._is_closed = True
            self._jobs.clear()
            self._ready.notify_all()
