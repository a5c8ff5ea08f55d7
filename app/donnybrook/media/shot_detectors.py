"""What a shot detector is; knows glimpses and times, no film file.

A detector is a plug-in: it is shown a film's glimpses in order and then says where one shot gives way to the next. The
name and version it is plugged in by are kept with every shot it found.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from donnybrook.media.facts import Shot, ShotKind
from donnybrook.records import dataclass

if TYPE_CHECKING:
    from donnybrook.media.glimpses import Glimpse


@dataclass(frozen=True, slots=True)
class Transition:
    """Where a shot begins and how: ``since_us <= in_us <= until_us``, all three the same for a cut."""

    kind: ShotKind
    since_us: int
    in_us: int
    until_us: int
    score: float


class ShotDetector(Protocol):
    """Sees one film; a new object for every film."""

    def see(self, glimpse: "Glimpse") -> None:
        """Take the next picture, in order of display."""
        ...

    def transitions(self) -> Sequence[Transition]:
        """Return every transition, after the last picture; in order, none of them at the film's first frame."""
        ...


@dataclass(frozen=True, slots=True)
class DetectorPlug:
    """How a detector is plugged in; one of another package is named so by an entry point ``donnybrook.shot_detectors``.

    ``make`` makes one for a film. With ``is_fast`` it is not shown frames that no other frame needs, and each cut it
    finds gets a second look with all frames. With ``picture_px`` each glimpse has a picture of at most that width too.
    """

    name: str
    version: str
    words: str  # what it finds and how, in a few words
    make: Callable[[], ShotDetector]
    is_fast: bool = False
    picture_px: int = 0


def shots_between(transitions: Sequence[Transition], frame_times: Sequence[int], end_us: int) -> tuple[Shot, ...]:
    """Return the shots of a film whose frames are shown at ``frame_times`` until ``end_us``; none without frames."""
    return tuple(_shots(transitions, frame_times, end_us)) if frame_times else ()


def _shots(transitions: Sequence[Transition], frame_times: Sequence[int], end_us: int) -> Iterator[Shot]:
    first_us = frame_times[0]
    begun = [Transition("start", first_us, first_us, first_us, 1.0)]
    begun += [each for each in transitions if first_us < each.in_us < end_us]
    last = Transition("cut", end_us, end_us, end_us, 1.0)
    for each, later in pairwise([*begun, last]):
        if later.in_us > each.in_us:
            in_frame = bisect_right(frame_times, each.in_us) - 1
            yield Shot(each.in_us, later.in_us, in_frame, each.kind, round(each.score, 3), each.since_us, each.until_us)
