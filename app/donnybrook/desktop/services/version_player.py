"""A player on the clock of the film's version, over one that knows only the file's own. Knows no way to play.

This is the one place of the window where a scene's time meets a file's time: whoever asks for a time or is told one
here speaks of the version's clock, so a mark made on one file means the same frame on every other.
"""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from donnybrook.catalog import MediaFile
from donnybrook.desktop.services.playback import Player


class VersionPlayer(QObject):
    """A ``Player`` (see there for what each member means). ``skip`` and ``step`` go by the file, as one watches."""

    frame_shown = Signal(object)  # a Python int, as the players'
    state_changed = Signal(bool)
    settings_changed = Signal()
    problem = Signal(str)
    ended = Signal()

    def __init__(self, player: Player, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._loop: tuple[int, int] | None = None
        player.frame_shown.connect(lambda file_us: self.frame_shown.emit(self._version_us(file_us)))
        player.state_changed.connect(self.state_changed)
        player.settings_changed.connect(self.settings_changed)
        player.problem.connect(self.problem)
        player.ended.connect(self.ended)

    @property
    def media_file(self) -> MediaFile | None:
        """The film that is open."""
        return self._player.media_file

    @property
    def position_us(self) -> int:
        """The version's time of the frame on the screen."""
        return self._version_us(self._player.position_us)

    @property
    def duration_us(self) -> int:
        """When the film ends; 0 while that is not known."""
        return max(0, self._version_us(self._player.duration_us)) if self._player.duration_us else 0

    @property
    def is_playing(self) -> bool:
        """Whether the film is playing, either way."""
        return self._player.is_playing

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing plays, and the frame last asked for is on the screen."""
        return self._player.is_at_rest

    @property
    def rate(self) -> float:
        """Times the file's own speed; below zero, backwards."""
        return self._player.rate

    @property
    def loop(self) -> tuple[int, int] | None:
        """The stretch that is played again and again."""
        return self._loop if self._player.loop else None

    def image(self) -> QImage | None:
        """Return the picture on the screen, upright."""
        return self._player.image()

    def open(self, path: Path, media_file: MediaFile, *, at_us: int = 0) -> None:
        """Open a film, paused, and show its frame at a time."""
        self._player.open(path, media_file, at_us=media_file.begins_us(at_us))

    def see_at(self, width_px: int, height_px: int) -> None:
        """Say how large the picture can be seen."""
        self._player.see_at(width_px, height_px)

    def close_film(self) -> None:
        """Show nothing any more."""
        self._player.close_film()

    def play(self) -> None:
        """Play on from the frame on the screen."""
        self._player.play()

    def play_range(self, in_us: int, out_us: int | None) -> None:
        """Play from a time, and end at the other."""
        self._player.play_range(self._begins_us(in_us), None if out_us is None else self._ends_us(out_us))

    def pause(self) -> None:
        """Stop at the frame on the screen."""
        self._player.pause()

    def toggle(self) -> None:
        """Pause or play."""
        self._player.toggle()

    def seek(self, time_us: int) -> None:
        """Go to the frame at a time."""
        self._player.seek(self._begins_us(time_us))

    def skip(self, by_us: int) -> None:
        """Go so far on, or back if negative."""
        self._player.skip(by_us)

    def step(self, frames: int) -> None:
        """Pause, and go so many frames on, or back if negative."""
        self._player.step(frames)

    def set_rate(self, rate: float) -> None:
        """Set the speed: 0.25 to 4 times forward, or below zero for backwards."""
        self._player.set_rate(rate)

    def set_volume(self, volume: float) -> None:
        """Say how loud the sound is."""
        self._player.set_volume(volume)

    def set_loop(self, loop: tuple[int, int] | None) -> None:
        """Play a stretch again and again, or no longer."""
        self._loop = loop
        self._player.set_loop(None if loop is None else (self._begins_us(loop[0]), self._ends_us(loop[1])))

    def close(self) -> None:
        """Let go of everything."""
        self._player.close()

    def _version_us(self, file_us: int) -> int:
        media_file = self._player.media_file
        return file_us if media_file is None else media_file.clock.to_version(file_us)

    def _begins_us(self, version_us: int) -> int:
        media_file = self._player.media_file
        if media_file is None:
            return version_us
        begins_us, shown_us = media_file.begins_us(version_us), self._player.position_us
        # The frame that is meant may be on the screen already: then its own time is known, and plays from its start.
        return shown_us if media_file.ends_us(version_us) <= shown_us <= begins_us else begins_us

    def _ends_us(self, version_us: int) -> int:
        media_file = self._player.media_file
        return version_us if media_file is None else media_file.ends_us(version_us)
