"""Adds folders of film files to a catalog in one edit, before anyone has read them. Knows no screen.

What is in the files is read afterwards, by the jobs.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from donnybrook.catalog import Catalog, Changes, MediaFile
from donnybrook.catalog.edits.media_files import FilePlace, NewFile, add_files
from donnybrook.catalog.numbers import counted
from donnybrook.ingest.films import film_without_file
from donnybrook.ingest.folders import FoundFile, FoundFiles, find_films
from donnybrook.ingest.names import film_named_by
from donnybrook.ingest.sameness import Samples
from donnybrook.media import FilmWorker
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class AddedFile:
    """A file that was found, and the film it belongs to now; ``same_as`` is another file with the same bytes."""

    film_id: int
    media_file_id: int
    path: Path
    already_there: bool
    same_as: Path | None = None


@dataclass(frozen=True, slots=True)
class AddedFolders:
    """What adding folders came to. ``changes`` is None when nothing had to be written."""

    files: tuple[AddedFile, ...]
    found: FoundFiles
    changes: Changes | None


@dataclass(frozen=True, slots=True)
class ToAdd:
    """What was found in folders and is to be stored: new files, and known ones that moved, by their ids."""

    found: FoundFiles
    known: tuple[AddedFile, ...]
    new: tuple[NewFile, ...]
    moved: Mapping[int, FilePlace]
    same_as: Mapping[int, Path]  # by the place in ``new`` of a file with the same bytes

    @property
    def count(self) -> int:
        """How many files there are to be stored."""
        return len(self.new) + len(self.moved)

    @property
    def label(self) -> str:
        """What storing them is called in the journal."""
        return f"Add {counted(len(self.new), 'film')}" if self.new else f"Relink {counted(len(self.moved), 'film')}"


def add_folders(catalog: Catalog, worker: FilmWorker, folders: list[Path]) -> AddedFolders:
    """Add all that is called like a film in some folders, as one edit, by paths, sizes and names alone.

    A file that the catalog knows elsewhere, and that is not there any more, is taken for the one that moved. One with
    the same bytes as another becomes a second file of the same film. Raises ``CatalogProblem`` if the catalog can't be
    written.
    """
    return store_found(catalog, look_into(catalog, worker, folders))


def look_into(catalog: Catalog, worker: FilmWorker, folders: list[Path]) -> ToAdd:
    """Look what ``add_folders`` would add; the catalog is only read."""
    found = find_films(folders)
    adding = _Adding(catalog, Samples(worker), Counter(each.size_bytes for each in found.films))
    for each in found.films:
        adding.take(each)
    return adding.decided(found)


def store_found(catalog: Catalog, to_add: ToAdd) -> AddedFolders:
    """Add what was found, as one edit; raises ``CatalogProblem`` if the catalog can't be written."""
    if not to_add.count:
        return AddedFolders(to_add.known, to_add.found, None)
    edited = catalog.edit(to_add.label, add_files, to_add.new, to_add.moved)
    added = (
        AddedFile(film_id, media_file_id, each.path, already_there=False, same_as=to_add.same_as.get(place))
        for place, (each, (film_id, media_file_id)) in enumerate(zip(to_add.new, edited.value, strict=True))
    )
    order = {each.path: place for place, each in enumerate(to_add.found.films)}
    files = sorted((*to_add.known, *added), key=lambda each: order[each.path])
    return AddedFolders(tuple(files), to_add.found, edited.changes)


class _Adding:
    def __init__(self, catalog: Catalog, samples: Samples, found_of_size: Counter[int]) -> None:
        self._catalog = catalog
        self._samples = samples
        self._found_of_size = found_of_size
        self._files = catalog.media_files()
        self._by_path = {each.path: each for each in self._files}
        self._known_of_size: defaultdict[int | None, list[MediaFile]] = defaultdict(list)
        for each in self._files:
            self._known_of_size[each.size_bytes].append(each)
        self._alike: defaultdict[tuple[int, bytes | None], list[int]] = defaultdict(list)  # places in ``_new``
        self._known: list[AddedFile] = []
        self._moved: dict[int, FilePlace] = {}
        self._new: list[NewFile] = []
        self._same_as: dict[int, Path] = {}
        self._taken: set[int] = set()  # films catalogued from memory that have a file now

    def take(self, found: FoundFile) -> None:
        """Decide what a file is."""
        known = self._by_path.get(found.path) or self._by_path.get(found.path.resolve())
        if known is not None:
            if known.moved_from:
                self._moved[known.id] = FilePlace(found.path, found.mtime_ns)
            self._known.append(AddedFile(known.film_id, known.id, found.path, already_there=True))
            return
        same = self._samples.same(found.path, self._known_of_size[found.size_bytes])
        gone = next((each for each in same if each.id not in self._moved and not each.path.exists()), None)
        if gone is not None:
            self._moved[gone.id] = FilePlace(found.path, found.mtime_ns)
            self._known.append(AddedFile(gone.film_id, gone.id, found.path, already_there=True, same_as=gone.path))
        else:
            self._add(found, same[0] if same else None)

    def _add(self, found: FoundFile, same: MediaFile | None) -> None:
        place = len(self._new)
        copy_of = self._copy_among_new(found) if same is None else None
        named = film_named_by(found.path)
        film_id = None
        if same is not None:
            self._same_as[place] = same.path
        elif copy_of is not None:
            self._same_as[place] = self._new[copy_of].path
        else:
            film_id = self._waiting_film(named.title, named.year)
        fingerprint = self._samples.of(found.path) if place in self._same_as else ""
        self._new.append(
            NewFile(
                found.path,
                found.size_bytes,
                found.mtime_ns,
                named.title,
                named.year,
                fingerprint,
                film_id,
                copy_of,
                same.id if same else None,
            )
        )
        if self._found_of_size[found.size_bytes] > 1:
            self._alike[found.size_bytes, self._samples.glance(found.path)].append(place)

    def _copy_among_new(self, found: FoundFile) -> int | None:
        """Return the place of the first file that this one is a copy of, if there is one."""
        if self._found_of_size[found.size_bytes] < 2:
            return None
        alike = self._alike[found.size_bytes, self._samples.glance(found.path)]
        return next((each for each in alike if self._samples.are_same(found.path, self._new[each].path)), None)

    def _waiting_film(self, title: str, year: int | None) -> int | None:
        film = film_without_file(self._catalog, self._files, title, year)
        if film is None or film.id in self._taken:
            return None
        self._taken.add(film.id)
        return film.id

    def decided(self, found: FoundFiles) -> ToAdd:
        """Return what all of it is."""
        return ToAdd(found, tuple(self._known), tuple(self._new), self._moved, self._same_as)
