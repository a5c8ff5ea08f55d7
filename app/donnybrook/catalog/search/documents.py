"""What the search index holds of a scene: its folded words, and private-use tokens for what is filtered by.

A token is a private-use character, which the tokenizer takes for a letter and nobody types, and an id. Concepts are
stored with everything above them, so that asking for a class is one look-up.
"""

import json
import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from donnybrook.catalog.driver import AMONG, Connection
from donnybrook.catalog.folding import fold
from donnybrook.catalog.records import Concept
from donnybrook.catalog.vocabulary import Vocabulary

_WORDS = re.compile(r"[^\W_]+")


class Mark(StrEnum):
    """The private-use characters that tokens begin with."""

    WEAPON = "\ue000"
    LOCATION = "\ue001"
    TECHNIQUE = "\ue002"
    CAMERA = "\ue003"
    THEME = "\ue004"
    EXACT = "\ue005"  # this very concept, not one above it
    FILM = "\ue006"
    NAME = "\ue007"  # with a word of a combatant's name
    IMPROVISED = "\ue008"


MARK_OF_SCHEME = {
    "weapon": Mark.WEAPON,
    "location": Mark.LOCATION,
    "technique": Mark.TECHNIQUE,
    "camera": Mark.CAMERA,
    "theme": Mark.THEME,
}


def words(text: str) -> list[str]:
    """Return the words of ``text`` as the index holds them."""
    return _WORDS.findall(fold(text))


def token(mark: Mark, row_id: int) -> str:
    """Return the token of a concept or a film."""
    return f"{mark}{row_id}"


class DocumentMaker:
    """Makes the index's documents for scenes of one catalog."""

    def __init__(self, connection: Connection, vocabulary: Vocabulary) -> None:
        self._connection = connection
        self._vocabulary = vocabulary
        self._of_concept: dict[int, str] = {}

    def documents(self, scene_ids: Sequence[int], *, trashed: bool = False) -> list[tuple[int, str]]:
        """Return ``(scene id, document)`` for those of the scenes that are not in the trash, or for those that are."""
        among = json.dumps(list(scene_ids))
        parts: dict[int, list[str]] = {}
        sql = f"""
            SELECT s.id, s.title, s.note, s.place_name, s.location_id, f.id, f.title, (
                SELECT group_concat(t.title, ' ') FROM film_title t WHERE t.film_id = f.id)
            FROM scene s JOIN version v ON v.id = s.version_id JOIN film f ON f.id = v.film_id
            WHERE s.id {AMONG} AND (s.deleted_at IS NOT NULL) = ?
        """  # noqa: S608 - no part of it comes from outside
        for scene_id, title, note, place, location_id, film_id, film, titles in self._connection.execute(
            sql, (among, trashed)
        ):
            texts = [title, note, place, film, titles or ""]
            parts[scene_id] = [*(fold(text) for text in texts), token(Mark.FILM, film_id)]
            if location_id is not None:
                parts[scene_id].append(self._concept(location_id))
        if not parts:
            return []
        among = json.dumps(list(parts))
        self._add_people(parts, among)
        self._add_concepts(parts, among)
        self._add_words(parts, "SELECT scene_id, label || ' ' || note FROM beat", among)
        return [(scene_id, " ".join(texts)) for scene_id, texts in parts.items()]

    def _add_people(self, parts: dict[int, list[str]], among: str) -> None:
        sql = f"""
            SELECT c.scene_id, c.label, coalesce(h.name, ''), coalesce(group_concat(p.name, ' '), ''), c.note
            FROM combatant c LEFT JOIN character h ON h.id = c.character_id
            LEFT JOIN portrayal r ON r.character_id = h.id LEFT JOIN person p ON p.id = r.person_id
            WHERE c.scene_id {AMONG} GROUP BY c.id
        """  # noqa: S608 - no part of it comes from outside
        for scene_id, *names, note in self._connection.execute(sql, (among,)):
            if scene_id in parts:
                name_words = words(" ".join(names))
                parts[scene_id] += [*name_words, *(f"{Mark.NAME}{word}" for word in name_words), fold(note)]

    def _add_concepts(self, parts: dict[int, list[str]], among: str) -> None:
        sql = f"SELECT scene_id, weapon_id, improvised, manner FROM wielding WHERE scene_id {AMONG}"  # noqa: S608
        for scene_id, weapon_id, improvised, manner in self._connection.execute(sql, (among,)):
            if scene_id in parts:
                parts[scene_id] += [self._concept(weapon_id), fold(manner), Mark.IMPROVISED if improvised else ""]
        sql = f"SELECT scene_id, concept_id FROM scene_term WHERE scene_id {AMONG}"  # noqa: S608
        for scene_id, concept_id in self._connection.execute(sql, (among,)):
            if scene_id in parts:
                parts[scene_id].append(self._concept(concept_id))

    def _add_words(self, parts: dict[int, list[str]], select: str, among: str) -> None:
        for scene_id, text in self._connection.execute(f"{select} WHERE scene_id {AMONG}", (among,)):
            if scene_id in parts:
                parts[scene_id].append(fold(text))

    def _concept(self, concept_id: int) -> str:
        if concept_id not in self._of_concept:
            self._of_concept[concept_id] = self._describe(concept_id)
        return self._of_concept[concept_id]

    def _describe(self, concept_id: int) -> str:
        concept = self._vocabulary.concept(concept_id)
        mark = MARK_OF_SCHEME[concept.scheme]
        chain = (concept, *self._vocabulary.ancestors(concept_id))
        tokens = [token(Mark.EXACT, concept_id), *(token(mark, each.id) for each in chain)]
        return " ".join([*tokens, *_labels(chain)])


def _labels(concepts: Iterable[Concept]) -> Iterable[str]:
    for concept in concepts:
        yield from (fold(label) for label in (concept.label, *concept.synonyms))
