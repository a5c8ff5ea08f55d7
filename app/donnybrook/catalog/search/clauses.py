"""Conditions on scenes: what the full-text index can say of them, and what SQL must check. Knows no query language.

A search walks what the index finds, newest first, and checks as it goes; so every condition gives the index as much
of itself as it can.
"""

from collections.abc import Sequence

from donnybrook.catalog.images import Value
from donnybrook.catalog.search.matching import Joined, Match, Term, joined
from donnybrook.catalog.search.tokens import EVERY
from donnybrook.records import dataclass

# The index's two tables: what is in the trash is kept apart, so that no ordinary search has to leave it out.
LIVE, TRASH = "scene_find", "trash_find"


@dataclass(frozen=True, slots=True)
class Sql:
    """A condition on a row of ``scene``."""

    text: str
    parameters: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """A scene answers if the index has it for ``match`` and ``check`` holds; ``None`` leaves nothing out.

    ``whole`` is SQL that says all of it by itself, where there is such; it need not be asked beside ``match``.
    """

    match: Match | None = None
    check: Sql | None = None
    whole: Sql | None = None


EVERYTHING = Clause()
NOTHING = Clause(check=Sql("0"))


def term(text: str, *, prefix: bool = False) -> Clause:
    """Return the condition that a scene's document has a term, or one that begins so."""
    return Clause(Term(text, prefix))


def checked(text: str, *parameters: Value, match: Match | None = None) -> Clause:
    """Return a condition that SQL says whole; the index has more than all that answer it for ``match``."""
    return Clause(match, Sql(text, parameters), Sql(text, parameters))


def in_trash(sql: str) -> str:
    """Return SQL that asks the index of live scenes as SQL that asks the one of what is in the trash."""
    return sql.replace(LIVE, TRASH)


def both(clauses: Sequence[Clause]) -> Clause:
    """Return the condition that all of the clauses hold."""
    kept = list(dict.fromkeys(clause for clause in clauses if clause != EVERYTHING))
    if len(kept) < 2:
        return kept[0] if kept else EVERYTHING
    matches = [clause.match for clause in kept if clause.match is not None]
    checks = [clause.check for clause in kept if clause.check is not None]
    whole = _joined("AND", [_row(each) for each in kept]) if all(clause.whole for clause in kept) else None
    return Clause(joined("AND", matches), _joined("AND", checks), whole)


def either(clauses: Sequence[Clause]) -> Clause:
    """Return the condition that any of the clauses holds."""
    kept = list(dict.fromkeys(clause for clause in clauses if clause != NOTHING))
    if EVERYTHING in kept:
        return EVERYTHING
    if len(kept) < 2:
        return kept[0] if kept else NOTHING
    matches = [clause.match for clause in kept if clause.match is not None]
    match = joined("OR", matches) if len(matches) == len(kept) else None
    if match is not None and all(clause.check is None for clause in kept):
        return Clause(match)
    row = _joined("OR", [_row(clause) for clause in kept])
    return Clause(match, row, row)


def neither(clause: Clause) -> Clause:
    """Return the condition that a clause does not hold."""
    if clause == EVERYTHING:
        return NOTHING
    if clause.check is None and clause.match is not None:
        return Clause(Joined("NOT", (Term(EVERY), clause.match)))
    row = _row(clause)
    return checked(f"NOT coalesce(({row.text}), 0)", *row.parameters)


def _row(clause: Clause) -> Sql:
    """Return SQL that says all of a clause."""
    if clause.whole is not None:
        return clause.whole
    parts = [] if clause.check is None else [clause.check]
    if clause.match is not None:
        probe = f"EXISTS (SELECT 1 FROM find.{LIVE} WHERE {LIVE} MATCH ? AND rowid = scene.id)"  # noqa: S608 - our names
        parts.append(Sql(probe, (str(clause.match),)))
    return _joined("AND", parts) or Sql("1")


def _joined(word: str, conditions: Sequence[Sql]) -> Sql | None:
    if len(conditions) < 2:
        return conditions[0] if conditions else None
    parameters = tuple(value for condition in conditions for value in condition.parameters)
    return Sql("(" + f" {word} ".join(condition.text for condition in conditions) + ")", parameters)
