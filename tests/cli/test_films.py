"""`probe`, `frame` and `thumb`."""

from fractions import Fraction
from pathlib import Path

import cv2
import pytest

from cli.terminal import Terminal
from cli.test_adding import NO_FILMS
from donnybrook.times import frame_start_us


def test_probe_says_what_a_film_is(terminal: Terminal, drawn_film: Path) -> None:
    told = dict(line.split(": ", 1) for line in terminal.done("probe", drawn_film).lines)
    assert told["rate"] == "24000/1001 frames a second"
    assert told["size"] == "320 × 180"
    facts = terminal.done("probe", drawn_film, "--json").json
    assert (facts["rate"], facts["width_px"], facts["video_codec"]) == ("24000/1001", 320, "h264")
    assert facts["duration_s"] == pytest.approx(120 * 1001 / 24000)


def test_probe_tells_the_shape_of_pixels_and_the_rotation(terminal: Terminal, shared_media: Path) -> None:
    awkward = shared_media / "awkward"
    assert "turned by 90°" in terminal.done("probe", awkward / "rot90.mp4").out
    assert "pixels 2:1" in terminal.done("probe", awkward / "anamorphic_sar2.mp4").out


@pytest.mark.parametrize(("name", "why"), NO_FILMS.items())
def test_a_file_that_is_no_film_is_refused(
    terminal: Terminal, shared_media: Path, tmp_path: Path, name: str, why: str
) -> None:
    assert why in terminal.refused("probe", shared_media / "awkward" / name)
    assert why in terminal.refused("frame", shared_media / "awkward" / name, "1", tmp_path / "f.png")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [0, 1, 24, 77, 119])
def test_the_frame_asked_for_is_the_frame_written_and_its_time_is_printed(
    terminal: Terminal, drawn_film: Path, tmp_path: Path, number: int
) -> None:
    start_us = frame_start_us(number, Fraction(24000, 1001))
    timecode = f"00:00:{number // 24:02d}:{number % 24:02d}"
    for typed in (f"{start_us / 1e6:.6f}", f"{(start_us + 41_000) / 1e6:.6f}", timecode):
        printed = terminal.done("frame", drawn_film, typed, tmp_path / "f.png").out
        assert round(float(printed) * 1e6) == start_us
        picture = cv2.imread(str(tmp_path / "f.png"))
        assert picture is not None
        assert picture.shape == (180, 320, 3)


def test_what_frame_prints_is_the_same_frame_again(terminal: Terminal, shared_media: Path, tmp_path: Path) -> None:
    film = shared_media / "awkward" / "vfr.mkv"
    printed = terminal.done("frame", film, "2.345", tmp_path / "f.png").out
    assert terminal.done("frame", film, printed.strip(), tmp_path / "g.png").out == printed
    assert (tmp_path / "f.png").read_bytes() == (tmp_path / "g.png").read_bytes()


@pytest.mark.parametrize("typed", ["soon", "1:99", "00:00:01:99", "-1x", ""])
def test_a_bad_time_is_refused(terminal: Terminal, drawn_film: Path, tmp_path: Path, typed: str) -> None:
    said = terminal.run("frame", drawn_film, typed, tmp_path / "f.png")
    assert said.code in (1, 2)
    assert said.err.count("\n") == 1
    assert not (tmp_path / "f.png").exists()


def test_a_frame_past_the_end_or_to_nowhere_is_refused(terminal: Terminal, drawn_film: Path, tmp_path: Path) -> None:
    terminal.refused("frame", drawn_film, "600", tmp_path / "f.png")
    terminal.refused("frame", tmp_path / "gone.mp4", "1", tmp_path / "f.png")
    terminal.refused("frame", drawn_film, "1", tmp_path / "gone" / "f.png")
    assert ".png" in terminal.refused("frame", drawn_film, "1", tmp_path / "f.bmp")


def test_a_thumbnail_outlives_its_film(terminal: Terminal, catalog: Path, drawn_film: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.mp4"
    copy.write_bytes(drawn_film.read_bytes())
    terminal.done("add", catalog, copy)
    (name,) = terminal.done("tag", catalog, "copy", "1-2 Eve: axe").lines
    copy.unlink()
    terminal.done("thumb", catalog, name, tmp_path / "t.jpg")
    assert (tmp_path / "t.jpg").read_bytes()[:3] == b"\xff\xd8\xff"
    (other,) = terminal.done("tag", catalog, "copy", "2-3 Eve: axe").lines
    assert "no file of Copy is there" in terminal.refused("thumb", catalog, other, tmp_path / "u.jpg")


def test_a_fight_from_memory_has_no_thumbnail_and_says_so(
    terminal: Terminal, film_catalog: Path, tmp_path: Path
) -> None:
    (name,) = terminal.done("tag", film_catalog, "drawn", "Eve: axe").lines
    assert "from memory" in terminal.refused("thumb", film_catalog, name, tmp_path / "t.jpg")
    assert ".jpg" in terminal.refused("thumb", film_catalog, name, tmp_path / "t.png")
