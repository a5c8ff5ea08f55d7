"""How long shots are inside fights, against the rest of the film."""

import numpy as np

from donnybrook.analysis.comparing import cliffs_delta, mean_us, median_us, quotient
from donnybrook.analysis.cut_fights import NOT_READ, stretches_by_version
from donnybrook.analysis.material import film_query
from donnybrook.analysis.measure import Cell, Column, Material, Measure, Result
from donnybrook.analysis.plots.plot import Bar, Bars, Columns, Key, Mark, Series
from donnybrook.analysis.saying import shown_time
from donnybrook.analysis.stretches import covered_at
from donnybrook.catalog.numbers import counted
from donnybrook.catalog.tally.fights import CutFilm
from donnybrook.catalog.tally.values import Numbers
from donnybrook.records import dataclass
from donnybrook.times import SECOND_US

_MOST_BARS = 12
_EDGES_S = (0.5, 1, 2, 4, 8, 16, 32)

DEFINITION = """\
A shot lies inside the fights if its middle lies in one of those that were asked for; in the rest of the film, if its
middle lies in no fight at all, asked for or not. It counts with its whole length. Shots are those that were read off
a film’s file last; films that were not read for shots are left out.

Average shot length (ASL): the sum of the lengths by the number of shots.

Source: Barry Salt, “Statistical Style Analysis of Motion Pictures”, Film Quarterly 28 (1974). It is also the first
figure of Cinemetrics (cinemetrics.lv). The median is told beside it, since a few long shots raise an average much.

Ratio: the ASL inside the fights by that of the rest; below 1, fights are cut faster. Effect size, Cliff’s delta: of
all pairs of a shot inside and a shot of the rest, those in which the one inside is the longer, less those in which
it is the shorter, by the number of pairs. −1: every shot inside is shorter than every other; 0: no tendency. It does
not mind how lengths are distributed.

Source: Norman Cliff, “Dominance Statistics: Ordinal Analyses to Answer Ordinal Questions”, Psychological Bulletin
114 (1993).

The row “all films” takes the shots of all of them together, so a film with many shots weighs more."""

_COLUMNS = (
    Column("film", "text"),
    Column("fights", "count"),
    Column("shots inside", "count"),
    Column("ASL inside", "time"),
    Column("median inside", "time"),
    Column("shots of the rest", "count"),
    Column("ASL of the rest", "time"),
    Column("median of the rest", "time"),
    Column("ASL ratio", "figure"),
    Column("cliffs delta", "figure"),
)


@dataclass(frozen=True, slots=True)
class _Compared:
    """The shots of a film, or of several: lengths inside and outside of fights, and the fights' numbers."""

    name: str
    query: str
    fights: tuple[int, ...]
    inside: Numbers
    rest: Numbers


def work(material: Material) -> Result:
    """Work it out: a row of all films, then one a version of a film, that with the most shots inside first."""
    films = sorted((_of_film(material, film) for film in material.cut_films), key=lambda each: -len(each.inside))
    films = [each for each in films if each.fights]
    if not films:
        return Result(_COLUMNS, (), _of_lengths(None), (NOT_READ,))
    whole = _Compared(
        "all films",
        material.query,
        tuple(number for each in films for number in each.fights),
        np.concatenate([each.inside for each in films]),
        np.concatenate([each.rest for each in films]),
    )
    rows = tuple(_row(each) for each in (whole, *films))
    left_out = len(material.fights) - len(whole.fights)
    notes = (f"{counted(left_out, 'fight')} without times, or on films not read for shots, left out.",)
    plot = _of_lengths(whole) if len(films) == 1 else _of_films(films)
    return Result(_COLUMNS, rows, plot, notes if left_out else ())


def _of_film(material: Material, film: CutFilm) -> _Compared:
    these, starts, ends = stretches_by_version(material, film)
    middles, lengths = film.shots.sum(axis=1) // 2, film.shots[:, 1] - film.shots[:, 0]
    is_inside = covered_at(starts, ends, middles)
    is_rest = ~covered_at(film.fights[:, 0], film.fights[:, 1], middles) & ~is_inside
    known = material.films[film.film_id]
    name = known.title if known.year is None else f"{known.title} ({known.year})"
    return _Compared(
        name, material.among(film_query(known)), tuple(these.tolist()), lengths[is_inside], lengths[is_rest]
    )


def _row(each: _Compared) -> tuple[Cell, ...]:
    inside, rest = mean_us(each.inside), mean_us(each.rest)
    values = (
        len(each.fights),
        len(each.inside),
        inside,
        median_us(each.inside),
        len(each.rest),
        rest,
        median_us(each.rest),
        None if inside is None or rest is None else quotient(inside, rest),
        cliffs_delta(each.inside, each.rest),
    )
    return (Cell(each.name), *(Cell(value, each.query, each.fights) for value in values))


def _of_films(films: list[_Compared]) -> Bars:
    bars = []
    for at, each in enumerate(films[:_MOST_BARS], 1):
        for lengths, column, where, ink in (
            (each.inside, 4, "inside fights", "ember"),
            (each.rest, 7, "rest", "muted"),
        ):
            median = median_us(lengths)
            if median is not None:
                words = f"{each.name}, {where}: median {shown_time(median)}, {counted(len(lengths), 'shot')}"
                label = each.name if ink == "ember" else ""
                bars.append(Bar(label, (Mark(median, words, (at, column), ink),), shown_time(median)))
    keys = (Key("inside fights", "ember"), Key("rest of the film", "muted"))
    return Bars("Shot lengths", "median shot length", tuple(bars), keys)


def _of_lengths(whole: _Compared | None) -> Columns:
    edges = np.array([round(each * SECOND_US) for each in _EDGES_S])
    names = (f"< {_EDGES_S[0]:g} s", *(f"{each:g}–{2 * each:g} s" for each in _EDGES_S[:-1]), f"≥ {_EDGES_S[-1]:g} s")
    series = []
    for lengths, column, name, ink in (
        (whole.inside if whole else edges[:0], 2, "inside fights", "ember"),
        (whole.rest if whole else edges[:0], 5, "rest of the film", "muted"),
    ):
        counts = np.bincount(np.searchsorted(edges, lengths, side="right"), minlength=len(names)).tolist()
        marks = tuple(
            Mark(share, f"{name}, {place}: {counted(count, 'shot')}, {share:.0%}", (0, column))
            for place, count in zip(names, counts, strict=True)
            for share in [count / max(1, len(lengths))]
        )
        series.append(Series(name, ink, marks))
    return Columns("Shot lengths", "length of a shot", "share of shots", names, tuple(series), "beside", is_share=True)


MEASURE = Measure("shot-lengths", "Shot length inside fights", DEFINITION, work, frozenset({"shots"}))
