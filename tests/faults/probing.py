"""Looks at a catalog in every way a window would, and says what went wrong that should not have."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from donnybrook import Catalog
from donnybrook.catalog.checking import look_over
from donnybrook.catalog.driver import UNREADABLE
from donnybrook.catalog.faults import explain
from donnybrook.problems import Problem

_QUERIES = ("well", "ice skates", "weapon:blade", "by:eve vs villain", "-gun improvised", "film:ballerina dur:>1s")


def looks_at(path: Path, cache_folder: Path, number: int) -> Iterator[str]:
    """Open a catalog, look at everything in it, close it; gives a line for each fault that no sentence explains.

    By its ``number`` it gets two of the queries, and one in ten is looked over by ``donnybrook check`` too.
    """
    try:
        catalog = Catalog.open(path, cache_folder=cache_folder, backups_folder=cache_folder / "backups")
    except Problem:
        catalog = None
    if catalog:
        with catalog:
            yield from _unexplained(catalog, _QUERIES[number % 3 :: 3])
    if number % 10 == 0:
        yield from _unexplained_by(lambda: look_over(path, cache_folder=cache_folder), path.name)


def _unexplained(catalog: Catalog, queries: Sequence[str]) -> Iterator[str]:
    ids = list(range(1, 5))
    looks: tuple[Callable[[], object], ...] = (
        catalog.films,
        catalog.media_files,
        lambda: list(itertools.islice(catalog.scenes(), 1000)),
        lambda: catalog.scene_rows(ids),
        lambda: [catalog.cover(scene_id) for scene_id in ids],
        lambda: catalog.vocabulary.complete(("weapon",), "ice"),
        catalog.names,
        lambda: catalog.codes("ended"),
        lambda: catalog.scene_history(ids[0]),
        lambda: (catalog.undo_label, catalog.redo_label),
        lambda: catalog.find_films("Ballerina"),
        *(partial(catalog.search, query) for query in queries),
    )
    for look in looks:
        yield from _unexplained_by(look, catalog.path.name)


def _unexplained_by(look: Callable[[], object], name: str) -> Iterator[str]:
    try:
        look()
    except (Problem, LookupError):  # a LookupError is the answer to a scene that is not there
        return
    except UNREADABLE as fault:
        if explain(fault, name) is None:
            yield f"{type(fault).__name__}: {fault}"
    except Exception as fault:  # noqa: BLE001 - any other is what this looks for
        where = fault.__traceback__
        while where and where.tb_next:
            where = where.tb_next
        place = f"{where.tb_frame.f_code.co_filename}:{where.tb_lineno}" if where else ""
        yield f"{type(fault).__name__}: {fault} at {place}"
