"""A queue of work on films, where a newer picture request takes the place of an older one. Knows no film and no Qt."""

import threading
from collections import deque
from collections.abc import Callable

from donnybrook.media import FilmWorker

type Work = Callable[[FilmWorker], None]


class RequestQueue:
    """What waits for the film thread: at most one picture, which goes first, and jobs in the order they came."""

    def __init__(self) -> None:
        self._ready = threading.Condition()
        self._picture: Work | None = None
        self._jobs: deque[Work] = deque()
        self._is_closed = False

    def put_picture(self, work: Work) -> None:
        """Ask for a picture; one that is still waiting is dropped."""
        with self._ready:
            self._picture = work
            self._ready.notify()

    def put_job(self, work: Work) -> None:
        """Ask for something that must not be dropped."""
        with self._ready:
            self._jobs.append(work)
            self._ready.notify()

    def take(self) -> Work | None:
        """Wait for work and return it; ``None`` once the queue is closed."""
        with self._ready:
            self._ready.wait_for(lambda: self._is_closed or self._picture is not None or bool(self._jobs))
            if self._is_closed:
                return None
            work, self._picture = self._picture, None
            return work if work is not None else self._jobs.popleft()

    def close(self) -> None:
        """Drop what waits, and let the thread that takes from here end."""
        with self._ready:
            self._is_closed = True
            self._picture = None
            self._jobs.clear()
            self._ready.notify_all()
