"""Films, scenes and what is in them: entered, changed, found again by name, put in the trash, shown."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from fractions import Fraction
from pathlib import Path

import pytest

from catalog.fights import concept, duel, make_fights, use
from donnybrook.catalog import (
    SCENE_FIELDS,
    BeatDraft,
    Catalog,
    CombatantDraft,
    EntryProblem,
    MediaFacts,
    SceneDraft,
    SceneFields,
    TermDraft,
    WieldingDraft,
)
from donnybrook.catalog.driver import IntegrityError
from donnybrook.catalog.edits import contents, films, links, pictures, scenes, vocabulary

FACTS = MediaFacts(
    path=Path("/films/a film.mkv"),
    size_bytes=5,
    mtime_ns=6,
    fingerprint="abc",
    rate=Fraction(24000, 1001),
    variable_rate=True,
    start_us=-7,
    duration_us=8,
    width_px=9,
    height_px=10,
    container="matroska",
    video_codec="h264",
    audio_codec="aac",
)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog.create(tmp_path / "a.fights", coder="Ana", cache_folder=tmp_path / "cache") as made:
        yield made


def add(catalog: Catalog, draft: SceneDraft | None = None) -> int:
    film_id = catalog.films()[0].id if catalog.films() else catalog.add_film("A film").value
    return catalog.add_scene(film_id, draft or SceneDraft()).value


# ---------------------------------------------------------------- films and files


def test_a_film_comes_back_as_it_was_entered(catalog: Catalog) -> None:
    film_id = catalog.add_film(" Ballerina ", year=2025, alternative_titles=("The Dancer", "Tutu"), note="seen").value
    film = catalog.film(film_id)
    assert (film.title, film.year, film.alternative_titles, film.note, film.scene_count) == (
        "Ballerina",
        2025,
        ("The Dancer", "Tutu"),
        "seen",
        0,
    )


def test_a_film_needs_a_title(catalog: Catalog) -> None:
    with pytest.raises(EntryProblem) as told:
        catalog.add_film("  ")
    assert told.value.field == "title"
    film_id = catalog.add_film("A").value
    with pytest.raises(EntryProblem):
        catalog.edit("x", films.change_film, film_id, title="", year=None)


def test_a_film_that_is_not_there_is_a_lookup_error(catalog: Catalog) -> None:
    with pytest.raises(LookupError):
        catalog.film(77)
    with pytest.raises(LookupError):
        catalog.scene(77)
    with pytest.raises(LookupError):
        catalog.add_scene(77, SceneDraft())


def test_a_file_comes_back_as_it_was_attached_and_as_it_was_seen_again(catalog: Catalog) -> None:
    film_id = catalog.add_film("A").value
    file_id = catalog.attach_file(film_id, FACTS).value
    (stored,) = catalog.media_files(film_id)
    assert {name: getattr(stored, name) for name in asdict(FACTS)} == asdict(FACTS)
    seen_again = replace(FACTS, path=Path("/elsewhere/b.mkv"), size_bytes=None, rate=None)
    catalog.edit("x", films.update_file, file_id, seen_again)
    (stored,) = catalog.media_files()
    assert (stored.path, stored.size_bytes, stored.rate) == (Path("/elsewhere/b.mkv"), None, None)


def test_a_film_is_found_by_titles_id_uuid_and_file(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    film_id = catalog.add_film("Bōken", alternative_titles=("The Adventure",)).value
    other_id = catalog.add_film("2", year=1999).value
    catalog.attach_file(film_id, FACTS)
    monkeypatch.chdir("/")
    for name in ("Bōken", "the adventure", catalog.film(film_id).uuid, "/films/a film.mkv", "films/a film.mkv"):
        assert [film.id for film in catalog.find_films(name)] == [film_id], name
    assert [film.id for film in catalog.find_films("2")] == [other_id]
    assert catalog.find_films("nothing") == []
    assert catalog.find_films("\udce9") == []


def test_a_film_whose_title_is_another_one_s_number_is_told_of_with_it(catalog: Catalog) -> None:
    first = catalog.add_film("Seven").value
    second = catalog.add_film(str(first)).value
    assert {film.id for film in catalog.find_films(str(first))} == {first, second}


def test_films_stand_by_title_and_count_their_fights_without_the_trash(catalog: Catalog) -> None:
    for title in ("b", "A", "C"):
        catalog.add_film(title)
    film_id = catalog.films()[0].id
    scene_id = catalog.add_scene(film_id, SceneDraft()).value
    catalog.add_scene(film_id, SceneDraft())
    catalog.delete_scene(scene_id)
    assert [(film.title, film.scene_count) for film in catalog.films()] == [("A", 1), ("b", 0), ("C", 0)]


# ---------------------------------------------------------------- scenes


def test_every_entered_field_of_a_scene_comes_back_and_can_be_changed(catalog: Catalog) -> None:
    village = concept(catalog, "location", "village")
    values: dict[str, str | int | None] = {"in_us": 5, "out_us": 6, "location_id": village}
    values |= {field.name: f"{field.name} said" for field in SCENE_FIELDS if field.kind in ("line", "text")}
    values |= {field.name: catalog.codes(field.source)[-1].code for field in SCENE_FIELDS if field.kind == "code"}
    assert set(values) == {field.name for field in SCENE_FIELDS}
    scene_id = add(catalog, SceneDraft(fields=SceneFields(**values)))  # type: ignore[arg-type]
    scene = catalog.scene(scene_id)
    assert asdict(scene.fields) == values
    assert scene.location == "village"
    catalog.change_scene(scene_id, in_us=7, out_us=8, note="", location_id=None)
    assert asdict(catalog.scene(scene_id).fields) == values | {"in_us": 7, "out_us": 8, "note": "", "location_id": None}


@pytest.mark.parametrize(("in_us", "out_us", "field"), [(None, 5, "in_us"), (5, 5, "out_us"), (6, 5, "out_us")])
def test_times_that_can_t_be_are_refused_at_their_field(
    catalog: Catalog, in_us: int | None, out_us: int | None, field: str
) -> None:
    with pytest.raises(EntryProblem) as told:
        add(catalog, SceneDraft(fields=SceneFields(in_us=in_us, out_us=out_us)))
    assert told.value.field == field
    assert list(catalog.scenes()) == []
    scene_id = add(catalog, SceneDraft(fields=SceneFields(in_us=10, out_us=20)))
    with pytest.raises(EntryProblem):
        catalog.change_scene(scene_id, in_us=in_us, out_us=out_us)
    with pytest.raises(EntryProblem):
        catalog.edit("x", contents.add_beat, scene_id, in_us=in_us, out_us=out_us)
    assert catalog.scene(scene_id).fields.in_us == 10


def test_the_file_itself_refuses_times_that_can_t_be(catalog: Catalog) -> None:
    scene_id = add(catalog, SceneDraft(fields=SceneFields(in_us=10, out_us=20)))
    with pytest.raises(IntegrityError):
        catalog.edit("x", lambda tx: tx.update("scene", scene_id, out_us=10))
    with pytest.raises(IntegrityError):
        catalog.edit("x", lambda tx: tx.update("scene", scene_id, in_us=None))


def test_one_point_can_be_moved_past_the_other_only_together_with_it(catalog: Catalog) -> None:
    scene_id = add(catalog, SceneDraft(fields=SceneFields(in_us=10, out_us=20)))
    with pytest.raises(EntryProblem):
        catalog.change_scene(scene_id, in_us=30)
    catalog.change_scene(scene_id, in_us=30, out_us=40)
    catalog.change_scene(scene_id, out_us=None)
    catalog.change_scene(scene_id, in_us=None)


def test_a_field_that_a_scene_has_not_is_a_lookup_error(catalog: Catalog) -> None:
    with pytest.raises(LookupError, match="no field colour"):
        catalog.change_scene(add(catalog), colour="red")


def test_a_draft_comes_back_whole(catalog: Catalog) -> None:
    draft = SceneDraft(
        sides=("heroes", "gang"),
        combatants=(
            CombatantDraft(label="Eve", side=0, character="Eve Macarro", performer="Ana de Armas", outcome="injured"),
            CombatantDraft(label="crowd", side=1, headcount=None, note="in sweaters"),
        ),
        beats=(BeatDraft(label="one", in_us=1, out_us=5, upper_hand=1), BeatDraft(label="two", in_us=4, note="later")),
        wieldings=(
            WieldingDraft(
                weapon_id=concept(catalog, "weapon", "axe"),
                who=0,
                against=(1,),
                beat=0,
                from_us=1,
                to_us=2,
                acquired="found",
                ended="lost",
                manner="two-handed",
                certainty="inferred",
            ),
            WieldingDraft(weapon_id=concept(catalog, "weapon", "axe"), who=1, previous=0),
        ),
        terms=(TermDraft(concept_id=concept(catalog, "technique", "choke"), beat=1, who=0),),
    )
    scene = catalog.scene(add(catalog, draft))
    eve, crowd = scene.combatants
    one, two = scene.beats
    first, second = scene.wieldings
    assert [side.label for side in scene.sides] == ["heroes", "gang"]
    assert (eve.side_id, eve.outcome, eve.headcount) == (scene.sides[0].id, "injured", 1)
    assert eve.character_id is not None
    assert (crowd.headcount, crowd.note, crowd.character_id) == (None, "in sweaters", None)
    assert (one.in_us, one.out_us, one.upper_hand_side_id) == (1, 5, scene.sides[1].id)
    assert (two.out_us, two.note) == (None, "later")
    assert (first.combatant_id, first.target_ids, first.beat_id) == (eve.id, (crowd.id,), one.id)
    assert (first.acquired, first.ended, first.manner, first.certainty) == ("found", "lost", "two-handed", "inferred")
    assert (second.combatant_id, second.previous_id, second.target_ids) == (crowd.id, first.id, ())
    (term,) = scene.terms
    assert (term.label, term.beat_id, term.combatant_id) == ("choke", two.id, eve.id)


def test_a_character_is_one_in_all_fights_of_a_film(catalog: Catalog) -> None:
    eve = CombatantDraft(label="Eve", character="Eve Macarro", performer="Ana de Armas")
    plain = CombatantDraft(label="Eve Macarro")
    ids = [add(catalog, SceneDraft(combatants=(each,))) for each in (eve, eve, plain)]
    characters = {catalog.scene(scene_id).combatants[0].character_id for scene_id in ids}
    assert len(characters) == 1
    assert catalog.names()[0] in ("Eve", "Eve Macarro")


def test_completing_a_scene_takes_who_is_there_as_the_same(catalog: Catalog) -> None:
    first = SceneDraft(
        sides=("", ""),
        combatants=(CombatantDraft(label="Eve", side=0), CombatantDraft(label="gang", side=1)),
        wieldings=(use(catalog, "axe", 0, (1,)),),
    )
    more = SceneDraft(
        sides=("", ""),
        combatants=(
            CombatantDraft(label="gang", side=0),
            CombatantDraft(label="Eve", side=1),
            CombatantDraft(label="Bo", side=1),
        ),
        wieldings=(use(catalog, "knife", 0, (1, 2)),),
    )
    scene_id = add(catalog, first)
    catalog.edit("More", scenes.complete_scene, scene_id, more)
    scene = catalog.scene(scene_id)
    sides = {each.label: each.side_id for each in scene.combatants}
    assert len(scene.combatants) == 3
    assert len(scene.sides) == 2
    assert sides["Eve"] == sides["Bo"] != sides["gang"]
    assert [use.weapon for use in scene.wieldings] == ["axe", "knife"]


def test_two_fighters_of_one_name_stay_two(catalog: Catalog) -> None:
    draft = SceneDraft(
        sides=("", ""),
        combatants=(CombatantDraft(label="guard", side=0), CombatantDraft(label="guard", side=1)),
        wieldings=(use(catalog, "axe", 0, (1,)), use(catalog, "knife", 1, (0,))),
    )
    scene_id = add(catalog, draft)
    catalog.edit("More", scenes.complete_scene, scene_id, draft)
    scene = catalog.scene(scene_id)
    assert len(scene.combatants) == len(scene.sides) == 2
    assert all(use.combatant_id not in use.target_ids for use in scene.wieldings)
    assert catalog.search("axe vs knife").scene_ids == (scene_id,)


def test_scenes_of_a_film_stand_in_the_order_they_are_fought(catalog: Catalog) -> None:
    film_id = catalog.add_film("A").value
    for title, in_us in (("late", 50), ("memory", None), ("early", 5)):
        catalog.add_scene(film_id, SceneDraft(fields=SceneFields(title=title, in_us=in_us)))
    found = [row.title for row in catalog.scene_rows(catalog.scene_ids_of_film(film_id))]
    assert found.index("early") < found.index("late")
    assert set(found) == {"early", "late", "memory"}


def test_a_scene_is_found_by_number_uuid_or_the_beginning_of_one(catalog: Catalog) -> None:
    scene_id = add(catalog)
    uuid = catalog.scene(scene_id).uuid
    for name in (str(scene_id), uuid, uuid.upper(), uuid[:8], uuid[:20]):
        assert catalog.find_scene(name) == scene_id
    for name in ("", "0", "77", uuid[:7], "%" * 8, "_" * 36, f"{uuid}0", "\udce9"):
        assert catalog.find_scene(name) is None
    add(catalog)
    assert catalog.find_scene(uuid[:8]) is None, "two begin so"


def test_the_trash_hides_a_scene_and_gives_it_back_whole(catalog: Catalog) -> None:
    scene_id = add(catalog, duel(catalog, "fire", [use(catalog, "axe", 0, (2,))]))
    whole = catalog.scene(scene_id)
    catalog.delete_scene(scene_id)
    assert catalog.search("").scene_ids == catalog.search("axe").scene_ids == ()
    assert catalog.scene_ids_of_film(whole.film_id) == []
    assert list(catalog.scenes()) == []
    trashed = catalog.scene(scene_id)
    assert trashed.deleted_at is not None
    catalog.restore_scene(scene_id)
    assert catalog.search("axe").scene_ids == (scene_id,)
    assert replace(catalog.scene(scene_id), modified_at="") == replace(whole, modified_at="")


def test_many_scenes_come_in_the_order_asked_for(tmp_path: Path) -> None:
    with make_fights(tmp_path / "b.fights", tmp_path / "cache") as catalog:
        ids = list(catalog.search("").scene_ids)
        assert [scene.id for scene in catalog.scenes(ids)] == ids
        assert [scene.id for scene in catalog.scenes()] == sorted(ids)
        assert [row.id for row in catalog.scene_rows([*ids, 77])] == ids


# ---------------------------------------------------------------- what is in a scene


def test_removing_a_combatant_takes_what_they_wield_and_leaves_what_others_do(catalog: Catalog) -> None:
    scene = catalog.scene(
        add(catalog, duel(catalog, "x", [use(catalog, "axe", 0, (2,)), use(catalog, "knife", 2, (0,))]))
    )
    catalog.edit("x", contents.remove_combatant, scene.combatants[0].id)
    left = catalog.scene(scene.id)
    assert [each.label for each in left.combatants] == ["Bo", "towering villain", "guards"]
    assert [(each.weapon, each.target_ids) for each in left.wieldings] == [("knife", ())]


def test_removing_a_side_or_a_beat_leaves_who_and_what_was_in_it(catalog: Catalog) -> None:
    scene = catalog.scene(add(catalog, duel(catalog, "x", [use(catalog, "axe", 0, beat=0)])))
    catalog.edit("x", contents.remove_side, scene.sides[0].id)
    catalog.edit("x", contents.remove_beat, scene.beats[0].id)
    left = catalog.scene(scene.id)
    assert [each.side_id for each in left.combatants[:2]] == [None, None]
    assert [each.beat_id for each in left.wieldings] == [None]
    assert [each.label for each in left.beats] == ["second"]


def test_a_term_is_on_a_scene_once_and_on_each_beat_once(catalog: Catalog) -> None:
    scene = catalog.scene(add(catalog, duel(catalog, "x", [])))
    choke = concept(catalog, "technique", "choke")
    for beat_id in (None, None, scene.beats[0].id, scene.beats[0].id):
        catalog.edit("x", links.put_term, scene.id, choke, beat_id=beat_id)
    assert [each.beat_id for each in catalog.scene(scene.id).terms] == [None, scene.beats[0].id]


def test_a_combatant_needs_a_name(catalog: Catalog) -> None:
    scene_id = add(catalog, duel(catalog, "x", []))
    with pytest.raises(EntryProblem):
        catalog.edit("x", contents.add_combatant, scene_id, " ")
    with pytest.raises(EntryProblem):
        catalog.edit("x", contents.change_combatant, catalog.scene(scene_id).combatants[0].id, label="")


# ---------------------------------------------------------------- covers


def cover(catalog: Catalog, scene_id: int, jpeg: bytes, *, chosen: bool = False) -> None:
    catalog.edit(
        "x", pictures.set_cover, scene_id, jpeg=jpeg, width_px=4, height_px=3, time_us=len(jpeg), chosen=chosen
    )


def shown(catalog: Catalog, scene_id: int) -> bytes | None:
    found = catalog.cover(scene_id)
    return found.jpeg if found else None


def test_a_cover_that_comes_after_its_scene_was_taken_back_goes_nowhere(catalog: Catalog) -> None:
    scene_id = add(catalog)
    catalog.undo()
    cover(catalog, scene_id, b"1")
    assert catalog.redo() is not None
    assert shown(catalog, scene_id) is None


def test_a_later_cover_takes_the_place_of_an_earlier_but_never_of_a_chosen_one(catalog: Catalog) -> None:
    scene_id = add(catalog)
    assert shown(catalog, scene_id) is None
    for jpeg, chosen, expected in (
        (b"1", False, b"1"),
        (b"22", False, b"22"),
        (b"333", True, b"333"),
        (b"4444", False, b"333"),
        (b"55555", True, b"55555"),
    ):
        cover(catalog, scene_id, jpeg, chosen=chosen)
        assert shown(catalog, scene_id) == expected
    found = catalog.cover(scene_id)
    assert found is not None
    assert (found.time_us, found.width_px, found.height_px) == (5, 4, 3)
    assert catalog.scene_rows([scene_id])[0].cover == found.picture


def test_an_earlier_cover_is_shown_again_but_never_in_place_of_a_chosen_one(catalog: Catalog) -> None:
    scene_id = add(catalog)
    cover(catalog, scene_id, b"1")
    cover(catalog, scene_id, b"22")
    for thumbnail_id, expected in ((1, b"1"), (99, b"1"), (2, b"22")):
        catalog.follow_up("x", pictures.show_earlier_cover, thumbnail_id)
        assert shown(catalog, scene_id) == expected
    cover(catalog, scene_id, b"333", chosen=True)
    catalog.follow_up("x", pictures.show_earlier_cover, 1)
    assert shown(catalog, scene_id) == b"333"


def test_one_picture_serves_all_scenes_that_show_it(catalog: Catalog) -> None:
    first, second = add(catalog), add(catalog)
    cover(catalog, first, b"same")
    cover(catalog, second, b"same")
    rows = catalog.scene_rows([first, second])
    assert rows[0].cover == rows[1].cover
    assert rows[0].cover is not None
    assert catalog.picture(rows[0].cover) == b"same"
    assert catalog.picture("nothing") is None


# ---------------------------------------------------------------- vocabulary


def test_a_new_concept_is_known_at_once_and_once_only(catalog: Catalog) -> None:
    sword = concept(catalog, "weapon", "sword")
    made = catalog.edit("x", vocabulary.add_concept, "weapon", " Zorg  blade ", broader_id=sword)
    assert made.changes.vocabulary
    assert catalog.vocabulary.lookup("weapon", "ZORG-BLADES") == made.value
    assert sword in {each.id for each in catalog.vocabulary.ancestors(made.value)}
    for label in ("zorg blade", "SWORD", ""):
        with pytest.raises(EntryProblem):
            catalog.edit("x", vocabulary.add_concept, "weapon", label)


def test_closed_lists_keep_their_order(catalog: Catalog) -> None:
    assert [each.code for each in catalog.codes("acquired")][:4] == ["brought", "drawn", "picked up", "found"]
    assert catalog.codes("nothing") == []
