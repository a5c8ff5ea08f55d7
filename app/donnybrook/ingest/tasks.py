"""One piece of work on one film file, done in a process that may be another machine's. Knows no catalog and no book."""

import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from donnybrook.catalog import MediaFacts
from donnybrook.catalog.jobs import JobKey
from donnybrook.ingest.films import kept_of, read_film_file
from donnybrook.media import USUAL_DETECTOR, FilmProblem, FilmSurvey, FilmWorker, Nursery
from donnybrook.records import dataclass

type Kind = Literal["probe", "survey"]
_NICENESS = 10  # whoever watches a film meanwhile comes first
KINDS: tuple[Kind, ...] = ("probe", "survey")  # in the order they are done in


@dataclass(frozen=True, slots=True)
class FilmTask:
    """What is to be done with which file, and what is to find its shots."""

    key: JobKey
    path: Path
    detector: str = USUAL_DETECTOR


@dataclass(frozen=True, slots=True)
class FilmReport:
    """What came of a task: facts, and the survey if one was asked for; or the sentence on why there is nothing."""

    task: FilmTask
    facts: MediaFacts | None = None
    survey: FilmSurvey | None = None
    sentence: str = ""
    was_stopped: bool = False


class FilmHands:
    """Does tasks, each with a decoding process of its own; called from any number of threads.

    In the program itself the decoding processes are kept from one task to the next. Sent to another process, it begins
    afresh there, and ends each decoding process with its task.
    """

    def __init__(
        self,
        told: Callable[[JobKey, float], None] | None = None,
        *,
        keeps: bool = True,
        nursery: Nursery | None = None,
    ) -> None:
        """``told`` hears, in the thread that works, what share of a task is done; ``keeps``: for the next task too."""
        self._nursery = nursery
        self._told = told
        self._keeps = keeps
        self._idle: deque[FilmWorker] = deque()
        self._busy: dict[JobKey, FilmWorker] = {}
        self._stopped: set[JobKey] = set()
        self._lock = threading.Lock()

    def __reduce__(self) -> tuple[Callable[[], "FilmHands"], tuple[()]]:
        return (_hands_elsewhere, ())

    def __call__(self, task: FilmTask) -> FilmReport:
        """Do a task; whatever is wrong with the film is in the report."""
        worker = self._begin(task.key)
        try:
            return FilmReport(task, was_stopped=True) if worker is None else self._do(worker, task)
        except FilmProblem as problem:
            return FilmReport(task, sentence=str(problem), was_stopped=task.key in self._stopped)
        finally:
            self._end(task.key, worker)

    def _do(self, worker: FilmWorker, task: FilmTask) -> FilmReport:
        if task.key.kind == "probe":
            return FilmReport(task, read_film_file(worker, task.path))
        survey = worker.survey(task.path, told=self._teller(task.key), detector=task.detector)
        return FilmReport(task, kept_of(task.path, survey.facts, survey.fingerprint), survey)

    def _teller(self, key: JobKey) -> Callable[[float], None] | None:
        told = self._told
        return None if told is None else lambda share: told(key, share)

    def stop(self, key: JobKey) -> None:
        """Stop a task that is being done here; its report says so. Safe from any thread, and more than once."""
        with self._lock:
            self._stopped.add(key)
            worker = self._busy.get(key)
        if worker is not None:
            worker.close()

    def close(self) -> None:
        """End the decoding processes that are idle."""
        while self._idle:
            self._idle.pop().close()

    def _begin(self, key: JobKey) -> FilmWorker | None:
        with self._lock:
            if key in self._stopped:
                return None
            worker = self._idle.pop() if self._idle else FilmWorker(niceness=_NICENESS, nursery=self._nursery)
            self._busy[key] = worker
            return worker

    def _end(self, key: JobKey, worker: FilmWorker | None) -> None:
        with self._lock:
            self._busy.pop(key, None)
            self._stopped.discard(key)
        if worker is not None and self._keeps:
            self._idle.append(worker)
        elif worker is not None:
            worker.close()


def _hands_elsewhere() -> FilmHands:
    return FilmHands(keeps=False)
