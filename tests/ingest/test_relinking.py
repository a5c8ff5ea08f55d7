"""A whole collection that was moved is found again at once, each film as itself."""

import os
import time
from pathlib import Path

from donnybrook.catalog import Catalog
from donnybrook.ingest.adding import add_folders
from donnybrook.ingest.films import add_film_file
from donnybrook.ingest.relinking import relink
from donnybrook.media import FilmWorker
from media.numbered_films import Recipe, draw_film

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


class _Unplugged(FilmWorker):
    """A worker on a disk that goes away right after a file on it was read."""

    def fingerprint(self, path: Path) -> str:
        found = super().fingerprint(path)
        path.unlink()
        return found


def test_a_film_beside_its_catalog_that_goes_away_while_it_is_looked_at_is_missing(
    tmp_path: Path,
) -> None:
    (tmp_path / "here").mkdir()
    draw_film(tmp_path / "here" / "a.mp4", Recipe("a.mp4", "libx264", ticks=range(24)))
    with Catalog.create(tmp_path / "here" / "a.fights") as catalog, FilmWorker() as worker:
        add_film_file(catalog, worker, tmp_path / "here" / "a.mp4")
    (tmp_path / "here").rename(tmp_path / "there")
    os.utime(tmp_path / "there" / "a.mp4", ns=(1, 1))
    with Catalog.open(tmp_path / "there" / "a.fights") as catalog, _Unplugged() as worker:
        report = relink(catalog, worker, [])
        assert [file.path.name for file in report.missing] == ["a.mp4"]
        assert (report.found, report.there) == ((), 0)
