"""A film goes with all that is of it, comes back with all of it, and merges with a copy that worked on meanwhile."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.fights import duel, use
from catalog.test_merging import Copies
from donnybrook.catalog import Catalog, EntryProblem, MediaFacts, SceneDraft, SceneFields, Shot, ShotList, Transaction
from donnybrook.catalog.driver import connect
from donnybrook.catalog.edits import cast, contents, films, pictures, scenes, shots, versions
from donnybrook.catalog.edits.film_removal import fights_told, remove_film
from donnybrook.catalog.edits.links import put_term
from donnybrook.catalog.edits.trash import delete_scenes
from donnybrook.catalog.images import Images
from donnybrook.catalog.shapes import TABLES_IN_ORDER

_OF_FILMS = [table for table in TABLES_IN_ORDER if not table.startswith("concept")]


def rows(catalog: Catalog) -> dict[str, list[str]]:
    """Return all that is kept of films, fights and people, by table."""
    connection = connect(catalog.path, mode="ro")
    images = Images(connection)
    found = {}
    for table in _OF_FILMS:
        ids = [row[0] for row in connection.execute(f"SELECT id FROM {table}")]  # noqa: S608
        found[table] = sorted(images.encode(table, images.of_row(table, row_id)) for row_id in ids)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    return found


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog.create(tmp_path / "a.fights", coder="Ana", cache_folder=tmp_path / "cache") as made:
        yield made


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Copies]:
    copies = Copies(tmp_path)
    yield copies
    copies.close()


def whole_film(catalog: Catalog, tmp_path: Path) -> int:
    """Add a film of which something stands in every table."""
    film_id = catalog.add_film("Ballerina", year=2025, alternative_titles=("From the World of",)).value
    file_id = catalog.attach_file(film_id, MediaFacts(path=tmp_path / "b.mkv", fingerprint="f")).value
    catalog.edit("Shots", shots.store_shots, file_id, "f", ShotList("cuts", "1", (Shot(0, 5, "start", None),)))
    catalog.edit("Identify", films.identify_film, film_id, "imdb", "tt7181546")
    uses = [use(catalog, "flamethrower", 0, (2,), beat=0), use(catalog, "fire hose", 2, (0,))]
    first = catalog.add_scene(film_id, duel(catalog, "Duel", uses, in_us=1, out_us=9)).value
    fight = catalog.scene(first)
    catalog.edit("x", contents.change_wielding, fight.wieldings[1].id, previous_id=fight.wieldings[0].id)
    catalog.edit(
        "Cover", pictures.set_cover, first, jpeg=b"jpeg", width_px=1, height_px=1, time_us=2, media_file_id=file_id
    )
    catalog.delete_scene(catalog.add_scene(film_id, SceneDraft(fields=SceneFields(title="Thrown away"))).value)
    return film_id


def test_a_film_goes_with_all_that_is_of_it_and_one_undo_brings_it_back(catalog: Catalog, tmp_path: Path) -> None:
    other = catalog.add_film("Sintel").value
    catalog.edit("Cast", cast.add_character, other, "Sintel", performer="Halina Reijn")
    without = {table: kept for table, kept in rows(catalog).items() if table != "person"}
    film_id = whole_film(catalog, tmp_path)
    before = rows(catalog)
    catalog.edit("Remove film Ballerina", remove_film, film_id, with_fights=True)
    after = rows(catalog)
    assert {table: kept for table, kept in after.items() if table != "person"} == without
    assert catalog.search("duel").scene_ids == catalog.search("in:trash").scene_ids == ()
    assert catalog.undo_label == "Remove film Ballerina"
    catalog.undo()
    assert rows(catalog) == before
    assert len(catalog.search("duel").scene_ids) == 1
    catalog.redo()
    assert rows(catalog) == after


def test_a_film_with_fights_is_not_removed_without_them_even_if_they_are_in_the_trash(
    catalog: Catalog, tmp_path: Path
) -> None:
    film_id = whole_film(catalog, tmp_path)
    assert catalog.read(fights_told, film_id) == "2 fights, 1 of them in the trash"
    before = rows(catalog)
    with pytest.raises(EntryProblem, match="2 fights"):
        catalog.edit("Remove", remove_film, film_id)
    assert rows(catalog) == before
    empty = catalog.add_film("By mistake").value
    assert catalog.read(fights_told, empty) == ""
    catalog.edit("Remove", remove_film, empty)
    assert [film.id for film in catalog.films()] == [film_id]


def test_a_picture_from_a_file_that_went_to_another_film_stays_without_the_file(
    catalog: Catalog, tmp_path: Path
) -> None:
    film_id = whole_film(catalog, tmp_path)
    other = catalog.add_film("By mistake").value
    version_id = catalog.edit("Add version", versions.add_version, other, "cut").value
    moved = catalog.media_files(film_id)[0]
    catalog.edit("Move", versions.move_file, moved.id, version_id, moved.clock)
    catalog.edit("Remove", remove_film, other)
    assert catalog.media_files() == []
    assert catalog.cover(catalog.scene_ids_of_film(film_id)[0]) is not None


def _united(ana: Catalog, ben: Catalog) -> dict[str, list[str]]:
    ana.merge(ben, backup=False)
    ben.merge(ana, backup=False)
    assert rows(ana) == rows(ben)
    return rows(ana)


def test_a_film_that_was_removed_here_and_left_alone_there_is_gone(copy: Copies) -> None:
    ana, ben = copy("Ana"), copy("Ben")
    ana.edit("Remove", remove_film, ana.films()[0].id, with_fights=True)
    assert _united(ana, ben)["film"] == []


def test_a_fight_added_there_to_a_film_that_was_removed_here_keeps_the_film(copy: Copies) -> None:
    ana, ben = copy("Ana"), copy("Ben")
    ana.edit("Remove", remove_film, ana.films()[0].id, with_fights=True)
    ben.add_scene(ben.films()[0].id, SceneDraft(fields=SceneFields(title="The chase")))
    kept = _united(ana, ben)
    assert [len(kept[table]) for table in ("film", "version", "scene")] == [1, 1, 1]


def test_a_film_described_there_and_removed_here_stays_whole_and_can_be_worked_on_and_merged_again(
    copy: Copies,
) -> None:
    ana, ben = copy("Ana"), copy("Ben")
    before = rows(ana)
    ana.edit("Remove", remove_film, ana.films()[0].id, with_fights=True)
    ben.edit("Change", films.change_film, ben.films()[0].id, note="mine")
    united = _united(ana, ben)
    assert [json.loads(each)["note"] for each in united["film"]] == ["mine"]
    assert {**united, "film": before["film"]} == before
    for catalog in (ana, ben):
        catalog.edit("Add fight", scenes.add_scene, catalog.films()[0].id, SceneDraft())
    kept = _united(ana, ben)
    assert [len(kept[table]) for table in ("film", "version", "scene")] == [1, 1, 3]


def test_a_film_that_came_back_without_a_version_gets_one_and_the_same_on_both_copies(copy: Copies) -> None:
    ana, ben = copy("Ana"), copy("Ben")
    for catalog in (ana, ben):  # as merges left it when a film came back without its parts
        film_id = catalog.films()[0].id
        catalog.edit("Clear", delete_scenes, catalog.scene_ids_of_film(film_id))
        catalog.edit(
            "Clear", lambda tx: tx.delete_many("version", [row[0] for row in tx.rows("SELECT id FROM version")])
        )
        catalog.edit("Add fight", scenes.add_scene, film_id, SceneDraft())
    kept = _united(ana, ben)
    assert [len(kept[table]) for table in ("film", "version", "scene")] == [1, 1, 2]


def test_the_removal_of_a_film_that_came_back_can_still_be_undone(copy: Copies) -> None:
    ana, ben = copy("Ana"), copy("Ben")
    before = rows(ana)
    ana.edit("Remove", remove_film, ana.films()[0].id, with_fights=True)
    ben.change_scene(next(ben.scenes()).id, note="on the old bridge")
    ana.merge(ben, backup=False)
    assert ana.undo() is not None  # the merge
    left = ana.undo()
    assert left is not None
    assert rows(ana) == before
    assert _united(ana, ben)["wielding"] == before["wielding"]


def test_what_stays_only_because_something_needs_it_says_the_same_on_both_copies(copy: Copies) -> None:
    ana, ben, cem = copy("Ana"), copy("Ben"), copy("Cem")
    ana.edit("Add", contents.add_beat, next(ana.scenes()).id, label="the fall")  # needs the fight
    ana.change_scene(next(ana.scenes()).id, title="The duel")
    cem.merge(ana, backup=False)
    ben.edit("Remove", remove_film, ben.films()[0].id, with_fights=True)
    ana.merge(ben, backup=False)
    ana.undo()  # the merge
    ana.undo()  # the title, which is now as Ben saw it when he deleted the fight
    cem.merge(ben, backup=False)
    assert [json.loads(each)["title"] for each in _united(cem, ana)["scene"]] == ["Duel"]


def test_undo_leaves_what_someone_else_has_put_there_again(copy: Copies) -> None:
    ana = copy("Ana")
    fight, kick = next(ana.scenes()).id, ana.vocabulary.concepts("technique")[0].id
    term = ana.edit("Put on", put_term, fight, kick).value
    ana.edit("Take off and rename", _take_off_and_rename, fight, term)
    with Catalog.open(ana.path, coder="Ben", cache_folder=ana.path.parent / "cache") as ben:
        ben.edit("Put on", put_term, fight, kick)
    undone = ana.undo()
    assert undone is not None
    assert undone.value > 0
    assert (ana.scene(fight).fields.title, len(ana.scene(fight).terms)) == ("Duel", 1)


def _take_off_and_rename(tx: Transaction, /, scene_id: int, term_id: int) -> None:
    contents.remove_term(tx, term_id)
    scenes.change_scene(tx, scene_id, title="The duel")
