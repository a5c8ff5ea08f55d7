"""Says what is still to be done with the films of a catalog, from what is known and what lies on the disk. Does none.

A file that is not there has nothing to be done until it is. One that has changed since it was added is left alone: its
fights' times were taken from other bytes, and what becomes of them is a person's choice.
"""

from donnybrook.catalog import Catalog, MediaFile
from donnybrook.catalog.jobs import JobBook, JobKey, JobState, Wanted
from donnybrook.catalog.shots import read_files_with_shots
from donnybrook.media import SurveyCache

_DETECTOR = "detector"


def chosen_detector(book: JobBook) -> str:
    """Return the name of the shot detector that the films are to be read with; '' if nobody has chosen one."""
    return book.remembered(_DETECTOR)


def choose_detector(book: JobBook, name: str) -> None:
    """Have the films read with a shot detector, in any program, also those that were read with another one."""
    book.remember(_DETECTOR, name)


def plan_jobs(catalog: Catalog, book: JobBook, cache: SurveyCache) -> None:
    """Bring a catalog's book of jobs in line with what is done and what is to be done."""
    with_shots = catalog.read(read_files_with_shots, chosen_detector(book))
    failed = {job.key.file_uuid for job in book.jobs() if job.key.kind == "probe" and job.state == JobState.FAILED}
    wanted: list[Wanted] = []
    done: list[Wanted] = []
    for file in catalog.media_files():
        content = _content(file)
        is_read = bool(file.fingerprint and file.video_codec)
        is_surveyed = file.id in with_shots and cache.has(file.fingerprint)
        for kind, is_done in (("probe", is_read), ("survey", is_surveyed)):
            job = Wanted(JobKey(file.uuid, kind), content or "")
            if is_done:
                done.append(job)
            elif content is not None and (kind == "probe" or is_read or file.uuid not in failed):
                wanted.append(job)
    book.plan(wanted, done)


def _content(file: MediaFile) -> str | None:
    """Return what tells a file's present content from a later one; None for one that is gone or has changed."""
    try:
        status = file.path.stat()
    except (OSError, ValueError):
        return None
    if file.fingerprint and file.size_bytes != status.st_size:
        return None
    return f"{status.st_size}:{status.st_mtime_ns}"
