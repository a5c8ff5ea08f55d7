"""Small pictures spread over a film, from its keyframes alone: one seek and one decoded picture each; knows no process.

Keyframes are decoded by themselves, so a strip costs a small share of reading the film; it shows about the right place.
Whoever wants the very frame asks for that one.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from itertools import pairwise
from pathlib import Path

import numpy as np

from donnybrook.media import probing
from donnybrook.media.admission import sane_duration_us
from donnybrook.media.facts import Thumbnail
from donnybrook.media.frames import FrameReader
from donnybrook.media.opening import OpenFilm
from donnybrook.media.pictures import THUMBNAIL_PX, Painter, Pixels, fitted, jpeg
from donnybrook.media.runs import ShownFrame
from donnybrook.media.wire import Alive

_LOOK_S = 0.2
_MOST_PACKETS = 2000
_COLUMNS = 10
_GAP_PX = 4


def places(duration_us: int, count: int) -> list[int]:
    """Return the middles of ``count`` equal parts of a film."""
    return [duration_us * (2 * place + 1) // (2 * count) for place in range(count)]


def length_us(reader: FrameReader) -> int:
    """Return how long a film is: what it claims, or else the time of its last frame."""
    claimed_us = sane_duration_us(reader.film.duration_us)
    return claimed_us or max(reader.times(), default=0) + 1


def keyframe_strip(path: Path, times_us: Sequence[int], threads: int, alive: Alive) -> list[Thumbnail]:
    """Return the keyframes shown at or before times, in order, each once; ``threads`` read with a file of their own.

    Raises:
        FilmProblem: the film can't be opened.
    """
    edges = [len(times_us) * part // threads for part in range(threads + 1)]
    parts = [times_us[start:end] for start, end in pairwise(edges)]
    found = _strip_part(path, times_us, alive) if threads == 1 else _in_threads(path, parts, alive)
    return [each for place, each in enumerate(found) if place == 0 or each.time_us > found[place - 1].time_us]


def _in_threads(path: Path, parts: Sequence[Sequence[int]], alive: Alive) -> list[Thumbnail]:
    done: list[int] = []
    with ThreadPoolExecutor(len(parts), "strip") as pool:
        works = [pool.submit(_strip_part, path, part, lambda _=None: done.append(1)) for part in parts]
        told = 0
        # The signs of life go out from this thread alone, and only while the others get on.
        while wait(works, _LOOK_S).not_done:
            if len(done) > told:
                told = len(done)
                alive()
    return [picture for work in works for picture in work.result()]


def _strip_part(path: Path, times_us: Sequence[int], alive: Alive) -> list[Thumbnail]:
    film = OpenFilm(path, threads=1)
    try:
        painter = Painter(probing.pixel_aspect(film))
        return [thumbnail(painter, film.path, shown) for shown in keyframes(film, times_us, alive) if shown]
    finally:
        film.close()


def keyframes(film: OpenFilm, times_us: Sequence[int], alive: Alive) -> Iterator[ShownFrame | None]:
    """Yield the keyframe before each time; None where it is the one before once more, or none can be decoded."""
    last_us: int | None = None
    for time_us in times_us:
        alive()
        found = _keyframe(film, time_us, last_us)
        if found is not None:
            last_us = found.time_us
        yield found


def _keyframe(film: OpenFilm, time_us: int, known_us: int | None) -> ShownFrame | None:
    if not film.seek(time_us):
        return None
    for number, packet in enumerate(film.packets()):
        if packet.is_keyframe and packet.pts is not None:
            if film.time_us(packet.pts) == known_us:
                return None
            pictures = [*film.decode(packet), *film.decode(None)]
            film.stream.codec_context.flush_buffers()
            shown = [each for each in pictures if each.pts is not None]
            return ShownFrame(shown[0], film.time_us(shown[0].pts or 0), None) if shown else None
        if number > _MOST_PACKETS:
            break
    return None


def thumbnail(painter: Painter, path: Path, shown: ShownFrame) -> Thumbnail:
    """Return a decoded picture of a film as a small JPEG.

    Raises:
        FilmProblem: the picture is too large.
    """
    width_px, height_px = fitted(*painter.admitted_size(path, shown.picture), THUMBNAIL_PX, THUMBNAIL_PX)
    return Thumbnail(shown.time_us, width_px, height_px, jpeg(painter.bgr(shown.picture, width_px, height_px)))


def contact_sheet(reader: FrameReader, painter: Painter, count: int, alive: Alive) -> Pixels:
    """Return so many pictures spread over a film, in rows of ten, as one, (height, width, 3), blue first.

    Raises:
        FilmProblem: nothing of the film can be decoded.
    """
    cells: list[Pixels] = []
    size_px: tuple[int, int] | None = None
    for place, time_us in enumerate(places(length_us(reader), count)):
        alive(place / count)
        shown = reader.at(time_us)
        shown_px = painter.admitted_size(reader.film.path, shown.picture)
        size_px = size_px or fitted(*shown_px, THUMBNAIL_PX, THUMBNAIL_PX)
        cells.append(np.ascontiguousarray(painter.bgr(shown.picture, *size_px)))
    return arranged(cells, min(len(cells), _COLUMNS), _GAP_PX)


def arranged(cells: Sequence[Pixels], columns: int, gap_px: int, between: tuple[int, int, int] = (0, 0, 0)) -> Pixels:
    """Return pictures of one size in rows, with a colour between them."""
    high, wide = cells[0].shape[:2]
    rows = -(-len(cells) // columns)
    sheet = np.full((rows * (high + gap_px) - gap_px, columns * (wide + gap_px) - gap_px, 3), between, np.uint8)
    for place, cell in enumerate(cells):
        top, left = place // columns * (high + gap_px), place % columns * (wide + gap_px)
        sheet[top : top + high, left : left + wide] = cell
    return sheet
