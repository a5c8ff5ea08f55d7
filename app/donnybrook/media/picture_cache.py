"""The pictures of one film that lie in shared memory, which follows which, and where the next may lie. Decodes nothing.

Its size is bounded in bytes; what was used longest ago gives way first.
"""

from bisect import bisect_right, insort
from collections import OrderedDict
from collections.abc import Collection

from donnybrook.media.facts import SOUND_BYTES
from donnybrook.records import dataclass

_MOST_PLACES = 320


@dataclass(frozen=True, slots=True)
class Picture:
    """One frame, upright with square pixels: ``height_px`` rows of blue, green, red and 255 for each pixel.

    ``pixels`` is shared with the decoding process: they stay as they are for as long as the picture is kept.
    """

    time_us: int
    width_px: int
    height_px: int
    place: int
    pixels: memoryview


class PictureCache:
    """Pictures by their times, in places of equal size."""

    def __init__(self, shared_bytes: int, width_px: int, height_px: int) -> None:
        """Divide the memory after the sound's part into places for pictures of a size."""
        self.place_bytes = 4 * width_px * height_px
        count = max(4, min(_MOST_PLACES, (shared_bytes - SOUND_BYTES) // self.place_bytes))
        self._free = [SOUND_BYTES + number * self.place_bytes for number in reversed(range(count))]
        self.capacity = count
        self._pictures: OrderedDict[int, Picture] = OrderedDict()
        self._passing: list[Picture] = []
        self._times: list[int] = []
        self._next: dict[int, int] = {}
        self._previous: dict[int, int] = {}
        self.first_us: int | None = None
        self.last_us: int | None = None

    def clear(self) -> None:
        """Forget all pictures, but not which frames follow each other."""
        self._free += [picture.place for picture in (*self._pictures.values(), *self._passing)]
        self._pictures.clear()
        self._passing.clear()
        self._times.clear()

    def places(self, count: int, kept_us: Collection[int]) -> tuple[int, ...]:
        """Return up to so many places to write to; pictures of the times ``kept_us`` do not give way."""
        self._free += [picture.place for picture in self._passing if picture.time_us not in kept_us]
        self._passing = [picture for picture in self._passing if picture.time_us in kept_us]
        for time_us in list(self._pictures):
            if len(self._free) >= count:
                break
            if time_us not in kept_us:
                self._free.append(self._pictures.pop(time_us).place)
                self._times.remove(time_us)
        return tuple(self._free[len(self._free) - count :] if count < len(self._free) else self._free)

    def put(self, picture: Picture) -> Picture:
        """Take a picture into the cache, and return it; the one of the same time if that is here already.

        That one may be on the screen, so its place must not be given to another.
        """
        if (known := self._used(picture.time_us)) is not None:
            return known
        self._free.remove(picture.place)
        insort(self._times, picture.time_us)
        self._pictures[picture.time_us] = picture
        return picture

    def put_passing(self, picture: Picture) -> None:
        """Take a picture that is shown on the way to another, and may not be the very frame of its time."""
        self._free.remove(picture.place)
        self._passing.append(picture)

    def link(self, time_us: int, next_us: int) -> None:
        """Note that nothing is shown between two frames."""
        self._next[time_us] = next_us
        self._previous[next_us] = time_us

    def shown_at(self, time_us: int) -> Picture | None:
        """Return the picture shown at a time, if it is here and that is certain."""
        place = bisect_right(self._times, time_us) - 1
        if place < 0:
            return self._used(self.first_us) if self.first_us is not None and time_us < self.first_us else None
        here_us = self._times[place]
        is_shown = here_us in {time_us, self.last_us} or self._next.get(here_us, -1) > time_us
        return self._used(here_us) if is_shown else None

    def after(self, time_us: int) -> Picture | None:
        """Return the picture of the frame after the one of exactly this time, if it is here."""
        return self._used(self._next.get(time_us))

    def before(self, time_us: int) -> Picture | None:
        """Return the picture of the frame before the one of exactly this time, if it is here."""
        return self._used(self._previous.get(time_us))

    def _used(self, time_us: int | None) -> Picture | None:
        picture = None if time_us is None else self._pictures.get(time_us)
        if picture is not None:
            self._pictures.move_to_end(picture.time_us)
        return picture
