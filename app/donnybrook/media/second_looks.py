"""Fast surveys leave out frames that no other needs; this says where not to, and finds a cut among those left out."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from donnybrook.media.black_bars import BarFinder
from donnybrook.media.frames import FrameReader
from donnybrook.media.glimpses import Glimpser
from donnybrook.media.likeness import Eye, Look, detail_unlikeness, unlikeness
from donnybrook.media.opening import OpenFilm, VideoPacket
from donnybrook.media.running import run_from
from donnybrook.media.shot_detectors import Transition

# A picture that the ones before it don't help to say costs so much more than usual to say.
_ODD = 2.0
_SLOWNESS = 8


class Skipper:
    """Lets the decoder leave out frames, but for those round a packet so large that a new shot may begin there.

    A frame that others are made of comes before those shown between it and the last such frame, so its packet's size
    is known in time.
    """

    def __init__(self, film: OpenFilm) -> None:
        self._film = film
        self._furthest: int | None = None
        self._usual_bytes = 0.0

    def prepare(self, packet: VideoPacket) -> None:
        """Set the decoder for a packet."""
        if packet.pts is not None and self._furthest is not None and packet.pts <= self._furthest:
            return
        self._furthest = packet.pts
        is_odd = packet.is_keyframe or packet.size > _ODD * self._usual_bytes
        self._film.leave_out("DEFAULT" if is_odd else "NONREF")
        if not packet.is_keyframe:
            self._usual_bytes += (packet.size - self._usual_bytes) / _SLOWNESS


def placed_exactly(reader: FrameReader, cut: Transition, before_us: int) -> Transition:
    """Return a cut that lies after one frame and at or before another at the very frame that begins the shot."""
    glimpser, bars, eye = Glimpser(), BarFinder(), Eye()
    looks: list[Look] = []
    for shown in run_from(reader, before_us):
        if shown is None:
            continue
        if shown.time_us > cut.in_us:
            break
        glimpse = glimpser.glimpse(shown.picture, shown.time_us)
        looks.append(eye.look(glimpse, bars.inside(glimpse.luma)))
    time_us = _greatest_step_us(looks) or cut.in_us
    return replace(cut, since_us=time_us, in_us=time_us, until_us=time_us)


def _greatest_step_us(looks: Sequence[Look]) -> int | None:
    steps = [
        (unlikeness(one, other) + detail_unlikeness(one, other), other.time_us)
        for one, other in pairwise(looks)
        if one.picture.shape == other.picture.shape
    ]
    return max(steps)[1] if steps else None
