"""How SQLite goes about the searches that must be quick: walking the index, looking up single rows, sorting nothing."""

from collections.abc import Iterator

import pytest

from catalog.fights import make_fights
from donnybrook.catalog import Catalog
from donnybrook.catalog.driver import Connection
from donnybrook.catalog.search.asking import ask
from donnybrook.catalog.vocabulary import read_vocabulary

WALK = "SCAN {} VIRTUAL TABLE INDEX"
MATCHED = ("flamethr", "fire hose", "weapon:blade village ballerina", "-gun", "year:1970..1985", "improvised -katana")
CHECKED = {
    "blade vs firearm": "wielding_scene",
    "by:Eve vs weapon:gun": "wielding_scene",
    "loses:flamethrower then:hose": "wielding_scene",
    "by:Eve weapon:hose": "wielding_scene",
    "flamethrower & overhead": "scene_term_scene",
    '"long laces"': "combatant_scene",
}


@pytest.fixture(scope="module")
def fights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    folder = tmp_path_factory.mktemp("plans")
    with make_fights(folder / "a.fights", folder / "cache") as catalog:
        catalog.search("eve")
        yield catalog


def plan(catalog: Catalog, query: str, *, order: str = "") -> list[str]:
    def explain(reader: Connection) -> list[str]:
        sql, parameters = ask(reader, read_vocabulary(reader), query).page(50, 7)
        explained = f"EXPLAIN QUERY PLAN {sql.replace('DESC', order) if order else sql}"
        return [row[3] for row in reader.execute(explained, parameters)]

    return catalog.read(explain)


@pytest.mark.parametrize("query", MATCHED)
def test_what_the_index_answers_is_read_off_it_in_order(fights: Catalog, query: str) -> None:
    (step,) = plan(fights, query)
    assert step.startswith(WALK.format("find.scene_find"))


@pytest.mark.parametrize(("query", "index"), CHECKED.items())
def test_what_must_be_checked_is_looked_up_scene_by_scene(fights: Catalog, query: str, index: str) -> None:
    steps = plan(fights, query)
    assert steps[0].startswith(WALK.format("hit"))
    assert steps[1] == "SEARCH scene USING INTEGER PRIMARY KEY (rowid=?)"
    assert any(index in step for step in steps)
    assert not [step for step in steps if "TEMP B-TREE FOR ORDER" in step]
    scans = [step for step in steps[1:] if step.startswith("SCAN")]
    assert all("json_each" in step or "CONSTANT ROW" in step or step in ("SCAN x", "SCAN y") for step in scans), scans


@pytest.mark.parametrize("query", MATCHED)
def test_what_is_counted_is_walked_once_and_put_in_no_order(fights: Catalog, query: str) -> None:
    def explain(reader: Connection) -> list[str]:
        asking = ask(reader, read_vocabulary(reader), query)
        sql = f"EXPLAIN QUERY PLAN SELECT group_concat(id) FROM ({asking.sql})"  # noqa: S608 - our own SQL
        counted, most = asking.counted(5)
        steps = reader.execute(sql, asking.parameters).fetchall()
        return [row[3] for row in (*steps, *reader.execute(f"EXPLAIN QUERY PLAN {counted}", most))]

    steps = [step for step in fights.read(explain) if not step.startswith(("CO-ROUTINE", "SCAN (subquery"))]
    assert len(steps) == 2
    assert all(step.startswith(WALK.format("find.scene_find")) for step in steps)


def test_a_search_that_sorts_or_reads_a_table_through_would_be_seen(fights: Catalog) -> None:
    assert any("TEMP B-TREE" in step for step in plan(fights, "flamethr", order=", rank"))
    assert plan(fights, "dur:>90s") == ["SEARCH scene USING INTEGER PRIMARY KEY (rowid<?)"]
