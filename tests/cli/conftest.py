"""A terminal, a drawn film and a catalog with it."""

from pathlib import Path

import pytest

from cli.terminal import Terminal
from media.numbered_films import Recipe, draw_film


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


@pytest.fixture(scope="session")
def drawn_film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five seconds of numbered frames at 24000/1001, H.264 with B-frames."""
    return draw_film(tmp_path_factory.mktemp("film") / "Drawn.2026.mp4", Recipe("Drawn.2026.mp4", "libx264"))


@pytest.fixture
def catalog(terminal: Terminal, tmp_path: Path) -> Path:
    """An empty catalog."""
    path = tmp_path / "mine.fights"
    terminal.done("new", path)
    return path


@pytest.fixture
def film_catalog(terminal: Terminal, catalog: Path, drawn_film: Path) -> Path:
    """A catalog with the drawn film."""
    terminal.done("add", catalog, drawn_film)
    return catalog
