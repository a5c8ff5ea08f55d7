"""Works out what the covers of a catalog look like, in the decoding process, and keeps it in the cache. No screen."""

from collections.abc import Callable
from pathlib import Path

from donnybrook.catalog import Catalog
from donnybrook.catalog.private_folder import PrivateFolder
from donnybrook.media import LOOK_LENGTH, FilmProblem, FilmWorker

_BATCH = 100


def read_looks(
    catalog: Catalog, worker: FilmWorker, *, most: int, told: Callable[[int, int], None] | None = None
) -> int:
    """Read the looks of up to ``most`` covers that have none yet, the newest first; returns of how many.

    ``told`` is called with how many are done, and how many there are to do.
    """
    waiting = catalog.questions.pictures_without_look(most)
    with PrivateFolder() as folder:
        file = folder.path / "cover.jpg"
        for start in range(0, len(waiting), _BATCH):
            names = waiting[start : start + _BATCH]
            catalog.questions.keep_looks([(name, _look(catalog, worker, file, name)) for name in names])
            if told:
                told(start + len(names), len(waiting))
    return len(waiting)


def _look(catalog: Catalog, worker: FilmWorker, file: Path, name: str) -> bytes:
    file.write_bytes(catalog.picture(name) or b"")
    try:
        return worker.look(file)
    except FilmProblem:  # no picture: it looks like nothing, and is not asked again
        return bytes(LOOK_LENGTH)
