"""Film files and covers on their way into a catalog."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from donnybrook.catalog import Catalog, SceneDraft, SceneFields
from donnybrook.catalog.edits import pictures
from donnybrook.ingest.covers import file_of_scene, make_cover, read_cover, store_cover
from donnybrook.ingest.films import add_film_file, read_film_file, store_film_file
from donnybrook.ingest.marks import mark_meant
from donnybrook.media import FilmProblem, FilmWorker
from donnybrook.times import frame_start_us
from media.numbered_films import Recipe, draw_film

RATE = Fraction(24000, 1001)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw_film(tmp_path_factory.mktemp("film") / "drawn.mp4", Recipe("drawn.mp4", "libx264"))


@pytest.fixture(scope="module")
def worker() -> Iterator[FilmWorker]:
    with FilmWorker() as films:
        yield films


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog.create(tmp_path / "a.fights", cache_folder=tmp_path) as made:
        yield made


def scene(catalog: Catalog, film_id: int, in_us: int | None, out_us: int | None) -> int:
    return catalog.add_scene(film_id, SceneDraft(fields=SceneFields(in_us=in_us, out_us=out_us))).value


def test_what_the_probe_says_is_stored_with_the_file(catalog: Catalog, worker: FilmWorker, film: Path) -> None:
    added = add_film_file(catalog, worker, film, title="Drawn", year=2026)
    assert not added.already_there
    assert added.changes is not None
    assert added.changes.films
    (stored,) = catalog.media_files(added.film_id)
    assert (stored.path, stored.rate, stored.width_px, stored.height_px) == (film, RATE, 320, 180)
    assert stored.size_bytes == film.stat().st_size
    assert stored.fingerprint == worker.fingerprint(film)
    assert catalog.film(added.film_id).year == 2026


def test_adding_a_file_again_changes_nothing(catalog: Catalog, worker: FilmWorker, film: Path) -> None:
    first = add_film_file(catalog, worker, film)
    again = add_film_file(catalog, worker, film, title="Another title")
    assert (again.film_id, again.media_file_id, again.title) == (first.film_id, first.media_file_id, first.title)
    assert again.already_there
    assert again.changes is None


def test_a_second_copy_of_a_film_is_a_second_file_of_it(
    catalog: Catalog, worker: FilmWorker, film: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.mp4"
    copy.write_bytes(film.read_bytes())
    first, second = add_film_file(catalog, worker, film), add_film_file(catalog, worker, copy)
    assert (second.film_id, second.same_as, second.already_there) == (first.film_id, film, False)
    assert [each.path for each in catalog.media_files(first.film_id)] == [film, copy]


def test_a_copy_that_is_said_to_be_another_film_is_one_and_is_noticed(
    catalog: Catalog, worker: FilmWorker, film: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.mp4"
    copy.write_bytes(film.read_bytes())
    first, second = add_film_file(catalog, worker, film), add_film_file(catalog, worker, copy, title="Another")
    assert second.film_id != first.film_id
    assert second.same_as == film


def test_a_film_from_memory_of_another_year_is_another_film(catalog: Catalog, worker: FilmWorker, film: Path) -> None:
    remembered = catalog.add_film("Nosferatu", year=1922).value
    facts = read_film_file(worker, film)
    assert store_film_file(catalog, facts, title="Nosferatu", year=2024).film_id != remembered


def test_a_file_that_is_no_film_leaves_the_catalog_alone(catalog: Catalog, worker: FilmWorker, tmp_path: Path) -> None:
    (tmp_path / "text.mp4").write_text("not a film " * 100)
    with pytest.raises(FilmProblem) as told:
        add_film_file(catalog, worker, tmp_path / "text.mp4")
    assert told.value.reason == "not_a_film"
    assert catalog.films() == []


def test_a_cover_is_a_frame_of_the_scene(catalog: Catalog, worker: FilmWorker, film: Path) -> None:
    added = add_film_file(catalog, worker, film)
    in_us, out_us = frame_start_us(40, RATE), frame_start_us(60, RATE)
    scene_id = scene(catalog, added.film_id, in_us, out_us)
    changes = make_cover(catalog, worker, scene_id)
    assert changes is not None
    assert changes.scenes == {scene_id}
    assert changes.pictures
    cover = catalog.cover(scene_id)
    assert cover is not None
    assert in_us <= cover.time_us < out_us
    assert catalog.picture(cover.picture) == cover.jpeg
    assert catalog.scene_rows([scene_id])[0].cover == cover.picture


def test_a_scene_without_an_out_point_shows_its_in_point(catalog: Catalog, worker: FilmWorker, film: Path) -> None:
    added = add_film_file(catalog, worker, film)
    in_us = frame_start_us(40, RATE)
    scene_id = scene(catalog, added.film_id, in_us, None)
    make_cover(catalog, worker, scene_id)
    cover = catalog.cover(scene_id)
    assert cover is not None
    assert cover.time_us == in_us


def test_there_is_no_cover_from_memory_or_without_a_file(
    catalog: Catalog, worker: FilmWorker, film: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.mp4"
    copy.write_bytes(film.read_bytes())
    added = add_film_file(catalog, worker, copy)
    from_memory, timed = scene(catalog, added.film_id, None, None), scene(catalog, added.film_id, 0, 1_000_000)
    assert make_cover(catalog, worker, from_memory) is None
    assert file_of_scene(catalog, catalog.scene(timed)) is not None
    copy.unlink()
    assert file_of_scene(catalog, catalog.scene(timed)) is None
    assert make_cover(catalog, worker, timed) is None


def test_a_cover_that_a_person_picked_stays(catalog: Catalog, worker: FilmWorker, film: Path) -> None:
    added = add_film_file(catalog, worker, film)
    scene_id = scene(catalog, added.film_id, 0, 1_000_000)
    picked = worker.thumbnail(film, 500_000)
    catalog.edit(
        "Pick",
        pictures.set_cover,
        scene_id,
        jpeg=picked.jpeg,
        width_px=picked.width_px,
        height_px=picked.height_px,
        time_us=picked.time_us,
        chosen=True,
    )
    (stored,) = catalog.media_files(added.film_id)
    assert not store_cover(catalog, scene_id, stored.id, read_cover(worker, stored, 0, 1_000_000))
    cover = catalog.cover(scene_id)
    assert cover is not None
    assert cover.time_us == picked.time_us


@pytest.mark.parametrize("number", [0, 1, 50, 119])
def test_a_time_off_a_clock_is_put_back_on_its_frame_and_any_other_is_kept(
    catalog: Catalog, worker: FilmWorker, film: Path, number: int
) -> None:
    (on_file,) = catalog.media_files(add_film_file(catalog, worker, film).film_id)
    start_us = frame_start_us(number, RATE)
    off_a_clock = (start_us + 500) // 1000 * 1000
    assert mark_meant(worker, on_file, off_a_clock) == start_us
    assert mark_meant(worker, on_file, start_us) == start_us
    assert mark_meant(worker, on_file, start_us + 10_000) == start_us + 10_000


def test_a_time_past_the_last_frame_is_kept(catalog: Catalog, worker: FilmWorker, film: Path) -> None:
    (on_file,) = catalog.media_files(add_film_file(catalog, worker, film).film_id)
    assert mark_meant(worker, on_file, 60_000_000) == 60_000_000
