"""What each term of a query asks of a scene, as a clause. Knows the vocabulary and the index, not how terms combine."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache, partial

from donnybrook.catalog.driver import AMONG, Connection
from donnybrook.catalog.folding import fold, words
from donnybrook.catalog.query import fields
from donnybrook.catalog.query.fields import Field, field_named
from donnybrook.catalog.query.tree import DateTerm, FieldTerm, Flag, Phrase, RangeTerm, Word
from donnybrook.catalog.search.clauses import EVERYTHING, NOTHING, Clause, Sql, both, checked, either, term
from donnybrook.catalog.search.documents import FIRST_YEAR, LAST_YEAR
from donnybrook.catalog.search.matching import Match
from donnybrook.catalog.search.tokens import IMPROVISED, MANY, Kind, Mark, code_number, summed, token
from donnybrook.catalog.search.uses import Use, followed, ids_json, named, used
from donnybrook.catalog.vocabulary import Vocabulary

# says(text, needle): whether the needle's words stand in the text in a row; begins: the last one perhaps only begun.
# Both, and same, are given to the connection by ``finding``.
_SAID = """(says(scene.title, ?1) OR says(scene.note, ?1) OR says(scene.place_name, ?1)
    OR EXISTS (SELECT 1 FROM version v JOIN film f ON f.id = v.film_id LEFT JOIN film_title t ON t.film_id = f.id
        WHERE v.id = scene.version_id AND (says(f.title, ?1) OR says(t.title, ?1)))
    OR EXISTS (SELECT 1 FROM combatant c LEFT JOIN character h ON h.id = c.character_id
        WHERE c.scene_id = scene.id AND (says(c.label, ?1) OR says(h.name, ?1) OR says(c.note, ?1)))
    OR EXISTS (SELECT 1 FROM combatant c JOIN portrayal r ON r.character_id = c.character_id
        JOIN person p ON p.id = r.person_id WHERE c.scene_id = scene.id AND says(p.name, ?1))
    OR EXISTS (SELECT 1 FROM beat b WHERE b.scene_id = scene.id AND (says(b.label, ?1) OR says(b.note, ?1)))
    OR EXISTS (SELECT 1 FROM wielding w WHERE w.scene_id = scene.id AND says(w.manner, ?1)))"""
_MOST_FILMS = 60  # that are asked for one by one
_DECADE = 10
_SCHEMES = ("weapon", "location", "technique", "camera", "theme")
_SCHEME_WORDS = {"weapon": "weapon", "technique": "technique", "camera": "camera term", "location": "place"}


class Terms:
    """Turns the terms of one query into clauses, and collects what the vocabulary did not know.

    ``reader`` has the index attached.
    """

    def __init__(self, reader: Connection, vocabulary: Vocabulary, *, in_trash: bool = False) -> None:
        self._reader = reader
        self.vocabulary = vocabulary
        self._in_trash = in_trash
        self.unknown: list[str] = []
        self._texts: dict[str, Callable[[FieldTerm], Clause]] = {
            "by": _by,
            "film": self._film,
            "note": partial(_text_of, "note"),
            "title": partial(_text_of, "title"),
            "scene": _scene,
            "layer": self._layer,
            "coder": partial(self._listed, Kind.CODER, "SELECT id, name FROM coder"),
            "collection": partial(self._listed, Kind.COLLECTION, "SELECT id, name FROM collection"),
        }

    def word(self, node: Word) -> Clause:
        """A plain word: in any text, or in the name of a concept (which brings everything narrower)."""
        parts = words(node.text)
        if node.prefix and parts and _is_idle(parts[-1]):
            parts.pop()
            if not parts:
                return EVERYTHING
        said = both([self._part(part, begun=node.prefix and part == parts[-1]) for part in parts])
        return either([said, *self._named_concepts(node.text)]) if parts else EVERYTHING

    def phrase(self, node: Phrase) -> Clause:
        """Words in a row: in any text, or as the name of a concept."""
        parts = words(node.text)
        if not parts:
            return EVERYTHING
        if len(parts) == 1:
            return either([self._part(parts[0]), *self._named_concepts(node.text)])
        sql = _spread(_SAID, node.text)
        said = checked(sql.text, *sql.parameters, match=both([term(part) for part in parts]).match)
        return either([*self._named_concepts(node.text), said])

    def field(self, node: FieldTerm) -> Clause:
        """A value asked of one field."""
        declared = field_named(node.field)
        if declared is None or not words(node.value):
            return EVERYTHING
        if declared.kind is fields.Kind.CODE:
            return self._code(declared, node.value)
        if declared.kind is fields.Kind.PLACE:
            return EVERYTHING if self._in_trash else NOTHING
        if declared.kind is fields.Kind.CONCEPT:
            return self.fate(declared, node) if declared.codes else self._concept(declared, node)
        return self._texts[declared.name](node)

    def range(self, node: RangeTerm) -> Clause:
        """Numbers between bounds, the upper one excluded."""
        if node.field in ("year", "decade"):
            return _years(node.low, node.high)
        if node.field == "rating":
            codes = [n for n, _, _ in self._codes("rating") if n.isdigit() and _within(int(n), node)]
            return either([self._code_term("rating", code) for code in codes])
        if node.field in ("against", "headcount"):
            kind = {"against": Kind.AGAINST, "headcount": Kind.COUNT}[node.field]
            wanted = range(min(node.low or 1, MANY), MANY + 1)
            return either([term(token(kind, n)) for n in wanted if node.high is None or n < max(node.high, 1)])
        return _bounds("(scene.out_us - scene.in_us)", node.low, node.high)

    def date(self, node: DateTerm) -> Clause:
        """Days of entry (UTC) between bounds, the upper one excluded."""
        return _bounds("scene.created_at", node.since, node.before)

    def flag(self, node: Flag) -> Clause:
        """A property a scene has."""
        return term({"improvised": IMPROVISED}[node.name])

    def fate(self, declared: Field, node: FieldTerm) -> Clause:
        """A weapon whose use began or ended in one of the ways the field stands for."""
        weapons = self.weapon_ids(node)
        sql = used(Use(weapons, codes=((declared.column, declared.codes),)))
        concepts = self._concept(declared, node)
        if declared.codes == fields.LOST_CODES and not node.exact:
            top = self.vocabulary.matching("weapon", node.value)
            return either([term(token(Kind.LOST, each)) for each in sorted(top)])
        codes = either([self._code_term(declared.column, code) for code in declared.codes])
        return both([concepts, codes, checked(sql.text, *sql.parameters)])

    def then(self, node: FieldTerm) -> Clause:
        """A weapon that someone uses after another of their own."""
        sql = followed([Use(), Use(self.weapon_ids(node))])
        return both([self.weapons(node), checked(sql.text, *sql.parameters)])

    def weapons(self, node: FieldTerm) -> Clause:
        """The scenes with a weapon, whatever else the field asks of its use."""
        declared = field_named("weapon")
        return self._concept(declared, node) if declared else NOTHING

    def weapon_ids(self, node: FieldTerm | Word | Phrase) -> frozenset[int]:
        """Return the weapons a term stands for, narrower ones included unless it is exact; none if it is no weapon."""
        return self.concept_ids(node, ("weapon",))

    def concept_ids(self, node: FieldTerm | Word | Phrase, schemes: Iterable[str] = _SCHEMES) -> frozenset[int]:
        """Return the concepts of some schemes that a term stands for, as ``weapon_ids`` does."""
        text = node.value if isinstance(node, FieldTerm) else node.text
        if isinstance(node, FieldTerm) and node.exact:
            exact = (self.vocabulary.lookup(scheme, text) for scheme in schemes)
            return frozenset(each for each in exact if each is not None)
        found = {each for scheme in schemes for each in self.vocabulary.matching(scheme, text)}
        return frozenset(each for concept_id in found for each in self.vocabulary.with_narrower(concept_id))

    def _part(self, part: str, *, begun: bool = False) -> Clause:
        concepts = sorted(self.vocabulary.named(part, begun=begun))
        return either([term(part, prefix=begun), *(term(token(Kind.CONCEPT, each)) for each in concepts)])

    def _named_concepts(self, text: str) -> list[Clause]:
        return [term(token(Kind.CONCEPT, each)) for each in self.vocabulary.lookup_all(_SCHEMES, text)]

    def _concept(self, declared: Field, node: FieldTerm) -> Clause:
        scheme = declared.source
        exact = self.vocabulary.lookup(scheme, node.value) if node.exact else None
        if exact is not None:
            return term(token(Kind.EXACT, exact))
        found = frozenset[int]() if node.exact else self.vocabulary.matching(scheme, node.value)
        clauses = [term(token(Kind.CONCEPT, concept_id)) for concept_id in sorted(self.vocabulary.tops(found))]
        if scheme == "location":
            ids = ids_json(each for concept_id in found for each in self.vocabulary.with_narrower(concept_id))
            here = Sql(f"scene.location_id {AMONG}", (ids,))
            clauses = [Clause(each.match, whole=here) for each in clauses]
            place = "begins(scene.place_name, ?)"
            clauses.append(checked(place, node.value, match=begun_terms(node.value)))
        elif not found:
            self._not_known(_SCHEME_WORDS[scheme], node.value, self.vocabulary.near(scheme, node.value, 3))
        return either(clauses)

    def _not_known(self, kind: str, value: str, near: Iterable[str]) -> None:
        listed = ", ".join(f"“{label}”" for label in near)
        self.unknown.append(f"No {kind} goes by “{value}”" + (f"; near it: {listed}." if listed else "."))

    def _code(self, declared: Field, value: str) -> Clause:
        wanted = fold(value)
        entries = self._codes(declared.source)
        found = [code for code, label, _ in entries if wanted in (fold(code), fold(label))]
        found = found or [code for code, label, _ in entries if f" {fold(code)} {fold(label)}".find(f" {wanted}") >= 0]
        if not found:
            listed = ", ".join(code for code, _, _ in entries)
            self.unknown.append(f"{declared.name}: has no “{value}”; there are {listed}.")
        return either([self._code_term(declared.source, code) for code in found])

    def _code_term(self, name: str, code: str) -> Clause:
        places = [position for there, _, position in self._codes(name) if there == code]
        return either([term(token(Kind.CODE, code_number(name, position))) for position in places])

    def _codes(self, name: str) -> list[tuple[str, str, int]]:
        sql = "SELECT code, label, position FROM code WHERE list = ? ORDER BY position"
        return self._reader.execute(sql, (name,)).fetchall()

    def _layer(self, node: FieldTerm) -> Clause:
        there = [row[0] for row in self._reader.execute("SELECT name FROM find.layer")]
        return either([term(summed(Kind.LAYER, fold(name))) for name in there if _goes_by(name, node)])

    def _listed(self, kind: Kind, sql: str, node: FieldTerm) -> Clause:
        found = [row_id for row_id, name in self._reader.execute(sql) if _goes_by(name, node)]
        return either([term(token(kind, row_id)) for row_id in found])

    def _film(self, node: FieldTerm) -> Clause:
        text = " ".join(words(node.value))
        expression = f'"{Mark.EDGE} {text} {Mark.EDGE}"' if node.exact else f'"{text}" *'
        sql = "SELECT rowid FROM find.film_find WHERE film_find MATCH ?"
        film_ids = [row[0] for row in self._reader.execute(f"{sql} LIMIT {_MOST_FILMS + 1}", (expression,))]
        if len(film_ids) <= _MOST_FILMS:
            return either([term(token(Kind.FILM, film_id)) for film_id in film_ids])
        of_them = f"scene.version_id IN (SELECT v.id FROM version v WHERE v.film_id IN ({sql}))"  # noqa: S608
        return checked(of_them, expression, match=None if node.exact else begun_terms(node.value))


def _is_idle(part: str) -> bool:
    # One letter, still being typed, would match nearly everything, slowly. A character of Chinese is a word.
    return len(part) == 1 and part.isascii()


def _goes_by(name: str, node: FieldTerm) -> bool:
    return same(name, node.value) if node.exact else stands_in(name, node.value, begun=True)


def _spread(sql: str, value: str) -> Sql:
    return Sql(sql.replace("?1", "?"), (value,) * sql.count("?1"))


def begun_terms(text: str, mark: str = "") -> Match | None:
    """Return what the index is asked for words, each with a mark before it, the last perhaps only begun."""
    *whole, last = words(text) or [""]
    return (
        both([*(term(f"{mark}{part}") for part in whole), term(f"{mark}{last}", prefix=True)]).match if last else None
    )


def _by(node: FieldTerm) -> Clause:
    parts = words(node.value)
    match = both([term(f"{Mark.NAME}{part}", prefix=not node.exact) for part in parts])
    if len(parts) == 1 and not node.exact:
        return match
    sql = named("c", node.value)
    one = f"EXISTS (SELECT 1 FROM combatant c WHERE c.scene_id = scene.id AND {sql.text})"  # noqa: S608
    return (
        checked(one, *sql.parameters, match=match.match)
        if not node.exact
        else both([match, checked(one, *sql.parameters)])
    )


def _scene(node: FieldTerm) -> Clause:
    first = node.value.casefold()
    return checked("scene.id IN (SELECT n.id FROM scene n WHERE n.uuid >= ? AND n.uuid < ?)", first, f"{first}~")


def _text_of(column: str, node: FieldTerm) -> Clause:
    """Words in a row in one text of the scene; or the whole text."""
    holds = f"{'same' if node.exact else 'begins'}(scene.{column}, ?)"
    return checked(holds, node.value, match=begun_terms(node.value))


def _within(number: int, node: RangeTerm) -> bool:
    return (node.low is None or node.low <= number) and (node.high is None or number < node.high)


def _years(low: int | None, high: int | None) -> Clause:
    first = FIRST_YEAR - 1 if low is None else low
    end = LAST_YEAR + 2 if high is None else high
    if first < FIRST_YEAR - (low is None) or end > LAST_YEAR + 1 + (high is None):
        inner = _bounds("f.year", low, high)
        text = "scene.version_id IN (SELECT v.id FROM version v JOIN film f ON f.id = v.film_id WHERE {})"
        return checked(text.format(inner.check.text), *inner.check.parameters) if inner.check else EVERYTHING
    wanted: list[Clause] = []
    year = first
    while year < end:
        whole_decade = year % _DECADE == 0 and year + _DECADE <= end and FIRST_YEAR <= year < LAST_YEAR
        wanted.append(term(token(Kind.YEAR, year // _DECADE if whole_decade else year)))
        year += _DECADE if whole_decade else 1
    return either(wanted)


def _bounds(expression: str, low: int | str | None, high: int | str | None) -> Clause:
    pairs = [(f"{expression} >= ?", low), (f"{expression} < ?", high)]
    given = [(text, value) for text, value in pairs if value is not None]
    return checked("(" + " AND ".join(text for text, _ in given) + ")", *(value for _, value in given))


def stands_in(text: str | None, needle: str, *, begun: bool) -> bool:
    """Whether the needle's words stand in ``text`` in a row; ``begun``: the last of them need only begin a word."""
    return text is not None and text != "" and _in_a_row(needle, begun).search(fold(text)) is not None


@lru_cache(maxsize=32)  # the needles of a query; each is asked of many texts
def _in_a_row(needle: str, begun: bool) -> re.Pattern[str]:
    row = r"[\W_]+".join(map(re.escape, words(needle)))
    return re.compile(rf"(?<![^\W_]){row}" + ("" if begun else r"(?![^\W_])"))


def same(text: str | None, other: str) -> bool:
    """Whether two texts are the same but for case and accents."""
    return text is not None and fold(text) == fold(other)
