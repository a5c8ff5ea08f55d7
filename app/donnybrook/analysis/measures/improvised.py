"""How large a share of the uses of weapons is improvised."""

import numpy as np

from donnybrook.analysis.comparing import quotient
from donnybrook.analysis.measure import Cell, Column, Material, Measure, Result
from donnybrook.analysis.plots.plot import Bar, Bars, Mark
from donnybrook.analysis.weapons import Classes
from donnybrook.catalog.numbers import counted

DEFINITION = """\
A use is improvised if its coder said so: something that was not made as a weapon is used as one, or a weapon as what
it was not made for. It is a property of the use, not of the thing. The share is the number of improvised uses by the
number of uses; one use is one combatant using one weapon as the catalog lists it. It is told for all uses and for
each class of weapons (the concepts directly under the top of the vocabulary, with all that is under them).

Source: the definition is our own."""

_COLUMNS = (
    Column("weapon class", "text"),
    Column("uses", "count"),
    Column("improvised uses", "count"),
    Column("share improvised", "share"),
    Column("fights with improvised use", "count"),
)


def work(material: Material) -> Result:
    """Work it out: a row of all, then one a class, the largest share first."""
    classes = Classes(material.vocabulary)
    of_class = classes.places(material.uses.weapons)
    places = np.unique(of_class).tolist()
    told = [(place, _row(material, classes, place, of_class == place)) for place in places]
    told.sort(key=lambda each: (-float(each[1][3].value or 0), str(each[1][0].value)))
    rows = (_row(material, classes, None, np.ones(len(of_class), np.bool_)), *(row for _, row in told))
    inks = ["muted", *(classes.ink(place) for place, _ in told)]
    bars = tuple(_bar(row, ink, at) for at, (row, ink) in enumerate(zip(rows, inks, strict=True)) if row[1].value)
    return Result(_COLUMNS, rows, Bars("Improvised share", "share of uses that are improvised", bars))


def _row(
    material: Material, classes: Classes, place: int | None, these: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> tuple[Cell, ...]:
    improvised = these & material.uses.improvised
    fights = np.unique(material.uses.fights[improvised])
    term = () if place is None or place < 0 else (classes.term(place),)
    query, query_improvised = material.among(*term), material.among("improvised", *term)
    is_classless = place is not None and place < 0
    among = tuple(material.fights.ids[np.unique(material.uses.fights[these])].tolist()) if is_classless else None
    among_improvised = tuple(material.fights.ids[fights].tolist()) if is_classless else None
    return (
        Cell("all" if place is None else classes.label(place)),
        Cell(int(these.sum()), query, among),
        Cell(int(improvised.sum()), query_improvised, among_improvised),
        Cell(quotient(int(improvised.sum()), int(these.sum())), query_improvised, among_improvised),
        Cell(len(fights), query_improvised, among_improvised),
    )


def _bar(row: tuple[Cell, ...], ink: str, at: int) -> Bar:
    name, uses, improvised, share, _ = (cell.value for cell in row)
    words = f"{name}: {improvised} of {counted(int(uses or 0), 'use')} improvised"
    shown = f"{float(share or 0):.0%}".replace("%", " %")
    return Bar(str(name), (Mark(float(share or 0), words, (at, 3), ink),), f"{shown} of {uses}")


MEASURE = Measure("improvised", "Improvised share", DEFINITION, work)
