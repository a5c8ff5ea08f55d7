"""What a film looks and sounds like from end to end, on its version's clock: strip, sound, cuts. Knows no widget."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from donnybrook.catalog import FileClock, Shot, ShotList
from donnybrook.media import FilmSurvey, SoundEnvelope, Thumbnail
from donnybrook.records import dataclass

# Frames stand at least so far apart; a clock's rounding moves a time by less.
_NEAR_US = 5_000
_FEWEST_PEAKS = 64


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a shot begins, and from when until when that takes: for a cut no time, for a fade or a dissolve some."""

    time_us: int
    since_us: int
    until_us: int
    kind: str

    @property
    def is_hard(self) -> bool:
        """Whether it is a cut from one frame to the next."""
        return self.since_us == self.until_us


class Cuts:
    """The cuts of a film in the order of their times; without any, those of a film that was not read for them."""

    def __init__(self, cuts: Sequence[Cut] = (), *, are_known: bool = False) -> None:
        self.are_known = are_known
        self._cuts = sorted(cuts, key=lambda cut: cut.time_us)
        self._times = [cut.time_us for cut in self._cuts]
        self._longest_us = max((cut.until_us - cut.since_us for cut in self._cuts), default=0)
        self._hard = [cut.time_us for cut in self._cuts if cut.is_hard]
        self._soft = [cut for cut in self._cuts if not cut.is_hard]

    def __len__(self) -> int:
        return len(self._cuts)

    def within(self, since_us: float, until_us: float) -> list[Cut]:
        """Return the cuts that touch a stretch."""
        first = bisect_left(self._times, since_us - self._longest_us)
        return self._cuts[first : bisect_right(self._times, until_us + self._longest_us)]

    def hard_within(self, since_us: float, until_us: float) -> list[int]:
        """Return the times in a stretch at which one frame is cut to the next."""
        return self._hard[bisect_left(self._hard, since_us) : bisect_right(self._hard, until_us)]

    def soft_within(self, since_us: float, until_us: float) -> list[Cut]:
        """Return the fades and dissolves that touch a stretch."""
        return [cut for cut in self._soft if cut.since_us <= until_us and cut.until_us >= since_us]

    def after(self, time_us: int) -> int | None:
        """Return the time of the first cut after the frame at a time."""
        place = bisect_right(self._times, time_us + _NEAR_US)
        return self._times[place] if place < len(self._times) else None

    def beginning(self, time_us: int) -> int:
        """Return when the shot of the frame at a time begins; 0 for the first."""
        place = bisect_right(self._times, time_us + _NEAR_US)
        return self._times[place - 1] if place else 0

    def before(self, time_us: int) -> int | None:
        """Return the time of the last cut before the frame at a time."""
        place = bisect_left(self._times, time_us - _NEAR_US)
        return self._times[place - 1] if place else None


class SoundLine:
    """A film's envelope, also in coarser steps, so that the loudest of any stretch is found at once."""

    def __init__(self, sound: SoundEnvelope, clock: FileClock) -> None:
        self._step_us = sound.step_us
        self._offset_us = clock.offset_us
        self._stretch = float(clock.stretch)
        self._asked: tuple[float, float, int] | None = None  # a repaint asks the same again and again
        self._answer: list[float] = []
        self._levels = [sound.peaks]
        while len(finer := self._levels[-1]) > _FEWEST_PEAKS:
            self._levels.append(bytes(map(max, finer[0::2], finer[1::2] + b"\0")))

    def loudest(self, since_us: float, until_us: float) -> float:
        """Return how loud the loudest moment of a stretch is, 0 to 1; 0 where nothing was heard."""
        return self.loudness(since_us, until_us - since_us, 1)[0]

    def loudness(self, since_us: float, each_us: float, count: int) -> list[float]:
        """Return the same of so many stretches of one length, one after the other."""
        if (since_us, each_us, count) == self._asked:
            return self._answer
        self._asked, self._answer = (since_us, each_us, count), self._loudness(since_us, each_us, count)
        return self._answer

    def _loudness(self, since_us: float, each_us: float, count: int) -> list[float]:
        first = (self._offset_us + since_us * self._stretch) / self._step_us
        steps = max(1.0, each_us * self._stretch / self._step_us)
        level = min(int(steps).bit_length() - 1, len(self._levels) - 1)
        peaks = self._levels[level]
        places = [int(first + place * steps) >> level for place in range(count + 1)]
        # A stretch that is shorter than a step of the level is as loud as that step.
        pairs = ((max(0, begin), max(0, end, begin + 1)) for begin, end in pairwise(places))
        return [max(peaks[begin:end], default=0) / 255 for begin, end in pairs]


@dataclass(frozen=True, slots=True)
class FilmOutline:
    """A film file as one reading of it told; ``strip_times_us`` are its pictures' times, in order."""

    strip: tuple[Thumbnail, ...] = ()
    strip_times_us: tuple[int, ...] = ()
    sound: SoundLine | None = None
    is_read: bool = False

    def nearest(self, time_us: float) -> int | None:
        """Return the place in the strip of the picture nearest to a time."""
        if not self.strip:
            return None
        place = bisect_left(self.strip_times_us, time_us)
        around = [each for each in (place - 1, place) if 0 <= each < len(self.strip)]
        return min(around, key=lambda each: abs(self.strip_times_us[each] - time_us))


NOT_READ = FilmOutline()


def outline_of(survey: FilmSurvey, clock: FileClock) -> FilmOutline:
    """Return what a survey tells of a film, on the clock of its version."""
    strip = tuple(sorted(survey.strip, key=lambda each: each.time_us))
    return FilmOutline(
        strip=strip,
        strip_times_us=tuple(clock.to_version(each.time_us) for each in strip),
        sound=SoundLine(survey.sound, clock) if survey.sound is not None else None,
        is_read=True,
    )


def cuts_of(shots: ShotList | None, clock: FileClock) -> Cuts:
    """Return the cuts between a catalog's shots, on the clock of the film's version."""
    if shots is None:
        return Cuts()
    return Cuts([_cut(shot, clock) for shot in shots.shots[1:]], are_known=True)


def _cut(shot: Shot, clock: FileClock) -> Cut:
    since_us = shot.in_us if shot.since_us is None else shot.since_us
    until_us = shot.in_us if shot.until_us is None else shot.until_us
    return Cut(clock.to_version(shot.in_us), clock.to_version(since_us), clock.to_version(until_us), shot.transition)
