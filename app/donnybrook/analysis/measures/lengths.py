"""How long fights last."""

import numpy as np

from donnybrook.analysis.comparing import mean_us, median_us, quotient
from donnybrook.analysis.measure import Cell, Column, Material, Measure, Result
from donnybrook.analysis.plots.plot import Columns, Mark, Series
from donnybrook.analysis.saying import shown_time
from donnybrook.catalog.numbers import counted
from donnybrook.catalog.tally.values import Numbers
from donnybrook.times import SECOND_US

_MINUTE_S = 60
_EDGES_S = (5, 10, 20, 30, 60, 120, 300, 600)

DEFINITION = """\
The length of a fight is the time from its in point to its out point. Fights are counted by classes of length; each
class holds its lower bound and not its upper one. The share is of all fights with times. Mean, median, shortest and
longest are told beside it; fights without times are left out.

Source: the definition is our own."""

_COLUMNS = (Column("length", "text"), Column("fights", "count"), Column("share of fights", "share"))


def work(material: Material) -> Result:
    """Work it out, one row a class of length."""
    timed = material.fights.timed
    lengths = material.fights.out_us[timed] - material.fights.in_us[timed]
    edges = np.array(_EDGES_S, np.int64) * SECOND_US
    counts = np.bincount(np.searchsorted(edges, lengths, side="right"), minlength=len(edges) + 1).tolist()
    rows = []
    for (name, terms), fights in zip(_classes(), counts, strict=True):
        query = material.among(*terms)
        rows.append((Cell(name), Cell(fights, query), Cell(quotient(fights, len(lengths)), query)))
    marks = tuple(_mark(row, at) for at, row in enumerate(rows))
    names = tuple(name for name, _ in _classes())
    plot = Columns("Lengths of fights", "length", "fights", names, (Series("fights", "ember", marks),))
    untimed = int((~timed).sum())
    notes = [_summary(lengths)] if len(lengths) else []
    notes += [f"{counted(untimed, 'fight')} without times left out."] if untimed else []
    return Result(_COLUMNS, tuple(rows) if len(lengths) else (), plot, tuple(notes))


def _classes() -> list[tuple[str, tuple[str, ...]]]:
    """Return the name of each class of length, and what a search asks to find it."""
    pairs = zip((None, *_EDGES_S), (*_EDGES_S, None), strict=True)
    return [_class(low, high) for low, high in pairs]


def _class(low: int | None, high: int | None) -> tuple[str, tuple[str, ...]]:
    terms = tuple(f"dur:{sign}{bound}s" for sign, bound in ((">=", low), ("<", high)) if bound is not None)
    if low is None or high is None:
        return (f"< {high} s" if low is None else f"≥ {low // _MINUTE_S} min"), terms
    is_short = high <= _MINUTE_S
    return (f"{low}–{high} s" if is_short else f"{low // _MINUTE_S}–{high // _MINUTE_S} min"), terms


def _summary(lengths: Numbers) -> str:
    told = (mean_us(lengths), median_us(lengths), int(lengths.min()), int(lengths.max()))
    mean, median, shortest, longest = (shown_time(each or 0) for each in told)
    return f"Mean {mean}, median {median}, shortest {shortest}, longest {longest}."


def _mark(row: tuple[Cell, ...], at: int) -> Mark:
    fights = int(row[1].value or 0)
    return Mark(fights, f"{row[0].value}: {counted(fights, 'fight')}", (at, 1), shown=f"{fights:,}" if fights else "")


MEASURE = Measure("lengths", "Lengths of fights", DEFINITION, work)
