"""The sample's catalog: what it holds, what is found in it, and that making it never leaves half a sample."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from donnybrook.catalog import Catalog, Scene
from donnybrook.problems import Problem
from donnybrook.sample.catalog import Sample, write_sample
from donnybrook.sample.truth import read_truth

_REEL = "Donnybrook: The Sample Reel"
_DUELS_OF_FIRE_AND_WATER = {"Fire hose against flamethrower", "Flamethrower against flamethrower, then fire hose"}


@pytest.fixture(scope="module")
def catalog(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    with Catalog.open(sample.catalog, read_only=True, cache_folder=tmp_path_factory.mktemp("cache")) as opened:
        yield opened


def _found(catalog: Catalog, query: str) -> set[str]:
    rows = catalog.scene_rows(catalog.search(query).scene_ids)
    titles = [row.title for row in rows]
    assert len(titles) == len(set(titles))
    return set(titles)


def _fights_of_the_reel(catalog: Catalog) -> list[Scene]:
    found = list(catalog.scenes(catalog.search(f'film:"{_REEL}"').scene_ids))
    assert len(found) == 5
    return found


def test_it_holds_the_reel_and_a_film_from_memory(catalog: Catalog) -> None:
    assert [(film.title, film.scene_count) for film in catalog.films()] == [("Ballerina", 6), (_REEL, 5)]
    assert [media_file.path.name for media_file in catalog.media_files()] == ["sample.mp4"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("skates", {"Skates on the rink", "Ice skates"}),
        ('flamethrower vs "fire hose"', _DUELS_OF_FIRE_AND_WATER),
        ("edged weapon", {"Skates on the rink", "Ice skates", "Baguette against rapier"}),
        ("cam:overhead", _DUELS_OF_FIRE_AND_WATER),
        ("tech:takedown", {"Academy bout"}),
        ("baguette vs rapier", {"Baguette against rapier"}),
    ],
)
def test_a_search_finds_its_fights(catalog: Catalog, query: str, titles: set[str]) -> None:
    assert _found(catalog, query) == titles


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ('weapon:"ice skates"', {"Ice skates"}),
        ("skates", {"Ice skates"}),
        ("flamethrower vs flamethrower", {"Flamethrower against flamethrower, then fire hose"}),
        ('flamethrower vs "fire hose"', {"Flamethrower against flamethrower, then fire hose"}),
        ("improvised by:Eve", {"Ice skates", "Flamethrower against flamethrower, then fire hose"}),
        ("cam:overhead", {"Flamethrower against flamethrower, then fire hose"}),
        ("tech:strangle", {"On the giant's back"}),
        ("at:village -weapon:flamethrower", {"Against the whole village"}),
    ],
)
def test_the_film_from_memory_is_found_by_its_facts(catalog: Catalog, query: str, titles: set[str]) -> None:
    assert _found(catalog, f"{query} film:ballerina") == titles


def test_the_reels_fights_lie_where_its_truth_says(sample: Sample, catalog: Catalog) -> None:
    truth = read_truth(sample.truth)
    film = next(film for film in catalog.films() if film.title == _REEL)
    fields = [scene.fields for scene in catalog.scenes(catalog.scene_ids_of_film(film.id))]
    assert [(each.title, each.in_us, each.out_us) for each in fields] == [
        (fight.title, fight.in_us, fight.out_us) for fight in truth.fights
    ]


def test_beats_lie_inside_their_fights(catalog: Catalog) -> None:
    for scene in _fights_of_the_reel(catalog):
        assert scene.beats
        for beat in scene.beats:
            assert beat.in_us is not None
            assert beat.out_us is not None
            assert (scene.fields.in_us or 0) <= beat.in_us < beat.out_us <= (scene.fields.out_us or 0)


def test_every_fight_of_the_reel_has_a_cover_from_its_own_frames(catalog: Catalog) -> None:
    for scene in _fights_of_the_reel(catalog):
        cover = catalog.cover(scene.id)
        assert cover is not None
        assert (scene.fields.in_us or 0) <= cover.time_us < (scene.fields.out_us or 0)
        assert cover.jpeg.startswith(b"\xff\xd8")


def test_weapons_are_improvised_lost_and_picked_up(catalog: Catalog) -> None:
    wieldings = [each for scene in catalog.scenes() for each in scene.wieldings]
    assert {"knocked away", "broken", "ran out", "lost"} <= {each.ended for each in wieldings}
    assert {"picked up", "found", "brought"} <= {each.acquired for each in wieldings}
    assert any(each.improvised and each.previous_id is not None for each in wieldings)


def test_uses_last_as_long_as_the_film_shows_them(sample: Sample, catalog: Catalog) -> None:
    shots = {shot.name: shot for shot in read_truth(sample.truth).shots}
    timed = [(scene, use) for scene in _fights_of_the_reel(catalog) for use in scene.wieldings if use.from_us]
    assert len(timed) == 8
    for scene, use in timed:
        assert use.from_us is not None
        assert use.to_us is not None
        assert (scene.fields.in_us or 0) <= use.from_us < use.to_us <= (scene.fields.out_us or 0)
        if use.ended == "kept":
            assert use.to_us == scene.fields.out_us
    lance = next(use for _, use in timed if use.ended == "knocked away")
    assert lance.to_us is not None
    blast_us = lance.to_us - shots["hers is knocked away"].in_us
    assert blast_us == pytest.approx(16 * 1001 / 24000 * 1_000_000, abs=1)
    whole, sliced = (use for _, use in timed if use.weapon == "baguette")
    assert whole.to_us == sliced.from_us == shots["sliced"].in_us
    pan = next(use for _, use in timed if use.acquired == "picked up")
    assert pan.from_us == shots["the frying pan"].in_us


def test_asked_again_it_keeps_the_sample_as_it_is(sample: Sample) -> None:
    before = [path.stat().st_mtime_ns for path in (sample.film, sample.truth, sample.catalog)]
    assert not write_sample(sample.catalog.parent).made_now
    assert [path.stat().st_mtime_ns for path in (sample.film, sample.truth, sample.catalog)] == before


def test_nothing_but_the_sample_lies_in_its_folder(sample: Sample, catalog: Catalog) -> None:
    catalog.films()
    left = {path.name for path in sample.catalog.parent.iterdir()}
    assert left - {"sample.fights-wal", "sample.fights-shm"} == {"sample.mp4", "truth.json", "sample.fights"}


def test_a_catalog_that_is_missing_is_made_from_the_film_that_is_there(sample: Sample, tmp_path: Path) -> None:
    for path in (sample.film, sample.truth):
        shutil.copy2(path, tmp_path / path.name)
    (tmp_path / "sample.fights.part").write_bytes(b"left by a run that broke off")
    drawn_ns = (tmp_path / "sample.mp4").stat().st_mtime_ns
    made = write_sample(tmp_path)
    assert made.made_now
    assert made.film.stat().st_mtime_ns == drawn_ns
    with Catalog.open(made.catalog, cache_folder=tmp_path / "cache") as catalog:
        assert len(list(catalog.scenes())) == 11
        assert catalog.media_files()[0].path == tmp_path / "sample.mp4"


def test_asking_for_the_sample_loads_no_heavy_package_before_it_must() -> None:
    script = "import sys, donnybrook.sample.catalog; print(*{'numpy', 'cv2', 'av'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout.split() == []


def test_a_sample_catalog_that_is_open_elsewhere_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "sample.fights").write_bytes(b"")
    (tmp_path / "sample.fights-wal").write_bytes(b"")
    with pytest.raises(Problem, match="Close it"):
        write_sample(tmp_path)
    assert not (tmp_path / "sample.mp4").exists()


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    with pytest.raises(Problem, match="name another folder"):
        write_sample(tmp_path / "taken")


def test_a_drawing_that_is_broken_off_leaves_nothing(tmp_path: Path) -> None:
    def stop(share: float) -> None:
        if share > 0.002:
            raise InterruptedError

    with pytest.raises(Problem):
        write_sample(tmp_path, progress=stop)
    assert list(tmp_path.iterdir()) == []
