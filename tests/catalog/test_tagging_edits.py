"""Resolved lines on their way into a catalog: places, new terms, new scenes, more of a scene."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.seed_vocabulary import vocabulary
from donnybrook.catalog import Catalog, Scene
from donnybrook.catalog.edits.tagging import tag_film, tag_scene
from donnybrook.catalog.tagging import ResolvedLine, parse_line, reading, resolve_line
from donnybrook.catalog.tagging.places import name_place, settle_place

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
