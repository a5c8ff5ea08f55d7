"""Records of a catalog read by pages of some dozens, when they are looked at; only the last pages are kept. No Qt."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Protocol


class HasId(Protocol):
    """A record of the catalog."""

    @property
    def id(self) -> int:
        """Its number."""


class RecordPages[T: HasId]:
    """``read`` gives the records of some ids, without those that are gone."""

    def __init__(self, read: Callable[[Sequence[int]], list[T]], *, page: int, kept: int = 128) -> None:
        self._read = read
        self._page = page
        self._kept = kept
        self._pages: OrderedDict[int, dict[int, T]] = OrderedDict()

    def forget(self, since: int = 0) -> None:
        """Read again whatever stands at a place, or after it."""
        for number in [each for each in self._pages if each >= since // self._page]:
            del self._pages[number]

    def has(self, place: int) -> bool:
        """Whether what stands at a place has been read."""
        return place // self._page in self._pages

    def record(self, ids: Sequence[int], place: int) -> T | None:
        """Return what stands at a place among the ids; ``None`` if it has gone from the catalog meanwhile."""
        number = place // self._page
        page = self._pages.get(number)
        if page is None:
            some = ids[number * self._page : (number + 1) * self._page]
            page = self._pages[number] = {each.id: each for each in self._read(some)}
            if len(self._pages) > self._kept:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page.get(ids[place])


def place_in(ids: Sequence[int], scene_id: int) -> int | None:
    """Return where an id stands among ids, from 0; ``None`` if it is not there."""
    try:
        return ids.index(scene_id)
    except ValueError:
        return None
