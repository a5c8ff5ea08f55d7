"""Merging: nothing typed is lost, order does not matter, twice is once, a true conflict is listed with both values."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from donnybrook.catalog import Catalog, CatalogProblem, CombatantDraft, SceneDraft, SceneFields, WieldingDraft
from donnybrook.catalog.edits import contents, pictures
from donnybrook.catalog.edits.trash import delete_scenes
from donnybrook.catalog.merging.conflicts import settle_conflict


class Copies:
    """Copies of one catalog, each with a coder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: list[Catalog] = []
        with Catalog.create(folder / "origin.fights", coder="Origin", cache_folder=folder / "cache") as origin:
            sword = origin.vocabulary.lookup("weapon", "sword")
            assert sword is not None
            draft = SceneDraft(
                fields=SceneFields(title="Duel", note="on the bridge"),
                combatants=(CombatantDraft(label="Eve"), CombatantDraft(label="guard")),
                wieldings=(WieldingDraft(weapon_id=sword, who=0, against=(1,)),),
            )
            origin.add_scene(origin.add_film("Ballerina").value, draft)

    def __call__(self, name: str) -> Catalog:
        """Open a new copy that belongs to ``name``."""
        path = self._folder / f"{name}.fights"
        shutil.copy(self._folder / "origin.fights", path)
        self._open.append(Catalog.open(path, coder=name, cache_folder=self._folder / "cache"))
        return self._open[-1]

    def close(self) -> None:
        for catalog in self._open:
            catalog.close()


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Copies]:
    copies = Copies(tmp_path)
    yield copies
    copies.close()


def _only(catalog: Catalog) -> int:
    return catalog.search("film:ballerina").scene_ids[-1]


def test_what_each_typed_apart_stands_in_both_after_merging_either_way(copy: Copies) -> None:
    ana, ben = copy("Ana"), copy("Ben")
    ana.change_scene(_only(ana), title="The duel")
    ben.change_scene(_only(ben), note="on the old bridge")
    ben.add_scene(ben.films()[0].id, SceneDraft(fields=SceneFields(title="The chase")))
    ana.merge(ben)
    ben.merge(ana)
    for catalog in (ana, ben):
        fields = catalog.scene(_only(catalog)).fields
        assert (fields.title, fields.note) == ("The duel", "on the old bridge")
        assert len(catalog.search("chase").scene_ids) == 1
        assert catalog.conflicts() == []


def test_twice_is_once(copy: Copies) -> None:
    ana, ben = copy("Ana"), copy("Ben")
    ben.change_scene(_only(ben), note="mine")
    assert ana.merge(ben).value.edits == 1
    again = ana.merge(ben)
    assert again.value.edits == 0
    assert not again.changes


def test_a_true_conflict_keeps_the_later_value_lists_both_and_can_be_settled(copy: Copies) -> None:
    ana, ben = copy("Ana"), copy("Ben")
    ana.change_scene(_only(ana), title="Ana's title")
    ben.change_scene(_only(ben), title="Ben's title")
    assert ana.merge(ben).value.conflicts == 1
    ben.merge(ana)
    for catalog in (ana, ben):
        (conflict,) = catalog.conflicts()
        assert (conflict.kept, conflict.other) == ("Ben's title", "Ana's title")
        assert (conflict.kept_by, conflict.other_by) == ("Ben", "Ana")
        assert catalog.scene(_only(catalog)).fields.title == "Ben's title"
    ana.edit("Settle", settle_conflict, ana.conflicts()[0].id, take_other=True)
    ben.merge(ana)
    for catalog in (ana, ben):
        assert catalog.conflicts() == []
        assert catalog.scene(_only(catalog)).fields.title == "Ana's title"


def test_a_combatant_one_removed_and_the_other_armed_comes_back(copy: Copies) -> None:
    ana, ben = copy("Ana"), copy("Ben")
    guard = next(each.id for each in ana.scene(_only(ana)).combatants if each.label == "guard")
    ana.edit("Remove", contents.remove_combatant, guard)
    scene = ben.scene(_only(ben))
    spear = ben.vocabulary.lookup("weapon", "spear")
    assert spear is not None
    ben.edit("Arm", contents.add_wielding, scene.id, spear, combatant_id=scene.combatants[1].id)
    ana.merge(ben)
    ben.merge(ana)
    for catalog in (ana, ben):
        assert catalog.search("weapon:spear by:guard").scene_ids == (_only(catalog),)


def test_a_combatant_one_removed_and_nobody_touched_is_gone_from_both(copy: Copies) -> None:
    ana, ben = copy("Ana"), copy("Ben")
    guard = next(each.id for each in ana.scene(_only(ana)).combatants if each.label == "guard")
    ana.edit("Remove", contents.remove_combatant, guard)
    ben.merge(ana)
    assert [each.label for each in ben.scene(_only(ben)).combatants] == ["Eve"]


def test_a_merge_is_one_edit_that_can_be_undone_and_done_again(copy: Copies) -> None:
    ana, ben = copy("Ana"), copy("Ben")
    ben.change_scene(_only(ben), title="Ben's title")
    ben.add_scene(ben.films()[0].id, SceneDraft(fields=SceneFields(title="The chase")))
    ana.merge(ben)
    assert ana.undo_label == "Merge Ben.fights"
    ana.undo()
    assert ana.scene(_only(ana)).fields.title == "Duel"
    assert ana.search("chase").scene_ids == ()
    ana.redo()
    assert len(ana.search("chase").scene_ids) == 1


def test_covers_come_over_with_their_pictures(copy: Copies) -> None:
    ana, ben = copy("Ana"), copy("Ben")
    ben.edit("Cover", pictures.set_cover, _only(ben), jpeg=b"picture", width_px=320, height_px=180, time_us=5)
    ana.merge(ben)
    cover = ana.cover(_only(ana))
    assert cover is not None
    assert cover.jpeg == b"picture"


def test_two_catalogs_that_never_met_become_one(tmp_path: Path) -> None:
    with (
        Catalog.create(tmp_path / "a.fights", coder="Ana", cache_folder=tmp_path / "cache") as ana,
        Catalog.create(tmp_path / "b.fights", coder="Ben", cache_folder=tmp_path / "cache") as ben,
    ):
        ana.add_scene(ana.add_film("Sintel").value, SceneDraft(fields=SceneFields(title="Ridge")))
        ben.add_scene(ben.add_film("Ballerina").value, SceneDraft(fields=SceneFields(title="Skates")))
        ana.merge(ben)
        assert [film.title for film in ana.films()] == ["Ballerina", "Sintel"]
        assert len(ana.search("skates OR ridge").scene_ids) == 2
        assert len(ana.vocabulary.concepts("weapon")) == len(ben.vocabulary.concepts("weapon"))


def test_both_copies_say_the_same_of_when_a_fight_was_changed_last(copy: Copies) -> None:
    ana, ben = copy("Ana"), copy("Ben")
    ana.change_scene(_only(ana), title="The duel")
    ben.change_scene(_only(ben), note="on the old bridge")
    typed_at = ben.scene(_only(ben)).modified_at
    ana.merge(ben)
    ben.merge(ana)
    assert ana.scene(_only(ana)).modified_at == ben.scene(_only(ben)).modified_at == typed_at


def test_a_fight_that_both_put_into_the_trash_is_no_conflict(copy: Copies) -> None:
    ana, ben = copy("Ana"), copy("Ben")
    for catalog in (ana, ben):
        catalog.delete_scene(_only(catalog))
    assert ana.merge(ben).value.conflicts == 0
    ben.merge(ana)
    assert [catalog.search("in:trash").scene_ids for catalog in (ana, ben)] == [(1,), (1,)]


def test_an_in_and_an_out_point_that_two_moved_past_each_other_are_merged_and_listed(copy: Copies) -> None:
    ana, ben = copy("Ana"), copy("Ben")
    ana.change_scene(_only(ana), in_us=0, out_us=10)
    ben.merge(ana)
    ana.change_scene(_only(ana), in_us=8)
    ben.change_scene(_only(ben), out_us=5)
    assert ana.merge(ben).value.conflicts == 1
    ben.merge(ana)
    for catalog in (ana, ben):
        fields = catalog.scene(_only(catalog)).fields
        assert (fields.in_us, fields.out_us) == (0, 5)  # the last one stands, and what goes with it
        ((conflict),) = catalog.conflicts()
        assert (conflict.column, conflict.kept, conflict.other, conflict.other_by) == ("in_us", 0, 8, "Ana")
    with pytest.raises(CatalogProblem, match="no longer fits"):
        ana.edit("Settle", settle_conflict, ana.conflicts()[0].id, take_other=True)
    ben.change_scene(_only(ben), out_us=None)
    ben.edit("Settle", settle_conflict, ben.conflicts()[0].id, take_other=True)
    ana.merge(ben)
    assert (ana.scene(_only(ana)).fields.in_us, ana.conflicts()) == (8, [])
    ana.edit("Delete", delete_scenes, [_only(ana)])
    ben.merge(ana)
    assert list(ben.scenes()) == []
