"""How long one and the same thing stays in use in a fight, from hand to hand."""

import numpy as np

from donnybrook.analysis.comparing import median_us, quotient
from donnybrook.analysis.measure import Cell, Column, Material, Measure, Result
from donnybrook.analysis.plots.plot import Bar, Bars, Mark
from donnybrook.analysis.saying import shown_time
from donnybrook.analysis.stretches import covered_us
from donnybrook.analysis.use_times import FROM_FIGHT, NOWHERE, use_times
from donnybrook.analysis.weapons import exact_term
from donnybrook.catalog.numbers import counted
from donnybrook.catalog.tally.fights import Uses
from donnybrook.catalog.tally.values import Numbers

_MOST_BARS = 20

DEFINITION = """\
A life line is all that one thing goes through in one fight: its uses, each of which names the one before it
(“previous”), so that a knife that is lost, taken and turned on its owner is one life line of three uses. A use that
names none before it, and is named by none, is a life line of its own. A life line is counted for the weapon of its
first use.

Its length is the time for which the thing is in use: the union of its uses, without the time between them. A use
lasts from its own “from” to its own “to”, else as long as its beat. Life lines of which a use has neither are not
measured, for the length of the fight says nothing of them; they are counted all the same.

Told are the number of life lines and of those that could be measured, the median and the longest length, the uses a
life line has on average, and how many pass from use to use at least once.

Source: the definition is our own."""

_COLUMNS = (
    Column("weapon", "text"),
    Column("life lines", "count"),
    Column("measured", "count"),
    Column("median length", "time"),
    Column("longest", "time"),
    Column("uses per life line", "figure"),
    Column("passed on", "count"),
)


def work(material: Material) -> Result:
    """Work it out, one row a weapon, that with the most life lines first."""
    lines = first_uses(material.uses)
    firsts, line_at, uses = np.unique(lines, return_inverse=True, return_counts=True)
    times = use_times(material.fights, material.uses)
    lengths = covered_us(line_at, times.from_us, times.to_us, len(firsts))
    vague = (times.source == FROM_FIGHT) | (times.source == NOWHERE)
    is_measured = np.bincount(line_at[vague], minlength=len(firsts)) == 0
    weapons, weapon_at = np.unique(material.uses.weapons[firsts], return_inverse=True)
    told = []
    for place, weapon in enumerate(weapons.tolist()):
        these = np.flatnonzero(weapon_at == place)
        told.append(
            (-len(these), _row(material, weapon, firsts[these], lengths[these], uses[these], is_measured[these]))
        )
    told.sort(key=lambda each: (each[0], str(each[1][0].value)))
    rows = tuple(row for _, row in told)
    vague_lines = int((~is_measured).sum())
    notes = (f"{counted(vague_lines, 'life line')} without times of {'its' if vague_lines == 1 else 'their'} own.",)
    return Result(_COLUMNS, rows, _plot(rows, material), notes if vague_lines else ())


def first_uses(uses: Uses) -> Numbers:
    """Return, for each use, the place of the first use of the same thing; its own where it is the first."""
    before = np.searchsorted(uses.ids, uses.previous)
    before[before == len(uses.ids)] = 0
    own = np.arange(len(uses.ids))
    is_there = (uses.previous >= 0) & (uses.ids[before] == uses.previous) if len(own) else np.zeros(0, np.bool_)
    first = np.where(is_there, before, own)
    # Twice as far at each step; where uses wrongly name each other in a ring, it ends all the same.
    for _ in range(max(1, len(own)).bit_length()):
        further = first[first]
        if (further == first).all():
            break
        first = further
    return first


def _row(
    material: Material, weapon: int, firsts: Numbers, lengths: Numbers, uses: Numbers,
    is_measured: np.ndarray[tuple[int], np.dtype[np.bool_]],
) -> tuple[Cell, ...]:  # fmt: skip
    query = material.among(exact_term(material.vocabulary, weapon))
    fights = material.fights.ids[material.uses.fights[firsts]]

    def among(these: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> tuple[int, ...]:
        return tuple(np.unique(fights[these]).tolist())

    measured, passed = lengths[is_measured], uses > 1
    longest = int(measured.max()) if len(measured) else None
    is_longest = is_measured & (lengths == longest) if longest is not None else is_measured & False
    return (
        Cell(material.vocabulary.concept(weapon).label),
        Cell(len(firsts), query, among(uses > 0)),
        Cell(len(measured), query, among(is_measured)),
        Cell(median_us(measured), query, among(is_measured)),
        Cell(longest, query, among(is_longest)),
        Cell(quotient(int(uses.sum()), len(firsts)), query, among(uses > 0)),
        Cell(int(passed.sum()), query, among(passed)),
    )


def _plot(rows: tuple[tuple[Cell, ...], ...], material: Material) -> Bars:
    bars: list[Bar] = []
    for at, row in enumerate(rows):
        label, measured, median, longest = str(row[0].value), row[2].value, row[3].value, row[4].value
        if not (isinstance(median, int) and isinstance(longest, int)) or len(bars) == _MOST_BARS:
            continue
        weapon = material.vocabulary.lookup("weapon", label)
        ink = material.vocabulary.family(weapon) if weapon is not None else "other"
        words = f"{label}: median {shown_time(median)}, longest {shown_time(longest)}, {measured} measured"
        bars.append(Bar(label, (Mark(median, words, (at, 3), ink),), f"{shown_time(median)} · {measured}"))
    return Bars("Life-line lengths", "median time in use · life lines measured", tuple(bars))


MEASURE = Measure("life-lines", "Life-line lengths", DEFINITION, work)
