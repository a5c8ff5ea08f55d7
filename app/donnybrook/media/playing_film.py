"""One film for playing: any frame, the one after, the one before, and its sound, out of the decoding process.

Everything here waits for its answer, so it belongs in a thread of its own. It knows no clock and no window.
"""

import mmap
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from donnybrook.media.facts import SOUND_RATE_HZ
from donnybrook.media.nursery import Nursery
from donnybrook.media.picture_cache import Picture, PictureCache
from donnybrook.media.problems import FilmProblem, shown_name
from donnybrook.media.wire import Action, Answer, PlacedPicture, Request
from donnybrook.media.worker import FilmWorker
from donnybrook.records import dataclass
from donnybrook.times import LONGEST_US, SECOND_US

_SHARED_BYTES = 512 * 1024 * 1024
_MOST_BACK = 64


def playing_worker(nursery: Nursery | None = None) -> FilmWorker:
    """Return a worker whose memory holds the pictures of some seconds."""
    return FilmWorker(shared_bytes=_SHARED_BYTES, nursery=nursery)


def _nothing_else() -> None:
    """Let work go on."""


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a run came: what it laid out, and where the next one may go on."""

    pictures: tuple[Picture, ...]
    time_us: int
    is_after: bool
    is_end: bool


class PlayingFilm:
    """A film, seen at a size.

    ``look`` is called before each piece of work, and ends it by raising what it likes; ``kept_us`` tells the times of
    the pictures that must not give way to others. ``end_us`` is where the last frame ends, far off until that is known.
    """

    def __init__(self, worker: FilmWorker, path: Path, width_px: int, height_px: int) -> None:
        self._worker = worker
        self._path = path
        self._size_px = (width_px, height_px)
        self._memory: mmap.mmap | None = None
        self.cache = PictureCache(worker.shared_bytes, width_px, height_px)
        self.kept_us: Callable[[], Collection[int]] = tuple
        self.look: Callable[[], None] = _nothing_else
        self.end_us = LONGEST_US

    def at(self, time_us: int) -> Picture:
        """Return the frame shown at a time.

        Raises:
            FilmProblem: the film can't be read there.
        """
        here, is_after = max(0, time_us), False
        while (picture := self.cache.shown_at(time_us)) is None:
            reached = self.run(here, 1, is_after=is_after)
            if reached.pictures:
                if reached.pictures[0].time_us > time_us:
                    self.cache.first_us = reached.pictures[0].time_us
                return reached.pictures[0]
            if reached.is_end:
                raise self._nothing()
            here, is_after = reached.time_us, reached.is_after
        return picture

    def keyframe(self, time_us: int, known_us: int = -1) -> Picture | None:
        """Return a frame at or before a time that can be had soon; None if it is the one at ``known_us``.

        A damaged film may tell the time of a frame wrongly right after a jump, so it is to be looked at in passing, and
        no later answer is made of it.

        Raises:
            FilmProblem: the film can't be read there.
        """
        request = replace(self._placing("keyframe", max(0, time_us), 1), until_us=known_us)
        pictures = self._pictures(request, self._ask(request))
        for picture in pictures:
            self.cache.put_passing(picture)
        return next(iter(pictures), None)

    def after(self, picture: Picture, *, ahead: int = 1, late_until_us: int = 0) -> Picture | None:
        """Return the next frame; None after the last. If it has to be read, some more ahead of it are.

        One that ends before ``late_until_us`` may be passed over.

        Raises:
            FilmProblem: the film can't be read there.
        """
        here_us = picture.time_us
        while (there := self.cache.after(picture.time_us)) is None:
            if self.cache.last_us == picture.time_us:
                return None
            reached = self.run(here_us, ahead, is_after=True, late_until_us=late_until_us)
            if reached.pictures:
                return reached.pictures[0]
            if reached.is_end:
                return None
            here_us = reached.time_us
        return there

    def before(self, picture: Picture) -> Picture | None:
        """Return the frame before; None before the first. With it come some of those before it.

        Raises:
            FilmProblem: the film can't be read there.
        """
        if (there := self.cache.before(picture.time_us)) is not None:
            return there
        if self.cache.first_us == picture.time_us:
            return None
        count = max(1, min(_MOST_BACK, self.cache.capacity // 3))
        request = Request("neighbour_time", str(self._path), picture.time_us, step=-count)
        from_us = self._ask(request).time_us
        if from_us >= picture.time_us:
            self.cache.first_us = picture.time_us
            return None
        return self._last_before(picture, from_us, count)

    def run(self, time_us: int, count: int, *, is_after: bool, until_us: int = 0, late_until_us: int = 0) -> Reached:
        """Have up to so many frames laid out from the one shown at a time on, or from the one after it.

        Raises:
            FilmProblem: the film can't be read there.
        """
        request = replace(
            self._placing("run", time_us, count), until_us=until_us, is_after=is_after, late_until_us=late_until_us
        )
        answer = self._ask(request)
        pictures = self._taken(request, answer)
        is_begun = answer.duration_us is not None
        if answer.is_end and not until_us:
            self.cache.last_us, self.end_us = answer.time_us, answer.time_us + (answer.duration_us or 0)
        return Reached(pictures, answer.time_us, is_after or is_begun, answer.is_end)

    def sound(self, time_us: int, rate: float, length_us: int) -> bytes | None:
        """Return so much sound of its own speed or another, from a time on; None for a film without sound.

        Raises:
            FilmProblem: the film can't be read.
        """
        count = length_us * SOUND_RATE_HZ // SECOND_US
        self.look()
        answer, payload, memory = self._worker.ask(
            Request("sound", str(self._path), max(0, time_us), step=count, rate=rate)
        )
        self._remember(memory)
        return None if answer.is_end else payload

    def _last_before(self, picture: Picture, from_us: int, count: int) -> Picture | None:
        here_us, is_after = from_us, False
        found: Picture | None = None
        while True:
            reached = self.run(here_us, count, is_after=is_after, until_us=picture.time_us)
            found = reached.pictures[-1] if reached.pictures else found
            here_us, is_after = reached.time_us, reached.is_after
            if reached.is_end:
                break
        if found is not None:
            self.cache.link(found.time_us, picture.time_us)
        return found

    def _placing(self, action: Action, time_us: int, count: int) -> Request:
        width_px, height_px = self._size_px
        places = self.cache.places(count, self.kept_us())
        return Request(action, str(self._path), time_us, places=places, max_width_px=width_px, max_height_px=height_px)

    def _ask(self, request: Request) -> Answer:
        self.look()
        answer, _, memory = self._worker.ask(request)
        self._remember(memory)
        return answer

    def _remember(self, memory: mmap.mmap) -> None:
        if memory is not self._memory:
            # Another process has taken over, and the pictures lie in memory that it does not share.
            self.cache.clear()
            self._memory = memory

    def _taken(self, request: Request, answer: Answer) -> tuple[Picture, ...]:
        pictures = tuple([self.cache.put(picture) for picture in self._pictures(request, answer)])
        for placed in answer.pictures:
            if placed.previous_us is not None:
                self.cache.link(placed.previous_us, placed.time_us)
        return pictures

    def _pictures(self, request: Request, answer: Answer) -> tuple[Picture, ...]:
        # A decoder that a film has taken over may say anything; it must not make us read or write elsewhere.
        places = [placed.place for placed in answer.pictures]
        if places != list(request.places[: len(places)]):
            raise self._nothing()
        return tuple(self._picture(placed) for placed in answer.pictures)

    def _picture(self, placed: PlacedPicture) -> Picture:
        size_bytes = 4 * placed.width_px * placed.height_px
        if self._memory is None or placed.width_px < 1 or not 0 < size_bytes <= self.cache.place_bytes:
            raise self._nothing()
        pixels = memoryview(self._memory)[placed.place : placed.place + size_bytes]
        return Picture(placed.time_us, placed.width_px, placed.height_px, placed.place, pixels)

    def _nothing(self) -> FilmProblem:
        return FilmProblem(f"{shown_name(self._path)} shows no picture there; it may be damaged.", "broken")
