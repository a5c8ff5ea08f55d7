"""Reads and prints the values of years, lengths and dates: one, a comparison, or from–to. Knows no field by name.

Every value is a stretch of whole numbers, from a start up to but not including an end: years; heads or stars;
microseconds; days counted as ``date.toordinal`` does. So ``year:1994`` is 1994 up to 1995, and ``added:2026-03`` is
that month.
"""

import re
from collections.abc import Callable
from datetime import date

from donnybrook.catalog.query.fields import Kind
from donnybrook.catalog.query.tree import DateTerm, RangeTerm
from donnybrook.problems import Problem
from donnybrook.records import dataclass
from donnybrook.times import LONGEST_US, SECOND_US, TimeProblem, format_seconds, parse_time

_UNITS_US = {"ms": 1000, "s": SECOND_US, "m": 60 * SECOND_US, "min": 60 * SECOND_US, "h": 3600 * SECOND_US}
_UNIT = re.compile(r"([0-9]{1,9})(?:[.,]([0-9]{1,6}))?\s*(ms|s|min|m|h)\s*")
_YEAR = re.compile(r"([0-9]{1,4})(s?)")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_TO = re.compile(r"\.{2,}|…")
_HYPHEN_TO = re.compile(r"(?<=^[0-9]{4})\s*[-–]\s*(?=[0-9]{4}$)")
_DECADES = re.compile(r"([1-9][0-9]{2}0)s?|([0-9]0)s?")
_COUNT = re.compile(r"[0-9]{1,6}")
_DECADE, _FIRST_YEAR, _LAST_YEAR = 10, 1000, 9998  # of dates: a year more still fits one
# The last start that can be typed: a bound beyond it could not be printed and read again.
_LAST = {
    Kind.YEAR: 9999,
    Kind.DECADE: 9990,
    Kind.NUMBER: 999_999,
    Kind.DURATION: LONGEST_US,
    Kind.DATE: date(_LAST_YEAR, 12, 31).toordinal(),
}


class ValueProblem(Problem):
    """A value that can't be read; the text is a sentence saying how to write it."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int  # of the value alone
    reach: int  # of the value when it closes a range or is compared with: an instant for lengths


_HOW = {
    Kind.YEAR: "Write a year (1994), from–to (1970..1985), or a comparison (>=1990).",
    Kind.DECADE: "Write a decade (1980s), from–to (1970s..1990s), or a comparison (>=1990s).",
    Kind.NUMBER: "Write a number (5), from–to (3..8), or a comparison (>=5).",
    Kind.DURATION: "Write a length (90s, 2m, 1:30), from–to (1m..2m), or a comparison (>90s).",
    Kind.DATE: "Write a date (2026-01-31, 2026-01 or 2026), from–to (2025..2026), or a comparison (<2026-01-01).",
}


def read_range(field: str, kind: Kind, sign: str, value: str) -> tuple[RangeTerm | DateTerm, str]:
    """Return the term for a typed value and, where it was not taken quite as typed, a sentence saying so.

    Raises:
        ValueProblem: the value can't be read at all.
    """
    low, high, remark = _bounds(kind, sign, value.strip())
    if None in (low, high) and max(low or 0, high or 0) > _LAST[kind] + (kind is Kind.DURATION):
        raise ValueProblem(f"Nothing lies beyond that. {_HOW[kind]}")
    if kind is not Kind.DATE:
        return RangeTerm(field, low, high), remark
    since, before = (None if bound is None else _day(bound) for bound in (low, high))
    return DateTerm(field, since, before), remark


def print_range(term: RangeTerm | DateTerm, kind: Kind) -> str:
    """Return a value that ``read_range`` reads as the same term."""
    if isinstance(term, DateTerm):
        return _printed(_ordinal(term.since), _ordinal(term.before), _day)
    if kind in (Kind.YEAR, Kind.NUMBER):
        return _printed(term.low, term.high, str)
    if kind is Kind.DECADE:
        high = None if term.high is None else term.high // _DECADE
        return _printed(None if term.low is None else term.low // _DECADE, high, lambda tens: f"{tens * _DECADE}s")
    if term.low is not None and term.high == term.low + SECOND_US and term.low % SECOND_US == 0:
        return _seconds(term.low)
    # A bound one microsecond past a round number comes from ">" or "<=".
    if term.high is None and term.low is not None and term.low % 1000 == 1:
        return f">{_seconds(term.low - 1)}"
    if term.low is None and term.high is not None and term.high % 1000 == 1:
        return f"<={_seconds(term.high - 1)}"
    return _printed(term.low, term.high, _seconds)


def _printed(low: int | None, high: int | None, form: Callable[[int], str]) -> str:
    if high is None:
        return "" if low is None else f">={form(low)}"
    if low is None:
        return f"<{form(high)}"
    return form(low) if high == low + 1 and form is not _seconds else f"{form(low)}..{form(high - 1)}"


def _seconds(length_us: int) -> str:
    return f"{format_seconds(length_us)}s"


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _ordinal(day: str | None) -> int | None:
    return None if day is None else date.fromisoformat(day).toordinal()


def _bounds(kind: Kind, sign: str, value: str) -> tuple[int | None, int | None, str]:
    if match := (_TO.search(value) or (_HYPHEN_TO.search(value) if kind is Kind.YEAR else None)):
        return _between(kind, value[: match.start()].strip(), value[match.end() :].strip(), sign)
    stretch = _READERS[kind](value)
    match sign:
        case ">":
            return stretch.reach, None, ""
        case ">=" | "=>":
            return stretch.start, None, ""
        case "<":
            return None, _above_nothing(kind, stretch.start), ""
        case "<=" | "=<":
            return None, stretch.reach, ""
        case "" | "=" | "==":
            return stretch.start, stretch.end, ""
    raise ValueProblem(f"“{sign}” compares nothing. {_HOW[kind]}")


def _above_nothing(kind: Kind, bound: int) -> int:
    if bound <= 0:
        raise ValueProblem(f"Nothing lies below zero. {_HOW[kind]}")
    return bound


def _between(kind: Kind, low_text: str, high_text: str, sign: str) -> tuple[int | None, int | None, str]:
    remark = "From–to already says both ends, so the comparison before it was left out." if sign.strip("=") else ""
    low = _READERS[kind](low_text) if low_text else None
    high = _READERS[kind](high_text) if high_text else None
    if low and high and high.start < low.start:
        low, high, remark = high, low, "The range ran backwards, so it was turned round."
    if low is None and high is None:
        raise ValueProblem(f"Neither end of the range is given. {_HOW[kind]}")
    return low.start if low else None, high.reach if high else None, remark


def _year(text: str) -> _Stretch:
    match = _YEAR.fullmatch(text)
    if not match:
        raise ValueProblem(f"“{text}” is not a year. {_HOW[Kind.YEAR]}")
    year = int(match[1])
    end = year + (_DECADE if match[2] else 1)
    return _Stretch(year, end, end)


def _decade(text: str) -> _Stretch:
    match = _DECADES.fullmatch(text)
    if not match:
        raise ValueProblem(f"“{text}” is not a decade. {_HOW[Kind.DECADE]}")
    year = int(match[1]) if match[1] else 1900 + int(match[2])
    return _Stretch(year, year + _DECADE, year + _DECADE)


def _count(text: str) -> _Stretch:
    if not _COUNT.fullmatch(text):
        raise ValueProblem(f"“{text}” is not a number. {_HOW[Kind.NUMBER]}")
    return _Stretch(int(text), int(text) + 1, int(text) + 1)


def _length(text: str) -> _Stretch:
    start, step = _in_units(text) or _on_the_clock(text)
    if start + step > LONGEST_US:
        raise ValueProblem(f"{text} is longer than any film. {_HOW[Kind.DURATION]}")
    return _Stretch(start, start + step, start + 1)


def _in_units(text: str) -> tuple[int, int] | None:
    total, step, place = 0, 0, 0
    while match := _UNIT.match(text, place):
        unit, decimals = _UNITS_US[match[3]], match[2] or ""
        step = max(unit // 10 ** len(decimals), 1)
        total += int(match[1]) * unit + int(decimals or 0) * unit // 10 ** len(decimals)
        place = match.end()
    return (total, step) if place and place == len(text) else None


def _on_the_clock(text: str) -> tuple[int, int]:
    try:
        start = parse_time(text)
    except TimeProblem:
        raise ValueProblem(f"“{text}” is not a length of time. {_HOW[Kind.DURATION]}") from None
    decimals = re.split(r"[.,]", text)[1:]
    return start, SECOND_US // 10 ** min(len(decimals[0].rstrip("s ")), 6) if decimals else SECOND_US


def _date(text: str) -> _Stretch:
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueProblem(f"“{text}” is not a date. {_HOW[Kind.DATE]}")
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    try:
        start = date(year, month, day)
    except ValueError:
        raise ValueProblem(f"There is no day {text}. {_HOW[Kind.DATE]}") from None
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueProblem(f"{text} lies outside the years {_FIRST_YEAR} to {_LAST_YEAR}. {_HOW[Kind.DATE]}")
    if match[3]:
        end = start.toordinal() + 1
    elif match[2]:
        end = date(year + month // 12, month % 12 + 1, 1).toordinal()
    else:
        end = date(year + 1, 1, 1).toordinal()
    return _Stretch(start.toordinal(), end, end)


_READERS: dict[Kind, Callable[[str], _Stretch]] = {
    Kind.YEAR: _year,
    Kind.DECADE: _decade,
    Kind.NUMBER: _count,
    Kind.DURATION: _length,
    Kind.DATE: _date,
}
