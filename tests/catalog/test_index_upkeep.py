"""Bringing the search index up after an edit costs what the edit touched, however large the catalog is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from donnybrook.catalog import Catalog
from donnybrook.catalog.driver import UNREADABLE, Connection
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
