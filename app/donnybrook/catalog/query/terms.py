"""Builds the term a field and its value ask for, or says what is wrong with them. Knows the fields, no vocabulary."""

from donnybrook.catalog.query.faults import QueryFault
from donnybrook.catalog.query.fields import FIELDS, TRASH, Field, Kind, field_like, field_named
from donnybrook.catalog.query.ranges import ValueProblem, read_range
from donnybrook.catalog.query.tokens import Token
from donnybrook.catalog.query.tree import FieldTerm, Operand, Phrase, Query, Word

_LISTED = ", ".join(f"{field.name}:" for field in FIELDS)


def as_operand(query: Query | None, *, is_relation: bool) -> Operand | None:
    """Return a query that may be a side of a match-up, or of a relation in time, or None."""
    if isinstance(query, FieldTerm):
        declared = field_named(query.field)
        return query if declared and (declared.can_relate if is_relation else declared.can_oppose) else None
    return query if isinstance(query, Word | Phrase) else None


def read_field(token: Token, *, is_last: bool) -> tuple[Query | None, list[QueryFault]]:
    """Return the term of a FIELD token (None where it has to be left out) and its faults.

    ``is_last``: nothing follows the token, so an unquoted value is still being typed.
    """
    declared = field_named(token.name)
    if declared is None:
        return None, [QueryFault(token.start, token.value_start, _no_such_field(token.name))]
    if not token.text:
        return None, [
            QueryFault(token.start, token.end, f"Nothing follows {declared.name}: (as in {declared.example}).")
        ]
    if declared.kind is Kind.PLACE and token.text.casefold() != TRASH:
        return None, [QueryFault(token.value_start, token.end, f"{declared.name}: knows only {declared.example}.")]
    if declared.kind in (Kind.TEXT, Kind.CONCEPT, Kind.CODE, Kind.PLACE):
        return _text_term(declared, token, is_last)
    return _range_term(declared, token)


def _no_such_field(name: str) -> str:
    near = field_like(name)
    if near:
        return f"There is no field “{name}”. Did you mean {near.name}:?"
    return f"There is no field “{name}”; there are {_LISTED}. Put a text that holds a colon in quotes."


def _text_term(declared: Field, token: Token, is_last: bool) -> tuple[Query, list[QueryFault]]:
    faults = []
    if set(token.sign) & {"<", ">"}:
        sentence = f"{declared.name}: takes no comparison, so “{token.sign}” was left out."
        faults.append(QueryFault(token.value_start, token.value_start + len(token.sign), sentence))
    is_typed = is_last and not token.is_quoted
    return FieldTerm(declared.name, token.text, "=" in token.sign, token.is_quoted, is_typed), faults


def _range_term(declared: Field, token: Token) -> tuple[Query | None, list[QueryFault]]:
    try:
        term, remark = read_range(declared.name, declared.kind, token.sign, token.text)
    except ValueProblem as fault:
        return None, [QueryFault(token.value_start, token.end, str(fault))]
    return term, [QueryFault(token.value_start, token.end, remark)] if remark else []
