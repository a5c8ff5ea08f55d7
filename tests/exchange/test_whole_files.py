"""Files that are written together take their places together, or what was there before is there."""

from pathlib import Path

import pytest

from donnybrook.exchange.whole_file import whole_paths
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
