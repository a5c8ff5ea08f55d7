"""Exports the scenes that a query finds to a file, in the format of its ending. Knows no particular format."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from donnybrook.catalog import Catalog, Scene
from donnybrook.catalog.numbers import counted
from donnybrook.exchange.format import Format
from donnybrook.exchange.formats import format_for
from donnybrook.exchange.whole_file import whole_file
from donnybrook.problems import Problem

type Watch = Callable[[Iterable[Scene], int], Iterable[Scene]]
"""Passes the scenes on, of which there are so many; somebody may show how far it is."""

_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: where, how many scenes, what of the query could not be understood, and into how many files."""

    path: Path
    scene_count: int
    problems: tuple[str, ...] = ()
    file_count: int = 1


def export_found(
    catalog: Catalog,
    path: Path,
    query: str = "",
    *,
    film_id: int | None = None,
    form: Format | None = None,
    watch: Watch | None = None,
) -> Exported:
    """Export what a query finds, of one film or of all; an empty query exports all.

    Raises ``Problem`` if the file can't be written.
    """
    found = catalog.search(query)
    scene_ids: Sequence[int] = found.scene_ids
    if film_id is not None:
        of_film = set(catalog.scene_ids_of_film(film_id))
        scene_ids = [each for each in scene_ids if each in of_film]
    written = export_scenes(catalog, path, scene_ids, form=form, watch=watch)
    return replace(written, problems=found.problems)


def export_scenes(
    catalog: Catalog,
    path: Path,
    scene_ids: Sequence[int],
    *,
    form: Format | None = None,
    watch: Watch | None = None,
) -> Exported:
    """Export scenes, in the order in which they were entered; ``form`` is the format if the ending does not say it.

    A format whose files speak of one film gets a file for each film, where ``path`` is a folder. Raises ``Problem`` if
    the file can't be written.
    """
    form = form or format_for(path)
    ordered = sorted(set(scene_ids))
    scenes: Iterable[Scene] = catalog.scenes(ordered)
    watched = watch(scenes, len(ordered)) if watch else scenes
    if form.one_film:
        return _export_by_film(catalog, path, form, watched)
    _write(catalog, path, form, watched)
    return Exported(path, len(ordered))


def _export_by_film(catalog: Catalog, path: Path, form: Format, scenes: Iterable[Scene]) -> Exported:
    versions: dict[int, list[Scene]] = {}
    for scene in scenes:
        versions.setdefault(scene.version_id, []).append(scene)
    count = sum(len(each) for each in versions.values())
    if path.is_dir():
        names = _names(versions.values(), form.ending)
        for name, some in zip(names, versions.values(), strict=True):
            _write(catalog, path / name, form, some)
        return Exported(path, count, file_count=len(versions))
    if len(versions) > 1:
        raise Problem(
            f"These fights are of {counted(len(versions), 'film')}, and one {form.ending} file speaks of one. Choose"
            " one film, or give a folder, which gets a file for each. Nothing was written."
        )
    _write(catalog, path, form, next(iter(versions.values()), []))
    return Exported(path, count)


def _write(catalog: Catalog, path: Path, form: Format, scenes: Iterable[Scene]) -> None:
    if form.write is None:
        raise Problem(f"{form.name} can be read, not written. Nothing was written.")
    with whole_file(path) as file:
        form.write(catalog, scenes, file)


def _names(versions: Iterable[Sequence[Scene]], ending: str) -> Iterator[str]:
    """Yield a file name for each version of a film: its title, its year, its version, and no sign that disks forbid."""
    taken: set[str] = set()
    for scenes in versions:
        first = scenes[0]
        said = f"{first.film_title} {first.film_year or ''} {first.version}"
        stem = " ".join(re.sub(r'[\x00-\x1f<>:"/\\|?*]', " ", said).split()).strip(". ")[:_LONGEST_NAME] or "film"
        name, number = stem, 2
        while name.casefold() in taken:
            name, number = f"{stem} {number}", number + 1
        taken.add(name.casefold())
        yield f"{name}{ending}"
