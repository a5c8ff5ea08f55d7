"""Does the jobs on a catalog's films: hands tasks to a pool, and is the one that writes what comes of them.

Knows no screen and no decoder. A run belongs to the thread that begins it, as its catalog does; what is done is told
there. It may be killed at any moment: what was recorded is done, whatever was not is done again.
"""

import threading
import time
from collections.abc import Callable, Collection
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait

from donnybrook.catalog import Catalog, Changes
from donnybrook.catalog.jobs import Job, JobBook, JobKey, JobState
from donnybrook.ingest.job_plan import plan_jobs
from donnybrook.ingest.job_results import Outcome, Recorder
from donnybrook.ingest.pools import Pool
from donnybrook.ingest.tasks import KINDS, FilmHands, FilmReport, FilmTask
from donnybrook.media import Nursery, SurveyCache
from donnybrook.problems import Problem
from donnybrook.records import dataclass

_LOOK_S = 0.25
_NOTE_S = 2.0
_PLAN_S = 5.0
_LOST = "The workers that read it ended, one after another. Retry it, or read it on this computer."


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the jobs are. ``outcome`` is what came of the job that has just ended, if one has."""

    done: int
    failed: int
    to_do: int  # those that wait or run
    share: float  # of all, 0 to 1; running ones count by what is done of them
    outcome: Outcome | None = None
    changes: Changes | None = None


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run came to. ``held_by`` is the process that does the jobs already, in which case this one did none."""

    finished: int = 0
    failed: int = 0
    left: int = 0  # jobs that wait still: the run was stopped, or is paused
    is_paused: bool = False
    held_by: int | None = None


class JobRun:
    """One run over all jobs that wait. ``stop``, from any thread, ends it soon: what it had begun waits again."""

    def __init__(
        self,
        catalog: Catalog,
        book: JobBook,
        cache: SurveyCache,
        pool: Pool,
        *,
        told: Callable[[Progress], None] | None = None,
        only: Collection[str] | None = None,
        urgent: Callable[[], str | None] = lambda: None,
        nursery: Nursery | None = None,
    ) -> None:
        """``told`` is called in the thread of ``run``: now and then, and whenever a job has ended.

        ``only`` are the UUIDs of the film files to be worked on; without it, all of the catalog's. ``urgent`` is asked
        each time for the UUID of the one that goes first.
        """
        self._catalog = catalog
        self._book = book
        self._cache = cache
        self._pool = pool
        self._told = told
        self._only = None if only is None else frozenset(only)
        self._urgent = urgent
        self._shares: dict[JobKey, float] = {}
        self._hands = FilmHands(self._shares.__setitem__, nursery=nursery)
        self._recorder = Recorder(catalog, book, cache)
        self._running: dict[Future[FilmReport], FilmTask] = {}
        self._halt = threading.Event()
        self._noted_s = self._planned_s = 0.0
        self._has_changed = False
        self._finished = self._failed = 0

    def stop(self) -> None:
        """End the run soon."""
        self._halt.set()

    def run(self) -> RunReport:
        """Do what waits, until nothing does, or the jobs are paused, or ``stop`` is called.

        Raises ``CatalogProblem`` where the catalog can't be written any more; what was recorded before is kept.
        """
        with self._book.held() as is_held:
            if not is_held:
                return RunReport(left=self._waiting(), held_by=self._book.holder or 0)
            self._book.begin()
            plan_jobs(self._catalog, self._book, self._cache)
            try:
                self._work()
            finally:
                self._let_go()
            return RunReport(self._finished, self._failed, self._waiting(), self._book.is_paused)

    def _waiting(self) -> int:
        return self._book.counts(self._only).get(JobState.WAITING, 0)

    # ------------------------------------------------------------ the loop

    def _work(self) -> None:
        while not self._halt.is_set():
            if not self._pool.is_alive():
                raise Problem("The cluster went away. What was recorded is kept; the rest waits to be done again.")
            self._plan_again()
            self._begin_more()
            if not self._running:
                return
            done, _ = wait(self._running, timeout=_LOOK_S, return_when=FIRST_COMPLETED)
            for future in done:
                self._record(future)
            self._heed_decisions()
            self._tell(None)

    def _plan_again(self) -> None:
        """Look for more to do where another program may have added films.

        Whoever types meanwhile changes the catalog every second, so it is done now and then, and before an end.
        """
        self._has_changed = self._catalog.noticed_changes() or self._has_changed
        if self._has_changed and (not self._running or time.monotonic() - self._planned_s > _PLAN_S):
            plan_jobs(self._catalog, self._book, self._cache)
            self._has_changed, self._planned_s = False, time.monotonic()

    def _begin_more(self) -> None:
        while len(self._running) < self._pool.slots:
            job = self._next()
            if job is None:
                return
            task = self._recorder.task(job.key)
            if task is None:
                self._book.strike(job.key)  # its film was removed in the meantime
            elif (outcome := self._recorder.from_cache(task)) is not None:
                self._count(outcome)
            else:
                self._running[self._pool.executor.submit(self._hands, task)] = task

    def _next(self) -> Job | None:
        urgent = self._urgent()
        first = (urgent,) if urgent else ()
        for kind in KINDS if first else ():
            if claimed := self._book.claim(kind, 1, first):
                return claimed[0]
        for kind in KINDS:
            claimed = self._book.claim(kind, 1, self._only)
            if claimed:
                return claimed[0]
            if any(task.key.kind == kind for task in self._running.values()):
                return None  # a film is surveyed when all are read: until then it may turn out to be none
        return None

    def _record(self, future: Future[FilmReport]) -> None:
        task = self._running.pop(future)
        self._shares.pop(task.key, None)
        try:
            report = future.result()
        except CancelledError:
            report = FilmReport(task, was_stopped=True)
        except self._pool.losses:
            report = FilmReport(task, sentence=_LOST)
        if report.was_stopped:
            self._book.put_back(task.key)
            return
        self._count(self._recorder.record(report))

    def _count(self, outcome: Outcome) -> None:
        self._failed += outcome.has_failed
        self._finished += not outcome.has_failed
        self._tell(outcome)

    def _heed_decisions(self) -> None:
        """Stop what was cancelled, and all if the jobs are paused."""
        if not self._running:
            return
        keys = {task.key for task in self._running.values()}
        states = self._book.states(keys)
        paused = self._book.is_paused
        for future, task in self._running.items():
            if paused or states.get(task.key) != JobState.RUNNING:
                self._stop(future, task)

    def _stop(self, future: Future[FilmReport], task: FilmTask) -> None:
        future.cancel()
        if self._pool.is_local:
            self._hands.stop(task.key)

    def _let_go(self) -> None:
        """Stop all that runs; what has ended by then is dropped and will be done again, from the cache if it can."""
        while self._running:
            for future, task in self._running.items():
                self._stop(future, task)
            if not self._pool.is_local:
                break
            wait(self._running, timeout=_LOOK_S)
            for future in [each for each in self._running if each.done()]:
                self._book.put_back(self._running.pop(future).key)
        for task in self._running.values():
            self._book.put_back(task.key)
        self._hands.close()

    # ------------------------------------------------------------ telling

    def _tell(self, outcome: Outcome | None) -> None:
        now_s = time.monotonic()
        if now_s - self._noted_s > _NOTE_S:
            self._noted_s = now_s
            for key, share in list(self._shares.items()):
                self._book.note_share(key, share)
        if self._told is not None:
            self._told(self._progress(outcome))

    def _progress(self, outcome: Outcome | None) -> Progress:
        counts = self._book.counts(self._only)
        done, failed = counts.get(JobState.DONE, 0), counts.get(JobState.FAILED, 0)
        to_do = counts.get(JobState.WAITING, 0) + counts.get(JobState.RUNNING, 0)
        all_jobs = done + failed + to_do
        share = (done + failed + sum(list(self._shares.values()))) / all_jobs if all_jobs else 1.0
        return Progress(done, failed, to_do, min(share, 1.0), outcome, outcome.changes if outcome else None)
