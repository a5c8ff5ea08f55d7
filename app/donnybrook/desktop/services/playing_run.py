"""One stretch of playing: which picture is due when, and the sound that goes with them. Knows no clock and no device.

Time here is running time: microseconds since playing began, which goes on evenly through every lap of a loop. The
feeding thread calls ``advance``; everything else is for the window's thread.
"""

import threading
from collections import deque

from donnybrook.media import SOUND_RATE_HZ, Picture, PlayingFilm
from donnybrook.records import dataclass

_AHEAD_US = 2_000_000
_MOST_AHEAD_BACKWARD = 48
_BATCH = 8
# Pictures begin when so many are there, or so long a stretch; a busy machine does not come by the next ones evenly.
_PRIMED, _PRIMED_US = 10, 400_000
# A picture that is late is still shown, for a moment, unless it is later than sound may be ahead of it.
MOMENT_US = 12_000
_TOO_LATE_US = 120_000
_SOUND_AHEAD_US = 600_000
_SOUND_BLOCK_US = 100_000
_PRIMED_SOUND_US = 200_000
_LATE_US = 60_000
_HOPELESS_US = 1_000_000
_MARGIN_US = 100_000
_SHORTEST_LAP_US = 1000
_UNKNOWN_FRAME_US = 40_000
_SAMPLE_BYTES = 4


@dataclass(frozen=True, slots=True)
class Run:
    """What is to be played: from a film time at a rate, round and round a loop or up to a time; all in µs."""

    from_us: int
    rate: float
    loop: tuple[int, int] | None
    stop_us: int | None
    has_sound: bool


@dataclass(frozen=True, slots=True)
class Queued:
    """A picture and the running time from which on it is on the screen."""

    due_us: int
    picture: Picture


class PlayingRun:
    """The queue of pictures and sound of one ``Run``."""

    def __init__(self, wish: Run) -> None:
        self._wish = wish
        self._lock = threading.Lock()
        self._queue: deque[Queued] = deque()
        self._sound = bytearray()
        self._now_us = 0
        self._last: Queued | None = None
        self._lap_us = (wish.from_us, 0)
        self._over_us: int | None = None
        self._keyframe_us = -1
        self._sound_at_us = wish.from_us
        self._sound_given_us = 0
        self._has_sound = wish.has_sound and wish.rate > 0

    # ------------------------------------------------------------ the window's side

    @property
    def has_sound(self) -> bool:
        """Whether there is sound to play."""
        return self._has_sound

    @property
    def is_patient(self) -> bool:
        """Whether it waits for pictures rather than leave any out: without sound, and no faster than life."""
        return not self._has_sound and abs(self._wish.rate) <= 1

    @property
    def over_us(self) -> int | None:
        """When playing is over, once that is known."""
        return self._over_us

    @property
    def is_primed(self) -> bool:
        """Whether there is enough to begin with."""
        if self._over_us is not None:
            return True
        has_pictures = self._last is not None and (len(self._queue) >= _PRIMED or self._last.due_us >= _PRIMED_US)
        return has_pictures and (not self._has_sound or self._sound_given_us >= _PRIMED_SOUND_US)

    @property
    def queued_us(self) -> set[int]:
        """The film times of the pictures that wait."""
        with self._lock:
            return {queued.picture.time_us for queued in self._queue}

    def take_due(self, now_us: int) -> list[Queued]:
        """Return the picture whose turn it is, last, after those that are left out because it is too late for them."""
        taken = []
        with self._lock:
            self._now_us = now_us
            while self._queue and self._queue[0].due_us <= now_us:
                taken.append(self._queue.popleft())
                if not self._is_too_late(taken[-1], now_us):
                    break
        return taken

    def _is_too_late(self, picture: Queued, now_us: int) -> bool:
        """Whether a picture can't be shown even for a moment, since others wait and it would hold them up."""
        if self.is_patient or not self._queue or self._queue[0].due_us > now_us:
            return False
        return self._queue[0].due_us - picture.due_us < MOMENT_US or now_us - picture.due_us > _TOO_LATE_US

    def next_due_us(self) -> int | None:
        """Return when the next picture is due; None if none waits."""
        with self._lock:
            return self._queue[0].due_us if self._queue else None

    def take_sound(self, most_bytes: int) -> bytes:
        """Return the next sound, at most so many bytes."""
        with self._lock:
            taken = bytes(self._sound[:most_bytes])
            del self._sound[: len(taken)]
        return taken

    # ------------------------------------------------------------ the feeding thread's side

    def advance(self, film: PlayingFilm) -> bool:
        """Do one piece of work, if there is need of one; say whether there was.

        Raises:
            FilmProblem: the film can't be read there.
        """
        if self._last is not None and self._wants_sound():
            self._fetch_sound(film)
            return True
        if self._over_us is not None or not self._wants_pictures(film):
            return False
        picture = self._first(film) if self._last is None else self._following(film, self._last)
        if picture is not None:
            self._put(picture)
        return True

    def _wants_pictures(self, film: PlayingFilm) -> bool:
        if self._last is None:
            return True
        with self._lock:
            waiting, now_us = len(self._queue), self._now_us
        if self._wish.rate < 0:
            return waiting < min(_MOST_AHEAD_BACKWARD, film.cache.capacity // 3)
        return waiting < film.cache.capacity - 2 * _BATCH and (waiting < 3 or self._last.due_us < now_us + _AHEAD_US)

    def _first(self, film: PlayingFilm) -> Picture:
        picture = film.at(self._wish.from_us)
        if self._wish.rate < 0:
            self._lap_us = (picture.time_us, 0)
        return picture

    def _put(self, picture: Picture) -> None:
        queued = Queued(self._due_us(picture.time_us), picture)
        with self._lock:
            self._last = queued
            self._queue.append(queued)

    def _due_us(self, film_us: int) -> int:
        from_us, due_us = self._lap_us
        return due_us + max(0, int((film_us - from_us) / self._wish.rate))

    def _film_us(self, running_us: int) -> int:
        from_us, due_us = self._lap_us
        return from_us + int((running_us - due_us) * self._wish.rate)

    def _following(self, film: PlayingFilm, last: Queued) -> Picture | None:
        late_us = 0 if self.is_patient else self._now_us - last.due_us
        if late_us > _HOPELESS_US and (picture := self._leap(film, last)) is not None:
            return picture
        if self._wish.rate < 0:
            return self._earlier(film, last)
        late_until_us = self._film_us(self._now_us + _MARGIN_US) if late_us > _LATE_US else 0
        picture = film.after(last.picture, ahead=_BATCH, late_until_us=late_until_us)
        end_us = self._end_us(film, picture)
        if picture is None or picture.time_us >= end_us:
            return self._turn(film, self._wish.loop[0] if self._wish.loop else None, end_us)
        return picture

    def _leap(self, film: PlayingFilm, last: Queued) -> Picture | None:
        """Go to a keyframe near where playing should be by now, if one lies farther on: decoding does not keep up."""
        there_us = self._film_us(self._now_us + _MARGIN_US)
        first_us, end_us = self._wish.loop or (0, self._wish.stop_us or film.end_us)
        if not first_us <= there_us < end_us:
            return None
        picture = film.keyframe(there_us, self._keyframe_us)
        if picture is not None:
            self._keyframe_us = picture.time_us
            if (picture.time_us - last.picture.time_us) * self._wish.rate > 0 and picture.time_us >= first_us:
                return film.at(picture.time_us)
        return None

    def _end_us(self, film: PlayingFilm, picture: Picture | None) -> int:
        """Where playing forward ends, as far as is known with this picture the next."""
        limit_us = self._wish.loop[1] if self._wish.loop else self._wish.stop_us
        if picture is None:
            return film.end_us if limit_us is None else min(limit_us, film.end_us)
        return limit_us if limit_us is not None else picture.time_us + 1

    def _earlier(self, film: PlayingFilm, last: Queued) -> Picture | None:
        picture = film.before(last.picture)
        first_us = self._wish.loop[0] if self._wish.loop else 0
        if picture is not None and picture.time_us >= first_us:
            return picture
        lasts_us = last.picture.time_us - picture.time_us if picture is not None else _UNKNOWN_FRAME_US
        return self._turn(film, self._wish.loop[1] - 1 if self._wish.loop else None, last.picture.time_us - lasts_us)

    def _turn(self, film: PlayingFilm, again_us: int | None, end_us: int) -> Picture | None:
        """Begin the next lap at a film time, or end; the lap, or all of it, ends with film time ``end_us``."""
        due_us = self._due_us(end_us)
        if again_us is None or due_us - self._lap_us[1] < _SHORTEST_LAP_US:
            self._over_us = due_us
            return None
        picture = film.at(again_us)
        self._lap_us = (again_us if self._wish.rate > 0 else picture.time_us, due_us)
        return picture

    def _wants_sound(self) -> bool:
        is_over = self._over_us is not None and self._sound_given_us >= self._over_us
        return self._has_sound and not is_over and self._sound_given_us < self._now_us + _SOUND_AHEAD_US

    def _fetch_sound(self, film: PlayingFilm) -> None:
        wish, at_us = self._wish, self._sound_at_us
        length_us, is_lap = _SOUND_BLOCK_US, False
        if wish.loop is not None:
            left_us = round((min(wish.loop[1], film.end_us) - at_us) / wish.rate)
            length_us, is_lap = (left_us, True) if left_us <= length_us else (length_us, False)
        sound = film.sound(at_us, wish.rate, length_us) if length_us > 0 else b""
        if sound is None:
            self._has_sound = False
            return
        with self._lock:
            self._sound += sound
        self._sound_given_us += length_us
        self._sound_at_us = wish.loop[0] if wish.loop and is_lap else at_us + round(length_us * wish.rate)


def sound_us(size_bytes: int) -> int:
    """Return how long so many bytes of sound last."""
    return size_bytes // _SAMPLE_BYTES * 1_000_000 // SOUND_RATE_HZ
