"""What an import does to a catalog: words, films, what is bad, what is there already; all or nothing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from donnybrook.catalog import BeatDraft, Catalog, CombatantDraft, SceneDraft, SceneFields
from donnybrook.exchange.foreign import BadItem, ForeignFile, ForeignFilm, ForeignScene, ForeignTerm, ForeignUse
from donnybrook.exchange.import_plan import ImportChoices, ImportPlan, plan_import
from donnybrook.exchange.importing import Imported, carry_out
from donnybrook.problems import Problem
from exchange.interchange import NTSC, new_catalog


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with new_catalog(tmp_path, "a", titles=("Ballerina", "Heat")) as made:
        yield made


def fight(title: str = "Duel", in_us: int | None = 1_000_000, out_us: int | None = 2_000_000) -> ForeignScene:
    return ForeignScene(where="line 1", fields=SceneFields(title=title, in_us=in_us, out_us=out_us))


def of_ballerina(*scenes: ForeignScene, resolution_us: int = 1) -> ForeignFile:
    return ForeignFile(films=(ForeignFilm(title="BALLERINA"),), scenes=scenes, resolution_us=resolution_us)


def taken(catalog: Catalog, foreign: ForeignFile, name: str, choices: ImportChoices) -> Imported:
    return carry_out(catalog, lambda: plan_import(catalog, foreign, name, "", choices))


def rows(catalog: Catalog) -> tuple[int, int, int]:
    terms = sum(len(catalog.vocabulary.concepts(scheme)) for scheme in ("weapon", "theme", "technique"))
    return len(catalog.films()), catalog.scene_count(), terms


def test_an_import_is_one_edit_that_undo_takes_back_whole(catalog: Catalog) -> None:
    before = rows(catalog)
    foreign = ForeignFile(
        films=(ForeignFilm(title="Ballerina"), ForeignFilm(title="Ronin", year=1998)),
        scenes=(replace(fight(), uses=(ForeignUse(weapon="plunger"),)), replace(fight(), film=1)),
    )
    done = taken(catalog, foreign, "them.x", ImportChoices(new_words=True))
    assert [(film.title, film.scene_count) for film in done.plan.films] == [("Ballerina", 1), ("Ronin", 1)]
    assert rows(catalog) == (before[0] + 1, 2, before[2] + 1)
    assert catalog.undo_label == "Import them.x"
    catalog.undo()
    assert rows(catalog) == before


def test_what_others_do_after_it_was_planned_is_there_when_it_is_done(catalog: Catalog, tmp_path: Path) -> None:
    foreign = ForeignFile(
        films=(ForeignFilm(title="Ronin", year=1998),), scenes=(fight(), fight("Chase", 3_000_000, 4_000_000))
    )
    planned: list[ImportPlan] = []

    def plan() -> ImportPlan:
        planned.append(plan_import(catalog, foreign, "them.x", "", ImportChoices()))
        if len(planned) == 1:
            with Catalog.open(catalog.path, coder="Cleo", cache_folder=tmp_path) as theirs:
                film = theirs.add_film("Ronin", year=1998).value
                theirs.add_scene(film, SceneDraft(fields=fight().fields))
        return planned[-1]

    done = carry_out(catalog, plan)
    assert [film.title for film in catalog.films()].count("Ronin") == 1
    assert sorted(scene.fields.title for scene in catalog.scenes()) == ["Chase", "Duel"]
    assert (done.plan.there_already, len(planned)) == (1, 2)


def test_words_are_matched_by_synonym_and_kept_as_text_where_none_fits(catalog: Catalog) -> None:
    scene = replace(
        fight(),
        location="villages",
        combatants=(CombatantDraft(label="Eve"),),
        uses=(ForeignUse(weapon="Ice Skate", who=0, improvised=True), ForeignUse(weapon="plungr", who=0)),
        terms=(ForeignTerm(label="flamethrowers", who=0), ForeignTerm(label="STRANGLE"), ForeignTerm(label="odd")),
    )
    done = taken(catalog, of_ballerina(scene, replace(scene, location="the pier")), "a", ImportChoices())
    made, other = (catalog.scene(each) for each in done.scene_ids)
    assert [(use.weapon, use.improvised) for use in made.wieldings] == [("ice skates", True), ("flamethrower", False)]
    assert [term.label for term in made.terms] == ["choke"]
    assert made.location == "village"
    assert (other.location, other.fields.place_name) == ("", "the pier")
    assert made.fields.note == "Not in the vocabulary: Eve: plungr; #odd"
    assert [(word.label, word.scheme, word.count) for word in done.plan.unknown] == [
        ("odd", "theme", 2),
        ("plungr", "weapon", 2),
    ]


def test_bad_fights_are_left_out_with_the_reason_and_the_rest_is_taken(catalog: Catalog) -> None:
    bad = (
        fight(out_us=1_000_000),
        fight(in_us=None),
        fight(in_us=-1),
        fight(out_us=9_000_000_000),
        replace(fight(), beats=(BeatDraft(in_us=5, out_us=4),)),
        replace(fight(), fields=SceneFields(in_us=1, out_us=2, interior="outdoors")),
        replace(fight(), uses=(ForeignUse(weapon="sword", ended="eaten"),)),
    )
    done = taken(catalog, of_ballerina(*bad, fight("good")), "a", ImportChoices())
    assert len(done.scene_ids) == 1
    reasons = [each.reason for each in done.plan.bad]
    assert [reason.partition(",")[0] for reason in reasons] == [
        "it ends before it begins",
        "it has an out point and no in point",
        "it has a time before the film's start",
        "it reaches to 2:30:00.000",
        "a beat ends before it begins",
        "“outdoors” is not in the list of interior exterior: interior",
        "“eaten” is not in the list of ended: kept",
    ]
    with pytest.raises(Problem, match=r"nothing in a that can be taken\. line 1: it ends .* with 6 more"):
        taken(catalog, of_ballerina(*bad), "a", ImportChoices())
    with pytest.raises(Problem, match="There is no fight in a"):
        taken(catalog, of_ballerina(), "a", ImportChoices())


def test_what_is_there_already_is_not_taken_twice(catalog: Catalog) -> None:
    taken(catalog, of_ballerina(fight()), "a", ImportChoices())
    again = taken(catalog, of_ballerina(fight(), fight("Other")), "a", ImportChoices())
    assert (again.plan.there_already, len(again.scene_ids)) == (1, 1)
    third = taken(catalog, of_ballerina(fight(), fight("Other")), "a", ImportChoices())
    assert (third.plan.there_already, third.scene_ids, third.changes) == (2, (), None)


def test_fights_with_neither_times_nor_title_are_never_taken_for_one(catalog: Catalog) -> None:
    nameless, named = fight("", None, None), fight("The barn", None, None)
    taken(catalog, of_ballerina(nameless, named), "a", ImportChoices())
    again = taken(catalog, of_ballerina(nameless, nameless, named), "b", ImportChoices())
    assert (again.plan.there_already, len(again.scene_ids)) == (1, 2)


def test_the_film_is_found_by_path_by_title_by_the_file_s_name_or_by_choice(catalog: Catalog) -> None:
    def goes_to(film: ForeignFilm, name: str = "x.vtt", **choices: int) -> str:
        foreign = ForeignFile(films=(film,), scenes=(fight(),))
        done = taken(catalog, foreign, name, ImportChoices(**choices))  # type: ignore[arg-type]
        catalog.undo()
        return f"{done.plan.films[0].title}{'' if done.plan.films[0].film_id else ' (new)'}"

    assert goes_to(ForeignFilm(path="/elsewhere/heat.MKV", title="whatever")) == "Heat"
    assert goes_to(ForeignFilm(path="C:\\films\\Ballerina.mkv")) == "Ballerina"
    assert goes_to(ForeignFilm(path="/films/Ronin.avi")) == "Ronin (new)"
    assert goes_to(ForeignFilm(), "heat.en.vtt".replace(".en", "")) == "Heat"
    assert goes_to(ForeignFilm(title="Ronin"), film_id=1) == "Ballerina"
    with pytest.raises(Problem, match=r"x\.vtt does not say which film"):
        goes_to(ForeignFilm())
    catalog.add_film("Heat", year=1986)
    with pytest.raises(Problem, match="Several films go by “Heat”"):
        goes_to(ForeignFilm(title="Heat"))


def test_times_in_milliseconds_go_back_on_frames_and_others_stay(catalog: Catalog) -> None:
    frame_us = 41_708  # the first frame of 24000/1001 after zero, which milliseconds call 42
    rounded = fight(in_us=42_000, out_us=60_000)
    done = taken(catalog, of_ballerina(rounded, resolution_us=1000), "a", ImportChoices())
    fields = catalog.scene(done.scene_ids[0]).fields
    assert (fields.in_us, fields.out_us) == (frame_us, 60_000)
    exact = taken(catalog, of_ballerina(fight("exact", in_us=42_000)), "a", ImportChoices())
    assert catalog.scene(exact.scene_ids[0]).fields.in_us == 42_000
    assert NTSC.numerator == 24000


def test_a_fault_in_the_midst_leaves_nothing_half_imported(catalog: Catalog) -> None:
    before = rows(catalog)
    wrong = replace(fight("wrong"), uses=(ForeignUse(weapon="sword", who=7),))  # there is no combatant 7
    with pytest.raises(IndexError):
        taken(catalog, of_ballerina(fight("first"), wrong), "a", ImportChoices(new_words=True))
    assert rows(catalog) == before
    assert catalog.scene_count() == 0


def test_what_the_reader_could_not_read_is_listed_too(catalog: Catalog) -> None:
    foreign = replace(of_ballerina(fight()), bad=(BadItem("line 9", "it is nothing"),))
    assert taken(catalog, foreign, "a", ImportChoices()).plan.bad == (BadItem("line 9", "it is nothing"),)


def test_a_film_that_others_add_meanwhile_is_not_added_twice(catalog: Catalog, tmp_path: Path) -> None:
    heard: list[int] = []

    def tell(done: int, _total: int) -> None:
        heard.append(done)
        if len(heard) == 1:
            with Catalog.open(catalog.path, cache_folder=tmp_path) as theirs:
                theirs.add_film("Ronin", year=1998)

    foreign = ForeignFile(films=(ForeignFilm(title="Ronin", year=1998),), scenes=(fight(), fight("Other")))
    done = carry_out(catalog, lambda: plan_import(catalog, foreign, "a", "", ImportChoices()), tell)
    assert [film.title for film in catalog.films()].count("Ronin") == 1
    assert (done.plan.films[0].film_id, len(done.scene_ids)) == (catalog.find_films("Ronin")[0].id, 2)
