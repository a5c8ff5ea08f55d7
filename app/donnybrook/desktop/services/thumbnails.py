"""Pictures for walls and lists: read, decoded and cut in a thread of their own, newest requests first, up to a size.

It knows a picture only by its name (see ``Catalog.picture``), and no widget.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QThread, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from donnybrook.catalog import Catalog
from donnybrook.desktop.services.picture_shapes import Fit, blurred, decoded, fitted, without_bars
from donnybrook.problems import Problem
from donnybrook.records import dataclass

_CACHE_BYTES = 128 * 1024 * 1024
_WAITING_MOST = 96
_ONE_GO_S = 0.005  # between two cards of a screen that is painted lies less
_TELL_EVERY_MS = 30
_VEIL = "~"  # stands before the name of a picture that is wanted as a blur


@dataclass(frozen=True, slots=True)
class _Wish:
    """A picture; ``fit`` says for which place it is to be cut, ``None``: for none, it stays whole."""

    name: str
    fit: Fit | None = None


class _Reader(QThread):
    """Opens the catalog for itself, and reads what is wanted: of the last wishes first, in the order of asking."""

    read = Signal(object, QImage)
    refused = Signal(str)

    def __init__(self, catalog: Path, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._catalog = catalog
        self._clock = clock
        self._screens: list[dict[_Wish, None]] = []  # what was asked for at one go, in that order; the last go is next
        self._asked_s = 0.0
        self._in_hand: set[_Wish] = set()  # read, and perhaps not yet taken over
        self._turn = threading.Condition()
        self._ending = False

    def want(self, wish: _Wish) -> None:
        with self._turn:
            now_s, before_s = self._clock(), self._asked_s
            self._asked_s = now_s
            if wish in self._in_hand:
                return
            for screen in self._screens:
                screen.pop(wish, None)
            if not self._screens or now_s - before_s > _ONE_GO_S:
                self._screens.append({})
            self._screens[-1][wish] = None
            while sum(map(len, self._screens)) > _WAITING_MOST:
                first = self._screens[0]
                first.pop(next(iter(first)), None) if first else self._screens.pop(0)
            self._turn.notify()

    def drop(self) -> bool:
        """Let go of all that has not been begun; returns whether there was any."""
        with self._turn:
            had = any(self._screens)
            self._screens.clear()
            return had

    def taken(self, wish: _Wish) -> None:
        """A picture has been taken over; it can be asked for again."""
        with self._turn:
            self._in_hand.discard(wish)

    def end(self) -> None:
        with self._turn:
            self._ending = True
            self._turn.notify()
        self.wait()

    def run(self) -> None:
        try:
            self._read_wanted()
        except Problem as problem:
            self.refused.emit(str(problem))

    def _read_wanted(self) -> None:
        with Catalog.open(self._catalog, read_only=True) as catalog:
            while (wish := self._next()) is not None:
                jpeg = catalog.picture(wish.name.removeprefix(_VEIL))
                image = without_bars(decoded(jpeg)) if jpeg else QImage()
                if wish.name.startswith(_VEIL):
                    image = blurred(image)
                self.read.emit(wish, image if wish.fit is None else fitted(image, wish.fit))

    def _next(self) -> _Wish | None:
        with self._turn:
            while not any(self._screens) and not self._ending:
                self._turn.wait()
            if self._ending:
                return None
            while not self._screens[-1]:
                self._screens.pop()
            wish = next(iter(self._screens[-1]))
            del self._screens[-1][wish]
            self._in_hand.add(wish)
            return wish


def veiled(name: str) -> str:
    """Return the name by which a picture is had as a blur, of which nobody can tell what it shows."""
    return f"{_VEIL}{name.removeprefix(_VEIL)}"


class Thumbnails(QObject):
    """The pictures of one catalog. Nothing here waits: what is not there yet is announced by ``arrived``."""

    arrived = Signal()
    """Pictures that were asked for have come; emitted at most every 30 ms."""

    came = Signal(object)
    """The same, with the names of those that have come, for whoever looks again at these alone."""

    problem = Signal(str)
    """Emits a sentence, once, when the pictures can't be read at all."""

    def __init__(self, catalog: Path, parent: QObject | None = None, *, cache_bytes: int = _CACHE_BYTES) -> None:
        super().__init__(parent)
        self._cache_bytes = cache_bytes
        self._bytes = 0
        self._kept: OrderedDict[_Wish, QPixmap] = OrderedDict()
        self._latest: dict[str, _Wish] = {}  # by name, as which it came last
        self._unreadable: set[str] = set()
        self._telling = QTimer(self, interval=_TELL_EVERY_MS, singleShot=True)
        self._telling.timeout.connect(self._announce)
        self._new: set[str] = set()
        self._reader = _Reader(catalog)
        self._reader.read.connect(self._keep)
        self._reader.refused.connect(self._give_up)
        self._has_given_up = False
        self._is_closed = False

    def pixmap(self, name: str | None) -> QPixmap | None:
        """Return a picture if it is at hand, else ask for it; ``None`` also for a name nothing goes by."""
        return None if name is None else self._at_hand(_Wish(name))

    def fitted(self, name: str | None, fit: Fit) -> QPixmap | None:
        """Return a picture cut for a place, as ``pixmap``; until it comes, the same picture cut for another place."""
        if name is None:
            return None
        found = self._at_hand(_Wish(name, fit))
        if found is None and (other := self._latest.get(name)) is not None and other.fit is not None:
            return self._kept.get(other)
        return found

    def drop_waiting(self) -> None:
        """Let go of what was asked for: it is out of sight. Whoever still wants a picture asks again on ``arrived``."""
        if self._reader.drop() and not self._is_closed:
            self._tell()

    def close(self) -> None:
        """End the thread, and keep nothing that comes late; call it before the catalog is closed."""
        self._is_closed = True
        self._telling.stop()
        if self._reader.isRunning():
            self._reader.end()

    def _at_hand(self, wish: _Wish) -> QPixmap | None:
        if wish.name in self._unreadable:
            return None
        kept = self._kept.get(wish)
        if kept is not None:
            self._kept.move_to_end(wish)
        elif not (self._has_given_up or self._is_closed):
            if not self._reader.isRunning():
                self._reader.start(QThread.Priority.LowPriority)
            self._reader.want(wish)
        return kept

    def _give_up(self, sentence: str) -> None:
        if self._is_closed:
            return
        self._has_given_up = True  # asking again at each paint would tell the same again and again
        self.problem.emit(sentence)

    def _keep(self, wish: _Wish, image: QImage) -> None:
        if self._is_closed:
            return
        self._reader.taken(wish)
        if image.isNull():
            self._unreadable.add(wish.name)
            return
        self._forget(wish)
        self._kept[wish] = pixmap = QPixmap.fromImage(image)
        self._latest[wish.name] = wish
        self._new.add(wish.name)
        self._bytes += _size_bytes(pixmap)
        while self._bytes > self._cache_bytes and len(self._kept) > 1:
            self._forget(next(iter(self._kept)))
        self._tell()

    def _forget(self, wish: _Wish) -> None:
        pixmap = self._kept.pop(wish, None)
        if pixmap is not None:
            self._bytes -= _size_bytes(pixmap)
            if self._latest.get(wish.name) == wish:
                del self._latest[wish.name]

    def _announce(self) -> None:
        names, self._new = frozenset(self._new), set()
        self.came.emit(names)
        self.arrived.emit()

    def _tell(self) -> None:
        if not self._telling.isActive():
            self._telling.start()


def _size_bytes(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * pixmap.depth() // 8
