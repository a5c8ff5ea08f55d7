"""Turns a query's tree into one condition on scenes. Knows the tree and the clauses, not how they are run."""

from donnybrook.catalog.driver import AMONG
from donnybrook.catalog.images import Value
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
    Word,
)
from donnybrook.catalog.search.clauses import Clause, Sql, both, either, neither
from donnybrook.catalog.search.terms import NAMED, Terms, ids_json, spread

_OPPOSED = "(a.side_id <> b.side_id OR {a_aims} OR {b_aims})"
_AIMS = """EXISTS (SELECT 1 FROM wielding u JOIN wielding_target t ON t.wielding_id = u.id
    WHERE u.combatant_id = {x}.combatant_id AND u.id = coalesce({x}.wielding_id, u.id)
    AND t.combatant_id = {y}.combatant_id)"""
_A_AIMS, _B_AIMS = _AIMS.format(x="a", y="b"), _AIMS.format(x="b", y="a")


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
        case _:
            return _leaf(node, terms)


def _leaf(node: Word | Phrase | FieldTerm | RangeTerm | DateTerm | Flag, terms: Terms) -> Clause:
    match node:
        case Word():
            return terms.word(node)
        case Phrase():
            return terms.phrase(node)
        case FieldTerm():
            return terms.field(node)
        case RangeTerm():
            return terms.range(node)
        case DateTerm():
            return terms.date(node)
        case Flag():
            return terms.flag(node)


def _all(children: tuple[Query, ...], terms: Terms) -> Clause:
    """Join what must all hold. ``by:``, ``improvised`` and ``weapon:`` side by side speak of one and the same use."""
    weapons = [child for child in children if isinstance(child, FieldTerm) and child.field == "weapon"]
    who = [child for child in children if isinstance(child, FieldTerm) and child.field == "by"]
    improvised = any(isinstance(child, Flag) and child.name == "improvised" for child in children)
    clauses = [compile_query(child, terms) for child in _without_idle_letter(children)]
    if (who and (weapons or improvised)) or (improvised and len(weapons) == 1):
        clauses.append(_one_use(weapons, who, terms, improvised=improvised))
    return both(clauses)


def _without_idle_letter(children: tuple[Query, ...]) -> list[Query]:
    """Leave out a last word of one letter that is still being typed: it would match nearly everything, slowly."""
    kept = [child for child in children if not (isinstance(child, Word) and child.prefix and len(child.text) == 1)]
    return kept or list(children)


def _one_use(weapons: list[FieldTerm], who: list[FieldTerm], terms: Terms, *, improvised: bool) -> Clause:
    uses: list[Clause] = []
    for weapon in weapons or (None,):
        conditions: list[str] = []
        parameters: list[Value] = []
        if weapon is not None:
            conditions.append(f"w.weapon_id {AMONG}")
            parameters.append(ids_json(terms.weapon_ids(weapon)))
        if improvised and len(weapons) < 2:  # of two weapons, either may be the improvised one
            conditions.append("w.improvised = 1")
        for name in who:
            named = spread(NAMED, name.value)
            conditions.append(named.text)
            parameters += named.parameters
        text = " AND ".join(conditions)
        used = f"SELECT w.scene_id FROM wielding w LEFT JOIN combatant c ON c.id = w.combatant_id WHERE {text}"  # noqa: S608
        uses.append(Sql(f"scene.id IN ({used})", tuple(parameters)))
    return both(uses)


def _match_up(node: MatchUp, terms: Terms) -> Clause:
    left, right = _fighters(node.left, terms), _fighters(node.right, terms)
    opposed = _A_AIMS if node.directed else _OPPOSED.format(a_aims=_A_AIMS, b_aims=_B_AIMS)
    text = f"""scene.id IN (SELECT a.scene_id FROM ({left.text}) a JOIN ({right.text}) b ON b.scene_id = a.scene_id
        WHERE a.combatant_id <> b.combatant_id AND {opposed})"""  # noqa: S608 - the parts are this module's own
    return Sql(text, left.parameters + right.parameters)


def _fighters(node: Operand, terms: Terms) -> Sql:
    """Return one side's rows (scene_id, combatant_id, side_id, wielding_id): a weapon's users, or a name's bearers."""
    is_name = isinstance(node, FieldTerm) and node.field == "by"
    weapon_ids = frozenset[int]() if is_name else terms.weapon_ids(node)
    if weapon_ids:
        text = f"""SELECT w.scene_id, w.combatant_id, c.side_id, w.id AS wielding_id
            FROM wielding w INDEXED BY wielding_weapon JOIN combatant c ON c.id = w.combatant_id
            WHERE w.weapon_id {AMONG}"""  # noqa: S608
        return Sql(text, (ids_json(weapon_ids),))
    value = node.value if isinstance(node, FieldTerm) else node.text
    text = f"SELECT c.scene_id, c.id AS combatant_id, c.side_id, NULL AS wielding_id FROM combatant c WHERE {NAMED}"  # noqa: S608
    return spread(text, value)
