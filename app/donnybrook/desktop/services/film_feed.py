"""The thread that fetches pictures and sound for the player, so that no film can make the window wait. Knows no Qt.

The window says what it wishes for; a newer wish takes the place of an older one, also in the middle of its work.
"""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from donnybrook.desktop.services.playing_run import PlayingRun, Queued, Run
from donnybrook.media import FilmWorker, Picture, PlayingFilm
from donnybrook.problems import Problem
from donnybrook.records import dataclass

_log = logging.getLogger(__name__)
# Wishes that follow each other this closely are somebody dragging: then keyframes are shown on the way.
_DRAG_S = 0.15
# So many frames each way are fetched around the one at rest, so that the next step finds its picture.
_AROUND = 8
_REST_S = 0.08
_IDLE_S = 0.02


@dataclass(frozen=True, slots=True)
class Rest:
    """The frame so many steps from the one at a time is to be on the screen."""

    time_us: int
    steps: int = 0


type Wish = Rest | Run


@dataclass(frozen=True, slots=True)
class Delivery:
    """What has come of a wish: a picture (with ``is_final``, the one wished for), or why there is none."""

    picture: Picture | None = None
    is_final: bool = False
    problem: str = ""


class SupersededError(Exception):
    """There is another wish by now."""


class FilmFeed:
    """One film at a time. ``told`` is called, in this thread, whenever there may be something to collect."""

    def __init__(self, told: Callable[[], None], worker: FilmWorker) -> None:
        self._told = told
        self._worker = worker
        self._change = threading.Condition()
        self._opened: tuple[Path, int, int] | None = None
        self._film: PlayingFilm | None = None
        self._wish: Wish | None = None
        self._served: Wish | None = None
        self._is_dragged = False
        self._keyframe_us = -1
        self._is_closed = False
        self._wished_s = 0.0
        self._delivery: Delivery | None = None
        self._shown_us: int | None = None
        self._run: PlayingRun | None = None
        self._thread: threading.Thread | None = None

    # ------------------------------------------------------------ the window's side

    def open(self, path: Path | None, width_px: int = 0, height_px: int = 0) -> None:
        """Turn to a film, to be seen at a size in pixels; None: to none. What was wished for is forgotten."""
        with self._change:
            self._opened = None if path is None else (path, width_px, height_px)
            self._film = self._wish = self._run = self._delivery = self._shown_us = None
            self._change.notify()

    def wish(self, wish: Wish) -> None:
        """Wish for something, in place of what was wished for."""
        with self._change:
            now_s = time.monotonic()
            self._is_dragged = isinstance(self._wish, Rest) and now_s - self._wished_s < _DRAG_S
            self._wish, self._wished_s, self._delivery = wish, now_s, None
            self._run = PlayingRun(wish) if isinstance(wish, Run) else None
            self._change.notify()
        self.prepare()

    def prepare(self) -> None:
        """Have the decoding process started, if it is not yet, so that the first wish need not wait for it."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name="film feed", daemon=True)
            self._thread.start()

    def collect(self) -> Delivery | None:
        """Return what has come last of the present wish, once."""
        with self._change:
            delivery, self._delivery = self._delivery, None
            if delivery is not None and delivery.picture is not None:
                self._shown_us = delivery.picture.time_us
            return delivery

    @property
    def run(self) -> PlayingRun | None:
        """What is being played."""
        return self._run

    def due(self, now_us: int) -> list[Queued]:
        """Return the pictures whose time has come: the last of them is the one to show, the others are left out."""
        with self._change:
            taken = self._run.take_due(now_us) if self._run is not None else []
            if taken:
                self._shown_us = taken[-1].picture.time_us
            self._change.notify()
            return taken

    def close(self) -> None:
        """End the thread and the decoding process, also in the middle of their work."""
        with self._change:
            self._is_closed = True
            self._wish = None
            self._change.notify()
        self._worker.close()
        if self._thread is not None:
            self._thread.join()

    # ------------------------------------------------------------ the thread's side

    def _serve(self) -> None:
        self._worker.prepare()
        while (wish := self._awaited()) is not None:
            try:
                self._fulfil(wish)
            except SupersededError:
                continue
            except Problem as problem:
                self._deliver(None, wish, Delivery(problem=str(problem)))
            except Exception:  # noqa: BLE001 (this loop is a door)
                _log.exception("a wish of the player failed")
            self._served = wish
        self._worker.close()

    def _awaited(self) -> Wish | None:
        with self._change:
            self._change.wait_for(self._has_work)
            return None if self._is_closed else self._wish

    def _has_work(self) -> bool:
        return self._is_closed or (self._wish is not None and self._wish is not self._served)

    def _fulfil(self, wish: Wish) -> None:
        film = self._film_for(wish)
        if isinstance(wish, Run):
            self._play(film, wish)
        else:
            self._come_to_rest(film, wish)

    def _film_for(self, wish: Wish) -> PlayingFilm:
        with self._change:
            if self._wish is not wish or self._opened is None:
                raise SupersededError
            if self._film is None:
                path, width_px, height_px = self._opened
                self._film = PlayingFilm(self._worker, path, width_px, height_px)
                self._film.kept_us = self._kept_us
            self._film.look = lambda: self._look(wish)
            return self._film

    def _look(self, wish: Wish) -> None:
        if self._wish is not wish:
            raise SupersededError

    def _kept_us(self) -> set[int]:
        with self._change:
            kept_us = self._run.queued_us if self._run is not None else set()
            if self._shown_us is not None:
                kept_us.add(self._shown_us)
            if self._delivery is not None and self._delivery.picture is not None:
                kept_us.add(self._delivery.picture.time_us)
            return kept_us

    def _deliver(self, film: PlayingFilm | None, wish: Wish, delivery: Delivery) -> None:
        with self._change:
            # Who drags on has wished for something else by then, but wants to see where it goes.
            is_on_the_way = not delivery.is_final and isinstance(self._wish, Rest) and self._film is film
            if self._wish is not wish and not is_on_the_way:
                return
            self._delivery = delivery
        self._told()

    def _come_to_rest(self, film: PlayingFilm, wish: Rest) -> None:
        picture = film.cache.shown_at(wish.time_us)
        if picture is None and self._is_dragged:
            self._show_keyframe(film, wish)
        picture = picture or film.at(wish.time_us)
        self._keyframe_us = -1
        for _ in range(abs(wish.steps)):
            there = film.after(picture) if wish.steps > 0 else film.before(picture)
            if there is None:
                break
            picture = there
        self._deliver(film, wish, Delivery(picture, is_final=True))
        self._look_around(film, wish, picture)

    def _show_keyframe(self, film: PlayingFilm, wish: Rest) -> None:
        picture = film.keyframe(wish.time_us, self._keyframe_us)
        if picture is not None:
            self._keyframe_us = picture.time_us
            self._deliver(film, wish, Delivery(picture))
        with self._change:
            self._change.wait_for(lambda: self._wish is not wish, timeout=_REST_S)

    def _look_around(self, film: PlayingFilm, wish: Rest, picture: Picture) -> None:
        """Fetch what a step may want to see next: on the way stepped at once, the other way after a moment's rest."""
        if wish.steps:
            self._go_on(film, picture, wish.steps)
        with self._change:
            self._change.wait_for(lambda: self._wish is not wish, timeout=_REST_S)
        for way in (-1, 1):
            self._go_on(film, picture, way)

    def _go_on(self, film: PlayingFilm, picture: Picture, way: int) -> None:
        there: Picture | None = picture
        for _ in range(min(_AROUND, film.cache.capacity // 4)):
            there = None if there is None else film.after(there) if way > 0 else film.before(there)

    def _play(self, film: PlayingFilm, wish: Run) -> None:
        run = self._run
        is_primed = False
        while run is not None:
            self._look(wish)
            has_worked = run.advance(film)
            if run.is_primed and not is_primed:
                is_primed = True
                self._told()
            if not has_worked:
                with self._change:
                    self._change.wait(_IDLE_S)
