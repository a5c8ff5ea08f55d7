"""A terminal, a drawn film and a catalog with it."""

from pathlib import Path

import pytest

from catalog.copies import own_copy
from cli.terminal import Terminal
from donnybrook.__main__ import main
from media.numbered_films import Recipe, draw_film


@pytest.fixture(autouse=True)
def soon(workers_are_born: None) -> None:
    """Read films without loading the decoders for each command; those that are run as a process of their own do it."""


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


@pytest.fixture(scope="session")
def drawn_film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five seconds of numbered frames at 24000/1001, H.264 with B-frames."""
    return draw_film(tmp_path_factory.mktemp("film") / "Drawn.2026.mp4", Recipe("Drawn.2026.mp4", "libx264"))


@pytest.fixture(scope="session")
def originals(tmp_path_factory: pytest.TempPathFactory, drawn_film: Path) -> Path:
    """A folder with two catalogs to copy, made by commands: one is empty, one has the drawn film."""
    folder = tmp_path_factory.mktemp("originals")
    for name in ("empty", "film"):
        assert main(["new", str(folder / f"{name}.fights")]) == 0
    assert main(["add", str(folder / "film.fights"), str(drawn_film)]) == 0
    return folder


@pytest.fixture
def catalog(originals: Path, tmp_path: Path) -> Path:
    """An empty catalog."""
    return own_copy(originals / "empty.fights", tmp_path / "mine.fights")


@pytest.fixture
def film_catalog(originals: Path, tmp_path: Path) -> Path:
    """A catalog with the drawn film."""
    return own_copy(originals / "film.fights", tmp_path / "mine.fights")
