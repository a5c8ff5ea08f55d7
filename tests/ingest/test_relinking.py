"""A whole collection that was moved is found again at once, each film as itself."""

import time
from pathlib import Path

from donnybrook.catalog import Catalog
from donnybrook.ingest.adding import add_folders
from donnybrook.ingest.relinking import relink
from donnybrook.media import FilmWorker

COUNT = 300


def test_a_moved_folder_of_many_films_takes_no_time_worth_naming(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    for number in range(COUNT):
        path = tmp_path / "here" / f"{number:03}.mp4"
        path.write_bytes(bytes(100 + number % 5) + b"%d" % number)
    with Catalog.create(tmp_path / "a.fights") as catalog, FilmWorker() as worker:
        add_folders(catalog, worker, [tmp_path / "here"])
        (tmp_path / "here").rename(tmp_path / "there")
        began_s = time.process_time()
        report = relink(catalog, worker, [tmp_path / "there"])
        # Some 0.05 s; a way that compares every film with every other one takes a hundred times that.
        assert time.process_time() - began_s < 1.5
        assert [each.new.name for each in report.found] == [each.old.name for each in report.found]
        assert len(report.found) == COUNT
        assert {file.path.parent for file in catalog.media_files()} == {tmp_path / "there"}
