"""The running order of the reel, and where each shot falls; knows frames, nothing of pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from donnybrook.records import dataclass
from donnybrook.sample import interludes
from donnybrook.sample.fights import academy_bout, bakery_baguette, rink_skates, village_flames, village_hose
from donnybrook.sample.shot import Passage, Shot

PASSAGES: tuple[Passage, ...] = (
    interludes.OPENING,
    rink_skates.FIGHT,
    interludes.AFTER_THE_RINK,
    village_flames.FIGHT,
    village_hose.FIGHT,
    interludes.AFTER_THE_VILLAGE,
    academy_bout.FIGHT,
    interludes.AFTER_THE_BOUT,
    bakery_baguette.FIGHT,
    interludes.ENDING,
)


@dataclass(frozen=True, slots=True)
class PlacedShot:
    """A shot and the frames of the reel it covers; ``end`` is exclusive, a dissolve overlaps the shot before."""

    shot: Shot
    passage: Passage
    start: int
    end: int


def placed_shots(passages: Sequence[Passage] = PASSAGES) -> tuple[PlacedShot, ...]:
    """All shots in order, each with its place in the reel."""
    return tuple(_placed(passages))


def _placed(passages: Sequence[Passage]) -> Iterator[PlacedShot]:
    at = 0
    for passage in passages:
        for shot in passage.shots:
            start = at - shot.dissolve_in
            at = start + shot.frames
            yield PlacedShot(shot, passage, start, at)
