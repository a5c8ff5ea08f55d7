"""Edits that are told of in a word with a way back, each of which is exactly the edit it tells of. Knows no widget."""

from collections.abc import Callable
from functools import partial
from typing import Concatenate

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import Changes, Transaction
from donnybrook.desktop.entry import Entry, Spoken
from donnybrook.desktop.services.undo_steps import TakeBack
from donnybrook.desktop.session import Session

type Told[T] = str | Callable[[T], str]
"""Words, or what returns them for what an edit returned."""


class ToldEdits(QObject):
    """Makes edits, and tells of them."""

    said = Signal(str, object)
    """Emits a word on what was done, and the function that takes it back (or ``None``)."""

    refused = Signal(str)
    """Emits a sentence on an entry that can't be kept."""

    def __init__(self, session: Session, take_back: TakeBack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._take_back = take_back

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
        return self.tell(self._session.enter(Spoken(self.refused.emit), label, edit, *args, **kwargs), told)

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
        return self.tell(self._session.add(Spoken(self.refused.emit), label, edit, *args, **kwargs), told)

    def tell[T](self, entry: Entry[T], told: Told[T]) -> Entry[T]:
        """Tell of an entry in words once it is stored, where it changed anything.

        Of one that has to wait it is said that it is not lost.
        """

        def tell_changes(value: T, changes: Changes | None) -> None:
            if changes is not None:
                words = told if isinstance(told, str) else told(value)
                self.said.emit(words, partial(self._take_back, changes))

        if entry.is_late and (words := self._session.waiting_words):
            self.said.emit(words, None)
        return entry.when_stored(lambda value: tell_changes(value, entry.changes))
