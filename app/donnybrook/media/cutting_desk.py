"""Answers requests for what is cut out of films, in the decoding process: each is written to a file. Knows no pipe."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path

from av.video.frame import VideoFrame

from donnybrook.media import probing
from donnybrook.media.clip_easel import ClipEasel
from donnybrook.media.clipping import Stretch, write_clip, write_part
from donnybrook.media.contact_sheets import cell, sheet
from donnybrook.media.copying_desk import CopyingDesk, answer_of
from donnybrook.media.facts import Chapter, Clip
from donnybrook.media.frames import FrameReader
from donnybrook.media.joining import join
from donnybrook.media.loops import write_loop
from donnybrook.media.muxing import refusals
from donnybrook.media.part_files import part_paths
from donnybrook.media.pictures import Painter, Pixels, coded, fitted
from donnybrook.media.wire import Action, Alive, Answer, Request


class CuttingDesk:
    """One method an action; a film is opened for each, and closed after it."""

    def __init__(self, alive: Alive) -> None:
        """Call ``alive`` during long work."""
        self._alive = alive
        self.actions: Mapping[Action, Callable[[Request], Answer]] = {
            "clip": lambda request: self._cut(request, lambda cut: write_clip(cut, Path(request.out), request.ending)),
            "part": lambda request: self._cut(
                request, lambda cut: write_part(cut, Path(request.out), _size(request), request.words)
            ),
            "loop": lambda request: self._cut(
                request, lambda cut: write_loop(cut, Path(request.out), request.ending, _size(request)[0])
            ),
            "copy": CopyingDesk(alive).answer,
            "join": self._join,
            "still": self._still,
            "cell": self._cell,
            "sheet": self._sheet,
        }

    def _cut(self, request: Request, write: Callable[[Stretch], Clip]) -> Answer:
        stretch = Stretch(Path(request.path), request.time_us, request.until_us, self._alive)
        try:
            return answer_of(write(stretch))
        finally:
            stretch.close()

    def _join(self, request: Request) -> Answer:
        """Join the parts in the folder ``path``; part n lies from ``places[n]`` to ``places[n + 1]``, in µs."""
        chapters = [
            Chapter(in_us, out_us, name)
            for name, (in_us, out_us) in zip(request.words, pairwise(request.places), strict=True)
        ]
        parts = part_paths(Path(request.path), len(chapters), ".mov")
        join(parts, chapters, Path(request.out), request.ending, self._alive)
        return Answer("done", duration_us=request.places[-1])

    def _still(self, request: Request) -> Answer:
        def draw(painter: Painter, picture: VideoFrame) -> Pixels:
            size_px = painter.admitted_size(Path(request.path), picture)
            return painter.rgb(picture, *fitted(*size_px, request.max_width_px, request.max_height_px))

        return self._drawn(request, draw)

    def _cell(self, request: Request) -> Answer:
        def draw(painter: Painter, picture: VideoFrame) -> Pixels:
            return cell(ClipEasel(Path(request.path), painter, _size(request)).rgb(picture), request.words)

        return self._drawn(request, draw)

    def _drawn(self, request: Request, draw: Callable[[Painter, VideoFrame], Pixels]) -> Answer:
        reader = FrameReader(Path(request.path), self._alive)
        try:
            shown = reader.at(request.time_us)
            pixels = draw(Painter(probing.pixel_aspect(reader.film)), shown.picture)
        finally:
            reader.close()
        with refusals():
            Path(request.out).write_bytes(coded(request.ending, pixels))
        return Answer("done", time_us=shown.time_us, width_px=pixels.shape[1], height_px=pixels.shape[0])

    def _sheet(self, request: Request) -> Answer:
        cells = part_paths(Path(request.path), request.count, ".png")
        with refusals():
            Path(request.out).write_bytes(sheet(cells, request.ending, next(iter(request.words), "")))
        return Answer("done")


def _size(request: Request) -> tuple[int, int]:
    return request.max_width_px or 0, request.max_height_px or 0
