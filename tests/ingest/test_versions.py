"""Another version of a film is laid against the known one by its pictures: to within a frame, or not at all."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from donnybrook.catalog import Catalog, FileClock, SceneDraft, SceneFields, Shot, ShotList
from donnybrook.catalog.edits.shots import store_shots
from donnybrook.ingest.covers import make_cover
from donnybrook.ingest.films import add_film_file, read_film_file
from donnybrook.ingest.versions import (
    ClockProposal,
    NoLikenessProblem,
    Place,
    file_to_compare,
    known_cuts,
    propose_clock,
    put_file,
    read_cuts,
)
from donnybrook.media import FilmWorker
from media.shot_films import Copy, copy_film, draw_shots

PAL = Fraction(24, 25)


@pytest.fixture(scope="module")
def worker() -> Iterator[FilmWorker]:
    with FilmWorker() as films:
        yield films


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw_shots(tmp_path_factory.mktemp("shots") / "film.mp4", 1)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog.create(tmp_path / "a.fights", cache_folder=tmp_path) as made:
        yield made


def proposed(worker: FilmWorker, known: Path, other: Path) -> ClockProposal:
    return propose_clock(worker, read_cuts(worker, known), read_cuts(worker, other))


def test_the_sample_reel_at_pal_speed_after_three_seconds_of_black_is_found_to_the_frame(
    worker: FilmWorker, sample_folder: Path, tmp_path: Path
) -> None:
    """The reel runs at 24000/1001, so at 25 it is faster by both PAL and NTSC."""
    reel = sample_folder / "sample.mp4"
    pal = copy_film(reel, tmp_path / "pal.mkv", Copy(Fraction(25), 240, 180, black_frames=75, bar_px=22))
    found = proposed(worker, reel, pal)
    assert found.clock.stretch == Fraction(24000, 25025)
    assert abs(found.clock.offset_us - 3_000_000) < 2_000
    assert found.cuts_agreeing > 0.8 * found.cuts_compared
    assert found.confidence > 0.8


@pytest.mark.parametrize(
    ("copy", "clock"),
    [
        (Copy(Fraction(24)), FileClock()),
        (Copy(Fraction(25), black_frames=75), FileClock(3_000_000, PAL)),
        (Copy(Fraction(24), 192, 144, black_frames=10, bar_px=18), FileClock(416_667, Fraction(1))),
        (Copy(Fraction(25), 240, 180, cropped_px=40), FileClock(0, PAL)),
    ],
)
def test_copies_of_another_speed_size_and_shape_are_found(
    copy: Copy, clock: FileClock, film: Path, worker: FilmWorker, tmp_path: Path
) -> None:
    found = proposed(worker, film, copy_film(film, tmp_path / "copy.mkv", copy))
    assert found.clock.stretch == clock.stretch
    assert abs(found.clock.offset_us - clock.offset_us) < 2_000
    assert found.confidence > 0.7


def test_another_film_is_refused_also_with_the_very_same_cuts(worker: FilmWorker, film: Path, tmp_path: Path) -> None:
    for other in (
        draw_shots(tmp_path / "cuts.mp4", 2),
        draw_shots(tmp_path / "other.mp4", 3, shots=(40, 11, 19, 52, 33, 26, 12, 71, 15, 30)),
    ):
        with pytest.raises(NoLikenessProblem, match="Nothing was changed"):
            proposed(worker, film, other)


def test_a_file_is_compared_on_the_clock_it_has_and_its_stored_shots_are_used(
    worker: FilmWorker, film: Path, catalog: Catalog, tmp_path: Path
) -> None:
    pal = copy_film(film, tmp_path / "pal.mkv", Copy(Fraction(25), black_frames=75))
    film_id = catalog.add_film("Drawn").value
    version_id = catalog.scene(catalog.add_scene(film_id, SceneDraft()).value).version_id
    place = Place(film_id, version_id, FileClock(3_000_000, PAL))
    assert file_to_compare(catalog, place, film) is None
    put_file(catalog, read_film_file(worker, pal), place)
    known = file_to_compare(catalog, place, film)
    assert known is not None
    cuts = known_cuts(catalog, worker, known)
    shots = tuple(Shot(shot.in_us, shot.out_us, shot.kind) for shot in worker.survey(pal).shots)
    catalog.follow_up("Shots", store_shots, known.id, known.fingerprint, ShotList("detector", "1", shots))
    with FilmWorker() as idle:
        assert known_cuts(catalog, idle, known) == cuts
        assert idle.process_id is None
    found = propose_clock(worker, cuts, read_cuts(worker, film))
    assert found.clock.stretch == 1
    assert abs(found.clock.offset_us) < 2_000


def test_scenes_fall_in_their_place_on_the_other_file(
    worker: FilmWorker, film: Path, catalog: Catalog, tmp_path: Path
) -> None:
    pal = copy_film(film, tmp_path / "pal.mkv", Copy(Fraction(25), black_frames=75))
    added = add_film_file(catalog, worker, film)
    in_us, out_us = 43 * 1_000_000 // 24, 90 * 1_000_000 // 24
    scene_id = catalog.add_scene(added.film_id, SceneDraft(fields=SceneFields(in_us=in_us, out_us=out_us))).value
    other = add_film_file(catalog, worker, pal)
    assert other.film_id != added.film_id
    (known,) = catalog.media_files(added.film_id)
    place = Place(added.film_id, known.version_id, FileClock(3_000_000, PAL))
    put_file(catalog, read_film_file(worker, pal), place)
    assert len(catalog.films()) == 1
    film.rename(tmp_path / "away.mp4")
    try:
        make_cover(catalog, worker, scene_id)
    finally:
        (tmp_path / "away.mp4").rename(film)
    cover = catalog.cover(scene_id)
    assert cover is not None
    assert 3_000_000 + 43 * 40_000 <= cover.time_us < 3_000_000 + 90 * 40_000
    catalog.undo()
    assert len(catalog.films()) == 2
