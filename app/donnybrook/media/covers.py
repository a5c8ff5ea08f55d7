"""Chooses the frame that stands for a scene: sharp, well exposed, still; knows no scene but its two times."""

import math
from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np
from av.video.frame import VideoFrame

from donnybrook.media.frames import FrameReader
from donnybrook.media.pictures import THUMBNAIL_PX, Painter, Pixels, fitted
from donnybrook.media.runs import ShownFrame
from donnybrook.records import dataclass
from donnybrook.times import SECOND_US

# Up to this long a scene is looked at whole; a longer one at so many places, for so long at each.
_WHOLE_US = 6 * SECOND_US
_PLACES = 8
_LOOK_US = SECOND_US // 3
# Where keyframes are farther apart than places, at most so many frames are decoded only to get from one to the next.
_ON_THE_WAY = 1500
# Marks are often set on a cut, so the scene's edges show it least; they count for so much less.
_EDGE_SHARE = 0.08
_EDGE_WEIGHT = 0.6
# The last part of a scene is not even decoded when a frame before it is as good as this.
_LAST_SHARE, _GOOD = 1 / 3, 1.5
# Neighbours show the same: of a scene so many frames are enough, and of a second no more than these.
_LOOKS, _LOOKS_A_SECOND = 40, 12
_STILL_STEP = 8.0
_UNKNOWN_CHANGE = 8.0
_DARK, _BRIGHT = 20, 240


@dataclass(frozen=True, slots=True)
class Cover:
    """The frame chosen: its time, and its small picture, blue first."""

    time_us: int
    bgr: Pixels


@dataclass(frozen=True, slots=True)
class _Candidate:
    time_us: int
    picture: VideoFrame
    score: float


@dataclass(frozen=True, slots=True)
class _Seen:
    time_us: int
    picture: VideoFrame
    grey: Pixels
    change: float | None


def choose_cover(reader: FrameReader, painter: Painter, in_us: int, out_us: int) -> Cover | None:
    """Return the best of the frames shown from ``in_us`` until before ``out_us``; None if none of them was decoded."""
    best: _Candidate | None = None
    for candidate in _candidates(reader, painter, in_us, out_us):
        if best is None or candidate.score > best.score:
            best = candidate
        if best.score >= _GOOD and candidate.time_us >= out_us - _LAST_SHARE * (out_us - in_us):
            break
    if best is None:
        return None
    return Cover(best.time_us, painter.bgr(best.picture, *_small_size(painter, best.picture)))


def _candidates(reader: FrameReader, painter: Painter, in_us: int, out_us: int) -> Iterator[_Candidate]:
    scene, walk = (in_us, out_us), _Walk(reader, in_us, out_us)
    if out_us - in_us <= _WHOLE_US:
        yield from _judged(painter, walk.to(in_us), scene, out_us - in_us)
        return
    for place in range(_PLACES):
        from_us = in_us + (out_us - in_us) * (2 * place + 1) // (2 * _PLACES)
        yield from _judged(painter, walk.to(from_us), scene, _LOOK_US)


class _Walk:
    """Goes through a scene's frames, those that others need, from place to place; it passes each frame once."""

    def __init__(self, reader: FrameReader, in_us: int, out_us: int) -> None:
        self._reader = reader
        self._in_us, self._out_us = in_us, out_us
        self._frames: Iterator[ShownFrame] = iter(())
        self._seen_us = in_us - 1
        self._goes_on = False
        self._left = _ON_THE_WAY

    def to(self, place_us: int) -> Iterator[ShownFrame]:
        """Yield frames from the keyframe before a place on, so that none is decoded only to get there.

        Where what follows that keyframe was passed already, from the place itself on.
        """
        if not self._goes_on:
            if not self._reader.film.seek(place_us):
                return
            self._frames = self._reader.onwards(skip="NONREF")
        for shown in self._frames:
            if shown.time_us >= self._out_us or not self._left:
                return
            was_passed = shown.time_us <= self._seen_us
            if was_passed or (self._goes_on and shown.time_us < place_us):
                # From now on it need not seek: that would lead to the same keyframe, until there is another.
                self._goes_on = self._seen_us >= self._in_us and (was_passed or not shown.picture.key_frame)
                self._left -= 1
                continue
            self._seen_us = shown.time_us
            yield shown


def _judged(
    painter: Painter, frames: Iterator[ShownFrame], scene: tuple[int, int], most_us: int
) -> Iterator[_Candidate]:
    """Judge some of the frames, for so long at most."""
    in_us, out_us = scene
    apart_us = min(SECOND_US // _LOOKS_A_SECOND, (out_us - in_us) // _LOOKS)
    waiting: _Seen | None = None
    begun_us: int | None = None
    for shown in frames:
        begun_us = shown.time_us if begun_us is None else begun_us
        if shown.time_us >= begun_us + most_us:
            break
        if waiting is not None and shown.time_us < waiting.time_us + apart_us:
            continue
        seen = _seen(shown, painter)
        if waiting is not None and waiting.grey.shape != seen.grey.shape:
            # The film goes on in another size: between these two nothing is known.
            yield _candidate(waiting, in_us, out_us)
        elif waiting is not None:
            # How much moves is known between two frames; a frame counts by the busier of its two sides.
            step = cv2.norm(seen.grey, waiting.grey, cv2.NORM_L1) / seen.grey.size
            yield _candidate(replace(waiting, change=max(step, waiting.change or 0.0)), in_us, out_us)
            seen = replace(seen, change=step)
        waiting = seen
    if waiting is not None:
        yield _candidate(waiting, in_us, out_us)


def _seen(shown: ShownFrame, painter: Painter) -> _Seen:
    # Only light is judged, so colours are made of the one that is chosen alone.
    grey = painter.light(shown.picture, *_small_size(painter, shown.picture))
    return _Seen(shown.time_us, shown.picture, np.ascontiguousarray(grey), None)


def _small_size(painter: Painter, picture: VideoFrame) -> tuple[int, int]:
    return fitted(*painter.size(picture), THUMBNAIL_PX, THUMBNAIL_PX)


def _candidate(seen: _Seen, in_us: int, out_us: int) -> _Candidate:
    place = (seen.time_us - in_us) / max(out_us - in_us, 1)
    change = _UNKNOWN_CHANGE if seen.change is None else seen.change
    return _Candidate(seen.time_us, seen.picture, _score(seen.grey, change, place))


def _score(grey: Pixels, change: float, place: float) -> float:
    _, contrast = cv2.meanStdDev(cv2.Laplacian(grey, cv2.CV_16S))
    sharpness = math.log1p(float(contrast[0, 0]) ** 2)
    lost = 1 - cv2.countNonZero(cv2.inRange(grey, _DARK, _BRIGHT)) / grey.size
    exposure = (1 - lost) * (1 - abs(cv2.mean(grey)[0] - 118) / 160)
    stillness = 1 / (1 + change / _STILL_STEP)
    edge = _EDGE_WEIGHT if place < _EDGE_SHARE or place > 1 - _EDGE_SHARE else 1.0
    return sharpness * max(exposure, 0.01) * stillness * edge
