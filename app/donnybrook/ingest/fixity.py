"""Verifies that film files still have the bytes they had: their SHA-256, compared and put down. Knows no screen."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from donnybrook.catalog import Catalog, MediaFile
from donnybrook.catalog.door import now_text
from donnybrook.catalog.edits.films import readable
from donnybrook.catalog.edits.media_files import note_digest
from donnybrook.catalog.jobs import JobBook
from donnybrook.ingest.films import add_film_file
from donnybrook.ingest.standing import Standing, changed_sentence, look_at
from donnybrook.media import DigestStopped, FilmProblem, FilmWorker, sha256_of

_BEGUN = "fixity"


class Fixity(StrEnum):
    """What verifying a file came to; ``NEW`` had no SHA-256 before, and has one from now on."""

    OK = "ok"
    CHANGED = "changed"
    MISSING = "missing"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Verified:
    """One file that was verified. ``sha256`` is what it has now; '' if it could not be read."""

    file: MediaFile
    fixity: Fixity
    sha256: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far verifying is, in bytes; ``verified`` is the file that has just been done, if one has."""

    done_bytes: int
    all_bytes: int
    verified: Verified | None = None


@dataclass(frozen=True, slots=True)
class FixityReport:
    """What verifying came to."""

    files: tuple[Verified, ...]
    left: int  # not looked at: verified not long ago
    resumed_at: str | None  # when the run was begun that this one goes on with; None for a new one
    was_stopped: bool

    def count(self, fixity: Fixity) -> int:
        """Return how many files came to this."""
        return sum(each.fixity == fixity for each in self.files)


def verify(
    catalog: Catalog,
    worker: FilmWorker,
    book: JobBook,
    *,
    older_than: timedelta | None = None,
    film_ids: Collection[int] | None = None,
    told: Callable[[Progress], bool] | None = None,
) -> FixityReport:
    """Verify the files of some films, or of all; of those that were not verified for ``older_than``, if it is given.

    Each file is put down as soon as it is done. A run over all that was broken off is gone on with: what it had done
    stands, and is not read again. ``told`` hears how far it is and returns whether to go on. Raises ``CatalogProblem``
    if the catalog can't be written.
    """
    whole = older_than is None and film_ids is None
    resumed_at = (book.remembered(_BEGUN) or None) if whole else None
    since = resumed_at or now_text()
    if whole:
        book.remember(_BEGUN, since)
    if older_than is not None:
        since = _before(now_text(), older_than)
    files = [file for file in catalog.media_files() if film_ids is None or file.film_id in film_ids]
    due = [file for file in files if file.verified_at is None or file.verified_at < since]
    run = _Verifying(catalog, worker, due, told)
    was_stopped = not run.all()
    if whole and not was_stopped:
        book.remember(_BEGUN, "")
    return FixityReport(tuple(run.verified), len(files) - len(due), resumed_at, was_stopped)


class _Verifying:
    def __init__(
        self,
        catalog: Catalog,
        worker: FilmWorker,
        due: list[MediaFile],
        told: Callable[[Progress], bool] | None,
    ) -> None:
        self._catalog = catalog
        self._worker = worker
        self._due = due
        self._told = told
        self._done_bytes = 0
        self._all_bytes = sum(file.size_bytes or 0 for file in due)
        self.verified: list[Verified] = []

    def all(self) -> bool:
        """Verify all that is due; returns whether it was let go on to the end."""
        for file in self._due:
            try:
                verified = self._one(file)
            except DigestStopped:
                return False
            self.verified.append(verified)
            self._done_bytes += file.size_bytes or 0
            if not self._tell(0, verified):
                return False
        return True

    def _one(self, file: MediaFile) -> Verified:
        try:
            digest = sha256_of(file.path, lambda count: self._tell(count, None))
        except FilmProblem as problem:
            fixity = Fixity.MISSING if problem.reason in ("missing", "not_a_file") else Fixity.CHANGED
            return Verified(file, fixity, "", str(problem))
        if file.sha256 and digest != file.sha256:
            return Verified(file, Fixity.CHANGED, digest, _changed(file))
        if not file.sha256 and look_at(self._worker, file) == Standing.CHANGED:
            return Verified(file, Fixity.CHANGED, digest, changed_sentence(file))
        self._catalog.follow_up(f"Verify {readable(file.path.name)}", note_digest, file.id, digest, now_text())
        return Verified(file, Fixity.OK if file.sha256 == digest else Fixity.NEW, digest)

    def _tell(self, count: int, verified: Verified | None) -> bool:
        return self._told is None or self._told(Progress(self._done_bytes + count, self._all_bytes, verified))


def accept_changed(catalog: Catalog, worker: FilmWorker, verified: Verified) -> None:
    """Take a changed file as it is now; raises ``FilmProblem`` if it is no film any more."""
    add_film_file(catalog, worker, verified.file.path)
    label = f"Verify {readable(verified.file.path.name)}"
    catalog.follow_up(label, note_digest, verified.file.id, verified.sha256, now_text())


def _changed(file: MediaFile) -> str:
    status = file.path.stat()
    if (status.st_size, status.st_mtime_ns) != (file.size_bytes, file.mtime_ns):
        return changed_sentence(file)
    return (
        f"“{readable(file.path.name)}” no longer has the bytes it had, though its size and time are the same: its disk"
        " may be failing. Put a good copy back in its place."
    )


def _before(moment: str, span: timedelta) -> str:
    earlier = datetime.fromisoformat(moment) - span
    return earlier.isoformat(timespec="milliseconds").replace("+00:00", "Z")
