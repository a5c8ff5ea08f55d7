"""What a shot detector is, and which there are; knows glimpses and times, no film file.

A detector is a plug-in: a class with a name and a version that is shown a film's glimpses in order and then says where
one shot gives way to the next. Its name and version are kept with every shot it found.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from donnybrook.media.facts import Shot, ShotKind
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

    name: str
    version: str

    def see(self, glimpse: Glimpse) -> None:
        """Take the next picture, in order of display."""
        ...

    def transitions(self) -> Sequence[Transition]:
        """Return every transition, after the last picture; in order, none of them at the film's first frame."""
        ...


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
