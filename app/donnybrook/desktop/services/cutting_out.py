"""Cuts fights out of their films in a thread, one wish at a time. Knows no widget.

What is written takes its name when it is whole; what is stopped, or left behind when the catalog closes, leaves
nothing.
"""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal

from donnybrook.catalog import Catalog
from donnybrook.desktop.marked_words import translated
from donnybrook.desktop.services.errands import OWN_FAULT
from donnybrook.exchange.cutting.cutting import Cutting, CuttingStopped
from donnybrook.exchange.cutting.picking import Hides, in_film_order, pick
from donnybrook.exchange.cutting.wishes import Cut, Wish
from donnybrook.problems import Problem
from donnybrook.records import dataclass

_log = logging.getLogger(__name__)
_NICENESS = 10  # the film that plays meanwhile goes first


@dataclass(frozen=True, slots=True)
class Fights:
    """Which fights are wanted, from how long before their in points on; as they stand, or film by film."""

    scene_ids: tuple[int, ...]
    is_ordered: bool
    lead_in_us: int = 0


class _Run(QThread):
    told = Signal(float)
    done = Signal(object)
    refused = Signal(str)
    stopped = Signal()

    def __init__(self, catalog: Path, fights: Fights, wish: Wish, hides: Hides, parent: QObject) -> None:
        super().__init__(parent)
        self._catalog = catalog
        self._fights = fights
        self._wish = wish
        self._hides = hides
        self._cutting: Cutting | None = None
        self._is_stopped = False

    def stop(self) -> None:
        self._is_stopped = True
        if self._cutting is not None:
            self._cutting.stop()

    def run(self) -> None:
        try:
            self.done.emit(self._cut())
        except CuttingStopped as stop:
            if stop.kept:
                self.refused.emit(str(stop))
            else:
                self.stopped.emit()
        except Problem as problem:
            self.refused.emit(str(problem))
        except Exception:  # noqa: BLE001 (this thread is a door; who waits must hear of it)
            _log.exception("cutting failed")
            self.refused.emit(translated(OWN_FAULT))

    def _cut(self) -> Cut:
        with Catalog.open(self._catalog, read_only=True) as catalog:
            ids: Sequence[int] = self._fights.scene_ids
            ordered = ids if self._fights.is_ordered else in_film_order(catalog, ids)
            picked = pick(catalog, ordered, lead_in_us=self._fights.lead_in_us, hides=self._hides)
        self._cutting = Cutting(picked, self._wish, self.told.emit, niceness=_NICENESS)
        if self._is_stopped:
            self._cutting.stop()
        return self._cutting.run()


class CuttingOut(QObject):
    """One run at a time."""

    changed = Signal()
    """A run is further, or over."""

    done = Signal(object)
    """Emits what was written, as a ``Cut``."""

    refused = Signal(str)
    """Emits a sentence on why nothing was written."""

    def __init__(self, catalog: Path, hiding: Callable[[], Hides], parent: QObject | None = None) -> None:
        """``hiding`` gives what says, as it is now, which films' fights are told of without their titles."""
        super().__init__(parent)
        self._catalog = catalog
        self._hiding = hiding
        self._run: _Run | None = None
        self._is_closed = False
        self.share = 0.0

    @property
    def is_running(self) -> bool:
        """Whether something is being cut."""
        return self._run is not None

    def start(self, fights: Fights, wish: Wish) -> None:
        """Cut; nothing happens while something is being cut, or once it is closed."""
        if self._run is not None or self._is_closed:
            return
        self.share = 0.0
        self._run = _Run(self._catalog, fights, wish, self._hiding(), self)
        self._run.told.connect(self._tell)
        self._run.done.connect(self._end)
        self._run.refused.connect(self._refuse)
        self._run.stopped.connect(self._let_go)
        self._run.finished.connect(self._run.deleteLater)
        self._run.start(QThread.Priority.LowPriority)
        self.changed.emit()

    def stop(self) -> None:
        """Stop; nothing is left of it."""
        if self._run is not None:
            self._run.stop()

    def close(self) -> None:
        """Stop, and wait for the thread; what it still has to say is heard by nobody."""
        self._is_closed = True
        if self._run is not None:
            self._run.stop()
            self._run.wait()
            self._run = None
            self.changed.emit()

    def _tell(self, share: float) -> None:
        if not self._is_closed:
            self.share = share
            self.changed.emit()

    def _end(self, cut: Cut) -> None:
        if not self._is_closed:
            self._let_go()
            self.done.emit(cut)

    def _refuse(self, sentence: str) -> None:
        if not self._is_closed:
            self._let_go()
            self.refused.emit(sentence)

    def _let_go(self) -> None:
        if not self._is_closed:
            run, self._run = self._run, None
            if run is not None:
                run.wait()  # it has told its end: Qt ends the program for a thread that is let go before its own
            self.changed.emit()
