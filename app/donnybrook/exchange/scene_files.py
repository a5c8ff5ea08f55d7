"""Writes whole scenes to files of one format: to one, or to one for each film in a folder. Knows no format."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from donnybrook.catalog import Catalog, Scene
from donnybrook.catalog.numbers import counted
from donnybrook.exchange.format import Format
from donnybrook.exchange.whole_file import refusals_of, whole_paths
from donnybrook.problems import Problem
from donnybrook.records import dataclass

_LONGEST_NAME = 100
_NOTHING = " Nothing was written."


@dataclass(frozen=True, slots=True)
class FilesWritten:
    """Into how many files scenes went, and how many were left out: the format is made of times and they have none."""

    file_count: int = 1
    untimed_count: int = 0


def write_scenes(catalog: Catalog, path: Path, form: Format, scenes: Iterable[Scene]) -> FilesWritten:
    """Write scenes. Raises ``Problem`` if they can't be written, or not to one file."""
    if not form.needs_times:
        _write(catalog, form, {path: scenes})
        return FilesWritten()
    all_scenes = list(scenes)
    timed = [each for each in all_scenes if each.fields.in_us is not None]
    if all_scenes and not timed:
        raise Problem(f"None of these fights has a time, and a {form.ending} file has a place for no other.{_NOTHING}")
    return FilesWritten(_write_timed(catalog, path, form, timed), len(all_scenes) - len(timed))


def _write_timed(catalog: Catalog, path: Path, form: Format, scenes: Sequence[Scene]) -> int:
    """Write scenes, by film if the format wants it so; return into how many files."""
    versions: dict[int, list[Scene]] = {}
    for scene in scenes:
        versions.setdefault(scene.version_id, []).append(scene)
    if form.one_film and path.is_dir():
        names = _names(versions.values(), form.ending)
        _write(catalog, form, {path / name: some for name, some in zip(names, versions.values(), strict=True)})
        return len(versions)
    if form.one_film and len(versions) > 1:
        raise Problem(
            f"These fights are of {counted(len(versions), 'film')}, and one {form.ending} file speaks of one. Choose"
            f" one film, or give a folder, which gets a file for each.{_NOTHING}"
        )
    _write(catalog, form, {path: scenes})
    return 1


def _write(catalog: Catalog, form: Format, files: Mapping[Path, Iterable[Scene]]) -> None:
    """Write what belongs into each file; all of them take their places, or none does."""
    if form.write is None:
        raise Problem(f"{form.name} can be read, not written.{_NOTHING}")
    with whole_paths(list(files)) as parts:
        for path, scenes in files.items():
            with refusals_of(path), parts[path].open("wb") as file:
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
