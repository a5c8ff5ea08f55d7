"""Undo and redo of the catalog's last edit, each told of in a word with its way back. Knows no widget."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import Edited
from donnybrook.desktop.session import Session
from donnybrook.problems import Problem


class UndoSteps(QObject):
    """Takes back, and does again."""

    said = Signal(str, object, str)
    """Emits a word on what was done, the function that takes it back (or ``None``), and what that is called."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def undo(self) -> None:
        """Take back the last edit."""
        catalog = self._session.catalog
        self._step(catalog.undo, self.tr("Undone: {label}"), catalog.undo_label, self.redo, self.tr("Redo"))

    def redo(self) -> None:
        """Do again what was undone last."""
        catalog = self._session.catalog
        self._step(catalog.redo, self.tr("Done again: {label}"), catalog.redo_label, self.undo)

    def _step(
        self,
        step: Callable[[], Edited[int] | None],
        words: str,
        label: str | None,
        back: Callable[[], None],
        button: str = "",
    ) -> None:
        try:
            edited = step()
        except Problem as problem:
            self._session.tell(problem)
            return
        if edited is None or label is None:
            self.said.emit(self.tr("There is nothing left to undo or do again."), None, "")
            return
        self._session.tell_changes(edited.changes)
        self.said.emit(words.format(label=label), back, button)
