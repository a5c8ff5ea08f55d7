"""Exports what a query finds to a file or a folder, in the format that its name says. Knows no particular format."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from donnybrook.catalog import Catalog, Scene
from donnybrook.catalog.counting import count_scenes
from donnybrook.catalog.driver import Connection
from donnybrook.catalog.sheets.reading import Chosen, standing
from donnybrook.exchange.format import Format
from donnybrook.exchange.formats import format_for, written_formats
from donnybrook.exchange.scene_files import write_scenes
from donnybrook.exchange.table_sets import write_folder
from donnybrook.exchange.wanted import Flavour, Tell, Wanted, charts_of, silent
from donnybrook.exchange.whole_file import whole_file
from donnybrook.problems import Problem
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: where, of how many scenes, and into how many files.

    ``untimed_count``: how many scenes were left out, because the format is made of times and they have none.
    """

    path: Path
    scene_count: int
    file_count: int = 1
    untimed_count: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chooses of tables: by name; no names are all. ``with_trash``: what is in the trash goes along.

    ``folder``: it goes to a folder, whatever the ending of its name.
    """

    sheets: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    flavour: Flavour = "plain"
    parquet: bool = False
    with_trash: bool = False
    pictures: bool = True
    folder: bool = False
    title: str = "Fight scenes"


def is_folder(name: str) -> bool:
    """Whether a name as typed is that of a folder: it ends in ``/``, or has no ending, or a folder of it is there."""
    if name.endswith(("/", os.sep)):
        return True
    is_format = any(name.lower().endswith(each.ending) for each in written_formats())
    return not is_format and (not Path(name).suffix or Path(name).is_dir())


def export_found(
    catalog: Catalog,
    path: Path,
    query: str = "",
    *,
    film_id: int | None = None,
    form: Format | None = None,
    choice: Choice | None = None,
    tell: Tell = silent,
) -> Exported:
    """Export what a query finds, of one film or of all; an empty query exports all.

    Raises ``Problem`` if it can't be written, or the query is half understood.
    """
    choice = choice or Choice()
    if not query.strip():
        of_film = None if film_id is None else catalog.scene_ids_of_film(film_id)
        return export_scenes(catalog, path, of_film, form=form, choice=choice, tell=tell)
    scene_ids: Sequence[int] = catalog.search(query).whole("Nothing was written.").scene_ids
    if film_id is not None:
        wanted = set(catalog.scene_ids_of_film(film_id))
        scene_ids = [each for each in scene_ids if each in wanted]
    choice = replace(choice, title=f"Fight scenes found by “{query}”")
    return export_scenes(catalog, path, scene_ids, form=form, choice=choice, tell=tell)


def export_scenes(
    catalog: Catalog,
    path: Path,
    scene_ids: Sequence[int] | None,
    *,
    form: Format | None = None,
    choice: Choice | None = None,
    tell: Tell = silent,
) -> Exported:
    """Export scenes, in the order in which they were entered; ``None``: all of the catalog.

    ``form`` is the format if the ending does not say it; without either it is a folder of tables. A format whose files
    speak of one film gets a file for each film, where ``path`` is a folder.

    Raises:
        Problem: it can't be written; what was there before is untouched.
    """
    choice = choice or Choice()
    chosen = Chosen(None if scene_ids is None else tuple(sorted(set(scene_ids))), choice.with_trash)
    count = catalog.read(_count) if chosen.scene_ids is None else len(chosen.scene_ids)
    if form is None and (choice.folder or is_folder(str(path))):
        write_folder(catalog, _wanted(choice, chosen, "tidy"), path, tell)
        return Exported(path, count)
    form = form or format_for(path)
    if form.write_tables:
        wanted = _wanted(choice, chosen, form.shape)
        with whole_file(path) as file:
            form.write_tables(catalog, wanted, file, tell)
        return Exported(path, count)
    _refuse_choice(choice, form)
    scenes = _watched(catalog.scenes(chosen.scene_ids), lambda done: tell(done, count))
    files = write_scenes(catalog, path, form, scenes)
    left = files.untimed_count
    return Exported(path, count - left, file_count=files.file_count, untimed_count=left)


def _count(connection: Connection) -> int:
    with standing(connection):  # which holds little of what goes by
        return count_scenes(connection)


def _wanted(choice: Choice, chosen: Chosen, shape: str) -> Wanted:
    sheets = choice.sheets or (("fights",) if shape == "wide" else ())
    return Wanted(
        chosen=replace(chosen, with_trash=chosen.with_trash or (shape == "all" and chosen.is_all)),
        charts=charts_of(sheets, choice.columns, chosen, pictures=choice.pictures),
        flavour=choice.flavour,
        parquet=choice.parquet,
        pictures=choice.pictures,
        title=choice.title,
    )


def _refuse_choice(choice: Choice, form: Format) -> None:
    if choice.sheets or choice.columns or choice.flavour != "plain" or choice.parquet:
        raise Problem(
            f"{form.ending} files hold no tables, so tables and columns can't be chosen. Nothing was written."
        )


def _watched(scenes: Iterable[Scene], told: Callable[[int], None]) -> Iterator[Scene]:
    for done, scene in enumerate(scenes, 1):
        yield scene
        told(done)
