"""``play`` looks at the film first, and hands it to the window with the time to begin at."""

from pathlib import Path

import pytest

from cli.terminal import Terminal
from donnybrook.cli.entry import run
from donnybrook.cli.window import Windows
from donnybrook.media import FilmFacts


@pytest.mark.parametrize(
    ("typed", "at_us"), [([], 0), (["--at", "0:01.5"], 1_500_000), (["--at", "00:00:02:00"], 2_000_000)]
)
def test_a_film_is_opened_at_the_time_typed(typed: list[str], at_us: int, drawn_film: Path) -> None:
    opened: list[tuple[Path, int, int]] = []

    def no_window(catalog: Path | None = None, *, query: str = "", play: bool = False) -> int:
        raise AssertionError("nobody asked for a catalog")

    def film_window(film: Path, facts: FilmFacts, at_us: int) -> int:
        opened.append((film, facts.display_width_px, at_us))
        return 0

    assert run(["play", str(drawn_film), *typed], Windows(no_window, film_window)) == 0
    film, width_px, begins_us = opened[0]
    assert (film, width_px) == (drawn_film, 320)
    assert begins_us == pytest.approx(at_us, abs=3_000)


def test_what_is_no_film_is_told_on_the_terminal(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "text.mp4").write_text("Once upon a time")
    assert "is not a film" in terminal.refused("play", tmp_path / "text.mp4")


def test_without_a_screen_a_sentence_says_so(
    terminal: Terminal, drawn_film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert "no screen" in terminal.refused("play", drawn_film)
