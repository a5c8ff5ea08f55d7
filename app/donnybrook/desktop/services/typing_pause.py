"""Holds a playing film while a line is typed, and lets it go on after. Knows no line."""

from donnybrook.desktop.services.playback import Player

_SETTLES_WITHIN_US = 500_000  # a pause comes to rest some frames later, at four times the speed


class TypingPause:
    """The film goes on only where it was this that held it, and nobody has touched it since."""

    def __init__(self, player: Player) -> None:
        self._player = player
        self._held_at_us: int | None = None

    def begin(self) -> None:
        """Someone is about to type."""
        self._held_at_us = None
        if self._player.is_playing:
            self._player.pause()
            self._held_at_us = self._player.position_us

    def end(self) -> None:
        """They have typed."""
        held_at_us, self._held_at_us = self._held_at_us, None
        if held_at_us is None or self._player.is_playing:
            return
        if abs(self._player.position_us - held_at_us) < _SETTLES_WITHIN_US:
            self._player.play()
