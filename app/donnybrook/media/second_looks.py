"""Fast surveys leave out frames that no other needs; this says where not to, and finds a cut among those left out."""

from collections.abc import Iterator
from dataclasses import replace

from donnybrook.media.black_bars import BarFinder
from donnybrook.media.frames import FrameReader
from donnybrook.media.glimpses import HIGH, WIDE, Glimpser
from donnybrook.media.likeness import Eye, Look, detail_unlikeness, unlikeness
from donnybrook.media.opening import OpenFilm, VideoPacket
from donnybrook.media.running import run_from
from donnybrook.media.shot_detectors import Transition

# A picture that the ones before it don't help to say costs so much more than usual to say.
_ODD = 2.0
_SLOWNESS = 8
# A cut's step between frames is at least so large, in its picture and its detail together, and so many times the next.
_LEAST, _STANDS_OUT = 0.6, 1.3


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


def placed_exactly(reader: FrameReader, cut: Transition, before_us: int) -> Transition | None:
    """Return a cut that lies after one frame and at or before another at the very frame that begins the shot.

    None if, with no frame left out, there is no cut but movement.
    """
    steps = list(_steps(reader, before_us, cut.in_us))
    if not steps:
        return cut
    size, time_us = max(steps)
    next_size = max((each for each, other_us in steps if other_us != time_us), default=0.0)
    if size < max(_LEAST, _STANDS_OUT * next_size):
        return None
    return replace(cut, since_us=time_us, in_us=time_us, until_us=time_us)


def _steps(reader: FrameReader, from_us: int, until_us: int) -> Iterator[tuple[float, int]]:
    """How unlike each frame is to the one before it, and its time."""
    glimpser, bars, eye = Glimpser(), BarFinder(HIGH, WIDE), Eye()
    before: Look | None = None
    for shown in run_from(reader, from_us):
        if shown is None:
            continue
        if shown.time_us > until_us:
            return
        glimpse = glimpser.glimpse(shown.picture, shown.time_us)
        look = eye.look(glimpse, bars.inside(glimpse.luma))
        if before is not None and before.picture.shape == look.picture.shape:
            yield unlikeness(before, look) + detail_unlikeness(before, look), look.time_us
        before = look
