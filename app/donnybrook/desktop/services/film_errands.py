"""Errands on film files that open the catalog for themselves, to be run away from the window's thread; no widget.

They read for as long as films take, and have the pen of the catalog only to store what came of it.
"""

from collections.abc import Callable
from pathlib import Path

from donnybrook.catalog import Catalog, Changes, MediaFile
from donnybrook.desktop.marked_words import N_, translated
from donnybrook.desktop.pen import Pen
from donnybrook.ingest.adding import AddedFolders, ToAdd, look_into, store_found
from donnybrook.ingest.films import read_film_file
from donnybrook.ingest.fixity import Verified, accept_changed
from donnybrook.ingest.relinking import RelinkReport, relink
from donnybrook.ingest.standing import Standing, look_at
from donnybrook.ingest.versions import (
    ClockProposal,
    Place,
    file_to_compare,
    known_cuts,
    propose_clock,
    put_file,
    read_cuts,
)
from donnybrook.media import FilmProblem, FilmWorker
from donnybrook.problems import Problem

_TRIED = 4  # a broken film may take seconds to be known as one


def look_for_films(catalog: Path, folders: list[Path]) -> ToAdd:
    """Look for films in some folders that are not in a catalog; raises ``CatalogProblem`` if that can't be read."""
    with Catalog.open(catalog) as opened, FilmWorker() as worker:
        return look_into(opened, worker, folders)


def add_found(pen: Pen, to_add: ToAdd) -> AddedFolders:
    """Add films that were found in folders; raises ``CatalogProblem`` if the catalog can't be written."""
    with pen.open() as opened:
        return store_found(opened, to_add)


def first_to_show(added: AddedFolders) -> tuple[AddedFolders, int | None]:
    """Return what was added, and the id of the first new film that can be shown.

    Where none can of the first few, it is the first; None if none is new.
    """
    with FilmWorker() as worker:
        new = [each for each in added.files if not each.already_there]
        shown = next((each for each in new[:_TRIED] if _can_be_shown(worker, each.path)), new[0] if new else None)
        return added, shown.film_id if shown is not None else None


def _can_be_shown(worker: FilmWorker, path: Path) -> bool:
    try:
        worker.probe(path)
    except FilmProblem:
        return False
    return True


def relink_in(pen: Pen, place: Path, film_id: int | None = None) -> RelinkReport:
    """Look in a folder, or at one file, for the films that are missing, or for one; raises ``CatalogProblem``."""
    with pen.open() as opened, FilmWorker() as worker:
        return relink(opened, worker, [place], film_ids=None if film_id is None else [film_id])


def accept_in(pen: Pen, verified: Verified) -> Changes:
    """Take a changed file as it is now; raises ``Problem`` if it can't be."""
    with pen.open() as opened, FilmWorker() as worker:
        return accept_changed(opened, worker, verified)


def standing_of(media_file: MediaFile) -> Standing:
    """Look whether a film file is still what it was; it is read in part only if it was touched since."""
    with FilmWorker() as worker:
        return look_at(worker, media_file)


def propose_clock_for(
    catalog: Path, worker: FilmWorker, place: Place, path: Path, told: Callable[[float], None]
) -> ClockProposal:
    """Compare a file with one of the film that is there; ``told`` hears the share done, and ``worker`` can be closed.

    Raises:
        Problem: there is none to compare with, the two have nothing in common, or one can't be read.
    """
    told(0.0)
    with Catalog.open(catalog) as opened:
        compared = file_to_compare(opened, place, path)
        if compared is None:
            words = N_("No other file of this film is there to compare with. Give the offset and the speed yourself.")
            raise Problem(translated(words))
        known = known_cuts(opened, worker, compared, told=lambda share: told(share / 2))
        other = read_cuts(worker, path, told=lambda share: told(0.5 + share / 2))
        return propose_clock(worker, known, other)


def attach_file_to(pen: Pen, place: Place, path: Path) -> Changes:
    """Read a film file and put it on a version; raises ``Problem`` if it can't be."""
    with pen.open() as opened, FilmWorker() as worker:
        return put_file(opened, read_film_file(worker, path), place)
