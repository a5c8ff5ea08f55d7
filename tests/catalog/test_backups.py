"""Backups: made whole or not at all, each picture once, gone back to under open windows, thinned with care."""

import itertools
import shutil
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.foreign_files import run_sql
from donnybrook import Catalog
from donnybrook.catalog import SceneDraft, SceneFields
from donnybrook.catalog.backups import Backup, BackupProblem, Keeper, Rounds
from donnybrook.catalog.backups.pictures import STORE_NAME
from donnybrook.catalog.backups.records import note_path
from donnybrook.catalog.backups.thinning import MOST_OF_EACH, superfluous
from donnybrook.catalog.edits import pictures, vocabulary


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog.create(tmp_path / "a.fights", coder="Ana", cache_folder=tmp_path / "cache") as made:
        yield made


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    return Keeper(tmp_path / "a.fights", folder=tmp_path / "backups")


def _add(catalog: Catalog, *titles: str) -> list[int]:
    film_id = catalog.films()[0].id if catalog.films() else catalog.add_film("Ballerina").value
    return [catalog.add_scene(film_id, SceneDraft(fields=SceneFields(title=title))).value for title in titles]


def _titles(catalog: Catalog) -> list[str]:
    return [scene.fields.title for scene in catalog.scenes()]


def _cover(catalog: Catalog, scene_id: int, jpeg: bytes) -> None:
    catalog.edit("Cover", pictures.set_cover, scene_id, jpeg=jpeg, width_px=320, height_px=180, time_us=0)


def test_a_backup_holds_what_the_catalog_held_and_says_when_and_why(catalog: Catalog, keeper: Keeper) -> None:
    _add(catalog, "one", "two")
    backup = keeper.back_up("before merge")
    assert (backup.rows("scene"), backup.rows("film"), backup.reason) == (2, 1, "before merge")
    assert "before-merge" in backup.name
    assert keeper.backups() == [backup]
    with Catalog.open(backup.path, read_only=True) as opened:
        assert _titles(opened) == ["one", "two"]


def test_a_backup_is_due_on_opening_after_a_change_and_each_hour_while_there_are_changes(
    catalog: Catalog, keeper: Keeper, tmp_path: Path
) -> None:
    assert not keeper.due(on_opening=True)
    _add(catalog, "one")
    assert keeper.due()
    keeper.back_up("on opening")
    assert not keeper.due(on_opening=True)
    _add(catalog, "two")
    assert keeper.due(on_opening=True)
    assert not keeper.due()
    assert Keeper(catalog.path, folder=tmp_path / "backups", every_s=0).due()


def test_a_picture_is_kept_once_for_all_backups_and_comes_back_with_each(
    catalog: Catalog, keeper: Keeper, tmp_path: Path
) -> None:
    scene_id = _add(catalog, "one")[0]
    jpeg = bytes(range(256)) * 400
    _cover(catalog, scene_id, jpeg)
    first = keeper.back_up("first")
    _add(catalog, "two")
    second = keeper.back_up("second")
    store = first.path.parent / STORE_NAME
    assert jpeg not in first.path.read_bytes()
    assert len(jpeg) < store.stat().st_size < 2 * len(jpeg)
    _cover(catalog, scene_id, b"another")
    assert keeper.restore(first).pictures_missing == 0
    cover = catalog.cover(scene_id)
    assert cover is not None
    assert cover.jpeg == jpeg
    assert second.path.exists()


def test_going_back_is_seen_by_open_windows_and_can_itself_be_gone_back_on(
    catalog: Catalog, keeper: Keeper, tmp_path: Path
) -> None:
    _add(catalog, "one")
    backup = keeper.back_up("first")
    _add(catalog, "two")
    with Catalog.open(catalog.path, cache_folder=tmp_path / "cache") as other:
        assert other.search("two").scene_ids
        other.noticed_changes()
        restored = keeper.restore(backup)
        assert other.noticed_changes()
        assert _titles(other) == _titles(catalog) == ["one"]
        assert other.search("two").scene_ids == ()
    _add(catalog, "three")
    assert _titles(catalog) == ["one", "three"]
    assert restored.before is not None
    keeper.restore(restored.before)
    assert _titles(catalog) == ["one", "two"]


def test_what_changed_since_a_backup_is_told_by_the_edits(catalog: Catalog, keeper: Keeper) -> None:
    _add(catalog, "one")
    backup = keeper.back_up("first")
    _add(catalog, "two", "three")
    since = keeper.since(backup)
    assert (since.edits, since.scenes, since.films, since.apart) == (2, 2, 0, False)
    assert [(each.label, each.times) for each in since.labels] == [("Add fight", 2)]
    newer = keeper.back_up("second")
    keeper.restore(backup)
    assert keeper.since(newer).apart


def test_a_catalog_that_is_damaged_is_restored_and_the_damaged_file_is_kept(
    catalog: Catalog, keeper: Keeper, tmp_path: Path
) -> None:
    _add(catalog, "one")
    backup = keeper.back_up("first")
    catalog.close()
    catalog.path.write_bytes(b"\0" * 5000)
    restored = keeper.restore(keeper.backups()[0])
    assert restored.backup.path == backup.path
    assert restored.before is None
    assert restored.aside is not None
    assert restored.aside.read_bytes() == b"\0" * 5000
    with Catalog.open(catalog.path, cache_folder=tmp_path / "cache") as again:
        assert _titles(again) == ["one"]


def test_a_catalog_that_was_lost_is_restored_where_it_was(catalog: Catalog, keeper: Keeper, tmp_path: Path) -> None:
    _add(catalog, "one")
    keeper.back_up("first")
    catalog.close()
    catalog.path.unlink()
    keeper.restore(keeper.find("1"))
    with Catalog.open(catalog.path, cache_folder=tmp_path / "cache") as again:
        assert _titles(again) == ["one"]


def test_a_log_left_beside_a_damaged_catalog_is_not_taken_for_the_restored_ones(
    catalog: Catalog, keeper: Keeper, tmp_path: Path
) -> None:
    _add(catalog, "one")
    keeper.back_up("first")
    _add(catalog, *map(str, range(50)))
    log = catalog.path.with_name("a.fights-wal").read_bytes()
    catalog.close()
    catalog.path.write_bytes(b"\0" * 5000)
    catalog.path.with_name("a.fights-wal").write_bytes(log)
    keeper.restore(keeper.backups()[0])
    with Catalog.open(catalog.path, cache_folder=tmp_path / "cache") as again:
        assert _titles(again) == ["one"]


def test_a_backup_that_can_t_be_made_takes_none_away_and_leaves_nothing_half_done(
    catalog: Catalog, tmp_path: Path
) -> None:
    _add(catalog, "one")
    blocked = tmp_path / "a file"
    blocked.write_text("no folder")
    with pytest.raises(BackupProblem, match="as they were"):
        Keeper(catalog.path, folder=blocked).back_up("first")
    keeper = Keeper(catalog.path, folder=tmp_path / "backups")
    backup = keeper.back_up("first")
    assert sorted(path.name for path in backup.path.parent.iterdir()) == sorted(
        [backup.path.name, note_path(backup.path).name, STORE_NAME]
    )


def test_a_backup_whose_bytes_have_rotted_is_not_gone_back_to(catalog: Catalog, keeper: Keeper) -> None:
    _add(catalog, "one")
    backup = keeper.back_up("first")
    rotten = bytearray(backup.path.read_bytes())
    rotten[4096 * 3 : 4096 * 20] = b"\xff" * 4096 * 17
    backup.path.write_bytes(rotten)
    with pytest.raises(BackupProblem):
        keeper.restore(backup)
    assert _titles(catalog) == ["one"]


def test_edits_go_on_while_a_backup_is_made(catalog: Catalog, keeper: Keeper) -> None:
    _add(catalog, *map(str, range(200)))
    made: list[Backup] = []
    thread = threading.Thread(target=lambda: made.extend(keeper.back_up("beside") for _ in range(3)))
    thread.start()
    count = 0
    while thread.is_alive():
        _add(catalog, f"later {count}")
        count += 1
    thread.join()
    assert len(made) == 3
    assert len(_titles(catalog)) == 200 + count
    assert all(backup.rows("scene") >= 200 for backup in made)


def test_the_rounds_make_a_backup_by_themselves_and_tell_of_it(catalog: Catalog, keeper: Keeper) -> None:
    _add(catalog, "one")
    told = threading.Event()
    made: list[Backup] = []

    def tell(backup: Backup) -> None:
        made.append(backup)
        told.set()

    rounds = Rounds(keeper, made=tell)
    rounds.start()
    assert told.wait(10)
    rounds.stop()
    assert [backup.reason for backup in made] == ["on opening"]


def test_a_window_that_closes_waits_for_no_backup_and_leaves_one_file(catalog: Catalog, keeper: Keeper) -> None:
    _add(catalog, "one")
    catalog.edit("Fill", lambda tx: [tx.insert("person", name="x" * 1000) for _ in range(20_000)])
    problems: list[str] = []
    made: list[Backup] = []
    rounds = Rounds(keeper, made=made.append, failed=problems.append)
    rounds.start()
    while not list(catalog.path.parent.glob("backups/*/*.part")) and not made:
        time.sleep(0.001)
    assert not made, "it was over before it could be stopped"
    rounds.stop()
    catalog.close()
    assert (made, problems) == ([], [])
    assert [path.name for path in catalog.path.parent.glob("a.fights*")] == ["a.fights"]
    assert not list(catalog.path.parent.glob("backups/*/*.part"))


def test_a_backup_from_a_newer_donnybrook_is_refused_in_a_sentence_that_names_both(
    catalog: Catalog, keeper: Keeper
) -> None:
    _add(catalog, "one")
    backup = keeper.back_up("first")
    run_sql(backup.path, "PRAGMA user_version = 77")
    with pytest.raises(BackupProblem, match="form 77"):
        keeper.restore(backup)
    assert _titles(catalog) == ["one"]


def test_a_catalog_that_was_moved_keeps_its_backups_and_a_copy_has_its_own(
    catalog: Catalog, keeper: Keeper, tmp_path: Path
) -> None:
    _add(catalog, "one")
    keeper.back_up("first")
    catalog.close()
    copy = Path(shutil.copy(catalog.path, tmp_path / "copy.fights"))
    assert Keeper(copy, folder=tmp_path / "backups").backups() == []
    moved = catalog.path.rename(tmp_path / "moved.fights")
    assert len(Keeper(moved, folder=tmp_path / "backups").backups()) == 1


def test_a_catalog_that_is_no_longer_of_our_shape_is_set_aside_when_one_goes_back(
    catalog: Catalog, keeper: Keeper, tmp_path: Path
) -> None:
    _add(catalog, "one")
    backup = keeper.back_up("first")
    catalog.close()
    run_sql(catalog.path, "DROP TABLE wielding_target")
    restored = keeper.restore(backup)
    assert restored.aside is not None
    with Catalog.open(catalog.path, cache_folder=tmp_path / "cache") as again:
        assert (_titles(again), again.notice) == (["one"], "")


_NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@given(st.lists(st.integers(0, 60 * 24 * 40), max_size=200))
def test_thinning_keeps_the_newest_and_up_to_twenty_of_each_span(ages_min: list[int]) -> None:
    moments = [_NOW - timedelta(minutes=age) for age in ages_min]
    gone = set(superfluous(moments, _NOW))
    kept = sorted(set(range(len(moments))) - gone, key=lambda place: moments[place])
    if moments:
        assert moments[kept[-1]] == max(moments)
    for low, high in ((-1, 60), (60, 60 * 24), (60 * 24, 60 * 24 * 7), (60 * 24 * 7, 10**9)):
        there = [age for age in ages_min if low < age <= high]
        assert len([place for place in kept if low < ages_min[place] <= high]) == min(len(there), MOST_OF_EACH)


def test_thinning_leaves_even_gaps() -> None:
    moments = [_NOW - timedelta(minutes=minutes) for minutes in range(59)]
    kept = sorted({*range(59)} - set(superfluous(moments, _NOW)))
    assert max(later - earlier for earlier, later in itertools.pairwise(kept)) <= 5


def test_after_going_back_the_words_are_those_of_then_though_other_edits_had_the_same_numbers(
    catalog: Catalog, keeper: Keeper
) -> None:
    first = keeper.back_up("first")
    catalog.edit("New", vocabulary.add_concept, "weapon", "boar pike")
    assert catalog.vocabulary.lookup("weapon", "boar pike") is not None
    restored = keeper.restore(first)
    assert catalog.noticed_changes()
    assert catalog.vocabulary.lookup("weapon", "boar pike") is None
    catalog.edit("New", vocabulary.add_concept, "weapon", "teapot")
    assert catalog.vocabulary.lookup("weapon", "teapot") is not None
    assert restored.before is not None
    keeper.restore(restored.before)
    assert catalog.noticed_changes()
    assert catalog.vocabulary.lookup("weapon", "teapot") is None
    assert catalog.vocabulary.lookup("weapon", "boar pike") is not None
