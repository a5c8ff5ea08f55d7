"""Particles, stepped once a frame; knows nothing of what they picture."""

from __future__ import annotations

from donnybrook.records import dataclass


@dataclass(slots=True)
class Mote:
    """One particle: where it is, how it moves in px a frame, how big it is, and its age and life in frames."""

    x: float
    y: float
    dx: float
    dy: float
    size: float
    life: int
    age: int = 0

    @property
    def share(self) -> float:
        """How much of its life has passed, 0 to 1."""
        return self.age / self.life


def stepped(motes: list[Mote], drag: float, lift: float) -> list[Mote]:
    """The particles one frame on, without those whose life is over."""
    for mote in motes:
        mote.x += mote.dx
        mote.y += mote.dy
        mote.dx *= drag
        mote.dy = mote.dy * drag - lift
        mote.age += 1
    return [mote for mote in motes if mote.age < mote.life]
