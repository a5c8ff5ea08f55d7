"""Marking with one term: where it goes, and that it is said once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from donnybrook.catalog import Catalog, EntryProblem
from donnybrook.catalog.edits.contents import add_beat
from donnybrook.catalog.edits.marking import Marked, mark_fight_with, mark_with
from donnybrook.catalog.edits.vocabulary import describe_concept, retire_concept
from donnybrook.catalog.palettes import DIGITS, palette_of_terms


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog.create(tmp_path / "a.fights") as made:
        made.add_film("Ballerina")
        yield made


def term(catalog: Catalog, scheme: str, word: str) -> int:
    found = catalog.vocabulary.lookup(scheme, word)
    assert found is not None
    return found


def test_each_kind_of_term_goes_where_it_belongs_and_is_said_once(catalog: Catalog) -> None:
    flame, strike = term(catalog, "weapon", "flamethrower"), term(catalog, "technique", "strike")
    film_id = catalog.films()[0].id
    made = catalog.edit("Mark", mark_fight_with, film_id, flame, fight=(1_000_000, None)).value
    scene_id = made.scene_id
    beat_id = catalog.edit("Beat", add_beat, scene_id, in_us=2_000_000, out_us=5_000_000).value

    def mark(concept_id: int, *stretch: int | None) -> Marked:
        from_us, to_us = (*stretch, None, None)[:2]
        return catalog.edit("Mark", mark_with, scene_id, concept_id, stretch=(from_us, to_us)).value

    assert mark(flame, 3_000_000) == Marked(scene_id, "use", is_new=False)
    assert mark(flame, 3_000_000, 4_000_000) == Marked(scene_id, "use", is_new=True)
    assert mark(strike, 1_500_000) == Marked(scene_id, "fight", is_new=True)
    assert mark(strike, 2_000_000) == Marked(scene_id, "beat", is_new=True)
    assert mark(strike, 4_999_999) == Marked(scene_id, "beat", is_new=False)
    assert mark(strike, 6_000_000, 7_000_000) == Marked(scene_id, "new beat", is_new=True)
    assert mark(term(catalog, "location", "village")) == Marked(scene_id, "place", is_new=True)
    scene = catalog.scene(scene_id)
    assert [(use.from_us, use.to_us) for use in scene.wieldings] == [(None, None), (3_000_000, 4_000_000)]
    assert {each.beat_id for each in scene.terms} == {None, beat_id, scene.beats[1].id}
    assert scene.location == "village"


def test_impossible_times_leave_no_fight_behind(catalog: Catalog) -> None:
    flame = term(catalog, "weapon", "flamethrower")
    with pytest.raises(EntryProblem):
        catalog.edit("Mark", mark_fight_with, catalog.films()[0].id, flame, fight=(5, None), stretch=(9, 7))
    assert catalog.scene_count() == 0


def test_the_palette_of_terms_has_those_whose_key_is_a_digit(catalog: Catalog) -> None:
    flame, strike = term(catalog, "weapon", "flamethrower"), term(catalog, "technique", "strike")
    for concept_id, key in ((flame, "0"), (strike, "x")):
        catalog.edit("Key", describe_concept, concept_id, hotkey=key)
    palette = catalog.read(palette_of_terms)
    assert [palette.concept_id(digit) for digit in DIGITS] == [None] * 9 + [flame]
    catalog.edit("Retire", retire_concept, flame)
    assert catalog.read(palette_of_terms).concept_ids == (None,) * 10
