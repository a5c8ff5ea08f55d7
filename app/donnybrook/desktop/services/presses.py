"""Keys that are held while something lasts: from which frame to which. Knows no keyboard, and no mark."""

import time

from donnybrook.desktop.services.playback import Player
from donnybrook.records import dataclass

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


@dataclass(frozen=True, slots=True)
class _Moment:
    """The frame on the screen, if there is a film, and when that was."""

    file_id: int | None
    at_us: int | None
    at_s: float


class Presses:
    """Remembers which frame was on the screen when each key went down."""

    def __init__(self, player: Player) -> None:
        self._player = player
        self._down: dict[str, _Moment] = {}
        self._lifted: dict[str, _Moment] = {}

    def begin(self, name: str) -> int | None:
        """A key went down; returns the time of the frame on the screen, ``None`` if there is no film."""
        self._lifted.pop(name, None)
        self._down[name] = self._moment()
        return self._down[name].at_us

    def lift(self, name: str) -> None:
        """It seems to come up."""
        self._lifted[name] = self._moment()

    def go_on(self, name: str) -> None:
        """It did not."""
        self._lifted.pop(name, None)

    def end(self, name: str) -> Stretch | None:
        """It came up: return how long it was down; ``None`` if it was not, or if the film is another one by now."""
        down, up = self._down.pop(name, None), self._lifted.pop(name, None) or self._moment()
        if down is None or down.file_id != up.file_id:
            return None
        if down.at_us is None or up.at_us is None or up.at_us == down.at_us or up.at_s - down.at_s < _TAP_S:
            return Stretch(down.at_us)
        return Stretch(min(down.at_us, up.at_us), max(down.at_us, up.at_us))

    def _moment(self) -> _Moment:
        media_file = self._player.media_file
        at_us = self._player.position_us if media_file is not None else None
        return _Moment(media_file.id if media_file is not None else None, at_us, time.monotonic())
