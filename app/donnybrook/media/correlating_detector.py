"""Our shot detector: pictures followed by correlation and histograms; knows glimpses, no film."""

from collections.abc import Sequence
from statistics import median

from donnybrook.media.black_bars import BarFinder
from donnybrook.media.glimpses import Glimpse
from donnybrook.media.likeness import Look, look_at, unlikeness
from donnybrook.media.shot_detectors import Transition

_LEAST = 0.22


class CorrelatingDetector:
    """Follows the picture from frame to frame; a cut is where it can't be followed and does not come back."""

    name = "donnybrook"
    version = "1"

    def __init__(self) -> None:
        self._bars = BarFinder()
        self._before: Look | None = None
        self._times: list[int] = []
        self._steps: list[float] = []

    def see(self, glimpse: Glimpse) -> None:
        """Take the next picture, in order of display."""
        look = look_at(glimpse, self._bars.inside(glimpse.luma))
        self._times.append(look.time_us)
        self._steps.append(0.0 if self._before is None else unlikeness(self._before, look))
        self._before = look

    def transitions(self) -> Sequence[Transition]:
        """Return every transition, in order."""
        return [
            Transition("cut", time_us, time_us, time_us, min(1.0, self._steps[place]))
            for place, time_us in enumerate(self._times)
            if self._is_cut(place)
        ]

    def _is_cut(self, place: int) -> bool:
        step = self._steps[place]
        if step < _LEAST or step < max(self._steps[max(place - 2, 0) : place + 3]):
            return False
        around = self._steps[max(place - 8, 0) : place] + self._steps[place + 1 : place + 9]
        return step > 2.5 * median(around or [0.0]) + 0.08
