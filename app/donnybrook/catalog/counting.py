"""Counts scenes and films, and says what counts of what scenes hold are made of. Reads, and never writes.

A weapon or a place counts for every concept above it too, once a scene.
"""

import json
from collections.abc import Sequence

from donnybrook.catalog.driver import AMONG, Connection
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class ConceptCount:
    """In how many scenes a concept, or anything narrower, occurs."""

    concept_id: int
    scenes: int


@dataclass(frozen=True, slots=True)
class TermUses:
    """In how many scenes a term itself occurs, and in how many it or anything narrower does, each scene once."""

    own: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class NameCount:
    """In how many scenes a name occurs."""

    name: str
    scenes: int
    id: int | None = None  # of the film it names


@dataclass(frozen=True, slots=True)
class HitGroup:
    """Scenes that have something in common: a film, or a location with all that is narrower.

    ``id`` is None for a place that has a name and stands in no vocabulary. ``newest`` are the ids of some of the
    scenes, the newest first; ``year`` is the film's.
    """

    id: int | None
    name: str
    scenes: int
    newest: tuple[int, ...]
    year: int | None = None


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
    is_exact: bool = True  # whether all scenes were counted, not just the newest
    is_trash: bool = False  # whether the trash was asked for, which is not counted


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
