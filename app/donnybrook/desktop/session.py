"""The open catalog as the window's parts share it: edits go in here, and what changed goes out. Knows no widget."""

import time
from collections import deque
from collections.abc import Callable
from typing import Concatenate

from PySide6.QtCore import QObject, QTimer, Signal

from donnybrook.catalog import Catalog, Changes, Edited, EntryProblem, Gone, Transaction
from donnybrook.catalog.noticing import LastEdit, as_one, read_changes_since, read_last_edit
from donnybrook.desktop.entry import Caption, Entry, Place, caption_of
from donnybrook.desktop.pen import Pen
from donnybrook.desktop.refusals import Refusals, ShowLate
from donnybrook.problems import Problem
from donnybrook.records import dataclass

_LOOK_EVERY_MS = 500
_LOOK_SELDOM_MS = 5000
_REST = 20


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What is to be done once the edit in another thread is over; ``given`` is what one like it can be told by."""

    work: Callable[[], object]
    given: object


class Session(QObject):
    """One window's hold on one catalog. Every part gets it in its constructor, and none reaches past it."""

    changed = Signal(object)
    """Emits ``Changes`` after each edit, made here or elsewhere, and ``None`` where everything has to be looked at."""

    problem = Signal(str)
    """Emits the sentence of an edit that the world refused (disk full, locked, read-only)."""

    elsewhere_changed = Signal(str)
    """Emits what an edit is called that another thread makes for this window now; "" once it is over."""

    waiting_changed = Signal()
    """Emits nothing: more or less waits for that."""

    def __init__(self, catalog: Catalog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.catalog = catalog
        self.pen = Pen(catalog.path, self)  # for what edits it in other threads
        self._known = catalog.read(read_last_edit)
        self.elsewhere = ""  # what is being edited in another thread
        self._waiting: deque[_Waiting] = deque()
        self._untold: list[Changes | None] | None = None  # what changed, while it is kept to be told of as one
        self.refusals = Refusals(self.problem.emit, self)
        self._freed = QTimer(self, interval=0, singleShot=True)
        self._freed.timeout.connect(self._go_on)
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def edit[**P, T](
        self, label: str, edit: Callable[Concatenate[Transaction, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run an edit and tell everyone what changed; returns its value.

        An ``EntryProblem`` belongs at the field it was typed in, any other ``Problem`` in the banner: both are raised
        on to the caller, who shows the first and hands the second to ``tell``. While another thread edits for this
        window, which would wait for it and stand still, every edit is refused so.
        """
        self.refuse_meanwhile()
        edited = self.catalog.edit(label, edit, *args, **kwargs)
        self.tell_changes(edited.changes)
        return edited.value

    def tell_changes(self, changes: Changes) -> None:
        """Tell everyone what an edit changed, if it changed anything."""
        if changes:
            if changes.edit_id == self._known.id + 1:  # else somebody's edits before it are still to be told of
                self._known = self.catalog.read(read_last_edit, changes.edit_id)
            self._tell(changes)

    def _tell(self, changes: Changes | None) -> None:
        if self._untold is None:
            self.changed.emit(changes)
        else:
            self._untold.append(changes)

    def enter[**P, T](
        self,
        at: Place,
        label: str,
        edit: Callable[Concatenate[Transaction, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Entry[T]:
        """Store what a person entered: now, or once the edit in another thread is over, in the order of entering.

        A fault of the entry is shown ``at`` its place, one of the world in the banner; so is any of what has waited,
        with its name, for another fight may stand at that place by then. What is given twice in a row, by Enter and by
        leaving the field, waits once; the other entry then hears of nothing.
        """
        given = (label, edit, args, kwargs)
        return self.make(at, caption_of(at, label, *args, **kwargs), edit_of(label, edit, *args, **kwargs), given)

    def add[**P, T](
        self,
        at: Place,
        label: str,
        edit: Callable[Concatenate[Transaction, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Entry[T]:
        """Do as ``enter`` with what makes something new, of which two that are alike are meant to be two."""
        return self.make(at, caption_of(at, label, *args, **kwargs), edit_of(label, edit, *args, **kwargs))

    def make[T](
        self,
        at: Place,
        caption: Caption,
        work: Callable[[Catalog], Edited[T]],
        given: object = None,
        show_late: ShowLate | None = None,
    ) -> Entry[T]:
        """Do as ``enter`` with whatever edits a catalog; of what is ``given`` twice in a row, one waits.

        ``show_late`` shows what is told of one that has waited.
        """
        entry = Entry[T]()
        self.when_free(lambda: self._store(entry, at, caption, work, show_late), given)
        entry.is_late = entry.is_waiting
        return entry

    def _store[T](
        self,
        entry: Entry[T],
        at: Place,
        caption: Caption,
        work: Callable[[Catalog], Edited[T]],
        show_late: ShowLate | None,
    ) -> None:
        try:
            with self.refusals.owning_up(caption):
                edited = work(self.catalog)
        except Gone:
            self.refusals.tell_gone(caption)
        except Problem as problem:
            self.refusals.refuse(problem, caption, at.show_problem, is_late=entry.is_late, show_late=show_late)
        else:
            self._tell_stored(entry, caption, edited)
        finally:
            if entry.is_waiting:
                entry.be_refused()

    def _tell_stored[T](self, entry: Entry[T], caption: Caption, edited: Edited[T]) -> None:
        """Whoever was told that it is lost, because the catalog can't be read after it, would enter it once more."""
        try:
            self.tell_changes(edited.changes)
        except Problem as problem:
            self.refusals.tell_unread(caption, str(problem))
        finally:
            entry.be_stored(edited)

    def refuse_going_back(self) -> None:
        """Raise ``EntryProblem`` where an edit can't be taken back because another thread edits after it."""
        if self.elsewhere:
            words = self.tr(
                "“{label}” is still under way and comes after it, so it can't be taken back by itself."
                " Undo goes back over both once that is done."
            )
            raise EntryProblem("", words.format(label=self.elsewhere))

    def refuse_meanwhile(self) -> None:
        """Raise ``EntryProblem`` while another thread edits for this window."""
        if self.elsewhere:
            words = self.tr("“{label}” is still under way, so this was not stored. Try it again when that is done.")
            raise EntryProblem("", words.format(label=self.elsewhere))

    def when_free(self, work: Callable[[], object], given: object = None) -> None:
        """Do something that edits: now, or once the edit in another thread is over.

        What is ``given`` twice in a row waits once.
        """
        if not self.is_busy:
            work()
        elif given is None or not self._waiting or self._waiting[-1].given != given:
            self._waiting.append(_Waiting(work, given))
            self.waiting_changed.emit()

    @property
    def waiting_words(self) -> str:
        """What is to be said of what has to wait: that it is not lost; "" while nothing is under way."""
        words = self.tr("It is stored as soon as “{label}” is done.")
        return words.format(label=self.elsewhere) if self.elsewhere else ""

    @property
    def waiting(self) -> int:
        """How much waits for the edit in another thread."""
        return len(self._waiting)

    @property
    def is_busy(self) -> bool:
        """Whether another thread edits for this window, or something still waits for that."""
        return bool(self.elsewhere or self._waiting)

    def begin_elsewhere(self, label: str) -> None:
        """Look for nobody's edits until the one is over that is about to be made in another thread.

        One at a time: raises as ``refuse_meanwhile``.
        """
        self.refuse_meanwhile()
        self._timer.stop()
        self.elsewhere = label
        self.elsewhere_changed.emit(label)

    def end_elsewhere(self, changes: Changes | None) -> None:
        """Tell everyone what the edit in another thread changed, and what others did meanwhile.

        They hear of it with what has waited: a field would else show for a moment what was there before.
        """
        self._timer.start()
        self.elsewhere = ""
        self.elsewhere_changed.emit("")
        if self._waiting:
            self._untold = []
            self.refusals.keep()
            self._freed.start()
        if not self.catalog.noticed_changes():
            return
        known, last = self._known, self.catalog.read(read_last_edit)
        is_alone = changes is not None and changes.edit_id == known.id + 1 == last.id
        self._tell_of_others(changes if is_alone else self.catalog.read(read_changes_since, known), last)

    def _tell_of_others(self, changes: Changes | None, last: LastEdit) -> None:
        self._known = last
        self._tell(changes)

    def _go_on(self) -> None:
        self._untold = self._untold or []
        with self.refusals.telling_together():
            try:
                self._do_what_waits()
            finally:
                untold, self._untold = self._untold, None
                if untold:
                    self.changed.emit(as_one(untold))
                if not self.elsewhere and self._waiting:
                    self._freed.start()

    def _do_what_waits(self) -> None:
        """A fault of the program at one of them is no reason for the others not to be stored: they come before it."""
        try:
            while self._waiting and not self.elsewhere:
                waiting = self._waiting.popleft()
                self.waiting_changed.emit()
                waiting.work()
        finally:
            if self._waiting and not self.elsewhere:
                self._do_what_waits()

    def tell(self, problem: Problem) -> None:
        """Show a problem of the world in the window's banner."""
        self.problem.emit(str(problem))

    def close(self) -> None:
        """Close the catalog, once nothing is under way and nothing waits: it is one file."""
        self._freed.stop()
        self._timer.stop()
        self.catalog.close()

    def _look(self) -> None:
        if not self.catalog.noticed_changes():
            return
        began_s = time.monotonic()
        last = self.catalog.read(read_last_edit)
        self._tell_of_others(self.catalog.read(read_changes_since, self._known), last)
        # Who needs long to look at everything again, does it less often while someone else goes on writing.
        spent_ms = (time.monotonic() - began_s) * 1000
        self._timer.setInterval(min(_LOOK_SELDOM_MS, max(_LOOK_EVERY_MS, round(_REST * spent_ms))))


def edit_of[**P, T](
    label: str, edit: Callable[Concatenate[Transaction, P], T], /, *args: P.args, **kwargs: P.kwargs
) -> Callable[[Catalog], Edited[T]]:
    """Return what makes an edit in whichever catalog it is given."""
    return lambda catalog: catalog.edit(label, edit, *args, **kwargs)
