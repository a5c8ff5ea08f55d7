"""All that is asked of a catalog's scenes at once: searches, counts, match-ups, likeness. Reads, and knows no screen.

A question that is no longer wanted can be interrupted from another thread; whoever asks numbers the questions, and
drops an answer that comes late all the same.
"""

import threading
from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from donnybrook.catalog.alike import WEIGHTS, Likeness
from donnybrook.catalog.connections import Connections
from donnybrook.catalog.counting import Facets, HitGroup, TermUses
from donnybrook.catalog.driver import OperationalError
from donnybrook.catalog.search import ordering
from donnybrook.catalog.search.asking import Asking, ask
from donnybrook.catalog.search.completing import Offer, completions
from donnybrook.catalog.search.explaining import Explanation, explain
from donnybrook.catalog.search.finding import Found, find
from donnybrook.catalog.search.term_counts import count_terms
from donnybrook.catalog.vocabulary import Vocabulary
from donnybrook.records import dataclass

if TYPE_CHECKING:  # numpy waits until something is counted
    from donnybrook.catalog.records import MediaFile
    from donnybrook.catalog.tally.desk import TallyDesk
    from donnybrook.catalog.tally.fights import CutFilm, Fights, Uses
    from donnybrook.catalog.tally.matrix import Matrix

FACETS_FIRST = 5_000  # the newest scenes, which are counted at once
_INTERRUPTED = "interrupted"


class Superseded(Exception):
    """The question was interrupted, since another one took its place."""


@dataclass(frozen=True, slots=True)
class Page:
    """What to ask for: a query, an order of ``search.ordering.ORDERS``, how many, and the last id one has already."""

    query: str
    order: str = "newest"
    limit: int | None = None
    after: int | None = None


class Questions:
    """Asks one catalog; for one thread, but for ``interrupt``."""

    def __init__(self, connections: Connections, vocabulary: Callable[[], Vocabulary]) -> None:
        self._connections = connections
        self._vocabulary = vocabulary
        self._tally: TallyDesk | None = None
        self._turn = threading.Lock()  # no interruption reaches what is read between two questions
        self._is_asking = self._is_interrupted = False
        self._others_wait: Callable[[], bool] = lambda: False

    def interrupt(self) -> None:
        """Stop what is being asked now, from any thread: it raises ``Superseded``. Nothing happens if nothing is."""
        with self._turn:
            if self._is_asking:
                self._is_interrupted = True
                self._connections.reader.interrupt()

    def give_way_if(self, others_wait: Callable[[], bool]) -> None:
        """Have the first counting of all there is, which takes seconds, raise ``Superseded`` whenever others wait.

        Asked again, it goes on from there.
        """
        self._others_wait = others_wait

    def search(self, page: Page) -> Found:
        """Find scenes; raises ``LookupError`` for an order there is not."""
        return self._ask(
            lambda: find(
                self._connections.reader,
                self._vocabulary(),
                page.query,
                order=page.order,
                limit=page.limit,
                after=page.after,
            )
        )

    def all_ids(self, query: str, order: str = "newest") -> array[int]:
        """Return the ids of all that a query finds, in an order; raises ``LookupError`` for one there is not."""
        asking = self._asking(query)
        return self._ask(lambda: ordering.all_of(self._connections.reader, self._vocabulary(), asking, order))

    def count(self, query: str, most: int | None = None) -> int:
        """Return how many scenes a query finds, or ``most`` where it finds more."""
        asking = self._asking(query)
        sql, parameters = asking.counted(-1 if most is None else most)

        def count() -> int:
            at_hand = None if self._tally is None or most is not None else self._tally.count(asking)
            return int(self._connections.reader.execute(sql, parameters).fetchone()[0]) if at_hand is None else at_hand

        return self._ask(count)

    def film_count(self, query: str) -> int:
        """Return of how many films the scenes are that a query finds."""
        asking = self._asking(query)
        sql = f"""SELECT count(DISTINCT v.film_id) FROM (SELECT DISTINCT s.version_id FROM ({asking.sql}) hit
            CROSS JOIN scene s ON s.id = hit.id) found CROSS JOIN version v ON v.id = found.version_id"""  # noqa: S608 - our own SQL
        return self._ask(lambda: int(self._connections.reader.execute(sql, asking.parameters).fetchone()[0]))

    def explain(self, query: str) -> Explanation:
        """Say what was understood of a query, and how it is gone about."""
        return self._ask(lambda: explain(self._connections.reader, self._vocabulary(), query))

    def complete(self, query: str, cursor: int, limit: int = 12) -> tuple[Offer, ...]:
        """Return what may be meant by the word that ends at the cursor: fields, terms, names; best first."""
        return self._ask(lambda: completions(self._connections.reader, self._vocabulary(), query, cursor, limit))

    def facets(self, query: str, most: int | None = None) -> Facets:
        """Count what a query's newest ``most`` scenes hold (``FACETS_FIRST`` is quick); all of them without.

        The very first call reads all scenes; ask in a worker. What is in the trash is not counted.
        """
        asking = self._asking(query)
        return self._ask(lambda: self._desk().facets(asking, most))

    def term_uses(self) -> dict[int, TermUses]:
        """Return in how many scenes each term occurs, by the id of its concept; terms without any are left out."""
        return self._ask(lambda: count_terms(self._connections.reader))

    def films(self, query: str) -> tuple[HitGroup, ...]:
        """Return the films of a query's scenes, those with the most first, each with its newest scenes."""
        asking = self._asking(query)
        return self._ask(lambda: self._desk().films(asking))

    def places(self, query: str) -> tuple[HitGroup, ...]:
        """Return the locations of a query's scenes, each with all under it counted, the most frequent first.

        After them come the places that have a name and stand in no vocabulary.
        """
        asking = self._asking(query)
        return self._ask(lambda: self._desk().locations(asking))

    def matrix(self, query: str, row_of: int | None = None, column_of: int | None = None) -> "Matrix":
        """Count which weapon classes meet which among a query's scenes; opened down to what is under two concepts."""
        from donnybrook.catalog.tally.matrix import match_ups

        def read() -> "Matrix":
            found = find(self._connections.reader, self._vocabulary(), query)
            return match_ups(self._connections.reader, self._vocabulary(), found.scene_ids, row_of, column_of)

        return self._ask(read)

    def like(self, scene_id: int, weights: Mapping[str, float] | None = None, limit: int = 50) -> list[Likeness]:
        """Return the scenes most like one, with the reasons.

        ``weights`` replaces how much single aspects weigh (see ``alike.WEIGHTS``); 0 leaves one out.
        """
        chosen = {**WEIGHTS, **(weights or {})}
        return self._ask(lambda: self._desk().like(scene_id, chosen, limit))

    def fights(self, query: str) -> "Fights":
        """Return what measures need of the scenes a query finds, as arrays."""
        from donnybrook.catalog.tally.fights import read_fights

        reader = self._connections.reader
        return self._ask(lambda: read_fights(reader, find(reader, self._vocabulary(), query).scene_ids))

    def uses(self, fights: "Fights") -> "Uses":
        """Return the uses of weapons in some fights, as arrays."""
        from donnybrook.catalog.tally.fights import read_uses

        return self._ask(lambda: read_uses(self._connections.reader, fights))

    def cut_film(self, file: "MediaFile") -> "CutFilm | None":
        """Return the shots of a film file, on its version's clock; None if it was never read for them."""
        from donnybrook.catalog.tally.fights import read_cut_film

        return self._ask(lambda: read_cut_film(self._connections.reader, file))

    def catch_up(self) -> None:
        """Bring the index up to the last edit, as every question does before it is answered."""
        self._connections.ready_index(self._vocabulary)

    def is_behind(self, rows: int) -> bool:
        """Whether the next question would have to bring more than so many rows into the index before its answer."""
        return self._connections.is_index_behind(self._vocabulary, rows)

    def pictures_without_look(self, limit: int) -> list[str]:
        """Return the names of covers whose look nobody has worked out yet."""
        sql = """SELECT DISTINCT t.picture FROM thumbnail t WHERE t.is_cover = 1
            AND NOT EXISTS (SELECT 1 FROM find.look l WHERE l.picture = t.picture) ORDER BY t.id DESC LIMIT ?"""
        return self._ask(lambda: [row[0] for row in self._connections.reader.execute(sql, (limit,))])

    def keep_looks(self, looks: Sequence[tuple[str, bytes]]) -> None:
        """Keep the looks of pictures, by name, in the cache: bytes of one length, each a measure from 0 to 255."""
        self._connections.keep_looks(self._vocabulary, looks)

    def _asking(self, query: str) -> Asking:
        return self._ask(lambda: ask(self._connections.reader, self._vocabulary(), query))

    def _desk(self) -> "TallyDesk":
        from donnybrook.catalog.tally.desk import TallyDesk

        if self._tally is None:
            reader, path = self._connections.reader, self._connections.values_path
            self._tally = TallyDesk(reader, self._vocabulary, path, self._heed_interruption)
        return self._tally

    def _ask[T](self, question: Callable[[], T]) -> T:
        self._connections.ready_index(self._vocabulary)  # which is not to be stopped half-way
        self._set_asking(is_asking=True)
        try:
            return question()
        except OperationalError as fault:
            if _INTERRUPTED in str(fault):
                raise Superseded from None
            raise
        finally:
            self._set_asking(is_asking=False)

    def _set_asking(self, *, is_asking: bool) -> None:
        with self._turn:
            self._is_asking, self._is_interrupted = is_asking, False

    def _heed_interruption(self) -> None:
        """Stop here if others wait, or if it was interrupted while SQLite had nothing to do and so could not tell."""
        if self._is_interrupted or self._others_wait():
            raise Superseded
