"""Looks at files of other programs, previews what importing one would do, and imports it, in threads. Knows no widget.

The threads open the catalog for themselves. What is begun stops what was on its way, and drops its answer. Whoever
stops an import hears at once that nothing comes of it, though its thread may have to read on for a while; once it is
being brought into the catalog, it is waited for, also by what is edited in the window meanwhile: it would stand still.
"""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import Catalog, Changes, Version
from donnybrook.catalog.reading import read_versions
from donnybrook.catalog.sheets.taking import RowsRefused, TakenRows
from donnybrook.desktop.marked_words import N_, translated
from donnybrook.desktop.pen import Pen
from donnybrook.desktop.scene_text import film_line
from donnybrook.desktop.services.errands import Errands
from donnybrook.desktop.session import Session
from donnybrook.exchange.csv_reading import read_header
from donnybrook.exchange.foreign import TableLayout
from donnybrook.exchange.formats import read_format_for
from donnybrook.exchange.import_plan import ImportChoices, ImportPlan
from donnybrook.exchange.import_telling import fights_sentence, whole_sentence
from donnybrook.exchange.importing import import_file, preview_import
from donnybrook.exchange.set_reading import is_whole, rehearse_whole, take_whole
from donnybrook.exchange.table_columns import Mapped, unread_columns, usual_columns
from donnybrook.exchange.wanted import Tell
from donnybrook.problems import Problem
from donnybrook.records import dataclass

STOPPED = N_("Importing was stopped. Nothing was imported.")


class ImportStopped(Problem):
    """Whoever waited wants it no more."""


@dataclass(frozen=True, slots=True)
class Into:
    """A film that fights can go to, in words, or one of its versions; None is its first."""

    words: str
    film_id: int
    version_id: int | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """The films of the catalog; of a table, its columns, and which are known by their names."""

    films: tuple[Into, ...]
    header: tuple[str, ...] = ()
    found: tuple[Mapped, ...] = ()


@dataclass(frozen=True, slots=True)
class Previewed:
    """What an import would do, or which rows stand against it; and the columns of a table that are not read."""

    plan: ImportPlan | TakenRows | RowsRefused
    unread: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many fights, or rows of what was exported whole, there are to take."""
        match self.plan:
            case ImportPlan() as plan:
                return plan.scene_count
            case TakenRows() as rows:
                return rows.added + rows.same + rows.other
            case _:
                return 0


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did, in words, and what it changed, if anything."""

    words: str
    changes: Changes | None


class _Watch:
    """Hears from a thread how far it is, and stops it."""

    def __init__(
        self, refused: Callable[[str], None] | None = None, ready: Callable[["_Watch"], None] | None = None
    ) -> None:
        """``refused`` hears that an import was stopped.

        ``ready`` hears in the thread, which waits then until ``may_bring``, that all is ready.
        """
        self.done = self.total = 0
        self.refused = refused
        self._ready = ready
        self._lock = threading.Lock()
        self._answered = threading.Event()
        self._is_stopping = self._is_bringing = False

    def tell(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        if self._is_stopping:
            raise ImportStopped(translated(STOPPED))

    def look(self) -> None:
        """Hear that all is ready, and is brought into the catalog."""
        if self._ready is not None and not self._answered.is_set():
            self._ready(self)
            self._answered.wait()
        with self._lock:
            if self._is_stopping:
                raise ImportStopped(translated(STOPPED))
            self._is_bringing = True

    def may_bring(self) -> bool:
        """Have it brought into the catalog; returns whether it was not stopped before."""
        with self._lock:
            if not self._is_stopping:
                self._answered.set()
            return not self._is_stopping

    def stop(self) -> bool:
        """Stop; returns whether nothing can come of it any more. Else it may be done before it hears of it."""
        with self._lock:
            self._is_stopping = True
            self._answered.set()
            return not self._is_bringing


class Importing(QObject):
    """One piece of work at a time."""

    _ready = Signal(object)

    def __init__(self, session: Session, errands: Errands) -> None:
        super().__init__(errands)
        self._session = session
        self._catalog = session.catalog.path
        self._errands = errands
        self._watch = _Watch()
        self._brought: _Watch | None = None  # what is being brought into the catalog: edits wait for it
        self._name = ""
        self.is_taking = False
        self._ready.connect(self._bring)

    @property
    def done(self) -> int:
        """How many fights or rows are done."""
        return self._watch.done

    def share(self, expected: int) -> float:
        """Return how far it is, of 1, where so many fights or rows are expected."""
        total = self._watch.total or expected
        return min(1.0, self._watch.done / total) if total else 0.0

    def look(self, file: Path, looked: Callable[[Looked], None], refused: Callable[[str], None]) -> None:
        """Look at what a file is."""
        self._begin(lambda _watch: _looked_at(self._catalog, file), looked, refused)

    def preview(
        self, file: Path, choices: ImportChoices, shown: Callable[[Previewed], None], refused: Callable[[str], None]
    ) -> None:
        """Read all of a file, and say what would come of it."""
        self._begin(lambda watch: _previewed(self._catalog, file, choices, watch.tell), shown, refused)

    def take(
        self, file: Path, choices: ImportChoices, taken: Callable[[Taken], None], refused: Callable[[str], None]
    ) -> None:
        """Import a file; nothing happens while one is being imported."""
        if self.is_taking:
            return
        self._name = file.name
        pen = self._session.pen
        self._begin(lambda watch: _taken(pen, file, choices, watch), taken, refused)
        self.is_taking = True

    def stop(self) -> None:
        """Stop; an import that is stopped is refused, at once if it can be, of all else no answer comes any more."""
        watch = self._watch
        if watch.stop():
            was_taking, self.is_taking = self.is_taking, False
            self._watch = _Watch()  # the thread may be reading still: its answer is dropped
            if was_taking and watch.refused is not None:
                watch.refused(translated(STOPPED))

    def end(self) -> None:
        """Stop, and answer nobody any more."""
        self._watch.stop()
        self._watch = _Watch()
        self.is_taking = False

    def _begin[T](self, work: Callable[[_Watch], T], done: Callable[[T], None], refused: Callable[[str], None]) -> None:
        self._watch.stop()
        watch = self._watch = _Watch(refused, self._ready.emit)

        def deliver[A](answered: Callable[[A], None], answer: A) -> None:
            if watch is self._brought:
                self._brought = None
                self._session.end_elsewhere(None)
            if watch is self._watch:  # else it was for something that nobody wants any more
                self.is_taking = False
                answered(answer)

        self._errands.run(
            lambda: work(watch), lambda answer: deliver(done, answer), lambda sentence: deliver(refused, sentence)
        )

    def _bring(self, watch: _Watch) -> None:
        """Have what is ready brought into the catalog, once nothing else is being edited."""

        def bring() -> None:
            if watch.may_bring():
                self._brought = watch
                self._session.begin_elsewhere(self.tr("Import {name}").format(name=self._name))

        self._session.when_free(bring)


def _looked_at(mine: Path, file: Path) -> Looked:
    with Catalog.open(mine, read_only=True) as catalog:
        films = tuple(_films(catalog))
    if is_whole(file) or read_format_for(file).read_rows is None:
        return Looked(films)
    header = tuple(read_header(file, TableLayout()))
    return Looked(films, header, usual_columns(header))


def _films(catalog: Catalog) -> Iterator[Into]:
    """Yield all films, and where a film has several versions, each of them after the first."""
    named: dict[int, list[Version]] = {}
    for version in catalog.read(read_versions):
        if version.name:
            named.setdefault(version.film_id, []).append(version)
    for film in catalog.films():
        first, *others = named.get(film.id, [None])
        words = film_line(film.title, film.year)
        yield Into(f"{words} · {first.name}" if first else words, film.id)
        for each in others:
            if each is not None:
                yield Into(f"{words} · {each.name}", film.id, each.id)


def _previewed(mine: Path, file: Path, choices: ImportChoices, tell: Tell) -> Previewed:
    if is_whole(file):
        with Catalog.open(mine, read_only=True) as catalog:
            try:
                return Previewed(rehearse_whole(catalog, file, lambda done: tell(done, 0)))
            except RowsRefused as refused:
                return Previewed(refused)
    with Catalog.open(mine, read_only=True) as catalog:
        plan = preview_import(catalog, file, choices, tell)
    if read_format_for(file).read_rows is None:
        return Previewed(plan)
    return Previewed(plan, unread_columns(read_header(file, choices.layout), choices.layout, file.name))


def _taken(mine: Pen, file: Path, choices: ImportChoices, watch: _Watch) -> Taken:
    """Import ``file`` after a backup; raises ``Problem``, and then nothing was changed."""
    with mine.open() as catalog:
        if is_whole(file):
            whole = take_whole(catalog, file, lambda done: watch.tell(done, 0), watch.look)
            return Taken(whole_sentence(whole.value, done=True), whole.changes or None)
        done = import_file(catalog, file, choices, watch.tell, watch.look)
        return Taken(fights_sentence(done.plan, done=True), done.changes)
