"""Counts what a list of scenes holds: films, and how many scenes go by each weapon, place, person and term.

Reads and never writes. A weapon or a place counts for every concept above it too, once a scene.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from donnybrook.catalog.driver import AMONG, Connection
from donnybrook.catalog.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class ConceptCount:
    """In how many scenes a concept, or anything narrower, occurs."""

    concept_id: int
    scenes: int


@dataclass(frozen=True, slots=True)
class NameCount:
    """In how many scenes a name occurs."""

    name: str
    scenes: int
    id: int | None = None  # of the film it names


@dataclass(frozen=True, slots=True)
class Facets:
    """What a list of scenes holds, the most frequent first in each tuple."""

    weapons: tuple[ConceptCount, ...]
    places: tuple[ConceptCount, ...]
    techniques: tuple[ConceptCount, ...]
    camera: tuple[ConceptCount, ...]
    people: tuple[NameCount, ...]
    improvised: int
    films: tuple[NameCount, ...] = ()
    decades: tuple[NameCount, ...] = ()
    coders: tuple[NameCount, ...] = ()
    layers: tuple[NameCount, ...] = ()
    certainty: tuple[NameCount, ...] = ()
    status: tuple[NameCount, ...] = ()
    ratings: tuple[NameCount, ...] = ()
    counted: int = 0  # scenes that were looked at: the newest, where there are more
    total: int = 0  # scenes there are to look at; of more than were asked for, one more

    @property
    def is_exact(self) -> bool:
        """Whether all scenes were counted."""
        return self.counted >= self.total


def count_scenes(connection: Connection) -> int:
    """Return how many scenes there are that are not in the trash."""
    return int(connection.execute("SELECT count(*) FROM scene WHERE deleted_at IS NULL").fetchone()[0])


def count_films(connection: Connection, scene_ids: Sequence[int] | None) -> int:
    """Return of how many films the scenes are; ``None`` for all that are not in the trash."""
    if scene_ids is None:
        sql = """SELECT count(DISTINCT v.film_id)
            FROM (SELECT DISTINCT version_id FROM scene WHERE deleted_at IS NULL) s
            JOIN version v ON v.id = s.version_id"""
        return int(connection.execute(sql).fetchone()[0])
    sql = f"""SELECT count(DISTINCT v.film_id) FROM (SELECT DISTINCT version_id FROM scene WHERE id {AMONG}) s
        JOIN version v ON v.id = s.version_id"""  # noqa: S608 - no part of it comes from outside
    return int(connection.execute(sql, (json.dumps(list(scene_ids)),)).fetchone()[0])


def count_facets(connection: Connection, vocabulary: Vocabulary, scene_ids: Sequence[int]) -> Facets:
    """Return what the scenes hold."""
    among = (json.dumps(list(scene_ids)),)
    weapons = f"SELECT DISTINCT weapon_id, scene_id FROM wielding WHERE scene_id {AMONG}"  # noqa: S608
    places = f"SELECT location_id, id FROM scene WHERE location_id IS NOT NULL AND id {AMONG}"  # noqa: S608
    terms = f"SELECT DISTINCT concept_id, scene_id FROM scene_term WHERE scene_id {AMONG}"  # noqa: S608
    people = f"""SELECT label, count(DISTINCT scene_id) AS scenes FROM combatant WHERE scene_id {AMONG}
        GROUP BY label ORDER BY scenes DESC, label"""  # noqa: S608 - no part of it comes from outside
    improvised = f"SELECT count(DISTINCT scene_id) FROM wielding WHERE improvised = 1 AND scene_id {AMONG}"  # noqa: S608
    by_scheme: dict[str, list[tuple[int, int]]] = {"technique": [], "camera": []}
    for concept_id, scene_id in connection.execute(terms, among):
        scheme = vocabulary.concept(concept_id).scheme
        by_scheme.setdefault(scheme, []).append((concept_id, scene_id))
    return Facets(
        weapons=_with_wider(vocabulary, connection.execute(weapons, among).fetchall()),
        places=_with_wider(vocabulary, connection.execute(places, among).fetchall()),
        techniques=_with_wider(vocabulary, by_scheme["technique"]),
        camera=_with_wider(vocabulary, by_scheme["camera"]),
        people=tuple(NameCount(*row) for row in connection.execute(people, among)),
        improvised=int(connection.execute(improvised, among).fetchone()[0]),
    )


def _with_wider(vocabulary: Vocabulary, uses: Sequence[tuple[int, int]]) -> tuple[ConceptCount, ...]:
    """Count scenes by concept, each also for all concepts above its own, from (concept, scene) pairs."""
    scenes: dict[int, set[int]] = {}
    for concept_id, scene_id in uses:
        scenes.setdefault(concept_id, set()).add(scene_id)
    totals: dict[int, set[int]] = {}
    for concept_id, found in scenes.items():
        for each in (concept_id, *(above.id for above in vocabulary.ancestors(concept_id))):
            totals.setdefault(each, set()).update(found)
    counts = Counter({concept_id: len(found) for concept_id, found in totals.items()})
    return tuple(ConceptCount(concept_id, count) for concept_id, count in counts.most_common())
