"""Finds the film, its version or the scene that a person named on the command line. Knows no other words."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from donnybrook.catalog import Catalog, Film
from donnybrook.catalog.edits.films import first_version
from donnybrook.catalog.reading import read_versions
from donnybrook.cli.text import film_text, plain
from donnybrook.problems import Problem


def film_named(catalog: Catalog, name: str) -> Film:
    """Return the film that goes by a title, a number or a file's path; raises ``Problem`` if none does, or several."""
    found = catalog.find_films(name)
    if len(found) > 1:
        listed = "; ".join(f"{film.id} is {film_text(film.title, film.year)}" for film in found)
        raise Problem(f"“{plain(name)}” names {len(found)} films. Give the number of one: {listed}.")
    if found:
        return found[0]
    if os.sep in name or Path(name).is_file():
        raise Problem(
            f"“{plain(name)}” is no film of this catalog yet. Add its file first:"
            f" donnybrook add {plain(catalog.path.name)} FILE."
        )
    near = [film for film in catalog.films() if name.casefold() in film.title.casefold()][:5]
    meant = ", ".join(film_text(film.title, film.year) for film in near)
    raise Problem(f"No film of this catalog goes by “{plain(name)}”." + (f" There is {meant}." if meant else ""))


def first_version_of(catalog: Catalog, film: Film) -> int:
    """Return the id of a film's first version; a film that came back from a merge without one gets one."""
    known = catalog.read(read_versions, film.id)
    return known[0].id if known else catalog.follow_up(f"Version of {film.title}", first_version, film.id).value


def version_at(catalog: Catalog, film: Film, name: str) -> int | None:
    """Return the version of the film's file that a name is the path of; ``None`` if it is no path of one."""
    by_path = (each for each in catalog.media_files(film.id) if each.path == Path(name).absolute())
    return next((each.version_id for each in by_path), None)


def scene_named(catalog: Catalog, name: str) -> int:
    """Return the id of the scene that goes by a number or a UUID's beginning; raises ``Problem`` if none does."""
    found = catalog.find_scene(name)
    if found is None:
        raise Problem(
            f"No fight of this catalog goes by “{plain(name)}”, or several begin so."
            " Give its number or its whole scene_id, as ‘donnybrook list’ shows them."
        )
    return found


class Named(Protocol):
    """What is kept under a name."""

    @property
    def name(self) -> str:
        """The name."""


def one_called[T: Named](there: Iterable[T], name: str, kind: str) -> T:
    """Return the one of some things that goes by a name, whatever the case of letters; raises ``Problem`` for none.

    ``kind`` is what such a thing is called.
    """
    known = list(there)
    for each in known:
        if each.name.casefold() == name.strip().casefold():
            return each
    listed = ", ".join(plain(each.name) for each in known) or "none yet"
    raise Problem(f"There is no {kind} “{plain(name)}”. There are: {listed}.")
