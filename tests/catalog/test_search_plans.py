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


def explained(reader: Connection, sql: str) -> list[str]:
    return [row[3] for row in reader.execute(f"EXPLAIN QUERY PLAN {sql}")]


def plan(catalog: Catalog, query: str, *, order: str = "") -> list[str]:
    def explain(reader: Connection) -> list[str]:
        sql, parameters = ask(reader, read_vocabulary(reader), query).page(50, 7)
        told = f"EXPLAIN QUERY PLAN {sql.replace('DESC', order) if order else sql}"
        return [row[3] for row in reader.execute(told, parameters)]

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


# Tables of a few rows, and the journal's head: its last row is looked up.
READ_THROUGH = {"code", "coder", "layer", "edit", "seen", "x", "y", "CONSTANT", "(subquery"}


@pytest.mark.parametrize("query", [*MATCHED, *CHECKED, "", "-gun flam", "by:evel the OR fire", "at:village"])
def test_nothing_that_is_run_for_a_key_or_its_counts_reads_a_table_through(fights: Catalog, query: str) -> None:
    fights.questions.facets("")  # all is read once
    run: list[str] = []

    def trace(reader: Connection) -> None:
        reader.set_trace_callback(run.append)
        try:
            fights.search(query, limit=50)
            fights.search(query, order="relevance", limit=50)
            fights.questions.facets(query, 3)
            fights.questions.facets(query)
        finally:
            reader.set_trace_callback(None)

    fights.read(trace)
    selects = [sql for sql in run if sql.lstrip().startswith(("SELECT", "WITH"))]
    assert len(selects) > 3
    for sql in selects:
        steps = fights.read(explained, sql)
        for step in steps:
            assert "TEMP B-TREE FOR ORDER" not in step, (sql, steps)
            table = step.split()[1].rpartition(".")[2].partition("-")[0] if step.startswith("SCAN") else ""
            is_walk = "VIRTUAL TABLE INDEX" in step or table in READ_THROUGH or (not query and table == "scene")
            assert not step.startswith("SCAN") or is_walk, (sql, steps)
