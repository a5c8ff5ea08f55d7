"""The records of the jobs on a catalog's films. Knows no database."""

from enum import StrEnum

from donnybrook.records import dataclass


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class JobKey:
    """Which job: the film file's UUID, and what is done with it."""

    file_uuid: str
    kind: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A job that is to be done on a file as it is now: ``content`` is another text once the file has changed."""

    key: JobKey
    content: str


@dataclass(frozen=True, slots=True)
class Job:
    """One job and how it stands; ``sentence`` says why it failed, or what is worth knowing of it."""

    key: JobKey
    state: JobState
    sentence: str
    share: float  # how much of it is done, 0 to 1
    tries: int  # how often it was begun
    changed_at: str  # UTC, ISO 8601
