"""Sums over stretches of time that may overlap: how much is covered, and whether a moment is. Knows no fight.

Exact in whole microseconds; a stretch holds its beginning and not its end.
"""

import numpy as np
from numpy.typing import NDArray

from donnybrook.catalog.tally.values import Numbers


def covered_us(groups: Numbers, starts: Numbers, ends: Numbers, count: int) -> Numbers:
    """Return how much of time the stretches of each group cover together, of shape (count,).

    ``groups`` says of each stretch which group it is in, from 0 up to ``count``; a stretch that ends no later than it
    begins covers nothing.
    """
    is_some = ends > starts
    groups, starts, ends = groups[is_some], starts[is_some], ends[is_some]
    total = np.zeros(count, np.int64)
    if not len(groups):
        return total
    # By the rank of each time, so that group and time fit into one number whatever the times are.
    times, ranks = np.unique(np.concatenate([starts, ends]), return_inverse=True)
    begun, over = ranks[: len(starts)], ranks[len(starts) :]
    order = np.lexsort((begun, groups))
    groups, begun, over = groups[order], begun[order], over[order]
    reach = np.maximum.accumulate(groups * len(times) + over)
    before = np.concatenate([[-1], reach[:-1]])
    since = np.maximum(begun, np.where(before // len(times) == groups, before % len(times), 0))
    is_new = over > since
    np.add.at(total, groups[is_new], times[over[is_new]] - times[since[is_new]])
    return total


def covered_at(starts: Numbers, ends: Numbers, moments: Numbers) -> NDArray[np.bool_]:
    """Return which of some moments lie in any of the stretches, none of which is empty."""
    begun = np.searchsorted(np.sort(starts), moments, side="right")
    over = np.searchsorted(np.sort(ends), moments, side="right")
    return begun > over
