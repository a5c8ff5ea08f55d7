"""Errands on film files that open the catalog for themselves, to be run away from the window's thread; no widget."""

from pathlib import Path

from donnybrook.catalog import Catalog, MediaFile
from donnybrook.ingest.adding import AddedFolders, add_folders
from donnybrook.ingest.relinking import RelinkReport, relink
from donnybrook.ingest.standing import Standing, look_at
from donnybrook.media import FilmWorker


def add_folders_to(catalog: Path, folders: list[Path]) -> AddedFolders:
    """Add all films of some folders to a catalog; raises ``CatalogProblem`` if it can't be written."""
    with Catalog.open(catalog) as opened, FilmWorker() as worker:
        return add_folders(opened, worker, folders)


def relink_in(catalog: Path, folder: Path) -> RelinkReport:
    """Look in a folder for all films that are not where they were; raises ``CatalogProblem``."""
    with Catalog.open(catalog) as opened, FilmWorker() as worker:
        return relink(opened, worker, [folder])


def standing_of(media_file: MediaFile) -> Standing:
    """Look whether a film file is still what it was; it is read in part only if it was touched since."""
    with FilmWorker() as worker:
        return look_at(worker, media_file)
