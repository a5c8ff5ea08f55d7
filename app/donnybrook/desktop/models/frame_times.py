"""When each frame of a film file is shown, on its version's clock: marks made with the mouse are real frames' times.

Knows no widget, and no rate: frames stand as far apart as the file has them.
"""

from bisect import bisect_right
from collections.abc import Sequence

from donnybrook.catalog import MediaFile


class FrameTimes:
    """The frames of one film file. It has at least one."""

    def __init__(self, file_times_us: Sequence[int], media_file: MediaFile) -> None:
        """``file_times_us`` are presentation times on the file's own clock, in order of display."""
        self._times = file_times_us
        self._file = media_file
        self.end_us = max(media_file.version_end_us or 0, self._at(len(file_times_us) - 1) + 1)
        """When the film is over: what an out point may be, though no frame is shown then."""

    def __len__(self) -> int:
        return len(self._times)

    def nearest(self, time_us: float) -> int:
        """Return the time of the frame that begins nearest to a time."""
        place = self._place(time_us)
        around = [self._at(each) for each in (place, place + 1) if each < len(self._times)]
        return min(around, key=lambda each: abs(each - time_us))

    def nearest_out(self, time_us: float) -> int:
        """Return the same for an out point, which may also be the film's end."""
        frame_us = self.nearest(time_us)
        return self.end_us if abs(self.end_us - time_us) < abs(frame_us - time_us) else frame_us

    def shown_at(self, time_us: float) -> int:
        """Return the time of the frame that is on the screen at a time: the last one not later."""
        return self._at(self._place(time_us))

    def before(self, time_us: int) -> int:
        """Return the time of the last frame that begins before a time; of the first frame, where there is none."""
        place = self._place(time_us)
        return self._at(place if self._at(place) < time_us else max(0, place - 1))

    def after(self, time_us: int) -> int:
        """Return the time of the first frame that begins after a time, or the film's end."""
        place = self._place(time_us) + (1 if self._at(0) <= time_us else 0)
        return self._at(place) if place < len(self._times) else self.end_us

    def within(self, since_us: float, until_us: float, most: int) -> list[int]:
        """Return the times of the frames that are shown between two times; none where they are more than ``most``."""
        first, last = self._place(since_us), self._place(until_us)
        return [] if last - first >= most else [self._at(each) for each in range(first, last + 1)]

    def _at(self, place: int) -> int:
        return self._file.clock.to_version(self._times[place])

    def _place(self, time_us: float) -> int:
        """Return the place of the frame shown at a time, the first's before it."""
        near = bisect_right(self._times, self._file.clock.to_file(round(time_us)))
        # A clock's rounding may put the frame itself a microsecond beside.
        lowest = max(near - 3, 0)
        around = range(min(near + 1, len(self._times) - 1), lowest, -1)
        return next((place for place in around if self._at(place) <= time_us), lowest)
