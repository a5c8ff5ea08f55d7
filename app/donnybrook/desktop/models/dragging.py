"""A fight, a beat or a use of a weapon in the hand: where it may be put, and what holds it there. Knows no widget.

Whatever is put down begins and ends at a time at which a frame of the film begins.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Literal

from donnybrook.catalog import Scene
from donnybrook.desktop.models.frame_times import FrameTimes
from donnybrook.records import dataclass

type PieceKind = Literal["scene", "beat", "use"]
type Part = Literal["in", "out", "whole"]


@dataclass(frozen=True, slots=True)
class Piece:
    """What a bar of the timeline stands for: a fight, a beat or a use, by its id."""

    kind: PieceKind
    key: int

    def is_in(self, scene: Scene) -> bool:
        """Whether it is a beat or a use of this fight."""
        return any(each.id == self.key for each in (scene.beats if self.kind == "beat" else scene.wieldings))


@dataclass(frozen=True, slots=True)
class Hold:
    """A piece taken at an edge, or as a whole; ``grabbed_us`` is where. ``out_us`` is None where it is still open."""

    piece: Piece
    part: Part
    in_us: int
    out_us: int | None
    grabbed_us: int


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a piece would be put down. ``edge_us`` is the edge that is led; ``held_by`` says what drew it there."""

    hold: Hold
    in_us: int
    out_us: int | None
    edge_us: int
    held_by: str = ""

    @property
    def has_moved(self) -> bool:
        """Whether it would stand elsewhere than before."""
        return (self.in_us, self.out_us) != (self.hold.in_us, self.hold.out_us)


@dataclass(frozen=True, slots=True)
class Attraction:
    """Times that draw edges to them, in order, and the word for what stands there."""

    word: str
    times_us: Sequence[int]


class Magnet:
    """Everything that edges are drawn to."""

    def __init__(self, attractions: Iterable[Attraction]) -> None:
        self._attractions = [Attraction(each.word, sorted(set(each.times_us))) for each in attractions if each.times_us]

    def nearest(self, time_us: float, reach_us: float, but: Sequence[int] = ()) -> tuple[int, str] | None:
        """Return the nearest time within reach that is none of ``but``, and what stands there."""
        best: tuple[float, int, str] | None = None
        for attraction in self._attractions:
            place = bisect_left(attraction.times_us, time_us - reach_us)
            for each in attraction.times_us[place : place + 64]:
                away = abs(each - time_us)
                if away <= reach_us and each not in but and (best is None or away < best[0]):
                    best = (away, each, attraction.word)
        return best[1:] if best is not None else None


def dragged(hold: Hold, pointer_us: float, frames: FrameTimes, magnet: Magnet | None, reach_us: float) -> Placed:
    """Return where a piece would stand with the pointer at a time; without a ``magnet`` it keeps to frames alone."""
    by_us = pointer_us - hold.grabbed_us
    if hold.part == "whole":
        return _whole(hold, by_us, frames, magnet, reach_us)
    at_us, word = _drawn(
        (hold.in_us if hold.part == "in" else hold.out_us or hold.grabbed_us) + by_us, magnet, reach_us
    )
    if hold.part == "in":
        edge_us = frames.nearest(at_us)
        if hold.out_us is not None and edge_us >= hold.out_us:
            edge_us, word = frames.before(hold.out_us), ""
        return Placed(hold, edge_us, hold.out_us, edge_us, word)
    edge_us = frames.nearest_out(at_us)
    if edge_us <= hold.in_us:
        edge_us, word = frames.after(hold.in_us), ""
    return Placed(hold, hold.in_us, edge_us, edge_us, word)


def _whole(hold: Hold, by_us: float, frames: FrameTimes, magnet: Magnet | None, reach_us: float) -> Placed:
    """Whichever of the two edges is nearer to something leads the other."""
    length_us = 0 if hold.out_us is None else hold.out_us - hold.in_us
    least_us = frames.nearest(0)
    begin_us = min(max(hold.in_us + by_us, least_us), frames.end_us - max(length_us, 1))
    edges = [begin_us] if hold.out_us is None else [begin_us, begin_us + length_us]
    drawn = [(_drawn(edge_us, magnet, reach_us), edge_us) for edge_us in edges]
    held = [each for each in drawn if each[0][1]]
    (at_us, word), edge_us = min(held, key=lambda each: abs(each[0][0] - each[1]), default=drawn[0])
    in_us = frames.nearest(max(begin_us + at_us - edge_us, least_us))
    if hold.out_us is None:
        return Placed(hold, in_us, None, in_us, word)
    out_us = max(frames.nearest_out(in_us + length_us), frames.after(in_us))
    return Placed(hold, in_us, out_us, in_us, word)


def _drawn(time_us: float, magnet: Magnet | None, reach_us: float) -> tuple[float, str]:
    found = magnet.nearest(time_us, reach_us) if magnet is not None else None
    return found if found is not None else (time_us, "")
