"""A few decoded frames that follow each other, kept for stepping to and fro; knows no file and no decoder."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from av.video.frame import VideoFrame

# What a run may hold: at 1080p this is 20 frames.
_RUN_BYTES = 64 * 1024 * 1024
_MOST_FRAMES = 32


@dataclass(frozen=True, slots=True)
class ShownFrame:
    """A decoded picture, when it is shown, and for how long where that is known."""

    picture: VideoFrame
    time_us: int
    duration_us: int | None


class FrameRun:
    """Frames in order of display, none left out between the first and the last."""

    def __init__(self, frames: Sequence[ShownFrame] = ()) -> None:
        self._frames = [
            *(replace(frame, duration_us=later.time_us - frame.time_us) for frame, later in pairwise(frames)),
            *frames[-1:],
        ]
        self._times = [frame.time_us for frame in frames]

    def at(self, time_us: int) -> ShownFrame | None:
        """Return the frame shown at a time, if that is certain: the last frame counts only at its very start."""
        return self.neighbour(time_us, 0)

    def neighbour(self, time_us: int, step: int) -> ShownFrame | None:
        """Return the frame so many steps from the one at a time, if both are here."""
        here = bisect_right(self._times, time_us) - 1
        if here < 0 or (here == len(self._times) - 1 and time_us != self._times[here]):
            return None
        there = here + step
        return self._frames[there] if 0 <= there < len(self._frames) else None


def run_length(picture_bytes: int) -> int:
    """Return how many frames of a size a run may hold, at least one."""
    return max(1, min(_MOST_FRAMES, _RUN_BYTES // max(picture_bytes, 1)))
