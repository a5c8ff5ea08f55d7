"""`cut`: fights cut out of their films as clips, supercuts, loops, stills, contact sheets; whole or not at all."""

import os
import signal
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import av
import pytest

from cli.terminal import Terminal
from media.clips import pictures_of
from media.numbered_films import Recipe, draw_film, number_on

_PATIENCE_S = 120


def _left(folder: Path, *known: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path not in known and not path.name.endswith(".fights"))


@pytest.fixture
def fights(terminal: Terminal, film_catalog: Path) -> Path:
    """A catalog with three fights of the drawn film: frames 24 to 48, 12 to 36, and one without an out point."""
    terminal.done("tag", film_catalog, "Drawn", '00:00:01:00-00:00:02:00 Eve: axe vs rival: spear "second"')
    terminal.done("tag", film_catalog, "Drawn", "00:00:00:12-00:00:01:12 Eve: sword")
    terminal.done("tag", film_catalog, "Drawn", "00:00:03:00 Eve: chair!")
    return film_catalog


def test_a_fight_is_cut_to_the_frame(terminal: Terminal, fights: Path, tmp_path: Path) -> None:
    said = terminal.done("cut", fights, tmp_path / "one.mp4", "--scene", "1")
    assert said.out == f"{tmp_path / 'one.mp4'} is written: 1 fight, 1.001 s.\n"
    assert [number_on(each.rgb) for each in pictures_of(tmp_path / "one.mp4")] == list(range(24, 48))
    terminal.done("cut", fights, tmp_path / "early.mkv", "--scene", "1", "--lead-in", "0.5")
    assert [number_on(each.rgb) for each in pictures_of(tmp_path / "early.mkv")] == list(range(12, 48))
    assert _left(tmp_path) == ["early.mkv", "one.mp4"]


def test_a_copy_says_where_it_begins(terminal: Terminal, fights: Path, tmp_path: Path) -> None:
    said = terminal.run("cut", fights, tmp_path / "one.mkv", "--scene", "1", "--copy")
    assert (said.code, said.err) == (0, "donnybrook: “axe, spear” begins 1.0 s early: at the keyframe.\n")
    assert [number_on(each.rgb) for each in pictures_of(tmp_path / "one.mkv")][:48] == list(range(48))
    said = terminal.run("cut", fights, tmp_path / "one.mp4", "--scene", "1", "--copy")
    assert "Players that know edit lists" in said.err
    assert [number_on(each.rgb) for each in pictures_of(tmp_path / "one.mp4")][:24] == list(range(24, 48))


def test_all_hits_become_a_supercut_in_the_order_of_the_film(terminal: Terminal, fights: Path, tmp_path: Path) -> None:
    said = terminal.run("cut", fights, tmp_path / "all.mp4", "--query", "by:eve", "--no-titles")
    assert said.err == "donnybrook: “chair” is left out: it has no out point.\n"
    assert "2 fights, 2.002 s" in said.out
    shown = [number_on(each.rgb) for each in pictures_of(tmp_path / "all.mp4")]
    assert shown == [*range(12, 36), *range(24, 48)]
    terminal.run("cut", fights, tmp_path / "titled.mkv", "--query", "by:eve", "--size", "160x120")
    with av.open(str(tmp_path / "titled.mkv")) as film:
        assert (film.streams.video[0].width, film.streams.video[0].height) == (160, 120)
        assert [each["metadata"]["title"] for each in film.chapters()] == ["sword", "axe, spear"]
        assert sum(1 for _ in film.decode(video=0)) == 2 * 48 + 48
    assert _left(tmp_path) == ["all.mp4", "titled.mkv"]


def test_a_folder_gets_a_clip_of_each_fight(terminal: Terminal, fights: Path, tmp_path: Path) -> None:
    terminal.run("cut", fights, tmp_path / "clips", "--query", "", "--copy")
    assert _left(tmp_path / "clips") == ["001 sword.mp4", "002 axe, spear.mp4"]


def test_stills_loops_and_sheets_go_by_the_ending(terminal: Terminal, fights: Path, tmp_path: Path) -> None:
    terminal.done("cut", fights, tmp_path / "still.png", "--scene", "1", "--at", "2.0")
    assert number_on(pictures_of(tmp_path / "still.png")[0].rgb) == 47
    terminal.done("cut", fights, tmp_path / "loop.gif", "--scene", "1", "--size", "160")
    assert number_on(pictures_of(tmp_path / "loop.gif")[0].rgb, 160, 90) == 24
    terminal.done("cut", fights, tmp_path / "sheet.jpg", "--scene", "1", "--sheet")
    one = pictures_of(tmp_path / "sheet.jpg")[0].rgb
    terminal.run("cut", fights, tmp_path / "sheet.png", "--query", "", "--sheet")
    several = pictures_of(tmp_path / "sheet.png")[0].rgb
    assert one.shape[0] > 4 * 180
    assert several.shape[0] < 2 * 224 + 120
    assert _left(tmp_path) == ["loop.gif", "sheet.jpg", "sheet.png", "still.png"]


def test_a_film_that_is_gone_costs_its_own_fights_only(
    terminal: Terminal, fights: Path, drawn_film: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "Gone.2020.mp4"
    copy.write_bytes(drawn_film.read_bytes()[:-1] + b"\0")
    terminal.done("add", fights, copy)
    terminal.done("tag", fights, "Gone", "0:01-0:02 Eve: rapier")
    copy.unlink()
    said = terminal.run("cut", fights, tmp_path / "all.mp4", "--query", "rapier OR axe", "--no-titles")
    assert said.err == "donnybrook: “rapier” is left out: no file of Gone (2020) is there.\n"
    assert "1 fight" in said.out
    refused = terminal.refused("cut", fights, tmp_path / "none.mp4", "--query", "rapier")
    assert "Nothing was cut out. “rapier”: no file of Gone (2020) is there." in refused
    assert _left(tmp_path) == ["all.mp4"]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (("all.gif", "--query", ""), "is of one fight, and these are 2"),
        (("all.txt", "--scene", "1"), "Give the file one of these endings: .mp4"),
        (("all.gif", "--scene", "1", "--copy"), "Only clips"),
        (("all.mp4", "--query", "", "--copy"), "A supercut is coded anew"),
        (("all.mp4", "--query", "trebuchet"), "nothing to cut out"),
        (("all.mp4", "--query", "weapon:"), "Nothing was written"),
        (("all.gif", "--scene", "1", "--size", "9x9"), "is not a size"),
        (("all.mp4", "--scene", "99"), "No fight"),
        (("all.gif", "--scene", "1", "--sheet"), "has to end in .jpg or .png"),
        (("nowhere/all.mp4", "--scene", "1"), "There is no folder"),
    ],
)
def test_what_can_t_be_is_refused_in_a_sentence(
    terminal: Terminal, fights: Path, tmp_path: Path, typed: tuple[str, ...], why: str
) -> None:
    name, *rest = typed
    assert why in terminal.refused("cut", fights, tmp_path / name, *rest)
    assert _left(tmp_path) == []


def test_a_file_of_another_speed_gives_the_same_frames(terminal: Terminal, catalog: Path, tmp_path: Path) -> None:
    film = draw_film(tmp_path / "film.mp4", Recipe("film.mp4", "libx264", rate=Fraction(24)))
    pal = draw_film(tmp_path / "pal.mkv", Recipe("pal.mkv", "libx264", rate=Fraction(25), ticks=range(145)))
    terminal.done("add", catalog, film)
    terminal.done("version", catalog, "attach", "1", pal, "--offset", "1", "--speed", "pal")
    terminal.done("tag", catalog, "1", "0:01-0:02 Eve: axe")
    film.unlink()
    said = terminal.done("cut", catalog, tmp_path / "one.mp4", "--scene", "1")
    assert "1 fight, 0.95" in said.out  # a few milliseconds are left for what containers round
    # The film's own frame 0 is the file's frame 25.
    assert [number_on(each.rgb) for each in pictures_of(tmp_path / "one.mp4")] == list(range(24 + 25, 48 + 25))


def test_a_film_is_never_written_over(terminal: Terminal, catalog: Path, drawn_film: Path, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(drawn_film.read_bytes())
    (tmp_path / "link.mp4").symlink_to(film)
    terminal.done("add", catalog, film)
    terminal.done("tag", catalog, "1", "0:01-0:02 Eve: axe")
    for name in ("film.mp4", "link.mp4"):
        assert "is a film of this catalog" in terminal.refused("cut", catalog, tmp_path / name, "--scene", "1")
    assert film.read_bytes() == drawn_film.read_bytes()


def test_which_fights_has_to_be_said(terminal: Terminal, fights: Path, tmp_path: Path) -> None:
    assert "--scene N, or --query Q" in terminal.refused("cut", fights, tmp_path / "a.mp4", code=2)
    assert "--scene N" in terminal.refused("cut", fights, tmp_path / "a.mp4", "--scene", "1", "--query", "", code=2)


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent otherwise there")
def test_ctrl_c_leaves_nothing(
    terminal: Terminal, shared_media: Path, catalog: Path, tmp_path: Path, no_leftover_processes: None
) -> None:
    terminal.done("add", catalog, shared_media / "sintel_trailer-720p.mp4")
    terminal.done("tag", catalog, "1", "0:01-0:25 a: axe")
    terminal.done("tag", catalog, "1", "0:20-0:50 b: sword")
    folder = tmp_path / "out"
    folder.mkdir()
    command = [sys.executable, "-m", "donnybrook", "cut", str(catalog), "all.mp4", "--query", ""]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        until_s = time.monotonic() + _PATIENCE_S
        while not any(path.stat().st_size > 100_000 for path in folder.glob(".all.mp4*/*")):
            assert time.monotonic() < until_s
            assert process.poll() is None
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=_PATIENCE_S)
    assert (process.returncode, out, err.strip()) == (130, "", "donnybrook: Stopped.")
    assert list(folder.iterdir()) == []


def test_options_that_would_do_nothing_are_refused(terminal: Terminal, fights: Path, tmp_path: Path) -> None:
    one, all_ = ("--scene", "1"), ("--query", "by:eve")
    for name, *options in (
        ("a.mp4", *one, "--order", "length"),
        ("a.mp4", *one, "--size", "480"),
        ("a.mp4", *one, "--titles"),
        ("a.mp4", *one, "--at", "2"),
        ("a.png", *one, "--lead-in", "1"),
        ("a.gif", *one, "--no-titles"),
        ("clips", *all_, "--size", "480"),
        ("sheet.jpg", *all_, "--sheet", "--lead-in", "1"),
    ):
        option = options[-1] if options[-1].startswith("--") else options[-2]
        assert f"{option} does nothing" in terminal.refused("cut", fights, tmp_path / name, *options, code=2)
    assert _left(tmp_path) == []
    terminal.done("cut", fights, tmp_path / "a.mp4", *one, "--no-titles")  # a search may find but one fight


def test_titles_are_kept_back_where_that_is_asked(terminal: Terminal, fights: Path, tmp_path: Path) -> None:
    terminal.done("set", fights, "1", "title=The rival dies")
    terminal.run("cut", fights, tmp_path / "open", "--query", "axe", "--copy")
    terminal.run("cut", fights, tmp_path / "safe", "--query", "axe", "--copy", "--spoiler-safe")
    assert _left(tmp_path / "open") == ["001 The rival dies.mp4"]
    assert _left(tmp_path / "safe") == ["001 axe, spear.mp4"]
