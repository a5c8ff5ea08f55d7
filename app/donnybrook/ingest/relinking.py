"""Finds film files again that were moved or renamed, by their bytes. Knows no screen."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from donnybrook.catalog import Catalog, Changes, MediaFile
from donnybrook.catalog.edits.media_files import FilePlace, move_files
from donnybrook.catalog.numbers import counted
from donnybrook.ingest.folders import FoundFile, find_films
from donnybrook.ingest.sameness import Samples
from donnybrook.ingest.standing import Standing, look_at
from donnybrook.media import FilmWorker
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class Relinked:
    """A file that was found again; ``is_sure`` is False for one that nobody had read, found by name and size alone."""

    film_id: int
    old: Path
    new: Path
    is_sure: bool


@dataclass(frozen=True, slots=True)
class RelinkReport:
    """What looking for moved files came to."""

    found: tuple[Relinked, ...]
    missing: tuple[MediaFile, ...]  # not where it was, and not found
    changed: tuple[MediaFile, ...]  # where it was, but with other bytes, and the old ones were not found
    there: int  # files that are where they were
    unreadable: tuple[Path, ...]
    changes: Changes | None


def relink(
    catalog: Catalog,
    worker: FilmWorker,
    folders: Iterable[Path],
    *,
    film_ids: Collection[int] | None = None,
    told: Callable[[int, int], None] | None = None,
) -> RelinkReport:
    """Look in some folders for the files that are not where they were (of some films, or of all), as one edit.

    What lies beside the catalog is found wherever is looked, and its place is put down.

    ``told`` hears how many files have been looked for, out of how many. Raises ``CatalogProblem`` if the catalog can't
    be written.
    """
    files = catalog.media_files()
    standing = {file.id: look_at(worker, file) for file in files}
    beside: dict[int, FilePlace] = {}
    for file in files:
        if file.moved_from and standing[file.id] == Standing.AS_KNOWN and _is_one_of(file, film_ids):
            try:
                beside[file.id] = FilePlace(file.path, file.path.stat().st_mtime_ns)
            except OSError:
                standing[file.id] = Standing.MISSING  # it went away since it was looked at
    present = {file.path for file in files if standing[file.id] == Standing.AS_KNOWN}
    lost = [file for file in files if standing[file.id] != Standing.AS_KNOWN and _is_one_of(file, film_ids)]
    seen = find_films(folders)
    free: defaultdict[int | None, list[FoundFile]] = defaultdict(list)  # by size
    for each in seen.films:
        if each.path not in present and each.path.resolve() not in present:
            free[each.size_bytes].append(each)
    samples = Samples(worker)
    moved: dict[int, FoundFile] = {}
    for place, file in enumerate(lost):
        found = _again(samples, file, free[file.size_bytes])
        if found is not None:
            moved[file.id] = found
            free[file.size_bytes].remove(found)
        if told is not None:
            told(place + 1, len(lost))
    places = beside | {file_id: FilePlace(each.path, each.mtime_ns) for file_id, each in moved.items()}
    edited = catalog.edit(f"Relink {counted(len(places), 'film')}", move_files, places) if places else None
    rest = [file for file in lost if file.id not in moved]
    return RelinkReport(
        tuple(
            Relinked(file.film_id, file.moved_from or file.path, places[file.id].path, bool(file.fingerprint))
            for file in files
            if file.id in places
        ),
        tuple(file for file in rest if standing[file.id] == Standing.MISSING),
        tuple(file for file in rest if standing[file.id] == Standing.CHANGED),
        len(files) - len(lost) - len(beside),
        seen.unreadable,
        edited.changes if edited else None,
    )


def _is_one_of(file: MediaFile, film_ids: Collection[int] | None) -> bool:
    return film_ids is None or file.film_id in film_ids


def _again(samples: Samples, file: MediaFile, among: list[FoundFile]) -> FoundFile | None:
    """Return, of files of its size, the one with the same bytes; of several the one most like it in its path."""
    if file.fingerprint:
        alike = [each for each in among if samples.of(each.path) == file.fingerprint]
    else:
        alike = [each for each in among if each.path.name == file.path.name]
    return max(alike, key=lambda each: _likeness(each.path, file.path), default=None)


def _likeness(path: Path, old: Path) -> int:
    count = 0
    for mine, theirs in zip(reversed(path.parts), reversed(old.parts), strict=False):
        if mine != theirs:
            break
        count += 1
    return count
