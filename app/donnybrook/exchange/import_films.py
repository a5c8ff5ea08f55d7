"""Finds the film that a foreign file is about: by its path, its title, its file's name. Knows no format."""

from pathlib import Path, PurePosixPath, PureWindowsPath

from donnybrook.catalog import Catalog, Film, MediaFile
from donnybrook.catalog.folding import fold
from donnybrook.catalog.reading import read_versions
from donnybrook.exchange.foreign import ForeignFilm
from donnybrook.problems import Problem
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedFilm:
    """A film that fights go to; ``film_id`` is ``None`` for one that is to be added.

    ``version_id`` is the version they are timed on; ``None``: the film's first.
    """

    title: str
    year: int | None = None
    film_id: int | None = None
    version_id: int | None = None
    scene_count: int = 0


class FilmUnclear(Problem):
    """There is no telling of which film the fights of a file are: somebody has to say it."""


class FilmFinder:
    """Finds films in one catalog, as it is now."""

    def __init__(self, catalog: Catalog) -> None:
        self._films = {film.id: film for film in catalog.films()}
        self._files = catalog.media_files()

    def chosen(self, film_id: int, version_id: int | None) -> PlannedFilm:
        """Return the film that a person chose; raises ``Problem`` if it is there no more."""
        film = self._films.get(film_id)
        if film is None:
            raise Problem("That film is not in the catalog any more. Nothing was imported.")
        return PlannedFilm(title=film.title, year=film.year, film_id=film.id, version_id=version_id)

    def can_tell(self, said: ForeignFilm, file_name: str) -> bool:
        """Whether a film is said, or one of the catalog is called as the file is."""
        return bool(said.title.strip() or said.path or self._titled(Path(file_name).stem, None))

    def found(self, said: ForeignFilm, file_name: str) -> PlannedFilm:
        """Return the film that a file says it is about, or that is called as the file is.

        Raises ``FilmUnclear`` if it says of none, or if several films go by what it says.
        """
        name = _base_name(said.path)
        file = self._file(said.path, name)
        if file:
            return self.chosen(file.film_id, file.version_id)
        title = said.title.strip() or Path(name).stem
        films = self._titled(title, said.year) if title else self._titled(Path(file_name).stem, None)
        if len(films) > 1:
            raise FilmUnclear(f"Several films go by “{films[0].title}”. Say which is meant. Nothing was imported.")
        if films:
            return self.chosen(films[0].id, None)
        if not title:
            raise FilmUnclear(f"{file_name} does not say which film it is about. Choose one. Nothing was imported.")
        return PlannedFilm(title=" ".join(title.split()), year=said.year)

    def _file(self, path: str, name: str) -> MediaFile | None:
        """Return the one film file at a path, or else the one that is called so, wherever it is."""
        if not name:
            return None
        there = [each for each in self._files if str(each.path) == path]
        called = there or [each for each in self._files if each.path.name.casefold() == name.casefold()]
        return called[0] if len(called) == 1 else None

    def _titled(self, title: str, year: int | None) -> list[Film]:
        wanted = fold(title)
        called = [
            film
            for film in self._films.values()
            if wanted in {fold(each) for each in (film.title, *film.alternative_titles)}
        ]
        of_year = [film for film in called if year is not None and film.year == year]
        return of_year or called


def version_of(catalog: Catalog, film: PlannedFilm) -> int | None:
    """Return the version of a film that its fights are timed on; ``None`` for a film that has none yet."""
    if film.version_id is not None or film.film_id is None:
        return film.version_id
    versions = catalog.read(read_versions, film.film_id)
    return versions[0].id if versions else None


def _base_name(path: str) -> str:
    """Return the name of a file by its path on whatever system."""
    return PureWindowsPath(path).name if "\\" in path else PurePosixPath(path).name
