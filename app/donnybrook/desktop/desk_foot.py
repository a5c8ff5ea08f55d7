"""The foot of the window, as one catalog fills it: whether all is saved, how much there is. Knows no view."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject

from donnybrook.catalog import Changes
from donnybrook.catalog.numbers import counted
from donnybrook.desktop.main_window import MainWindow
from donnybrook.desktop.scene_text import count_line
from donnybrook.desktop.session import Session

type AskWhole = Callable[[Callable[[int, int], None]], None]
"""Is given whom to tell how many fights and films the catalog holds."""


class DeskFoot(QObject):
    """Told at each commit, and at each that failed."""

    def __init__(self, session: Session, window: MainWindow, ask_whole: AskWhole, parent: QObject) -> None:
        super().__init__(parent)
        self._ask_whole = ask_whole
        self._session = session
        self._window = window
        session.changed.connect(self._changed)
        session.problem.connect(self._tell_problem)
        session.elsewhere_changed.connect(self._show_under_way)
        session.waiting_changed.connect(self._show_under_way)
        session.pen.waiting_changed.connect(self._show_at_pen)
        self._show_saved()
        self._show_counts()

    def show_adding(self, left: int) -> None:
        """Say how many films are still being read."""
        words = self.tr("Reading {films}…").format(films=counted(left, "film"))
        self._window.status.show_work("" if left == 0 else words)

    def _show_under_way(self) -> None:
        label, waiting = self._session.elsewhere, self._session.waiting + self._session.pen.waiting
        words = f"{label}…" if label else ""
        if label and waiting:
            words = self.tr("{label}… {count:,} more waiting").format(label=label, count=waiting)
        self._window.status.show_work(words)

    def _show_at_pen(self) -> None:
        """More or fewer wait for the edit that is under way; where none is, other words stand there, and stay."""
        if self._session.elsewhere:
            self._show_under_way()

    def _show_saved(self) -> None:
        catalog = self._session.catalog
        if catalog.read_only:
            self._window.status.show_read_only()
            return
        written = datetime.fromtimestamp(catalog.path.stat().st_mtime, tz=UTC).astimezone()
        today = written.date() == datetime.now(tz=UTC).astimezone().date()
        self._window.status.show_saved(written if today else None)

    def _changed(self, changes: Changes | None) -> None:
        if changes is not None:
            self._window.status.show_saved(datetime.now(tz=UTC).astimezone())
        self._show_counts()

    def _tell_problem(self, sentence: str) -> None:
        self._window.status.show_unsaved()
        self._window.tell_problem(sentence)

    def _show_counts(self) -> None:
        # Of a million fights it takes so long that the window would stand still.
        self._ask_whole(lambda fights, films: self._window.status.show_counts(count_line(fights, films)))
