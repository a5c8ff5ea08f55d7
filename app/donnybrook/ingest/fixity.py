"""Verifies that film files still have the bytes they had: their SHA-256, compared and put down. Knows no screen."""

import os
from collections.abc import Callable, Collection
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256 as sha256_hash

from donnybrook.catalog import Catalog, Changes, MediaFacts, MediaFile, Transaction
from donnybrook.catalog.door import moment_before, now_text
from donnybrook.catalog.edits.films import readable, update_file
from donnybrook.catalog.edits.media_files import note_digest
from donnybrook.catalog.jobs import JobBook
from donnybrook.ingest.films import read_film_file
from donnybrook.ingest.standing import Standing, changed_sentence, look_at
from donnybrook.media import DigestStopped, FilmProblem, FilmWorker, sha256_of
from donnybrook.records import dataclass

_BEGUN = "fixity"
_OF_NOTHING = sha256_hash(b"").hexdigest()
_EMPTY = "“{name}” is empty (0 bytes), as it was when it was added: there is nothing to verify. Copy it again."


class Fixity(StrEnum):
    """What verifying a file came to; ``NEW`` had no SHA-256 before, and has one from now on, unless it is empty."""

    OK = "ok"
    CHANGED = "changed"
    MISSING = "missing"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Verified:
    """One file that was verified. ``sha256`` is what it has now; '' if it could not be read, or is empty.

    ``mtime_ns`` is when the bytes that were read had been changed last.
    """

    file: MediaFile
    fixity: Fixity
    sha256: str
    sentence: str = ""
    mtime_ns: int | None = None

    @property
    def can_be_accepted(self) -> bool:
        """Whether it can be taken as it is now."""
        return self.fixity == Fixity.CHANGED and bool(self.sha256)


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
        since = moment_before(older_than)
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
            status = file.path.stat()
        except FilmProblem as problem:
            fixity = Fixity.MISSING if problem.reason in ("missing", "not_a_file") else Fixity.CHANGED
            return Verified(file, fixity, "", str(problem))
        except OSError:
            return Verified(file, Fixity.MISSING, "", f"“{readable(file.path.name)}” went away while it was read.")
        mtime_ns = status.st_mtime_ns
        if file.sha256 and digest != file.sha256:
            return Verified(file, Fixity.CHANGED, digest, _changed(file, status), mtime_ns)
        if not file.sha256 and look_at(self._worker, file) == Standing.CHANGED:
            return Verified(file, Fixity.CHANGED, digest, changed_sentence(file), mtime_ns)
        if not file.sha256 and digest == _OF_NOTHING:
            return Verified(file, Fixity.NEW, "", _EMPTY.format(name=readable(file.path.name)))
        self._catalog.follow_up(f"Verify {readable(file.path.name)}", note_digest, file.id, digest, now_text())
        return Verified(file, Fixity.OK if file.sha256 == digest else Fixity.NEW, digest, mtime_ns=mtime_ns)

    def _tell(self, count: int, verified: Verified | None) -> bool:
        return self._told is None or self._told(Progress(self._done_bytes + count, self._all_bytes, verified))


def accept_changed(catalog: Catalog, worker: FilmWorker, verified: Verified) -> Changes:
    """Take a changed file as it is now, as one edit; its fights' times then want a look.

    Raises:
        FilmProblem: it is no film any more, or was changed once more since it was verified.
        CatalogProblem: the catalog can't be written.
    """
    facts = read_film_file(worker, verified.file.path)
    name = readable(verified.file.path.name)
    if facts.mtime_ns != verified.mtime_ns:
        raise FilmProblem(f"“{name}” was changed once more since it was verified. Verify it again first.", "broken")
    return catalog.edit(f"Take {name} as it is now", _accept, verified.file.id, facts, verified.sha256).changes


def _accept(tx: Transaction, /, media_file_id: int, facts: MediaFacts, sha256: str) -> None:
    update_file(tx, media_file_id, facts)
    note_digest(tx, media_file_id, sha256, now_text())


def _changed(file: MediaFile, status: os.stat_result) -> str:
    if (status.st_size, status.st_mtime_ns) != (file.size_bytes, file.mtime_ns):
        return changed_sentence(file)
    return (
        f"“{readable(file.path.name)}” no longer has the bytes it had, though its size and time are the same: its disk"
        " may be failing. Put a good copy back in its place."
    )
