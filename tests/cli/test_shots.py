"""What a film looks like as a whole, from the command line: its shots, and a strip of small pictures."""

from pathlib import Path

from cli.terminal import Terminal


def test_shots_are_listed_for_people_and_for_programs(shared_media: Path, terminal: Terminal) -> None:
    city = shared_media / "cityCC0.mpg"
    said = terminal.done("shots", city)
    assert [(row["in_frame"], row["kind"]) for row in said.cells] == [("0", "start"), ("116", "cut")]
    first, second = terminal.done("shots", city, "--json", "--detector", "donnybrook-fast").json
    assert (first["kind"], first["in_frame"]) == ("start", 0)
    assert (second["kind"], second["in_frame"]) == ("cut", 116)
    assert first["out_s"] == second["in_s"]
    assert second["in_s"] < second["out_s"] < 8.5


def test_detectors_are_listed_and_one_that_is_not_there_is_told(shared_media: Path, terminal: Terminal) -> None:
    listed = {row["detector"]: row["finds"] for row in terminal.done("shots", "--detectors").cells}
    assert list(listed)[:2] == ["donnybrook", "donnybrook-fast"]
    city = shared_media / "cityCC0.mpg"
    assert "no shot detector called “none”" in terminal.refused("shots", city, "--detector", "none", code=2)


def test_a_strip_is_one_jpeg(shared_media: Path, terminal: Terminal, tmp_path: Path) -> None:
    picture = tmp_path / "strip.jpg"
    assert "is written" in terminal.done("strip", shared_media / "cityCC0.mpg", picture, "--count", "3").out
    assert picture.read_bytes().startswith(b"\xff\xd8")


def test_what_has_no_shots_is_told_in_a_sentence(shared_media: Path, terminal: Terminal, tmp_path: Path) -> None:
    assert "holds no moving picture" in terminal.refused("shots", shared_media / "awkward" / "audio_only.mp4")
    assert "does not end in .jpg" in terminal.refused("strip", shared_media / "cityCC0.mpg", tmp_path / "strip.png")
    assert "is not there" in terminal.refused("strip", tmp_path / "gone.mp4", tmp_path / "strip.jpg")
    assert list(tmp_path.iterdir()) == []
