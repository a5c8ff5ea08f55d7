"""Looking a catalog over: a sound one is in order, each fault is told in a sentence, and mending mends it."""

import shutil
from pathlib import Path

import pytest

from catalog.foreign_files import make_catalog, run_sql
from donnybrook import Catalog
from donnybrook.catalog import CatalogProblem
from donnybrook.catalog.backups import Keeper
from donnybrook.catalog.checking import look_over, mend
from donnybrook.catalog.checking.findings import Finding, Remedy, Severity
from donnybrook.catalog.driver import connect
from donnybrook.catalog.edits.scenes import change_scene


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("original")
    make_catalog(folder / "a.fights", folder / "cache")
    return folder / "a.fights"


@pytest.fixture
def path(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(original, tmp_path / "a.fights"))


def _told(path: Path, tmp_path: Path) -> str:
    return "\n".join(finding.sentence for finding in look_over(path, cache_folder=tmp_path / "cache").findings)


def test_a_sound_catalog_is_in_order_whatever_was_done_to_it(path: Path, tmp_path: Path) -> None:
    with Catalog.open(path, coder="Ana", cache_folder=tmp_path / "cache") as catalog:
        catalog.search("well")
        for _ in range(5):
            catalog.undo()
        catalog.redo()
        catalog.delete_scene(1)
        catalog.search("well")
    looked = look_over(path, cache_folder=tmp_path / "cache")
    assert looked.findings == ()
    assert looked.looked_at == ("structure", "references", "times", "shots", "text", "journal", "search index")


def test_a_catalog_that_was_merged_is_in_order(path: Path, original: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(original, tmp_path / "other.fights"))
    with (
        Catalog.open(path, coder="Ana", cache_folder=tmp_path / "cache") as mine,
        Catalog.open(other, coder="Ben", cache_folder=tmp_path / "cache") as theirs,
    ):
        theirs.change_scene(1, title="theirs", note="theirs")
        mine.change_scene(1, title="mine")
        mine.delete_scene(2)
        theirs.change_scene(2, title="kept")
        mine.merge(theirs)
    assert _told(path, tmp_path) == ""


FAULTS = {
    "combatant of another fight": "UPDATE wielding SET combatant_id = 3 WHERE id = 1",
    "refers to a side of another fight": "UPDATE combatant SET side_id = 4 WHERE id = 1",
    "refers to a beat of another fight": "UPDATE scene_term SET beat_id = 2 WHERE id = 1",
    "against a combatant of another fight": "UPDATE wielding_target SET combatant_id = 4 WHERE id = 1",
    "refers to a combatant that is not there": "UPDATE wielding SET combatant_id = 99 WHERE id = 2",
    "refers to a scene that is not there": "DELETE FROM scene WHERE id = 3",
    "broader than itself, in a circle": "UPDATE concept SET broader_id = iif(id = 1, 2, 1) WHERE id IN (1, 2)",
    "comes before itself": "UPDATE wielding SET previous_id = iif(id = 1, 2, 1) WHERE id IN (1, 2)",
    "lies outside the fight's own times": "UPDATE beat SET in_us = 9000000, out_us = 9500000 WHERE id = 1",
    "at a time that no film has": "UPDATE scene SET out_us = 999999999999999 WHERE id = 1",
    "of the year 99": "UPDATE film SET year = 99",
    "after its film": "UPDATE media_file SET duration_us = 1000000",
    "bytes that are no text": "UPDATE scene SET note = CAST(x'61ff62' AS TEXT) WHERE id = 1",
    "has control characters": "UPDATE scene SET note = 'a' || char(7) WHERE id = 1",
    "300,000 characters": "UPDATE scene SET note = printf('%.*c', 300000, 'x') WHERE id = 1",
    "is not what the journal says": "UPDATE scene SET title = 'other' WHERE id = 1",
    "are not in the journal": "INSERT INTO person (uuid, name) VALUES ('x-y-z', 'Nobody')",
    "was never deleted": "DELETE FROM scene_term WHERE id = 1",
    "is not what it was when it was stored": "UPDATE picture SET jpeg = x'ffd800'",
    "the same identity": "UPDATE beat SET uuid = (SELECT uuid FROM side WHERE id = 1) WHERE id = 1",
    "there is a trigger 't'": "CREATE TRIGGER t AFTER DELETE ON scene BEGIN SELECT 1; END",
    "there is no index 'scene_time'": "DROP INDEX scene_time",
    "uses the technique term": "UPDATE wielding SET weapon_id = (SELECT id FROM concept WHERE scheme = 'technique')",
}


@pytest.mark.parametrize("sentence", list(FAULTS))
def test_a_fault_is_told_in_a_sentence(sentence: str, path: Path, tmp_path: Path) -> None:
    run_sql(path, FAULTS[sentence])
    before = path.read_bytes()
    assert sentence in _told(path, tmp_path)
    assert path.read_bytes() == before


_NOT_MENDED = ("no film has", "the year", "after its film", "characters", "outside", "journal", "never deleted")


@pytest.mark.parametrize("sentence", [each for each in FAULTS if not any(word in each for word in _NOT_MENDED)])
def test_what_can_be_mended_is_mended_after_a_backup_and_can_be_undone(
    sentence: str, path: Path, tmp_path: Path
) -> None:
    run_sql(path, FAULTS[sentence])
    looked = look_over(path, cache_folder=tmp_path / "cache")
    with Catalog.open(path, cache_folder=tmp_path / "cache") as catalog:
        mended = mend(catalog, looked.findings, Keeper(path, folder=tmp_path / "backups"))
        if not looked.mendable:
            assert mended.backup is None
            return
        assert mended.backup is not None
        assert (catalog.undo_label or "").startswith("Mend: ") or "no text" in sentence
    assert mended.mended
    assert sentence not in _told(path, tmp_path)


def test_a_search_index_that_is_wrong_is_thrown_away(path: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    with Catalog.open(path, cache_folder=cache) as catalog:
        catalog.search("well")
    index = next((cache / "search").glob("*.search"))
    connection = connect(index)
    connection.execute("DELETE FROM scene_find WHERE rowid = 2")
    connection.close()
    looked = look_over(path, cache_folder=cache)
    assert "search index" in looked.findings[0].sentence
    with Catalog.open(path, cache_folder=cache) as catalog:
        mend(catalog, looked.findings, Keeper(path, folder=tmp_path / "backups"))
    with Catalog.open(path, cache_folder=cache) as catalog:
        assert len(catalog.search("well").scene_ids) == 3
    assert look_over(path, cache_folder=cache).findings == ()


def test_what_is_gone_by_then_is_left_and_a_fault_of_the_program_is_none_of_the_catalogs(
    path: Path, tmp_path: Path
) -> None:
    gone = Finding("gone", Severity.ODDITY, remedy=Remedy("Name it", lambda tx: change_scene(tx, 99_999, title="Gone")))
    ours = Finding("ours", Severity.ODDITY, remedy=Remedy("Colour it", lambda tx: change_scene(tx, 1, colour="ember")))
    keeper = Keeper(path, folder=tmp_path / "backups")
    with Catalog.open(path, cache_folder=tmp_path / "cache") as catalog:
        assert mend(catalog, [gone], keeper).left == (gone,)
        with pytest.raises(LookupError, match="no field colour"):
            mend(catalog, [ours], keeper)


def test_a_damaged_catalog_is_told_to_be_damaged(path: Path, tmp_path: Path) -> None:
    rotten = bytearray(path.read_bytes())
    for page in range(20, len(rotten) // 4096, 3):
        rotten[page * 4096 : page * 4096 + 2000] = b"\x55" * 2000
    path.write_bytes(rotten)
    assert "damaged" in _told(path, tmp_path)


def test_what_is_no_catalog_is_not_looked_over(tmp_path: Path) -> None:
    (tmp_path / "a.fights").write_text("no catalog " * 200)
    with pytest.raises(CatalogProblem, match="not a Donnybrook catalog"):
        look_over(tmp_path / "a.fights")
