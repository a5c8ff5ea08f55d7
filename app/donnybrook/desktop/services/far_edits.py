"""Edits that would hold the window up, made in a thread of their own on a catalog that it opens. Knows no widget."""

from collections.abc import Callable
from contextlib import suppress
from typing import Concatenate

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import Catalog, Changes, Edited, EntryProblem, Gone, Transaction
from donnybrook.desktop.entry import Caption, Entry, Place, caption_of
from donnybrook.desktop.refusals import ShowLate
from donnybrook.desktop.services.errands import Errands
from donnybrook.desktop.session import Session, edit_of
from donnybrook.problems import Problem

_AT_ONCE = 50  # more than so many fights, or films, would hold the window up


def is_many(count: int) -> bool:
    """Whether an edit of so many fights, or films, would hold the window up."""
    return count > _AT_ONCE


class FarEdits(QObject):
    """What changed is told through the session, as if the edit had been made there."""

    busy_changed = Signal(bool)
    """Emits whether something is being done."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._errands = Errands(self)
        self._is_busy = False
        self._given: object = None  # of the edit under way

    def close(self) -> None:
        """Wait for what is being done, and answer nobody any more."""
        self._errands.close()
        if self._is_busy:
            self._end(None)

    def enter[**P, T](
        self,
        fights: int,
        at: Place,
        label: str,
        edit: Callable[Concatenate[Transaction, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Entry[T]:
        """Do as ``Session.enter``, in another thread where an edit is of very many ``fights``."""
        caption, given = caption_of(at, label, *args, **kwargs), (label, edit, args, kwargs)
        return self.store(fights, at, label, caption, edit_of(label, edit, *args, **kwargs), given)

    def store[T](
        self,
        fights: int,
        at: Place,
        label: str,
        caption: Caption,
        work: Callable[[Catalog], Edited[T]],
        given: object = None,
        show_late: ShowLate | None = None,
    ) -> Entry[T]:
        """Do as ``Session.make``, in another thread where an edit is of very many ``fights``.

        What is ``given`` twice in a row, as by a second press, is done once also where the first is under way by then.
        What is refused of such a one in a sheet, which gives ``show_late``, is told as of one that had to wait: another
        thing may stand at its place by then, or the sheet may be closed.
        """
        if not is_many(fights):
            return self._session.make(at, caption, work, given, show_late)
        entry = Entry[T]()
        entry.is_late = self._session.is_busy
        if given is not None and given == self._given and not self._session.waiting:
            return entry

        def refuse(fault: Problem | Gone) -> None:
            is_late = entry.is_late or show_late is not None
            refusals = self._session.refusals
            if isinstance(fault, Gone):
                refusals.tell_gone(caption)
            else:
                refusals.refuse(fault, caption, at.show_problem, is_late=is_late, show_late=show_late)
            entry.be_refused()

        def over(answer: Edited[T] | Problem | Gone) -> None:
            if isinstance(answer, Edited):
                try:
                    self._end(answer.changes)
                except Problem as problem:
                    self._session.refusals.tell_unread(caption, str(problem))
                finally:
                    entry.be_stored(answer)
            else:
                with suppress(Problem):  # that it can't be read, the session's next look tells
                    self._end(None)
                refuse(answer)

        def begin() -> None:
            self._begin(label, lambda: self._stored(work), over, lambda sentence: refuse(EntryProblem("", sentence)))
            self._given = given

        self._session.when_free(begin, given)
        return entry

    def _stored[T](self, work: Callable[[Catalog], Edited[T]]) -> Edited[T] | Problem | Gone:
        """Return what came of an edit, or why it was refused: who waits is told in the window's own thread."""
        try:
            with Catalog.open(self._session.catalog.path) as catalog:
                return work(catalog)
        except (Problem, Gone) as fault:
            return fault

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
        self._given = None
        self._show_busy(is_busy=False)
        self._session.end_elsewhere(changes)

    def _show_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.busy_changed.emit(is_busy)
