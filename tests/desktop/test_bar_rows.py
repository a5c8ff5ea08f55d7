"""Bars in rows: none hides another, and what is drawn stands for all that is there."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from donnybrook.desktop.models.bar_rows import Bar, BarRows

_STRETCHES = st.lists(st.tuples(st.integers(0, 5_000), st.integers(1, 800)), max_size=60)


def bars_of(stretches: list[tuple[int, int]]) -> list[Bar]:
    return [Bar(key, "", in_us, in_us + length, "blunt") for key, (in_us, length) in enumerate(stretches)]


def test_bars_that_overlap_get_rows_of_their_own_and_others_share_one() -> None:
    rows = BarRows(bars_of([(0, 10), (5, 15), (10, 5), (30, 10)]))
    assert [rows.row_of(key) for key in range(4)] == [0, 1, 0, 0]


@given(_STRETCHES)
def test_no_two_bars_of_a_row_overlap_and_no_row_is_more_than_is_needed(stretches: list[tuple[int, int]]) -> None:
    bars = bars_of(stretches)
    rows = BarRows(bars)
    for one in bars:
        for other in bars[one.key + 1 :]:
            if rows.row_of(one.key) == rows.row_of(other.key):
                assert one.out_us <= other.in_us or other.out_us <= one.in_us
    at_once = [sum(bar.in_us <= each.in_us < bar.out_us for bar in bars) for each in bars]
    assert len(rows) == max(at_once, default=0)


@given(_STRETCHES, st.sampled_from([1.0, 3.0, 17.0, 200.0]))
def test_at_every_scale_each_bar_is_inside_something_that_is_drawn(
    stretches: list[tuple[int, int]], pixel_us: float
) -> None:
    bars = bars_of(stretches)
    rows = BarRows(bars)
    for bar in bars:
        seen = rows.seen(rows.row_of(bar.key), bar.in_us, bar.out_us, pixel_us)
        assert any(run.in_us <= bar.in_us and bar.out_us <= run.out_us for run in seen)
    for row in range(len(rows)):
        runs = rows.seen(row, -1, 10_000, pixel_us)
        assert len(runs) <= 2 * 5_800 / (pixel_us / 2) + 2
        assert all(one.out_us <= other.in_us for one, other in pairwise(runs))


@given(_STRETCHES, _STRETCHES, st.sets(st.integers(0, 60)), st.integers(0, 60))
def test_after_an_exchange_all_stands_and_is_drawn_as_if_it_were_stacked_anew(
    stretches: list[tuple[int, int]], others: list[tuple[int, int]], gone: set[int], first_key: int
) -> None:
    bars = bars_of(stretches)
    come = [replace(bar, key=bar.key + first_key) for bar in bars_of(others[:12])]
    rows = BarRows(bars)
    scales = (1.0, 17.0, 200.0)
    for scale in scales:  # what was merged for one is used again
        for row in range(len(rows)):
            rows.seen(row, 0, 10_000, scale)
    left = [bar for bar in bars if bar.key not in {*gone, *(each.key for each in come)}]
    exchanged, anew = rows.exchanged(gone, come), BarRows([*left, *come])
    assert {bar.key: exchanged.bar(bar.key) for bar in bars} == {bar.key: anew.bar(bar.key) for bar in bars}
    assert [drawn(exchanged, scale) for scale in scales] == [drawn(anew, scale) for scale in scales]
    for bar in [*left, *come]:
        here = exchanged.at(exchanged.row_of(bar.key), bar.in_us, 0)
        assert here is not None
        assert (here.in_us, here.out_us) == (bar.in_us, bar.out_us)


@given(_STRETCHES, st.sets(st.integers(0, 60)))
def test_bars_that_keep_their_times_keep_their_rows_and_are_drawn_in_their_new_colours(
    stretches: list[tuple[int, int]], changed: set[int]
) -> None:
    bars = bars_of(stretches)
    rows, scales = BarRows(bars), (1.0, 17.0, 200.0)
    for scale in scales:  # what was merged for one is used again
        drawn(rows, scale)
    now = [replace(bar, token="blade", name="now") if bar.key in changed else bar for bar in bars]
    exchanged, anew = rows.exchanged((), [bar for bar in now if bar.key in changed]), BarRows(now)
    assert [exchanged.bar(bar.key) for bar in bars] == now
    assert [exchanged.row_of(bar.key) for bar in bars] == [rows.row_of(bar.key) for bar in bars]
    assert [in_colours(exchanged, scale) for scale in scales] == [in_colours(anew, scale) for scale in scales]
    kept = {rows.row_of(bar.key) for bar in bars} - {rows.row_of(bar.key) for bar in bars if bar.key in changed}
    assert all(exchanged.content(row) is rows.content(row) for row in kept)


def drawn(rows: BarRows, pixel_us: float) -> list[list[tuple[int, int]]]:
    return [[(in_us, out_us) for in_us, out_us, _ in row] for row in in_colours(rows, pixel_us)]


def in_colours(rows: BarRows, pixel_us: float) -> list[list[tuple[int, int, str]]]:
    places = range(len(rows))
    return [[(run.in_us, run.out_us, run.token) for run in rows.seen(row, -1, 10_000, pixel_us)] for row in places]


def test_gaps_are_where_nothing_stands_between_two_bars() -> None:
    assert BarRows(bars_of([(0, 10), (10, 5), (40, 2)])).gaps(0) == [(15, 40)]


def test_what_is_under_the_pointer_is_the_nearest_within_reach() -> None:
    rows = BarRows(bars_of([(100, 50), (160, 40)]))
    found = [rows.at(0, time_us, 6) for time_us in (90, 95, 120, 153, 158, 206, 220)]
    assert [None if bar is None else bar.key for bar in found] == [None, 0, 0, 0, 1, 1, None]
