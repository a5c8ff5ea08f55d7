"""How a film file's time follows the clock of its version, by an offset and a stretch in whole numbers. Knows no file.

A file's own time is ``offset + version time × stretch``. A PAL disc plays 24 frames a second at 25, so its stretch is
24/25 and its speed 25/24; three seconds of black in front are an offset of 3 s. Both ways a time is rounded to the
nearest microsecond (halves up). There and back it is therefore the same microsecond or one beside it, and exactly the
same where the way out is the finer of the two scales. Frames are thousands of microseconds apart, so with a little room
(see ``FileClock.room_us``) a mark is the same frame on every file.
"""

from fractions import Fraction

from donnybrook.catalog.problems import EntryProblem
from donnybrook.records import dataclass
from donnybrook.times import LONGEST_US, SECOND_US, TimeProblem, parse_time

_FASTEST = Fraction(4)
# Two containers round to half a millisecond each, and so does a clock that an offset was read from; with some to spare.
_ROUNDING_US = 2_500


@dataclass(frozen=True, slots=True)
class FileClock:
    """A file's clock on that of its version; as it stands, the two are the same."""

    offset_us: int = 0
    stretch: Fraction = Fraction(1)

    @property
    def speed(self) -> Fraction:
        """How fast the file plays what the version holds: 25/24 for a PAL disc of a film of 24 frames a second."""
        return 1 / self.stretch

    @property
    def is_own(self) -> bool:
        """Whether the file's time is the version's time."""
        return self.offset_us == 0 and self.stretch == 1

    def to_file(self, version_us: int) -> int:
        """Return where in the file a time of the version lies."""
        return self.offset_us + _nearest(version_us * self.stretch.numerator, self.stretch.denominator)

    def to_version(self, file_us: int) -> int:
        """Return the version's time for a time in the file; below zero for what the version does not hold."""
        return _nearest((file_us - self.offset_us) * self.stretch.denominator, self.stretch.numerator)

    def room_us(self, rate: Fraction | None) -> int:
        """Return how far beside its place a frame of another file may begin and still be the one that is meant.

        Each container rounds presentation times its own way, to the millisecond at worst. Zero on the version's own
        clock, where a mark is a frame's time exactly. ``rate`` is that of the file's frames, where it is known.
        """
        if self.is_own:
            return 0
        return _ROUNDING_US if rate is None else min(_ROUNDING_US, int(SECOND_US / (2 * rate)))


OWN = FileClock()


def checked(clock: FileClock) -> FileClock:
    """Return a clock that a person gave; raises ``EntryProblem`` for one that no film needs."""
    if not 1 / _FASTEST <= clock.stretch <= _FASTEST:
        raise EntryProblem("speed", f"A speed lies between 1/{_FASTEST} and {_FASTEST}; PAL speed is 25/24.")
    if abs(clock.offset_us) > LONGEST_US:
        raise EntryProblem("offset", "An offset is at most 10,000 hours.")
    return clock


def read_offset(text: str) -> int:
    """Return a typed offset, which may lie before zero, in µs: ``3``, ``0:03``, ``-1.5``; raises ``EntryProblem``."""
    try:
        offset_us = parse_time(text.strip().lstrip("+-"))
    except TimeProblem as problem:
        raise EntryProblem("offset", str(problem)) from problem
    return -offset_us if text.strip().startswith("-") else offset_us


def read_speed(text: str) -> Fraction:
    """Return a typed speed, above zero: a fraction, a decimal, or ``pal``; raises ``EntryProblem``."""
    try:
        speed = Fraction(25, 24) if text.strip().lower() == "pal" else Fraction(text.strip())
    except (ValueError, ZeroDivisionError):
        speed = Fraction(0)
    if speed <= 0:
        raise EntryProblem("speed", f"“{text}” is not a speed. Write 25/24, 1.04 or pal.")
    return speed


def _nearest(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)
