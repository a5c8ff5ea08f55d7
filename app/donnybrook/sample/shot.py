"""What the reel is made of: shots, sound cues and fights, as records; knows nothing of what they show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from donnybrook.media.canvas import Canvas
from donnybrook.records import dataclass

type Draw = Callable[[Canvas, int], None]
type SoundKind = Literal[
    "whoosh", "thud", "clang", "shot", "fire", "hose", "drum", "chime", "scrape", "crunch", "splash", "wind", "boom"
]


@dataclass(frozen=True, slots=True)
class Cue:
    """A sound at a frame of its shot; ``frames`` is how long it goes on (0: one stroke), ``pan`` -1 left to 1 right."""

    frame: int
    sound: SoundKind
    frames: int = 0
    gain: float = 1.0
    pan: float = 0.0


@dataclass(frozen=True, slots=True)
class Shot:
    """One shot; ``stage`` is called once and gives what draws its frames in order; ``flashes`` are frames of it."""

    name: str
    frames: int
    stage: Callable[[], Draw]
    cues: tuple[Cue, ...] = ()
    fade_in: int = 0
    fade_out: int = 0
    dissolve_in: int = 0
    flashes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Shots that belong together: a fight when it has a title, else something quiet between fights."""

    shots: tuple[Shot, ...]
    key: str = ""
    title: str = ""
