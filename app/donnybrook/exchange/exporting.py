"""Exports the scenes that a query finds to a file, in the format of its ending. Knows no particular format."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from donnybrook.catalog import Catalog, Scene
from donnybrook.exchange.formats import format_for
from donnybrook.exchange.whole_file import whole_file

type Watch = Callable[[Iterable[Scene], int], Iterable[Scene]]
"""Passes the scenes on, of which there are so many; somebody may show how far it is."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: where, how many scenes, and what of the query could not be understood."""

    path: Path
    scene_count: int
    problems: tuple[str, ...] = ()


def export_found(catalog: Catalog, path: Path, query: str = "", *, watch: Watch | None = None) -> Exported:
    """Export what a query finds; an empty query exports all. Raises ``Problem`` if the file can't be written."""
    found = catalog.search(query)
    written = export_scenes(catalog, path, found.scene_ids, watch=watch)
    return replace(written, problems=found.problems)


def export_scenes(catalog: Catalog, path: Path, scene_ids: Sequence[int], *, watch: Watch | None = None) -> Exported:
    """Export scenes, in the order in which they were entered. Raises ``Problem`` if the file can't be written."""
    form = format_for(path)
    ordered = sorted(set(scene_ids))
    scenes: Iterable[Scene] = catalog.scenes(ordered)
    with whole_file(path) as file:
        form.write(catalog, watch(scenes, len(ordered)) if watch else scenes, file)
    return Exported(path, len(ordered))
