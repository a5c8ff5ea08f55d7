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
_NOTHING = " Nothing was written."


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: where, how many scenes, what of the query could not be understood, into how many files.

    ``untimed_count``: how many scenes were left out, because the format is made of times and they have none.
    """

    path: Path
    scene_count: int
    problems: tuple[str, ...] = ()
    file_count: int = 1
    untimed_count: int = 0


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
    scenes = watch(scenes, len(ordered)) if watch else scenes
    if not form.needs_times:
        _write(catalog, path, form, scenes)
        return Exported(path, len(ordered))
    timed = [each for each in scenes if each.fields.in_us is not None]
    if ordered and not timed:
        raise Problem(f"None of these fights has a time, and a {form.ending} file has a place for no other.{_NOTHING}")
    file_count = _write_timed(catalog, path, form, timed)
    return Exported(path, len(timed), file_count=file_count, untimed_count=len(ordered) - len(timed))


def _write_timed(catalog: Catalog, path: Path, form: Format, scenes: Sequence[Scene]) -> int:
    """Write scenes, by film if the format wants it so; return into how many files."""
    versions: dict[int, list[Scene]] = {}
    for scene in scenes:
        versions.setdefault(scene.version_id, []).append(scene)
    if form.one_film and path.is_dir():
        names = _names(versions.values(), form.ending)
        for name, some in zip(names, versions.values(), strict=True):
            _write(catalog, path / name, form, some)
        return len(versions)
    if form.one_film and len(versions) > 1:
        raise Problem(
            f"These fights are of {counted(len(versions), 'film')}, and one {form.ending} file speaks of one. Choose"
            f" one film, or give a folder, which gets a file for each.{_NOTHING}"
        )
    _write(catalog, path, form, scenes)
    return 1


def _write(catalog: Catalog, path: Path, form: Format, scenes: Iterable[Scene]) -> None:
    if form.write is None:
        raise Problem(f"{form.name} can be read, not written.{_NOTHING}")
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
