"""Where scenes that were timed from memory fall on a film that is there now, from one or two that were put in place.

One says by how much all of them are late or early; two also say how much faster or slower they run. Knows no film.
"""

from collections.abc import Sequence
from fractions import Fraction

from donnybrook.catalog.clocks import FileClock, checked
from donnybrook.catalog.problems import EntryProblem
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class Anchor:
    """A scene that was put in place: where its in point was, and where it is on the film."""

    scene_id: int
    was_us: int
    is_us: int


def slide_of(anchors: Sequence[Anchor]) -> FileClock:
    """Return the slide, whose ``to_file`` gives for a time as it was the time as it is on the film.

    Raises:
        EntryProblem: two scenes were put in place that can't both be right.
    """
    if len(anchors) == 1:
        return FileClock(anchors[0].is_us - anchors[0].was_us)
    if len({each.scene_id for each in anchors}) < len(anchors):
        raise EntryProblem("in_us", "The same fight is given twice. Give another one beside it, or it alone.")
    first, second = sorted(anchors, key=lambda each: each.was_us)[:: len(anchors) - 1]
    if second.was_us == first.was_us or second.is_us <= first.is_us:
        raise EntryProblem("in_us", "These two can't both begin there: the later one has to stay the later one.")
    stretch = Fraction(second.is_us - first.is_us, second.was_us - first.was_us)
    try:
        return checked(FileClock(first.is_us - round(first.was_us * stretch), stretch))
    except EntryProblem as problem:
        never = (
            "no film runs so much faster or slower"
            if problem.field == "speed"
            else "no film begins so much earlier or later"
        )
        raise EntryProblem("in_us", f"These two can't both begin there: {never}.") from problem
