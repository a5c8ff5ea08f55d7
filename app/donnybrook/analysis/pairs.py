"""Fights and beats of two readings that are the same, those that only one has, how far edges lie apart. Edits nothing.

What two readings are of, and how pairs are found, is told by others.
"""

from collections.abc import Sequence
from statistics import mean, median

from donnybrook.catalog import Beat, Scene
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class ScenePair:
    """One fight as both read it, and how far its stretches overlap."""

    film: str
    one: Scene
    other: Scene
    overlap: float


@dataclass(frozen=True, slots=True)
class LoneScene:
    """A fight that only one of the two has."""

    film: str
    scene: Scene
    is_one: bool  # whether the first has it


@dataclass(frozen=True, slots=True)
class BeatPair:
    """One beat of a fight of both, as both read it."""

    fight: ScenePair
    one: Beat
    other: Beat
    overlap: float


@dataclass(frozen=True, slots=True)
class LoneBeat:
    """A beat of a fight of both that only one of the two has."""

    fight: ScenePair
    beat: Beat
    is_one: bool


@dataclass(frozen=True, slots=True)
class Differences:
    """How far apart the two set an edge of the same things, in µs: the other's less the one's; None without any."""

    count: int
    mean_us: float | None
    mean_absolute_us: float | None
    median_absolute_us: float | None
    most_us: int | None


def differences(edges: Sequence[tuple[int, int]]) -> Differences:
    """Return how far apart pairs of times lie; µs."""
    apart = [other - one for one, other in edges]
    if not apart:
        return Differences(0, None, None, None, None)
    absolute = [abs(each) for each in apart]
    return Differences(len(apart), mean(apart), mean(absolute), median(absolute), max(absolute))


def side_named(scene: Scene, side_id: int | None) -> str:
    """Return what a side of a fight is called; '' for none."""
    return next((side.label for side in scene.sides if side.id == side_id), "")
