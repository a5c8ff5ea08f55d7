"""Undo and redo of the catalog's last edit, each told of in a word with its way back. Knows no widget.

Where an edit changed very much, another thread takes it back; what is asked for meanwhile comes after it.
"""

from functools import partial

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import Catalog, Changes
from donnybrook.catalog.history import Way
from donnybrook.desktop.services.far_edits import FarEdits
from donnybrook.desktop.session import Session
from donnybrook.problems import Problem

_AT_ONCE = 300  # to go through more rows than these would hold the window up


class UndoSteps(QObject):
    """Takes back, and does again."""

    said = Signal(str, object, str)
    """Emits a word on what was done, the function that takes it back (or ``None``), and what that is called."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._far = FarEdits(session, self)
        self._refused = 0

    def close(self) -> None:
        """Wait for what is being taken back."""
        self._far.close()

    def undo(self) -> None:
        """Take back the last edit."""
        self._session.when_free(partial(self._take, "undo", self._refused))

    def redo(self) -> None:
        """Do again what was undone last."""
        self._session.when_free(partial(self._take, "redo", self._refused))

    def _take(self, way: Way, refused: int) -> None:
        if refused != self._refused:  # the one before it came to nothing, and this one would take back something else
            return
        catalog = self._session.catalog
        label = catalog.undo_label if way == "undo" else catalog.redo_label
        if label is None:
            self._tell_nothing()
        elif catalog.turn_rows(way, _AT_ONCE) < _AT_ONCE:
            self._take_here(way, label)
        else:
            words = self.tr("Undo {label}") if way == "undo" else self.tr("Redo {label}")
            self._far.make(
                words.format(label=label),
                Catalog.undo if way == "undo" else Catalog.redo,
                lambda changes: self._tell(way, label, changes),
                self._refuse,
            )

    def _take_here(self, way: Way, label: str) -> None:
        catalog = self._session.catalog
        try:
            edited = catalog.undo() if way == "undo" else catalog.redo()
        except Problem as problem:
            self._session.tell(problem)
            return
        if edited is not None:
            self._session.tell_changes(edited.changes)
        self._tell(way, label, None if edited is None else edited.changes)

    def _tell(self, way: Way, label: str, changes: Changes | None) -> None:
        if changes is None:  # taken back meanwhile, in another window
            self._tell_nothing()
        elif way == "undo":
            self.said.emit(self.tr("Undone: {label}").format(label=label), self.redo, self.tr("Redo"))
        else:
            self.said.emit(self.tr("Done again: {label}").format(label=label), self.undo, "")

    def _tell_nothing(self) -> None:
        self.said.emit(self.tr("There is nothing left to undo or do again."), None, "")

    def _refuse(self, sentence: str) -> None:
        self._refused += 1
        self._session.problem.emit(sentence)
