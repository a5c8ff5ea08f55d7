"""Conditions on scenes, of two kinds: what the full-text index answers by itself, and SQL. Knows no query language.

Index conditions join into one MATCH expression as long as possible: one look-up instead of several.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from donnybrook.catalog.images import Value


@dataclass(frozen=True, slots=True)
class Match:
    """A condition in the full-text index's own language."""

    expression: str


@dataclass(frozen=True, slots=True)
class Sql:
    """A condition on a row of ``scene``."""

    text: str
    parameters: tuple[Value, ...] = ()


type Clause = Match | Sql

# The index's two tables: what is in the trash is kept apart, so that no ordinary search has to leave it out.
LIVE, TRASH = "scene_find", "trash_find"

NOTHING = Sql("0")
EVERYTHING = Sql("1")


def term(text: str, *, prefix: bool = False) -> Match:
    """Return the condition that a scene's document has a term, or one that begins so."""
    quoted = '"' + text.replace('"', '""') + '"'
    return Match(f"{quoted} *" if prefix else quoted)


def as_sql(clause: Clause) -> Sql:
    """Return any condition as SQL."""
    if isinstance(clause, Sql):
        return clause
    return Sql("scene.id IN (SELECT rowid FROM find.scene_find WHERE scene_find MATCH ?)", (clause.expression,))


def in_trash(sql: str) -> str:
    """Return SQL that asks the index of live scenes as SQL that asks the one of what is in the trash."""
    return sql.replace(LIVE, TRASH)


def both(clauses: Sequence[Clause]) -> Clause:
    """Return the condition that all of the clauses hold."""
    return _join(clauses, "AND", EVERYTHING)


def either(clauses: Sequence[Clause]) -> Clause:
    """Return the condition that any of the clauses holds."""
    return _join(clauses, "OR", NOTHING)


def neither(clause: Clause) -> Clause:
    """Return the condition that a clause does not hold."""
    sql = as_sql(clause)
    return Sql(f"NOT coalesce(({sql.text}), 0)", sql.parameters)


def _join(clauses: Sequence[Clause], word: str, empty: Clause) -> Clause:
    matches = [clause.expression for clause in clauses if isinstance(clause, Match)]
    conditions = [clause for clause in clauses if isinstance(clause, Sql)]
    if matches:
        joined = Match(matches[0] if len(matches) == 1 else "(" + f" {word} ".join(matches) + ")")
        if not conditions:
            return joined
        conditions.insert(0, as_sql(joined))
    if not conditions:
        return empty
    if len(conditions) == 1:
        return conditions[0]
    parameters = tuple(value for condition in conditions for value in condition.parameters)
    return Sql("(" + f" {word} ".join(condition.text for condition in conditions) + ")", parameters)
