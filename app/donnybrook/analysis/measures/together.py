"""Which weapons are used in the same fights."""

from collections.abc import Sequence

import numpy as np

from donnybrook.analysis.measure import Cell, Column, Material, Measure, Result
from donnybrook.analysis.plots.plot import HeatMap, Mark, Place
from donnybrook.analysis.weapons import distinct_pairs, exact_term
from donnybrook.catalog.numbers import counted
from donnybrook.catalog.tally.values import Numbers

_MOST_SHOWN = 12

DEFINITION = """\
Two weapons occur together in a fight if both are used in it, by whomever. For each pair: n, the fights with both; a
and b, those with the one and with the other; N, all fights in which any weapon is used. A weapon is counted as
itself, without what is under it in the vocabulary.

Jaccard index: n / (a + b − n). 0: never together; 1: never apart.

Source: Paul Jaccard, “The Distribution of the Flora in the Alpine Zone”, New Phytologist 11 (1912).

Pointwise mutual information: log2(n · N / (a · b)), in bits. 0: as often together as by chance; above: oftener. It
is large for rare pairs: read it beside n.

Source: Kenneth Ward Church and Patrick Hanks, “Word Association Norms, Mutual Information, and Lexicography”,
Computational Linguistics 16 (1990)."""

_COLUMNS = (
    Column("weapon", "text"),
    Column("other weapon", "text"),
    Column("fights with both", "count"),
    Column("fights with weapon", "count"),
    Column("fights with other", "count"),
    Column("jaccard", "figure"),
    Column("pmi bits", "figure"),
)


def work(material: Material) -> Result:
    """Work it out, one row a pair that occurs, the most frequent first."""
    weapons, weapon_at = np.unique(material.uses.weapons, return_inverse=True)
    fight, weapon = distinct_pairs(material.uses.fights, weapon_at)
    alone = np.bincount(weapon, minlength=len(weapons))
    one, other, both = _pairs(fight, weapon, len(weapons))
    whole = len(np.unique(fight))
    jaccard = both / np.maximum(1, alone[one] + alone[other] - both)
    pmi = np.log2(both * whole / (alone[one] * alone[other])) if len(both) else both * 0.0
    labels = [material.vocabulary.concept(each).label for each in weapons.tolist()]
    terms = [exact_term(material.vocabulary, each) for each in weapons.tolist()]
    rows: list[tuple[Cell, ...]] = []
    place_of: dict[tuple[int, int], Place] = {}
    for at in np.lexsort((other, one, -jaccard, -both)).tolist():
        a, b = int(one[at]), int(other[at])
        query = material.among(terms[a], terms[b])
        place_of[a, b] = place_of[b, a] = (len(rows), 2)
        rows.append(
            (
                Cell(labels[a]),
                Cell(labels[b]),
                Cell(int(both[at]), query),
                Cell(int(alone[a]), material.among(terms[a])),
                Cell(int(alone[b]), material.among(terms[b])),
                Cell(float(jaccard[at]), query),
                Cell(float(pmi[at]), query),
            )
        )
    shown = np.argsort(-alone, kind="stable")[:_MOST_SHOWN].tolist()
    inks = [material.vocabulary.family(int(weapons[at])) for at in shown]
    note = f"{counted(whole, 'fight')} with weapons."
    return Result(_COLUMNS, tuple(rows), _plot(rows, place_of, shown, labels, inks), (note,))


def _pairs(fight: Numbers, weapon: Numbers, count: int) -> tuple[Numbers, Numbers, Numbers]:
    """Return each two weapons of which both are in a fight, the lesser first, and in how many fights."""
    keys = []
    for step in range(1, len(fight)):
        same = fight[:-step] == fight[step:]
        if not same.any():
            break
        keys.append(weapon[:-step][same] * count + weapon[step:][same])
    key, both = np.unique(np.concatenate(keys) if keys else np.zeros(0, np.int64), return_counts=True)
    return key // max(1, count), key % max(1, count), both


def _plot(
    rows: list[tuple[Cell, ...]], place_of: dict[tuple[int, int], Place], shown: list[int], labels: list[str],
    inks: Sequence[str],
) -> HeatMap:  # fmt: skip
    cells = tuple(
        tuple(_mark(rows, place_of.get((one, other)), ink) if one != other else None for other in shown)
        for one, ink in zip(shown, inks, strict=True)
    )
    names = tuple(labels[at] for at in shown)
    return HeatMap("Weapons in the same fights: Jaccard index", names, names, cells)


def _mark(rows: list[tuple[Cell, ...]], at: Place | None, ink: str) -> Mark | None:
    if at is None:
        return None
    one, other, both, _, _, jaccard, _ = (cell.value for cell in rows[at[0]])
    index = float(jaccard or 0)
    words = f"{one} and {other}: {counted(int(both or 0), 'fight')} with both, Jaccard {index:.2f}"
    return Mark(index, words, (at[0], 5), ink, index, f"{index:.2f}")


MEASURE = Measure("together", "Weapons in the same fights", DEFINITION, work)
