"""Our shot detector: pictures are followed by correlation, and blends seen through; knows glimpses, no film."""

from array import array
from collections.abc import Iterable, Iterator, Sequence

from donnybrook.media.black_bars import BarFinder
from donnybrook.media.blend_finder import Blend, BlendFinder
from donnybrook.media.cut_finder import CutFinder
from donnybrook.media.facts import ShotKind
from donnybrook.media.glimpses import HIGH, WIDE, Glimpse
from donnybrook.media.likeness import Eye
from donnybrook.media.shot_detectors import Transition
from donnybrook.times import SECOND_US

# A fade out and a fade in with no more black between them are one fade.
_SHORT_BLACK_US = SECOND_US // 2
# Decoding drives everything else out of the processor's caches, so pictures are looked at some at a time.
_AT_ONCE = 48


class CorrelatingDetector:
    """Follows the picture from frame to frame; a cut is where it can't be followed and does not come back."""

    def __init__(self) -> None:
        self._bars = BarFinder(HIGH, WIDE)
        self._eye = Eye()
        self._cut_finder = CutFinder()
        self._blend_finder = BlendFinder()
        self._waiting: list[Glimpse] = []
        self._times = array("q")
        self._black = bytearray()
        self._cuts: list[tuple[int, float]] = []

    def see(self, glimpse: Glimpse) -> None:
        """Take the next picture, in order of display."""
        self._waiting.append(glimpse)
        if len(self._waiting) == _AT_ONCE:
            self._follow()

    def _follow(self) -> None:
        for glimpse in self._waiting:
            look = self._eye.look(glimpse, self._bars.inside(glimpse.luma))
            self._times.append(look.time_us)
            self._black.append(look.is_black)
            self._blend_finder.see(look)
            self._cuts += self._cut_finder.see(look)
        self._waiting.clear()

    def transitions(self) -> Sequence[Transition]:
        """Return every transition, in order; after the last picture."""
        self._follow()
        self._cuts += self._cut_finder.finish()
        blends = self._blend_finder.blends()
        found = [*self._cut_transitions(blends), *self._blend_transitions(blends)]
        return sorted(found, key=lambda each: each.in_us)

    def _cut_transitions(self, blends: Iterable[Blend]) -> Iterator[Transition]:
        for number, score in self._cuts:
            if not any(blend.since < number <= blend.until for blend in blends):
                time_us = self._times[number]
                yield Transition("cut", time_us, time_us, time_us, score)

    def _blend_transitions(self, blends: Sequence[Blend]) -> Iterator[Transition]:
        darkened: Transition | None = None
        for blend in blends:
            turn = self._turn(blend)
            kind: ShotKind = "dissolve" if blend.way == "across" else "fade"
            found = Transition(kind, self._times[blend.since], self._times[turn], self._times[blend.until], blend.score)
            if darkened is not None:
                if blend.way == "out of black" and found.in_us - darkened.in_us <= _SHORT_BLACK_US:
                    found = Transition("fade", darkened.since_us, found.in_us, found.until_us, found.score)
                else:
                    yield darkened
            darkened = found if blend.way == "into black" else None
            if darkened is None:
                yield found
        if darkened is not None:
            yield darkened

    def _turn(self, blend: Blend) -> int:
        """The number of the picture that a blend's new shot begins with."""
        if blend.way == "across":
            return (blend.since + blend.until + 1) // 2
        wanted = blend.way == "into black"
        return next((n for n in range(blend.since + 1, blend.until) if bool(self._black[n]) == wanted), blend.until)
