"""What others changed meanwhile is told as if it had been one edit made here, and where it can't be, so is that."""

from pathlib import Path

import pytest

from donnybrook.catalog import Catalog, SceneDraft, SceneFields, Transaction
from donnybrook.catalog.edits.bulk import trash_scenes
from donnybrook.catalog.edits.contents import add_beat
from donnybrook.catalog.edits.scenes import add_scene, change_scene
from donnybrook.catalog.edits.splitting import split_scene
from donnybrook.catalog.edits.uniting import unite_scenes
from donnybrook.catalog.edits.vocabulary import add_concept
from donnybrook.catalog.noticing import LastEdit, as_one, read_changes_since, read_last_edit, read_taken_in_by


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    catalog = Catalog.create(tmp_path / "mine.fights")
    film_id = catalog.add_film("Ballerina").value
    for n in range(3):
        catalog.add_scene(film_id, SceneDraft(fields=SceneFields(in_us=n * 1_000_000)))
    return catalog


def test_edits_of_others_are_told_as_one(catalog: Catalog) -> None:
    known = catalog.read(read_last_edit)
    catalog.change_scene(1, title="Ice")
    last = catalog.change_scene(3, title="Fire").changes
    told = catalog.read(read_changes_since, known)
    assert told is not None
    assert (told.edit_id, told.scenes) == (last.edit_id, frozenset((1, 3)))
    assert not any((told.films, told.vocabulary, told.pictures, told.palettes))


@pytest.mark.parametrize("what", ["films", "vocabulary"])
def test_each_kind_of_thing_is_told_of(catalog: Catalog, what: str) -> None:
    known = catalog.read(read_last_edit)
    if what == "films":
        catalog.add_film("Another")
    else:
        catalog.edit("Add term", add_concept, "weapon", "glass of absinthe")
    told = catalog.read(read_changes_since, known)
    assert told is not None
    assert [name for name in ("films", "vocabulary") if getattr(told, name)] == [what]


def test_where_nobody_edited_only_shots_can_be_others(catalog: Catalog) -> None:
    told = catalog.read(read_changes_since, catalog.read(read_last_edit))
    assert told is not None
    assert (told.edit_id, told.scenes) == (None, frozenset())


def test_after_a_merge_everything_is_to_be_looked_at(catalog: Catalog, tmp_path: Path) -> None:
    known = catalog.read(read_last_edit)
    with Catalog.create(tmp_path / "theirs.fights") as theirs:
        theirs.add_film("Theirs")
        catalog.merge(theirs)
    assert catalog.read(read_changes_since, known) is None


def test_a_journal_that_does_not_go_on_from_what_is_known_tells_nothing(catalog: Catalog) -> None:
    assert catalog.read(read_changes_since, LastEdit(catalog.read(read_last_edit).id + 5, "later")) is None
    assert catalog.read(read_changes_since, LastEdit(2, "of another journal")) is None


def test_of_very_many_fights_none_is_named(catalog: Catalog) -> None:
    known = catalog.read(read_last_edit)
    catalog.edit("Fill", lambda tx: [add_scene(tx, 1, SceneDraft()) for _ in range(1001)])
    assert catalog.read(read_changes_since, known) is None


def test_several_edits_are_one_whose_scenes_and_kinds_are_those_of_all(catalog: Catalog) -> None:
    first, then = catalog.change_scene(1, title="Ice").changes, catalog.change_scene(3, title="Fire").changes
    word = catalog.edit("Add term", add_concept, "weapon", "glass of absinthe").changes
    whole = as_one([first, word, then])
    assert whole is not None
    assert (whole.edit_id, whole.scenes, whole.vocabulary, whole.films) == (
        then.edit_id,
        frozenset((1, 3)),
        True,
        False,
    )
    assert as_one([first, None, then]) is None


def test_an_edit_of_what_is_not_there_says_so_and_changes_nothing(catalog: Catalog) -> None:
    with pytest.raises(LookupError):
        catalog.edit("Add beat", add_beat, 99, label="She falls")
    assert catalog.undo_label == "Add fight"


def test_a_fight_that_is_gone_is_told_to_be_part_of_the_one_it_was_merged_into(catalog: Catalog) -> None:
    gone = catalog.scene(2).uuid
    catalog.edit("Add beat", add_beat, 2, label="She falls")
    catalog.edit("Merge", unite_scenes, 1, 2)
    assert catalog.read(read_taken_in_by, gone) == 1
    catalog.undo()
    catalog.redo()
    assert catalog.read(read_taken_in_by, gone) == 1


def test_the_second_half_of_a_split_that_is_undone_is_told_to_be_part_of_the_first(catalog: Catalog) -> None:
    catalog.change_scene(3, out_us=9_000_000)
    half = catalog.scene(catalog.edit("Split", split_scene, 3, 5_000_000).value).uuid
    catalog.undo()
    assert catalog.read(read_taken_in_by, half) == 3


def test_a_fight_that_is_deleted_is_part_of_no_other_also_where_several_are(catalog: Catalog) -> None:
    gone, at_once = catalog.scene(2).uuid, catalog.scene(3).uuid
    catalog.delete_scene(2)
    catalog.change_scene(1, title="Ice")
    catalog.edit("Delete 2 fights", trash_scenes, [1, 3])
    assert [catalog.read(read_taken_in_by, each) for each in (gone, at_once)] == [None, None]


def test_a_fight_whose_adding_is_undone_is_part_of_none_that_was_changed_with_it_and_lies_elsewhere(
    catalog: Catalog,
) -> None:
    def end_first_and_add(tx: Transaction) -> int:
        change_scene(tx, 1, title="Ice", out_us=900_000)
        return add_scene(tx, 1, SceneDraft(fields=SceneFields(in_us=5_000_000)))

    catalog.change_scene(1, out_us=800_000)
    gone = catalog.scene(catalog.edit("Add fight", end_first_and_add).value).uuid
    catalog.undo()
    assert catalog.read(read_taken_in_by, gone) is None
