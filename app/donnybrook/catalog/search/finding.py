"""Runs a query over a catalog and its index, newest scenes first. Knows no screen."""

from dataclasses import dataclass

from donnybrook.catalog.driver import Connection
from donnybrook.catalog.images import Value
from donnybrook.catalog.query.grammar import parse_query
from donnybrook.catalog.query.tree import And, FieldTerm, Or, Query
from donnybrook.catalog.search.clauses import LIVE, Match, as_sql, in_trash
from donnybrook.catalog.search.compiling import compile_query
from donnybrook.catalog.search.terms import Terms, same, stands_in
from donnybrook.catalog.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query: ids of scenes, newest first, and what of the query could not be understood."""

    query: str
    scene_ids: tuple[int, ...]
    problems: tuple[str, ...]
    understood: str


def find(
    reader: Connection, vocabulary: Vocabulary, query: str, *, limit: int | None = None, before: int | None = None
) -> Found:
    """Find scenes; ``reader`` has the index attached as ``find``. ``before`` is the last id of the page before."""
    parsed = parse_query(query)
    trash = asks_trash(parsed.tree)
    terms = Terms(vocabulary, in_trash=trash)
    sql, parameters = f"SELECT id FROM scene WHERE deleted_at IS {'NOT ' if trash else ''}NULL", list[Value]()  # noqa: S608
    key = "id"
    if parsed.tree is not None:
        clause = compile_query(parsed.tree, terms)
        if isinstance(clause, Match):
            sql, parameters = f"SELECT rowid FROM find.{LIVE} WHERE {LIVE} MATCH ?", [clause.expression]  # noqa: S608
            key = "rowid"
        else:
            condition = as_sql(clause)
            sql, parameters = f"{sql} AND {condition.text}", list(condition.parameters)
    if trash:
        sql = in_trash(sql)
    if before is not None:
        sql, parameters = f"{sql} AND {key} < ?", [*parameters, before]
    sql, parameters = f"{sql} ORDER BY {key} DESC LIMIT ?", [*parameters, -1 if limit is None else limit]
    _give_functions(reader)
    scene_ids = tuple(row[0] for row in reader.execute(sql, parameters))
    problems = (*(fault.sentence for fault in parsed.problems), *terms.unknown)
    return Found(query, scene_ids, problems, parsed.understood)


def asks_trash(tree: Query | None) -> bool:
    """Whether a query asks of the trash: ``in:trash`` stands anywhere in it but behind a “not”."""
    match tree:
        case FieldTerm():
            return tree.field == "in"
        case And() | Or():
            return any(asks_trash(child) for child in tree.children)
        case _:
            return False


def _give_functions(reader: Connection) -> None:
    reader.create_function("begins", 2, lambda text, needle: stands_in(text, needle, begun=True), deterministic=True)
    reader.create_function("says", 2, lambda text, needle: stands_in(text, needle, begun=False), deterministic=True)
    reader.create_function("same", 2, same, deterministic=True)
