"""What a query finds: the first hits at once, all of them, however many, as soon as a thread has read them. No widget.

Each new query, order or edit takes the place of the one before; a late answer to an older one is dropped.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import Catalog, Found
from donnybrook.catalog.search.ordering import ORDERS
from donnybrook.desktop.query_words import by_hand, collection_asked
from donnybrook.desktop.services.asker import Asker
from donnybrook.desktop.settings import FIND_ORDER, Settings
from donnybrook.records import dataclass

FIRST = 500  # hits that are read before anything is shown; more than a screen holds
_QUICK_ROWS = 300  # more to be brought into the index first would hold the window up
_QUICK = ("newest", "oldest", "relevance")  # orders whose first page is read off the index


@dataclass(frozen=True, slots=True)
class Picked:
    """A search, and the fights that are meant of those it finds."""

    query: str
    scene_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Searched:
    """What is shown: a search, and which of the fights it finds; None is all of them."""

    query: str
    scene_ids: tuple[int, ...] | None = None


class HitSearch(QObject):
    """``ids`` are the hits there are now; ``is_complete`` says whether these are all."""

    completed = Signal()
    """All hits of the query are there, where at first there were only some, or those of before an edit."""

    unread = Signal()
    """The rest of the hits, or those after an edit, could not be read: the next search or edit asks for them again."""

    counted = Signal(int)
    """Emits of how many films the hits are."""

    def __init__(self, catalog: Catalog, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalog = catalog
        # A thread of its own: reading what is counted takes minutes the first time that a million fights are opened.
        self._asker = Asker(catalog.path, read_only=catalog.read_only, parent=self)
        self._settings = settings
        self._turn = 0
        self.found = Found("", (), (), "")
        self.ids: Sequence[int] = ()
        self.is_complete = True
        self.is_by_hand = False  # in the order of a collection
        self._is_asked = False
        self._awaits_index = False  # to be searched anew as soon as a thread has brought the index up
        self._picked: Picked | None = None

    @property
    def order(self) -> str:
        """How the hits are ordered: a name of ``ORDERS``, with a ``-`` before it backwards."""
        order = self._settings.value(FIND_ORDER)
        return order if any(order.removeprefix("-") == each.name for each in ORDERS) else "newest"

    def put_in_order(self, order: str) -> None:
        """Order the hits another way, from now on."""
        self._settings.set(FIND_ORDER, order)
        self.search(self.found.query)

    @property
    def searched(self) -> Searched:
        """What is shown, for whoever takes it out of the window."""
        return Searched(self.found.query, None if self._picked is None else tuple(self.ids))

    def pick(self, picked: Picked) -> None:
        """Leave out all but some of what its query finds, as long as that is the query."""
        self._picked = picked

    def search(self, query: str) -> None:
        """Find the first hits of a query; ``completed`` tells when all are there, if these are not."""
        order = self.order
        self._turn += 1
        self._asker.drop("index")
        self._awaits_index = False
        is_quick = order.removeprefix("-") in _QUICK
        self.found = self._catalog.search(query, order=order if is_quick else "newest", limit=FIRST)
        self.is_complete = len(self.found.scene_ids) < FIRST
        self._is_asked = False
        if self.is_complete and not is_quick:
            self.found = self._catalog.search(query, order=order)
        self._picked = self._picked if self._picked is not None and self._picked.query == query else None
        self.ids = self._meant(self.found.scene_ids)
        self.is_by_hand = order == "newest" and collection_asked(self._catalog, query) is not None
        if self.is_by_hand:
            self.ids = self._meant(by_hand(self._catalog, query))
            self.is_complete = True

    def ask_for_all(self) -> None:
        """Have the rest read, if these are not all."""
        if self.is_complete or self._is_asked:
            if self.is_complete and len(self.ids) > FIRST:
                self._count_films()
            return
        self._is_asked = True
        turn, query, order = self._turn, self.found.query, self.order
        self._asker.ask(
            "hits",
            lambda catalog: _all_of(catalog, query, order),
            lambda ids: self._take(turn, ids),
            lambda: self._miss(turn),
        )

    def ask_again(self, search: Callable[[], None]) -> bool:
        """Have all read anew after an edit, keeping what is there until then; ``False`` where searching is as quick.

        Where it is, but for an index that is far behind, ``search`` is called as soon as a thread has brought that up.
        """
        is_quick = self._awaits_index or (self.is_complete and len(self.ids) < FIRST)
        if is_quick and not self._catalog.questions.is_behind(_QUICK_ROWS):
            return False
        self._turn += 1
        self.is_complete, self._is_asked, self._awaits_index = False, is_quick, is_quick
        if is_quick:
            self._asker.ask("index", lambda catalog: catalog.questions.catch_up(), lambda _: search(), search)
        else:
            self.ask_for_all()
        return True

    def count_whole(self, answered: Callable[[int, int], None]) -> None:
        """Count how many fights and films the catalog holds."""
        self._asker.ask("whole", lambda catalog: (catalog.scene_count(), catalog.film_count()), lambda n: answered(*n))

    def let_go(self) -> None:
        """Ask nothing more."""
        self._asker.close()

    def all_hits(self) -> Sequence[int]:
        """Return all hits now, also if that takes as long as reading them."""
        if not self.is_complete:
            self._turn += 1
            self.ids = self._meant(_all_of(self._catalog, self.found.query, self.order))
            self.is_complete = True
            self.completed.emit()
            self._count_films()
        return self.ids

    def _take(self, turn: int, ids: Sequence[int]) -> None:
        if turn != self._turn:
            return
        self.ids = self._meant(ids)
        self.is_complete = True
        self.completed.emit()
        self._count_films()

    def _miss(self, turn: int) -> None:
        if turn == self._turn:
            self._is_asked = False
            self.unread.emit()

    def _count_films(self) -> None:
        if self._picked is not None:
            self.counted.emit(self._catalog.film_count(self.ids))
            return
        turn, query = self._turn, self.found.query
        self._asker.ask("films", lambda catalog: catalog.questions.film_count(query), lambda n: self._count(turn, n))

    def _meant(self, ids: Sequence[int]) -> Sequence[int]:
        return ids if self._picked is None else tuple(each for each in ids if each in self._picked.scene_ids)

    def _count(self, turn: int, films: int) -> None:
        if turn == self._turn:
            self.counted.emit(films)


def _all_of(catalog: Catalog, query: str, order: str) -> Sequence[int]:
    """Return all hits; those of one collection as they were put by hand, where no other order is asked for."""
    if order == "newest" and collection_asked(catalog, query) is not None:
        return by_hand(catalog, query)
    return catalog.questions.all_ids(query, order)
