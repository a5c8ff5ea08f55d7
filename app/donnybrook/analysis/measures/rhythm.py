"""How fast fights are cut, from their beginning to their end."""

import numpy as np

from donnybrook.analysis.comparing import quotient
from donnybrook.analysis.cut_fights import NOT_READ, stretches_by_version
from donnybrook.analysis.measure import Cell, Column, Material, Measure, Result
from donnybrook.analysis.plots.plot import Columns, Mark, Series
from donnybrook.catalog.numbers import counted
from donnybrook.catalog.tally.fights import CutFilm
from donnybrook.catalog.tally.values import Numbers
from donnybrook.times import SECOND_US

_PARTS = 10
_MINUTE_US = 60 * SECOND_US

DEFINITION = """\
Each fight is divided into ten parts of equal length. For each part: the cuts in it, in all fights together, by its
length in all fights together, as cuts per minute; so a long fight weighs more than a short one. A cut is the first
frame of a shot, as read off the film’s file last; a shot that fades in or is dissolved to counts where it begins.
Cuts at the very ends of a fight are not inside it.

The row “whole fights” is the same for all ten parts, and “rest of the films” for what lies in no fight of those
films; a film on which no fight has times is none of them.

Source: cutting rates over the course of a film are drawn by Cinemetrics (cinemetrics.lv); dividing each fight by
ten, so that fights of unequal length can be laid upon each other, is our own."""

_COLUMNS = (
    Column("part of the fight", "text"),
    Column("fights", "count"),
    Column("cuts", "count"),
    Column("time", "time"),
    Column("cuts per minute", "figure"),
)


def work(material: Material) -> Result:
    """Work it out, one row a tenth, then the whole fights and the rest."""
    cuts, lengths, fights = np.zeros(_PARTS, np.int64), np.zeros(_PARTS, np.int64), []
    rest_cuts = rest_us = 0
    for film in material.cut_films:
        ids, starts, ends = stretches_by_version(material, film)
        if not len(ids):
            continue
        edges = starts[:, None] + (ends - starts)[:, None] * np.arange(_PARTS + 1) // _PARTS
        cuts += cuts_between(film, edges).sum(axis=0)
        lengths += np.diff(edges, axis=1).sum(axis=0)
        fights += ids.tolist()
        outside = _outside(film)
        rest_cuts += int(cuts_between(film, outside).sum())
        rest_us += int(np.diff(outside, axis=1).sum())
    numbers = tuple(sorted(fights))
    if not numbers:
        return Result(_COLUMNS, (), _plot((), 0), (NOT_READ,))
    names = [f"{100 * part // _PARTS}–{100 * (part + 1) // _PARTS} %" for part in range(_PARTS)]
    told = [
        *zip(names, cuts.tolist(), lengths.tolist(), strict=True),
        ("whole fights", int(cuts.sum()), int(lengths.sum())),
    ]
    rows = [_row(name, count, length, material.query, numbers) for name, count, length in told]
    rows.append(_row("rest of the films", rest_cuts, rest_us, None, ()))
    left_out = len(material.fights) - len(numbers)
    notes = (f"{counted(left_out, 'fight')} without times, or on films not read for shots, left out.",)
    return Result(_COLUMNS, tuple(rows), _plot(tuple(rows[:_PARTS]), len(numbers)), notes if left_out else ())


def cuts_between(film: CutFilm, edges: Numbers) -> Numbers:
    """Return how many cuts lie between each two neighbouring edges of a row, those at a row's ends left out."""
    cuts = film.shots[1:, 0]  # the first shot begins with the film, and with no cut
    inner = edges.copy()
    inner[:, 0] += 1
    return np.diff(np.searchsorted(cuts, inner, side="left"), axis=1)


def _outside(film: CutFilm) -> Numbers:
    """Return the stretches of a film that lie in no fight, as rows (from, to)."""
    order = np.argsort(film.fights[:, 0], kind="stable")
    starts, ends = film.fights[order, 0], np.maximum.accumulate(film.fights[order, 1])
    gaps = np.column_stack((np.concatenate([[0], ends]), np.concatenate([starts, [film.length_us]])))
    return gaps[gaps[:, 1] > gaps[:, 0]]


def _row(name: str, cuts: int, length_us: int, query: str | None, numbers: tuple[int, ...]) -> tuple[Cell, ...]:
    values = (len(numbers) or None, cuts, length_us, quotient(cuts * _MINUTE_US, length_us))
    return (Cell(name), *(Cell(value, query, numbers or None) for value in values))


def _plot(rows: tuple[tuple[Cell, ...], ...], fights: int) -> Columns:
    marks = []
    for at, row in enumerate(rows):
        rate = float(row[4].value or 0)
        words = f"{row[0].value} of the fights: {rate:.1f} cuts a minute, {counted(int(row[2].value or 0), 'cut')}"
        marks.append(Mark(rate, words, (at, 4)))
    names = tuple(str(row[0].value) for row in rows)
    series = Series(counted(fights, "fight"), "ember", tuple(marks))
    return Columns(
        "Cuts per minute through the fight", "part of the fight", "cuts per minute", names, (series,), "line"
    )


MEASURE = Measure("rhythm", "Fight rhythm", DEFINITION, work, frozenset({"shots"}))
