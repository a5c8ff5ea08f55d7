"""Edits that would hold the window up, made in a thread of their own on a catalog that it opens. Knows no widget."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import Catalog, Changes, Edited
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
        self._busy = 0

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._busy > 0

    def close(self) -> None:
        """Wait for what is being done, and answer nobody any more."""
        self._errands.close()

    def make[T](
        self,
        work: Callable[[Catalog], Edited[T] | None],
        done: Callable[[Changes], None],
        refused: Callable[[str], None],
    ) -> None:
        """Edit, and tell what changed when it is over; ``refused`` is given the sentence where nothing was changed."""
        path, last_edit = self._session.catalog.path, self._session.begin_elsewhere()

        def run() -> Edited[T] | None:
            with Catalog.open(path) as catalog:
                return work(catalog)

        def over(edited: Edited[T] | None) -> None:
            self._count(-1)
            changes = None if edited is None else edited.changes
            self._session.end_elsewhere(last_edit, changes)
            if changes is not None:
                done(changes)

        def failed(sentence: str) -> None:
            self._count(-1)
            self._session.end_elsewhere(last_edit, None)
            refused(sentence)

        self._count(1)
        self._errands.run(run, over, failed)

    def _count(self, by: int) -> None:
        self._busy += by
        self.busy_changed.emit(self._busy > 0)
