"""Undo, redo and history: every edit can be taken back and done again, also after closing the catalog."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from donnybrook.catalog import (
    Catalog,
    CatalogProblem,
    CombatantDraft,
    MediaFacts,
    SceneDraft,
    SceneFields,
    TermDraft,
    Transaction,
    WieldingDraft,
)
from donnybrook.catalog.edits import contents, films, pictures, scenes, vocabulary
from donnybrook.catalog.edits.film_removal import remove_film


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog.create(tmp_path / "a.fights", coder="Ana", cache_folder=tmp_path / "cache") as made:
        yield made


def _duel(catalog: Catalog) -> SceneDraft:
    flamethrower = catalog.vocabulary.lookup("weapon", "flamethrower")
    assert flamethrower is not None
    return SceneDraft(
        fields=SceneFields(title="Duel", in_us=1_000_000, out_us=3_000_000, note="by the well"),
        sides=("Eve", "cult"),
        combatants=(CombatantDraft(label="Eve", side=0), CombatantDraft(label="villain", side=1)),
        wieldings=(WieldingDraft(weapon_id=flamethrower, who=0, against=(1,)),),
    )


def test_an_undone_scene_is_gone_from_the_catalog_and_from_search_and_redo_brings_it_back_whole(
    catalog: Catalog,
) -> None:
    film_id = catalog.add_film("Ballerina", year=2025).value
    catalog.add_scene(film_id, _duel(catalog))
    before = catalog.scene(catalog.search("well").scene_ids[0])
    assert catalog.undo_label == "Add fight"
    catalog.undo()
    assert catalog.search("well").scene_ids == ()
    assert list(catalog.scenes()) == []
    assert catalog.redo_label == "Add fight"
    catalog.redo()
    after = catalog.scene(catalog.search("well vs villain OR well").scene_ids[0])
    assert (after.uuid, after.fields, after.created_at) == (before.uuid, before.fields, before.created_at)
    assert [each.label for each in after.combatants] == ["Eve", "villain"]
    assert after.wieldings[0].target_ids == (after.combatants[1].id,)


def test_what_is_removed_and_brought_back_stands_in_the_order_it_had(catalog: Catalog) -> None:
    film_id = catalog.add_film("Ballerina").value
    bat, kick = catalog.vocabulary.lookup("weapon", "baseball bat"), catalog.vocabulary.lookup("technique", "kick")
    strike = catalog.vocabulary.lookup("technique", "strike")
    assert bat is not None
    assert kick is not None
    assert strike is not None
    draft = SceneDraft(
        combatants=tuple(CombatantDraft(label=name) for name in ("Eve", "one", "two", "three")),
        wieldings=(WieldingDraft(weapon_id=bat, who=0, against=(1, 2, 3)),),
        terms=(TermDraft(concept_id=kick), TermDraft(concept_id=strike)),
    )
    scene_id = catalog.add_scene(film_id, draft).value

    def order() -> tuple[list[str], list[str]]:
        scene = next(iter(catalog.scenes()))
        names = {each.id: each.label for each in scene.combatants}
        return [names[each] for each in scene.wieldings[0].target_ids], [term.label for term in scene.terms]

    before = order()
    assert before == (["one", "two", "three"], ["kick", "strike"])
    catalog.edit("Remove use", contents.remove_wielding, catalog.scene(scene_id).wieldings[0].id)
    catalog.undo()
    assert order() == before
    catalog.edit("Remove film", remove_film, film_id, with_fights=True)
    catalog.undo()
    assert order() == before
    catalog.redo()
    catalog.undo()
    assert order() == before


def test_undo_goes_back_to_the_empty_catalog_and_redo_all_the_way_forward(catalog: Catalog, tmp_path: Path) -> None:
    film_id = catalog.add_film("Ballerina").value
    scene_id = catalog.add_scene(film_id, _duel(catalog)).value
    catalog.change_scene(scene_id, title="The duel", note="")
    catalog.edit("Add beat", contents.add_beat, scene_id, in_us=1_000_000, out_us=2_000_000, label="first")
    catalog.edit("Remove combatant", contents.remove_combatant, catalog.scene(scene_id).combatants[1].id)
    catalog.edit("New term", vocabulary.add_concept, "weapon", "glaive-guisarme")
    catalog.delete_scene(scene_id)
    last = catalog.scene(scene_id)
    labels = []
    while (label := catalog.undo_label) is not None:
        labels.append(label)
        assert catalog.undo() is not None
    assert labels[0] == "Delete fight"
    assert labels[-1] == "Add film Ballerina"
    assert catalog.films() == []
    catalog.close()
    with Catalog.open(tmp_path / "a.fights", coder="Ana", cache_folder=tmp_path / "cache") as reopened:
        while reopened.redo_label is not None:
            reopened.redo()
        assert reopened.vocabulary.lookup("weapon", "glaive-guisarme") is not None
        found = reopened.find_scene(last.uuid)
        assert found is not None
        now = reopened.scene(found)
        assert (now.fields, now.deleted_at) == (last.fields, last.deleted_at)
        assert [each.label for each in now.beats] == ["first"]
        assert [each.label for each in now.combatants] == ["Eve"]


def test_a_new_edit_ends_what_could_be_done_again(catalog: Catalog) -> None:
    scene_id = catalog.add_scene(catalog.add_film("Ballerina").value, _duel(catalog)).value
    catalog.change_scene(scene_id, title="A")
    catalog.undo()
    catalog.change_scene(scene_id, title="B")
    assert catalog.redo() is None
    catalog.undo()
    assert catalog.scene(scene_id).fields.title == "Duel"
    assert catalog.redo_label == "Change fight"
    catalog.redo()
    assert catalog.scene(scene_id).fields.title == "B"


def test_undo_takes_back_ones_own_edits_and_keeps_what_another_has_changed_since(
    catalog: Catalog, tmp_path: Path
) -> None:
    scene_id = catalog.add_scene(catalog.add_film("Ballerina").value, _duel(catalog)).value
    catalog.change_scene(scene_id, title="Ana's", note="Ana's note")
    with Catalog.open(tmp_path / "a.fights", coder="Ben", cache_folder=tmp_path / "cache") as other:
        assert other.undo() is None
        other.change_scene(scene_id, title="Ben's")
    undone = catalog.undo()
    assert undone is not None
    assert undone.value == 1
    assert (catalog.scene(scene_id).fields.title, catalog.scene(scene_id).fields.note) == ("Ben's", "by the well")


def test_an_edit_that_another_depends_on_is_not_taken_back_and_nothing_changes(
    catalog: Catalog, tmp_path: Path
) -> None:
    catalog.add_film("Ballerina")
    film_id = catalog.films()[0].id
    with Catalog.open(tmp_path / "a.fights", coder="Ben", cache_folder=tmp_path / "cache") as other:
        scene_id = other.add_scene(film_id, SceneDraft(fields=SceneFields(title="Ben's fight"))).value
    with pytest.raises(CatalogProblem, match="depends on it"):
        catalog.undo()
    assert catalog.scene(scene_id).fields.title == "Ben's fight"


def test_the_history_of_a_scene_says_who_changed_what_from_what_to_what(catalog: Catalog) -> None:
    scene_id = catalog.add_scene(catalog.add_film("Ballerina").value, _duel(catalog)).value
    catalog.change_scene(scene_id, title="The duel")
    newest = catalog.scene_history(scene_id)[0]
    assert (newest.coder, newest.label, newest.column) == ("Ana", "Change fight", "title")
    assert (newest.before, newest.after) == ("Duel", "The duel")


def test_a_cover_that_is_undone_comes_back_with_its_picture(catalog: Catalog) -> None:
    scene_id = catalog.add_scene(catalog.add_film("Ballerina").value, _duel(catalog)).value
    for jpeg in (b"first", b"second"):
        catalog.edit("Choose cover", pictures.set_cover, scene_id, jpeg=jpeg, width_px=320, height_px=180, time_us=0)
    catalog.undo()
    cover = catalog.cover(scene_id)
    assert cover is not None
    assert cover.jpeg == b"first"
    catalog.redo()
    cover = catalog.cover(scene_id)
    assert cover is not None
    assert cover.jpeg == b"second"


def test_an_edit_that_fails_half_way_leaves_nothing_behind(catalog: Catalog) -> None:
    film_id = catalog.add_film("Ballerina").value

    def fail(tx: Transaction, /) -> None:
        scenes.add_scene(tx, film_id, _duel(catalog))
        films.add_film(tx, "Another")
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError):
        catalog.edit("Fail", fail)
    assert [film.title for film in catalog.films()] == ["Ballerina"]
    assert list(catalog.scenes()) == []
    assert catalog.undo_label == "Add film Ballerina"


def test_a_path_that_is_no_utf8_survives_the_journal(catalog: Catalog) -> None:
    film_id = catalog.add_film("Ballerina").value
    path = Path(os.fsdecode(b"/films/caf\xe9 \\x.mp4"))
    catalog.attach_file(film_id, MediaFacts(path=path))
    catalog.undo()
    assert catalog.media_files(film_id) == []
    catalog.redo()
    assert catalog.media_files(film_id)[0].path == path


def test_a_cover_the_program_found_goes_and_comes_with_the_scene_it_was_found_for(catalog: Catalog) -> None:
    scene_id = catalog.add_scene(catalog.add_film("Ballerina").value, _duel(catalog)).value
    catalog.follow_up("Cover", pictures.set_cover, scene_id, jpeg=b"found", width_px=320, height_px=180, time_us=0)
    assert catalog.undo_label == "Add fight"
    catalog.undo()
    assert list(catalog.scenes()) == []
    catalog.redo()
    cover = catalog.cover(catalog.search("duel").scene_ids[0])
    assert cover is not None
    assert cover.jpeg == b"found"


def test_entries_are_made_under_the_name_of_who_is_logged_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DONNYBROOK_CODER")
    monkeypatch.setenv("LOGNAME", "dora")
    with Catalog.create(tmp_path / "b.fights", cache_folder=tmp_path / "cache") as made:
        scene_id = made.add_scene(made.add_film("Ballerina").value, SceneDraft(fields=SceneFields(title="Fight"))).value
        assert made.scene(scene_id).coder == "dora"


def test_undo_steps_over_an_edit_of_which_nothing_is_left_to_take_back(catalog: Catalog) -> None:
    scene_id = catalog.add_scene(catalog.add_film("Ballerina").value, SceneDraft()).value
    catalog.change_scene(scene_id, note="hers")
    catalog.change_scene(scene_id, title="Ana's")
    with Catalog.open(catalog.path, coder="Ben", cache_folder=catalog.path.parent / "cache") as ben:
        ben.change_scene(scene_id, title="Ben's")
    undone = catalog.undo()
    assert undone is not None
    assert undone.value == 1
    catalog.undo()
    fields = catalog.scene(scene_id).fields
    assert (fields.title, fields.note) == ("Ben's", "")


def test_fights_and_films_come_back_under_their_numbers_as_far_as_nobody_else_has_them(catalog: Catalog) -> None:
    film_id = catalog.add_film("Ballerina").value
    first = catalog.add_scene(film_id, _duel(catalog)).value
    catalog.undo()
    catalog.redo()
    assert [scene.id for scene in catalog.scenes()] == [first]
    second, sintel = catalog.add_scene(film_id, _duel(catalog)).value, catalog.add_film("Sintel").value
    catalog.edit("Remove", remove_film, film_id, with_fights=True)
    catalog.undo()
    assert sorted(scene.id for scene in catalog.scenes()) == [first, second]
    assert sorted(film.id for film in catalog.films()) == [film_id, sintel]
    catalog.edit("Remove", remove_film, sintel)
    with Catalog.open(catalog.path, coder="Ben", cache_folder=catalog.path.parent / "cache") as ben:
        assert ben.add_film("Caligari").value == sintel
    catalog.undo()
    assert sorted((film.title, film.id) for film in catalog.films()) == [
        ("Ballerina", film_id),
        ("Caligari", sintel),
        ("Sintel", sintel + 1),
    ]
    assert {catalog.search(word).scene_ids for word in ("well", "ballerina")} == {(second, first)}


def test_the_one_edit_that_may_be_taken_back_is_known_by_itself_and_by_the_redo_of_it(catalog: Catalog) -> None:
    first, last = catalog.add_film("Ballerina").changes, catalog.add_film("Sintel").changes
    assert catalog.undo(only=first.edit_id) is None
    undone = catalog.undo(only=last.edit_id)
    assert undone is not None
    assert catalog.redo(only=last.edit_id) is None
    redone = catalog.redo(only=undone.changes.edit_id)
    assert redone is not None
    undone_again = catalog.undo(only=redone.changes.edit_id)
    assert undone_again is not None
    assert catalog.redo(only=undone.changes.edit_id) is None
    assert catalog.redo(only=undone_again.changes.edit_id) is not None
    assert [film.title for film in catalog.films()] == ["Ballerina", "Sintel"]
