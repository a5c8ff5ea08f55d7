"""Turns a query's tree into one condition on scenes. Knows the tree and the clauses, not how they are run."""

from donnybrook.catalog.query.fields import Field, field_named
from donnybrook.catalog.query.tree import (
    And,
    DateTerm,
    FieldTerm,
    Flag,
    MatchUp,
    Not,
    Operand,
    Or,
    Phrase,
    Query,
    RangeTerm,
    Related,
    Word,
)
from donnybrook.catalog.search.clauses import NOTHING, Clause, both, checked, either, neither, term
from donnybrook.catalog.search.terms import Terms
from donnybrook.catalog.search.tokens import Kind, token
from donnybrook.catalog.search.uses import Occurrence, Side, Use, followed, opposed, related, used

_OCCURRING = ("weapon", "technique", "camera", "theme")


def compile_query(node: Query, terms: Terms) -> Clause:
    """Return the condition a query sets."""
    match node:
        case And():
            return _all(node.children, terms)
        case Or():
            return either([compile_query(child, terms) for child in node.children])
        case Not():
            return neither(compile_query(node.child, terms))
        case MatchUp():
            return _match_up(node, terms)
        case Related():
            return _related(node, terms)
        case _:
            return _leaf(node, terms)


def _leaf(node: Word | Phrase | FieldTerm | RangeTerm | DateTerm | Flag, terms: Terms) -> Clause:
    match node:
        case Word():
            return terms.word(node)
        case Phrase():
            return terms.phrase(node)
        case FieldTerm():
            return terms.then(node) if node.field == "then" else terms.field(node)
        case RangeTerm():
            return terms.range(node)
        case DateTerm():
            return terms.date(node)
        case Flag():
            return terms.flag(node)


def _all(children: tuple[Query, ...], terms: Terms) -> Clause:
    """Join what must all hold.

    ``by:``, ``improvised`` and what asks of a use (``weapon:``, ``loses:`` …) speak of one and the same use where they
    stand side by side; with ``then:``, of uses one after the other in the same hands.
    """
    said = [child for child in children if isinstance(child, FieldTerm)]
    who = tuple(child.value for child in said if child.field == "by")
    improvised = any(isinstance(child, Flag) and child.name == "improvised" for child in children)
    chains = _chains(said)
    chained = {part for chain in chains for part in chain}
    clauses = [_link(child, terms) if child in chained else compile_query(child, terms) for child in children]
    clauses += [_chain(chain, who, terms) for chain in chains]
    uses = [child for child in said if _is_of_a_use(child) and child not in chained]
    if (who and (uses or (improvised and not chains))) or (improvised and len(uses) == 1):
        clauses.append(_one_use(uses, who, terms, improvised=improvised))
    return both(clauses)


def _declared(node: FieldTerm) -> Field:
    declared = field_named(node.field)
    if declared is None:
        raise LookupError(f"no field {node.field}")
    return declared


def _is_of_a_use(node: FieldTerm) -> bool:
    return _declared(node).is_of_a_use


def _chains(said: list[FieldTerm]) -> list[list[FieldTerm]]:
    """Return each ``then:`` with what it follows, and with what follows it by another ``then:``."""
    chains: list[list[FieldTerm]] = []
    for at, node in enumerate(said):
        if node.field != "then":
            continue
        before = said[at - 1] if at else None
        if before is not None and chains and chains[-1][-1] is before:
            chains[-1].append(node)
        elif before is not None and _is_of_a_use(before):
            chains.append([before, node])
    return chains


def _link(child: Query, terms: Terms) -> Clause:
    # That the weapon is there; what happens to it the whole chain asks.
    if not isinstance(child, FieldTerm):
        return compile_query(child, terms)
    fate = terms.field(child) if child.field != "then" else None
    return fate if fate is not None and fate.check is None else terms.weapons(child)


def _use(node: FieldTerm, terms: Terms, names: tuple[str, ...] = (), *, improvised: bool = False) -> Use:
    declared = _declared(node)
    codes = ((declared.column, declared.codes),) if declared.codes else ()
    return Use(terms.weapon_ids(node), names, improvised, codes)


def _chain(chain: list[FieldTerm], who: tuple[str, ...], terms: Terms) -> Clause:
    first = _use(chain[0], terms, who)
    sql = followed([first, *(_use(node, terms) for node in chain[1:])])
    return checked(sql.text, *sql.parameters)


def _one_use(uses: list[FieldTerm], who: tuple[str, ...], terms: Terms, *, improvised: bool) -> Clause:
    needs = improvised and len(uses) < 2  # of two weapons, either may be the improvised one
    wanted = [_use(node, terms, who, improvised=needs) for node in uses] or [Use(names=who, improvised=needs)]
    return both([checked(sql.text, *sql.parameters) for sql in map(used, wanted)])


def _match_up(node: MatchUp, terms: Terms) -> Clause:
    sides = [_side(each, terms) for each in (node.left, node.right)]
    parts = [_present(each, side, terms) for each, side in zip((node.left, node.right), sides, strict=True)]
    sql = opposed(sides[0], sides[1], directed=node.directed)
    both_have = sides[0].weapon_ids & sides[1].weapon_ids
    meets = [_meeting(both_have, sides, terms)] if both_have else []
    return both([*parts, *meets, checked(sql.text, *sql.parameters)])


def _side(node: Operand, terms: Terms) -> Side:
    is_name = isinstance(node, FieldTerm) and node.field == "by"
    weapon_ids = frozenset[int]() if is_name else terms.weapon_ids(node)
    value = node.value if isinstance(node, FieldTerm) else node.text
    return Side(weapon_ids) if weapon_ids else Side(name=value)


def _present(node: Operand, side: Side, terms: Terms) -> Clause:
    """Return the condition, for the index alone, that a side is in the scene at all."""
    if side.weapon_ids:
        found = terms.weapons(_asked(node))
    else:
        found = terms.field(FieldTerm("by", side.name)) if side.name.strip() else NOTHING
    return Clause(found.match) if found.match else found


def _asked(node: Operand) -> FieldTerm:
    return node if isinstance(node, FieldTerm) else FieldTerm("weapon", node.text)


def _meeting(shared: frozenset[int], sides: list[Side], terms: Terms) -> Clause:
    """A weapon against itself or its own class: only scenes in which two of the wider class meet can hold that."""
    wider = max(sides, key=lambda side: len(side.weapon_ids)).weapon_ids
    tops = terms.vocabulary.tops(wider)
    if not shared or not all(side.weapon_ids <= wider for side in sides):
        return Clause()
    return either([term(token(Kind.MEETS, each)) for each in sorted(tops)]) if len(tops) == 1 else Clause()


def _related(node: Related, terms: Terms) -> Clause:
    parts: list[Clause] = []
    occurring: list[Occurrence] = []
    for each in (node.left, node.right):
        found, clause = _occurrence(each, terms)
        occurring.append(found)
        parts.append(Clause(clause.match) if clause.match else clause)
    sql = related(occurring[0], node.relation, occurring[1])
    return both([*parts, checked(sql.text, *sql.parameters)])


def _occurrence(node: Operand, terms: Terms) -> tuple[Occurrence, Clause]:
    is_name = isinstance(node, FieldTerm) and node.field == "by"
    schemes = (_declared(node).source,) if isinstance(node, FieldTerm) else _OCCURRING
    ids = frozenset[int]() if is_name else terms.concept_ids(node, schemes)
    if ids:
        tops = terms.vocabulary.tops(ids)
        return Occurrence(ids), either([term(token(Kind.CONCEPT, each)) for each in sorted(tops)])
    if isinstance(node, FieldTerm) and not is_name:
        return Occurrence(name=node.value), both([terms.field(node), NOTHING])
    value = node.value if isinstance(node, FieldTerm) else node.text
    return Occurrence(name=value), terms.field(FieldTerm("by", value))
