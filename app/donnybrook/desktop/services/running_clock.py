"""How long playing has gone on: led by the sound where there is some. Knows no film and no device."""

from PySide6.QtCore import QElapsedTimer

_LEAP_US = 120_000
_STEER = 0.06
# Whoever asks for the time does so more often than this, unless the machine left the window no time.
_LONGEST_US = 60_000


class RunningClock:
    """Even time that is led by an uneven one: a sound device tells in steps how much of its sound has been heard.

    Without sound nothing runs away while the window is held up, so that does not count: no picture is missed for it.
    """

    def __init__(self) -> None:
        self._timer = QElapsedTimer()
        self._ahead_us = 0.0
        self._told_us = 0.0

    @property
    def is_running(self) -> bool:
        """Whether it goes."""
        return self._timer.isValid()

    def start(self) -> None:
        """Go on from zero."""
        self._ahead_us = self._told_us = 0.0
        self._timer.start()

    def stop(self) -> None:
        """Go no longer."""
        self._timer.invalidate()

    def now_us(self, heard_us: int | None = None, *, is_held: bool = False) -> int:
        """Return the time, led by what has been heard if there is sound; 0 while it does not go.

        ``is_held``: the time since it was last asked does not count, since nothing could be shown.
        """
        if not self._timer.isValid():
            return 0
        even_us = self._timer.nsecsElapsed() / 1000 + self._ahead_us
        if heard_us is None:
            correction_us = min(0.0, self._told_us + (0 if is_held else _LONGEST_US) - even_us)
        else:
            off_us = heard_us - even_us
            correction_us = off_us if abs(off_us) > _LEAP_US else off_us * _STEER
        self._ahead_us += correction_us
        self._told_us = even_us + correction_us
        return int(self._told_us)
