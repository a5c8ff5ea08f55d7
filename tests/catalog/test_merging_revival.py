"""What a merge brings back, since someone was working on it, comes back whole, but for what was deleted on its own."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from catalog.test_film_removal import rows, whole_film
from catalog.test_merging import Copies
from donnybrook.catalog import Catalog, SceneDraft
from donnybrook.catalog.driver import connect
from donnybrook.catalog.edits import contents, films, pictures, vocabulary
from donnybrook.catalog.edits.film_removal import remove_film
from donnybrook.catalog.edits.trash import delete_scenes, empty_trash
from donnybrook.catalog.merging.revival import PART_OF
from donnybrook.catalog.shapes import TABLES_IN_ORDER, read_shape

type Pair = tuple[Catalog, Catalog]


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Copies]:
    copies = Copies(tmp_path)
    yield copies
    copies.close()


@pytest.fixture
def pair(copy: Copies, tmp_path: Path) -> Pair:
    """Return two copies that hold a film of which something stands in every table."""
    ana, ben = copy("Ana"), copy("Ben")
    ana.edit("Remove", remove_film, ana.films()[0].id, with_fights=True)
    whole_film(ana, tmp_path)
    _unite(ana, ben)
    return ana, ben


def _unite(ana: Catalog, ben: Catalog) -> dict[str, list[str]]:
    ana.merge(ben, backup=False)
    ben.merge(ana, backup=False)
    assert rows(ana) == rows(ben)
    return rows(ana)


def _duel(catalog: Catalog) -> int:
    return catalog.search("duel").scene_ids[0]


def _without(kept: dict[str, list[str]], **gone: int) -> dict[str, int]:
    return {table: len(found) - gone.get(table, 0) for table, found in kept.items()}


def _counted(kept: dict[str, list[str]]) -> dict[str, int]:
    return {table: len(found) for table, found in kept.items()}


def _throw_away(catalog: Catalog) -> None:
    catalog.delete_scene(_duel(catalog))
    catalog.edit("Empty", empty_trash)


def _retitle(catalog: Catalog) -> object:
    return catalog.change_scene(_duel(catalog), title="The duel")


def _add_beat(catalog: Catalog) -> object:
    return catalog.edit("Beat", contents.add_beat, _duel(catalog), label="the fall")


def _wound(catalog: Catalog) -> object:
    combatant = catalog.scene(_duel(catalog)).combatants[0]
    return catalog.edit("Change", contents.change_combatant, combatant.id, outcome="fled")


@pytest.mark.parametrize("work", [_retitle, _add_beat, _wound])
def test_a_fight_emptied_from_the_trash_here_and_worked_on_there_comes_back_whole(
    pair: Pair, work: Callable[[Catalog], object]
) -> None:
    ana, ben = pair
    work(ben)
    wanted = rows(ben)
    _throw_away(ana)
    united = _unite(ana, ben)
    (fight,) = (json.loads(each) for each in united["scene"])  # the other one was in the trash as well
    assert fight["deleted_at"]
    assert {**united, "scene": []} == {**wanted, "scene": []}
    assert {json.loads(use)["previous_id"] for use in united["wielding"]} > {None}


def test_what_was_deleted_on_its_own_does_not_come_back_with_the_rest(pair: Pair) -> None:
    ana, ben = pair
    cem_said = ben.scene(_duel(ben)).wieldings[-1].id
    ben.edit("Disarm", contents.remove_wielding, cem_said)
    wanted = rows(ben)
    _retitle(ben)
    ana.edit("Delete", delete_scenes, [_duel(ana)])
    united = _unite(ana, ben)
    assert _counted(united) == _counted(wanted)
    assert united["wielding"] == wanted["wielding"]


def test_a_combatant_removed_here_and_worked_on_there_comes_back_with_what_they_wield(pair: Pair) -> None:
    ana, ben = pair
    _wound(ben)
    wanted = rows(ben)
    ana.edit("Remove", contents.remove_combatant, ana.scene(_duel(ana)).combatants[0].id)
    assert _counted(_unite(ana, ben)) == _counted(wanted)


def test_a_film_comes_back_with_the_one_fight_that_was_worked_on_and_with_its_cast_files_and_identifiers(
    pair: Pair,
) -> None:
    ana, ben = pair
    ben.add_scene(ben.films()[0].id, SceneDraft())
    ana.merge(ben, backup=False)
    _retitle(ben)
    wanted = rows(ben)
    ana.edit("Remove", remove_film, ana.films()[0].id, with_fights=True)
    assert _counted(_unite(ana, ben)) == _without(wanted, scene=2)


def test_a_film_that_was_described_comes_back_with_all_its_fights(pair: Pair) -> None:
    ana, ben = pair
    ben.edit("Note", films.change_film, ben.films()[0].id, note="seen twice")
    wanted = rows(ben)
    ana.edit("Remove", remove_film, ana.films()[0].id, with_fights=True)
    assert _unite(ana, ben) == wanted


def test_a_term_deleted_here_and_used_there_comes_back_with_its_synonyms(copy: Copies) -> None:
    ana = copy("Ana")
    skate = ana.edit("Add", vocabulary.add_concept, "weapon", "whisk").value
    ana.edit("Say", vocabulary.add_synonym, skate, "fouet", language="fr")
    ben = copy("Ben")
    ben.merge(ana, backup=False)
    ana.edit("Delete", vocabulary.delete_concept, skate)
    there = ben.vocabulary.lookup("weapon", "whisk")
    assert there is not None
    ben.edit("Arm", contents.add_wielding, next(ben.scenes()).id, there)
    _unite(ana, ben)
    assert ana.vocabulary.lookup("weapon", "fouet") is not None


def test_a_cover_whose_picture_is_on_a_third_copy_comes_when_that_is_merged(copy: Copies) -> None:
    ana, ben, cem = copy("Ana"), copy("Ben"), copy("Cem")
    fight = next(ana.scenes()).id
    cover = {"jpeg": b"jpeg", "width_px": 1, "height_px": 1, "time_us": 2, "media_file_id": None}
    ana.edit("Cover", pictures.set_cover, fight, **cover)  # type: ignore[arg-type]
    ana.edit("Delete", delete_scenes, [fight])
    ben.change_scene(fight, title="The duel")
    cem.merge(ana, backup=False)
    cem.merge(ben, backup=False)
    assert cem.cover(next(cem.scenes()).id) is None
    cem.merge(ana, backup=False)
    assert cem.cover(next(cem.scenes()).id) is not None


@pytest.mark.parametrize("is_worked_on", [False, True])
def test_a_term_whose_picture_is_on_a_third_copy_comes_without_it_and_has_it_when_that_is_merged(
    copy: Copies, is_worked_on: bool
) -> None:
    ana, ben, cem = copy("Ana"), copy("Ben"), copy("Cem")
    term = ana.edit("Add", vocabulary.add_concept, "weapon", "fouet").value
    for other in (ben, cem):
        other.merge(ana, backup=False)
    ana.edit("Picture", pictures.picture_concept, term, jpeg=b"jpeg", width_px=1, height_px=1)
    ana.edit("Delete", vocabulary.delete_concept, term)
    there = ben.vocabulary.lookup("weapon", "fouet")
    assert there is not None
    ben.edit("Arm", contents.add_wielding, next(ben.scenes()).id, there)
    if is_worked_on:
        ben.edit("Note", vocabulary.describe_concept, there, scope_note="braided")
    cem.merge(ana, backup=False)
    cem.merge(ben, backup=False)
    assert len(cem.search("fouet").scene_ids) == 1
    _unite(cem, ben)
    assert _said_of(cem, "fouet") == _said_of(ben, "fouet") == (None, "braided" if is_worked_on else "")
    _unite(cem, ana)
    assert _said_of(cem, "fouet")[0] is not None
    _unite(ben, ana)
    assert _said_of(ana, "fouet") == _said_of(ben, "fouet") == _said_of(cem, "fouet")


def _said_of(catalog: Catalog, word: str) -> tuple[object, ...]:
    sql = "SELECT picture, scope_note FROM concept WHERE pref_label = ?"
    return catalog.read(lambda connection: tuple(connection.execute(sql, (word,)).fetchone()))


def test_every_table_whose_rows_can_t_be_without_another_is_part_of_it(copy: Copies) -> None:
    connection = connect(copy("Ana").path, mode="ro")
    dependent = set()
    for table in TABLES_IN_ORDER:
        needed = {row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[3]}
        dependent |= {table for column, _ in read_shape(connection, table).references if column in needed}
    connection.close()
    assert dependent <= PART_OF.keys() <= {*TABLES_IN_ORDER}


def test_a_fight_and_a_film_that_come_back_have_their_old_numbers(pair: Pair) -> None:
    ana, ben = pair
    fight, film_id = _duel(ana), ana.films()[0].id
    _retitle(ben)
    ana.add_film("Sintel")
    ana.edit("Remove", remove_film, film_id, with_fights=True)
    _unite(ana, ben)
    assert ana.scene(fight).film_id == film_id
