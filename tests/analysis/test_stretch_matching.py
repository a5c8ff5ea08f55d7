"""Stretches are paired so that they overlap the most, and none is paired twice."""

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from donnybrook.analysis.stretch_matching import match_stretches, overlap

_STRETCHES = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 15)).map(lambda s: (s[0], s[0] + s[1])), max_size=5)


def test_how_far_two_overlap_is_what_they_share_of_what_they_cover() -> None:
    assert overlap((0, 10), (5, 15)) == 5 / 15
    assert overlap((0, 10), (0, 10)) == 1
    assert overlap((0, 10), (2, 7)) == 0.5
    assert overlap((0, 10), (10, 20)) == 0


def test_the_nearest_partner_is_not_taken_where_that_leaves_another_alone() -> None:
    # Greedily, the first two would be paired (0.67), and the others be too far apart (0.11 and less).
    ones, others = [(0, 10), (4, 14)], [(2, 12), (-5, 6)]
    found = match_stretches(ones, others, least=0.3)
    assert [(each.one, each.other) for each in found] == [(0, 1), (1, 0)]


def test_what_overlaps_too_little_is_left_alone() -> None:
    assert match_stretches([(0, 10)], [(6, 16)], least=0.5) == ()
    assert len(match_stretches([(0, 10)], [(6, 16)], least=0.2)) == 1
    assert match_stretches([], [(0, 10)]) == ()


@settings(max_examples=150)
@given(_STRETCHES, _STRETCHES, st.sampled_from([0.01, 0.25, 0.5]))
def test_no_other_pairing_overlaps_more(
    ones: list[tuple[int, int]], others: list[tuple[int, int]], least: float
) -> None:
    found = match_stretches(ones, others, least)
    assert len({each.one for each in found}) == len({each.other for each in found}) == len(found)
    assert all(each.overlap == overlap(ones[each.one], others[each.other]) >= least for each in found)
    few, many = (ones, others) if len(ones) <= len(others) else (others, ones)
    best = max(
        sum(each for one, other in zip(few, order, strict=False) if (each := overlap(one, other)) >= least)
        for order in permutations(many)
    )
    assert abs(sum(each.overlap for each in found) - best) < 1e-9
