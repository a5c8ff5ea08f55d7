"""Works measures out in a thread of its own, one at a time: the latest wanted alone counts. Knows no widget."""

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from donnybrook.analysis.material import measure
from donnybrook.analysis.measure import Measure, Result
from donnybrook.catalog import Catalog, Film
from donnybrook.catalog.questions import Superseded
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.services.asker import Asker
from donnybrook.problems import Problem
from donnybrook.records import dataclass

_TOPIC = "measure"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be measured among which fights."""

    measure: Measure
    query: str


class Measuring(QObject):
    """Says how far it is, and gives the result, in the window's thread."""

    begun = Signal()
    progressed = Signal(int, int)
    """Emits how many of how many steps are done."""

    measured = Signal(object, object)
    """Emits what was wanted, and its ``Result``."""

    refused = Signal(str)
    """Emits why there is no result."""

    ended = Signal()
    """Nothing is being measured any more, whether there is a result or not."""

    def __init__(self, path: Path, *, read_only: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asker = Asker(path, read_only=read_only, parent=self)
        self._stop = threading.Event()
        self._is_busy = False

    @property
    def is_busy(self) -> bool:
        """Whether something is being measured."""
        return self._is_busy

    def begin(self, wanted: Wanted) -> None:
        """Measure; what was being measured before is dropped."""
        self._stop.set()
        stop = self._stop = threading.Event()
        self._is_busy = True
        self.begun.emit()
        nothing = translate("Measuring", "Nothing was measured.")
        answered, refused = partial(self._answered, wanted), partial(self._answered, wanted, nothing)
        self._asker.ask(_TOPIC, self._question(wanted, stop), answered, refused)

    def stop(self) -> None:
        """Measure nothing any more."""
        if self._is_busy:
            self._stop.set()
            self._asker.drop(_TOPIC)
            self._end()

    def ask_films(self, answered: Callable[[list[Film]], None]) -> None:
        """Read the films, which takes a while where there are many fights."""
        self._asker.ask("films", Catalog.films, answered)

    def close(self) -> None:
        """Let go of the catalog."""
        self._stop.set()
        self._asker.close()

    def _question(self, wanted: Wanted, stop: threading.Event) -> Callable[[Catalog], Result | str]:
        def told(done: int, steps: int) -> None:
            if stop.is_set():
                raise Superseded
            self.progressed.emit(done, steps)

        def ask(catalog: Catalog) -> Result | str:
            try:
                catalog.search(wanted.query, limit=1).whole(translate("Measuring", "Nothing was measured."))
                return measure(catalog, wanted.measure, wanted.query, told)
            except Superseded:
                raise
            except Problem as problem:
                return str(problem)

        return ask

    def _answered(self, wanted: Wanted, told: Result | str) -> None:
        self._end()
        if isinstance(told, str):
            self.refused.emit(told)
        else:
            self.measured.emit(wanted, told)

    def _end(self) -> None:
        self._is_busy = False
        self.ended.emit()
