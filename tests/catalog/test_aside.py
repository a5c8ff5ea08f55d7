"""Large edits made aside: others edit meanwhile, and what was made comes over in one transaction, as if made there."""

import hashlib
import signal
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from catalog.fights import concept, use
from donnybrook.catalog import (
    Catalog,
    CombatantDraft,
    MediaFacts,
    SceneDraft,
    SceneFields,
    Shot,
    ShotList,
    Transaction,
)
from donnybrook.catalog.aside import lending
from donnybrook.catalog.checking import look_over
from donnybrook.catalog.driver import connect
from donnybrook.catalog.edits.cast import add_character, remove_character
from donnybrook.catalog.edits.film_removal import remove_film
from donnybrook.catalog.edits.films import add_film
from donnybrook.catalog.edits.pictures import set_cover
from donnybrook.catalog.edits.scenes import add_scene, change_scene
from donnybrook.catalog.edits.shots import store_shots
from donnybrook.catalog.edits.vocabulary import add_concept
from donnybrook.catalog.history import read_journal
from donnybrook.catalog.identity import new_uuid
from donnybrook.catalog.problems import CatalogProblem
from donnybrook.catalog.reading import read_picture
from donnybrook.catalog.sheets import TIDY
from donnybrook.catalog.sheets.taking import SheetRow, SheetRows, take_rows

NO_ROOM = r"no room in .* nothing was changed.*TMPDIR"
SHEETS = {sheet.name: sheet for sheet in TIDY}


class Stopped(Exception):
    pass


def go_on() -> None:
    pass


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Catalog.create(tmp_path / "a.fights", coder="Ana", cache_folder=tmp_path) as catalog:
        catalog.add_scene(catalog.add_film("Heat").value, SceneDraft(fields=SceneFields(title="There before")))
    return tmp_path / "a.fights"


def edit_of(catalog: Catalog, meanwhile: Callable[[], None] = go_on) -> Callable[[Transaction], int]:
    """Return an edit that adds a film and two fights, with something done by others in its midst."""
    draft = SceneDraft(
        fields=SceneFields(title="Duel", in_us=1_000_000, out_us=2_000_000),
        sides=("Eve", "guard"),
        combatants=(CombatantDraft(label="Eve", side=0, character="Eve"), CombatantDraft(label="guard", side=1)),
        wieldings=(use(catalog, "sword", 0, (1,)),),
    )

    def edit(tx: Transaction) -> int:
        film = add_film(tx, "Ballerina", year=2025)
        add_scene(tx, film, draft)
        meanwhile()
        add_scene(tx, 1, draft)
        return film

    return edit


def told(catalog: Catalog) -> list[tuple[object, ...]]:
    return sorted(
        (
            scene.film_title,
            scene.fields.title,
            scene.coder,
            [(each.label, each.character_id is not None) for each in scene.combatants],
            [(each.weapon, len(each.target_ids)) for each in scene.wieldings],
        )
        for scene in catalog.scenes()
    )


DUELS = [
    ("Ballerina", "Duel", "Bo", [("Eve", True), ("guard", False)], [("sword", 1)]),
    ("Heat", "Duel", "Bo", [("Eve", True), ("guard", False)], [("sword", 1)]),
]


def test_others_edit_while_it_is_made_and_all_of_it_comes_over_as_one_edit(path: Path, tmp_path: Path) -> None:
    def others() -> None:
        with Catalog.open(path, coder="Cleo", cache_folder=tmp_path) as theirs:
            theirs.change_scene(1, note="meanwhile")
            theirs.add_scene(
                1, SceneDraft(fields=SceneFields(title="Meanwhile"), combatants=(CombatantDraft(label="x"),))
            )

    with Catalog.open(path, coder="Bo", cache_folder=tmp_path) as catalog:
        done = catalog.aside.edit("Import", edit_of(catalog, others), go_on)
        assert done.changes.films
        assert sorted(done.changes.scenes) == [3, 4]
        assert [scene.fields.title for scene in catalog.scenes()] == ["There before", "Meanwhile", "Duel", "Duel"]
        assert told(catalog)[0] == DUELS[0]
        assert told(catalog)[1] == DUELS[1]
        assert [each.label for each in catalog.read(read_journal, 3)] == ["Import", "Add fight", "Change fight"]
        assert catalog.search("sword").scene_ids == (4, 3)
        assert not look_over(path, cache_folder=tmp_path).findings
        catalog.undo()
        assert [scene.fields.title for scene in catalog.scenes()] == ["There before", "Meanwhile"]
        catalog.redo()
        assert told(catalog)[0] == DUELS[0]
        assert not look_over(path, cache_folder=tmp_path).findings


def test_it_is_made_anew_where_others_added_a_film_or_a_word_meanwhile(path: Path, tmp_path: Path) -> None:
    tried: list[int] = []

    def others() -> None:
        tried.append(len(tried))
        with Catalog.open(path, coder="Cleo", cache_folder=tmp_path) as theirs:
            if len(tried) == 1:
                theirs.add_film("Ronin")
            elif len(tried) == 2:
                theirs.edit("Add word", add_concept, "weapon", "plunger")

    with Catalog.open(path, coder="Bo", cache_folder=tmp_path) as catalog:
        edit = edit_of(catalog, lambda: others() if len(tried) < 2 else tried.append(2))
        film = catalog.aside.edit("Import", edit, go_on).value
        assert tried == [0, 1, 2]  # the third time on the catalog itself
        assert (catalog.film(film).title, len(catalog.films())) == ("Ballerina", 3)
        assert told(catalog)[:2] == DUELS
        assert catalog.noticed_changes()
        assert concept(catalog, "weapon", "plunger")
        assert not look_over(path, cache_folder=tmp_path).findings


def test_what_is_gone_meanwhile_is_noticed(path: Path, tmp_path: Path) -> None:
    with Catalog.open(path, coder="Bo", cache_folder=tmp_path) as catalog:
        change = catalog.aside.edit("Retitle", lambda tx: change_scene(tx, 1, title="Other"), go_on)
        assert (change.value, [each.fields.title for each in catalog.scenes()]) == (True, ["Other"])
        done: list[int] = []

        def edit(tx: Transaction) -> bool:
            if not done:
                done.append(1)
                with Catalog.open(path, coder="Cleo", cache_folder=tmp_path) as theirs:
                    theirs.change_scene(1, title="Theirs", note="theirs")
            return change_scene(tx, 1, title="Mine")

        catalog.aside.edit("Retitle", edit, go_on)
        assert [(each.fields.title, each.fields.note) for each in catalog.scenes()] == [("Mine", "theirs")]
        assert not look_over(path, cache_folder=tmp_path).findings


@pytest.mark.parametrize("version", ["older", "newer"])
def test_a_film_read_for_shots_meanwhile_has_the_shots_of_one_reading(path: Path, tmp_path: Path, version: str) -> None:
    read = ShotList("ours", version, (Shot(0, 4_000_000, "start"), Shot(4_000_000, 9_000_000, "cut")))
    columns = tuple(each for each in SHEETS["shots"].columns if each.stores)
    tries: list[int] = []

    with Catalog.open(path, coder="Bo", cache_folder=tmp_path) as catalog:
        catalog.attach_file(1, MediaFacts(Path("/films/heat.mkv"), fingerprint="quick1:aa", duration_us=9_000_000))
        (file,) = catalog.media_files()

        def edit(tx: Transaction) -> None:
            row = SheetRow(1, (file.uuid, 0, 9_000_000, "start", None, None, None, "ours", "older"))
            take_rows(tx, [SheetRows(SHEETS["shots"], columns, iter([row]))])
            tries.append(1)
            if len(tries) == 1:
                with Catalog.open(path, coder="Cleo", cache_folder=tmp_path) as theirs:
                    theirs.follow_up("Shots", store_shots, file.id, "quick1:aa", read)

        catalog.aside.edit("Import", edit, go_on)
        stored = catalog.read(lambda opened: opened.execute("SELECT detector_version, in_us FROM shot").fetchall())
        assert stored == [(version, 0), (version, 4_000_000)]


def test_pictures_come_over_at_once_where_the_catalog_has_none(path: Path, tmp_path: Path) -> None:
    tries: list[int] = []

    with Catalog.open(path, coder="Bo", cache_folder=tmp_path) as catalog:

        def edit(tx: Transaction) -> int | None:
            tries.append(1)
            scene_id = add_scene(tx, 1, SceneDraft(fields=SceneFields(title="Duel")))
            return set_cover(tx, scene_id, jpeg=b"a picture", width_px=320, height_px=180, time_us=0)

        catalog.aside.edit("Import", edit, go_on)
        assert catalog.read(read_picture, hashlib.sha256(b"a picture").hexdigest()) == b"a picture"
    assert len(tries) == 1  # else it was made on the catalog itself in the end, with others held up


def test_a_rehearsal_leaves_nothing_and_waits_for_nobody_who_writes(path: Path, tmp_path: Path) -> None:
    writes, may_end = threading.Event(), threading.Event()

    def hold(_tx: Transaction) -> None:
        writes.set()
        may_end.wait(60)

    def write() -> None:
        with Catalog.open(path, coder="Cleo", cache_folder=tmp_path) as theirs:
            theirs.edit("Long", hold)

    other = threading.Thread(target=write)
    other.start()
    try:
        assert writes.wait(60)
        before = path.read_bytes()
        with Catalog.open(path, read_only=True, cache_folder=tmp_path) as catalog:
            assert catalog.aside.rehearse(edit_of(catalog)) == 2
            assert catalog.scene_count() == 1
        assert path.read_bytes() == before
    finally:
        may_end.set()
        other.join()


def test_it_can_be_stopped_while_it_comes_over_and_nothing_is_changed(path: Path, tmp_path: Path) -> None:
    def stop() -> None:
        raise Stopped

    def edit(tx: Transaction) -> None:
        tx.insert_many("person", [{"name": f"Person {number}"} for number in range(20_000)])

    with Catalog.open(path, coder="Bo", cache_folder=tmp_path) as catalog:
        with pytest.raises(Stopped):
            catalog.aside.edit("Import", edit, stop)
        assert len(catalog.read(read_journal, 10)) == 2
        catalog.aside.edit("Import", edit, go_on)
        assert len(catalog.read(read_journal, 10)) == 3
        assert not look_over(path, cache_folder=tmp_path).findings


def test_ctrl_c_while_it_comes_over_is_no_fault(path: Path, tmp_path: Path) -> None:
    def edit(tx: Transaction) -> None:
        tx.insert_many("person", [{"name": f"Person {number}"} for number in range(20_000)])

    def press(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    looked: list[int] = []

    def look() -> None:
        looked.append(1)
        if len(looked) > 1:  # it is coming over
            signal.setitimer(signal.ITIMER_REAL, 0.0005)

    before = signal.signal(signal.SIGALRM, press)
    try:
        with Catalog.open(path, coder="Bo", cache_folder=tmp_path) as catalog, pytest.raises(KeyboardInterrupt):
            catalog.aside.edit("Import", edit, look)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert not look_over(path, cache_folder=tmp_path).findings


def test_what_fails_aside_leaves_the_catalog_as_it_was(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()

    def fail(tx: Transaction) -> None:
        add_film(tx, "Ballerina")
        raise Stopped

    with Catalog.open(path, coder="Bo", cache_folder=tmp_path) as catalog, pytest.raises(Stopped):
        catalog.aside.edit("Import", fail, go_on)
    assert path.read_bytes() == before


def test_where_there_is_no_room_aside_the_folder_is_named_and_nothing_is_changed(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    columns = tuple(each for each in SHEETS["films"].columns if each.stores in ("uuid", "title", "note"))
    assert [each.stores for each in columns] == ["uuid", "title", "note"]
    rows = (SheetRow(at, (new_uuid(), f"Film {at}", "long " * 1_000)) for at in range(2_000))

    def edit(tx: Transaction) -> None:
        tx.connection.execute("PRAGMA max_page_count = 300")
        take_rows(tx, [SheetRows(SHEETS["films"], columns, rows)])

    with Catalog.open(path, coder="Bo", cache_folder=tmp_path) as catalog:
        with pytest.raises(CatalogProblem, match=NO_ROOM):
            catalog.aside.edit("Import", edit, go_on)
        monkeypatch.setattr(lending, "_PRAGMAS", ("max_page_count = 20",))
        with pytest.raises(CatalogProblem, match=NO_ROOM):  # not even for the words that it goes by
            catalog.aside.edit("Import", edit_of(catalog), go_on)
    assert path.read_bytes() == before


def test_who_is_gone_meanwhile_is_nobody_else_who_came_in_their_place(path: Path, tmp_path: Path) -> None:
    draft = SceneDraft(
        fields=SceneFields(title="Duel"), combatants=(CombatantDraft(label="Eve", character="Eve"),)
    )  # so that she is looked up, and added where there is none
    came: list[str] = []

    def edit(tx: Transaction) -> None:
        (film,) = (
            row[0] for row in tx.rows("SELECT id FROM film WHERE title IN ('Ronin', 'Heat') ORDER BY -id LIMIT 1")
        )
        add_scene(tx, film, draft)
        if len(came) < 2:
            came.append(f"Other {len(came)}")
            with Catalog.open(path, coder="Cleo", cache_folder=tmp_path) as theirs:
                others(theirs, came[-1])

    def others(theirs: Catalog, name: str) -> None:
        if name == "Other 0":
            theirs.edit("Remove film", remove_film, 2)
            assert theirs.add_film(name).value == 2
        else:
            eve = theirs.cast(1)[0].id
            theirs.edit("Remove Eve", remove_character, eve)

    with Catalog.open(path, coder="Bo", cache_folder=tmp_path) as catalog:
        assert catalog.add_film("Ronin").value == 2
        catalog.edit("Add Eve", add_character, 1, "Eve")
        catalog.aside.edit("Import", edit, go_on)
        assert [(each.film_title, each.fields.title) for each in catalog.scenes()] == [
            ("Heat", "There before"),
            ("Heat", "Duel"),
        ]
        assert [each.name for each in catalog.cast(1)] == ["Eve"]
        assert came == ["Other 0", "Other 1"]
        assert not look_over(path, cache_folder=tmp_path).findings


def test_what_others_added_may_be_read_of_before_it_is_noticed(path: Path, tmp_path: Path) -> None:
    seen: list[int] = []

    def edit(tx: Transaction) -> None:
        seen.append(len(seen))
        if len(seen) == 1:
            with Catalog.open(path, coder="Cleo", cache_folder=tmp_path) as theirs:
                theirs.add_film("Ronin")
        add_scene(tx, catalog.films()[-1].id, SceneDraft(fields=SceneFields(title="Duel")))

    with Catalog.open(path, coder="Bo", cache_folder=tmp_path) as catalog:
        catalog.aside.edit("Import", edit, go_on)
        assert seen == [0, 1]
        assert [each.film_title for each in catalog.scenes()] == ["Heat", "Ronin"]
        with pytest.raises(LookupError):
            catalog.aside.edit("Import", lambda tx: add_scene(tx, 99, SceneDraft()), go_on)


@pytest.mark.parametrize("declared", ['"my notes" (a)', '"order" (a)', "notes (a, b AS (a + 1))"])
def test_tables_of_other_programs_in_the_file_are_none_of_its_business(
    path: Path, tmp_path: Path, declared: str
) -> None:
    other = connect(path)
    other.execute(f"CREATE TABLE {declared}")
    other.close()
    with Catalog.open(path, coder="Bo", cache_folder=tmp_path) as catalog:
        catalog.aside.edit("Import", edit_of(catalog), go_on)
        assert told(catalog)[:2] == DUELS
