"""How far two coders agree on what they call things: percent, Cohen's kappa, Krippendorff's alpha. Knows no scene.

All three are for nominal values: two are the same or they are not. Percent agreement is the share of units that both
gave the same value. Kappa takes out the agreement that chance would give by each coder's own use of the values: Jacob
Cohen, "A Coefficient of Agreement for Nominal Scales", Educational and Psychological Measurement 20:1 (1960) 37-46.
Alpha takes out that of both coders' values thrown together, with a correction for few units, and allows for values
that are missing: Klaus Krippendorff, "Content Analysis: An Introduction to Its Methodology" (4th ed. 2018), ch. 12.

Intervals are percentile bootstrap intervals: Bradley Efron and Robert Tibshirani, "An Introduction to the Bootstrap"
(1993), ch. 13. They are drawn with a fixed seed, so that the same values give the same figures.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from donnybrook.records import dataclass

type Counts = NDArray[np.float64]

DRAWS = 2_000
_SEED = 1960
_LEAST_DRAWN = 0.5  # of the draws must have a coefficient at all, else an interval says nothing


@dataclass(frozen=True, slots=True)
class Estimate:
    """A coefficient and its 95 % interval; None where it is not defined: no units, or all of one value."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two coders agree on one thing: ``units`` that both gave a value, and the share they gave the same."""

    units: int
    share: float | None
    kappa: Estimate
    alpha: Estimate


def agreement(pairs: Iterable[tuple[Hashable, Hashable]]) -> Agreement:
    """Return how far two coders agree; each pair holds what they said of one unit."""
    table = _table(pairs)
    units = int(table.sum())
    if not units:
        return Agreement(0, None, Estimate(None), Estimate(None))
    # Drawing units anew is drawing cells of the table by their shares.
    drawn = np.random.default_rng(_SEED).multinomial(units, (table / units).ravel(), DRAWS)
    return _told(table, drawn.reshape(DRAWS, *table.shape).astype(np.float64))


def agreement_of_blocks(blocks: Counts) -> Agreement:
    """Return the same of tables, one for each block of units that hang together: whole blocks are drawn anew.

    ``blocks`` is of shape (blocks, values, values): how often the one said the first value and the other the second.
    """
    if not blocks.sum():
        return Agreement(0, None, Estimate(None), Estimate(None))
    count = len(blocks)
    times = np.random.default_rng(_SEED).multinomial(count, np.full(count, 1 / count), DRAWS)
    return _told(blocks.sum(axis=0), np.tensordot(times.astype(np.float64), blocks, axes=1))


def krippendorff_alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Return nominal alpha for any number of coders; each unit holds the values it was given, in any order.

    Values that are missing are left out. None where fewer than two different values were given to units of several.
    """
    coincidences: Counter[tuple[Hashable, Hashable]] = Counter()
    for values in units:
        for at, one in enumerate(values):
            for other in (*values[:at], *values[at + 1 :]):
                coincidences[one, other] += 1 / (len(values) - 1)  # type: ignore[assignment]
    totals: Counter[Hashable] = Counter()
    for (one, _), weight in coincidences.items():
        totals[one] += weight
    whole = sum(totals.values())
    by_chance = whole * whole - sum(each * each for each in totals.values())
    if not by_chance:
        return None
    apart = sum(weight for (one, other), weight in coincidences.items() if one != other)
    return 1 - (whole - 1) * apart / by_chance


def kappas(tables: Counts) -> Counts:
    """Return Cohen's kappa of tables of shape (…, values, values); NaN where both use one value only."""
    units = tables.sum(axis=(-2, -1))
    observed = np.trace(tables, axis1=-2, axis2=-1) / units
    expected = (tables.sum(axis=-1) * tables.sum(axis=-2)).sum(axis=-1) / units**2
    return _beyond(1 - observed, 1 - expected)


def alphas(tables: Counts) -> Counts:
    """Return nominal alpha of two coders without missing values, of tables as in ``kappas``."""
    values = tables.sum(axis=-1) + tables.sum(axis=-2)
    whole = values.sum(axis=-1)
    apart = 1 - np.trace(tables, axis1=-2, axis2=-1) / tables.sum(axis=(-2, -1))
    by_chance = 1 - (values * (values - 1)).sum(axis=-1) / (whole * (whole - 1))
    return _beyond(apart, by_chance)


def _beyond(apart: Counts, by_chance: Counts) -> Counts:
    is_defined = by_chance > 1e-12
    return np.where(is_defined, 1 - apart / np.where(is_defined, by_chance, 1), np.nan)


def _table(pairs: Iterable[tuple[Hashable, Hashable]]) -> Counts:
    told = list(pairs)
    numbers = {value: at for at, value in enumerate(dict.fromkeys(value for pair in told for value in pair))}
    table = np.zeros((len(numbers), len(numbers)))
    for one, other in told:
        table[numbers[one], numbers[other]] += 1
    return table


def _told(table: Counts, drawn: Counts) -> Agreement:
    units = table.sum()
    return Agreement(
        units=int(units),
        share=float(np.trace(table) / units),
        kappa=_estimate(float(kappas(table)), kappas(drawn)),
        alpha=_estimate(float(alphas(table)), alphas(drawn)),
    )


def _estimate(value: float, drawn: Counts) -> Estimate:
    if np.isnan(value):
        return Estimate(None)
    known = drawn[~np.isnan(drawn)]
    if len(known) < _LEAST_DRAWN * len(drawn):
        return Estimate(value)
    low, high = np.percentile(known, (2.5, 97.5))
    return Estimate(value, float(low), float(high))
