"""`version`: other files of a film, their clocks, and versions cut differently."""

from fractions import Fraction
from pathlib import Path

import pytest

from cli.terminal import Terminal
from donnybrook.catalog import Catalog, FileClock
from media.shot_films import Copy, copy_film, draw_shots

PAL = Fraction(24, 25)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw_shots(tmp_path_factory.mktemp("shots") / "film.mp4", 1)


@pytest.fixture(scope="module")
def pal(film: Path) -> Path:
    return copy_film(film, film.with_name("pal.mkv"), Copy(Fraction(25), 192, 108, black_frames=75))


@pytest.fixture
def with_film(terminal: Terminal, catalog: Path, film: Path) -> Path:
    terminal.done("add", catalog, film, "--title", "Drawn")
    return catalog


def clock_of(catalog: Path, file: Path) -> FileClock:
    with Catalog.open(catalog) as opened:
        return next(each.clock for each in opened.media_files() if each.path == file)


def test_a_pal_disc_is_attached_and_every_fight_falls_in_its_place(
    terminal: Terminal, with_film: Path, film: Path, pal: Path, tmp_path: Path
) -> None:
    scene = terminal.done("tag", with_film, "Drawn", "0:02-0:04 Eve: skates").out.strip()
    said = terminal.done("version", with_film, "attach", "Drawn", pal, "--offset", "3", "--speed", "pal")
    assert said.out == "pal.mkv is a file of Drawn now: the film begins at 3 s, and runs 4.2 % faster (25/24).\n"
    rows = terminal.done("version", with_film).cells
    assert [(row["version"], Path(row["file"]).name, row["offset_s"], row["speed"]) for row in rows] == [
        ("", "film.mp4", "0", "1"),
        ("", "pal.mkv", "3", "25/24"),
    ]
    with Catalog.open(with_film) as opened:
        other = next(each for each in opened.media_files() if each.path == pal)
    assert (other.begins_us(2_000_000), other.ends_us(4_000_000)) == (4_922_500, 6_837_500)
    film.rename(film.with_name("away.mp4"))
    try:
        again = terminal.done("tag", with_film, "Drawn", "0:05-0:06 Eve: skates").out.strip()
        assert "the frame at 0:00:07" in terminal.done("show", with_film, again).out
        assert terminal.done("version", with_film, "list", "Drawn").cells[0]["state"] == "missing"
    finally:
        film.with_name("away.mp4").rename(film)
    assert "Drawn, 0:00:02.000 to 0:00:04.000" in terminal.done("show", with_film, scene).out


def test_offset_and_speed_are_proposed_and_taken_only_when_that_is_said(
    terminal: Terminal, with_film: Path, pal: Path
) -> None:
    said = terminal.done("version", with_film, "attach", "Drawn", pal, "--propose")
    assert "Against film.mp4: the film begins at 3 s, and runs 4.2 % faster (25/24). 11 of 11 cuts agree" in said.out
    assert said.lines[1] == "Nothing was changed; say --accept to take it."
    assert len(terminal.done("version", with_film).cells) == 1
    assert (
        "pal.mkv is a file of Drawn now" in terminal.done("version", with_film, "attach", "Drawn", pal, "--accept").out
    )
    assert clock_of(with_film, pal) == FileClock(3_000_000, PAL)
    terminal.done("version", with_film, "change", pal, "--offset", "-0.5")
    assert clock_of(with_film, pal) == FileClock(-500_000, PAL)
    terminal.done("version", with_film, "change", pal, "--propose")
    assert clock_of(with_film, pal) == FileClock(-500_000, PAL)
    terminal.done("version", with_film, "change", pal, "--accept")
    assert clock_of(with_film, pal) == FileClock(3_000_000, PAL)
    terminal.done("undo", with_film)
    assert clock_of(with_film, pal) == FileClock(-500_000, PAL)


def test_a_proposal_that_the_pictures_do_not_bear_out_is_refused(
    terminal: Terminal, with_film: Path, pal: Path, tmp_path: Path
) -> None:
    other = draw_shots(tmp_path / "other.mp4", 9)
    assert "too few cuts and pictures in common" in terminal.refused(
        "version", with_film, "attach", "Drawn", other, "--accept"
    )
    assert len(terminal.done("version", with_film).cells) == 1
    terminal.done("add", with_film, other)
    assert "No other file of this version is there" in terminal.refused(
        "version", with_film, "change", other, "--propose"
    )


def test_what_is_cut_differently_is_a_version_with_fights_of_its_own(
    terminal: Terminal, with_film: Path, pal: Path
) -> None:
    terminal.done("tag", with_film, "Drawn", "0:01-0:02 Eve: skates")
    terminal.done("version", with_film, "attach", "Drawn", pal, "--new", "long cut")
    assert [row["version"] for row in terminal.done("version", with_film).cells] == ["version 1", "long cut"]
    scene = terminal.done("tag", with_film, pal, "0:05-0:06 Eve: skates").out.strip()
    assert "Drawn, long cut, 0:00:05.000 to 0:00:06.000" in terminal.done("show", with_film, scene).out
    terminal.done("version", with_film, "name", "Drawn", "version 1", "theatrical cut")
    assert "Drawn, theatrical cut, 0:00:01" in terminal.done("show", with_film, "1").out
    terminal.done("version", with_film, "change", pal, "--to", "theatrical cut")
    assert [row["version"] for row in terminal.done("version", with_film).cells] == [
        "theatrical cut",
        "theatrical cut",
        "long cut",
    ]


def test_a_file_that_came_as_a_film_of_its_own_moves_over(terminal: Terminal, with_film: Path, pal: Path) -> None:
    terminal.done("add", with_film, pal)
    assert len({row["film"] for row in terminal.done("version", with_film).cells}) == 2
    terminal.done("version", with_film, "attach", "Drawn", pal, "--speed", "1.04166")
    assert {row["film"] for row in terminal.done("version", with_film).cells} == {"Drawn"}


@pytest.mark.parametrize(
    ("arguments", "words", "code"),
    [
        (("--speed", "0"), "“0” is not a speed", 2),
        (("--speed", "fast"), "“fast” is not a speed", 2),
        (("--speed", "9"), "PAL speed is 25/24", 1),
        (("--offset", "soon"), "is not a time", 2),
        (("--to", "long cut"), "has no version “long cut”. It has only one version.", 1),
        (("--to", "a", "--new", "b"), "--new for a new one", 2),
        (("--propose", "--offset", "3"), "leave out", 2),
    ],
)
def test_what_can_t_be_is_refused_in_a_sentence(
    arguments: tuple[str, ...], words: str, code: int, terminal: Terminal, with_film: Path, pal: Path
) -> None:
    said = terminal.run("version", with_film, "attach", "Drawn", pal, *arguments)
    assert said.code == code
    assert words in said.err
    assert len(terminal.done("version", with_film).cells) == 1


def test_a_file_that_the_catalog_does_not_have_has_no_clock(terminal: Terminal, with_film: Path, pal: Path) -> None:
    assert "is no file of this catalog" in terminal.refused("version", with_film, "change", pal, "--offset", "1")
