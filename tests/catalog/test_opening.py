"""Opening what others send: each file gets its sentence, the safest thing that can be done, and keeps its bytes."""

import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from catalog.foreign_files import HOSTILE, digest_of_folder, make_catalog, run_sql
from donnybrook import Catalog
from donnybrook.catalog import CatalogProblem
from donnybrook.catalog.backups import Keeper
from donnybrook.catalog.driver import connect
from donnybrook.catalog.migrations import migrations
from donnybrook.catalog.opening import open_file
from donnybrook.files import db_folder


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("original")
    make_catalog(folder / "a.fights", folder / "cache")
    return folder / "a.fights"


@pytest.fixture
def path(original: Path, tmp_path: Path) -> Path:
    (tmp_path / "sent").mkdir()
    return Path(shutil.copy(original, tmp_path / "sent" / "a.fights"))


def _open(path: Path, tmp_path: Path) -> Catalog:
    return Catalog.open(path, cache_folder=tmp_path / "cache", backups_folder=tmp_path / "backups")


def _titles(catalog: Catalog) -> list[str]:
    return [scene.fields.title for scene in catalog.scenes()]


_ALL = ["Fight 0", "Fight 1", "Fight 2"]


def test_a_sound_catalog_opens_without_a_word_and_without_a_byte_changed(path: Path, tmp_path: Path) -> None:
    before = digest_of_folder(path.parent)
    with _open(path, tmp_path) as catalog:
        assert (catalog.notice, catalog.read_only) == ("", False)
        assert _titles(catalog) == _ALL
        assert len(catalog.search("well").scene_ids) == 3
    assert digest_of_folder(path.parent) == before


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"no database at all, but text that goes on for longer than a header does" * 9, "not a Donnybrook catalog"),
        (b"SQLite format 3\0", "not a Donnybrook catalog"),
    ],
)
def test_what_is_no_catalog_gets_its_sentence_and_keeps_its_bytes(
    content: bytes, sentence: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.fights"
    path.write_bytes(content)
    with pytest.raises(CatalogProblem, match=sentence):
        _open(path, tmp_path)
    assert digest_of_folder(tmp_path) == digest_of_folder(tmp_path)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.fights"
    run_sql(path, "PRAGMA journal_mode = WAL", "CREATE TABLE scene (id INTEGER)")
    before = digest_of_folder(tmp_path)
    with pytest.raises(CatalogProblem, match="another program"):
        _open(path, tmp_path)
    assert digest_of_folder(tmp_path) == before


def test_a_catalog_from_a_newer_version_opens_to_read_with_a_sentence_that_names_both(
    path: Path, tmp_path: Path
) -> None:
    known = migrations()[-1].number
    run_sql(path, "ALTER TABLE scene ADD COLUMN weather TEXT", f"PRAGMA user_version = {known + 7}")
    before = digest_of_folder(path.parent)
    with _open(path, tmp_path) as catalog:
        assert catalog.read_only
        assert f"form {known + 7}" in catalog.notice
        assert f"up to {known}" in catalog.notice
        assert _titles(catalog) == _ALL
        with pytest.raises(CatalogProblem):
            catalog.add_film("Another")
    assert digest_of_folder(path.parent) == before


def test_a_newer_catalog_without_what_this_program_reads_is_refused_in_one_sentence(path: Path, tmp_path: Path) -> None:
    run_sql(path, "ALTER TABLE scene RENAME COLUMN title TO heading", "PRAGMA user_version = 90")
    with pytest.raises(CatalogProblem, match="newer Donnybrook: it has form 90"):
        _open(path, tmp_path)


@pytest.mark.parametrize("share", [0.7, 0.8, 0.95])
def test_a_catalog_that_was_copied_by_half_shows_what_can_still_be_read(
    path: Path, tmp_path: Path, share: float
) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    before = digest_of_folder(path.parent)
    with _open(path, tmp_path) as catalog:
        assert catalog.read_only
        assert "is not whole" in catalog.notice
        assert set(_titles(catalog)) <= set(_ALL)
        catalog.search("well")
    assert digest_of_folder(path.parent) == before


def test_a_catalog_of_which_too_little_is_there_says_so(path: Path, tmp_path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100_000])
    before = digest_of_folder(path.parent)
    with pytest.raises(CatalogProblem, match="is not whole: 100,000 of"):
        _open(path, tmp_path)
    assert digest_of_folder(path.parent) == before


def test_a_catalog_with_a_log_of_another_file_beside_it_is_shown_without_the_log(
    path: Path, original: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copy(original, tmp_path / "other.fights"))
    writer = connect(other)
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("DELETE FROM thumbnail")
    writer.execute("UPDATE scene SET title = 'wrong'")
    shutil.copy(tmp_path / "other.fights-wal", path.with_name("a.fights-wal"))
    writer.close()
    before = digest_of_folder(path.parent)
    with _open(path, tmp_path) as catalog:
        assert "does not belong to it" in catalog.notice
        assert catalog.read_only
        assert _titles(catalog) == _ALL
    assert digest_of_folder(path.parent) == before


def test_a_catalog_whose_program_was_killed_opens_with_all_that_was_saved(path: Path, tmp_path: Path) -> None:
    (tmp_path / "crashed").mkdir()
    with _open(path, tmp_path) as catalog:
        catalog.add_film("After")
        for suffix in ("", "-wal"):
            shutil.copy(f"{path}{suffix}", tmp_path / "crashed" / f"a.fights{suffix}")
    with _open(tmp_path / "crashed" / "a.fights", tmp_path) as catalog:
        assert (catalog.notice, catalog.read_only) == ("", False)
        assert [film.title for film in catalog.films()] == ["After", "Ballerina"]


def test_a_catalog_whose_log_can_t_be_used_is_shown_without_it(path: Path, tmp_path: Path) -> None:
    (tmp_path / "crashed").mkdir()
    with _open(path, tmp_path) as catalog:
        catalog.add_film("After")
        shutil.copy(path, tmp_path / "crashed" / "a.fights")
    (tmp_path / "crashed" / "a.fights-wal").mkdir()  # a log that can't be opened, whatever the reason
    before = digest_of_folder(tmp_path / "crashed")
    with _open(tmp_path / "crashed" / "a.fights", tmp_path) as catalog:
        assert "can't be opened together with the log" in catalog.notice
        assert catalog.read_only
        assert _titles(catalog) == _ALL
    assert digest_of_folder(tmp_path / "crashed") == before


def test_a_copy_of_an_open_catalog_without_its_log_says_that_edits_may_be_missing(path: Path, tmp_path: Path) -> None:
    (tmp_path / "copied").mkdir()
    with _open(path, tmp_path) as catalog:
        catalog.add_film("After")
        shutil.copy(path, tmp_path / "copied" / "a.fights")
    with _open(tmp_path / "copied" / "a.fights", tmp_path) as catalog:
        assert "may be missing" in catalog.notice
        assert _titles(catalog) == _ALL


_HOLD = """
import sqlite3, sys
holder = sqlite3.connect(sys.argv[1], isolation_level=None)
holder.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


def test_a_catalog_that_another_program_holds_says_so(path: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", _HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(CatalogProblem, match="held by another program"):
            _open(path, tmp_path)
        holder.communicate()


@pytest.mark.parametrize("kind", list(HOSTILE))
def test_a_hostile_catalog_is_shown_from_a_copy_soon_and_keeps_its_bytes(kind: str, path: Path, tmp_path: Path) -> None:
    HOSTILE[kind](path)
    before = digest_of_folder(path.parent)
    memory_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.monotonic()
    if "in place of the scenes" in kind:
        with pytest.raises(CatalogProblem, match="no fight can be read in it"):
            _open(path, tmp_path)
        assert digest_of_folder(path.parent) == before
        return
    with _open(path, tmp_path) as catalog:
        assert catalog.read_only
        assert "left as it is" in catalog.notice
        assert set(_titles(catalog)) <= {*_ALL, ""}
        catalog.search("well")
        assert catalog.vocabulary.lookup("weapon", "ice skates") is not None
    assert time.monotonic() - started < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory_kb < 200_000
    assert digest_of_folder(path.parent) == before


def test_what_is_taken_over_from_a_stranger_is_whole(path: Path, tmp_path: Path) -> None:
    with _open(path, tmp_path) as catalog:
        expected = [
            (scene.uuid, scene.fields, [(use.weapon, use.improvised, len(use.target_ids)) for use in scene.wieldings])
            for scene in catalog.scenes()
        ]
        cover = catalog.cover(1)
    run_sql(path, "CREATE VIEW more AS SELECT 1")
    with _open(path, tmp_path) as catalog:
        assert [
            (scene.uuid, scene.fields, [(use.weapon, use.improvised, len(use.target_ids)) for use in scene.wieldings])
            for scene in catalog.scenes()
        ] == expected
        scene_ids = catalog.search("well").scene_ids
        assert catalog.cover(min(scene_ids)) == cover
        assert all(scene.wieldings[1].previous_id == scene.wieldings[0].id for scene in catalog.scenes())
        assert "3 fights:" in catalog.notice


def test_a_stranger_merges_into_a_catalog_of_ones_own_and_twice_is_once(path: Path, tmp_path: Path) -> None:
    run_sql(path, "CREATE VIEW more AS SELECT 1")
    with Catalog.create(tmp_path / "mine.fights", cache_folder=tmp_path / "cache") as mine:
        for _ in range(2):
            with _open(path, tmp_path) as theirs:
                mine.merge(theirs)
        assert sorted(_titles(mine)) == _ALL
        assert len(mine.films()) == 1


def test_tables_and_plain_indexes_of_other_programs_do_no_harm(path: Path, tmp_path: Path) -> None:
    run_sql(path, "CREATE TABLE notes (a TEXT)", "CREATE INDEX more ON scene (title, note)")
    with _open(path, tmp_path) as catalog:
        assert (catalog.notice, catalog.read_only) == ("", False)
        catalog.add_film("Another")


def test_a_text_that_is_no_utf8_ends_no_listing(path: Path, tmp_path: Path) -> None:
    run_sql(path, "UPDATE scene SET title = CAST(x'80ff41' AS TEXT) WHERE id = 2")
    with _open(path, tmp_path) as catalog:
        assert len(_titles(catalog)) == 3
        assert catalog.scene_rows([2])[0].title.endswith("A")
        catalog.search("well")


@pytest.fixture
def steps(tmp_path: Path) -> Path:
    folder = tmp_path / "migrations"
    shutil.copytree(db_folder() / "migrations", folder)
    number = migrations()[-1].number + 1
    (folder / f"{number:04}_weather.sql").write_text(
        "ALTER TABLE scene ADD COLUMN weather TEXT NOT NULL DEFAULT '';\n"
        "UPDATE scene SET weather = 'snow';\nCREATE INDEX scene_weather ON scene (weather);\n"
    )
    return folder


def test_an_older_catalog_is_brought_up_to_date_after_a_backup(path: Path, steps: Path, tmp_path: Path) -> None:
    opened = open_file(path, backups=tmp_path / "backups", steps=migrations(steps))
    assert opened.writable
    assert opened.connection.execute("SELECT DISTINCT weather FROM scene").fetchall() == [("snow",)]
    opened.connection.close()
    assert [backup.reason for backup in Keeper(path, folder=tmp_path / "backups").backups()] == ["before migration"]


def test_an_older_catalog_of_which_no_backup_can_be_made_is_shown_from_a_copy(
    path: Path, steps: Path, tmp_path: Path
) -> None:
    (tmp_path / "backups").write_text("in the way")
    before = digest_of_folder(path.parent)
    opened = open_file(path, backups=tmp_path / "backups", steps=migrations(steps))
    assert not opened.writable
    assert "older form" in opened.notice
    assert opened.connection.execute("SELECT count(*) FROM scene WHERE weather = 'snow'").fetchone() == (3,)
    opened.connection.close()
    assert opened.private is not None
    opened.private.close()
    assert digest_of_folder(path.parent) == before


def test_a_search_index_that_fails_stops_neither_edits_nor_searches(path: Path, tmp_path: Path) -> None:
    with _open(path, tmp_path) as catalog:
        assert len(catalog.search("well").scene_ids) == 3
        index = connect(next((tmp_path / "cache" / "search").glob("*.search")))
        index.execute("DROP TABLE seen")
        index.close()
        catalog.change_scene(1, note="by the river")
        assert catalog.search("river").scene_ids == (1,)
        assert len(catalog.search("well").scene_ids) == 2
