"""Works on the films of the open catalog in the background: one thread, and what a person decides. Knows no widget.

What is to be done, what was decided and what went wrong stands in the catalog's book of jobs, so it all goes on after a
restart. Opening a catalog begins nothing that nobody asked for: only work that waits already is gone on with.
"""

import threading
import time
from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from donnybrook.catalog import Catalog, MediaFile
from donnybrook.catalog.jobs import Job, JobBook, JobState
from donnybrook.desktop.pen import Pen
from donnybrook.ingest.job_run import JobRun, Progress, RunReport
from donnybrook.ingest.pools import local_pool
from donnybrook.media import Nursery, SurveyCache
from donnybrook.problems import Problem
from donnybrook.records import dataclass

_SLOTS = 1  # a decoder keeps several processors busy by itself, and the player needs some
_SETTLED_MS = 4000
_STAYED_MS = 1500  # who only passes by a film wants nothing done with it
_AGAIN_MS = 10_000
_TELL_EVERY_S = 0.5


@dataclass(frozen=True, slots=True)
class Standing:
    """How the work stands: film files that were looked through, of all; those that could not be read; what is left.

    ``share`` is how much of all is done, 0 to 1; ``is_elsewhere`` says that another program does the work.
    """

    looked_through: int = 0
    films: int = 0
    failed: int = 0
    left: int = 0
    share: float = 1.0
    is_paused: bool = False
    is_elsewhere: bool = False


def standing_of(book: JobBook, share: float | None = None, *, is_elsewhere: bool = False) -> Standing:
    """Return how the jobs of a book stand; each film file is surveyed once, so surveys are counted."""
    jobs = book.jobs()
    surveys = [job for job in jobs if job.key.kind == "survey"]
    failed = {job.key.file_uuid for job in jobs if job.state == JobState.FAILED}
    known = {job.key.file_uuid for job in surveys if job.state != JobState.CANCELLED} | failed
    left = sum(job.state in (JobState.WAITING, JobState.RUNNING) for job in jobs)
    over = sum(job.state in (JobState.DONE, JobState.FAILED) for job in jobs)
    return Standing(
        looked_through=sum(job.state == JobState.DONE for job in surveys),
        films=len(known),
        failed=len(failed),
        left=left,
        share=over / max(1, over + left) if share is None else share,
        is_paused=book.is_paused,
        is_elsewhere=is_elsewhere,
    )


class _Runner(QThread):
    """Does what waits, then sleeps until it is woken."""

    stood = Signal(object)
    refused = Signal(str)

    def __init__(self, catalog: Path, pen: Pen, uuid: str, nursery: Nursery | None) -> None:
        super().__init__()
        self._path = catalog
        self._pen = pen
        self._nursery = nursery
        self._uuid = uuid
        self._turn = threading.Condition()
        self._is_woken = False
        self._is_ending = False
        self.is_busy = False
        self._run: JobRun | None = None
        self._urgent: str | None = None
        self._told_s = 0.0

    def wake(self, urgent: str | None) -> None:
        with self._turn:
            self._urgent = urgent
            self._is_woken = self.is_busy = True
            self._turn.notify()

    def end(self) -> None:
        with self._turn:
            self._is_ending = True
            self._turn.notify()
            if self._run is not None:
                self._run.stop()
        self.wait()

    def run(self) -> None:
        while self._woken():
            try:
                self._work()
            except Problem as problem:
                self._rest()
                self.refused.emit(str(problem))

    def _woken(self) -> bool:
        with self._turn:
            self._turn.wait_for(lambda: self._is_woken or self._is_ending)
            self._is_woken = False
            return not self._is_ending

    def _work(self) -> None:
        with self._pen.open() as catalog, JobBook.of(self._uuid, self._path) as book:
            with local_pool(_SLOTS) as pool:
                run = JobRun(
                    catalog,
                    book,
                    SurveyCache(),
                    pool,
                    told=lambda progress: self._tell(book, progress),
                    urgent=lambda: self._urgent,
                    nursery=self._nursery,
                )
                report = self._running(run)
            self.stood.emit(standing_of(book, is_elsewhere=report.held_by is not None))

    def _running(self, run: JobRun) -> RunReport:
        with self._turn:
            self._run = run
            if self._is_ending:
                run.stop()
        try:
            return run.run()
        finally:
            self._rest()

    def _rest(self) -> None:
        with self._turn:
            self._run = None
            self.is_busy = self._is_woken

    def _tell(self, book: JobBook, progress: Progress) -> None:
        now_s = time.monotonic()
        if now_s - self._told_s > _TELL_EVERY_S:
            self._told_s = now_s
            self.stood.emit(standing_of(book, progress.share))


class FilmJobs(QObject):
    """Begins after ``begin``; every method returns at once."""

    changed = Signal()
    """How the work stands is another now."""

    failed = Signal(str)
    """Emits a sentence on why the work can't go on."""

    def __init__(
        self, catalog: Catalog, pen: Pen, parent: QObject | None = None, nursery: Nursery | None = None
    ) -> None:
        super().__init__(parent)
        self.standing = Standing()
        self._book = None if catalog.read_only else JobBook.of(catalog.uuid, catalog.path)
        self._runner = _Runner(catalog.path, pen, catalog.uuid, nursery)
        self._runner.stood.connect(self._take)
        self._runner.refused.connect(self.failed)
        self._urgent: str | None = None
        self._reads_new = False
        self._beginning = QTimer(self, interval=_SETTLED_MS, singleShot=True)
        self._beginning.timeout.connect(self._go_on)
        self._staying = QTimer(self, interval=_STAYED_MS, singleShot=True)
        self._staying.timeout.connect(self.wake)
        self._again = QTimer(self, interval=_AGAIN_MS, singleShot=True)
        self._again.timeout.connect(self.wake)

    def begin(self, *, reads_new: bool) -> None:
        """Go on with what waits, once the window has settled; ``reads_new``: and with films nobody has read yet."""
        if self._book is not None:
            self._reads_new = reads_new
            self._take(standing_of(self._book))
            self._beginning.start()

    def wake(self) -> None:
        """Look for work: films are new, or a person decided something."""
        if self._book is None:
            return
        if not self._runner.isRunning():
            self._runner.start(QThread.Priority.LowPriority)
        self._runner.wake(self._urgent)
        self.changed.emit()

    @property
    def is_at_work(self) -> bool:
        """Whether films are being read, or are about to be."""
        return self._runner.is_busy

    def put_first(self, media_file: MediaFile | None) -> None:
        """Have a film looked through before all others, for it is on the desk; none, without one."""
        self._urgent = media_file.uuid if media_file is not None else None
        self._staying.stop()
        if self._urgent is not None:
            self._staying.start()

    def jobs(self) -> list[Job]:
        """Return all jobs, in the order they are done in."""
        return [] if self._book is None else self._book.jobs()

    def pause(self) -> None:
        """Stop what is being done, and begin nothing until ``resume``; also after a restart."""
        if self._book is not None:
            self._book.pause()
            self._take(standing_of(self._book))

    def resume(self) -> None:
        """Go on."""
        if self._book is not None:
            self._book.resume()
            self._take(standing_of(self._book))
            self.wake()

    def cancel(self) -> None:
        """Let go of all that waits and runs; a film can be retried."""
        if self._book is not None:
            self._book.cancel()
            self._take(standing_of(self._book))

    def retry(self, file_uuids: Collection[str] | None = None) -> None:
        """Do again what failed or was cancelled, of some film files or of all."""
        if self._book is not None:
            self._book.retry(file_uuids)
            self._take(standing_of(self._book))
            self.wake()

    def close(self) -> None:
        """Stop; what was begun waits for the next time."""
        for timer in (self._beginning, self._staying, self._again):
            timer.stop()
        if self._runner.isRunning():
            self._runner.end()
        if self._book is not None:
            self._book.close()
            self._book = None

    def _go_on(self) -> None:
        if (self.standing.left or self._reads_new) and not self.standing.is_paused:
            self.wake()

    def _take(self, standing: Standing) -> None:
        self.standing = standing
        if standing.is_elsewhere and standing.left:
            self._again.start()
        self.changed.emit()
