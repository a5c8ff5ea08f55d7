"""Errands on film files that open the catalog for themselves, to be run away from the window's thread; no widget."""

from pathlib import Path

from donnybrook.catalog import Catalog
from donnybrook.ingest.adding import AddedFolders, add_folders
from donnybrook.media import FilmWorker


def add_folders_to(catalog: Path, folders: list[Path]) -> AddedFolders:
    """Add all films of some folders to a catalog; raises ``CatalogProblem`` if it can't be written."""
    with Catalog.open(catalog) as opened, FilmWorker() as worker:
        return add_folders(opened, worker, folders)
