"""Which action of the tagging workplace does what: one table. Knows the parts it drives, and lays out nothing."""

from typing import Protocol

from donnybrook.desktop.action_set import ActionSet, Handler
from donnybrook.desktop.panels.film_line import FilmLine
from donnybrook.desktop.panels.film_list import FilmList
from donnybrook.desktop.panels.inspector import Inspector
from donnybrook.desktop.panels.tagging_bar import TaggingBar
from donnybrook.desktop.panels.timeline import Timeline
from donnybrook.desktop.services.beat_marks import BeatMarks
from donnybrook.desktop.services.playback import RATES, Player, play_or_pause, shuttle
from donnybrook.desktop.services.tagging import Tagging

_SECOND_US = 1_000_000
_EARLIER_US = 3 * _SECOND_US
_ZOOM = 1.5
_OF_A_FIGHT = (
    "tag.describe",
    "tag.note",
    "tag.scene_in",
    "tag.scene_out",
    "tag.delete",
    "tag.cover",
    "tag.beat",
    "tag.beat_out",
)


class TagParts(Protocol):
    """What the keys need of the workplace."""

    bar: TaggingBar
    timeline: Timeline
    film_line: FilmLine
    films: FilmList
    inspector: Inspector

    def new_scene(self) -> None:
        """Make a fight of the marks."""

    def remove_film(self) -> None:
        """Take the film out of the catalog."""

    def go_back(self) -> None:
        """Leave a field."""

    def choose_neighbour(self, by: int) -> None:
        """Select another fight."""


class TagKeys:
    """The table, and the few actions that are more than one call."""

    def __init__(self, tagging: Tagging, beats: BeatMarks, player: Player, parts: TagParts) -> None:
        self._tagging = tagging
        self._beats = beats
        self._player = player
        self._parts = parts

    def table(self) -> dict[str, Handler]:
        """Return what each action does."""
        tagging, player, parts = self._tagging, self._player, self._parts
        return {
            "tag.new_scene": parts.new_scene,
            "tag.line": parts.bar.take_focus,
            "tag.describe": lambda: parts.inspector.take_focus("title"),
            "tag.note": lambda: parts.inspector.take_focus("note"),
            "tag.back": parts.go_back,
            "tag.in": tagging.mark_in,
            "tag.out": tagging.mark_out,
            "tag.in_earlier": lambda: tagging.mark_in(_EARLIER_US),
            "tag.scene_in": lambda: tagging.set_scene_time("in_us"),
            "tag.scene_out": lambda: tagging.set_scene_time("out_us"),
            "tag.beat": self._beats.begin,
            "tag.beat_out": self._beats.end,
            "tag.cover": tagging.choose_cover,
            "tag.next_scene": lambda: parts.choose_neighbour(1),
            "tag.previous_scene": lambda: parts.choose_neighbour(-1),
            "tag.delete": tagging.delete_scene,
            "tag.remove_film": parts.remove_film,
            "tag.memory_film": parts.films.ask_for_title,
            "tag.play": lambda: play_or_pause(player),
            "tag.forward": lambda: shuttle(player, 1),
            "tag.pause": player.pause,
            "tag.backward": lambda: shuttle(player, -1),
            "tag.slower": lambda: self._change_rate(-1),
            "tag.faster": lambda: self._change_rate(1),
            "tag.loop": self._loop,
            "tag.frame_back": lambda: player.step(-1),
            "tag.frame_on": lambda: player.step(1),
            "tag.second_back": lambda: player.skip(-_SECOND_US),
            "tag.second_on": lambda: player.skip(_SECOND_US),
            "tag.previous_cut": parts.film_line.previous_cut,
            "tag.next_cut": parts.film_line.next_cut,
            "tag.go_in": lambda: self._go(tagging.marks.in_us, 0),
            "tag.go_out": lambda: self._go(tagging.marks.out_us, player.duration_us),
            "tag.zoom_in": lambda: parts.timeline.zoom(_ZOOM),
            "tag.zoom_scene": self._zoom_to_scene,
            "tag.zoom_whole": parts.timeline.show_whole,
            "tag.zoom_out": lambda: parts.timeline.zoom(1 / _ZOOM),
        }

    def allow(self, actions: ActionSet) -> None:
        """Have at hand what makes sense with the fight that is selected, or none."""
        for action_id in _OF_A_FIGHT:
            actions.allow(action_id, self._tagging.scene is not None)

    def _change_rate(self, by: int) -> None:
        rate = abs(self._player.rate)
        nearest = min(range(len(RATES)), key=lambda place: abs(RATES[place] - rate))
        self._player.set_rate(RATES[max(0, min(nearest + by, len(RATES) - 1))])

    def _loop(self) -> None:
        """Loop between the marks, from the in point; a second time, no longer."""
        marked = self._tagging.marks.range
        if self._player.loop is not None or marked is None:
            self._player.set_loop(None)
            return
        self._player.set_loop(marked)
        self._player.seek(marked[0])
        if not self._player.is_playing:
            self._player.play()

    def _zoom_to_scene(self) -> None:
        marked = self._tagging.marks.range
        if marked is not None:
            self._parts.timeline.show_stretch(*marked)

    def _go(self, time_us: int | None, otherwise_us: int) -> None:
        self._player.seek(otherwise_us if time_us is None else time_us)
