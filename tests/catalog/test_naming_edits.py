"""People and sides are taken by their names: the same name is the same one, a new name makes one."""

from pathlib import Path

import pytest

from donnybrook.catalog import Catalog, EntryProblem, Scene, SceneDraft
from donnybrook.catalog.edits import naming
from donnybrook.catalog.edits.contents import add_wielding


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    made = Catalog.create(tmp_path / "names.fights", cache_folder=tmp_path)
    film_id = made.add_film("Sintel").value
    made.add_scene(film_id, SceneDraft())
    return made


def scene_of(catalog: Catalog) -> Scene:
    return next(catalog.scenes())


def test_a_name_is_added_once(catalog: Catalog) -> None:
    scene_id = scene_of(catalog).id
    first = catalog.edit("name", naming.combatant_named, scene_id, "Sintel").value
    assert catalog.edit("name", naming.combatant_named, scene_id, " Sintel ").value == first
    assert len(scene_of(catalog).combatants) == 1


def test_a_combatant_joins_a_side_by_its_name_and_leaves_it(catalog: Catalog) -> None:
    scene_id = scene_of(catalog).id
    who = catalog.edit("name", naming.combatant_named, scene_id, "Sintel").value
    catalog.edit("side", naming.join_side, scene_id, who, "heroes")
    catalog.edit("side", naming.join_side, scene_id, who, "heroes")
    scene = scene_of(catalog)
    assert [side.label for side in scene.sides] == ["heroes"]
    assert scene.combatants[0].side_id == scene.sides[0].id
    catalog.edit("side", naming.join_side, scene_id, who, "")
    assert scene_of(catalog).combatants[0].side_id is None


def test_who_wields_and_against_whom_is_said_by_names(catalog: Catalog) -> None:
    scene_id = scene_of(catalog).id
    staff = catalog.vocabulary.lookup("weapon", "staff")
    assert staff is not None
    wielding_id = catalog.edit("wield", add_wielding, scene_id, staff).value
    catalog.edit("who", naming.wield_by, scene_id, wielding_id, "Sintel")
    catalog.edit("against", naming.aim_at, scene_id, wielding_id, ["guard", " ", "Sintel", "guard"])
    scene = scene_of(catalog)
    names = {each.id: each.label for each in scene.combatants}
    (wielding,) = scene.wieldings
    assert names[wielding.combatant_id or 0] == "Sintel"
    assert {names[each] for each in wielding.target_ids} == {"guard", "Sintel"}
    catalog.edit("who", naming.wield_by, scene_id, wielding_id, "")
    assert scene_of(catalog).wieldings[0].combatant_id is None


def test_a_combatant_needs_a_name(catalog: Catalog) -> None:
    with pytest.raises(EntryProblem):
        catalog.edit("name", naming.combatant_named, scene_of(catalog).id, "  ")
