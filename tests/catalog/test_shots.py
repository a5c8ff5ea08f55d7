"""Shots stand outside the journal: no edit or undo stumbles over them, and every copy has the same."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from catalog.foreign_files import run_sql
from donnybrook.catalog import Catalog, MediaFacts, SceneDraft, Shot, ShotList
from donnybrook.catalog.backups import Keeper
from donnybrook.catalog.checking import look_over, mend
from donnybrook.catalog.edits import films
from donnybrook.catalog.edits.shots import store_shots
from donnybrook.catalog.migrations import migrations
from donnybrook.catalog.shots import read_files_with_shots, read_shots

SECOND_US = 1_000_000
FOUND = ShotList(
    "correlating",
    "1",
    (
        Shot(0, 2 * SECOND_US, "start", 1.0),
        Shot(2 * SECOND_US, 5 * SECOND_US, "cut", 0.8),
        Shot(5 * SECOND_US, 9 * SECOND_US, "dissolve", 0.4, 4 * SECOND_US, 6 * SECOND_US),
    ),
)
FACTS = MediaFacts(Path("/films/ballerina.mkv"), fingerprint="quick1:aa", duration_us=9 * SECOND_US)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    """A catalog with a film whose file has been read for shots."""
    with Catalog.create(tmp_path / "a.fights", coder="Ana", cache_folder=tmp_path / "cache") as made:
        film_id = made.add_film("Ballerina").value
        made.attach_file(film_id, FACTS)
        made.follow_up("Shots", store_shots, 1, "quick1:aa", FOUND)
        yield made


def _changes(path: Path) -> int:
    with Catalog.open(path) as catalog:
        return int(catalog.read(lambda connection: connection.execute("SELECT count(*) FROM change").fetchone()[0]))


def test_shots_are_read_back_whole_or_where_they_touch_a_fight(catalog: Catalog) -> None:
    assert catalog.read(read_shots, 1) == FOUND
    within = catalog.read(read_shots, 1, in_us=SECOND_US, out_us=5 * SECOND_US)
    assert within is not None
    assert within.shots == FOUND.shots[:2]
    assert catalog.read(read_shots, 2) is None
    assert catalog.read(read_files_with_shots) == {1}


def test_storing_shots_costs_the_journal_nothing_and_says_what_changed(catalog: Catalog) -> None:
    before = _changes(catalog.path)
    edited = catalog.follow_up("Shots", store_shots, 1, "quick1:aa", FOUND)
    assert (edited.changes.edit_id, edited.changes.shots) == (None, frozenset({1}))
    assert _changes(catalog.path) == before
    assert catalog.undo_label == "Attach ballerina.mkv"


def test_a_newer_version_of_the_detector_takes_the_place_of_the_older_one(catalog: Catalog) -> None:
    newer = ShotList("correlating", "2", FOUND.shots[:1])
    catalog.follow_up("Shots", store_shots, 1, "quick1:aa", newer)
    assert catalog.read(read_shots, 1) == newer


def test_shots_of_other_bytes_than_the_file_has_are_not_stored(catalog: Catalog) -> None:
    assert not catalog.follow_up("Shots", store_shots, 1, "quick1:bb", ShotList("correlating", "2", ())).value
    assert not catalog.follow_up("Shots", store_shots, 7, "quick1:aa", FOUND).value
    assert catalog.read(read_shots, 1) == FOUND


def test_undoing_a_film_takes_its_shots_along_and_redo_brings_the_film_back(catalog: Catalog) -> None:
    undone = catalog.undo()
    assert undone is not None
    assert undone.changes.shots == {1}
    assert catalog.media_files() == []
    catalog.redo()
    assert len(catalog.media_files()) == 1
    assert catalog.read(read_shots, 1) is None


def test_shots_of_a_file_whose_bytes_are_others_now_are_let_go(catalog: Catalog) -> None:
    catalog.edit("Look again", films.update_file, 1, FACTS)
    assert catalog.read(read_shots, 1) == FOUND
    other = MediaFacts(FACTS.path, fingerprint="quick1:cc", duration_us=FACTS.duration_us)
    assert catalog.edit("Look again", films.update_file, 1, other).changes.shots == {1}
    assert catalog.read(read_shots, 1) is None


def test_a_merge_brings_shots_that_only_the_other_has_and_twice_is_once(catalog: Catalog, tmp_path: Path) -> None:
    with Catalog.create(tmp_path / "mine.fights", coder="Ben", cache_folder=tmp_path / "cache") as mine:
        for _ in range(2):
            mine.merge(catalog)
            assert mine.read(read_shots, 1) == FOUND
        catalog.merge(mine)
    assert catalog.read(read_shots, 1) == FOUND
    assert look_over(tmp_path / "mine.fights").findings == ()


def test_two_copies_that_read_the_same_film_hold_the_same_rows(catalog: Catalog, tmp_path: Path) -> None:
    catalog.close()
    shutil.copy(catalog.path, tmp_path / "b.fights")
    rows = "SELECT uuid, in_us FROM shot ORDER BY uuid"
    read = []
    for path in (catalog.path, tmp_path / "b.fights"):
        with Catalog.open(path) as copy:
            copy.follow_up("Shots", store_shots, 1, "quick1:aa", FOUND)
            read.append(copy.read(lambda connection: connection.execute(rows).fetchall()))
    assert read[0] == read[1]
    assert len(read[0]) == 3


def test_a_backup_carries_shots_and_going_back_brings_them_back(catalog: Catalog, tmp_path: Path) -> None:
    keeper = Keeper(catalog.path, folder=tmp_path / "backups")
    made = keeper.back_up("by hand")
    catalog.undo()
    keeper.restore(made)
    with Catalog.open(catalog.path) as restored:
        assert restored.read(read_shots, 1) == FOUND
    assert look_over(catalog.path).findings == ()


def test_shots_are_kept_once_for_all_backups_however_many_there_are(catalog: Catalog, tmp_path: Path) -> None:
    many = tuple(Shot(each * SECOND_US, (each + 1) * SECOND_US, "cut", 0.5) for each in range(9_000))
    catalog.follow_up("Shots", store_shots, 1, "quick1:aa", ShotList("correlating", "2", many))
    keeper = Keeper(catalog.path, folder=tmp_path / "backups")
    first = keeper.back_up("by hand")
    stored = sum(path.stat().st_size for path in (tmp_path / "backups").rglob("*.store"))
    catalog.add_film("Another")
    second = keeper.back_up("by hand")
    assert max(first.size_bytes, second.size_bytes) < stored
    assert sum(path.stat().st_size for path in (tmp_path / "backups").rglob("*.store")) == stored
    keeper.restore(first)
    with Catalog.open(catalog.path) as restored:
        assert restored.read(read_shots, 1) == ShotList("correlating", "2", many)


_OLDER = ("ALTER TABLE shot DROP COLUMN until_us", "ALTER TABLE shot DROP COLUMN since_us")
WITHOUT_SPANS = ShotList(
    FOUND.detector, FOUND.version, tuple(replace(each, since_us=None, until_us=None) for each in FOUND.shots)
)


def test_a_catalog_of_before_spans_is_brought_up_to_date_and_its_backups_can_be_gone_back_to(
    catalog: Catalog, tmp_path: Path
) -> None:
    catalog.close()
    run_sql(catalog.path, *_tables_gone_after(3), *_OLDER, "PRAGMA user_version = 2")
    backups = tmp_path / "backups"
    with Catalog.open(catalog.path, backups_folder=backups) as opened:
        assert opened.notice == ""
        assert opened.read(read_shots, 1) == WITHOUT_SPANS
        opened.follow_up("Shots", store_shots, 1, "quick1:aa", FOUND)
        assert opened.read(read_shots, 1) == FOUND
    keeper = Keeper(catalog.path, folder=backups)
    (before,) = keeper.backups()
    keeper.restore(before)
    with Catalog.open(catalog.path, backups_folder=backups) as restored:
        assert restored.read(read_shots, 1) == WITHOUT_SPANS
    assert look_over(catalog.path).findings == ()


def _tables_gone_after(number: int) -> list[str]:
    """Return what takes out the tables of the steps after one, the last first."""
    steps = [step.path.read_text(encoding="utf-8") for step in migrations() if step.number > number]
    made = [name for text in steps for name in re.findall(r"^CREATE TABLE (\w+)", text, re.MULTILINE)]
    return [f"DROP TABLE {name}" for name in reversed(made)]


def test_a_store_of_before_spans_gets_room_for_them(catalog: Catalog, tmp_path: Path) -> None:
    keeper = Keeper(catalog.path, folder=tmp_path / "backups")
    catalog.follow_up("Shots", store_shots, 1, "quick1:aa", ShotList("another", "1", FOUND.shots))
    older = keeper.back_up("by hand")
    (store,) = (tmp_path / "backups").rglob("*.store")
    run_sql(store, *_OLDER)
    keeper.restore(older)
    with Catalog.open(catalog.path) as restored:
        assert restored.read(read_shots, 1) is not None
        restored.follow_up("Shots", store_shots, 1, "quick1:aa", ShotList("correlating", "2", FOUND.shots))
        newer = keeper.back_up("by hand")
        restored.add_film("Another")
        keeper.restore(newer)
    with Catalog.open(catalog.path) as restored:
        read = restored.read(read_shots, 1)
        assert read is not None
        assert read.shots == FOUND.shots


def test_a_stranger_s_shots_are_taken_over_value_by_value(catalog: Catalog) -> None:
    catalog.add_scene(1, SceneDraft())
    catalog.close()
    run_sql(
        catalog.path,
        "CREATE TRIGGER theirs AFTER INSERT ON film BEGIN DELETE FROM scene; END",
        "UPDATE shot SET detector = hex(randomblob(200)) WHERE in_us = 2000000",
    )
    with Catalog.open(catalog.path) as copy:
        assert copy.read_only
        taken = copy.read(read_shots, 1)
        assert taken is not None
        assert taken.shots == (FOUND.shots[0], FOUND.shots[2])


def test_a_stranger_s_spans_that_can_t_be_are_left_out(catalog: Catalog) -> None:
    catalog.close()
    run_sql(
        catalog.path,
        "CREATE TRIGGER theirs AFTER INSERT ON film BEGIN DELETE FROM scene; END",
        "PRAGMA ignore_check_constraints = ON",
        "UPDATE shot SET since_us = 7000000 WHERE until_us IS NOT NULL",
    )
    with Catalog.open(catalog.path) as copy:
        assert copy.read(read_shots, 1) == WITHOUT_SPANS


def test_looking_over_knows_shots_and_takes_out_what_no_film_has(catalog: Catalog, tmp_path: Path) -> None:
    assert look_over(catalog.path).findings == ()
    late = Shot(90 * SECOND_US, 95 * SECOND_US, "cut")
    overlapping = Shot(8 * SECOND_US, 9 * SECOND_US, "cut")
    for wrong in (late, overlapping):
        catalog.follow_up("Shots", store_shots, 1, "quick1:aa", ShotList("correlating", "1", (*FOUND.shots, wrong)))
        findings = look_over(catalog.path).findings
        assert [finding.table for finding in findings] == ["shot"]
        assert len(mend(catalog, findings, Keeper(catalog.path, folder=tmp_path / "backups")).mended) == 1
        assert look_over(catalog.path).findings == ()


def test_a_shot_that_belongs_to_no_file_is_taken_out(catalog: Catalog, tmp_path: Path) -> None:
    catalog.close()
    run_sql(catalog.path, "PRAGMA foreign_keys = OFF", "UPDATE shot SET media_file_id = 99 WHERE in_us = 0")
    looked = look_over(catalog.path)
    with Catalog.open(catalog.path) as opened:
        mend(opened, looked.findings, Keeper(catalog.path, folder=tmp_path / "backups"))
    assert look_over(catalog.path).findings == ()
