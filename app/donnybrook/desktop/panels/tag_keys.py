"""Which action of the tagging workplace does what: one table. Knows the parts it drives, and lays out nothing."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from donnybrook.catalog.numbers import counted
from donnybrook.catalog.palettes import DIGITS
from donnybrook.desktop.action_set import ActionSet, Handler
from donnybrook.desktop.held_keys import Held
from donnybrook.desktop.panels.film_line import FilmLine
from donnybrook.desktop.panels.film_list import FilmList
from donnybrook.desktop.panels.inspector import Inspector
from donnybrook.desktop.panels.player_view import PlayerView
from donnybrook.desktop.panels.tag_films import TagFilms
from donnybrook.desktop.panels.tag_marks import TagMarks
from donnybrook.desktop.panels.tag_timeline import TagTimeline
from donnybrook.desktop.panels.tagging_bar import TaggingBar
from donnybrook.desktop.panels.timeline import Timeline
from donnybrook.desktop.services.beat_marks import BEAT
from donnybrook.desktop.services.film_going import FilmGoing
from donnybrook.desktop.services.held_marks import FIGHT
from donnybrook.desktop.services.playback import Player, shuttle
from donnybrook.desktop.services.presses import Presses
from donnybrook.desktop.services.sliding import Sliding
from donnybrook.desktop.services.tagging import Tagging
from donnybrook.desktop.settings import Settings

_SECOND_US = 1_000_000
_EARLIER_US = 3 * _SECOND_US
_ZOOM = 1.5


class TagParts(Protocol):
    """What the keys need of the workplace."""

    view: PlayerView
    bar: TaggingBar
    timeline: Timeline
    lines: TagTimeline
    film_line: FilmLine
    films: FilmList
    film_side: TagFilms
    inspector: Inspector
    sliding: Sliding

    def new_scene(self) -> None:
        """Make a fight of the marks."""

    @property
    def is_alone(self) -> bool:
        """Whether the film alone is shown."""

    def show_alone(self, *, alone: bool) -> None:
        """Show the film alone on the screen, or all again."""

    def go_back(self) -> None:
        """Leave a field."""

    def choose_neighbour(self, by: int) -> None:
        """Select another fight."""


class TagKeys:
    """The table, and the few actions that are more than one call."""

    def __init__(
        self,
        actions: ActionSet,
        tagging: Tagging,
        marks: TagMarks,
        player: Player,
        parts: TagParts,
        settings: Settings,
    ) -> None:
        self._actions = actions
        self._tagging = tagging
        self._marks = marks
        self._player = player
        self._parts = parts
        self._film = FilmGoing(tagging, player, settings, marks.say)

    def table(self) -> dict[str, Handler | Held]:
        """Return what each action does."""
        return {**self._going(), **self._marking(), **self._of_a_fight()}

    def invitation(self) -> str:
        """Return what to do where no fight is selected."""
        translate, key_of = QCoreApplication.translate, self._actions.key_of
        words = translate("TagKeys", "Select a fight, or mark a new one: {begin}, {end}, {make}.")
        if self._tagging.media_file is None:
            words = translate("TagKeys", "Select a fight, or make one: {make}.")
        return words.format(begin=key_of("tag.in"), end=key_of("tag.out"), make=key_of("tag.new_scene"))

    def no_picture(self) -> str:
        """Return what to do where there is no picture; '' where there is one."""
        translate, tagging = QCoreApplication.translate, self._tagging
        if tagging.film is None:
            words = translate("TagKeys", "Drop a film here, or press {add}.")
            if not self._parts.films.is_empty:
                words = translate("TagKeys", "Choose a film at the left, or drop another here.")
        elif tagging.media_file is not None:
            return ""
        elif tagging.has_known_file:
            words = translate(
                "TagKeys",
                "The film file is not where it was. You can go on tagging from memory: {make} makes a fight."
                " Drop the file here to attach it again.",
            )
        else:
            words = translate(
                "TagKeys",
                "This film has no file: it is catalogued from memory. {make} makes a fight; {line} tags it in a line.",
            )
        key_of = self._actions.key_of
        return words.format(add=key_of("films.add"), make=key_of("tag.new_scene"), line=key_of("tag.line"))

    def _marking(self) -> dict[str, Handler | Held]:
        tagging, held = self._tagging, self._marks.held
        digits: dict[str, Handler | Held] = {f"tag.digit_{digit}": self._digit(digit) for digit in DIGITS}
        return digits | {
            "tag.in": tagging.mark_in,
            "tag.out": tagging.mark_out,
            "tag.in_earlier": lambda: tagging.mark_in(_EARLIER_US),
            "tag.in_at_cut": lambda: self._at_cut(tagging.mark_in_at),
            "tag.out_at_cut": lambda: self._at_cut(tagging.mark_out_at),
            "tag.hold": _held(held.press_fight, held.let_go_fight, held.presses, FIGHT),
        }

    def _digit(self, digit: str) -> Held:
        held = self._marks.held
        press = self._with_no_more_than_one(lambda: held.press_digit(digit))
        return _held(press, lambda: held.let_go_digit(digit), held.presses, digit)

    def _of_a_fight(self) -> dict[str, Handler | Held]:
        tagging, lines, beats = self._tagging, self._parts.lines, self._marks.beats
        delete = lines.removal.delete
        at_playhead: dict[str, Handler] = {
            "tag.scene_in": lambda: lines.move_edge_here("in"),
            "tag.scene_out": lambda: lines.move_edge_here("out"),
            "tag.cover": tagging.choose_cover,
            "tag.split": lines.cutting.split,
            "tag.move_here": lines.move_here,
            "tag.beat_out": beats.end,
        }
        table: dict[str, Handler] = {
            "tag.merge_next": lines.cutting.merge_next,
            "tag.duplicate": lines.cutting.duplicate,
            "tag.slide": self._parts.sliding.begins_here,
            **{name: lines.in_place(act) for name, act in at_playhead.items()},
        }
        on_fight: dict[str, Handler | Held] = {name: self._with_one_fight(act) for name, act in table.items()}
        press_beat = self._with_one_fight(lines.in_place(beats.press))
        return on_fight | {
            "tag.delete": lambda: delete() if tagging.selected else self._marks.say(self._no_fight()),
            "tag.beat": _held(press_beat, beats.let_go, beats.presses, BEAT),
        }

    def _with_one_fight(self, act: Handler) -> Handler:
        """Return what does something to the one fight that is selected, or says what is missing or too many."""
        return self._with_no_more_than_one(self._with_fight(act))

    def _with_no_more_than_one(self, act: Handler) -> Handler:
        def do_it() -> None:
            count = len(self._tagging.selected)
            if count < 2:
                act()
                return
            words = QCoreApplication.translate(
                "TagKeys",
                "{fights} are selected, and this is done to one at a time. Click the one, or press {none} first.",
            )
            self._marks.say(words.format(fights=counted(count, "fight"), none=self._actions.key_of("tag.back")))

        return do_it

    def _with_fight(self, act: Handler) -> Handler:
        """Return what does something to the selected fight, or says what is missing."""

        def do_it() -> None:
            if self._tagging.scene is not None:
                act()
            else:
                self._marks.say(self._no_fight())

        return do_it

    def describe(self, field: str) -> None:
        """Go to a field of the selected fight, or say what is missing."""
        self._with_fight(self._among_fields(lambda: self._parts.inspector.take_focus(field)))()

    def _among_fields(self, act: Handler) -> Handler:
        """Return what goes to a field, out of the film alone."""

        def do_it() -> None:
            self._parts.show_alone(alone=False)
            act()

        return do_it

    def _no_fight(self) -> str:
        translate, key_of = QCoreApplication.translate, self._actions.key_of
        if self._tagging.film is None:
            words = translate("TagKeys", "There is no film yet. {key} adds one.")
            if not self._parts.films.is_empty:
                words = translate("TagKeys", "No film is open. Choose one at the left, or add one: {key}.")
            return words.format(key=key_of("films.add"))
        if self._tagging.media_file is None:
            words = translate("TagKeys", "No fight is selected. {next} selects one, {make} makes one.")
        else:
            words = translate(
                "TagKeys", "No fight is selected. {next} selects one; {hold}, held while it lasts, makes one."
            )
        return words.format(next=key_of("tag.next_scene"), make=key_of("tag.new_scene"), hold=key_of("tag.hold"))

    def _going(self) -> dict[str, Handler | Held]:
        tagging, player, parts, going = self._tagging, self._player, self._parts, self._film
        return {
            "tag.new_scene": parts.new_scene,
            "tag.line": self._among_fields(parts.bar.take_focus),
            "tag.alone": lambda: parts.show_alone(alone=not parts.is_alone),
            "tag.back": parts.go_back,
            "tag.next_scene": lambda: parts.choose_neighbour(1),
            "tag.previous_scene": lambda: parts.choose_neighbour(-1),
            "tag.remove_film": parts.film_side.remove,
            "tag.memory_film": parts.films.ask_for_title,
            "tag.play": going.play_or_pause,
            "tag.forward": lambda: shuttle(player, 1),
            "tag.pause": going.pause,
            "tag.backward": lambda: shuttle(player, -1),
            "tag.slower": lambda: going.change_rate(-1),
            "tag.faster": lambda: going.change_rate(1),
            "tag.loop": going.loop,
            "tag.lead_in": going.change_lead_in,
            "tag.previous_edge": lambda: going.go_to_beat(-1),
            "tag.next_edge": lambda: going.go_to_beat(1),
            "tag.frame_back": lambda: player.step(-1),
            "tag.frame_on": lambda: player.step(1),
            "tag.second_back": lambda: player.skip(-_SECOND_US),
            "tag.second_on": lambda: player.skip(_SECOND_US),
            "tag.previous_cut": parts.film_line.previous_cut,
            "tag.next_cut": parts.film_line.next_cut,
            "tag.go_time": self._go_to_a_time,
            "tag.go_in": lambda: going.go(tagging.marks.seen[0], 0),
            "tag.go_out": lambda: going.go(tagging.marks.seen[1], player.duration_us),
            "tag.zoom_in": lambda: parts.timeline.sight.zoom(_ZOOM),
            "tag.zoom_scene": self._zoom_to_scene,
            "tag.zoom_whole": parts.timeline.sight.show_whole,
            "tag.page_back": lambda: parts.timeline.sight.turn_page(-1),
            "tag.page_on": lambda: parts.timeline.sight.turn_page(1),
            "tag.lanes_up": lambda: parts.timeline.turn_lanes(-1),
            "tag.lanes_down": lambda: parts.timeline.turn_lanes(1),
            "tag.zoom_out": lambda: parts.timeline.sight.zoom(1 / _ZOOM),
        }

    def _go_to_a_time(self) -> None:
        if self._tagging.media_file is None:
            self._marks.say(QCoreApplication.translate("TagKeys", "There is no film on the screen to go about in."))
            return
        self._parts.show_alone(alone=False)
        self._parts.view.ask_time()

    def _zoom_to_scene(self) -> None:
        marked = self._tagging.marks.range
        if marked is not None:
            self._parts.timeline.sight.show_stretch(*marked)

    def _at_cut(self, mark: Callable[[int], None]) -> None:
        time_us = self._parts.film_line.beginning_of_shot()
        if time_us is not None:
            mark(time_us)


def _held(press: Handler, let_go: Handler, presses: Presses, name: str) -> Held:
    """Return what a held key does, whose coming up ``presses`` is told of at once."""
    return Held(press, let_go, lambda: presses.lift(name), lambda: presses.go_on(name))
