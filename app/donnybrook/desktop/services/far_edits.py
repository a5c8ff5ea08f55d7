"""Edits that would hold the window up, made in a thread of their own on a catalog that it opens. Knows no widget."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import Catalog, Changes, Edited, EntryProblem
from donnybrook.desktop.services.errands import Errands
from donnybrook.desktop.session import Session


class FarEdits(QObject):
    """What changed is told through the session, as if the edit had been made there."""

    busy_changed = Signal(bool)
    """Emits whether something is being done."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._errands = Errands(self)
        self._is_busy = False

    def close(self) -> None:
        """Wait for what is being done, and answer nobody any more."""
        self._errands.close()
        if self._is_busy:
            self._end(None)

    def make[T](
        self,
        label: str,
        work: Callable[[Catalog], Edited[T] | None],
        done: Callable[[Changes | None], None],
        refused: Callable[[str], None],
    ) -> None:
        """Edit, and tell what changed when it is over; ``done`` is given ``None`` where there was nothing to do.

        ``refused`` is given the sentence where it went wrong, or where another such edit is under way.
        """
        path = self._session.catalog.path

        def run() -> Edited[T] | None:
            with Catalog.open(path) as catalog:
                return work(catalog)

        def over(edited: Edited[T] | None) -> None:
            changes = None if edited is None else edited.changes
            self._end(changes)
            done(changes)

        self._begin(label, run, over, refused)

    def run[T](
        self, label: str, work: Callable[[], T], done: Callable[[T], None], refused: Callable[[str], None]
    ) -> None:
        """Do something that opens the catalog by itself and edits it, as soon as no other edit is under way."""

        def over(answer: T) -> None:
            self._end(None)
            done(answer)

        self._session.when_free(lambda: self._begin(label, work, over, refused))

    def _begin[T](
        self, label: str, work: Callable[[], T], over: Callable[[T], None], refused: Callable[[str], None]
    ) -> None:
        try:
            self._session.begin_elsewhere(label)
        except EntryProblem as problem:
            refused(str(problem))
            return

        def failed(sentence: str) -> None:
            self._end(None)
            refused(sentence)

        self._show_busy(is_busy=True)
        self._errands.run(lambda: self._held(work), over, failed)

    def _held[T](self, work: Callable[[], T]) -> T:
        with self._session.pen.held():
            return work()

    def _end(self, changes: Changes | None) -> None:
        self._show_busy(is_busy=False)
        self._session.end_elsewhere(changes)

    def _show_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.busy_changed.emit(is_busy)
