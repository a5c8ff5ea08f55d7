"""What the search index holds of a scene: its folded words, and tokens for what is filtered by. Knows no query.

Concepts stand there by number, with everything above them, so that asking for a class is one look-up; their names do
not: a word that names a concept is asked for by the concept's number.
"""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from donnybrook.catalog.driver import AMONG, Connection, Row
from donnybrook.catalog.folding import fold, words
from donnybrook.catalog.query.fields import LOST_CODES
from donnybrook.catalog.search.opponents import Fight, fights_of
from donnybrook.catalog.search.tokens import CODED, EVERY, IMPROVISED, MANY, Kind, Mark, code_number, summed, token
from donnybrook.catalog.vocabulary import Vocabulary

_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_DECADE, FIRST_YEAR, LAST_YEAR = 10, 1870, 2119  # a film's year before or after stands for all such
_SCENES = """
    SELECT s.id, f.id, f.year, s.location_id, s.coder_id, s.layer, s.title, s.note, s.place_name, f.title, (
        SELECT group_concat(t.title, ' ') FROM film_title t WHERE t.film_id = f.id),
        s.status, s.certainty, s.rating, s.interior, s.time_of_day
    FROM scene s JOIN version v ON v.id = s.version_id JOIN film f ON f.id = v.film_id
    WHERE s.id {among} AND (s.deleted_at IS NOT NULL) = ?
"""
_SCENE_CODES = ("status", "certainty", "rating", "interior", "time_of_day")
_PEOPLE = """
    SELECT c.scene_id, c.label, coalesce(h.name, ''), coalesce(group_concat(p.name, ' '), ''), c.note, c.headcount,
        c.outcome
    FROM combatant c LEFT JOIN character h ON h.id = c.character_id
    LEFT JOIN portrayal r ON r.character_id = h.id LEFT JOIN person p ON p.id = r.person_id
    WHERE c.scene_id {among} GROUP BY c.id
"""
_USES = "SELECT scene_id, weapon_id, improvised, manner, acquired, ended FROM wielding WHERE scene_id {among}"


class DocumentMaker:
    """Makes the index's documents for scenes of one catalog; ``layers`` collects the layers it came upon."""

    def __init__(self, connection: Connection, vocabulary: Vocabulary) -> None:
        self._connection = connection
        self.layers: set[str] = set()
        self._above: Callable[[int], tuple[int, ...]] = cache(
            lambda each: (each, *(above.id for above in vocabulary.ancestors(each)))
        )
        self._of_concept = cache(self._concept_tokens)
        sql = "SELECT list, code, position FROM code"
        places = {(name, code): position for name, code, position in connection.execute(sql)}
        self._codes = {
            (column, code): token(Kind.CODE, code_number(name, position))
            for column, name in CODED.items()
            for (there, code), position in places.items()
            if there == name
        }

    def documents(self, scene_ids: Sequence[int], *, trashed: bool = False) -> list[tuple[int, str]]:
        """Return ``(scene id, document)`` for those of the scenes that are not in the trash, or for those that are."""
        parts: dict[int, list[str]] = {}
        among = json.dumps(list(scene_ids))
        for scene_id, *row in self._connection.execute(_SCENES.format(among=AMONG), (among, trashed)):
            parts[scene_id] = [EVERY, *self._scene(row)]
        if not parts:
            return []
        among = json.dumps(list(parts))
        self._add(parts, _PEOPLE, among, self._person)
        self._add(parts, _USES, among, self._use)
        terms = "SELECT scene_id, concept_id FROM scene_term WHERE scene_id {among}"
        self._add(parts, terms, among, lambda row: (self._of_concept(row[0]),))
        beats = "SELECT scene_id, label, note FROM beat WHERE scene_id {among}"
        self._add(parts, beats, among, lambda row: map(_text, row))
        collected = "SELECT scene_id, collection_id FROM collection_scene WHERE scene_id {among}"
        self._add(parts, collected, among, lambda row: (token(Kind.COLLECTION, row[0]),))
        for scene_id, fight in fights_of(self._connection, among).items():
            parts[scene_id] += self._opposition(fight)
        return [(scene_id, " ".join(texts)) for scene_id, texts in parts.items()]

    def _add(self, parts: dict[int, list[str]], sql: str, among: str, told: Callable[[Row], Iterable[str]]) -> None:
        for scene_id, *row in self._connection.execute(sql.format(among=AMONG), (among,)):
            parts[scene_id] += told(tuple(row))

    def _scene(self, row: Sequence[object]) -> Iterable[str]:
        film_id, year, location_id, coder_id, layer, title, note, place, film, titles, *codes = row
        yield token(Kind.FILM, int(str(film_id)))
        if isinstance(year, int):
            yield token(Kind.YEAR, _dated(year))
            yield token(Kind.YEAR, _dated(year) // _DECADE)
        if isinstance(location_id, int):
            yield self._of_concept(location_id)
        if isinstance(coder_id, int):
            yield token(Kind.CODER, coder_id)
        self.layers.add(str(layer))
        yield summed(Kind.LAYER, fold(str(layer)))
        yield from map(_text, map(str, (title, note, place, film, titles or "")))
        yield from {summed(Kind.TITLE, word) for word in words(f"{title} {film} {titles or ''}")}
        yield from self._coded(zip(_SCENE_CODES, map(str, codes), strict=True))

    def _coded(self, values: Iterable[tuple[str, str]]) -> Iterable[str]:
        return (self._codes[value] for value in values if value in self._codes)

    def _person(self, row: Row) -> Iterable[str]:
        *names, note, headcount, outcome = row
        name_words = words(" ".join(names))
        yield from name_words
        yield from (f"{Mark.NAME}{word}" for word in name_words)
        yield _text(note)
        yield token(Kind.COUNT, MANY if headcount is None else min(headcount, MANY))
        yield from self._coded([("outcome", outcome)])

    def _use(self, row: Row) -> Iterable[str]:
        weapon_id, improvised, manner, acquired, ended = row
        yield self._of_concept(weapon_id)
        yield _text(manner)
        if improvised:
            yield IMPROVISED
        yield from self._coded([("acquired", acquired), ("ended", ended)])
        if ended in LOST_CODES:
            yield from (token(Kind.LOST, each) for each in self._above(weapon_id))

    def _opposition(self, fight: Fight) -> Iterable[str]:
        if fight.one_against:
            yield token(Kind.AGAINST, min(fight.one_against, MANY))
        shared = {each for left, right in fight.meetings for each in {*self._above(left)} & {*self._above(right)}}
        yield from (token(Kind.MEETS, each) for each in shared)

    def _concept_tokens(self, concept_id: int) -> str:
        tokens = (token(Kind.CONCEPT, each) for each in self._above(concept_id))
        return " ".join((token(Kind.EXACT, concept_id), *tokens))


def _text(text: str) -> str:
    # What stands in a note must not pass for a token.
    return _PRIVATE.sub(" ", fold(text)) if text else ""


def _dated(year: int) -> int:
    return max(FIRST_YEAR - 1, min(year, LAST_YEAR + 1))
