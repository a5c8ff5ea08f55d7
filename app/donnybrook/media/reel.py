"""A film laid out picture by picture in shared memory, for playing: knows no clock, no window and no other process."""

import mmap
import time
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import numpy as np

from donnybrook.media import probing, running
from donnybrook.media.frames import FrameReader
from donnybrook.media.pictures import Painter, fitted
from donnybrook.media.runs import ShownFrame
from donnybrook.media.wire import Answer, PlacedPicture, Request

# An answer comes after so long at the latest, so that whoever asks can think of something else meanwhile; whoever
# wants several pictures is playing, and may wait longer.
_SLICE_S = 0.03
_LONG_SLICE_S = 0.15
_UNKNOWN_FRAME_US = 40_000


class Reel:
    """One open film. A second reader looks about in it, so that the run which plays is not disturbed."""

    def __init__(self, path: Path, memory: mmap.mmap, alive: Callable[[], None]) -> None:
        """Open a film; pictures are written into ``memory``.

        Raises:
            FilmProblem: it can't be opened.
        """
        self._path = path
        self._memory = memory
        self._alive = alive
        self._reader = FrameReader(path, alive)
        self._scout: FrameReader | None = None
        self._painter = Painter(probing.pixel_aspect(self._reader.film))
        self._run: Iterator[ShownFrame | None] = iter(())
        self._begun: tuple[int, bool] | None = None
        self._last: ShownFrame | None = None
        self._previous_us: int | None = None

    def close(self) -> None:
        """Close the film."""
        self._reader.close()
        if self._scout is not None:
            self._scout.close()

    def run(self, request: Request) -> Answer:
        """Lay out the frame shown at ``time_us`` and those after it (``is_after``: only those) into the places given.

        It stops before ``until_us`` (0: at the film's end) and says ``is_end``; or when the places are full; or soon,
        with what it has. The answer's ``time_us`` is the frame come to, and ``duration_us`` how long it lasts: asked
        for what is after that, it goes on where it was. None: nothing yet; asked for the same again, it goes on.
        Frames before ``late_until_us`` are passed over.

        Raises:
            FilmProblem: as ``running.run_from``.
        """
        self._set_out(request)
        placed: list[PlacedPicture] = []
        self._reader.late_until_us = request.late_until_us
        stop_s = time.monotonic() + (_SLICE_S if len(request.places) == 1 else _LONG_SLICE_S)
        for shown in self._run:
            if shown is not None and request.until_us and shown.time_us >= request.until_us:
                self._run = chain((shown,), self._run)
                return self._come_to(request, placed, is_end=True)
            if shown is not None and not (request.is_after and shown.time_us <= request.time_us):
                if shown.time_us >= request.late_until_us and len(placed) < len(request.places):
                    placed.append(self._placed(shown, request, request.places[len(placed)], self._previous_us))
                self._last = shown
                # Among frames that are late, some may be left out.
                self._previous_us = shown.time_us if shown.time_us >= request.late_until_us else None
            if len(placed) >= len(request.places) or time.monotonic() > stop_s:
                return self._come_to(request, placed)
        return self._come_to(request, placed, is_end=True)

    def keyframe(self, request: Request) -> Answer:
        """Lay out a frame at or before ``time_us`` that can be had soon; nothing if it is the one at ``until_us``.

        Raises:
            FilmProblem: as ``FrameReader.at``.
        """
        shown = running.keyframe(self._looking(), request.time_us, request.until_us)
        if shown is None:
            return Answer("done")
        return Answer("done", pictures=(self._placed(shown, request, request.places[0], None),))

    def neighbour_time(self, request: Request) -> Answer:
        """Tell the time of the frame so many steps from the one at a time, within the film."""
        return Answer("done", time_us=self._looking().neighbour_us(request.time_us, request.step))

    def _set_out(self, request: Request) -> None:
        asked = (request.time_us, request.is_after)
        goes_on = request.is_after and self._last is not None and self._last.time_us == request.time_us
        waits_still = self._last is None and self._begun == asked
        if not (goes_on or waits_still):
            self._run = running.run_from(self._reader, request.time_us)
            self._begun, self._last = asked, None
            self._previous_us = request.time_us if request.is_after else None

    def _come_to(self, request: Request, placed: list[PlacedPicture], *, is_end: bool = False) -> Answer:
        if self._last is None:
            return Answer("done", time_us=request.time_us, is_end=is_end)
        lasts_us = self._last.duration_us or _UNKNOWN_FRAME_US
        pictures = tuple(placed)
        return Answer("done", pictures=pictures, time_us=self._last.time_us, duration_us=lasts_us, is_end=is_end)

    def _placed(self, shown: ShownFrame, request: Request, place: int, previous_us: int | None) -> PlacedPicture:
        size_px = self._painter.admitted_size(self._path, shown.picture)
        width_px, height_px = fitted(*size_px, request.max_width_px, request.max_height_px)
        room = np.frombuffer(self._memory, np.uint8, 4 * width_px * height_px, place)
        np.copyto(room.reshape(height_px, width_px, 4), self._painter.bgra(shown.picture, width_px, height_px))
        return PlacedPicture(place, shown.time_us, previous_us, width_px, height_px)

    def _looking(self) -> FrameReader:
        if self._scout is None:
            self._scout = FrameReader(self._path, self._alive)
        return self._scout
