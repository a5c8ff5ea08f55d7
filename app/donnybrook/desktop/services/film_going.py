"""Going about in the film on the desk: how fast, round and round a stretch, from edge to edge of beats. No widget."""

from collections.abc import Callable

from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.services.playback import RATES, Player
from donnybrook.desktop.services.tagging import Tagging
from donnybrook.desktop.settings import LEAD_IN, Settings

_LEAD_INS_MS = (0, 500, 1000, 2000, 3000)


class FilmGoing:
    """What the keys do that is more than one call of the player."""

    def __init__(self, tagging: Tagging, player: Player, settings: Settings, say: Callable[[str], None]) -> None:
        """``say`` shows a word on what is so now, or on why nothing is done."""
        self._tagging = tagging
        self._player = player
        self._settings = settings
        self._say = say
        self._set_rate = 1.0  # how fast it plays by itself; J and L are faster, or go back, until it is held

    def change_rate(self, by: int) -> None:
        """Play at the next faster or slower speed, forward, from now on."""
        rate = abs(self._player.rate) if self._player.is_playing else self._set_rate
        nearest = min(range(len(RATES)), key=lambda place: abs(RATES[place] - rate))
        self._set_rate = RATES[max(0, min(nearest + by, len(RATES) - 1))]
        self._player.set_rate(self._set_rate)

    def play_or_pause(self) -> None:
        """Play at the speed that is set; or pause."""
        if self._player.is_playing:
            self.pause()
        else:
            self._player.set_rate(self._set_rate)
            self._player.play()

    def pause(self) -> None:
        """Stop at this very frame; how fast it was gone through has an end with that."""
        self._player.pause()
        self._player.set_rate(self._set_rate)

    def loop(self) -> None:
        """Loop between the marks, a moment before the in point first; a second time, no longer."""
        marked = self._tagging.marks.range
        if self._player.loop is not None:
            self._player.set_loop(None)
            return
        if marked is None:
            self._say(translate("FilmGoing", "Mark where it begins and where it is over; then it can be looped."))
            return
        from_us = max(0, marked[0] - self.lead_in_ms * 1000)
        self._player.set_loop((from_us, marked[1]))
        self._player.seek(from_us)
        if not self._player.is_playing:
            self._player.play()

    @property
    def lead_in_ms(self) -> int:
        """How long before the in point a loop begins."""
        kept = self._settings.value(LEAD_IN)
        return int(kept) if kept.isdecimal() else int(LEAD_IN.default)

    def change_lead_in(self) -> None:
        """Have the next length of the lead-in, and none after the longest."""
        longer = next((each for each in _LEAD_INS_MS if each > self.lead_in_ms), _LEAD_INS_MS[0])
        self._settings.set(LEAD_IN, str(longer))
        if self._player.loop is not None:
            self._player.set_loop(None)
            self.loop()
        if longer:
            self._say(
                translate("FilmGoing", "A loop begins {seconds} s before the in point.").format(
                    seconds=f"{longer / 1000:g}"
                )
            )
        else:
            self._say(translate("FilmGoing", "A loop begins with the in point."))

    def go_to_beat(self, way: int) -> None:
        """Go to where the next beat begins or is over (1), or to the last before the frame on the screen (-1)."""
        scene, here_us, seen_at = self._tagging.scene, self._player.position_us, self._tagging.marks.seen_at
        beats = scene.beats if scene is not None else ()
        edges = sorted({seen_at(edge) for beat in beats for edge in (beat.in_us, beat.out_us) if edge is not None})
        wanted = [edge for edge in edges if (edge - here_us) * way > 0]
        if wanted:
            self._player.seek(wanted[0] if way > 0 else wanted[-1])
        elif scene is None:
            self._say(translate("FilmGoing", "Select a fight; then its beats can be gone through."))
        elif not edges:
            self._say(translate("FilmGoing", "This fight has no beats with times."))
        else:
            after, before = (
                translate("FilmGoing", "No beat begins or ends after this."),
                translate("FilmGoing", "No beat begins or ends before this."),
            )
            self._say(after if way > 0 else before)

    def go(self, time_us: int | None, otherwise_us: int) -> None:
        """Go to the frame of a mark; where there is none, to another."""
        self._player.seek(otherwise_us if time_us is None else time_us)
