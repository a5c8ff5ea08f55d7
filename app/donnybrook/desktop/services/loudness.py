"""How loud films are played, remembered: louder, softer, mute. Knows no device."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from donnybrook.desktop.services.playback import Player
from donnybrook.desktop.settings import MUTED, VOLUME, Settings

_STEP = 10
_MOST = 100


class Loudness:
    """In steps of ten out of a hundred."""

    def __init__(self, player: Player, settings: Settings, say: Callable[[str], None]) -> None:
        """``say`` shows a word on how loud it is now."""
        self._player = player
        self._settings = settings
        self._say = say
        self._tell_player()

    @property
    def percent(self) -> int:
        """How loud, if it is not muted."""
        kept = self._settings.value(VOLUME)
        return min(_MOST, int(kept)) if kept.isdecimal() else _MOST

    @property
    def is_muted(self) -> bool:
        """Whether nothing is to be heard."""
        return self._settings.value(MUTED)

    def change(self, steps: int) -> None:
        """Play louder, or softer if negative; this also ends a mute."""
        self._settings.set(VOLUME, str(max(0, min(self.percent + steps * _STEP, _MOST))))
        self._settings.set(MUTED, value=False)
        self._tell()

    def mute(self) -> None:
        """Be silent, or as loud as before."""
        self._settings.set(MUTED, not self.is_muted)
        self._tell()

    def _tell(self) -> None:
        self._tell_player()
        words = QCoreApplication.translate("Loudness", "Volume {percent} %").format(percent=self.percent)
        self._say(QCoreApplication.translate("Loudness", "Muted") if self.is_muted else words)

    def _tell_player(self) -> None:
        # What is heard as half as loud has a quarter of the amplitude, roughly.
        self._player.set_volume(0.0 if self.is_muted else (self.percent / _MOST) ** 2)
