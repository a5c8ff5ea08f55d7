"""Undo and redo of the catalog's last edit, each told of in a word with its way back. Knows no widget.

The way back is of just what is told. Where an edit changed very much, another thread takes it back; what is asked for
meanwhile comes after it.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import Catalog, Changes, Edited, EntryProblem
from donnybrook.catalog.history import Way
from donnybrook.desktop.services.far_edits import FarEdits
from donnybrook.desktop.session import Session
from donnybrook.problems import Problem
from donnybrook.records import dataclass

type TakeBack = Callable[[Changes], None]
"""What takes back one edit by what it changed: ``UndoSteps.take_back``."""

_AT_ONCE = 300  # to go through more rows than these would hold the window up


@dataclass(frozen=True, slots=True)
class _Only:
    """The one edit that is to be taken back or done again, by its name and as ``Catalog.undo`` and ``redo`` know it."""

    label: str
    edit_id: int


def _only(label: str, changes: Changes) -> _Only:
    return _Only(label, changes.edit_id or 0)  # which is no edit's: where nothing was changed, nothing is taken back


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

    def take_back(self, changes: Changes) -> None:
        """Take back one edit and no other, or say that something comes after it.

        This does not wait: what another thread edits comes after it, so by then it would hardly ever be the last one,
        and a word at once is better than a promise.
        """
        self._take_back(_only(changes.label, changes))

    def _take_back(self, only: _Only) -> None:
        try:
            self._session.refuse_going_back()
        except EntryProblem as problem:
            self.said.emit(str(problem), None, "")
        else:
            self._take("undo", self._refused, only)

    def _do_again(self, only: _Only) -> None:
        self._session.when_free(partial(self._take, "redo", self._refused, only))

    def _take(self, way: Way, refused: int, only: _Only | None = None) -> None:
        if refused != self._refused:  # the one before it came to nothing, and this one would take back something else
            return
        catalog = self._session.catalog
        label = only.label if only else catalog.undo_label if way == "undo" else catalog.redo_label
        if label is None:
            self._tell_nothing()
        elif catalog.turn_rows(way, _AT_ONCE) < _AT_ONCE:
            self._take_here(way, label, only)
        else:
            words = self.tr("Undo {label}") if way == "undo" else self.tr("Redo {label}")
            self._far.make(
                words.format(label=label),
                _turn(way, only),
                lambda changes: self._tell(way, label, only, changes),
                self._refuse,
            )

    def _take_here(self, way: Way, label: str, only: _Only | None) -> None:
        try:
            edited = _turn(way, only)(self._session.catalog)
        except Problem as problem:
            self._session.tell(problem)
            return
        if edited is not None:
            self._session.tell_changes(edited.changes)
        self._tell(way, label, only, None if edited is None else edited.changes)

    def _tell(self, way: Way, label: str, only: _Only | None, changes: Changes | None) -> None:
        if changes is None and only is not None:
            self._tell_not_last(way, label)
        elif changes is None:  # taken back meanwhile, in another window
            self._tell_nothing()
        elif way == "undo":
            again = partial(self._do_again, _only(label, changes))
            self.said.emit(self.tr("Undone: {label}").format(label=label), again, self.tr("Redo"))
        else:
            back = partial(self._take_back, _only(label, changes))
            self.said.emit(self.tr("Done again: {label}").format(label=label), back, "")

    def _tell_not_last(self, way: Way, label: str) -> None:
        if way == "undo":
            words = self.tr("“{label}” is no longer the last edit: take back first what came after it.")
        else:
            words = self.tr("“{label}” can't be done again any more: something else was done since.")
        self.said.emit(words.format(label=label), None, "")

    def _tell_nothing(self) -> None:
        self.said.emit(self.tr("There is nothing left to undo or do again."), None, "")

    def _refuse(self, sentence: str) -> None:
        self._refused += 1
        self._session.problem.emit(sentence)


def _turn(way: Way, only: _Only | None) -> Callable[[Catalog], Edited[int] | None]:
    return partial(Catalog.undo if way == "undo" else Catalog.redo, only=only.edit_id if only else None)
