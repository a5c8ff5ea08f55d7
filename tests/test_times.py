"""Times and rates: every form reads, prints, and reads back as itself; every fault has its sentence."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donnybrook import times
from donnybrook.times import TimeProblem

RATES = [
    Fraction(24000, 1001),
    Fraction(24),
    Fraction(25),
    Fraction(30000, 1001),
    Fraction(30),
    Fraction(48),
    Fraction(50),
    Fraction(60000, 1001),
    Fraction(60),
    Fraction(120000, 1001),
]
DROP_RATES = [Fraction(30000, 1001), Fraction(60000, 1001)]
DAY_S = 24 * 3600


def sampled_frames(rate: Fraction) -> list[int]:
    """The first and last hundreds, the frames around each minute, and random ones, of 24 hours."""
    last = int(DAY_S * rate)
    chance = random.Random(7)
    frames = {*range(300), *range(last - 300, last)}
    for minute in range(0, DAY_S // 60, 7):
        frames.update(range(max(0, int(minute * 60 * rate) - 3), int(minute * 60 * rate) + 8))
    frames.update(chance.randrange(last) for _ in range(2000))
    return sorted(frames)


@pytest.mark.parametrize(
    ("typed", "time_us"),
    [
        ("0", 0),
        ("16.5", 16_500_000),
        ("16,5", 16_500_000),
        (" 90s ", 90_000_000),
        ("0.041708", 41_708),
        ("0.0417083333", 41_708),
        ("0.0000005", 1),
        ("1:02", 62_000_000),
        ("90:00", 5_400_000_000),
        ("1:02:03", 3_723_000_000),
        ("1:02:03.250", 3_723_250_000),
        ("01:02:03,250", 3_723_250_000),
    ],
)
def test_each_written_form_reads_as_its_microseconds(typed: str, time_us: int) -> None:
    assert times.parse_time(typed) == time_us


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "is not a time"),
        ("soon", "“soon” is not a time. Write seconds"),
        ("-5", "is not a time"),
        ("1:60", "minutes and seconds go up to 59"),
        ("1:60:00", "minutes and seconds go up to 59"),
        ("1:2", "is not a time"),
        ("٣", "is not a time"),
        ("1e9", "is not a time"),
        ("nan", "is not a time"),
        ("99999999999", "longer than any film"),
        ("01:02:03:04", "counts frames, and no frame rate is known here"),
        ("01:02:03;04", "counts frames, and no frame rate is known here"),
    ],
)
def test_what_is_no_time_is_refused_in_a_sentence(typed: str, words: str) -> None:
    with pytest.raises(TimeProblem, match=words):
        times.parse_time(typed)


@pytest.mark.parametrize(
    ("typed", "rate", "words"),
    [
        ("00:00:00:24", Fraction(24000, 1001), "frames go up to 23"),
        ("00:61:00:00", Fraction(25), "up to 59"),
        ("00:01:00;00", Fraction(30000, 1001), "leaves that number out"),
        ("00:01:00;03", Fraction(60000, 1001), "leaves that number out"),
        ("00:01:00;02", Fraction(25), "exists at 29.97 and 59.94"),
    ],
)
def test_a_timecode_that_names_no_frame_is_refused(typed: str, rate: Fraction, words: str) -> None:
    with pytest.raises(TimeProblem, match=words):
        times.parse_time(typed, rate)


@pytest.mark.parametrize("rate", RATES, ids=str)
def test_timecode_prints_and_reads_back_over_24_hours(rate: Fraction) -> None:
    for frame in sampled_frames(rate):
        start_us = times.frame_start_us(frame, rate)
        assert times.parse_time(times.format_timecode(start_us, rate), rate) == start_us


@pytest.mark.parametrize("rate", DROP_RATES, ids=str)
def test_drop_frame_timecode_prints_and_reads_back_over_24_hours(rate: Fraction) -> None:
    for frame in sampled_frames(rate):
        start_us = times.frame_start_us(frame, rate)
        assert times.parse_time(times.format_timecode(start_us, rate, drop=True), rate) == start_us


def test_drop_frame_timecode_agrees_with_known_values() -> None:
    rate = Fraction(30000, 1001)

    def printed(frame: int) -> str:
        return times.format_timecode(times.frame_start_us(frame, rate), rate, drop=True)

    assert printed(1799) == "00:00:59;29"
    assert printed(1800) == "00:01:00;02"
    assert printed(17981) == "00:09:59;29"
    assert printed(17982) == "00:10:00;00"
    assert printed(107892) == "01:00:00;00"
    assert printed(2589408) == "24:00:00;00"


def test_drop_frame_is_not_printed_at_a_rate_without_it() -> None:
    with pytest.raises(TimeProblem, match=r"exists at 29\.97"):
        times.format_timecode(0, Fraction(24000, 1001), drop=True)


def test_a_timecode_before_the_start_is_refused() -> None:
    with pytest.raises(TimeProblem, match="before the film's start"):
        times.format_timecode(-1, Fraction(25))


@pytest.mark.parametrize("rate", RATES, ids=str)
def test_every_frame_number_survives_the_way_to_microseconds_and_back(rate: Fraction) -> None:
    for frame in sampled_frames(rate):
        start_us = times.frame_start_us(frame, rate)
        assert times.frame_at(start_us, rate) == frame
        assert times.frame_at(start_us - 1, rate) == frame - 1


@pytest.mark.parametrize("rate", RATES, ids=str)
def test_a_frame_start_typed_in_milliseconds_snaps_to_that_frame(rate: Fraction) -> None:
    for frame in sampled_frames(rate):
        start_us = times.frame_start_us(frame, rate)
        typed_us = times.parse_time(times.format_clock(start_us))
        assert times.snap_to_frame(typed_us, rate) == start_us


def test_a_time_between_frames_stays_with_the_frame_it_belongs_to() -> None:
    assert times.frame_near(16_500_000, Fraction(24000, 1001)) == 395


@given(st.integers(0, times.LONGEST_US))
def test_seconds_print_exactly_to_the_microsecond(time_us: int) -> None:
    assert times.parse_time(times.format_seconds(time_us)) == time_us


@given(st.integers(0, times.LONGEST_US - 1000))
def test_the_clock_prints_to_the_nearest_millisecond(time_us: int) -> None:
    assert abs(times.parse_time(times.format_clock(time_us)) - time_us) <= 500


def test_printed_forms() -> None:
    assert times.format_seconds(16_500_000) == "16.5"
    assert times.format_seconds(41_708) == "0.041708"
    assert times.format_seconds(0) == "0"
    assert times.format_seconds(100_000_000) == "100"
    assert times.format_seconds(-1_500_000) == "-1.5"
    assert times.format_clock(3_723_250_000) == "1:02:03.250"
    assert times.format_clock(3_599_999_600) == "1:00:00.000"
    assert times.format_clock(-1_000) == "-0:00:00.001"
    assert times.format_timecode(3_723_240_000, Fraction(25)) == "01:02:03:06"


@pytest.mark.parametrize(
    ("typed", "rate"),
    [
        ("24", Fraction(24)),
        ("25.0", Fraction(25)),
        ("24000/1001", Fraction(24000, 1001)),
        ("23.976", Fraction(24000, 1001)),
        ("23.98", Fraction(24000, 1001)),
        ("29.97", Fraction(30000, 1001)),
        ("59.94", Fraction(60000, 1001)),
        ("12.5", Fraction(25, 2)),
    ],
)
def test_rates_read_exactly_and_print_back(typed: str, rate: Fraction) -> None:
    assert times.parse_rate(typed) == rate
    assert times.parse_rate(times.format_rate(rate)) == rate


@pytest.mark.parametrize("typed", ["", "0", "0/1", "24/0", "fast", "-25", "1001", "nan"])
def test_what_is_no_rate_is_refused(typed: str) -> None:
    with pytest.raises(TimeProblem, match="frame rate"):
        times.parse_rate(typed)
