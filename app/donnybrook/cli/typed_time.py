"""Reads a TIME argument; asks for the film's rate only where the time counts frames. Knows no film."""

from collections.abc import Callable
from fractions import Fraction

from donnybrook.times import CLOCK_TOLERANCE_US, TimeProblem, parse_time


def typed_time(text: str, rate: Callable[[], Fraction | None]) -> int:
    """Return a typed time in microseconds; a timecode means the frame it numbers, however the container rounds.

    Raises:
        TimeProblem: the text is no time.
    """
    try:
        return parse_time(text)
    except TimeProblem:
        if not any(sign in text for sign in ":;"):
            raise
        return parse_time(text, rate()) + CLOCK_TOLERANCE_US
