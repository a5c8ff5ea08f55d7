"""Asks a catalog what takes longer than a key press, in a thread of its own. Knows no widget, and what is asked.

Of each topic the latest question alone counts: the one before it is interrupted, and its answer dropped. The first
counting of a large catalog, which takes seconds, lets any other question go before it, and then goes on.
"""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from donnybrook.catalog import Catalog, Gone
from donnybrook.catalog.questions import Superseded
from donnybrook.problems import Problem
from donnybrook.records import dataclass

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Question:
    topic: str
    number: int
    ask: Callable[[Catalog], object]
    answered: Callable[[Any], None]
    refused: Callable[[], None]


class _Thread(QThread):
    answered = Signal(object, object)
    refused = Signal(object)

    def __init__(self, path: Path, *, read_only: bool) -> None:
        super().__init__()
        self._path = path
        self._read_only = read_only
        self._turn = threading.Condition()
        self._waiting: OrderedDict[str, _Question] = OrderedDict()
        self._catalog: Catalog | None = None  # while it is asked
        self._topic = ""
        self._is_dropped = False  # what is being asked now
        self._is_ending = False

    def put(self, question: _Question) -> None:
        with self._turn:
            self._waiting[question.topic] = question
            if self._catalog is not None and self._topic == question.topic:
                self._catalog.questions.interrupt()
            self._turn.notify()

    def drop(self, topic: str) -> None:
        with self._turn:
            self._waiting.pop(topic, None)
            if self._catalog is not None and self._topic == topic:
                self._is_dropped = True
                self._catalog.questions.interrupt()

    def end(self) -> None:
        with self._turn:
            self._is_ending = True
            if self._catalog is not None:
                self._catalog.questions.interrupt()
            self._turn.notify()
        self.wait()

    def run(self) -> None:
        while self._is_asked():
            try:
                # Its search index is the one on the disk, which a catalog opened for reading alone would not share.
                with Catalog.open(self._path, read_only=self._read_only) as catalog:
                    catalog.questions.give_way_if(lambda: bool(self._waiting))
                    while (question := self._next()) is not None:
                        self._put_to(catalog, question)
            except Problem:  # the window tells of a catalog that can't be read, and shows no counts
                self._refuse_all()

    def _refuse_all(self) -> None:
        with self._turn:
            waiting, self._waiting = self._waiting, OrderedDict()
        for question in waiting.values():
            self.refused.emit(question)

    def _is_asked(self) -> bool:
        """Wait for a question; ``False``: none is put any more."""
        with self._turn:
            while not self._waiting and not self._is_ending:
                self._turn.wait()
            return not self._is_ending

    def _next(self) -> _Question | None:
        with self._turn:
            return self._waiting.popitem(last=False)[1] if self._is_asked() else None

    def _put_to(self, catalog: Catalog, question: _Question) -> None:
        with self._turn:
            self._catalog, self._topic, self._is_dropped = catalog, question.topic, False
        try:
            catalog.noticed_changes()  # the vocabulary is that of now
            self.answered.emit(question, catalog.read(lambda _: question.ask(catalog)))
        except Superseded:
            self._put_back(question)
        except (Gone, Problem):  # what it was about may have gone meanwhile
            self.refused.emit(question)
        except Exception:  # noqa: BLE001 (this loop is a door)
            _log.exception("a question to the catalog failed")
            self.refused.emit(question)
        finally:
            with self._turn:
                self._catalog = None

    def _put_back(self, question: _Question) -> None:
        """Have a question asked again after those that wait, unless another took its place or nobody wants it."""
        with self._turn:
            if not self._is_dropped:
                self._waiting.setdefault(question.topic, question)


class Asker(QObject):
    """Takes questions, and gives answers back in the window's thread."""

    def __init__(self, path: Path, *, read_only: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._latest: dict[str, int] = {}
        self._is_closed = False
        self._thread = _Thread(path, read_only=read_only)
        self._thread.answered.connect(self._give)
        self._thread.refused.connect(self._refuse)

    def ask[T](
        self,
        topic: str,
        question: Callable[[Catalog], T],
        answered: Callable[[T], None],
        refused: Callable[[], None] = lambda: None,
    ) -> None:
        """Ask; the catalog that is handed to ``question`` is the thread's own, and so is nothing else.

        ``refused`` hears that no answer comes, since what is asked about is gone, or the question failed.
        """
        if self._is_closed:
            return
        number = self._latest[topic] = self._latest.get(topic, 0) + 1
        self._thread.put(_Question(topic, number, question, answered, refused))
        if not self._thread.isRunning():
            self._thread.start(QThread.Priority.LowPriority)

    def drop(self, topic: str) -> None:
        """Let go of what is asked of a topic: no answer comes."""
        self._latest[topic] = self._latest.get(topic, 0) + 1
        self._thread.drop(topic)

    def close(self) -> None:
        """Ask nothing more, and give no answer."""
        self._is_closed = True
        self._latest.clear()
        self._thread.end()

    def _give(self, question: _Question, answer: object) -> None:
        if self._latest.get(question.topic) == question.number:
            question.answered(answer)

    def _refuse(self, question: _Question) -> None:
        if self._latest.get(question.topic) == question.number:
            question.refused()
