"""Where in the film fights lie."""

import numpy as np

from donnybrook.analysis.comparing import quotient
from donnybrook.analysis.measure import Cell, Column, Material, Measure, Result
from donnybrook.analysis.plots.plot import Columns, Mark, Series
from donnybrook.analysis.saying import shown_time
from donnybrook.analysis.stretches import covered_us
from donnybrook.catalog.numbers import counted
from donnybrook.catalog.tally.values import Numbers

_PARTS = 10

DEFINITION = """\
Each version of a film is divided into ten parts of equal length, from its first frame to the end of its file. For
each part: the fights whose middle lies in it; the time of it that is fought, where overlapping fights count once;
and the share of its time that is fought, in all films together, so that a long film weighs more. Fights without
times, and those on films of unknown length, are left out; what lies beyond the end of a file counts in the last part
with its middle alone.

Source: the definition is our own."""

_COLUMNS = (
    Column("part of the film", "text"),
    Column("fights", "count"),
    Column("time fought", "time"),
    Column("share of time", "share"),
)


def work(material: Material) -> Result:
    """Work it out, one row a tenth of the films."""
    fights = material.fights
    known = np.array([material.lengths_us.get(version, 0) for version in fights.versions.tolist()], np.int64)
    here = fights.timed & (known > 0)
    lengths, starts, ends, numbers = known[here], fights.in_us[here], fights.out_us[here], fights.ids[here]
    part = np.clip((starts + ends) // 2 * _PARTS // np.maximum(1, lengths), 0, _PARTS - 1)
    versions, first, at = np.unique(fights.versions[here], return_index=True, return_inverse=True)
    rows = []
    for place in range(_PARTS):
        edges = [lengths * edge // _PARTS for edge in (place, place + 1)]
        fought = covered_us(at, np.maximum(starts, edges[0]), np.minimum(ends, edges[1]), len(versions)).sum()
        whole = (edges[1] - edges[0])[first].sum()
        touching = numbers[(starts < edges[1]) & (ends > edges[0])]
        rows.append(_row(material, place, numbers[part == place], touching, (int(fought), int(whole))))
    left_out = len(fights) - len(numbers)
    notes = (f"{counted(left_out, 'fight')} without times, or on films of unknown length, left out.",)
    return Result(_COLUMNS, tuple(rows) if len(numbers) else (), _plot(rows), notes if left_out else ())


def _row(
    material: Material, place: int, middles: Numbers, touching: Numbers, fought: tuple[int, int]
) -> tuple[Cell, ...]:
    fought_us, whole_us = fought
    there = tuple(touching.tolist())
    return (
        Cell(f"{100 * place // _PARTS}–{100 * (place + 1) // _PARTS} %"),
        Cell(len(middles), material.query, tuple(middles.tolist())),
        Cell(fought_us, material.query, there),
        Cell(quotient(fought_us, whole_us), material.query, there),
    )


def _plot(rows: list[tuple[Cell, ...]]) -> Columns:
    marks = []
    for at, row in enumerate(rows):
        share = float(row[3].value or 0)
        words = f"{row[0].value} of the film: {share:.1%} fought, {shown_time(int(row[2].value or 0))}"
        marks.append(Mark(share, f"{words}, middle of {counted(int(row[1].value or 0), 'fight')}", (at, 3)))
    names = tuple(str(row[0].value) for row in rows)
    series = (Series("fights", "ember", tuple(marks)),)
    return Columns("Position in the film", "part of the film", "share of time fought", names, series, is_share=True)


MEASURE = Measure("positions", "Position in the film", DEFINITION, work)
