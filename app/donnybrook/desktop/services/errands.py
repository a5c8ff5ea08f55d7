"""Runs a piece of long work in a thread of its own, and gives its answer back to the window's. Knows no widget.

What is run opens files and catalogs for itself, and touches nothing of the window's.
"""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QThread

from donnybrook.desktop.marked_words import N_, translated
from donnybrook.problems import Problem

_log = logging.getLogger(__name__)

OWN_FAULT = N_("The program itself went wrong at this. What was saved is safe; its log says more.")


class _Run(QThread):
    def __init__(self, work: Callable[[], object], done: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self.answer: object = None
        self.problem: Problem | None = None
        self.is_done = False
        self.deliver = done

    def run(self) -> None:
        try:
            self.answer = self._work()
            self.is_done = True
        except Problem as problem:
            self.problem = problem
        except Exception:  # noqa: BLE001 (this thread is a door; who waits must hear of it)
            _log.exception("a piece of work failed")
            self.problem = Problem(translated(OWN_FAULT))


class Errands(QObject):
    """Several may be on their way at once."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs: list[_Run] = []
        self._is_closed = False

    @property
    def is_busy(self) -> bool:
        """Whether anything is on its way."""
        return bool(self._runs)

    def run[T](self, work: Callable[[], T], done: Callable[[T], None], refused: Callable[[str], None]) -> None:
        """Run ``work`` elsewhere; then ``done`` here with its answer, or ``refused`` with a ``Problem``'s sentence."""
        if self._is_closed:
            return

        def deliver() -> None:
            if run.problem is not None:
                refused(str(run.problem))
            elif run.is_done:
                done(run.answer)  # type: ignore[arg-type]

        run = _Run(work, deliver, self)
        self._runs.append(run)
        run.finished.connect(self._deliver)
        run.start(QThread.Priority.LowPriority)

    def close(self) -> None:
        """Wait for what is on its way, and give no answer any more."""
        self._is_closed = True
        for run in self._runs:
            run.wait()

    def _deliver(self) -> None:
        over = [run for run in self._runs if run.isFinished()]
        self._runs = [run for run in self._runs if run not in over]
        for run in over:
            run.deleteLater()
            if not self._is_closed:
                run.deliver()
