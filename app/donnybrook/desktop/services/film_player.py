"""The player of the window: shows each picture when its time has come, and knows which frame it is. Knows no widget.

Pictures and sound come from ``FilmFeed``. The sound, where there is some, is the clock; pictures that come too late are
left out, sound never is.
"""

from dataclasses import replace
from math import ceil
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from donnybrook.catalog import MediaFile
from donnybrook.desktop.services.film_feed import FilmFeed, Rest
from donnybrook.desktop.services.playing_run import MOMENT_US, PlayingRun, Run
from donnybrook.desktop.services.running_clock import RunningClock
from donnybrook.desktop.services.sound_output import SoundOutput
from donnybrook.media import FilmWorker, Picture, playing_worker

_USUAL_FRAME_US = 41_667
_UNSEEN_PX = (1280, 720)
_LONGEST_WAIT_MS = 40
_UNFED_WAIT_MS = 4
_SETTLE_MS = 120


class FilmPlayer(QObject):
    """A ``Player`` (see there for what each member means)."""

    frame_shown = Signal(object)  # a Python int: microseconds of a film outgrow Qt's 32-bit int after 36 minutes
    state_changed = Signal(bool)
    settings_changed = Signal()
    problem = Signal(str)
    ended = Signal()

    _told = Signal()

    def __init__(self, parent: QObject | None = None, worker: FilmWorker | None = None) -> None:
        """Play through a decoding process of the player's own, or through the one given."""
        super().__init__(parent)
        self._file: MediaFile | None = None
        self._path = Path()
        self._image: QImage | None = None
        self._position_us = 0
        self._is_playing = False
        self._rate = 1.0
        self._loop: tuple[int, int] | None = None
        self._stop_us: int | None = None
        self._target: Rest | None = None
        self._begins_us: int | None = None
        self._ended_at_us: int | None = None
        self._view_px = self._seen_px = _UNSEEN_PX
        self.dropped = 0
        self._feed = FilmFeed(self._told.emit, worker or playing_worker())
        self._sound = SoundOutput(self)
        self._clock = RunningClock()
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settling.timeout.connect(self._see_at_new_size)
        self._told.connect(self._collect)

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
        return self._is_playing

    @property
    def is_at_rest(self) -> bool:
        """Whether the frame last asked for is on the screen, and nothing plays."""
        return not self._is_playing and self._target is None

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
        return self._image

    # ------------------------------------------------------------ films

    def prepare(self) -> None:
        """Have everything ready for the first film, without making anyone wait."""
        self._feed.prepare()

    def open(self, path: Path, media_file: MediaFile, *, at_us: int = 0) -> None:
        """Open a film, paused, and show its frame at a time."""
        self.close_film()
        self._path, self._file = path, media_file
        self._open_feed()
        self.settings_changed.emit()
        self.seek(at_us)

    def close_film(self) -> None:
        """Show nothing any more."""
        self.pause()
        self._feed.open(None)
        self._file, self._image, self._target = None, None, None
        self._loop, self._position_us, self._begins_us, self._ended_at_us = None, 0, None, None
        self.settings_changed.emit()
        self.frame_shown.emit(0)

    def close(self) -> None:
        """Let go of everything."""
        self._halt()
        self._is_playing = False
        self._settling.stop()
        self._told.disconnect(self._collect)
        self._feed.close()

    def see_at(self, width_px: int, height_px: int) -> None:
        """Make pictures as large as can be seen, from when the size has stood for a moment."""
        self._view_px = (max(1, width_px), max(1, height_px))
        if self._image is None:
            self._see_at_new_size()
        else:
            self._settling.start()

    def _see_at_new_size(self) -> None:
        if self._file is None or self._picture_px() == self._seen_px:
            return
        if self._image is not None:
            self._image = self._image.copy()  # its own memory is about to be used anew
        self._open_feed()
        if self._is_playing:
            self._start(self._here_us)
        else:
            # A wish of its own: the feed may just be done with the one before, at the old size.
            self._ask_for(replace(self._target or Rest(self._position_us)))

    def _open_feed(self) -> None:
        self._seen_px = self._picture_px()
        self._feed.open(self._path, *self._seen_px)

    def _picture_px(self) -> tuple[int, int]:
        """Return the size that pictures should fit into: that of the view, but no larger than the film's own."""
        wide, high = self._view_px
        media_file = self._file
        if media_file is None or not media_file.width_px or not media_file.height_px:
            return wide, high
        shrink = min(1.0, wide / media_file.width_px, high / media_file.height_px)
        return ceil(media_file.width_px * shrink), ceil(media_file.height_px * shrink)

    # ------------------------------------------------------------ playing

    def play(self) -> None:
        """Play on from the frame on the screen."""
        self._stop_us = None
        self._start(self._here_us)

    def play_range(self, in_us: int, out_us: int | None) -> None:
        """Play from a time, and end at the other."""
        if self._rate < 0:
            self.set_rate(1.0)
        self._stop_us = out_us
        self._start(in_us)

    def toggle(self) -> None:
        """Pause or play."""
        if self._is_playing:
            self.pause()
        else:
            self.play()

    def pause(self) -> None:
        """Stop at the frame on the screen."""
        if not self._is_playing:
            return
        self._halt()
        if self._begins_us is not None:
            self._ask_for(Rest(self._begins_us))
        else:
            self._feed.wish(Rest(self._position_us))
        self._set_playing(is_playing=False)

    def set_rate(self, rate: float) -> None:
        """Set the speed: 0.25 to 4 times forward, or below zero for backwards."""
        rate = max(0.25, min(abs(rate), 4.0)) * (-1 if rate < 0 else 1)
        if rate == self._rate:
            return
        self._rate = rate
        if self._is_playing:
            self._start(self._here_us)
        self.settings_changed.emit()

    def set_volume(self, volume: float) -> None:
        """Say how loud the sound is."""
        self._sound.set_volume(volume)

    def set_loop(self, loop: tuple[int, int] | None) -> None:
        """Play a stretch again and again, or no longer."""
        changed = loop if loop and loop[1] > loop[0] else None
        if changed == self._loop:
            return
        self._loop = changed
        if self._is_playing:
            self._start(self._here_us)
        self.settings_changed.emit()

    def _start(self, from_us: int) -> None:
        if self._file is None:
            return
        self._halt()
        self._target = None
        from_us = self._inside(from_us)
        has_sound = bool(self._file.audio_codec) and self._rate > 0 and self._sound.is_there
        self._feed.wish(Run(from_us, self._rate, self._loop, None if self._loop else self._stop_us, has_sound))
        self._begins_us = from_us
        self._set_playing(is_playing=True)

    def _set_playing(self, *, is_playing: bool) -> None:
        if is_playing != self._is_playing:
            self._is_playing = is_playing
            self.state_changed.emit(is_playing)

    @property
    def _here_us(self) -> int:
        """The time of the frame on the screen, or of the one that has been asked for."""
        if self._target is not None:
            return self._target.time_us
        return self._position_us if self._begins_us is None else self._begins_us

    def _halt(self) -> None:
        self._timer.stop()
        self._clock.stop()
        self._sound.stop()

    def _inside(self, from_us: int) -> int:
        """Return where playing really begins: at the in point outside the loop, at the start when at the end."""
        first_us, end_us = self._loop or (0, self.duration_us)
        if self._rate < 0:
            return end_us - 1 if end_us and not first_us < from_us <= end_us else from_us
        last_frame_us = _USUAL_FRAME_US if self._file is None or not self._file.rate else 1_000_000 / self._file.rate
        is_over = bool(end_us) and from_us >= end_us - (0 if self._loop else last_frame_us)
        is_over |= from_us == self._ended_at_us and self._stop_us is None
        return first_us if from_us < first_us or is_over else from_us

    def _tick(self) -> None:
        run = self._feed.run
        if not self._is_playing or run is None:
            return
        if self._sound.is_on:
            self._sound.write(run.take_sound(self._sound.room_bytes()))
        now_us = self._now_us(run)
        due = self._feed.due(now_us)
        self.dropped += max(0, len(due) - 1)
        if due:
            self._show(due[-1].picture)
        if not self._is_playing or run is not self._feed.run:
            return  # whoever saw the picture has done something about it
        if run.over_us is not None and run.next_due_us() is None and now_us >= run.over_us:
            self._end()
            return
        next_us = run.next_due_us()
        if next_us is None:
            self._timer.start(_UNFED_WAIT_MS)
        else:
            waits_us = max(next_us - now_us, MOMENT_US if due else 0)
            self._timer.start(min(-(-waits_us // 1000), _LONGEST_WAIT_MS))

    def _now_us(self, run: PlayingRun) -> int:
        if self._sound.is_on:
            return self._clock.now_us(self._sound.heard_us())
        return self._clock.now_us(is_held=run.is_patient and run.next_due_us() is None and run.over_us is None)

    def _end(self) -> None:
        self.pause()
        self._ended_at_us = self._position_us if self._stop_us is None else None
        self._stop_us = None
        self.ended.emit()

    # ------------------------------------------------------------ going to a frame

    def seek(self, time_us: int) -> None:
        """Go to the frame at a time."""
        if self._file is None:
            return
        time_us = max(0, time_us)
        if self.duration_us:
            time_us = min(time_us, self.duration_us - 1)
        self._stop_us = self._ended_at_us = None
        if self._is_playing:
            self._start(time_us)
        else:
            self._ask_for(Rest(time_us))

    def skip(self, by_us: int) -> None:
        """Go so far on, or back if negative, from the frame on the screen or the one that has been asked for."""
        self.seek(self._here_us + by_us)

    def step(self, frames: int) -> None:
        """Pause, and go so many frames on, or back if negative."""
        if self._file is None:
            return
        self.pause()
        base = self._target or Rest(self._position_us)
        self._ask_for(Rest(base.time_us, base.steps + frames))

    def _ask_for(self, target: Rest) -> None:
        self._target, self._begins_us = target, None
        self._feed.wish(target)

    # ------------------------------------------------------------ pictures that come

    def _collect(self) -> None:
        delivery = self._feed.collect()
        run = self._feed.run
        if self._is_playing and run is not None and run.is_primed and not self._clock.is_running:
            if run.has_sound:
                self._sound.start()
            self._clock.start()
            self._tick()
        if delivery is None:
            return
        if delivery.problem:
            self._give_up(delivery.problem)
        elif delivery.picture is not None and self._target is not None:
            if delivery.is_final:
                self._target = None
            self._show(delivery.picture)

    def _give_up(self, sentence: str) -> None:
        self._halt()
        self._target = None
        self._set_playing(is_playing=False)
        self.problem.emit(sentence)

    def _show(self, picture: Picture) -> None:
        wide, high = picture.width_px, picture.height_px
        self._image = QImage(picture.pixels, wide, high, 4 * wide, QImage.Format.Format_RGB32)
        self._position_us, self._begins_us = picture.time_us, None
        self.frame_shown.emit(picture.time_us)
