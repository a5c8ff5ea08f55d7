"""What is in a folder: films by their names, and everything else said."""

import os
from pathlib import Path

from donnybrook.ingest.folders import find_films


def test_films_are_found_in_all_folders_and_the_rest_is_said(tmp_path: Path) -> None:
    (tmp_path / "Extras" / "deep").mkdir(parents=True)
    (tmp_path / ".trash").mkdir()
    for name in ("b.MKV", "A.mp4", "Extras/deep/c.webm", ".trash/d.mp4", "._A.mp4", "cover.jpg", "notes", "sub.srt"):
        (tmp_path / name).write_bytes(b"123")
    (tmp_path / "circle").symlink_to(tmp_path)
    (tmp_path / "linked.mp4").symlink_to(tmp_path / "A.mp4")
    os.link(tmp_path / "b.MKV", tmp_path / "z.mkv")
    (tmp_path / "gone.mp4").symlink_to(tmp_path / "nowhere.mp4")
    os.mkfifo(tmp_path / "pipe.mp4")
    found = find_films([tmp_path])
    assert [each.path.relative_to(tmp_path).as_posix() for each in found.films] == [
        "A.mp4",
        "b.MKV",
        "Extras/deep/c.webm",
    ]
    assert {each.size_bytes for each in found.films} == {3}
    assert sorted(path.name for path in found.same) == ["linked.mp4", "z.mkv"]
    assert [path.name for path in found.unreadable] == ["gone.mp4"]
    assert (found.others, found.linked_folders) == (4, 1)


def test_a_file_that_is_named_is_looked_at_itself_and_folders_that_overlap_count_once(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"1")
    assert len(find_films([tmp_path / "a.mp4"]).films) == 1
    assert len(find_films([tmp_path, tmp_path]).films) == 1
    assert find_films([tmp_path / "nowhere"]).unreadable == (tmp_path / "nowhere",)
