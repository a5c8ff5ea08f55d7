"""The clock for playing a film still by still, either way, for what Qt's player can't do. Knows no film."""

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

_TICK_MS = 8


class StillRun(QObject):
    """Says, while it runs, which time should be on the screen now."""

    wanted = Signal(object)
    """Emits a time in microseconds (a Python int: films are longer than 32 bits hold)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._from_us = 0
        self._rate = 1.0
        self._clock = QElapsedTimer()
        self._timer = QTimer(self, interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def start(self, from_us: int, rate: float) -> None:
        """Run from a time at a rate, below zero for backwards."""
        self._from_us, self._rate = from_us, rate
        self._clock.start()
        self._timer.start()

    def stop(self) -> None:
        """Stand still."""
        self._timer.stop()

    def _tick(self) -> None:
        self.wanted.emit(self._from_us + int(self._clock.nsecsElapsed() * self._rate) // 1000)
