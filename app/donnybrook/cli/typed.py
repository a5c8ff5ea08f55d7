"""What is typed on the command line and is neither a file nor a choice: text, times, speeds. Knows no command."""

import os
from collections.abc import Callable
from fractions import Fraction

import click

from donnybrook.catalog import EntryProblem
from donnybrook.catalog.clocks import read_offset, read_speed
from donnybrook.times import CLOCK_TOLERANCE_US, TimeProblem, parse_rate, parse_time


class TypedText(click.ParamType[str]):
    """Text that any database takes: bytes that the terminal could not decode are shown by a mark."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, context: click.Context | None) -> str:  # noqa: ARG002
        """Return the text."""
        return os.fsencode(value).decode("utf-8", "replace")


class TypedOffset(click.ParamType[int]):
    """A time that may lie before zero, in microseconds."""

    name = "time"

    def convert(self, value: str, param: click.Parameter | None, context: click.Context | None) -> int:
        """Return the microseconds."""
        try:
            return read_offset(value)
        except EntryProblem as problem:
            self.fail(str(problem), param, context)


class TypedSpeed(click.ParamType[Fraction]):
    """How fast something plays: a fraction, a decimal, or ``pal``."""

    name = "speed"

    def convert(self, value: str, param: click.Parameter | None, context: click.Context | None) -> Fraction:
        """Return the speed, above zero."""
        try:
            return read_speed(value)
        except EntryProblem as problem:
            self.fail(str(problem), param, context)


class TypedRate(click.ParamType[Fraction]):
    """Frames per second."""

    name = "rate"

    def convert(self, value: str, param: click.Parameter | None, context: click.Context | None) -> Fraction:
        """Return the rate, above zero."""
        try:
            return parse_rate(value)
        except TimeProblem as problem:
            self.fail(str(problem), param, context)


class TypedDetector(click.ParamType[str]):
    """The name of a shot detector that is here."""

    name = "name"

    def convert(self, value: str, param: click.Parameter | None, context: click.Context | None) -> str:
        """Return the name."""
        from donnybrook.media import FilmProblem, detector_named

        try:
            return detector_named(value).name
        except FilmProblem as problem:
            self.fail(str(problem), param, context)


TEXT = TypedText()
DETECTOR = TypedDetector()
OFFSET = TypedOffset()
RATE = TypedRate()
SPEED = TypedSpeed()


def typed_time(text: str, rate: Callable[[], Fraction | None]) -> int:
    """Return a typed time in microseconds; a timecode means the frame it numbers, however the container rounds.

    ``rate`` is asked only where the time counts frames.

    Raises:
        TimeProblem: the text is no time.
    """
    try:
        return parse_time(text)
    except TimeProblem:
        if not any(sign in text for sign in ":;"):
            raise
        return parse_time(text, rate()) + CLOCK_TOLERANCE_US
