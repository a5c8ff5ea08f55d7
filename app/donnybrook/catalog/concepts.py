"""Reads concepts with all that is said of them, and where they are used. Never writes; knows no file format."""

import json
from collections.abc import Iterable
from dataclasses import replace

from donnybrook.catalog.driver import Connection
from donnybrook.catalog.problems import Gone
from donnybrook.records import dataclass

SCHEMES = ("weapon", "technique", "camera", "location", "theme")
_USES = """
    SELECT w.scene_id FROM wielding w WHERE w.weapon_id IN (SELECT value FROM json_each(?1))
    UNION SELECT t.scene_id FROM scene_term t WHERE t.concept_id IN (SELECT value FROM json_each(?1))
    UNION SELECT s.id FROM scene s WHERE s.location_id IN (SELECT value FROM json_each(?1))
"""


@dataclass(frozen=True, slots=True)
class ConceptLabel:
    """Another word for a concept; ``kind`` is ``alt``, or ``hidden`` for one that only searches know."""

    label: str
    language: str = "en"
    kind: str = "alt"


@dataclass(frozen=True, slots=True)
class ConceptMatch:
    """The same thing in an authority's list; ``relation`` is SKOS's (``closeMatch``, ``exactMatch`` …)."""

    authority: str
    value: str
    relation: str = "closeMatch"
    source: str = ""


@dataclass(frozen=True, slots=True)
class ConceptEntry:
    """A concept as files carry it; '' is for what is not said.

    ``broader`` and ``replaced_by`` name another entry, by its UUID or its notation.
    """

    scheme: str
    label: str
    uuid: str = ""
    notation: str = ""
    broader: str = ""
    replaced_by: str = ""
    scope_note: str = ""
    made_as: str = ""
    attack_mode: str = ""
    colour: str = ""
    hotkey: str = ""
    labels: tuple[ConceptLabel, ...] = ()
    matches: tuple[ConceptMatch, ...] = ()
    retired: bool = False


def read_entries(connection: Connection, scheme: str | None = None) -> list[ConceptEntry]:
    """Return all concepts, or those of one scheme, in the order in which they were entered."""
    return _entries(connection, scheme=scheme)


def read_entry(connection: Connection, concept_id: int) -> ConceptEntry:
    """Return one concept; raises ``Gone`` if there is none with that id."""
    found = _entries(connection, concept_id=concept_id)
    if not found:
        raise Gone(f"no concept {concept_id}")
    return found[0]


def _entries(connection: Connection, *, scheme: str | None = None, concept_id: int | None = None) -> list[ConceptEntry]:
    labels: dict[int, list[ConceptLabel]] = {}
    sql = "SELECT concept_id, label, language, kind FROM concept_label WHERE ?1 IS NULL OR concept_id = ?1 ORDER BY id"
    for of, *label in connection.execute(sql, (concept_id,)):
        labels.setdefault(of, []).append(ConceptLabel(*label))
    matches: dict[int, list[ConceptMatch]] = {}
    sql = """
        SELECT concept_id, authority, value, relation, source FROM concept_match
        WHERE ?1 IS NULL OR concept_id = ?1 ORDER BY id
    """
    for of, *match in connection.execute(sql, (concept_id,)):
        matches.setdefault(of, []).append(ConceptMatch(*match))
    sql = """
        SELECT c.id, c.retired_at IS NOT NULL, c.scheme, c.pref_label, c.uuid, c.notation, coalesce(b.uuid, ''),
            coalesce(r.uuid, ''), c.scope_note, c.made_as, c.attack_mode, c.colour, c.hotkey
        FROM concept c LEFT JOIN concept b ON b.id = c.broader_id LEFT JOIN concept r ON r.id = c.replaced_by_id
        WHERE (?1 IS NULL OR c.scheme = ?1) AND (?2 IS NULL OR c.id = ?2) ORDER BY c.id
    """
    return [
        replace(
            ConceptEntry(*row),
            labels=tuple(labels.get(of, ())),
            matches=tuple(matches.get(of, ())),
            retired=bool(retired),
        )
        for of, retired, *row in connection.execute(sql, (scheme, concept_id)).fetchall()
    ]


def read_concept_picture(connection: Connection, concept_id: int) -> str | None:
    """Return the name of a concept's picture, for ``Catalog.picture``."""
    row = connection.execute("SELECT picture FROM concept WHERE id = ?", (concept_id,)).fetchone()
    return row[0] if row else None


def read_picture_size(connection: Connection, concept_id: int) -> tuple[int, int] | None:
    """Return the width and height, in pixels, of a concept's picture; ``None`` if it has none."""
    sql = "SELECT p.width_px, p.height_px FROM concept c JOIN picture p ON p.sha256 = c.picture WHERE c.id = ?"
    row: tuple[int, int] | None = connection.execute(sql, (concept_id,)).fetchone()
    return row


def read_uses(connection: Connection, concept_ids: Iterable[int]) -> list[int]:
    """Return the scenes (not in the trash) that use one of the concepts, newest first."""
    sql = f"SELECT id FROM scene WHERE id IN ({_USES}) AND deleted_at IS NULL ORDER BY id DESC"  # noqa: S608
    return [row[0] for row in connection.execute(sql, (json.dumps(sorted(concept_ids)),))]
