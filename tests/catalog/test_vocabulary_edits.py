"""The vocabulary grows and is tidied, and every scene that uses it follows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from donnybrook.catalog import (
    Catalog,
    EntryProblem,
    SceneDraft,
    SceneFields,
    TermDraft,
    Transaction,
    WieldingDraft,
)
from donnybrook.catalog.edits import vocabulary
from donnybrook.catalog.edits.scenes import add_scene


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog.create(tmp_path / "a.fights", cache_folder=tmp_path / "cache") as made:
        yield made


def _weapon(catalog: Catalog, label: str) -> int:
    found = catalog.vocabulary.lookup("weapon", label)
    assert found is not None
    return found


def _scene_with(catalog: Catalog, *weapons: int) -> int:
    film_id = catalog.add_film("Ballerina").value
    wieldings = tuple(WieldingDraft(weapon_id=weapon) for weapon in weapons)
    return catalog.add_scene(film_id, SceneDraft(fields=SceneFields(title="Fight"), wieldings=wieldings)).value


def test_a_renamed_term_changes_one_row_and_every_scene_and_search_follows(catalog: Catalog) -> None:
    staff = _weapon(catalog, "staff")
    scene_id = _scene_with(catalog, staff)
    assert catalog.search("fighting-stick").scene_ids == ()
    catalog.edit("Rename", vocabulary.rename_concept, staff, "fighting stick")
    assert catalog.scene(scene_id).wieldings[0].weapon == "fighting stick"
    assert catalog.search('"fighting stick"').scene_ids == (scene_id,)
    catalog.undo()
    assert catalog.scene(scene_id).wieldings[0].weapon == "staff"


def test_a_merged_term_hands_over_its_uses_its_narrower_terms_and_its_words(catalog: Catalog) -> None:
    spear, polearm = _weapon(catalog, "spear"), _weapon(catalog, "polearm")
    mine = catalog.edit("New", vocabulary.add_concept, "weapon", "boar pike", broader_id=polearm).value
    below = catalog.edit("New", vocabulary.add_concept, "weapon", "short boar pike", broader_id=mine).value
    scene_id = _scene_with(catalog, mine)
    assert catalog.edit("Merge", vocabulary.merge_concepts, mine, spear).value == 1
    assert catalog.scene(scene_id).wieldings[0].weapon == "spear"
    assert catalog.vocabulary.lookup("weapon", "boar pike") == spear
    assert catalog.vocabulary.concept(below).broader_id == spear
    assert catalog.search("weapon:spear").scene_ids == (scene_id,)


def test_a_merged_technique_stands_once_on_a_scene_that_had_both(catalog: Catalog) -> None:
    parry = catalog.vocabulary.lookup("technique", "parry")
    block = catalog.vocabulary.lookup("technique", "block")
    assert parry is not None
    assert block is not None
    film_id = catalog.add_film("Ballerina").value
    terms = (TermDraft(concept_id=parry), TermDraft(concept_id=block))
    scene_id = catalog.add_scene(film_id, SceneDraft(terms=terms)).value
    catalog.edit("Merge", vocabulary.merge_concepts, block, parry)
    assert [term.label for term in catalog.scene(scene_id).terms] == ["parry"]


def test_a_term_in_use_is_not_deleted_but_retired_and_its_scenes_keep_it(catalog: Catalog) -> None:
    katana = _weapon(catalog, "katana")
    scene_id = _scene_with(catalog, katana)
    with pytest.raises(EntryProblem, match="in use"):
        catalog.edit("Delete", vocabulary.delete_concept, katana)
    catalog.edit("Retire", vocabulary.retire_concept, katana)
    assert catalog.vocabulary.lookup("weapon", "katana") is None
    assert catalog.scene(scene_id).wieldings[0].weapon == "katana"
    assert catalog.search("katana").scene_ids == catalog.search("weapon:sword").scene_ids == (scene_id,)


def test_an_unused_term_can_be_deleted(catalog: Catalog) -> None:
    catalog.edit("Delete", vocabulary.delete_concept, _weapon(catalog, "katana"))
    assert catalog.vocabulary.lookup("weapon", "katana") is None


@pytest.mark.parametrize("label", ["", "  ", "Katana", "samurai sword", "kataná"])
def test_a_label_that_is_empty_or_taken_is_refused_at_its_field(catalog: Catalog, label: str) -> None:
    with pytest.raises(EntryProblem) as caught:
        catalog.edit("New", vocabulary.add_concept, "weapon", label)
    assert caught.value.field == "label"


def test_a_term_is_never_put_under_itself_or_under_another_kind(catalog: Catalog) -> None:
    sword, katana = _weapon(catalog, "sword"), _weapon(catalog, "katana")
    village = catalog.vocabulary.lookup("location", "village")
    for broader in (katana, sword, village):
        with pytest.raises(EntryProblem):
            catalog.edit("Move", vocabulary.move_concept, sword, broader)
    catalog.edit("Move", vocabulary.move_concept, katana, _weapon(catalog, "knife"))
    assert catalog.vocabulary.ancestors(katana)[0].label == "knife"


def test_a_synonym_finds_at_once_and_is_gone_when_removed(catalog: Catalog) -> None:
    staff = _weapon(catalog, "staff")
    scene_id = _scene_with(catalog, staff)
    catalog.edit("Synonym", vocabulary.add_synonym, staff, "Kampfstab", language="de")
    assert catalog.search("weapon:kampfstab").scene_ids == (scene_id,)
    catalog.edit("Synonym", vocabulary.remove_synonym, staff, "Kampfstab")
    assert catalog.search("kampfstab").scene_ids == ()


def test_what_another_program_changes_is_known_and_the_words_are_read_anew_only_where_it_changed_any(
    catalog: Catalog, tmp_path: Path
) -> None:
    with Catalog.open(catalog.path, coder="Bo", cache_folder=tmp_path / "other") as other:
        catalog.noticed_changes()
        before = catalog.vocabulary
        film_id = other.add_film("Ronin").value
        assert catalog.noticed_changes()
        assert catalog.vocabulary is before
        other.edit("New", vocabulary.add_concept, "weapon", "boar pike")
        assert catalog.noticed_changes()
        assert catalog.vocabulary.lookup("weapon", "boar pike") is not None
        other.undo()
        assert catalog.noticed_changes()
        assert catalog.vocabulary.lookup("weapon", "boar pike") is None
        mark = catalog.vocabulary
        other.edit("Many", _add_fights, film_id, 6_000)
        assert catalog.noticed_changes()
        assert catalog.vocabulary is not mark  # among so many changes nobody looks for a word


def _add_fights(tx: Transaction, /, film_id: int, count: int) -> None:
    for _ in range(count):
        add_scene(tx, film_id, SceneDraft())
