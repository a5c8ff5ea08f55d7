"""How long each weapon is in use on the screen."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from donnybrook.analysis.comparing import quotient
from donnybrook.analysis.measure import Cell, Column, Material, Measure, Result
from donnybrook.analysis.plots.plot import Bar, Bars, Key, Mark
from donnybrook.analysis.saying import shown_time
from donnybrook.analysis.stretches import covered_us
from donnybrook.analysis.use_times import FROM_BEAT, FROM_FIGHT, FROM_USE, NOWHERE, UseTimes, use_times
from donnybrook.analysis.weapons import Classes, distinct_pairs, exact_term
from donnybrook.catalog.numbers import counted
from donnybrook.catalog.tally.values import Numbers

_MOST_BARS = 20
_STRENGTHS = (1.0, 0.65, 0.35)
_SOURCES = ("from the use’s own times", "from its beat", "from the whole fight")

DEFINITION = """\
The screen time of a weapon is the length of the union of all stretches in which somebody uses it: where two hold one
at the same time, or two fights overlap, that time counts once. Versions of a film have clocks of their own, and are
added up.

A use lasts from its own “from” to its own “to”, where both were said. Else it lasts as long as its beat, else as
long as its fight; a “from” that was said is kept. So what was not said in detail is rather too long than too short,
and the columns tell how much of the time is known from what: each moment counts as known from the most exact of the
three. A use is cut off at the ends of its fight. Fights without times have no screen time; their uses are counted.

The share is of all time in which anybody fights. Weapons overlap, so the shares do not add up to 1.

Source: the definition is our own."""


def work(material: Material) -> Result:
    """Work it out, one row a weapon, the longest first."""
    times = _times(material)
    weapons, weapon_at = np.unique(material.uses.weapons, return_inverse=True)
    parts = _parts(material, times, weapon_at, len(weapons))
    pairs, _ = distinct_pairs(weapon_at, material.uses.fights)
    fights = np.bincount(pairs, minlength=len(weapons))
    uses = np.bincount(weapon_at, minlength=len(weapons))
    untimed = np.bincount(weapon_at[times.source < 0], minlength=len(weapons))
    whole_us = _fight_time_us(material)
    classes = Classes(material.vocabulary)
    totals = parts.sum(axis=0)
    rows: list[tuple[Cell, ...]] = []
    bars: list[Bar] = []
    for at in np.lexsort((weapons, -fights, -totals)).tolist():
        weapon, total = int(weapons[at]), int(totals[at])
        label = material.vocabulary.concept(weapon).label
        query = material.among(exact_term(material.vocabulary, weapon))
        rows.append(
            (
                Cell(label),
                Cell(classes.label_of(weapon)),
                Cell(int(fights[at]), query),
                Cell(int(uses[at]), query),
                Cell(total, query),
                *(Cell(int(part), query) for part in parts[:, at]),
                Cell(quotient(total, whole_us), query),
                Cell(int(untimed[at]), query),
            )
        )
        if total and len(bars) < _MOST_BARS:
            bars.append(_bar(label, parts[:, at], material.vocabulary.family(weapon), len(rows) - 1))
    keys = tuple(Key(name, "muted", strength) for name, strength in zip(_SOURCES, _STRENGTHS, strict=True))
    plot = Bars("Screen time per weapon", "time in use", tuple(bars), keys)
    return Result(_COLUMNS, tuple(rows), plot, _notes(material, times, whole_us))


_COLUMNS = (
    Column("weapon", "text"),
    Column("class", "text"),
    Column("fights", "count"),
    Column("uses", "count"),
    Column("screen time", "time"),
    Column("known from uses", "time"),
    Column("known from beats", "time"),
    Column("known from fights", "time"),
    Column("share of fight time", "share"),
    Column("uses without times", "count"),
)


def _times(material: Material) -> UseTimes:
    """Return when uses last, those in fights without times from nowhere: the time of these fights is not known."""
    times = use_times(material.fights, material.uses)
    return replace(times, source=np.where(material.fights.timed[material.uses.fights], times.source, NOWHERE))


def _parts(material: Material, times: UseTimes, weapon_at: NDArray[np.int64], count: int) -> Numbers:
    """Return the time known from uses, beats and fights, by weapon: of shape (3, weapons)."""
    versions = material.fights.versions[material.uses.fights]
    pairs, pair_at = np.unique(np.column_stack((weapon_at, versions)), axis=0, return_inverse=True)
    pair_at = pair_at.reshape(-1)
    so_far = np.zeros((4, count), np.int64)
    for level in (FROM_USE, FROM_BEAT, FROM_FIGHT):
        known = (times.source >= 0) & (times.source <= level)
        lengths = covered_us(pair_at[known], times.from_us[known], times.to_us[known], len(pairs))
        np.add.at(so_far[level + 1], pairs[:, 0], lengths)
    return np.diff(so_far, axis=0)


def _fight_time_us(material: Material) -> int:
    timed = material.fights.timed
    versions, at = np.unique(material.fights.versions[timed], return_inverse=True)
    return int(covered_us(at, material.fights.in_us[timed], material.fights.out_us[timed], len(versions)).sum())


def _bar(label: str, parts: Numbers, ink: str, row: int) -> Bar:
    marks = tuple(
        Mark(int(part), f"{label}: {shown_time(int(part))} {source}", (row, 5 + place), ink, strength)
        for place, (part, source, strength) in enumerate(zip(parts, _SOURCES, _STRENGTHS, strict=True))
        if part
    )
    return Bar(label, marks, shown_time(int(parts.sum())))


def _notes(material: Material, times: UseTimes, whole_us: int) -> tuple[str, ...]:
    timed = int(material.fights.timed.sum())
    notes = [f"{counted(timed, 'fight')} with times, {shown_time(whole_us)} together."]
    untimed = int((times.source < 0).sum())
    if untimed:
        notes.append(f"{counted(untimed, 'use')} of weapons in fights without times left out.")
    return tuple(notes)


MEASURE = Measure("screen-time", "Screen time per weapon", DEFINITION, work)
