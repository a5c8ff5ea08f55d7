"""Keys that are held while something lasts: from which frame to which. Knows no keyboard, and no mark."""

import time
from dataclasses import dataclass

from donnybrook.desktop.services.playback import Player

_TAP_S = 0.3  # whoever taps has let go by then, and whoever holds has not


@dataclass(frozen=True, slots=True)
class Stretch:
    """From the frame at which a key went down to that at which it came up, whichever way the film ran.

    ``out_us`` is ``None`` for a tap; ``in_us`` too where the film has no file.
    """

    in_us: int | None
    out_us: int | None = None

    @property
    def times(self) -> tuple[int | None, int | None]:
        """Both ends."""
        return self.in_us, self.out_us


class Presses:
    """Remembers which frame was on the screen when each key went down."""

    def __init__(self, player: Player) -> None:
        self._player = player
        self._down: dict[str, tuple[int | None, float]] = {}

    def begin(self, name: str) -> int | None:
        """A key went down; returns the time of the frame on the screen, ``None`` if there is no film."""
        at_us = self._player.position_us if self._player.media_file is not None else None
        self._down[name] = (at_us, time.monotonic())
        return at_us

    def end(self, name: str) -> Stretch | None:
        """It came up: return how long it was down; ``None`` if it was not."""
        down = self._down.pop(name, None)
        if down is None:
            return None
        from_us, began_s = down
        if from_us is None or self._player.media_file is None or time.monotonic() - began_s < _TAP_S:
            return Stretch(from_us)
        to_us = self._player.position_us
        return Stretch(from_us) if to_us == from_us else Stretch(min(from_us, to_us), max(from_us, to_us))
