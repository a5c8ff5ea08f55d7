"""Many rows at once: the same rows, journal and undo as one by one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.fights import concept
from donnybrook.catalog import Catalog, CatalogProblem, EntryProblem, SceneDraft, SceneFields, Transaction, history
from donnybrook.catalog.driver import connect
from donnybrook.catalog.edits import bulk, contents, trash
from donnybrook.catalog.edits.scenes import trash_scene
from donnybrook.catalog.images import Value

COUNT = 60


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog.create(tmp_path / "a.fights", coder="Ana", cache_folder=tmp_path / "cache") as made:
        film_id = made.add_film("Ballerina").value

        def fill(tx: Transaction, /) -> None:
            rows: list[dict[str, Value]] = [
                {"version_id": film_id, "title": f"Fight {n}", "created_at": tx.started_at} for n in range(COUNT)
            ]
            tx.insert_many("scene", rows)

        made.edit("Import", fill)
        yield made


def _ids(catalog: Catalog) -> list[int]:
    return [scene.id for scene in catalog.scenes()]


def test_rows_added_together_are_found_and_undone_and_done_again_together(catalog: Catalog) -> None:
    assert len(catalog.search("fight").scene_ids) == COUNT
    uuids = [scene.uuid for scene in catalog.scenes()]
    assert len(set(uuids)) == COUNT
    catalog.undo()
    assert _ids(catalog) == []
    assert catalog.search("fight").scene_ids == ()
    catalog.redo()
    assert [scene.uuid for scene in catalog.scenes()] == uuids
    assert {scene.fields.status for scene in catalog.scenes()} == {"draft"}


def test_a_weapon_for_many_fights_is_one_edit_and_not_given_twice(catalog: Catalog) -> None:
    katana, ids = concept(catalog, "weapon", "katana"), _ids(catalog)
    edited = catalog.edit("Tag katana", contents.add_weapon_to, ids[:50], katana)
    assert edited.value == 50
    assert edited.changes.scenes == frozenset(ids[:50])
    assert catalog.edit("Tag katana", contents.add_weapon_to, ids, katana).value == COUNT - 50
    assert len(catalog.search("weapon:katana").scene_ids) == COUNT
    undone = catalog.undo()
    assert undone is not None
    assert (undone.value, undone.changes.scenes) == (0, frozenset(ids[50:]))
    assert sorted(catalog.search("weapon:katana").scene_ids) == ids[:50]
    catalog.undo()
    assert catalog.search("weapon:katana").scene_ids == ()
    catalog.redo()
    assert [use.weapon for use in catalog.scene(ids[0]).wieldings] == ["katana"]
    assert catalog.scene_history(ids[0])[0].label == "Redo Tag katana"


def test_undo_of_many_changes_leaves_those_that_someone_has_changed_since(catalog: Catalog, tmp_path: Path) -> None:
    ids = _ids(catalog)

    def note_all(tx: Transaction, /) -> int:
        return tx.update_many("scene", {scene_id: {"note": "laces", "status": "final"} for scene_id in ids})

    assert catalog.edit("Note", note_all).value == COUNT
    with Catalog.open(tmp_path / "a.fights", coder="Ben", cache_folder=tmp_path / "cache") as other:
        other.change_scene(ids[3], note="bucket")
    undone = catalog.undo()
    assert undone is not None
    assert undone.value == 1
    notes = [(scene.fields.note, scene.fields.status) for scene in catalog.scenes()]
    assert notes[3] == ("bucket", "draft")
    assert set(notes[:3] + notes[4:]) == {("", "draft")}


def _wieldings(catalog: Catalog) -> list[int]:
    return [use.id for scene in catalog.scenes() for use in scene.wieldings]


def test_undo_of_many_additions_takes_what_was_changed_since_as_it_is_now(catalog: Catalog) -> None:
    ids, katana = _ids(catalog), concept(catalog, "weapon", "katana")
    catalog.edit("Tag katana", contents.add_weapon_to, ids, katana)
    with Catalog.open(catalog.path, coder="Ben") as other:
        other.edit("How", contents.change_wielding, _wieldings(catalog)[3], manner="overhand")
    undone = catalog.undo()
    assert undone is not None
    assert undone.value == 0
    assert _wieldings(catalog) == []
    removed = [past for past in catalog.scene_history(ids[3]) if past.row_was == "removed"]
    assert ("manner", "overhand", None) in [(past.column, past.before, past.after) for past in removed]


def test_undo_of_many_additions_leaves_alone_what_is_gone(catalog: Catalog) -> None:
    ids, katana = _ids(catalog), concept(catalog, "weapon", "katana")
    catalog.edit("Tag katana", contents.add_weapon_to, ids, katana)
    another = connect(catalog.path)
    another.execute("DELETE FROM wielding WHERE scene_id = ?", (ids[3],))
    another.close()
    undone = catalog.undo()
    assert undone is not None
    assert undone.value > 0
    assert _wieldings(catalog) == []


def test_additions_that_something_depends_on_are_not_undone(catalog: Catalog) -> None:
    ids, katana = _ids(catalog), concept(catalog, "weapon", "katana")
    who = catalog.edit("Add", contents.add_combatant, ids[0], "guard").value
    catalog.edit("Tag katana", contents.add_weapon_to, ids, katana)
    with Catalog.open(catalog.path, coder="Ben") as other:
        other.edit("Against", contents.set_targets, _wieldings(catalog)[0], (who,))
    with pytest.raises(CatalogProblem, match="something entered later depends on it"):
        catalog.undo()
    assert len(_wieldings(catalog)) == COUNT


def test_a_row_changed_twice_in_one_edit_goes_all_the_way_back(catalog: Catalog) -> None:
    (first, *_) = _ids(catalog)

    def twice(tx: Transaction, /) -> None:
        tx.update("scene", first, note="one")
        tx.update("scene", first, note="two")

    catalog.edit("Twice", twice)
    catalog.undo()
    assert catalog.scene(first).fields.note == ""
    catalog.redo()
    assert catalog.scene(first).fields.note == "two"


def test_a_row_that_is_not_there_fails_the_whole_edit(catalog: Catalog) -> None:
    ids = _ids(catalog)
    with pytest.raises(LookupError):
        catalog.edit("Delete", lambda tx: tx.delete_many("scene", [ids[0], 10_000]))
    assert _ids(catalog) == ids


def test_a_chain_of_custody_survives_emptying_the_trash_and_undo(catalog: Catalog) -> None:
    scene_id, katana = _ids(catalog)[0], concept(catalog, "weapon", "katana")
    first = catalog.edit("A", contents.add_wielding, scene_id, katana).value
    second = catalog.edit("B", contents.add_wielding, scene_id, katana).value
    catalog.edit("C", contents.change_wielding, first, previous_id=second)
    catalog.edit("D", trash_scene, scene_id)
    uuid = catalog.scene(scene_id).uuid
    catalog.edit("Empty", trash.empty_trash)
    assert catalog.find_scene(uuid) is None
    catalog.undo()
    found = catalog.find_scene(uuid)
    assert found is not None
    older, newer = catalog.scene(found).wieldings
    assert older.previous_id == newer.id


def test_an_old_value_of_a_removed_row_is_told_and_a_new_one_stays(catalog: Catalog) -> None:
    scene_id = _ids(catalog)[0]
    who = catalog.edit("Add", contents.add_combatant, scene_id, "guard").value
    catalog.edit("Change", contents.change_combatant, who, outcome="fled")
    past = catalog.scene_history(scene_id)[0]
    catalog.edit("Remove", contents.remove_combatant, who)
    with pytest.raises(CatalogProblem, match="has been removed since"):
        catalog.edit("Back", history.bring_back, past)


def test_a_scene_without_a_film_is_refused(catalog: Catalog) -> None:
    with pytest.raises((EntryProblem, LookupError)):
        catalog.add_scene(99, SceneDraft(fields=SceneFields(title="nowhere")))


def test_a_term_takes_the_place_of_one_of_its_kind_and_never_of_itself(catalog: Catalog) -> None:
    ids, words = _ids(catalog), ("choke", "strike")
    choke, strike = (concept(catalog, "technique", word) for word in words)
    katana, knife = concept(catalog, "weapon", "katana"), concept(catalog, "weapon", "knife")
    catalog.edit("Put", bulk.put_term_on, ids, choke)
    catalog.edit("Tag", contents.add_weapon_to, ids, katana)
    assert catalog.edit("Replace", bulk.replace_term, ids, choke, choke).value == 0
    assert catalog.edit("Replace", bulk.replace_weapon, ids, katana, katana).value == 0
    for edit, one, other in ((bulk.replace_term, choke, katana), (bulk.replace_weapon, katana, strike)):
        with pytest.raises(EntryProblem, match="same kind"):
            catalog.edit("Replace", edit, ids, one, other)
    assert len(catalog.search("choke katana").scene_ids) == COUNT
    assert catalog.edit("Replace", bulk.replace_term, ids, choke, strike).value == COUNT
    assert catalog.edit("Replace", bulk.replace_weapon, ids, katana, knife).value == COUNT
