"""Agreement, checked against worked examples that were published."""

from itertools import chain, repeat

import numpy as np
import pytest

from donnybrook.analysis.agreement import agreement, agreement_of_blocks, kappas, krippendorff_alpha

# Cohen (1960), table 2: two judges, 200 subjects, three categories; κ = .492.
COHEN = ((88, 14, 18), (10, 40, 10), (2, 6, 12))
# Krippendorff (2011), “Computing Krippendorff's Alpha-Reliability”, A: two observers, two values; α = .095.
MEG = "0100000010"
OWEN = "1110010000"
# … B: two observers, five values; α = .692.
BEN = "aabbdcccedda"
GERRY = "babbbccceddd"
# … C: four observers, five values, some missing; nominal α = .743.
FOUR = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def pairs_of(table: tuple[tuple[int, ...], ...]) -> list[tuple[int, int]]:
    cells = (repeat((row, column), count) for row, counts in enumerate(table) for column, count in enumerate(counts))
    return list(chain.from_iterable(cells))


def test_kappa_is_that_of_cohen_s_own_example() -> None:
    found = agreement(pairs_of(COHEN))
    assert found.units == 200
    assert found.share == pytest.approx(0.70)
    assert found.kappa.value == pytest.approx(58 / 118)  # (140 - 82) / (200 - 82)
    # Cohen gives σ = .054, so that his own interval is .386 to .598.
    assert found.kappa.low == pytest.approx(0.386, abs=0.02)
    assert found.kappa.high == pytest.approx(0.598, abs=0.02)


@pytest.mark.parametrize(("one", "other", "alpha"), [(MEG, OWEN, 0.095), (BEN, GERRY, 0.692)])
def test_alpha_of_two_observers_is_krippendorff_s(one: str, other: str, alpha: float) -> None:
    found = agreement(zip(one, other, strict=True))
    assert found.alpha.value == pytest.approx(alpha, abs=0.0005)
    assert krippendorff_alpha([*zip(one, other, strict=True)]) == pytest.approx(found.alpha.value)


def test_alpha_of_four_observers_with_missing_values_is_krippendorff_s() -> None:
    units = [[value for value in unit if value != "."] for unit in zip(*FOUR, strict=True)]
    assert krippendorff_alpha(units) == pytest.approx(0.743, abs=0.0005)


def test_units_that_only_one_gave_a_value_change_nothing() -> None:
    units = [["a", "a"], ["a", "b"], ["b", "b"]]
    assert krippendorff_alpha([*units, ["c"], []]) == krippendorff_alpha(units)


def test_where_all_is_one_value_there_is_nothing_to_agree_on() -> None:
    found = agreement([("a", "a")] * 5)
    assert (found.share, found.kappa.value, found.alpha.value) == (1.0, None, None)
    assert krippendorff_alpha([["a", "a"]]) is None
    assert agreement([]).share is None


def test_chance_gives_nothing_and_sameness_everything() -> None:
    same = agreement([("a", "a"), ("b", "b")] * 10)
    assert (same.kappa.value, same.kappa.low, same.alpha.value) == (1.0, 1.0, 1.0)
    by_chance = agreement([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")] * 10)
    assert by_chance.kappa.value == pytest.approx(0)
    assert by_chance.kappa.low is not None
    assert by_chance.kappa.high is not None
    assert by_chance.kappa.low < 0 < by_chance.kappa.high


def test_figures_are_the_same_each_time() -> None:
    assert agreement(pairs_of(COHEN)) == agreement(pairs_of(COHEN))


def test_blocks_give_the_same_figures_and_wider_intervals_where_neighbours_hang_together() -> None:
    # 20 blocks of 50 units: in each, all units are the same cell of the table.
    cells = [(0, 0)] * 10 + [(1, 1)] * 5 + [(0, 1)] * 3 + [(1, 0)] * 2
    blocks = np.zeros((20, 2, 2))
    for at, (one, other) in enumerate(cells):
        blocks[at, one, other] = 50
    whole = agreement([cell for cell in cells for _ in range(50)])
    drawn = agreement_of_blocks(blocks)
    assert (drawn.units, drawn.share, drawn.kappa.value) == (whole.units, whole.share, whole.kappa.value)
    assert drawn.kappa.low is not None
    assert whole.kappa.low is not None
    assert drawn.kappa.low < whole.kappa.low - 0.2
    assert np.isnan(kappas(np.array([[3.0, 0], [0, 0]])))
