"""Plays a film file forward with sound through Qt's player, and says which frame each picture is. Knows no catalog.

Only the times that the pictures themselves carry are believed: the player's own position echoes what it was asked for.
Qt's multimedia is loaded at the first use, since it is slow to load and may be missing.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, Signal

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame, QVideoSink

_PATIENCE_MS = 5000
_ROUNDING_US = 1000


class MovingPicture(QObject):
    """One ``QMediaPlayer`` with its sink, made when first needed. ``start`` and ``stop`` are all there is to it."""

    shown = Signal(object, object)
    """Emits the time of a frame in microseconds (a Python int), and the ``QVideoFrame``."""

    finished = Signal()
    """Emits nothing: the film has come to its end."""

    failed = Signal()
    """Emits nothing: this film does not play this way."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._player: QMediaPlayer | None = None
        self._sink: QVideoSink | None = None
        self._path: Path | None = None
        self._is_started = False
        self._is_waiting = False
        self._from_us = 0
        self._seek_ms = 0
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._give_up)

    def start(self, path: Path, from_us: int, frame_us: int, rate: float) -> None:
        """Play on from the frame at a time, which lasts ``frame_us``, at a rate above zero."""
        player = self._ready_player()
        if player is None:
            self.failed.emit()
            return
        self._from_us = from_us
        # The middle of a frame is where Qt finds that very frame.
        self._seek_ms = (from_us + frame_us // 2) // 1000
        self._is_started = self._is_waiting = True
        self._patience.start()
        player.setPlaybackRate(rate)
        if path != self._path:
            self._path = path
            player.setSource(QUrl.fromLocalFile(str(path)))
        else:
            self._go()

    def stop(self) -> None:
        """Show no more pictures; the film stays loaded."""
        self._is_started = self._is_waiting = False
        self._patience.stop()
        if self._player is not None:
            self._player.pause()

    def set_rate(self, rate: float) -> None:
        """Change the rate, above zero, while playing."""
        if self._player is not None:
            self._player.setPlaybackRate(rate)

    def close(self) -> None:
        """Let go of the film file and the sound device."""
        self.stop()
        self._path = None
        if self._player is not None:
            self._player.stop()
            self._player.setSource(QUrl())

    def _ready_player(self) -> "QMediaPlayer | None":
        if self._player is None:
            try:
                self._make_player()
            except ImportError:  # a system without the libraries that Qt's multimedia needs
                return None
        return self._player if self._player is not None and self._player.isAvailable() else None

    def _make_player(self) -> None:
        from PySide6.QtMultimedia import QAudioOutput, QMediaDevices, QMediaPlayer, QVideoSink

        player, sink = QMediaPlayer(self), QVideoSink(self)
        player.setVideoSink(sink)
        if not QMediaDevices.defaultAudioOutput().isNull():
            player.setAudioOutput(QAudioOutput(self))
        sink.videoFrameChanged.connect(self._take)
        player.mediaStatusChanged.connect(self._look_at_status)
        player.errorOccurred.connect(self._give_up)
        self._player, self._sink = player, sink

    def _look_at_status(self, status: "QMediaPlayer.MediaStatus") -> None:
        player = self._player
        if player is None or not self._is_started:
            return
        if status in (status.LoadedMedia, status.BufferedMedia) and self._is_waiting:
            self._go()
        elif status == status.InvalidMedia:
            self._give_up()
        elif status == status.EndOfMedia:
            self.stop()
            self.finished.emit()

    def _go(self) -> None:
        player = self._player
        if player is None or player.mediaStatus() == player.MediaStatus.LoadingMedia:
            return
        if player.playbackState() != player.PlaybackState.PlayingState or abs(player.position() - self._seek_ms) > 1:
            player.setPosition(self._seek_ms)
        player.play()

    def _take(self, frame: "QVideoFrame") -> None:
        time_us = frame.startTime()
        if not self._is_started or not frame.isValid() or time_us < 0:
            return
        if self._is_waiting and time_us < self._from_us - _ROUNDING_US:
            return
        self._is_waiting = False
        self._patience.stop()
        self.shown.emit(time_us, frame)

    def _give_up(self) -> None:
        if self._is_started and self._is_waiting:
            self.stop()
            self.failed.emit()
