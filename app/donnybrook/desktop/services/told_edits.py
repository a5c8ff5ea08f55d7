"""Edits that are told of in a word with a way back, each of which is exactly the edit it tells of. Knows no widget."""

from collections.abc import Callable
from typing import Concatenate

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import Changes, EntryProblem, Transaction
from donnybrook.desktop.entry import Entry, Spoken
from donnybrook.desktop.session import Session
from donnybrook.problems import Problem

type Told[T] = str | Callable[[T], str]
"""Words, or what returns them for what an edit returned."""


class ToldEdits(QObject):
    """Makes edits, and tells of them."""

    said = Signal(str, object)
    """Emits a word on what was done, and the function that takes it back (or ``None``)."""

    refused = Signal(str)
    """Emits a sentence on an entry that can't be kept."""

    def __init__(self, session: Session, key_of: Callable[[str], str], parent: QObject | None = None) -> None:
        """``key_of`` returns the key of an action by its id."""
        super().__init__(parent)
        self._session = session
        self._key_of = key_of

    def do[**P, T](
        self,
        label: str,
        told: str,
        edit: Callable[Concatenate[Transaction, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Entry[T]:
        """Make an edit as ``Session.enter`` does, and tell of it in words once it is stored."""
        return self.tell(self._session.enter(Spoken(self.refused.emit), label, edit, *args, **kwargs), label, told)

    def add[**P, T](
        self,
        label: str,
        told: str,
        edit: Callable[Concatenate[Transaction, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Entry[T]:
        """Do so as ``Session.add`` does."""
        return self.tell(self._session.add(Spoken(self.refused.emit), label, edit, *args, **kwargs), label, told)

    def tell[T](self, entry: Entry[T], label: str, told: Told[T]) -> Entry[T]:
        """Tell of an entry in words once it is stored, where it changed anything; ``label`` is what it goes by.

        Of one that has to wait it is said that it is not lost.
        """

        def tell_changes(value: T, changes: Changes | None) -> None:
            if changes is not None:
                words = told if isinstance(told, str) else told(value)
                self.said.emit(words, lambda: self.take_back(label, changes))

        if entry.is_waiting and (words := self._session.waiting_words):
            self.said.emit(words, None)
        return entry.when_stored(lambda value: tell_changes(value, entry.changes))

    def take_back(self, label: str, changes: Changes) -> None:
        """Undo an edit, or say that it is no longer the last one; ``label`` is what it goes by."""
        try:
            is_back = self._session.take_back(changes)
        except EntryProblem as problem:
            self.said.emit(str(problem), None)
            return
        except Problem as problem:
            self._session.tell(problem)
            return
        if not is_back:
            self.said.emit(
                self.tr("“{label}” is no longer the last edit. {key} takes back what came after it first.").format(
                    label=label, key=self._key_of("edit.undo")
                ),
                None,
            )
