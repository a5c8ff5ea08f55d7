"""Chooses the frame that stands for a scene: sharp, well exposed, still; knows no scene but its two times."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import cv2
import numpy as np

from donnybrook.media.frames import FrameReader
from donnybrook.media.pictures import THUMBNAIL_PX, Painter, Pixels, fitted
from donnybrook.media.runs import ShownFrame
from donnybrook.times import SECOND_US

# Up to this long a scene is looked at whole; a longer one at so many places, for so long at each.
_WHOLE_US = 6 * SECOND_US
_PLACES = 8
_LOOK_US = SECOND_US // 3
# Marks are often set on a cut, so the scene's edges show it least; they count for so much less.
_EDGE_SHARE = 0.08
_EDGE_WEIGHT = 0.6
_STILL_STEP = 8.0
_UNKNOWN_CHANGE = 8.0
_DARK, _BRIGHT = 20, 240


@dataclass(frozen=True, slots=True)
class Candidate:
    """A frame that may become the cover: its time, its small picture (blue first), and how good it is."""

    time_us: int
    bgr: Pixels
    score: float


@dataclass(frozen=True, slots=True)
class _Seen:
    time_us: int
    bgr: Pixels
    grey: Pixels
    change: float | None


def choose_cover(reader: FrameReader, painter: Painter, in_us: int, out_us: int) -> Candidate | None:
    """Return the best of the frames shown from ``in_us`` until before ``out_us``; None if none of them was decoded."""
    best: Candidate | None = None
    for candidate in _candidates(reader, painter, in_us, out_us):
        if best is None or candidate.score > best.score:
            best = candidate
    return best


def _candidates(reader: FrameReader, painter: Painter, in_us: int, out_us: int) -> Iterator[Candidate]:
    if out_us - in_us <= _WHOLE_US:
        yield from _look(reader, painter, (in_us, out_us), (in_us, out_us))
        return
    seen_us = in_us - 1
    for place in range(_PLACES):
        from_us = in_us + (out_us - in_us) * (2 * place + 1) // (2 * _PLACES)
        # From the keyframe before, so that nothing is decoded only to get there; but no stretch is looked at twice.
        for candidate in _look(reader, painter, (in_us, out_us), (from_us, from_us + _LOOK_US)):
            if candidate.time_us <= seen_us:
                break
            yield candidate
            seen_us = candidate.time_us


def _look(
    reader: FrameReader, painter: Painter, scene: tuple[int, int], stretch: tuple[int, int]
) -> Iterator[Candidate]:
    (in_us, out_us), (from_us, until_us) = scene, stretch
    waiting: _Seen | None = None
    begun_us: int | None = None
    if not reader.film.seek(from_us):
        return
    for shown in reader.onwards(skip="NONREF"):
        if shown.time_us < in_us:
            continue
        begun_us = shown.time_us if begun_us is None else begun_us
        if shown.time_us >= min(out_us, begun_us + until_us - from_us):
            break
        seen = _seen(shown, painter)
        if waiting is not None:
            # How much moves is known between two frames; a frame counts by the busier of its two sides.
            step = float(np.mean(cv2.absdiff(seen.grey, waiting.grey)))
            yield _candidate(replace(waiting, change=max(step, waiting.change or 0.0)), in_us, out_us)
            seen = replace(seen, change=step)
        waiting = seen
    if waiting is not None:
        yield _candidate(waiting, in_us, out_us)


def _seen(shown: ShownFrame, painter: Painter) -> _Seen:
    bgr = painter.bgr(shown.picture, *fitted(*painter.size(shown.picture), THUMBNAIL_PX, THUMBNAIL_PX))
    grey = cv2.cvtColor(np.ascontiguousarray(bgr), cv2.COLOR_BGR2GRAY).astype(np.uint8)
    return _Seen(shown.time_us, bgr, grey, None)


def _candidate(seen: _Seen, in_us: int, out_us: int) -> Candidate:
    place = (seen.time_us - in_us) / max(out_us - in_us, 1)
    change = _UNKNOWN_CHANGE if seen.change is None else seen.change
    return Candidate(seen.time_us, seen.bgr, _score(seen.grey, change, place))


def _score(grey: Pixels, change: float, place: float) -> float:
    sharpness = math.log1p(float(cv2.Laplacian(grey, cv2.CV_32F).var()))
    lost = float(np.mean((grey < _DARK) | (grey > _BRIGHT)))
    exposure = (1 - lost) * (1 - abs(float(grey.mean()) - 118) / 160)
    stillness = 1 / (1 + change / _STILL_STEP)
    edge = _EDGE_WEIGHT if place < _EDGE_SHARE or place > 1 - _EDGE_SHARE else 1.0
    return sharpness * max(exposure, 0.01) * stillness * edge
