"""Sees when the window's event loop stands still, and what it was doing: in the main thread's own processor time.

Time by the clock would say how busy the machine is, and the processor's own how slow: what took too long is measured
against a piece of work of known size, done right after it. No such measure is exact to the half: what lies between the
limit and twice that is seen again when the test is run once more, or was none. What a test does by itself, between
its waits, does not count: only what runs while it waits (in an event loop), and what its own keys and clicks set off.
"""

import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from statistics import median
from types import FrameType
from typing import Any

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer

LIMIT_S = 0.1  # on a machine that does the piece of work in the time below
SURE = 2.0  # times the limit; the machine's speed is not known well enough to be as sure below
_PIECE_S = 0.002
_PIECES = 9
_SLOWEST_PACE = 4.0
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


def piece_of_work() -> None:
    """Do what takes 2 ms on the machine that the limit is for: strings and containers, as in any program."""
    words = [f"{number:05d} fight" for number in range(2000)]
    assert len({word: sorted(word) for word in words}) == len(words)


def pace() -> float:
    """Return how many times as long as that this machine takes now, from 1 to 4."""
    took_s = []
    for _ in range(_PIECES):
        began_s = time.thread_time()
        piece_of_work()
        took_s.append(time.thread_time() - began_s)
    return min(max(1.0, median(took_s) / _PIECE_S), _SLOWEST_PACE)


class StoodStill(AssertionError):
    """The window stood still in a test."""


class PerhapsStoodStill(StoodStill):
    """So it seems: if it does the same when it is run once more, it did."""


@dataclass(frozen=True, slots=True)
class Stall:
    """For how long nothing else could happen, and where the thread was about then."""

    took_s: float
    pace: float
    stack: str

    @property
    def is_sure(self) -> bool:
        """Whether it was so long that it need not be seen twice."""
        return self.took_s > SURE * LIMIT_S * self.pace

    def __str__(self) -> str:
        took = f"{self.took_s * 1000:.0f} ms of the processor ({self.pace:.1f} times as slow as the limit's)"
        return f"the event loop stood still for {took}:\n{self.stack}"


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
        """Raise ``StoodStill`` if the window ever did, and say what it was doing; ``PerhapsStoodStill`` if unsure."""
        if self.stalls:
            is_sure = any(stall.is_sure for stall in self.stalls)
            raise (StoodStill if is_sure else PerhapsStoodStill)("\n".join(str(stall) for stall in self.stalls))

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
        took_s = self._now_s() - self._since_s
        slowness = pace() if took_s > self._limit_s else 1.0
        if took_s > self._limit_s * slowness:
            self.stalls.append(Stall(took_s, slowness, self._stack or "(it was over before it could tell)"))
        self._since_s, self._asks, self._stack = self._now_s(), True, ""

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
