"""What is in a fight, and what is said of a film, is changed one thing at a time, and never contradicts itself."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from catalog.fights import concept, duel, use
from donnybrook.catalog import (
    BeatDraft,
    Catalog,
    CombatantDraft,
    EntryProblem,
    FilmIdentifier,
    Performer,
    Scene,
    SceneDraft,
    SceneFields,
    WieldingDraft,
)
from donnybrook.catalog.edits import cast, contents, films, scenes
from donnybrook.catalog.edits.links import put_term
from donnybrook.catalog.film_identifiers import read_identifier


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog.create(tmp_path / "a.fights", coder="Ana", cache_folder=tmp_path / "cache") as made:
        film_id = made.add_film("Ballerina", year=2025).value
        uses = [use(made, "flamethrower", 0, (2,)), use(made, "flamethrower", 2, (0,)), use(made, "fire hose", 0)]
        made.add_scene(film_id, duel(made, "Duel", uses, in_us=1_000_000, out_us=9_000_000))
        yield made


def fight(catalog: Catalog) -> Scene:
    return next(catalog.scenes())


def test_a_beat_never_ends_before_it_begins_or_without_having_begun(catalog: Catalog) -> None:
    beat = fight(catalog).beats[0]
    catalog.edit("x", contents.change_beat, beat.id, in_us=2_000_000, out_us=3_000_000)
    for impossible in ({"out_us": 2_000_000}, {"in_us": None}, {"in_us": 4_000_000}):
        with pytest.raises(EntryProblem):
            catalog.edit("x", contents.change_beat, beat.id, **impossible)
    catalog.edit("x", contents.change_beat, beat.id, in_us=None, out_us=None)
    assert {(each.in_us, each.out_us) for each in fight(catalog).beats} == {(None, None)}


def test_a_use_never_ends_before_it_begins_or_without_having_begun(catalog: Catalog) -> None:
    use_id = fight(catalog).wieldings[0].id
    with pytest.raises(EntryProblem) as told:
        catalog.edit("x", contents.change_wielding, use_id, to_us=2_000_000)
    assert told.value.field == "from_us"
    catalog.edit("x", contents.change_wielding, use_id, from_us=1_000_000, to_us=2_000_000)
    with pytest.raises(EntryProblem) as told:
        catalog.edit("x", contents.change_wielding, use_id, from_us=2_000_000)
    assert told.value.field == "to_us"


def test_an_object_goes_from_hand_to_hand_and_never_round_in_a_circle(catalog: Catalog) -> None:
    first, second, third = (each.id for each in fight(catalog).wieldings)
    catalog.edit("x", contents.change_wielding, second, previous_id=first)
    catalog.edit("x", contents.change_wielding, third, previous_id=second)
    for later in (first, second, third):
        with pytest.raises(EntryProblem) as told:
            catalog.edit("x", contents.change_wielding, first, previous_id=later)
        assert told.value.field == "previous_id"
    assert [each.previous_id for each in fight(catalog).wieldings] == [None, first, second]
    catalog.undo()
    assert [each.previous_id for each in fight(catalog).wieldings] == [None, first, None]


def test_an_object_goes_on_from_the_hands_before_those_that_are_removed(catalog: Catalog) -> None:
    first, second, third = (each.id for each in fight(catalog).wieldings)
    catalog.edit("x", contents.change_wielding, second, previous_id=first)
    catalog.edit("x", contents.change_wielding, third, previous_id=second)
    catalog.edit("x", contents.remove_wielding, second)
    assert [each.previous_id for each in fight(catalog).wieldings] == [None, first]


def test_a_value_that_its_closed_list_does_not_have_is_refused_with_those_it_has(catalog: Catalog) -> None:
    scene = fight(catalog)
    edits: tuple[tuple[Callable[..., bool], int, str], ...] = (
        (contents.change_wielding, scene.wieldings[0].id, "ended"),
        (contents.change_wielding, scene.wieldings[0].id, "acquired"),
        (contents.change_wielding, scene.wieldings[0].id, "certainty"),
        (contents.change_combatant, scene.combatants[0].id, "outcome"),
        (contents.change_side, scene.sides[0].id, "role"),
        (scenes.change_scene, scene.id, "interior"),
    )
    for edit, row_id, field in edits:
        with pytest.raises(EntryProblem, match=", un") as told:
            catalog.edit("x", edit, row_id, **{field: "flung"})
        assert told.value.field == field
        catalog.edit("x", edit, row_id, **{field: ""})
    with pytest.raises(EntryProblem):
        catalog.edit("x", contents.change_combatant, scene.combatants[0].id, headcount=-1)


def test_an_object_stays_inside_its_fight(catalog: Catalog) -> None:
    other_id = catalog.add_scene(fight(catalog).film_id, duel(catalog, "Other", [use(catalog, "fire hose", 0)])).value
    (elsewhere,) = catalog.scene(other_id).wieldings
    with pytest.raises(EntryProblem):
        catalog.edit("x", contents.change_wielding, fight(catalog).wieldings[0].id, previous_id=elsewhere.id)


def test_a_side_has_a_name_and_may_have_a_role(catalog: Catalog) -> None:
    side = fight(catalog).sides[0]
    catalog.edit("x", contents.change_side, side.id, label=" Eve's ", role="protagonist")
    assert (fight(catalog).sides[0].label, fight(catalog).sides[0].role) == ("Eve's", "protagonist")
    with pytest.raises(EntryProblem):
        catalog.edit("x", contents.change_side, side.id, label=" ")


def test_a_side_that_is_removed_leaves_its_people_and_its_upper_hand(catalog: Catalog) -> None:
    scene = fight(catalog)
    catalog.edit("x", contents.change_beat, scene.beats[0].id, upper_hand_side_id=scene.sides[0].id)
    catalog.edit("x", contents.remove_side, scene.sides[0].id)
    scene = fight(catalog)
    assert [each.side_id is None for each in scene.combatants] == [True, True, False, False]
    assert scene.beats[0].upper_hand_side_id is None


def test_a_term_is_credited_once(catalog: Catalog) -> None:
    scene = fight(catalog)
    strike, eve = concept(catalog, "technique", "strike"), scene.combatants[0].id
    first = catalog.edit("x", put_term, scene.id, strike).value
    catalog.edit("x", contents.credit_term, first, eve)
    again = catalog.edit("x", put_term, scene.id, strike, beat_id=None).value
    catalog.edit("x", contents.credit_term, again, eve)
    assert [(each.concept_id, each.combatant_id) for each in fight(catalog).terms] == [(strike, eve)]


def test_a_combatant_becomes_a_character_that_others_play(catalog: Catalog) -> None:
    scene = fight(catalog)
    bo = scene.combatants[1]
    character_id = catalog.edit("x", cast.be_character, bo.id, " Bo Derek ").value
    assert character_id is not None
    people = (Performer("Ann Lee"), Performer("Ann Lee", "stunt double"), Performer("Jo"))
    catalog.edit("x", cast.set_performers, character_id, people)
    found = {each.name: each.performers for each in catalog.cast(scene.film_id)}
    assert found == {"Bo Derek": people, "Eve Macarro": (Performer("Ana de Armas"),)}
    assert catalog.search('by:"Ann Lee"').scene_ids == (scene.id,)
    catalog.edit("x", cast.set_performers, character_id, people[1:2])
    assert catalog.cast(scene.film_id)[0].performers == people[1:2]
    catalog.edit("x", cast.be_character, bo.id, "")
    assert fight(catalog).combatants[1].character_id is None
    for _ in range(3):
        catalog.undo()
    assert catalog.cast(scene.film_id)[0].performers == ()


def test_a_character_is_renamed_and_taken_off_the_cast(catalog: Catalog) -> None:
    scene = fight(catalog)
    character_id = catalog.edit("x", cast.be_character, scene.combatants[1].id, "Bo Derek").value
    assert character_id is not None
    with pytest.raises(EntryProblem):
        catalog.edit("x", cast.rename_character, character_id, "Eve Macarro")
    with pytest.raises(EntryProblem):
        catalog.edit("x", cast.set_performers, character_id, [Performer("Jo", "stand-in")])
    catalog.edit("x", cast.rename_character, character_id, "Bo Peep")
    catalog.edit("x", cast.set_performers, character_id, [Performer("Jo")])
    catalog.edit("x", cast.remove_character, character_id)
    assert [each.name for each in catalog.cast(scene.film_id)] == ["Eve Macarro"]
    assert fight(catalog).combatants[1].character_id is None
    catalog.undo()
    assert [each.name for each in catalog.cast(scene.film_id)] == ["Bo Peep", "Eve Macarro"]
    assert fight(catalog).combatants[1].character_id is not None


def test_a_film_is_described_one_thing_at_a_time(catalog: Catalog) -> None:
    film_id = fight(catalog).film_id
    catalog.edit("x", films.change_film, film_id, country="US", note="seen twice")
    catalog.edit("x", films.change_film, film_id, title=" The Dancer ", year=None)
    catalog.edit("x", films.add_film_title, film_id, "Tänzerin", language="de")
    catalog.edit("x", films.add_film_title, film_id, "Tänzerin")
    catalog.edit("x", films.identify_film, film_id, "IMDb", "https://www.imdb.com/title/tt1234567/")
    catalog.edit("x", films.identify_film, film_id, "imdb", "tt1234567")
    film = catalog.film(film_id)
    assert (film.title, film.year, film.country, film.note) == ("The Dancer", None, "US", "seen twice")
    assert film.alternative_titles == ("Tänzerin",)
    assert film.identifiers == (FilmIdentifier("imdb", "tt1234567"),)
    assert catalog.edit("x", films.remove_film_title, film_id, "Tänzerin").value
    assert catalog.edit("x", films.remove_film_identifier, film_id, "imdb", "tt1234567").value
    assert (catalog.film(film_id).alternative_titles, catalog.film(film_id).identifiers) == ((), ())
    with pytest.raises(EntryProblem):
        catalog.edit("x", films.change_film, film_id, title=" ")
    with pytest.raises(EntryProblem):
        catalog.edit("x", films.change_film, film_id, year=20255)
    with pytest.raises(EntryProblem):
        catalog.edit("x", films.add_film_title, film_id, " ")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("tt1234567", ("imdb", "tt1234567")),
        ("https://www.imdb.com/title/tt1234567/?ref_=x", ("imdb", "tt1234567")),
        ("http://www.wikidata.org/entity/Q12345", ("wikidata", "Q12345")),
        ("EIDR 10.5240/7791-8534-2C23-9030-8610-5", ("eidr", "10.5240/7791-8534-2C23-9030-8610-5")),
        ("isan 0000-0000-D07A-0090-Q", ("isan", "0000-0000-D07A-0090-Q")),
        ("filmportal f3a 17", ("filmportal", "f3a 17")),
    ],
)
def test_an_identifier_is_read_with_its_scheme_or_tells_it_itself(typed: str, kept: tuple[str, str]) -> None:
    assert read_identifier(typed) == kept


@pytest.mark.parametrize("typed", ["", "x", "imdb nm0000001", "1 2", "imdb Q12345"])
def test_what_is_no_identifier_is_refused(typed: str) -> None:
    with pytest.raises(EntryProblem):
        read_identifier(typed)


def test_what_a_combatant_did_is_said_once_when_they_go(catalog: Catalog) -> None:
    scene, kick = fight(catalog), concept(catalog, "technique", "choke")
    catalog.edit("x", put_term, scene.id, kick)
    catalog.edit("x", put_term, scene.id, kick, combatant_id=scene.combatants[1].id)
    catalog.edit("x", contents.remove_combatant, scene.combatants[1].id)
    assert [(each.concept_id, each.combatant_id) for each in fight(catalog).terms] == [(kick, None)]


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (SceneDraft(fields=SceneFields(status="finished")), "status"),
        (SceneDraft(combatants=(CombatantDraft(label="Eve", outcome="fine"),)), "outcome"),
        (SceneDraft(beats=(BeatDraft(in_us=5, out_us=5),)), "out_us"),
        (SceneDraft(wieldings=(WieldingDraft(weapon_id=1, to_us=5),)), "from_us"),
        (SceneDraft(wieldings=(WieldingDraft(weapon_id=1, acquired="stolen"),)), "acquired"),
    ],
)
def test_a_whole_draft_is_held_to_the_closed_lists_and_to_time(catalog: Catalog, draft: SceneDraft, field: str) -> None:
    before = catalog.scene_count()
    with pytest.raises(EntryProblem) as told:
        catalog.add_scene(catalog.films()[0].id, draft)
    assert (told.value.field, catalog.scene_count()) == (field, before)
