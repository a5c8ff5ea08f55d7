"""Bringing the search index up after an edit costs what the edit touched, however large the catalog is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from donnybrook.catalog import Catalog, SceneDraft, WieldingDraft
from donnybrook.catalog.driver import UNREADABLE, Connection
from donnybrook.catalog.edits.bulk import trash_scenes
from donnybrook.catalog.edits.films import change_film
from donnybrook.catalog.edits.vocabulary import add_concept
from donnybrook.catalog.search.index import TOUCHED, TOUCHED_CONCEPTS


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog.create(tmp_path / "a.fights", cache_folder=tmp_path / "cache") as made:
        yield made


def _run(connection: Connection, sql: str) -> None:
    connection.execute(sql)


def _scans(connection: Connection, sql: str) -> list[str]:
    steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", (1,))]
    return [step for step in steps if step.startswith("SCAN")]


@pytest.mark.parametrize("sql", [TOUCHED, TOUCHED_CONCEPTS])
def test_what_an_edit_touched_is_found_without_reading_a_table_through(catalog: Catalog, sql: str) -> None:
    assert catalog.read(_scans, sql) == []


def test_the_plan_of_joins_left_to_themselves_would_be_seen(catalog: Catalog) -> None:
    assert catalog.read(_scans, TOUCHED.replace("CROSS JOIN", "JOIN")) != []


def test_an_index_that_could_not_be_attached_is_tried_again(catalog: Catalog) -> None:
    catalog.add_film("Ballerina")
    others = [f"other_{number}" for number in range(10)]  # as many as SQLite takes
    for each in others:
        catalog.read(_run, f"ATTACH ':memory:' AS {each}")
    with pytest.raises(UNREADABLE, match="too many attached"):
        catalog.search("sword")
    catalog.read(_run, f"DETACH {others[0]}")
    assert catalog.search("sword").scene_ids == ()


def test_a_fight_with_a_term_that_came_by_another_window_is_found_at_once(catalog: Catalog) -> None:
    assert not catalog.search("sword").scene_ids
    assert catalog.vocabulary.lookup("weapon", "plunger") is None
    with Catalog.open(catalog.path, cache_folder=catalog.path.parent / "cache") as other:
        sword = other.vocabulary.lookup("weapon", "sword")
        weapon_id = other.edit("Add term", add_concept, "weapon", "plunger", broader_id=sword).value
        film_id = other.add_film("Ballerina").value
        other.add_scene(film_id, SceneDraft(wieldings=(WieldingDraft(weapon_id=weapon_id),)))
    assert len(catalog.search("sword").scene_ids) == 1


def test_how_far_the_index_is_behind_is_told_by_the_changes_and_by_the_fights_that_one_change_touches(
    catalog: Catalog,
) -> None:
    film_id = catalog.add_film("Ballerina").value
    for _ in range(4):
        catalog.add_scene(film_id, SceneDraft())
    assert not catalog.questions.is_behind(0)  # nobody has asked for an index yet
    catalog.search("")
    assert not catalog.questions.is_behind(0)
    catalog.edit("Rename film", change_film, film_id, title="Dancer")
    assert catalog.questions.is_behind(3)
    assert not catalog.questions.is_behind(4)
    catalog.search("")
    scene_ids = catalog.scene_ids_of_film(film_id)
    catalog.edit("Delete fights", trash_scenes, scene_ids[:3])
    assert catalog.questions.is_behind(2)
    assert not catalog.questions.is_behind(3)
    catalog.search("")
    assert not catalog.questions.is_behind(0)
