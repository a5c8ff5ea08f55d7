"""Gathers from a catalog what a measure is worked out from, and works it out. Knows no measure by name."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from donnybrook.analysis.measure import Material, Measure, Result
from donnybrook.catalog import Catalog, Film, MediaFile
from donnybrook.catalog.query.building import enclosed, narrowed, term_of
from donnybrook.catalog.reading import read_media_files

if TYPE_CHECKING:
    from donnybrook.catalog.tally.fights import CutFilm, Fights

type Told = Callable[[int, int], None]
"""Is told how many of how many steps are done; may raise to stop the work."""


def _tell_nobody(_done: int, _steps: int) -> None:
    return


def film_query(film: Film) -> str:
    """Return the search for the fights of a film."""
    year = () if film.year is None else (term_of("year", str(film.year)),)
    return narrowed("", term_of("film", film.title, "="), *year)


def measure(catalog: Catalog, what: Measure, query: str = "", told: Told = _tell_nobody) -> Result:
    """Work a measure out over the fights that a query finds; an empty query finds all.

    Raises what ``told`` raises, and ``Superseded`` if ``Catalog.questions`` is interrupted.
    """
    return what.work(gather(catalog, what, query, told))


def gather(catalog: Catalog, what: Measure, query: str = "", told: Told = _tell_nobody) -> Material:
    """Read what a measure needs of the fights that a query finds."""
    told(0, 1)
    query = enclosed(query)
    fights = catalog.questions.fights(query)
    uses = catalog.questions.uses(fights)
    files = catalog.read(read_media_files)
    lengths: dict[int, int] = {}
    for file in files:
        lengths[file.version_id] = max(lengths.get(file.version_id, 0), file.version_end_us or 0)
    return Material(
        query=query,
        fights=fights,
        uses=uses,
        films={film.id: film for film in catalog.films()},
        lengths_us={version: length for version, length in lengths.items() if length},
        vocabulary=catalog.vocabulary,
        cut_films=_cut_films(catalog, files, fights, told) if "shots" in what.needs else (),
        match_ups=catalog.questions.matrix(query) if "match-ups" in what.needs else None,
    )


def _cut_films(catalog: Catalog, files: list[MediaFile], fights: "Fights", told: Told) -> "tuple[CutFilm, ...]":
    wanted = set(fights.versions.tolist())
    found: dict[int, CutFilm] = {}
    for place, file in enumerate(files):
        told(place, len(files))
        if file.version_id in wanted and file.version_id not in found:
            read = catalog.questions.cut_film(file)
            if read is not None:
                found[file.version_id] = read
    return tuple(found.values())
