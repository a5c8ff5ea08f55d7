"""Which stretches of two lists are the same one: the pairing with the largest overlap. Knows no film and no scene.

How far two stretches overlap is told by the length they share divided by the length they cover together (intersection
over union, the Jaccard index): Paul Jaccard, "The Distribution of the Flora in the Alpine Zone", New Phytologist 11
(1912) 37-50. Each stretch has one partner at most, chosen so that the overlaps add up to the most there can be: the
assignment problem, solved by the Hungarian method: Harold W. Kuhn, Naval Research Logistics Quarterly 2 (1955) 83-97.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from donnybrook.records import dataclass

type Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Match:
    """The places of two stretches in their lists, and how far they overlap: above 0, up to 1."""

    one: int
    other: int
    overlap: float


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return the intersection over union of two stretches, from–to."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    covered = max(one[1], other[1]) - min(one[0], other[0])
    return shared / covered if shared > 0 else 0.0


def match_stretches(
    ones: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]], least: float = 0.5
) -> tuple[Match, ...]:
    """Return the pairs that overlap by ``least`` or more, by the place of the first: of all pairings the best.

    Best is the pairing whose overlaps add up to the most.
    """
    found: list[Match] = []
    for some, more in _clusters(ones, others):
        gains = np.array([[overlap(ones[one], others[other]) for other in more] for one in some])
        gains[gains < max(least, 1e-12)] = 0
        for row, column in _best(gains):
            if gains[row, column] > 0:
                found.append(Match(some[row], more[column], float(gains[row, column])))
    return tuple(sorted(found, key=lambda match: match.one))


def _clusters(
    ones: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the places of stretches that hang together by overlapping: no pair lies in two clusters."""
    ordered = sorted(
        [(*each, 0, at) for at, each in enumerate(ones)] + [(*each, 1, at) for at, each in enumerate(others)]
    )
    cluster: tuple[list[int], list[int]] = ([], [])
    until: int | None = None
    for begins, ends, whose, at in ordered:
        if until is None or begins >= until:
            if all(cluster):
                yield cluster
            cluster = ([], [])
        cluster[whose].append(at)
        until = ends if until is None else max(until, ends)
    if all(cluster):
        yield cluster


def _best(gains: Matrix) -> list[tuple[int, int]]:
    """Return the rows and columns of the assignment with the largest sum of gains."""
    if gains.shape[0] > gains.shape[1]:
        return [(row, column) for column, row in _best(gains.T)]
    costs = gains.max() - gains
    rows, columns = costs.shape
    row_of = np.full(columns, -1)
    row_rise, column_rise = np.zeros(rows), np.zeros(columns)
    for row in range(rows):
        _add_row(row, costs, row_of, row_rise, column_rise)
    return [(int(row), column) for column, row in enumerate(row_of) if row >= 0]


def _add_row(row: int, costs: Matrix, row_of: NDArray[np.int64], row_rise: Matrix, column_rise: Matrix) -> None:
    """Give one more row a column, along the cheapest way on which other rows change theirs."""
    columns = costs.shape[1]
    cheapest, came_from = np.full(columns, np.inf), np.full(columns, -1)
    is_done = np.zeros(columns, bool)
    at, current = -1, row
    while current >= 0:
        reduced = costs[current] - row_rise[current] - column_rise
        is_cheaper = ~is_done & (reduced < cheapest)
        cheapest[is_cheaper], came_from[is_cheaper] = reduced[is_cheaper], at
        following = int(np.argmin(np.where(is_done, np.inf, cheapest)))
        rise = cheapest[following]
        row_rise[row] += rise
        row_rise[row_of[is_done]] += rise
        column_rise[is_done] -= rise
        cheapest[~is_done] -= rise
        is_done[following] = True
        at, current = following, int(row_of[following])
    while at >= 0:
        before = int(came_from[at])
        row_of[at] = row if before < 0 else row_of[before]
        at = before
