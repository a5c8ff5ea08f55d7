"""The sound device, fed bit by bit, and how much of what it was fed has been heard. Knows no film.

Qt's multimedia is loaded at the first use, since it is slow to load and may be missing.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QIODevice, QObject

from donnybrook.desktop.services.playing_run import sound_us
from donnybrook.media import SOUND_RATE_HZ

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioSink

_BUFFER_BYTES = SOUND_RATE_HZ * 4 * 3 // 10


class SoundOutput(QObject):
    """The default device of the system; without one, nothing works and nothing breaks."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sink: QAudioSink | None = None
        self._pipe: QIODevice | None = None
        self._written_bytes = 0
        self._volume = 1.0

    @property
    def is_there(self) -> bool:
        """Whether the system has a device to play on."""
        try:
            from PySide6.QtMultimedia import QMediaDevices
        except ImportError:  # a system without the libraries that Qt's multimedia needs
            return False
        return not QMediaDevices.defaultAudioOutput().isNull()

    @property
    def is_on(self) -> bool:
        """Whether the device takes sound."""
        return self._pipe is not None

    def start(self) -> None:
        """Begin anew."""
        from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices

        self.stop()
        form = QAudioFormat()
        form.setSampleRate(SOUND_RATE_HZ)
        form.setChannelCount(2)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        self._sink = QAudioSink(QMediaDevices.defaultAudioOutput(), form, self)
        self._sink.setBufferSize(_BUFFER_BYTES)
        self._sink.setVolume(self._volume)
        self._pipe = self._sink.start()
        self._written_bytes = 0

    def set_volume(self, volume: float) -> None:
        """Play so loud: 0 is silent, 1 as loud as the sound is."""
        self._volume = volume
        if self._sink is not None:
            self._sink.setVolume(volume)

    def room_bytes(self) -> int:
        """Return how much the device takes now."""
        if self._sink is None or self._pipe is None:
            return 0
        if self._sink.error() not in {self._sink.error().NoError, self._sink.error().UnderrunError}:
            self.stop()  # the device went away
            return 0
        return self._sink.bytesFree() // 4 * 4

    def write(self, sound: bytes) -> None:
        """Give it what it has room for."""
        if self._pipe is not None:
            self._written_bytes += max(0, self._pipe.write(sound))

    def heard_us(self) -> int:
        """Return how long a stretch of what was written has been heard."""
        if self._sink is None:
            return 0
        waiting = max(0, self._sink.bufferSize() - self._sink.bytesFree())
        return sound_us(max(0, self._written_bytes - waiting))

    def stop(self) -> None:
        """Be silent at once."""
        if self._sink is not None:
            self._sink.reset()
            self._sink.deleteLater()
        self._sink = self._pipe = None
