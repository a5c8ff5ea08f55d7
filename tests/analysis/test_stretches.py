"""Unions of stretches, ranks of lengths and chains of uses, against the plainest way to work them out."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from donnybrook.analysis.comparing import cliffs_delta
from donnybrook.analysis.measures.life_lines import first_uses
from donnybrook.analysis.stretches import covered_at, covered_us
from donnybrook.catalog.tally.fights import Uses
from donnybrook.catalog.tally.values import Numbers

_STRETCH = st.tuples(st.integers(0, 3), st.integers(-20, 40), st.integers(-5, 25))


def _numbers(values: list[int]) -> Numbers:
    return np.array(values, np.int64)


@given(st.lists(_STRETCH, max_size=12))
def test_what_is_covered_is_counted_once(stretches: list[tuple[int, int, int]]) -> None:
    groups, starts, lengths = (_numbers([each[at] for each in stretches]) for at in range(3))
    told = covered_us(groups, starts, starts + lengths, 4)
    for group in range(4):
        ticks = {tick for of, start, length in stretches if of == group for tick in range(start, start + length)}
        assert told[group] == len(ticks)
    at = _numbers(list(range(-30, 70)))
    is_some = lengths > 0
    inside = covered_at(starts[is_some], (starts + lengths)[is_some], at)
    every = {tick for _, start, length in stretches for tick in range(start, start + length)}
    assert [bool(each) for each in inside] == [tick in every for tick in range(-30, 70)]


def test_times_of_ten_thousand_hours_do_not_run_over() -> None:
    far = 36_000_000_000_000
    groups = np.arange(100_000, dtype=np.int64)
    assert set(covered_us(groups, groups * 0, groups * 0 + far, 100_000).tolist()) == {far}


@given(st.lists(st.integers(0, 9), min_size=1, max_size=9), st.lists(st.integers(0, 9), min_size=1, max_size=9))
def test_cliff_s_delta_counts_pairs(one: list[int], other: list[int]) -> None:
    pairs = list(product(one, other))
    wanted = sum((a > b) - (a < b) for a, b in pairs) / len(pairs)
    assert cliffs_delta(_numbers(one), _numbers(other)) == pytest.approx(wanted)
    assert cliffs_delta(_numbers(one), _numbers([])) is None


def _uses(previous: list[int]) -> Uses:
    ids = np.arange(1, len(previous) + 1, dtype=np.int64)
    nothing = ids * 0
    return Uses(ids, nothing, nothing, nothing, nothing, nothing, nothing, nothing > 0, _numbers(previous))


def test_uses_are_followed_back_to_the_first() -> None:
    assert first_uses(_uses([-1, 1, 2, -1, 4, 3])).tolist() == [0, 0, 0, 3, 3, 0]
    assert first_uses(_uses([])).tolist() == []
    assert first_uses(_uses([99, 1])).tolist() == [0, 0]  # the one before is not among these fights
    chain = first_uses(_uses([-1, *range(1, 5_000)]))
    assert set(chain.tolist()) == {0}
    first_uses(_uses([3, 1, 2]))  # a ring, as only a damaged catalog has, ends
