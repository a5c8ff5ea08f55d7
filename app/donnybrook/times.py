"""Times and frame rates as text and numbers: whole microseconds, clocks, timecodes. Knows no film and no catalog.

A time is an ``int`` of microseconds from the film's zero. A rate is a ``Fraction`` of frames per second. Nothing here
is ever a float, so a printed time or frame number reads back as itself.
"""

import re
from fractions import Fraction

from donnybrook.problems import Problem

SECOND_US = 1_000_000
# A clock shows milliseconds: a time typed from it lies up to half a millisecond beside the frame that was meant.
CLOCK_TOLERANCE_US = 500
LONGEST_US = 10_000 * 3600 * SECOND_US
FASTEST_RATE = 1000

_SECONDS = re.compile(r"([0-9]{1,12})(?:[.,]([0-9]{1,12}))?\s*s?")
_CLOCK = re.compile(r"(?:([0-9]{1,5}):)?([0-9]{1,5}):([0-9]{2})(?:[.,]([0-9]{1,12}))?")
_TIMECODE = re.compile(r"([0-9]{1,5}):([0-9]{2}):([0-9]{2})([:;])([0-9]{2,4})")
_RATE = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,9})|/([0-9]{1,9}))?")
_FORMS = "Write seconds (16.5), minutes and seconds (1:02), or hours, minutes and seconds (1:02:03.250)."


class TimeProblem(Problem):
    """A time or a rate that can't be read; the text says which, why, and how to write it."""


def parse_time(text: str, rate: Fraction | None = None) -> int:
    """Return the microseconds that a typed time stands for.

    Reads seconds (``16.5``), ``M:SS``, ``H:MM:SS.mmm``, SMPTE ``HH:MM:SS:FF`` and drop-frame ``HH:MM:SS;FF``. The two
    that count frames need ``rate``, and give the start of that frame. Digits past the microsecond are rounded.

    Raises:
        TimeProblem: the text is none of these, counts frames without a rate, or names a frame that does not exist.
    """
    typed = text.strip()
    if match := _SECONDS.fullmatch(typed):
        return _checked(typed, int(match[1]) * SECOND_US + _fraction_us(match[2]))
    if match := _CLOCK.fullmatch(typed):
        return _checked(typed, _clock_us(typed, match))
    if match := _TIMECODE.fullmatch(typed):
        return _checked(typed, frame_start_us(_timecode_frame(typed, match, rate), _known_rate(typed, rate)))
    raise TimeProblem(f"“{typed}” is not a time. {_FORMS}")


def format_clock(time_us: int) -> str:
    """Return ``H:MM:SS.mmm``, rounded to the nearest millisecond."""
    sign, milliseconds = ("-" if time_us < 0 else ""), (abs(time_us) + CLOCK_TOLERANCE_US) // 1000
    seconds, millisecond = divmod(milliseconds, 1000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{sign}{hour}:{minute:02d}:{second:02d}.{millisecond:03d}"


def format_seconds(time_us: int) -> str:
    """Return the seconds as a decimal that is exact to the microsecond and no longer than it must be: ``16.5``."""
    sign, (whole, rest) = ("-" if time_us < 0 else ""), divmod(abs(time_us), SECOND_US)
    return f"{sign}{whole}.{rest:06d}".rstrip("0").rstrip(".")


def format_timecode(time_us: int, rate: Fraction, *, drop: bool = False) -> str:
    """Return SMPTE ``HH:MM:SS:FF`` (``HH:MM:SS;FF`` with ``drop``) of the frame at a time; hours go on past 24.

    Frames are counted from the film's zero at a constant ``rate``. Times that a container keeps in milliseconds find
    their frame (see ``frame_near``).

    Raises:
        TimeProblem: ``drop`` is asked for at a rate that has no drop-frame count, or the time lies before zero.
    """
    if time_us < 0:
        raise TimeProblem("A timecode can't be given for a time before the film's start.")
    base, label = _base(rate), frame_near(time_us, rate)
    if drop:
        label = _drop_label(label, rate)
    seconds, frame = divmod(label, base)
    hour, minute, second = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{hour:02d}:{minute:02d}:{second:02d}{';' if drop else ':'}{frame:02d}"


def has_drop_frame(rate: Fraction) -> bool:
    """Say whether drop-frame timecode is defined for a rate: 30000/1001 and its multiples."""
    return (rate / Fraction(30000, 1001)).denominator == 1


def frame_start_us(frame: int, rate: Fraction) -> int:
    """Return when a frame (counted from 0 at a constant rate) starts, to the nearest microsecond."""
    return (2 * frame * SECOND_US * rate.denominator + rate.numerator) // (2 * rate.numerator)


def frame_at(time_us: int, rate: Fraction) -> int:
    """Return the number of the frame a time belongs to: the last that starts at or before it."""
    frame = time_us * rate.numerator // (SECOND_US * rate.denominator)
    return frame + 1 if frame_start_us(frame + 1, rate) <= time_us else frame


def frame_near(time_us: int, rate: Fraction) -> int:
    """Return the number of the frame that a time rounded to the millisecond means.

    As ``frame_at``, but half a millisecond before a frame's start already counts as that frame.
    """
    return frame_at(time_us + _tolerance_us(Fraction(SECOND_US) / rate), rate)


def snap_to_frame(time_us: int, rate: Fraction) -> int:
    """Return the start of the frame that a time rounded to the millisecond means, at a constant rate."""
    return frame_start_us(frame_near(time_us, rate), rate)


def parse_rate(text: str) -> Fraction:
    """Return the frames per second written as ``24``, ``24000/1001`` or ``23.976``.

    The decimals that stand for the NTSC family (23.976, 23.98, 29.97, 59.94, 119.88) give the exact fraction.

    Raises:
        TimeProblem: the text is no rate, or is not above 0 and at most 1000.
    """
    typed = text.strip()
    match = _RATE.fullmatch(typed)
    if not match or (match[3] and int(match[3]) == 0):
        raise TimeProblem(f"“{typed}” is not a frame rate. Write it as 25, 24000/1001 or 23.976.")
    rate = Fraction(int(match[1]), int(match[3])) if match[3] else Fraction(typed)
    if not 0 < rate <= FASTEST_RATE:
        raise TimeProblem(f"A frame rate lies above 0 and is at most {FASTEST_RATE}, so “{typed}” can't be one.")
    return _ntsc(rate) if match[2] else rate


def format_rate(rate: Fraction) -> str:
    """Return a rate as ``parse_rate`` reads it back exactly: ``25`` or ``24000/1001``."""
    return str(rate)


def _checked(typed: str, time_us: int) -> int:
    if time_us > LONGEST_US:
        raise TimeProblem(f"“{typed}” is longer than any film (10,000 hours). {_FORMS}")
    return time_us


def _fraction_us(digits: str | None) -> int:
    return int(Fraction(f"0.{digits}") * SECOND_US + Fraction(1, 2)) if digits else 0


def _clock_us(typed: str, match: re.Match[str]) -> int:
    minute, second = int(match[2]), int(match[3])
    if second > 59 or (match[1] and minute > 59):
        raise TimeProblem(f"“{typed}” is not a time: minutes and seconds go up to 59.")
    return ((int(match[1] or 0) * 60 + minute) * 60 + second) * SECOND_US + _fraction_us(match[4])


def _known_rate(typed: str, rate: Fraction | None) -> Fraction:
    if rate is None:
        raise TimeProblem(f"“{typed}” counts frames, and no frame rate is known here. {_FORMS}")
    return rate


def _timecode_frame(typed: str, match: re.Match[str], rate: Fraction | None) -> int:
    known = _known_rate(typed, rate)
    hour, minute, second, frame, base = int(match[1]), int(match[2]), int(match[3]), int(match[5]), _base(known)
    if minute > 59 or second > 59:
        raise TimeProblem(f"“{typed}” is not a timecode: minutes and seconds go up to 59.")
    if frame >= base:
        raise TimeProblem(f"“{typed}” is not a timecode at {known} frames per second: frames go up to {base - 1:02d}.")
    label = ((hour * 60 + minute) * 60 + second) * base + frame
    if match[4] == ":":
        return label
    dropped, minutes = _dropped_a_minute(known), hour * 60 + minute
    if minute % 10 and second == 0 and frame < dropped:
        raise TimeProblem(f"“{typed}” does not exist: drop-frame timecode leaves that number out.")
    return label - dropped * (minutes - minutes // 10)


def _drop_label(frame: int, rate: Fraction) -> int:
    dropped, base = _dropped_a_minute(rate), _base(rate)
    in_ten_minutes, in_minute = base * 600 - 9 * dropped, base * 60 - dropped
    tens, rest = divmod(frame, in_ten_minutes)
    # The first minute of ten is whole; each of the other nine is short by the dropped numbers.
    minutes = 0 if rest < base * 60 else 1 + (rest - base * 60) // in_minute
    return frame + dropped * (9 * tens + minutes)


def _dropped_a_minute(rate: Fraction) -> int:
    if not has_drop_frame(rate):
        raise TimeProblem(f"Drop-frame timecode (with “;”) exists at 29.97 and 59.94 frames per second, not at {rate}.")
    return _base(rate) // 15


def _base(rate: Fraction) -> int:
    return max(1, int(rate + Fraction(1, 2)))


def _tolerance_us(frame_us: Fraction) -> int:
    return min(CLOCK_TOLERANCE_US, int(frame_us / 2))


def _ntsc(rate: Fraction) -> Fraction:
    for base in (24, 30, 48, 60, 120, 240):
        exact = Fraction(base * 1000, 1001)
        if abs(rate - exact) <= Fraction(1, 200) and rate.denominator > 1:
            return exact
    return rate
