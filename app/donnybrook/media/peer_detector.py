"""One of PySceneDetect's detectors, as it comes, shown our pictures; knows no film. Needs the extra ``scenedetect``."""

from array import array
from collections.abc import Sequence
from fractions import Fraction

import scenedetect
from scenedetect import detectors

from donnybrook.media.glimpses import Glimpse
from donnybrook.media.shot_detectors import Transition

_ANY_RATE = Fraction(24)  # frames are counted, so that times of variable rates are ours and exact


class PeerDetector:
    """Finds cuts alone; it does not say how sure it is of them."""

    def __init__(self, peer: str) -> None:
        """``peer`` is the name of the class in ``scenedetect.detectors``."""
        self._peer: detectors.ContentDetector = getattr(detectors, peer)()
        self._times = array("q")
        self._cuts: set[int] = set()

    def see(self, glimpse: Glimpse) -> None:
        """Take the next picture, in order of display."""
        if glimpse.picture is None:
            return
        cuts = self._peer.process_frame(self._code(len(self._times)), glimpse.picture)
        self._times.append(glimpse.time_us)
        self._cuts.update(cut.frame_num for cut in cuts)

    def transitions(self) -> Sequence[Transition]:
        """Return every cut, in order; after the last picture."""
        if self._times:
            cuts = self._peer.post_process(self._code(len(self._times) - 1))
            self._cuts.update(cut.frame_num for cut in cuts)
        found = (self._times[number] for number in sorted(self._cuts) if 0 < number < len(self._times))
        return [Transition("cut", time_us, time_us, time_us, 1.0) for time_us in found]

    @staticmethod
    def _code(number: int) -> scenedetect.FrameTimecode:
        return scenedetect.FrameTimecode(number, fps=_ANY_RATE)
