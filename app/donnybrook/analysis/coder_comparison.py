"""Compares two coders' readings of the same films: which fights match, how far bounds and values agree. Edits nothing.

Scenes are matched by time (`stretch_matching`); what both said of matched scenes is compared value by value
(`agreement`). A weapon, a combatant, a technique or a camera term is a question of its own for every matched scene:
named or not. Beats are matched inside matched scenes (`beat_comparison`).
Whether a stretch is a fight at all is compared on slices of one second, as Krippendorff's alpha for unitizing can't be
had from categories alone: see docs/comparing-coders.md for what that tells, and what it does not.
"""

from collections.abc import Iterable, Iterator, Sequence
from statistics import mean

import numpy as np

from donnybrook.analysis.agreement import Agreement, agreement, agreement_of_blocks
from donnybrook.analysis.beat_comparison import BeatsCompared, compare_beats
from donnybrook.analysis.pairs import Differences, LoneScene, ScenePair, differences, side_named
from donnybrook.analysis.readings import Reading, SharedVersion, side_by_side
from donnybrook.analysis.stretch_matching import match_stretches
from donnybrook.catalog import SCENE_FIELDS, Combatant, Scene
from donnybrook.catalog.folding import fold
from donnybrook.records import dataclass
from donnybrook.times import SECOND_US

SLICE_US = SECOND_US
LEAST_OVERLAP = 0.5
_BLOCK = 60  # slices that are drawn together: neighbours hang together
CODED = tuple(field for field in SCENE_FIELDS if field.kind == "code" and field.name not in ("status", "rating"))
TERMS = (("technique", "Techniques"), ("camera", "Camera"), ("theme", "Themes"))


@dataclass(frozen=True, slots=True)
class Variable:
    """One thing that both say of a fight, and how far they agree on it.

    ``of`` is a weapon, a combatant or a term, if it is of one.
    """

    name: str
    agreement: Agreement
    of: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that two readings come to, side by side. ``untimed`` counts scenes without in and out, which can't match."""

    names: tuple[str, str]
    films: tuple[str, ...]
    only_films: tuple[tuple[str, ...], tuple[str, ...]]
    pairs: tuple[ScenePair, ...]
    lone: tuple[LoneScene, ...]
    untimed: tuple[int, int]
    in_: Differences
    out: Differences
    beats: BeatsCompared
    variables: tuple[Variable, ...]
    slices: Agreement

    @property
    def mean_overlap(self) -> float | None:
        """How far matched fights overlap, on average."""
        return mean(pair.overlap for pair in self.pairs) if self.pairs else None


def compare(one: Reading, other: Reading, least_overlap: float = LEAST_OVERLAP) -> Comparison:
    """Compare two readings; only films of which both hold scenes say anything of their agreement."""
    films = side_by_side(one, other)
    pairs = [pair for shared in films.shared for pair in _pairs(shared, least_overlap)]
    beats = compare_beats(pairs, least_overlap)
    return Comparison(
        names=(one.name, other.name),
        films=tuple(shared.film for shared in films.shared),
        only_films=(films.only_one, films.only_other),
        pairs=tuple(pairs),
        lone=tuple(_lone(films.shared, pairs)),
        untimed=(
            sum(not _is_timed(scene) for shared in films.shared for scene in shared.ones),
            sum(not _is_timed(scene) for shared in films.shared for scene in shared.others),
        ),
        in_=differences([(pair.one.fields.in_us or 0, pair.other.fields.in_us or 0) for pair in pairs]),
        out=differences([(pair.one.fields.out_us or 0, pair.other.fields.out_us or 0) for pair in pairs]),
        beats=beats,
        variables=(*_variables(pairs), *_cast_variables(pairs), *_beat_variables(beats)),
        slices=slice_agreement(films.shared),
    )


def slice_agreement(shared: Iterable[SharedVersion]) -> Agreement:
    """Return how far both agree, second by second, on what is a fight; a slice belongs to one that covers its middle.

    The intervals draw minutes anew, not seconds, since neighbouring seconds hang together.
    """
    blocks = [np.zeros((0, 2, 2))]
    for version in shared:
        count = -(-version.end_us // SLICE_US)
        one, other = (_covered(scenes, count) for scenes in (version.ones, version.others))
        cells = np.zeros((-(-count // _BLOCK) * _BLOCK, 2, 2))
        cells[np.arange(count), one, other] = 1
        blocks.append(cells.reshape(-1, _BLOCK, 2, 2).sum(axis=1))
    return agreement_of_blocks(np.concatenate(blocks))


def _covered(scenes: Iterable[Scene], count: int) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    covered = np.zeros(count, np.int64)
    for scene in scenes:
        in_us, out_us = scene.fields.in_us, scene.fields.out_us
        if in_us is not None and out_us is not None:
            half = SLICE_US // 2
            covered[-((half - in_us) // SLICE_US) : -((half - out_us) // SLICE_US)] = 1
    return covered


def _is_timed(scene: Scene) -> bool:
    return scene.fields.in_us is not None and scene.fields.out_us is not None


def _stretch(scene: Scene) -> tuple[int, int]:
    return scene.fields.in_us or 0, scene.fields.out_us or 0


def _pairs(shared: SharedVersion, least: float) -> Iterator[ScenePair]:
    ones, others = ([each for each in scenes if _is_timed(each)] for scenes in (shared.ones, shared.others))
    for match in match_stretches([*map(_stretch, ones)], [*map(_stretch, others)], least):
        yield ScenePair(shared.film, ones[match.one], others[match.other], match.overlap)


def _lone(shared: Iterable[SharedVersion], pairs: Iterable[ScenePair]) -> Iterator[LoneScene]:
    matched = {(is_one, scene.uuid) for pair in pairs for is_one, scene in ((True, pair.one), (False, pair.other))}
    for version in shared:
        for is_one, scenes in ((True, version.ones), (False, version.others)):
            for scene in scenes:
                if _is_timed(scene) and (is_one, scene.uuid) not in matched:
                    yield LoneScene(version.film, scene, is_one)


def _variables(pairs: Sequence[ScenePair]) -> Iterator[Variable]:
    yield Variable("Location", _said((pair.one.location, pair.other.location) for pair in pairs))
    for field in CODED:
        said = ((str(getattr(each.fields, field.name)) for each in (pair.one, pair.other)) for pair in pairs)
        yield Variable(field.label, _said((one, other) for one, other in said))
    improvised = [(_is_improvised(pair.one), _is_improvised(pair.other)) for pair in pairs]
    yield Variable("Anything improvised", agreement(improvised))
    named = [(weapons_of(pair.one), weapons_of(pair.other)) for pair in pairs]
    yield from _named_or_not("Weapons", "Weapon", named)
    for scheme, label in TERMS:
        terms = [(terms_of(pair.one, scheme), terms_of(pair.other, scheme)) for pair in pairs]
        yield from _named_or_not(label, label, terms)


def _cast_variables(pairs: Sequence[ScenePair]) -> Iterator[Variable]:
    casts = [(cast_of(pair.one), cast_of(pair.other)) for pair in pairs]
    yield from _named_or_not("Combatants", "Combatant", [(frozenset(one), frozenset(other)) for one, other in casts])
    both = [(one[name], other[name]) for one, other in casts for name in one.keys() & other.keys()]
    yield Variable("Outcome", _said((one.outcome, other.outcome) for one, other in both))
    yield Variable("Headcount", agreement((one.headcount, other.headcount) for one, other in both))


def _beat_variables(beats: BeatsCompared) -> Iterator[Variable]:
    hands = (
        (side_named(each.fight.one, each.one.upper_hand_side_id), each.fight.other, each.other.upper_hand_side_id)
        for each in beats.pairs
    )
    yield Variable("Upper hand", _said((one, side_named(other, side_id)) for one, other, side_id in hands))


def _said(pairs: Iterable[tuple[str, str]]) -> Agreement:
    """Compare where both said something."""
    return agreement((fold(one), fold(other)) for one, other in pairs if one and other)


def _named_or_not(whole: str, each: str, named: Sequence[tuple[frozenset[str], frozenset[str]]]) -> Iterator[Variable]:
    """Compare what is named, all together and one by one; what neither ever names says nothing."""
    words = sorted({word for pair in named for side in pair for word in side})
    if words:
        yield Variable(whole, agreement((word in one, word in other) for one, other in named for word in words))
    for word in words:
        yield Variable(each, agreement((word in one, word in other) for one, other in named), word)


def _is_improvised(scene: Scene) -> bool:
    return any(wielding.improvised for wielding in scene.wieldings)


def weapons_of(scene: Scene) -> frozenset[str]:
    """Return the weapons a fight is fought with, by their folded labels: two catalogs may number them apart."""
    return frozenset(fold(wielding.weapon) for wielding in scene.wieldings)


def cast_of(scene: Scene) -> dict[str, Combatant]:
    """Return a fight's combatants by their folded names; of several who are called the same, the first."""
    return {fold(each.label): each for each in reversed(scene.combatants)}


def terms_of(scene: Scene, scheme: str) -> frozenset[str]:
    """Return a fight's terms of one scheme, of the whole or of its beats, by their folded labels."""
    return frozenset(fold(term.label) for term in scene.terms if term.scheme == scheme)
