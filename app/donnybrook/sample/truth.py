"""What is true of the reel: its cuts, fades, dissolves, shots and fights, to the frame and the microsecond."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from donnybrook.records import dataclass
from donnybrook.times import format_rate, frame_start_us, parse_rate

if TYPE_CHECKING:
    from donnybrook.sample.programme import PlacedShot

type Moment = tuple[str, int | None]
"""A shot by its name, and a frame of it, counted from 0; None for where the shot ends."""

type TransitionKind = Literal["cut", "fade_out", "fade_in", "dissolve"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the reel; the out end is exclusive, times count from the first frame."""

    name: str
    in_frame: int
    out_frame: int
    in_us: int
    out_us: int


@dataclass(frozen=True, slots=True)
class FightSpan:
    """A fight of the reel; ``key`` is its lasting short name."""

    key: str
    title: str
    in_frame: int
    out_frame: int
    in_us: int
    out_us: int


@dataclass(frozen=True, slots=True)
class Transition:
    """How one shot gives way to the next: a stretch, but for a cut, whose in and out are the new shot's first frame."""

    kind: TransitionKind
    in_frame: int
    out_frame: int
    in_us: int
    out_us: int


@dataclass(frozen=True, slots=True)
class ReelTruth:
    """Everything that is known of the film for certain."""

    title: str
    width_px: int
    height_px: int
    rate: str
    frame_count: int
    duration_us: int
    fights: tuple[FightSpan, ...]
    transitions: tuple[Transition, ...]
    shots: tuple[Span, ...]
    flashes: tuple[int, ...]  # frames that light up and are no cuts

    def fight(self, key: str) -> FightSpan:
        """The fight with a short name; raises ``StopIteration`` when there is none."""
        return next(fight for fight in self.fights if fight.key == key)

    def shot(self, name: str) -> Span:
        """The shot with a name; raises ``StopIteration`` when there is none."""
        return next(shot for shot in self.shots if shot.name == name)

    def time_us(self, moment: Moment) -> int:
        """When a moment is, in µs."""
        name, frame = moment
        shot = self.shot(name)
        return shot.out_us if frame is None else frame_start_us(shot.in_frame + frame, parse_rate(self.rate))

    @property
    def cuts(self) -> tuple[int, ...]:
        """The frames that begin a new shot by a hard cut."""
        return tuple(mark.in_frame for mark in self.transitions if mark.kind == "cut")

    def write(self, path: Path) -> None:
        """Write all of it as JSON."""
        path.write_text(json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read_truth(path: Path) -> ReelTruth:
    """Read what ``ReelTruth.write`` wrote; raises ``OSError``, ``ValueError``, ``KeyError`` or ``TypeError``."""
    found = json.loads(path.read_text(encoding="utf-8"))
    return ReelTruth(
        **{
            **found,
            "fights": tuple(FightSpan(**row) for row in found["fights"]),
            "transitions": tuple(Transition(**row) for row in found["transitions"]),
            "shots": tuple(Span(**row) for row in found["shots"]),
            "flashes": tuple(found["flashes"]),
        }
    )


def truth_of(placed: Sequence[PlacedShot], *, title: str, width_px: int, height_px: int, rate: Fraction) -> ReelTruth:
    """Derive the truth from the running order."""

    def spanned(start: int, end: int) -> tuple[int, int, int, int]:
        return start, end, frame_start_us(start, rate), frame_start_us(end, rate)

    fights = []
    for passage in dict.fromkeys(row.passage for row in placed if row.passage.title):
        rows = [row for row in placed if row.passage is passage]
        fights.append(FightSpan(passage.key, passage.title, *spanned(rows[0].start, rows[-1].end)))
    count = placed[-1].end
    return ReelTruth(
        title=title,
        width_px=width_px,
        height_px=height_px,
        rate=format_rate(rate),
        frame_count=count,
        duration_us=frame_start_us(count, rate),
        fights=tuple(fights),
        transitions=tuple(Transition(kind, *spanned(start, end)) for kind, start, end in _transitions(placed)),
        shots=tuple(Span(row.shot.name, *spanned(row.start, row.end)) for row in placed),
        flashes=tuple(row.start + frame for row in placed for frame in row.shot.flashes),
    )


def _transitions(placed: Sequence[PlacedShot]) -> list[tuple[TransitionKind, int, int]]:
    marks: list[tuple[TransitionKind, int, int]] = []
    for row in placed:
        if row.shot.fade_in:
            marks.append(("fade_in", row.start, row.start + row.shot.fade_in))
        if row.shot.fade_out:
            marks.append(("fade_out", row.end - row.shot.fade_out, row.end))
    for before, after in pairwise(placed):
        if after.shot.dissolve_in:
            marks.append(("dissolve", after.start, after.start + after.shot.dissolve_in))
        elif not before.shot.fade_out and not after.shot.fade_in:
            marks.append(("cut", after.start, after.start))
    return sorted(marks, key=lambda mark: mark[1:])
