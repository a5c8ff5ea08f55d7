"""Splitting, merging and duplicating fights: nothing that was typed is lost, and each is one step to take back."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.fights import concept, use
from donnybrook.catalog import (
    BeatDraft,
    Catalog,
    CombatantDraft,
    EntryProblem,
    Scene,
    SceneDraft,
    SceneFields,
    TermDraft,
    Transaction,
    WieldingDraft,
)
from donnybrook.catalog.checking.references import look
from donnybrook.catalog.edits import contents
from donnybrook.catalog.edits.copying import duplicate_scene
from donnybrook.catalog.edits.links import put_term
from donnybrook.catalog.edits.retiming import place_scene
from donnybrook.catalog.edits.scenes import trash_scene
from donnybrook.catalog.edits.splitting import split_scene
from donnybrook.catalog.edits.uniting import unite_scenes

_S = 1_000_000


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog.create(tmp_path / "a.fights", coder="Ana", cache_folder=tmp_path / "cache") as made:
        made.add_film("Ballerina")
        yield made


def hose_fight(catalog: Catalog) -> int:
    """Ten seconds: a beat before 5 s, one across it, one after it; a hose that changes hands at 6 s."""
    draft = SceneDraft(
        fields=SceneFields(title="Hose", in_us=0, out_us=10 * _S, note="laces"),
        sides=("heroes", "gang"),
        combatants=(
            CombatantDraft(label="Eve", side=0, outcome="injured"),
            CombatantDraft(label="guards", side=1, headcount=8),
        ),
        beats=(
            BeatDraft(label="before", in_us=_S, out_us=4 * _S, upper_hand=0),
            BeatDraft(label="across", in_us=4 * _S, out_us=6 * _S, upper_hand=1),
            BeatDraft(label="after", in_us=7 * _S, out_us=9 * _S, upper_hand=1),
            BeatDraft(label="sometime"),
        ),
        wieldings=(
            hose(catalog, 0, 1, from_us=2 * _S, to_us=6 * _S, acquired="found", ended="taken", manner="as jet"),
            hose(catalog, 1, 0, from_us=6 * _S, to_us=8 * _S, acquired="taken", previous=0),
            use(catalog, "pistol", 1, (0,), beat=2),
            use(catalog, "unarmed", 0, (1,)),
        ),
        terms=(
            TermDraft(concept_id=concept(catalog, "camera", "overhead shot")),
            TermDraft(concept_id=concept(catalog, "technique", "choke"), who=0, beat=2),
        ),
    )
    return catalog.add_scene(catalog.films()[0].id, draft).value


def hose(catalog: Catalog, who: int, against: int, **said: object) -> WieldingDraft:
    weapon_id = concept(catalog, "weapon", "fire hose")
    return WieldingDraft(weapon_id=weapon_id, who=who, against=(against,), improvised=True, **said)  # type: ignore[arg-type]


def told(scene: Scene) -> list[tuple[object, ...]]:
    """Return what a fight says of its uses, by names: who, with what, from when to when, how, against whom."""
    people = {each.id: each.label for each in scene.combatants}
    beats = {each.id: each.label for each in scene.beats}
    return [
        (
            people.get(each.combatant_id or 0),
            each.weapon,
            None if each.from_us is None else each.from_us / _S,
            None if each.to_us is None else each.to_us / _S,
            each.acquired,
            each.ended,
            beats.get(each.beat_id or 0),
            [people[target] for target in each.target_ids],
        )
        for each in scene.wieldings
    ]


def faults(catalog: Catalog) -> list[str]:
    return catalog.read(lambda connection: [each.sentence for each in look(connection)])


def test_a_split_puts_each_beat_and_use_into_the_half_it_lies_in_and_cuts_what_lies_across(catalog: Catalog) -> None:
    first_id = hose_fight(catalog)
    second_id = catalog.edit("Split", split_scene, first_id, 5 * _S).value
    first, second = catalog.scene(first_id), catalog.scene(second_id)
    assert (first.fields.in_us, first.fields.out_us) == (0, 5 * _S)
    assert (second.fields.in_us, second.fields.out_us) == (5 * _S, 10 * _S)
    assert first.fields.title == second.fields.title == "Hose"
    assert [(each.label, each.in_us, each.out_us) for each in first.beats] == [
        ("sometime", None, None),
        ("before", _S, 4 * _S),
        ("across", 4 * _S, 5 * _S),
    ]
    assert [(each.label, each.in_us, each.out_us) for each in second.beats] == [
        ("across", 5 * _S, 6 * _S),
        ("after", 7 * _S, 9 * _S),
    ]
    assert told(first) == [
        ("Eve", "fire hose", 2.0, 5.0, "found", "", None, ["guards"]),
        ("Eve", "unarmed", None, None, "", "", None, ["guards"]),
    ]
    assert sorted(told(second), key=str) == sorted(
        [
            ("Eve", "fire hose", 5.0, 6.0, "", "taken", None, ["guards"]),
            ("guards", "fire hose", 6.0, 8.0, "taken", "", None, ["Eve"]),
            ("guards", "pistol", None, None, "", "", "after", ["Eve"]),
            ("Eve", "unarmed", None, None, "", "", None, ["guards"]),
        ],
        key=str,
    )
    assert [each.outcome for each in first.combatants] == ["", ""]
    assert [each.outcome for each in second.combatants] == ["injured", ""]
    assert [each.label for each in first.terms] == ["overhead shot"]
    assert sorted(each.label for each in second.terms) == ["choke", "overhead shot"]
    assert {side.id for side in second.sides} >= {each.upper_hand_side_id for each in second.beats}
    assert not faults(catalog)


def test_a_split_fight_that_is_merged_again_is_found_and_follows_its_weapons_as_before(catalog: Catalog) -> None:
    first_id = hose_fight(catalog)
    second_id = catalog.edit("Split", split_scene, first_id, 5 * _S).value
    assert set(catalog.search("pistol").scene_ids) == {second_id}
    catalog.edit("Merge", unite_scenes, first_id, second_id)
    scene = catalog.scene(first_id)
    assert (scene.fields.in_us, scene.fields.out_us, scene.fields.note) == (0, 10 * _S, "laces")
    assert [(each.label, each.outcome) for each in scene.combatants] == [("Eve", "injured"), ("guards", "")]
    assert [side.label for side in scene.sides] == ["heroes", "gang"]
    uses = {(each.from_us, each.to_us): each for each in scene.wieldings if each.weapon == "fire hose"}
    one, two, three = uses[2 * _S, 5 * _S], uses[5 * _S, 6 * _S], uses[6 * _S, 8 * _S]
    assert (two.previous_id, three.previous_id) == (one.id, two.id)
    assert set(catalog.search("pistol").scene_ids) == {first_id}
    assert catalog.scene(second_id).deleted_at is not None
    assert not faults(catalog)


@pytest.mark.parametrize("at_us", [0, 10 * _S, 11 * _S])
def test_a_fight_is_not_split_outside_itself(catalog: Catalog, at_us: int) -> None:
    scene_id = hose_fight(catalog)
    with pytest.raises(EntryProblem):
        catalog.edit("Split", split_scene, scene_id, at_us)
    assert catalog.scene(scene_id).fields.out_us == 10 * _S


def test_a_duplicate_says_the_same_with_rows_of_its_own(catalog: Catalog) -> None:
    scene_id = hose_fight(catalog)
    copy_id = catalog.edit("Duplicate", duplicate_scene, scene_id).value
    scene, copy = catalog.scene(scene_id), catalog.scene(copy_id)
    assert told(scene) == told(copy)
    assert copy.fields == scene.fields
    assert copy.wieldings[1].previous_id == copy.wieldings[0].id
    assert not {each.id for each in copy.wieldings} & {each.id for each in scene.wieldings}
    catalog.undo()
    assert [each.id for each in catalog.scenes()] == [scene_id]


def test_fights_of_two_readings_or_films_are_not_merged(catalog: Catalog) -> None:
    film_id = catalog.films()[0].id
    one = catalog.add_scene(film_id, SceneDraft(fields=SceneFields(layer="Ana"))).value
    other = catalog.add_scene(film_id, SceneDraft(fields=SceneFields(layer="Ben"))).value
    elsewhere = catalog.add_scene(catalog.add_film("Sintel").value, SceneDraft(fields=SceneFields(layer="Ana"))).value
    for wrong in (other, elsewhere, one):
        with pytest.raises(EntryProblem):
            catalog.edit("Merge", unite_scenes, one, wrong)


def test_moving_a_fight_takes_along_all_that_is_in_it(catalog: Catalog) -> None:
    scene_id = hose_fight(catalog)
    was, to = (0, 10 * _S), (3 * _S, 13 * _S)
    assert catalog.edit("Move", place_scene, scene_id, was, to, lambda time_us: time_us).value
    scene = catalog.scene(scene_id)
    assert (scene.fields.in_us, scene.fields.out_us) == (3 * _S, 13 * _S)
    assert [each.in_us for each in scene.beats] == [None, 4 * _S, 7 * _S, 10 * _S]
    assert scene.wieldings[0].from_us == 5 * _S


def plain_fight(catalog: Catalog, in_us: int | None, out_us: int | None, **said: Any) -> int:
    draft = SceneDraft(fields=SceneFields(in_us=in_us, out_us=out_us), **said)
    return catalog.add_scene(catalog.films()[0].id, draft).value


def test_a_fight_in_the_trash_is_neither_merged_nor_split(catalog: Catalog) -> None:
    live, gone = hose_fight(catalog), hose_fight(catalog)
    catalog.edit("Delete", trash_scene, gone)
    for one, other in ((live, gone), (gone, live)):
        with pytest.raises(EntryProblem, match="in the trash"):
            catalog.edit("Merge", unite_scenes, one, other)
    with pytest.raises(EntryProblem, match="in the trash"):
        catalog.edit("Split", split_scene, gone, 5 * _S)
    assert len(catalog.scene(live).wieldings) == 4


def test_an_out_point_is_kept_or_noted_where_the_other_fight_is_still_open(catalog: Catalog) -> None:
    one, other = plain_fight(catalog, 0, None), plain_fight(catalog, 5 * _S, 9 * _S)
    catalog.edit("Merge", unite_scenes, one, other)
    fields = catalog.scene(one).fields
    assert (fields.in_us, fields.out_us, fields.note) == (0, 9 * _S, "")
    one, other = plain_fight(catalog, 0, 4 * _S), plain_fight(catalog, 5 * _S, None)
    catalog.edit("Merge", unite_scenes, one, other)
    fields = catalog.scene(one).fields
    assert (fields.in_us, fields.out_us, fields.note) == (0, None, "Also said of it: Out: 0:00:04.000.")


def test_people_without_names_and_their_sides_stay_apart_unless_they_are_one_character(catalog: Catalog) -> None:
    people = (CombatantDraft(label="", side=0), CombatantDraft(label="", side=1, character="Eve Macarro"))
    one, other = (plain_fight(catalog, 0, 9 * _S, sides=("", "heroes"), combatants=people) for _ in range(2))
    catalog.edit("Merge", unite_scenes, one, other)
    scene = catalog.scene(one)
    assert [each.character_id is None for each in scene.combatants] == [True, False, True]
    assert sorted(each.label for each in scene.sides) == ["", "", "heroes"]


def test_a_use_with_times_goes_by_them_where_its_beat_is_not_known_to_end(catalog: Catalog) -> None:
    draft = {
        "beats": (BeatDraft(label="open", in_us=_S), BeatDraft(label="sometime")),
        "combatants": (CombatantDraft(label="Eve"), CombatantDraft(label="guards")),
        "wieldings": (
            hose(catalog, 0, 1, beat=0, from_us=7 * _S, to_us=8 * _S),
            hose(catalog, 1, 0, beat=1, from_us=4 * _S, to_us=6 * _S),
            use(catalog, "pistol", 1, (0,), beat=0),
        ),
    }
    first_id = plain_fight(catalog, 0, 10 * _S, **draft)
    second_id = catalog.edit("Split", split_scene, first_id, 5 * _S).value
    assert sorted(told(catalog.scene(first_id)), key=str) == [
        ("guards", "fire hose", 4.0, 5.0, "", "", "sometime", ["Eve"]),
        ("guards", "pistol", None, None, "", "", "open", ["Eve"]),
    ]
    second = catalog.scene(second_id)
    assert sorted(told(second), key=str) == [
        ("Eve", "fire hose", 7.0, 8.0, "", "", None, ["guards"]),
        ("guards", "fire hose", 5.0, 6.0, "", "", None, ["Eve"]),
    ]
    assert [each.beat_id for each in second.wieldings] == [None, None]
    assert not faults(catalog)


# ------------------------------------------------------------ whatever was typed

_WORDS = st.sampled_from(["", "Eve", "guards", "rival", "laces"])
_CODES = {"outcome": ("", "injured", "killed"), "ended": ("", "kept", "broken"), "role": ("", "ally", "protagonist")}
_WEAPONS = ("pistol", "fire hose", "sword")
_TIMES = st.none() | st.tuples(st.integers(0, 20), st.integers(1, 9))
_FIELDS = st.fixed_dictionaries(
    {
        "title": _WORDS,
        "note": _WORDS,
        "place_name": _WORDS,
        "interior": st.sampled_from(["", "interior", "exterior"]),
        "rating": st.sampled_from(["", "1", "5"]),
        "times": _TIMES,
    }
)
_FIGHT = st.fixed_dictionaries(
    {
        "fields": _FIELDS,
        "sides": st.lists(st.tuples(_WORDS, st.sampled_from(_CODES["role"])), max_size=2),
        "people": st.lists(
            st.tuples(
                _WORDS.filter(bool), st.integers(0, 2), st.integers(1, 2), st.sampled_from(_CODES["outcome"]), _WORDS
            ),
            min_size=1,
            max_size=3,
        ),
        "beats": st.lists(st.tuples(_WORDS, _TIMES, _WORDS, st.integers(0, 2)), max_size=3),
        "uses": st.lists(
            st.tuples(
                st.sampled_from(_WEAPONS), st.integers(0, 2), st.integers(0, 2), _TIMES,
                st.sampled_from(_CODES["ended"]), _WORDS, st.integers(0, 3), st.booleans(),
            ),
            max_size=4,
        ),
        "terms": st.lists(
            st.tuples(st.sampled_from(["choke", "strike"]), st.integers(0, 3), st.integers(0, 3)), max_size=3
        ),
    }
)  # fmt: skip


def us(times: tuple[int, int] | None) -> tuple[int | None, int | None]:
    return (None, None) if times is None else (times[0] * _S, (times[0] + times[1]) * _S)


def enter(catalog: Catalog, film_id: int, fight: dict[str, Any]) -> int:
    fields = dict(fight["fields"])
    in_us, out_us = us(fields.pop("times"))
    scene_id = catalog.add_scene(film_id, SceneDraft(fields=SceneFields(in_us=in_us, out_us=out_us, **fields))).value

    def fill(tx: Transaction) -> None:
        sides = [contents.add_side(tx, scene_id, label, role=role) for label, role in fight["sides"]]
        people = [
            contents.add_combatant(
                tx, scene_id, label, side_id=at(sides, side), headcount=count, outcome=outcome, note=note
            )
            for label, side, count, outcome, note in fight["people"]
        ]
        beats = []
        for label, times, note, side in fight["beats"]:
            begin, end = us(times)
            said = {"label": label, "note": note, "upper_hand_side_id": at(sides, side)}
            beats.append(contents.add_beat(tx, scene_id, in_us=begin, out_us=end, **said))
        uses: list[int] = []
        for weapon, who, against, times, ended, manner, beat, follows in fight["uses"]:
            begin, end = us(times)
            said = {"from_us": begin, "to_us": end, "ended": ended, "manner": manner, "beat_id": at(beats, beat)}
            said |= {"combatant_id": at(people, who), "previous_id": uses[-1] if follows and uses else None}
            targets = (people[against],) if against < len(people) else ()
            weapon_id = concept(catalog, "weapon", weapon)
            uses.append(contents.add_wielding(tx, scene_id, weapon_id, target_ids=targets, **said))
        for word, who, beat in fight["terms"]:
            technique = concept(catalog, "technique", word)
            put_term(tx, scene_id, technique, beat_id=at(beats, beat), combatant_id=at(people, who))

    catalog.edit("Fill", fill)
    return scene_id


def at(ids: list[int], place: int) -> int | None:
    return ids[place] if place < len(ids) else None


def said_of_uses(scene: Scene) -> Counter[tuple[object, ...]]:
    people = {each.id: each.label for each in scene.combatants}
    beats = {each.id: (each.label, each.in_us, each.out_us, each.note) for each in scene.beats}
    by_id = {each.id: each for each in scene.wieldings}
    return Counter(
        (
            each.weapon, people.get(each.combatant_id or 0), each.from_us, each.to_us, each.ended, each.manner,
            beats.get(each.beat_id or 0), tuple(people[target] for target in each.target_ids),
            by_id[each.previous_id].weapon if each.previous_id in by_id else None,
        )
        for each in scene.wieldings
    )  # fmt: skip


def said_of_terms(scene: Scene) -> set[tuple[object, ...]]:
    people = {each.id: each.label for each in scene.combatants}
    beats = {each.id: (each.label, each.in_us, each.out_us) for each in scene.beats}
    return {(each.label, people.get(each.combatant_id or 0), beats.get(each.beat_id or 0)) for each in scene.terms}


def texts(scene: Scene) -> str:
    fields = scene.fields
    notes = [each.note for each in scene.combatants]
    return "\n".join([fields.title, fields.note, fields.place_name, fields.interior, fields.rating, *notes])


def picture(scene: Scene) -> tuple[object, ...]:
    """Return all that a fight says, by names: what is put back by undo may have other numbers."""
    side = {each.id: (each.label, each.role) for each in scene.sides}
    people = sorted(
        str((each.label, side.get(each.side_id or 0), each.headcount, each.outcome, each.note))
        for each in scene.combatants
    )
    beats = sorted(
        str((each.label, each.in_us, each.out_us, each.note, side.get(each.upper_hand_side_id or 0)))
        for each in scene.beats
    )
    sides = sorted(side.values())
    return scene.fields, people, beats, sides, said_of_uses(scene), said_of_terms(scene)


def state(catalog: Catalog, film_id: int) -> list[Scene]:
    return sorted(
        (scene for scene in catalog.scenes() if scene.film_id == film_id),
        key=lambda scene: (scene.fields.in_us or 0, scene.id),
    )


@pytest.fixture(scope="module")
def roomy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    """Return a catalog in which each example has a film of its own."""
    folder = tmp_path_factory.mktemp("roomy")
    with Catalog.create(folder / "a.fights", cache_folder=folder) as made:
        yield made


@settings(max_examples=40, deadline=None)
@given(st.lists(_FIGHT, min_size=2, max_size=2))
def test_merging_two_fights_loses_nothing_that_was_typed_and_undo_parts_them_again(
    roomy: Catalog, fights: list[dict[str, Any]]
) -> None:
    catalog, film_id = roomy, roomy.add_film("Ballerina").value
    one_id, other_id = (enter(catalog, film_id, fight) for fight in fights)
    before = state(catalog, film_id)
    one, other = before
    catalog.edit("Merge", unite_scenes, one_id, other_id)
    (united,) = state(catalog, film_id)
    assert said_of_uses(united) == said_of_uses(one) + said_of_uses(other)
    assert said_of_terms(united) == said_of_terms(one) | said_of_terms(other)
    for scene in (one, other):
        for word in texts(scene).split("\n"):
            assert word in texts(united)
        for who in scene.combatants:
            alike = [
                each for each in united.combatants
                if each.label == who.label and each.headcount == who.headcount and who.note in each.note
            ]  # fmt: skip
            assert any(who.outcome in (each.outcome, "") or who.outcome in each.note for each in alike)
        assert {(side.label, side.role) for side in scene.sides if side.label and side.role} <= {
            (side.label, side.role) for side in united.sides
        }
        beats = Counter((each.label, each.in_us, each.out_us, each.note) for each in united.beats)
        assert Counter((each.label, each.in_us, each.out_us, each.note) for each in scene.beats) <= beats
    assert not faults(catalog)
    catalog.undo()
    assert [picture(each) for each in state(catalog, film_id)] == [picture(each) for each in before]


@settings(max_examples=40, deadline=None)
@given(_FIGHT, st.integers(1, 28))
def test_splitting_a_fight_loses_nothing_that_was_typed_and_undo_makes_it_whole(
    roomy: Catalog, fight: dict[str, Any], at_s: int
) -> None:
    catalog, film_id = roomy, roomy.add_film("Ballerina").value
    scene_id = enter(catalog, film_id, {**fight, "fields": {**fight["fields"], "times": (0, 29)}})
    before = state(catalog, film_id)
    catalog.edit("Split", split_scene, scene_id, at_s * _S)
    first, second = state(catalog, film_id)
    (whole,) = before
    for use_of in whole.wieldings:
        alike = [
            each for half in (first, second) for each in half.wieldings
            if (each.weapon, each.manner) == (use_of.weapon, use_of.manner)
        ]  # fmt: skip
        assert any(each.ended == use_of.ended for each in alike)
        assert any(each.from_us == use_of.from_us for each in alike)
        assert any(each.to_us == use_of.to_us for each in alike)
    labels = {(each.label, each.note) for half in (first, second) for each in half.beats}
    assert labels == {(each.label, each.note) for each in whole.beats}
    outcomes = [(each.label, each.outcome, each.note, each.headcount) for each in second.combatants]
    assert outcomes == [(each.label, each.outcome, each.note, each.headcount) for each in whole.combatants]
    assert {each.label for half in (first, second) for each in half.terms} == {each.label for each in whole.terms}
    assert first.fields.note == second.fields.note == whole.fields.note
    assert not faults(catalog)
    catalog.undo()
    assert [picture(each) for each in state(catalog, film_id)] == [picture(each) for each in before]
