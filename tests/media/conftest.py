"""Films and workers for the tests of the media room."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from donnybrook.media import FilmWorker
from media.numbered_films import RECIPES, draw_film


@pytest.fixture(scope="session")
def drawn_films(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every numbered film, by name, drawn once."""
    folder = tmp_path_factory.mktemp("films")
    return {recipe.name: draw_film(folder / recipe.name, recipe) for recipe in RECIPES}


@pytest.fixture(scope="module")
def worker() -> Iterator[FilmWorker]:
    """One decoding process for a whole module."""
    with FilmWorker() as films:
        yield films
