"""Files that are written together take their places together or not at all; the rights and names of what is written."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from donnybrook.exchange.whole_file import whole_file, whole_paths
from donnybrook.exchange.whole_folder import whole_folder
from donnybrook.problems import Problem

_TOO_LONG = "x" * 300


def _write(folder: Path, names: list[str]) -> None:
    paths = [folder / name for name in names]
    with whole_paths(paths) as parts:
        for path, part in parts.items():
            part.write_text(f"new {path.name[:1]}")


@pytest.mark.parametrize("order", [1, -1])
def test_files_of_which_one_can_not_take_its_place_all_stay_away(tmp_path: Path, order: int) -> None:
    (tmp_path / "a").write_text("old a")
    with pytest.raises(Problem, match="can't be written"):
        _write(tmp_path, ["a", "b", _TOO_LONG, "c"][::order])
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a": "old a"}


def test_files_take_their_places_together_and_leave_nothing_beside_them(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old a")
    _write(tmp_path, ["a", "b"])
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a": "new a", "b": "new b"}


def test_a_folder_that_has_come_to_lie_there_meanwhile_stays(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="is a folder"), whole_paths([tmp_path / "a", tmp_path / "b"]):
        (tmp_path / "b").mkdir()
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


@pytest.fixture(params=[0o022, 0o077])
def mask(request: pytest.FixtureRequest) -> Iterator[int]:
    """A person's own mask, which takes rights from what is made."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def rights(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_what_is_new_has_the_rights_that_any_new_file_gets(tmp_path: Path, mask: int) -> None:
    with whole_file(tmp_path / "a.csv") as file:
        file.write(b"x")
    with whole_folder(tmp_path / "set", wrote=lambda _: True, kind="a set") as made:
        (made / "b.csv").touch()
    assert rights(tmp_path / "a.csv") == rights(tmp_path / "set" / "b.csv") == 0o666 & ~mask
    assert rights(tmp_path / "set") == 0o777 & ~mask


def test_a_file_that_is_replaced_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"before")
    path.chmod(0o640)
    with whole_file(path) as file:
        file.write(b"after")
    assert (path.read_bytes(), rights(path)) == (b"after", 0o640)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["a" * 255, "ü" * 127, "🎬" * 63])
def test_a_name_may_be_as_long_as_a_disk_takes(tmp_path: Path, name: str) -> None:
    with whole_file(tmp_path / name) as file:
        file.write(b"x")
    with whole_folder(tmp_path / name[:-1], wrote=lambda _: True, kind="a set") as made:
        (made / "b.csv").touch()
    assert (tmp_path / name[:-1] / "b.csv").is_file()
