"""Verifies the films' files in a thread: when asked, and by itself when it is due. Knows no widget.

What is done stands in the catalog as soon as it is done, so a run that was broken off is gone on with.
"""

from dataclasses import replace
from datetime import timedelta
from functools import reduce

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from donnybrook.catalog import Catalog
from donnybrook.catalog.door import moment_before
from donnybrook.catalog.jobs import JobBook
from donnybrook.desktop.pen import Pen
from donnybrook.desktop.settings import VERIFY_EVERY, Settings
from donnybrook.ingest.fixity import Fixity, FixityReport, Progress, Verified, verify
from donnybrook.media import FilmWorker
from donnybrook.problems import Problem

_SETTLED_MS = 60_000
_LOOK_EVERY_MS = 3_600_000
_BAD = (Fixity.CHANGED, Fixity.MISSING)


class _Stopped(Exception):
    """A run was told to stop while an edit of its own waited for the pen."""


class _Run(QThread):
    progressed = Signal(object)
    ended = Signal(object)
    refused = Signal(str)

    def __init__(self, pen: Pen, older_than: timedelta | None, parent: QObject) -> None:
        super().__init__(parent)
        self._pen = pen
        self._older_than = older_than
        self._verified: list[Verified] = []
        self.is_stopping = False

    def run(self) -> None:
        try:
            with (
                self._pen.open(self._look) as catalog,
                FilmWorker(niceness=15) as worker,
                JobBook.of(catalog.uuid, catalog.path) as book,
            ):
                report = verify(catalog, worker, book, older_than=self._older_than, told=self._tell)
            self.ended.emit(report)
        except _Stopped:
            self.ended.emit(FixityReport(tuple(self._verified), 0, None, was_stopped=True))
        except Problem as problem:
            self.refused.emit(str(problem))

    def _look(self) -> None:
        if self.is_stopping:
            raise _Stopped

    def _tell(self, progress: Progress) -> bool:
        if progress.verified is not None:
            self._verified.append(progress.verified)
        self.progressed.emit(progress)
        return not self.is_stopping


class Verifying(QObject):
    """One run at a time."""

    changed = Signal()
    """A run is further, or over."""

    found_bad = Signal(str)
    """Emits a sentence on files that a run made by itself found changed or missing."""

    failed = Signal(str)
    """Emits a sentence on why a run could not go on."""

    def __init__(self, catalog: Catalog, pen: Pen, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalog = catalog
        self._pen = pen
        self._settings = settings
        self._run: _Run | None = None
        self._is_quiet = False
        self._found: tuple[Verified, ...] = ()
        self.report: FixityReport | None = None
        self.progress: Progress | None = None
        self._due = QTimer(self, interval=_SETTLED_MS, singleShot=True)
        self._due.timeout.connect(self.look)

    @property
    def is_running(self) -> bool:
        """Whether files are being verified."""
        return self._run is not None

    def begin(self) -> None:
        """Verify by itself what is due, from now on."""
        if not self._catalog.read_only:
            self._due.start()

    def look(self) -> None:
        """Verify what is due, if the person wants that."""
        self._due.start(_LOOK_EVERY_MS)
        span = self.span
        if span is None or self.is_running:
            return
        earliest = moment_before(span)
        if any(file.verified_at is None or file.verified_at < earliest for file in self._catalog.media_files()):
            self._is_quiet = True
            self._start(span)

    @property
    def span(self) -> timedelta | None:
        """How often files are verified by themselves; ``None`` for never."""
        days = self._settings.value(VERIFY_EVERY)
        return timedelta(days=int(days)) if days.isdecimal() and int(days) else None

    def start(self) -> None:
        """Verify all files; a run that was broken off is gone on with."""
        if not self.is_running:
            self._is_quiet = False
            self._start(None)

    def stop(self) -> None:
        """Stop; what is done stands."""
        if self._run is not None:
            self._run.is_stopping = True

    def close(self) -> None:
        """Stop, and wait for the thread."""
        self._due.stop()
        if self._run is not None:
            self._run.is_stopping = True
            self._run.wait()

    def _start(self, older_than: timedelta | None) -> None:
        # What is verified by itself is a part: what was found of the rest still stands.
        self._found = self.report.files if self.report is not None and older_than is not None else ()
        self.report, self.progress = FixityReport(self._found, 0, None, was_stopped=False), None
        self._run = _Run(self._pen, older_than, self)
        self._run.progressed.connect(self._take)
        self._run.ended.connect(self._end)
        self._run.refused.connect(self._refuse)
        self._run.start(QThread.Priority.LowPriority)
        self.changed.emit()

    def _take(self, progress: Progress) -> None:
        self.progress = progress
        if progress.verified is not None and self.report is not None:
            self.report = replace(self.report, files=_with(self.report.files, progress.verified))
        self.changed.emit()

    def _end(self, report: FixityReport) -> None:
        whole = reduce(_with, report.files, self._found)
        self._let_go()
        self.report = replace(report, files=whole)
        self.changed.emit()
        bad = [each for each in report.files if each.fixity in _BAD]
        if bad and self._is_quiet:
            more = self.tr(" and {count:,} more").format(count=len(bad) - 1) if len(bad) > 1 else ""
            words = self.tr("Verifying the films found something: {first}{more}")
            self.found_bad.emit(words.format(first=bad[0].sentence or bad[0].file.path, more=more))

    def _refuse(self, sentence: str) -> None:
        self._let_go()
        self.changed.emit()
        self.failed.emit(sentence)

    def _let_go(self) -> None:
        """Forget the run that has told its end, once its thread is over: Qt ends the program for one that is not."""
        run, self._run, self.progress = self._run, None, None
        if run is not None:
            run.wait()
            run.deleteLater()


def _with(files: tuple[Verified, ...], latest: Verified) -> tuple[Verified, ...]:
    return (*(each for each in files if each.file.id != latest.file.id), latest)
