"""What two coders do not agree on, one by one, so that it can be settled. Knows no measure, and settles nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from donnybrook.analysis.coder_comparison import CODED, TERMS, Comparison, ScenePair, terms_of, weapons_of
from donnybrook.catalog import Scene
from donnybrook.catalog.folding import fold
from donnybrook.times import format_clock

TOLERANCE_US = 500_000

type Kind = Literal["scene", "field", "weapon", "term"]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing two readings differ in: of a fight of both, or of one that only one of them has.

    ``kind`` and ``of`` say what: a whole ``scene``, a ``field`` by its name, a ``weapon`` or a ``term`` by its label.
    ``ones`` and ``others`` are what each says, in words; '' is nothing.
    """

    film: str
    what: str
    ones: str
    others: str
    one: Scene | None
    other: Scene | None
    kind: Kind
    of: str = ""

    @property
    def at_us(self) -> int:
        """Where in the film it is."""
        scene = self.one or self.other
        return (scene.fields.in_us or 0) if scene else 0


def disagreements(comparison: Comparison, tolerance_us: int = TOLERANCE_US) -> tuple[Disagreement, ...]:
    """Return all there are, film by film in the order of their times; edges count if further apart than that."""
    found = list(_lone(comparison))
    for pair in comparison.pairs:
        found += _of_pair(pair, tolerance_us)
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
    for word, ones, others in _named(weapons_of(pair.one), weapons_of(pair.other)):
        yield _differing(pair, "Weapon", ones, others, "weapon", word)
    for scheme, label in TERMS:
        for word, ones, others in _named(terms_of(pair.one, scheme), terms_of(pair.other, scheme)):
            yield _differing(pair, label, ones, others, "term", word)


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
