"""Tells hard cuts from flashes, fire and whip pans, looking at a few frames to either side; knows no film."""

from collections import deque
from collections.abc import Iterator
from statistics import median

from donnybrook.media.likeness import Look, detail_unlikeness, unlikeness

# Frames that are looked at on each side of the one that is judged.
REACH = 8
_LEAST = 0.27
# A cut stands out: over what moves around it, by a factor and a bit more.
_STANDS_OUT, _AT_LEAST_BY = 2.0, 0.1
_OVER_BUSY = 1.5
# A whip pan grows and dies down over a few frames; a cut is over at once. What is this large needs no such proof.
_LONELY, _PLAIN = 1.3, 0.6
# Both sides of a cut are unlike however they are paired; of a flash, not.
_SIDE = 3
_CROSS_SHARE = 0.55
# The picture is back after a flash when it is so like what was before.
_BACK = 0.3
_LONGEST_FLASH = 6
# Where all is calm, a lesser step counts, if it stays: pictures with the same broad light and dark.
_CALM_LEAST, _CALM_FACTOR, _CALM_LONELY = 0.22, 2.0, 2.0
_CALM_STEP, _CALM_CROSS_SHARE = 0.04, 0.75


class CutFinder:
    """Takes looks in order, and says some looks later which of them began a new shot."""

    def __init__(self) -> None:
        self._looks: deque[Look] = deque(maxlen=2 * REACH + 1)
        self._steps: deque[float] = deque(maxlen=2 * REACH + 1)
        self._details: deque[float] = deque(maxlen=2 * REACH + 1)
        self._behind = self._seen = 0

    def see(self, look: Look) -> Iterator[tuple[int, float]]:
        """Take the next look; yield the number of a look that now certainly began a shot, and how sure that is."""
        before = self._looks[-1] if self._looks else look
        is_still = look.is_still_after(before)
        self._steps.append(0.0 if is_still else unlikeness(before, look))
        self._details.append(0.0 if is_still else detail_unlikeness(before, look))
        self._looks.append(look)
        self._behind += 1
        self._seen += 1
        if self._behind > REACH:
            self._behind -= 1
            yield from self._judged(len(self._looks) - 1 - REACH)

    def finish(self) -> Iterator[tuple[int, float]]:
        """Yield the cuts among the last looks."""
        for place in range(len(self._looks) - self._behind, len(self._looks)):
            yield from self._judged(place)

    def _judged(self, place: int) -> Iterator[tuple[int, float]]:
        score = max(self._bold(place, list(self._steps)), self._calm(place, list(self._details)))
        if score > 0 and place > 0 and not self._is_flash(place):
            yield self._seen - len(self._looks) + place, score

    def _bold(self, place: int, steps: list[float]) -> float:
        """How sure a cut is by its own size, over what moves around it; 0 for none."""
        step = steps[place]
        calmer, busier = _around(place, steps)
        if step < max(_LEAST, _STANDS_OUT * calmer + _AT_LEAST_BY, _OVER_BUSY * busier):
            return 0.0
        is_peak = _is_peak(place, steps, 1.0 if step > _PLAIN else _LONELY)
        return min(step, 1.0) if is_peak and self._crossing(place) >= _CROSS_SHARE * step else 0.0

    def _calm(self, place: int, details: list[float]) -> float:
        """How sure a cut is between two calm stretches; 0 for none."""
        step = details[place]
        _, busier = _around(place, details)
        if step < _CALM_LEAST + _CALM_FACTOR * busier or not _is_peak(place, details, _CALM_LONELY):
            return 0.0
        if self._steps[place] < _CALM_STEP:
            return 0.0
        return min(step, 1.0) if self._crossing(place) >= _CALM_CROSS_SHARE * self._steps[place] else 0.0

    def _crossing(self, place: int) -> float:
        """The least unlikeness of any pair of frames across the place."""
        before = range(max(place - _SIDE, 0), place)
        after = range(place, min(place + _SIDE, len(self._looks)))
        pairs = ((self._looks[one], self._looks[other]) for one in before for other in after)
        return min((unlikeness(*pair) for pair in pairs), default=0.0)

    def _is_flash(self, place: int) -> bool:
        """Whether the picture comes back soon after the place, or had been away shortly before it."""
        last, first, back = self._looks[place - 1], self._looks[place], _BACK * self._steps[place]
        later = range(place + 1, min(place + 1 + _LONGEST_FLASH, len(self._looks)))
        earlier = range(max(place - 1 - _LONGEST_FLASH, 0), place - 1)
        return any(unlikeness(last, self._looks[each]) < back for each in later) or any(
            unlikeness(self._looks[each], first) < back for each in earlier
        )


def _around(place: int, steps: list[float]) -> tuple[float, float]:
    """The usual step on the calmer and on the busier side of a place."""
    sides = (steps[max(place - REACH, 0) : place], steps[place + 1 : place + 1 + REACH])
    calmer, busier = sorted(median(side) if side else 0.0 for side in sides)
    return calmer, busier


def _is_peak(place: int, steps: list[float], factor: float) -> bool:
    """Whether a step is so many times as large as the two before it and the two after it."""
    near = steps[max(place - 2, 0) : place] + steps[place + 1 : place + 3]
    return steps[place] >= factor * max(near, default=0.0)
