"""A query made ready to run: understood, turned into SQL with parameters, and what could not be said. Runs nothing."""

from dataclasses import replace

from donnybrook.catalog.driver import Connection
from donnybrook.catalog.images import Value
from donnybrook.catalog.query.grammar import ParsedQuery, parse_query
from donnybrook.catalog.query.tree import And, FieldTerm, Or, Query
from donnybrook.catalog.search.beginnings import with_whole_words
from donnybrook.catalog.search.clauses import EVERYTHING, LIVE, Clause, in_trash
from donnybrook.catalog.search.compiling import compile_query
from donnybrook.catalog.search.terms import Terms, same, stands_in
from donnybrook.catalog.vocabulary import Vocabulary
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class Asking:
    """A query made ready to run: SQL that gives the ids of all it finds, in no order, and what it could not say."""

    parsed: ParsedQuery
    sql: str
    key: str  # the column that holds the id
    parameters: tuple[Value, ...]
    problems: tuple[str, ...]
    clause: Clause
    trash: bool

    def page(self, limit: int | None, after: int | None, *, rising: bool = False) -> tuple[str, tuple[Value, ...]]:
        """Return SQL for a page, newest first unless ``rising``; ``after`` is the last id of the page before."""
        sql, parameters = self.sql, self.parameters
        if after is not None:
            sql, parameters = f"{sql} AND {self.key} {'>' if rising else '<'} ?", (*parameters, after)
        way = "ASC" if rising else "DESC"
        return f"{sql} ORDER BY {self.key} {way} LIMIT ?", (*parameters, -1 if limit is None else limit)

    def counted(self, most: int) -> tuple[str, tuple[Value, ...]]:
        """Return SQL that counts what is found, up to so many."""
        return f"SELECT count(*) FROM ({self.sql} LIMIT ?)", (*self.parameters, most)  # noqa: S608 - our own SQL


def ask(reader: Connection, vocabulary: Vocabulary, query: str) -> Asking:
    """Make a query ready; ``reader`` has the index attached as ``find``, and the functions of ``give_functions``."""
    parsed = parse_query(query)
    trash = asks_trash(parsed.tree)
    terms = Terms(reader, vocabulary, in_trash=trash)
    clause = EVERYTHING if parsed.tree is None else compile_query(parsed.tree, terms)
    if clause.match is not None and not trash:
        clause = replace(clause, match=with_whole_words(reader, clause.match))
    sql, key, parameters = _selection(clause, trash=trash)
    problems = (*(fault.sentence for fault in parsed.problems), *terms.unknown)
    return Asking(parsed, sql, key, parameters, problems, clause, trash)


def _selection(clause: Clause, *, trash: bool) -> tuple[str, str, tuple[Value, ...]]:
    """Return SQL for a condition, the column of the id, and the values."""
    check = "" if clause.check is None else f" AND {clause.check.text}"
    values = () if clause.check is None else clause.check.parameters
    if clause.match is None:
        sql = f"SELECT scene.id AS id FROM scene WHERE deleted_at IS {'NOT ' if trash else ''}NULL{check}"  # noqa: S608
        key = "scene.id"
    elif clause.check is None:
        sql, key = f"SELECT rowid AS id FROM find.{LIVE} WHERE {LIVE} MATCH ?", "rowid"  # noqa: S608 - our names
    else:
        # CROSS JOIN: the index is walked, newest first, and each scene it gives is looked at.
        joined = f"find.{LIVE} AS hit CROSS JOIN scene ON scene.id = hit.rowid"
        sql, key = f"SELECT hit.rowid AS id FROM {joined} WHERE hit.{LIVE} MATCH ?{check}", "hit.rowid"  # noqa: S608
    given = (*(() if clause.match is None else (str(clause.match),)), *values)
    return (in_trash(sql) if trash else sql), key, given


def asks_trash(tree: Query | None) -> bool:
    """Whether a query asks of the trash: ``in:trash`` stands anywhere in it but behind a “not”."""
    match tree:
        case FieldTerm():
            return tree.field == "in"
        case And() | Or():
            return any(asks_trash(child) for child in tree.children)
        case _:
            return False


def give_functions(reader: Connection) -> None:
    """Give a connection the functions that searches call."""
    reader.create_function("begins", 2, lambda text, needle: stands_in(text, needle, begun=True), deterministic=True)
    reader.create_function("says", 2, lambda text, needle: stands_in(text, needle, begun=False), deterministic=True)
    reader.create_function("same", 2, same, deterministic=True)
