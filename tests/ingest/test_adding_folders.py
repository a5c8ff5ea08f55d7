"""Folders of films on their way into a catalog: what is the same, and how little is read to know it."""

from pathlib import Path

import pytest

from donnybrook.catalog import Catalog
from donnybrook.catalog.edits.film_removal import remove_film
from donnybrook.ingest.adding import add_folders, look_into, store_found
from donnybrook.media import FilmWorker

SIZE_BYTES = 100_000


def _write(path: Path, middle: bytes) -> Path:
    half = bytes(SIZE_BYTES // 2)
    path.write_bytes(half + middle + half[len(middle) :])
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Films of one size that begin and end alike, as those of one camera or one disc do."""
    made = tmp_path / "films"
    made.mkdir()
    for number in range(20):
        _write(made / f"{number:02}.mp4", b"scene %d" % number)
    return made


def test_films_of_one_size_are_told_apart_without_their_fingerprints(tmp_path: Path, folder: Path) -> None:
    with Catalog.create(tmp_path / "a.fights") as catalog, FilmWorker() as worker:
        assert len(add_folders(catalog, worker, [folder]).files) == 20
        (folder / "more").mkdir()
        _write(folder / "more" / "another.mp4", b"scene 50")
        again = add_folders(catalog, worker, [folder])
        assert sum(not each.already_there for each in again.files) == 1
        assert worker.process_id is None  # no fingerprint was asked for
        assert len(catalog.films()) == 21


def test_copies_are_found_among_new_films_and_among_known_ones(tmp_path: Path, folder: Path) -> None:
    (folder / "x").mkdir()
    first, twin = folder / "07.mp4", _write(folder / "x" / "twin.mp4", b"scene 7")
    with Catalog.create(tmp_path / "a.fights") as catalog, FilmWorker() as worker:
        files = {each.path: each for each in add_folders(catalog, worker, [folder]).files}
        assert files[twin].film_id == files[first].film_id
        assert files[twin].same_as == first
        late = _write(folder / "x" / "late.mp4", b"scene 7")
        (added,) = [each for each in add_folders(catalog, worker, [folder / "x"]).files if not each.already_there]
        assert (added.path, added.film_id) == (late, files[first].film_id)


def test_a_copy_of_what_is_removed_before_it_is_stored_is_a_film_of_its_own(tmp_path: Path, folder: Path) -> None:
    (folder / "x").mkdir()
    with Catalog.create(tmp_path / "a.fights") as catalog, FilmWorker() as worker:
        files = {each.path: each for each in add_folders(catalog, worker, [folder]).files}
        first = files[folder / "07.mp4"].film_id
        _write(folder / "x" / "late.mp4", b"scene 7")
        found = look_into(catalog, worker, [folder / "x"])
        catalog.edit("Remove film", remove_film, first)
        (added,) = store_found(catalog, found).files
        assert added.film_id != first
        assert [film.id for film in catalog.films()].count(added.film_id) == 1


def test_films_that_differ_only_away_from_their_middle_are_two(tmp_path: Path, folder: Path) -> None:
    content = bytearray((folder / "07.mp4").read_bytes())
    content[100] = 1
    (folder / "like.mp4").write_bytes(content)
    with Catalog.create(tmp_path / "a.fights") as catalog, FilmWorker() as worker:
        add_folders(catalog, worker, [folder])
        assert len(catalog.films()) == 21
