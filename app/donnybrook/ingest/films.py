"""Adds film files to a catalog: read in the decoding worker, then stored in one edit. Knows no screen.

The two halves stand apart (``read_film_file``, ``store_film_file``), so that the window can do the first in a thread.
"""

from pathlib import Path

from donnybrook.catalog import Catalog, Changes, Film, MediaFacts, MediaFile, Transaction
from donnybrook.catalog.edits import films as film_edits
from donnybrook.ingest.names import film_named_by
from donnybrook.media import FilmFacts, FilmProblem, FilmWorker
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class AddedFilm:
    """What adding a file came to. ``changes`` is None when nothing had to be written."""

    film_id: int
    media_file_id: int
    title: str
    already_there: bool  # the file was in the catalog before, here or at a place where it no longer is
    changes: Changes | None = None
    same_as: Path | None = None  # another file with the same bytes, of which this one is a copy
    has_changed: bool = False  # the file was there already, and holds other bytes now


def add_film_file(
    catalog: Catalog, worker: FilmWorker, path: Path, *, title: str | None = None, year: int | None = None
) -> AddedFilm:
    """Add a film file; title and year come from its name when they are not given.

    Raises:
        FilmProblem: the file can't be used.
        CatalogProblem: the catalog can't be written.
    """
    return store_film_file(catalog, read_film_file(worker, path), title=title, year=year)


def read_film_file(worker: FilmWorker, path: Path) -> MediaFacts:
    """Return what is kept of a film file; raises ``FilmProblem`` if it can't be used."""
    path = path.absolute()
    facts = worker.probe(path)
    return kept_of(path, facts, worker.fingerprint(path))


def kept_of(path: Path, facts: FilmFacts, fingerprint: str) -> MediaFacts:
    """Return what is kept of a film file that was read just now; raises ``FilmProblem`` if it is gone already."""
    try:
        mtime_ns = path.stat().st_mtime_ns
    except OSError as fault:
        raise FilmProblem("The film went away while it was being read. Nothing was added.", "missing") from fault
    return MediaFacts(
        path=path,
        size_bytes=facts.size_bytes,
        mtime_ns=mtime_ns,
        fingerprint=fingerprint,
        rate=facts.rate,
        variable_rate=facts.is_variable_rate,
        start_us=facts.start_us,
        duration_us=facts.duration_us,
        width_px=facts.display_width_px,
        height_px=facts.display_height_px,
        container=facts.container,
        video_codec=facts.video_codec,
        audio_codec=facts.audio_codec or "",
    )


def store_film_file(
    catalog: Catalog, facts: MediaFacts, *, title: str | None = None, year: int | None = None
) -> AddedFilm:
    """Put a film file that was read into the catalog, unless it is there; raises ``CatalogProblem`` if it can't be.

    A file that moved is found again by its fingerprint. One with the same bytes as a file that is there becomes a
    second file of that film, unless it is said to be another. A film of that title that has no file yet (it was
    catalogued from memory) gets this one; otherwise a new film is made.
    """
    files = catalog.media_files()
    known = _file_at(files, facts.path) or _file_moved(files, facts)
    if known is not None:
        return _store_again(catalog, known, facts)
    named = film_named_by(facts.path)
    given = (title or "").strip()
    same = next((each for each in files if facts.fingerprint and each.fingerprint == facts.fingerprint), None)
    if same is not None and given in ("", catalog.film(same.film_id).title):
        return _store_copy(catalog, same, facts)
    title, year_or_none = given or named.title, year if year is not None else named.year
    # A year that stands in the name of a file that is called otherwise says nothing against a film of that title.
    waiting = film_without_file(catalog, files, title, year if given else year_or_none)
    edited = catalog.edit(f"Add film {title}", _add_film, facts, waiting, title, year_or_none)
    film_id, media_file_id = edited.value
    return AddedFilm(
        film_id,
        media_file_id,
        waiting.title if waiting else title,
        already_there=False,
        changes=edited.changes,
        same_as=same.path if same else None,
    )


def _add_film(
    tx: Transaction, /, facts: MediaFacts, waiting: Film | None, title: str, year: int | None
) -> tuple[int, int]:
    film_id = waiting.id if waiting else film_edits.add_film(tx, title, year=year)
    return film_id, film_edits.attach_file(tx, film_id, facts)


def _store_copy(catalog: Catalog, same: MediaFile, facts: MediaFacts) -> AddedFilm:
    film = catalog.film(same.film_id)
    label = f"Add another copy of {film.title}"
    edited = catalog.edit(label, film_edits.attach_file, film.id, facts, version_id=same.version_id, clock=same.clock)
    return AddedFilm(film.id, edited.value, film.title, already_there=False, changes=edited.changes, same_as=same.path)


def _store_again(catalog: Catalog, known: MediaFile, facts: MediaFacts) -> AddedFilm:
    label = f"Look again at {catalog.film(known.film_id).title}"
    seen = (known.moved_from or known.path, known.size_bytes, known.mtime_ns, known.fingerprint)
    changed = seen != (facts.path, facts.size_bytes, facts.mtime_ns, facts.fingerprint)
    edited = catalog.edit(label, film_edits.update_file, known.id, facts) if changed else None
    return AddedFilm(
        known.film_id,
        known.id,
        catalog.film(known.film_id).title,
        already_there=True,
        changes=edited.changes if edited else None,
        has_changed=bool(known.fingerprint) and known.fingerprint != facts.fingerprint,
    )


def _file_at(files: list[MediaFile], path: Path) -> MediaFile | None:
    return next((each for each in files if each.path in (path, path.resolve())), None)


def _file_moved(files: list[MediaFile], facts: MediaFacts) -> MediaFile | None:
    same = [each for each in files if facts.fingerprint and each.fingerprint == facts.fingerprint]
    return next((each for each in same if not each.path.exists()), None)


def film_without_file(catalog: Catalog, files: list[MediaFile], title: str, year: int | None) -> Film | None:
    """Return the one film of that title that was catalogued from memory, if its year does not speak against it."""
    with_file = {each.film_id for each in files}
    fitting = [
        film
        for film in catalog.find_films(title)
        if film.id not in with_file and (year is None or film.year is None or film.year == year)
    ]
    return fitting[0] if len(fitting) == 1 else None
