"""Compares the beats of fights that both have: which are the same by time, and how far their edges lie apart.

Beats are matched as fights are, inside each pair of fights; one without in or out point can't be.
"""

from collections.abc import Iterable, Iterator, Sequence

from donnybrook.analysis.pairs import BeatPair, Differences, LoneBeat, ScenePair, differences
from donnybrook.analysis.stretch_matching import match_stretches
from donnybrook.catalog import Beat, Scene
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class BeatsCompared:
    """All that the beats of two readings come to. ``untimed`` counts those that can't match."""

    pairs: tuple[BeatPair, ...]
    lone: tuple[LoneBeat, ...]
    untimed: tuple[int, int]
    in_: Differences
    out: Differences


def compare_beats(fights: Sequence[ScenePair], least_overlap: float) -> BeatsCompared:
    """Compare the beats of fights of both."""
    pairs = [pair for fight in fights for pair in _pairs(fight, least_overlap)]
    return BeatsCompared(
        pairs=tuple(pairs),
        lone=tuple(_lone(fights, pairs)),
        untimed=(_untimed(fight.one for fight in fights), _untimed(fight.other for fight in fights)),
        in_=differences([(pair.one.in_us or 0, pair.other.in_us or 0) for pair in pairs]),
        out=differences([(pair.one.out_us or 0, pair.other.out_us or 0) for pair in pairs]),
    )


def _timed(scene: Scene) -> list[Beat]:
    return [beat for beat in scene.beats if beat.in_us is not None and beat.out_us is not None]


def _untimed(scenes: Iterable[Scene]) -> int:
    return sum(len(scene.beats) - len(_timed(scene)) for scene in scenes)


def _stretch(beat: Beat) -> tuple[int, int]:
    return beat.in_us or 0, beat.out_us or 0


def _pairs(fight: ScenePair, least: float) -> Iterator[BeatPair]:
    ones, others = _timed(fight.one), _timed(fight.other)
    for match in match_stretches([*map(_stretch, ones)], [*map(_stretch, others)], least):
        yield BeatPair(fight, ones[match.one], others[match.other], match.overlap)


def _lone(fights: Iterable[ScenePair], pairs: Iterable[BeatPair]) -> Iterator[LoneBeat]:
    matched = {(is_one, id(beat)) for pair in pairs for is_one, beat in ((True, pair.one), (False, pair.other))}
    for fight in fights:
        for is_one, scene in ((True, fight.one), (False, fight.other)):
            for beat in _timed(scene):
                if (is_one, id(beat)) not in matched:
                    yield LoneBeat(fight, beat, is_one)
