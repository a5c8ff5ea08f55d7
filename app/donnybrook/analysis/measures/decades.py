"""Which classes of weapons are used in which decade."""

import numpy as np

from donnybrook.analysis.comparing import quotient
from donnybrook.analysis.measure import Cell, Column, Material, Measure, Result
from donnybrook.analysis.plots.plot import Columns, Mark, Place, Series
from donnybrook.analysis.weapons import Classes
from donnybrook.catalog.numbers import counted
from donnybrook.catalog.query.building import term_of
from donnybrook.catalog.tally.values import Numbers

_DECADE = 10
_STRENGTH = 0.62  # words upon it stay readable

DEFINITION = """\
The decade of a fight is that of its film’s year. For each decade and each class of weapons (the concepts directly
under the top of the vocabulary): the fights in which a weapon of that class, or anything under it, is used; the
uses; and the share of that decade’s uses. One use is one combatant using one weapon as the catalog lists it. The
shares of a decade add up to 1; the fights do not add up, since a fight has weapons of several classes. Films without
a year are left out.

What is counted is what was catalogued, not what was filmed: compare decades by shares, and mind which films were
chosen.

Source: the definition is our own."""

_COLUMNS = (
    Column("decade", "text"),
    Column("weapon class", "text"),
    Column("fights", "count"),
    Column("uses", "count"),
    Column("share of uses", "share"),
)


def work(material: Material) -> Result:
    """Work it out, one row a decade and class."""
    classes = Classes(material.vocabulary)
    years = material.fights.years[material.uses.fights]
    is_dated = years >= 0
    decades = years[is_dated] // _DECADE * _DECADE
    of_class = classes.places(material.uses.weapons[is_dated])
    fight_at = material.uses.fights[is_dated]
    rows: list[tuple[Cell, ...]] = []
    place_of: dict[tuple[int, int], Place] = {}
    for decade in np.unique(decades).tolist():
        here = decades == decade
        for place in np.unique(of_class[here]).tolist():
            these = here & (of_class == place)
            place_of[decade, place] = (len(rows), 4)
            counts = (int(these.sum()), int(here.sum()))
            rows.append(_row(material, classes, (decade, place), np.unique(fight_at[these]), counts))
    undated = int((material.fights.years < 0).sum())
    notes = (f"{counted(undated, 'fight')} of films without a year left out.",) if undated else ()
    return Result(_COLUMNS, tuple(rows), _plot(rows, place_of, classes), notes)


def _row(
    material: Material, classes: Classes, of: tuple[int, int], fights: Numbers, counts: tuple[int, int]
) -> tuple[Cell, ...]:
    decade, place = of
    uses, uses_of_decade = counts
    said = (term_of("decade", f"{decade}s"), classes.term(place))
    query = material.among(*(term for term in said if term))
    numbers = None if place >= 0 else tuple(material.fights.ids[fights].tolist())
    values = (len(fights), uses, quotient(uses, uses_of_decade))
    return (Cell(f"{decade}s"), Cell(classes.label(place)), *(Cell(value, query, numbers) for value in values))


def _plot(rows: list[tuple[Cell, ...]], place_of: dict[tuple[int, int], Place], classes: Classes) -> Columns:
    decades = sorted({decade for decade, _ in place_of})
    series = []
    for place in sorted({place for _, place in place_of}):
        marks = [_mark(rows, place_of.get((decade, place))) for decade in decades]
        series.append(Series(classes.label(place), classes.ink(place), tuple(marks), _STRENGTH))
    names = tuple(f"{decade}s" for decade in decades)
    return Columns("Weapon classes by decade", "decade", "share of uses", names, tuple(series), "upon", is_share=True)


def _mark(rows: list[tuple[Cell, ...]], at: Place | None) -> Mark | None:
    if at is None:
        return None
    decade, name, fights, uses, share = (cell.value for cell in rows[at[0]])
    assert isinstance(share, float)
    words = f"{decade}, {name}: {share:.0%} of uses, {uses} in {counted(int(fights or 0), 'fight')}"
    return Mark(share, words, at, shown=str(name))


MEASURE = Measure("decades", "Weapon classes by decade", DEFINITION, work)
