"""Resolved lines on their way into a catalog: places, new terms, new scenes, more of a scene."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.seed_vocabulary import vocabulary
from donnybrook.catalog import Catalog, Scene
from donnybrook.catalog.edits.contents import add_beat, add_wielding, change_wielding
from donnybrook.catalog.edits.tagging import tag_beat, tag_film, tag_scene
from donnybrook.catalog.tagging import ResolvedLine, parse_line, reading, resolve_line
from donnybrook.catalog.tagging.places import name_place, settle_place
from donnybrook.catalog.tagging.said_again import said_again, with_note

VOCABULARY = vocabulary()


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog.create(tmp_path / "a.fights", cache_folder=tmp_path) as made:
        made.add_film("A film")
        yield made


def resolved(text: str) -> ResolvedLine:
    return resolve_line(parse_line(text).line, VOCABULARY)


def tagged(catalog: Catalog, text: str) -> Scene:
    line = resolve_line(parse_line(text).line, catalog.vocabulary)
    line = settle_place(line, catalog.vocabulary)
    return catalog.scene(catalog.edit("Tag", tag_film, catalog.films()[0].id, line).value)


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        ("village", "village", ""),
        ("village in Austria", "village", "village in Austria"),
        ("snowy village", "village", "snowy village"),
        ("the old ice rink in Oslo", "ice rink", "the old ice rink in Oslo"),
        ("hamlet, Hallstatt", "village", "Hallstatt"),
        ("Hallstatt", None, "Hallstatt"),
        ("snowy village, Hallstatt", "village", "snowy village, Hallstatt"),
    ],
)
def test_a_place_is_a_kind_a_name_or_both(typed: str, kind: str | None, name: str) -> None:
    line = settle_place(resolved(f"Eve: axe @{typed}"), VOCABULARY)
    found = None if line.location_id is None else VOCABULARY.concept(line.location_id).label
    assert (found, line.place_name) == (kind, name)
    assert line.unknown == ()
    assert reading(line).endswith(f"; at {f'{kind}, {name}' if kind and name == 'Hallstatt' else name or kind}.")


def test_a_slip_in_a_place_stays_unknown_until_it_is_said_to_be_a_name() -> None:
    line = settle_place(resolved("Eve: axe @vilage"), VOCABULARY)
    assert [(word.text, word.near[0]) for word in line.unknown] == [("vilage", "village")]
    assert (name_place(line).place_name, name_place(line).unknown) == ("vilage", ())


def test_a_place_nobody_settled_is_stored_as_a_name(catalog: Catalog) -> None:
    line = resolve_line(parse_line("Eve: axe @vilage").line, catalog.vocabulary)
    scene = catalog.scene(catalog.edit("Tag", tag_film, catalog.films()[0].id, line).value)
    assert (scene.location, scene.fields.place_name) == ("", "vilage")


def test_other_unknown_words_stay_unknown() -> None:
    line = settle_place(resolved("Eve: zorgblade @snowy village"), VOCABULARY)
    assert [word.scheme for word in line.unknown] == ["weapon"]


def test_unknown_words_become_terms_once_in_the_scene_s_own_edit(catalog: Catalog) -> None:
    scene = tagged(catalog, "Eve: zorgblade vs Bo: Zorgblade, axe #cam:worm's view")
    assert len({use.weapon_id for use in scene.wieldings if use.weapon == "zorgblade"}) == 1
    assert [(term.scheme, term.label) for term in scene.terms] == [("camera", "worm's view")]
    assert catalog.undo_label == "Tag"
    catalog.undo()
    assert catalog.vocabulary.lookup("weapon", "zorgblade") is None
    assert list(catalog.scenes()) == []


def test_a_line_adds_to_a_scene_and_replaces_only_what_it_says(catalog: Catalog) -> None:
    scene = tagged(catalog, '1-2 Eve: axe @village "first"')
    for text in ("Eve: knife", "5-6", '"then"', "@ice rink", "#overhead #overhead"):
        line = resolve_line(parse_line(text).line, catalog.vocabulary)
        catalog.edit("More", tag_scene, scene.id, line)
    scene = catalog.scene(scene.id)
    assert [use.weapon for use in scene.wieldings] == ["axe", "knife"]
    assert (scene.fields.in_us, scene.fields.out_us) == (5_000_000, 6_000_000)
    assert (scene.location, scene.fields.place_name, scene.fields.note) == ("ice rink", "", "first then")
    assert len(scene.terms) == len(scene.combatants) == len(scene.sides) == 1


WHOLE = '1-2 Eve: axe, hose! vs Mo x3: sword @village, Tibet #disarm "She slips"'


def test_the_same_line_said_again_changes_nothing_and_says_so(catalog: Catalog) -> None:
    scene = tagged(catalog, WHOLE)
    line = settle_place(resolve_line(parse_line(WHOLE).line, catalog.vocabulary), catalog.vocabulary)
    assert said_again(line, scene).is_all
    assert not catalog.edit("More", tag_scene, scene.id, line).changes
    assert catalog.scene(scene.id) == scene
    assert catalog.undo_label == "Tag"
    nobody = resolve_line(parse_line("knife").line, catalog.vocabulary)
    for _ in range(2):
        catalog.edit("More", tag_scene, scene.id, nobody)
    assert [use.weapon for use in catalog.scene(scene.id).wieldings].count("knife") == 1


def test_what_is_there_is_told_apart_from_what_is_added(catalog: Catalog) -> None:
    scene = tagged(catalog, WHOLE)
    line = resolve_line(parse_line('Eve: axe, knife vs Mo #disarm #overhead "She slips"').line, catalog.vocabulary)
    again = said_again(line, scene)
    assert (again.words, again.is_all) == (("axe by Eve", "disarm", "the note"), False)
    catalog.edit("More", tag_scene, scene.id, line)
    after = catalog.scene(scene.id)
    assert len(after.wieldings) == len(scene.wieldings) + 1
    assert after.fields.note == "She slips"
    assert said_again(line, after).is_all


@pytest.mark.parametrize("other", ["Eve: axe!", "Eve: axe vs Mo", "Mo: axe", "Eve: axe, axe"])
def test_a_use_that_differs_in_any_of_it_is_another_one(catalog: Catalog, other: str) -> None:
    scene = tagged(catalog, "Eve: axe")
    line = resolve_line(parse_line(other).line, catalog.vocabulary)
    assert not said_again(line, scene).is_all
    catalog.edit("More", tag_scene, scene.id, line)
    assert len(catalog.scene(scene.id).wieldings) == 2


def test_a_use_of_the_fight_is_not_one_of_its_beat_and_each_is_said_once(catalog: Catalog) -> None:
    scene = tagged(catalog, "Eve: axe #disarm")
    beat_id = catalog.edit("Beat", add_beat, scene.id, label="first").value
    line = resolve_line(parse_line('Eve: axe #disarm "Quick"').line, catalog.vocabulary)
    for _ in range(2):
        catalog.edit("More", tag_beat, scene.id, beat_id, line)
    scene = catalog.scene(scene.id)
    assert [use.beat_id for use in scene.wieldings] == [None, beat_id]
    assert scene.beats[0].note == "Quick"
    assert said_again(line, scene, scene.beats[0]).is_all


def test_what_was_said_of_a_use_since_stays_and_a_second_one_is_made_by_hand(catalog: Catalog) -> None:
    scene = tagged(catalog, "Eve: axe")
    use = scene.wieldings[0]
    catalog.edit("Lost", change_wielding, use.id, ended="lost")
    line = resolve_line(parse_line("Eve: axe").line, catalog.vocabulary)
    assert not catalog.edit("More", tag_scene, scene.id, line).changes
    catalog.edit("Second", add_wielding, scene.id, use.weapon_id, combatant_id=use.combatant_id)
    assert [each.ended for each in catalog.scene(scene.id).wieldings] == ["lost", ""]
    assert not catalog.edit("More", tag_scene, scene.id, line).changes


@pytest.mark.parametrize(
    ("present", "note", "both"),
    [
        ("", "She slips", "She slips"),
        ("She slips", "She slips", "She slips"),
        ("She slips He runs", "She slips", "She slips He runs"),
        ("She slips He runs", "He runs", "She slips He runs"),
        ("She slipstreams", "She slips", "She slipstreams She slips"),
        ("All of the fire is out", "fire", "All of the fire is out fire"),
    ],
)
def test_a_note_is_put_after_the_one_that_is_there_once(present: str, note: str, both: str) -> None:
    assert with_note(present, note) == both
