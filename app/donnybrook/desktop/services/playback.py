"""What every player can do, whatever plays underneath. Knows no widget, and no way to play.

The position of a player is the presentation time of the frame that is on the screen: what is marked is what is seen.
"""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QImage

from donnybrook.catalog import MediaFile

RATES = (0.25, 0.5, 1.0, 1.5, 2.0, 4.0)
_SHUTTLE = (1.0, 2.0, 4.0)


class Player(Protocol):
    """Plays one film file at a time.

    What plays a file counts microseconds from the container's own start; ``VersionPlayer`` stands before it for the
    window, and counts on the version's clock.
    """

    @property
    def frame_shown(self) -> SignalInstance:
        """Emits the time of the frame that has just come onto the screen."""

    @property
    def state_changed(self) -> SignalInstance:
        """Emits whether the film is now playing."""

    @property
    def settings_changed(self) -> SignalInstance:
        """Emits nothing: the film, the rate or the loop is another now."""

    @property
    def problem(self) -> SignalInstance:
        """Emits a sentence on what can't be played or shown, and what still works."""

    @property
    def ended(self) -> SignalInstance:
        """Emits nothing: playing came to the end of the film, or of the stretch given to ``play_range``."""

    @property
    def media_file(self) -> MediaFile | None:
        """The film that is open."""

    @property
    def position_us(self) -> int:
        """The time of the frame on the screen; 0 while there is none."""

    @property
    def duration_us(self) -> int:
        """How long the film is; 0 while that is not known."""

    @property
    def is_playing(self) -> bool:
        """Whether the film is playing, either way."""

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing plays, and the frame last asked for is on the screen."""

    @property
    def rate(self) -> float:
        """Times the film's own speed; below zero, backwards."""

    @property
    def loop(self) -> tuple[int, int] | None:
        """The stretch that is played again and again: its in and its (exclusive) out."""

    def image(self) -> QImage | None:
        """Return the picture on the screen, upright; stretch it to the film's own shape."""

    def open(self, path: Path, media_file: MediaFile, *, at_us: int = 0) -> None:
        """Open a film, paused, and show its frame at a time."""

    def see_at(self, width_px: int, height_px: int) -> None:
        """Say how large the picture can be seen, in the screen's own pixels."""

    def close_film(self) -> None:
        """Show nothing any more."""

    def play(self) -> None:
        """Play on from the frame on the screen, at the rate that is set."""

    def play_range(self, in_us: int, out_us: int | None) -> None:
        """Play from a time, and end at the other."""

    def pause(self) -> None:
        """Stop at the frame on the screen."""

    def toggle(self) -> None:
        """Pause or play."""

    def seek(self, time_us: int) -> None:
        """Go to the frame at a time: exactly, and paused if it was paused."""

    def skip(self, by_us: int) -> None:
        """Go so far on, or back if negative."""

    def step(self, frames: int) -> None:
        """Pause, and go so many frames on, or back if negative."""

    def set_rate(self, rate: float) -> None:
        """Set the speed: 0.25 to 4 times forward, or below zero for backwards."""

    def set_volume(self, volume: float) -> None:
        """Say how loud the film's sound is: 0 is silent, 1 as loud as it is."""

    def set_loop(self, loop: tuple[int, int] | None) -> None:
        """Play a stretch again and again, or no longer."""

    def close(self) -> None:
        """Let go of everything; the window is closing."""


def play_or_pause(player: Player) -> None:
    """Play at the usual speed, or one slower than that which was set; or pause."""
    if not player.is_playing and (player.rate < 0 or player.rate > 1):
        player.set_rate(1.0)
    player.toggle()


def shuttle(player: Player, way: int) -> None:
    """Play that way (1: on, -1: back) at 1×; when it already plays that way, at the next speed."""
    rate = player.rate
    faster = next((speed for speed in _SHUTTLE if speed > abs(rate)), _SHUTTLE[-1])
    goes_that_way = player.is_playing and rate * way > 0
    player.set_rate(way * (faster if goes_that_way else 1.0))
    if not player.is_playing:
        player.play()
