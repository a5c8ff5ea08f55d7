"""How often the words of a vocabulary and the names of people were said, so that the likeliest is offered first.

It reads the fights of one film, and of the rest of the catalog only what was entered last. Knows no label.
"""

from collections import Counter
from dataclasses import field

from donnybrook.catalog.driver import Connection
from donnybrook.catalog.reading import read_names
from donnybrook.records import dataclass

_LAST_ENTERED = 2000
_HERE = 1000  # what this film uses once stands before all that others use


@dataclass(frozen=True, slots=True)
class Usage:
    """What was said in one film, most said first, and lately in others."""

    names: tuple[str, ...] = ()
    _counts: Counter[int] = field(default_factory=Counter)

    def of(self, concept_id: int) -> int:
        """Return how likely a concept is to be said again; 0 for one that has not been said."""
        return self._counts[concept_id]

    @property
    def concept_ids(self) -> tuple[int, ...]:
        """The concepts that were said, the likeliest first."""
        return tuple(each for each, _ in self._counts.most_common())


_SAID = {
    "wielding": "SELECT w.weapon_id, count(*) FROM wielding w JOIN scene s ON s.id = w.scene_id {of_film} GROUP BY 1",
    "scene_term": """SELECT t.concept_id, count(*) FROM scene_term t JOIN scene s ON s.id = t.scene_id {of_film}
        GROUP BY 1""",
    "scene": "SELECT s.location_id, count(*) FROM scene s {of_film} AND s.location_id IS NOT NULL GROUP BY 1",
}
_OF_FILM = "JOIN version v ON v.id = s.version_id WHERE v.film_id = ? AND s.deleted_at IS NULL"
_LATELY = {"wielding": "weapon_id", "scene_term": "concept_id", "scene": "location_id"}


def read_usage(connection: Connection, film_id: int) -> Usage:
    """Return what is said of a film's fights, and lately of others."""
    counts: Counter[int] = Counter()
    for table, column in _LATELY.items():
        sql = f"SELECT {column} FROM {table} ORDER BY id DESC LIMIT {_LAST_ENTERED}"  # noqa: S608 - names are the code's own
        counts.update(row[0] for row in connection.execute(sql) if row[0] is not None)
    for sql in _SAID.values():
        for concept_id, count in connection.execute(sql.format(of_film=_OF_FILM), (film_id,)):
            counts[concept_id] += _HERE * count
    return Usage(tuple(read_names(connection, film_id)), counts)
