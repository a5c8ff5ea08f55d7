"""How far two lists of numbers lie apart, and what stands in the middle of one. Knows not what they measure."""

import numpy as np

from donnybrook.catalog.tally.values import Numbers


def cliffs_delta(one: Numbers, other: Numbers) -> float | None:
    """Return how much more often a number of ``one`` is the larger than the smaller, beside one of ``other``: −1 to 1.

    None where either is empty. Norman Cliff, "Dominance Statistics: Ordinal Analyses to Answer Ordinal Questions",
    Psychological Bulletin 114 (1993): of all pairs, those in which the first is larger less those in which it is
    smaller, by the number of pairs.
    """
    if not len(one) or not len(other):
        return None
    ordered = np.sort(other)
    smaller = np.searchsorted(ordered, one, side="left").sum(dtype=np.int64)
    not_larger = np.searchsorted(ordered, one, side="right").sum(dtype=np.int64)
    larger = len(one) * len(other) - int(not_larger)
    return (int(smaller) - larger) / (len(one) * len(other))


def median_us(lengths: Numbers) -> int | None:
    """Return the length in the middle, or half-way between the two in the middle; None of none."""
    return round(float(np.median(lengths))) if len(lengths) else None


def mean_us(lengths: Numbers) -> int | None:
    """Return the average length; None of none."""
    return round(int(lengths.sum()) / len(lengths)) if len(lengths) else None


def quotient(part: float, whole: float) -> float | None:
    """Return a part by its whole; None where there is no whole."""
    return part / whole if whole else None
