"""Says how many frames a second of a film has, to a reader whose file does not. Knows no format."""

from fractions import Fraction
from functools import cache

from donnybrook.catalog import Catalog
from donnybrook.exchange.film_clocks import FilmClock
from donnybrook.exchange.foreign import ForeignFilm
from donnybrook.exchange.format import RateOf
from donnybrook.exchange.import_films import FilmFinder, version_of
from donnybrook.exchange.import_plan import ImportChoices
from donnybrook.problems import Problem


def rates_for(catalog: Catalog, name: str, choices: ImportChoices) -> RateOf:
    """Return what says how many frames a second has, to a reader whose file does not."""
    finder = FilmFinder(catalog)

    @cache
    def rate_of(said: ForeignFilm) -> Fraction | None:
        if choices.rate is not None:
            return choices.rate
        try:
            film = finder.chosen(choices.film_id, choices.version_id) if choices.film_id else finder.found(said, name)
        except Problem:
            return None  # which is told when the fights are to go to it
        version_id = version_of(catalog, film)
        return FilmClock.of([each for each in catalog.media_files() if each.version_id == version_id]).rate

    return rate_of
