"""What each term of a query asks of a scene, as a clause. Knows the vocabulary and the index, not how terms combine."""

import json
from collections.abc import Iterable

from donnybrook.catalog.folding import fold
from donnybrook.catalog.query.fields import Field, Kind, field_named
from donnybrook.catalog.query.tree import DateTerm, FieldTerm, Flag, Phrase, RangeTerm, Word
from donnybrook.catalog.search.clauses import EVERYTHING, NOTHING, Clause, Match, Sql, both, either, term
from donnybrook.catalog.search.documents import MARK_OF_SCHEME, Mark, token, words
from donnybrook.catalog.vocabulary import Vocabulary

# begins(text, needle): whether the needle's words stand in the text in a row, the last one perhaps only begun.
# says(text, needle): the same, with whole words only. Both are given to the connection by ``finding``.
_SAID = """(says(scene.title, ?1) OR says(scene.note, ?1) OR says(scene.place_name, ?1)
    OR EXISTS (SELECT 1 FROM version v JOIN film f ON f.id = v.film_id LEFT JOIN film_title t ON t.film_id = f.id
        WHERE v.id = scene.version_id AND (says(f.title, ?1) OR says(t.title, ?1)))
    OR EXISTS (SELECT 1 FROM combatant c LEFT JOIN character h ON h.id = c.character_id
        WHERE c.scene_id = scene.id AND (says(c.label, ?1) OR says(h.name, ?1) OR says(c.note, ?1)))
    OR EXISTS (SELECT 1 FROM combatant c JOIN portrayal r ON r.character_id = c.character_id
        JOIN person p ON p.id = r.person_id WHERE c.scene_id = scene.id AND says(p.name, ?1))
    OR EXISTS (SELECT 1 FROM beat b WHERE b.scene_id = scene.id AND (says(b.label, ?1) OR says(b.note, ?1)))
    OR EXISTS (SELECT 1 FROM wielding w WHERE w.scene_id = scene.id AND says(w.manner, ?1)))"""
_FILM = """scene.version_id IN (SELECT v.id FROM version v JOIN film f ON f.id = v.film_id
    LEFT JOIN film_title t ON t.film_id = f.id WHERE {compare}(f.title, ?1) OR {compare}(t.title, ?1))"""
NAMED = """(begins(c.label, ?1) OR begins((SELECT h.name FROM character h WHERE h.id = c.character_id), ?1)
    OR EXISTS (SELECT 1 FROM portrayal r JOIN person p ON p.id = r.person_id
        WHERE r.character_id = c.character_id AND begins(p.name, ?1)))"""


def spread(sql: str, value: str) -> Sql:
    """Return a condition in which one value stands wherever the text says ``?1``."""
    return Sql(sql.replace("?1", "?"), (value,) * sql.count("?1"))


class Terms:
    """Turns the terms of one query into clauses, and collects what the vocabulary did not know."""

    def __init__(self, vocabulary: Vocabulary, *, in_trash: bool = False) -> None:
        self._vocabulary = vocabulary
        self._in_trash = in_trash
        self.unknown: list[str] = []

    def word(self, node: Word) -> Clause:
        """A plain word: in any text, or as the name of a concept (which brings everything narrower)."""
        parts = words(node.text)
        if not parts:
            return EVERYTHING
        said = both([term(part, prefix=node.prefix and part == parts[-1]) for part in parts])
        return either([said, *self._named_concepts(node.text)])

    def phrase(self, node: Phrase) -> Clause:
        """Words in a row: in any text, or as the name of a concept."""
        parts = words(node.text)
        if not parts:
            return EVERYTHING
        if len(parts) == 1:
            return either([term(parts[0]), *self._named_concepts(node.text)])
        said = both([*(term(part) for part in parts), spread(_SAID, node.text)])
        return either([*self._named_concepts(node.text), said])

    def field(self, node: FieldTerm) -> Clause:
        """A value asked of one field."""
        declared = field_named(node.field)
        if declared is None or not words(node.value):
            return EVERYTHING
        if declared.kind is Kind.CONCEPT:
            return self._concept(declared, node)
        if declared.kind is Kind.PLACE:
            return EVERYTHING if self._in_trash else NOTHING
        return {"by": _by, "film": _film, "note": _note}[declared.name](node)

    def range(self, node: RangeTerm) -> Clause:
        """Years or durations between bounds, the upper one excluded."""
        if node.field == "year":
            inner = _bounds("f.year", node.low, node.high)
            text = (
                f"scene.version_id IN (SELECT v.id FROM version v JOIN film f ON f.id = v.film_id WHERE {inner.text})"  # noqa: S608
            )
            return Sql(text, inner.parameters)
        return _bounds("(scene.out_us - scene.in_us)", node.low, node.high)

    def date(self, node: DateTerm) -> Clause:
        """Days of entry (UTC) between bounds, the upper one excluded."""
        return _bounds("scene.created_at", node.since, node.before)

    def flag(self, node: Flag) -> Clause:
        """A property a scene has."""
        return term({"improvised": Mark.IMPROVISED.value}[node.name])

    def weapon_ids(self, node: FieldTerm | Word | Phrase) -> frozenset[int]:
        """Return the weapons a term stands for, narrower ones included unless it is exact; none if it is no weapon."""
        text = node.value if isinstance(node, FieldTerm) else node.text
        if isinstance(node, FieldTerm) and node.exact:
            exact = self._vocabulary.lookup("weapon", text)
            return frozenset() if exact is None else frozenset({exact})
        found = self._vocabulary.matching("weapon", text)
        return frozenset(each for concept_id in found for each in self._vocabulary.with_narrower(concept_id))

    def _named_concepts(self, text: str) -> list[Clause]:
        found = ((mark, self._vocabulary.lookup(scheme, text)) for scheme, mark in MARK_OF_SCHEME.items())
        return [term(token(mark, concept_id)) for mark, concept_id in found if concept_id is not None]

    def _concept(self, declared: Field, node: FieldTerm) -> Clause:
        exact = self._vocabulary.lookup(declared.scheme, node.value) if node.exact else None
        if exact is not None:
            return term(token(Mark.EXACT, exact))
        found = frozenset[int]() if node.exact else self._vocabulary.matching(declared.scheme, node.value)
        mark = MARK_OF_SCHEME[declared.scheme]
        clauses: list[Clause] = [term(token(mark, concept_id)) for concept_id in sorted(found)]
        if declared.scheme == "location":
            clauses.append(both([*_begun(node.value), spread("begins(scene.place_name, ?1)", node.value)]))
        elif not found:
            self.unknown.append(self._not_known(declared, node.value))
        return either(clauses)

    def _not_known(self, declared: Field, value: str) -> str:
        near = ", ".join(f"“{label}”" for label in self._vocabulary.near(declared.scheme, value, 3))
        return f"No {_SCHEME_WORDS[declared.scheme]} goes by “{value}”" + (f"; near it: {near}." if near else ".")


_SCHEME_WORDS = {"weapon": "weapon", "technique": "technique", "camera": "camera term", "location": "place"}


def _begun(text: str) -> list[Clause]:
    parts = words(text)
    return [term(part, prefix=part == parts[-1]) for part in parts]


def _by(node: FieldTerm) -> Clause:
    names: list[Clause] = [Match(each.expression) for each in _name_terms(words(node.value), exact=node.exact)]
    if len(names) == 1 and not node.exact:
        return names[0]
    named = f"scene.id IN (SELECT c.scene_id FROM combatant c WHERE {NAMED})"  # noqa: S608
    return both([*names, spread(named, node.value)])


def _name_terms(parts: Iterable[str], *, exact: bool) -> list[Match]:
    return [term(f"{Mark.NAME.value}{part}", prefix=not exact) for part in parts]


def _film(node: FieldTerm) -> Clause:
    return spread(_FILM.format(compare="same" if node.exact else "begins"), node.value)


def _note(node: FieldTerm) -> Clause:
    return both([*_begun(node.value), spread("begins(scene.note, ?1)", node.value)])


def _bounds(expression: str, low: int | str | None, high: int | str | None) -> Sql:
    pairs = [(f"{expression} >= ?", low), (f"{expression} < ?", high)]
    given = [(text, value) for text, value in pairs if value is not None]
    return Sql("(" + " AND ".join(text for text, _ in given) + ")", tuple(value for _, value in given))


def ids_json(ids: Iterable[int]) -> str:
    """Return ids as the one parameter that ``AMONG`` takes."""
    return json.dumps(sorted(ids))


def stands_in(text: str | None, needle: str, *, begun: bool) -> bool:
    """Whether the needle's words stand in ``text`` in a row; ``begun``: the last of them need only begin a word."""
    if not text:
        return False
    whole = f" {' '.join(words(text))} "
    wanted = f" {' '.join(words(needle))}" + ("" if begun else " ")
    return wanted in whole


def same(text: str | None, other: str) -> bool:
    """Whether two texts are the same but for case and accents."""
    return text is not None and fold(text) == fold(other)
