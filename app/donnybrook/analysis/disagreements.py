"""What two coders do not agree on, one by one, so that it can be settled. Knows no measure, and settles nothing."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from donnybrook.analysis.coder_comparison import CODED, TERMS, Comparison, cast_of, terms_of, weapons_of
from donnybrook.analysis.pairs import BeatPair, LoneBeat, ScenePair, side_named
from donnybrook.catalog import Beat, Combatant, Scene
from donnybrook.catalog.english import people
from donnybrook.catalog.folding import fold
from donnybrook.records import dataclass
from donnybrook.times import format_clock

TOLERANCE_US = 500_000

type Kind = Literal["scene", "field", "weapon", "term", "combatant", "of combatant", "beat", "of beat"]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing two readings differ in: of a fight of both, or of one that only one of them has.

    ``kind`` and ``of`` say what: a whole ``scene``, a ``field`` by its name, a ``weapon``, ``term`` or ``combatant`` by
    its label, a whole ``beat``, or a column of what both have: ``of combatant``, ``of beat``. ``combatants`` and
    ``beats`` are those of each. ``ones`` and ``others`` are what each says, in words; '' is nothing.
    """

    film: str
    what: str
    ones: str
    others: str
    one: Scene | None
    other: Scene | None
    kind: Kind
    of: str = ""
    combatants: tuple[Combatant | None, Combatant | None] = (None, None)
    beats: tuple[Beat | None, Beat | None] = (None, None)

    @property
    def at_us(self) -> int:
        """Where in the film it is."""
        beat = self.beats[0] or self.beats[1]
        if beat is not None:
            return beat.in_us or 0
        scene = self.one or self.other
        return (scene.fields.in_us or 0) if scene else 0


def disagreements(comparison: Comparison, tolerance_us: int = TOLERANCE_US) -> tuple[Disagreement, ...]:
    """Return all there are, film by film in the order of their times; edges count if further apart than that."""
    found = list(_lone(comparison))
    for pair in comparison.pairs:
        found += _of_pair(pair, tolerance_us)
    for beats in comparison.beats.pairs:
        found += _of_beats(beats, tolerance_us)
    found += map(_lone_beat, comparison.beats.lone)
    order = {film: at for at, film in enumerate(comparison.films)}
    return tuple(sorted(found, key=lambda each: (order[each.film], each.at_us)))


def _lone(comparison: Comparison) -> Iterator[Disagreement]:
    for lone in comparison.lone:
        said = _stretch(lone.scene)
        one, other = (lone.scene, None) if lone.is_one else (None, lone.scene)
        ones, others = (said, "") if lone.is_one else ("", said)
        yield Disagreement(lone.film, "A fight", ones, others, one, other, "scene")


def _of_pair(pair: ScenePair, tolerance_us: int) -> Iterator[Disagreement]:
    yield from _edges(pair, tolerance_us)
    if fold(pair.one.location) != fold(pair.other.location):
        yield _differing(pair, "Location", pair.one.location, pair.other.location, "field", "location_id")
    for field in CODED:
        one, other = (str(getattr(scene.fields, field.name)) for scene in (pair.one, pair.other))
        if one != other:
            yield _differing(pair, field.label, one, other, "field", field.name)
    yield from _of_casts(pair)  # before the weapons: who wields one has to be there when it comes
    for word, ones, others in _named(weapons_of(pair.one), weapons_of(pair.other)):
        yield _differing(pair, "Weapon", ones, others, "weapon", word)
    for scheme, label in TERMS:
        for word, ones, others in _named(terms_of(pair.one, scheme), terms_of(pair.other, scheme)):
            yield _differing(pair, label, ones, others, "term", word)


def _of_casts(pair: ScenePair) -> Iterator[Disagreement]:
    one, other = cast_of(pair.one), cast_of(pair.other)
    for name in sorted(one.keys() ^ other.keys()):
        both = (one.get(name), other.get(name))
        ones, others = (people(each.label, each.headcount) if each else "" for each in both)
        yield replace(_differing(pair, "Combatant", ones, others, "combatant", name), combatants=both)
    for name in sorted(one.keys() & other.keys()):
        mine, theirs = one[name], other[name]
        for column, what in (("outcome", "Outcome"), ("headcount", "Headcount")):
            values = (getattr(mine, column), getattr(theirs, column))
            if values[0] != values[1]:
                ones, others = (_count(value) if column == "headcount" else value for value in values)
                found = _differing(pair, f"{what} of {mine.label}", ones, others, "of combatant", column)
                yield replace(found, combatants=(mine, theirs))


def _count(headcount: int | None) -> str:
    return "many" if headcount is None else f"{headcount:,}"


def _of_beats(pair: BeatPair, tolerance_us: int) -> Iterator[Disagreement]:
    beats = (pair.one, pair.other)
    for column, what in (("in_us", "In of a beat"), ("out_us", "Out of a beat")):
        one, other = (int(getattr(beat, column) or 0) for beat in beats)
        if abs(one - other) > tolerance_us:
            found = _differing(pair.fight, what, format_clock(one), format_clock(other), "of beat", column)
            yield replace(found, beats=beats)
    ones, others = (
        side_named(scene, beat.upper_hand_side_id)
        for scene, beat in zip((pair.fight.one, pair.fight.other), beats, strict=True)
    )
    if fold(ones) != fold(others):
        found = _differing(pair.fight, "Upper hand", ones, others, "of beat", "upper_hand_side_id")
        yield replace(found, beats=beats)


def _lone_beat(lone: LoneBeat) -> Disagreement:
    beat = lone.beat
    said = " ".join(filter(None, (f"{format_clock(beat.in_us or 0)} – {format_clock(beat.out_us or 0)}", beat.label)))
    ones, others = (said, "") if lone.is_one else ("", said)
    found = _differing(lone.fight, "A beat", ones, others, "beat", "")
    return replace(found, beats=(beat, None) if lone.is_one else (None, beat))


def _edges(pair: ScenePair, tolerance_us: int) -> Iterator[Disagreement]:
    for name, label in (("in_us", "In"), ("out_us", "Out")):
        one, other = (int(getattr(scene.fields, name) or 0) for scene in (pair.one, pair.other))
        if abs(one - other) > tolerance_us:
            yield _differing(pair, label, format_clock(one), format_clock(other), "field", name)


def _differing(pair: ScenePair, what: str, ones: str, others: str, kind: Kind, of: str) -> Disagreement:
    return Disagreement(pair.film, what, ones, others, pair.one, pair.other, kind, of)


def _named(ones: frozenset[str], others: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    for word in sorted(ones ^ others):
        yield word, word if word in ones else "", word if word in others else ""


def _stretch(scene: Scene) -> str:
    in_us, out_us = scene.fields.in_us, scene.fields.out_us
    return f"{format_clock(in_us or 0)} – {format_clock(out_us or 0)}"
