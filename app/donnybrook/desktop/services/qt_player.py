"""The player of the window: Qt's player for what it does well, exact stills for everything else. Knows no widget.

Forward playing with sound is left to ``MovingPicture``. Seeking, stepping and going backwards show exact stills, and so
does all playing of films that Qt's player can't decode (AV1) or can't start at an exact place (MPEG streams).
"""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from donnybrook.catalog import MediaFile
from donnybrook.desktop.services.films import FilmService
from donnybrook.desktop.services.moving_picture import MovingPicture
from donnybrook.desktop.services.still_run import StillRun
from donnybrook.desktop.services.stills import Still

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame

type _Mode = Literal["paused", "moving", "stills"]

_WIDEST_STILL_PX = 1920
_USUAL_FRAME_US = 41_667
_SILENT = "{name} can’t be played with sound here{why}. It plays without sound; every frame and every mark is exact."


class QtPlayer(QObject):
    """A ``Player`` (see there for what each member means)."""

    frame_shown = Signal(object)  # a Python int: microseconds of a film outgrow Qt's 32-bit int after 36 minutes
    state_changed = Signal(bool)
    settings_changed = Signal()
    problem = Signal(str)
    ended = Signal()

    def __init__(self, films: FilmService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._films = films
        self._file: MediaFile | None = None
        self._path = Path()
        self._mode: _Mode = "paused"
        self._position_us = 0
        self._frame_us = _USUAL_FRAME_US
        self._image: QImage | None = None
        self._video_frame: QVideoFrame | None = None
        self._rate = 1.0
        self._loop: tuple[int, int] | None = None
        self._stop_us: int | None = None
        self._target: tuple[int, int] | None = None  # the time and the steps from it that have been asked for
        self._asked = 0
        self._oldest_wanted = 0
        self._is_silent = False
        self._moving = MovingPicture(self)
        self._moving.shown.connect(self._show_moving)
        self._moving.finished.connect(self._end)
        self._moving.failed.connect(self._play_silently)
        self._run = StillRun(self)
        self._run.wanted.connect(self._want)
        films.still_ready.connect(self._show_still)
        films.still_failed.connect(self._miss_still)

    # ------------------------------------------------------------ what it says of itself

    @property
    def media_file(self) -> MediaFile | None:
        """The film that is open."""
        return self._file

    @property
    def position_us(self) -> int:
        """The time of the frame on the screen."""
        return self._position_us

    @property
    def duration_us(self) -> int:
        """How long the film is; 0 while that is not known."""
        return (self._file.duration_us or 0) if self._file else 0

    @property
    def is_playing(self) -> bool:
        """Whether the film is playing, either way."""
        return self._mode != "paused"

    @property
    def rate(self) -> float:
        """Times the film's own speed; below zero, backwards."""
        return self._rate

    @property
    def loop(self) -> tuple[int, int] | None:
        """The stretch that is played again and again."""
        return self._loop

    def image(self) -> QImage | None:
        """Return the picture on the screen, upright."""
        if self._video_frame is not None:
            self._image, self._video_frame = self._video_frame.toImage(), None
        return self._image

    # ------------------------------------------------------------ films

    def open(self, path: Path, media_file: MediaFile, *, at_us: int = 0) -> None:
        """Open a film, paused, and show its frame at a time."""
        self.close_film()
        self._path, self._file = path, media_file
        self._frame_us = round(1_000_000 / media_file.rate) if media_file.rate else _USUAL_FRAME_US
        self.settings_changed.emit()
        self.seek(at_us)

    def close_film(self) -> None:
        """Show nothing any more."""
        self.pause()
        self._moving.close()
        self._file, self._image, self._video_frame = None, None, None
        self._loop, self._position_us, self._is_silent = None, 0, False
        self._forget_stills()
        self.settings_changed.emit()
        self.frame_shown.emit(0)

    def close(self) -> None:
        """Let go of everything."""
        self._mode = "paused"
        self._run.stop()
        self._moving.close()
        self._forget_stills()

    # ------------------------------------------------------------ playing

    def play(self) -> None:
        """Play on from the frame on the screen."""
        self._stop_us = None
        self._start(self._position_us if self._target is None else self._target[0])

    def play_range(self, in_us: int, out_us: int | None) -> None:
        """Play from a time, and end at the other."""
        if self._rate < 0:
            self.set_rate(1.0)
        self._stop_us = out_us
        self._start(in_us)

    def toggle(self) -> None:
        """Pause or play."""
        if self.is_playing:
            self.pause()
        else:
            self.play()

    def pause(self) -> None:
        """Stop at the frame on the screen."""
        if self._mode == "paused":
            return
        self._moving.stop()
        self._run.stop()
        self._mode = "paused"
        self._forget_stills()
        self.state_changed.emit(self.is_playing)

    def set_rate(self, rate: float) -> None:
        """Set the speed: 0.25 to 4 times forward, or below zero for backwards."""
        rate = max(0.25, min(abs(rate), 4.0)) * (-1 if rate < 0 else 1)
        if rate == self._rate:
            return
        turned = (rate < 0) != (self._rate < 0)
        self._rate = rate
        if self._mode == "moving" and not turned:
            self._moving.set_rate(rate)
        elif self.is_playing:
            self._start(self._position_us)
        self.settings_changed.emit()

    def set_loop(self, loop: tuple[int, int] | None) -> None:
        """Play a stretch again and again, or no longer."""
        self._loop = loop if loop and loop[1] > loop[0] else None
        self.settings_changed.emit()

    def _start(self, from_us: int) -> None:
        if self._file is None:
            return
        was_playing = self.is_playing
        self._forget_stills()
        self._run.stop()
        from_us = self._inside(from_us)
        if self._rate > 0 and not self._is_silent and self._plays_with_sound(self._file):
            self._mode = "moving"
            self._moving.start(self._path, from_us, self._frame_us, self._rate)
        else:
            self._moving.stop()
            self._mode = "stills"
            self._run.start(from_us, self._rate)
        if not was_playing and self.is_playing:
            self.state_changed.emit(self.is_playing)

    def _inside(self, from_us: int) -> int:
        """Return where playing really begins: at the in point outside the loop, at the start when at the end."""
        first_us, end_us = self._bounds()
        if self._rate > 0:
            at_end = (
                from_us >= end_us - self._frame_us if end_us and not self._loop else bool(end_us) and from_us >= end_us
            )
            return first_us if from_us < first_us or at_end else from_us
        return end_us - self._frame_us if end_us and not first_us < from_us <= end_us else from_us

    def _bounds(self) -> tuple[int, int]:
        """Return the first time to play and the end (excluded); an end of 0 is not known."""
        if self._loop:
            return self._loop
        return 0, self.duration_us

    def _plays_with_sound(self, media_file: MediaFile) -> bool:
        if media_file.video_codec.startswith("av1") or "av1" in media_file.video_codec:
            return self._tell_silent(" (AV1 pictures)")
        if "mpeg" in media_file.container:
            return self._tell_silent(" (an MPEG stream has no exact places to start from)")
        return True

    def _tell_silent(self, why: str) -> bool:
        self._is_silent = True
        self.problem.emit(_SILENT.format(name=f"“{self._path.name}”", why=why))
        return False

    def _play_silently(self) -> None:
        self._tell_silent("")
        if self._mode == "moving":
            self._start(self._position_us)

    def _end(self) -> None:
        """Begin again when looping; otherwise stop at the frame on the screen."""
        if self._loop and self.is_playing:
            self._start(self._loop[0] if self._rate > 0 else self._loop[1] - self._frame_us)
            return
        self.pause()
        self._stop_us = None
        self.ended.emit()

    def _is_past(self, time_us: int) -> bool:
        """Whether a frame at this time is no longer to be played."""
        first_us, end_us = self._bounds()
        if self._rate < 0:
            return time_us < first_us
        stop_us = self._stop_us if self._stop_us is not None and not self._loop else end_us if self._loop else None
        return stop_us is not None and time_us >= stop_us

    # ------------------------------------------------------------ going to a frame

    def seek(self, time_us: int) -> None:
        """Go to the frame at a time."""
        if self._file is None:
            return
        time_us = max(0, time_us)
        if self.duration_us:
            time_us = min(time_us, self.duration_us - 1)
        self._stop_us = None
        if self.is_playing:
            self._start(time_us)
        else:
            self._ask_for(time_us, 0)

    def skip(self, by_us: int) -> None:
        """Go so far on, or back if negative, from the frame on the screen or the one that has been asked for."""
        from_us = self._target[0] if self._target and not self.is_playing else self._position_us
        self.seek(from_us + by_us)

    def step(self, frames: int) -> None:
        """Pause, and go so many frames on, or back if negative."""
        if self._file is None:
            return
        self.pause()
        base_us, steps = self._target or (self._position_us, 0)
        self._ask_for(base_us, steps + frames)

    def _ask_for(self, time_us: int, steps: int) -> None:
        self._target = (time_us, steps)
        if steps:
            self._asked = self._films.request_neighbour(self._path, time_us, steps, max_width_px=_WIDEST_STILL_PX)
        else:
            self._asked = self._films.request_frame(self._path, time_us, max_width_px=_WIDEST_STILL_PX)

    def _forget_stills(self) -> None:
        self._target = None
        self._oldest_wanted = self._asked + 1

    # ------------------------------------------------------------ pictures that come

    def _show_still(self, still: Still) -> None:
        if self._file is None or not self._oldest_wanted <= still.generation <= self._asked:
            return
        if still.generation == self._asked:
            self._target = None
        if self._mode == "stills" and self._is_past(still.time_us):
            self._end()
            return
        if still.duration_us:
            self._frame_us = still.duration_us
        self._image, self._video_frame = still.image, None
        self._show(still.time_us)

    def _miss_still(self, generation: int, sentence: str) -> None:
        if generation == self._asked and generation >= self._oldest_wanted:
            self._target = None
            self.pause()
            self.problem.emit(sentence)

    def _show_moving(self, time_us: int, frame: "QVideoFrame") -> None:
        if self._mode != "moving":
            return
        if self._is_past(time_us):
            self._end()
            return
        self._video_frame = frame
        self._show(time_us)

    def _show(self, time_us: int) -> None:
        self._position_us = time_us
        self.frame_shown.emit(time_us)

    def _want(self, time_us: int) -> None:
        """Ask for the still of this moment, unless it is on the screen or an earlier one is still on its way."""
        if self._mode != "stills" or self._target is not None:
            return
        _, end_us = self._bounds()
        if self._is_past(time_us) or (self._rate > 0 and end_us and time_us >= end_us):
            self._end()
        elif self._image is None or not self._position_us <= time_us < self._position_us + self._frame_us:
            self._ask_for(max(0, time_us), 0)
