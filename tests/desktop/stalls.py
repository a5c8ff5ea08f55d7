"""Sees when the window's event loop stands still, and what it was doing: in the main thread's own processor time.

Time by the clock would say how busy the machine is. What a test does by itself, between its waits, does not count:
only what runs while it waits (in an event loop), and what a key or a click that it sends sets off.
"""

import os
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from types import FrameType
from typing import Any

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer

# Beside other tests on the same processors a thread's own time is longer, by up to a half; the soak runs alone.
LIMIT_S = 0.1 if os.environ.get("DONNYBROOK_SOAK") else 0.15
_BEAT_MS = 5
_LOOK_EVERY_S = 0.01
_LOOK_FROM_S = 0.04
_FRAMES = 14
_INPUTS = (
    "keyClick",
    "keyPress",
    "keyRelease",
    "mouseClick",
    "mouseDClick",
    "mouseMove",
    "mousePress",
    "mouseRelease",
    "qWait",
)


@dataclass(frozen=True, slots=True)
class Stall:
    """For how long nothing else could happen, and where the thread was about then."""

    took_s: float
    stack: str

    def __str__(self) -> str:
        return f"the event loop stood still for {self.took_s * 1000:.0f} ms of the processor:\n{self.stack}"


class Watchdog(QObject):
    """Watches the thread it is made on, between ``start`` and ``stop``."""

    def __init__(self, limit_s: float = LIMIT_S) -> None:
        super().__init__()
        self.stalls: list[Stall] = []
        self._limit_s = limit_s
        self._depth = 0
        self._since_s = 0.0
        self._asks = False
        self._stack = ""
        self._main = threading.get_ident()
        self._clock = time.pthread_getcpuclockid(self._main)
        self._is_over = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="watchdog", daemon=True)
        self._timer = QTimer(self, interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin to watch."""
        # The thread tells itself where it is, once it comes to it: to read the frames of a thread that goes on
        # meanwhile, as another thread or faulthandler would, may end the process.
        signal.signal(signal.SIGUSR1, self._note)
        self._timer.start()
        self._watcher.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        self._is_over.set()
        self._watcher.join()
        signal.signal(signal.SIGUSR1, signal.SIG_IGN)

    def judge(self) -> None:
        """Fail if the window ever stood still, and say what it was doing."""
        assert not self.stalls, "\n".join(str(stall) for stall in self.stalls)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Count what happens meanwhile."""
        self._beat()
        self._since_s, self._asks, self._stack = self._now_s(), True, ""
        self._depth += 1
        try:
            yield
        finally:
            self._beat()
            self._depth -= 1

    def wrapped[**P, T](self, call: Callable[P, T]) -> Callable[P, T]:
        """Return a function that does the same, and is watched."""

        @wraps(call)
        def watched(*args: P.args, **kwargs: P.kwargs) -> T:
            with self.watching():
                return call(*args, **kwargs)

        return watched

    def _now_s(self) -> float:
        return time.clock_gettime(self._clock)

    def _beat(self) -> None:
        if not self._depth:
            return
        now_s = self._now_s()
        if now_s - self._since_s > self._limit_s:
            self.stalls.append(Stall(now_s - self._since_s, self._stack or "(it was over before it could tell)"))
        self._since_s, self._asks, self._stack = now_s, True, ""

    def _watch(self) -> None:
        while not self._is_over.wait(_LOOK_EVERY_S):
            held_up_s = self._now_s() - self._since_s
            # What it does once it is too late says who it was; what it does at the end may be the way out already.
            if self._depth and held_up_s > _LOOK_FROM_S and self._asks:
                self._asks = held_up_s <= self._limit_s
                signal.pthread_kill(self._main, signal.SIGUSR1)

    def _note(self, _number: int, frame: FrameType | None) -> None:
        if frame is not None:
            self._stack = "".join(reversed(traceback.format_stack(frame, limit=_FRAMES)))


def watch_all(watchdog: Watchdog, patch: Callable[[Any, str, Any], None], inputs: Any) -> None:
    """Have every event loop and every input of a test watched; ``patch`` sets an attribute for its length."""
    patch(QEventLoop, "exec", watchdog.wrapped(QEventLoop.exec))
    for name in _INPUTS:
        patch(inputs, name, staticmethod(watchdog.wrapped(getattr(inputs, name))))
    type_one = watchdog.wrapped(inputs.keyClicks)

    def key_clicks(widget: Any, text: str, *rest: Any) -> None:
        for letter in text:  # each of them is a key press of its own
            type_one(widget, letter, *rest)

    patch(inputs, "keyClicks", staticmethod(key_clicks))
