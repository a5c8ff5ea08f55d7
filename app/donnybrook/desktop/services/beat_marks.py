"""Beats marked while the film is watched: where one begins, and where it is over. Knows no widget."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import Beat
from donnybrook.catalog.edits.contents import add_beat, change_beat
from donnybrook.catalog.scene_words import beat_called, stretch_line
from donnybrook.desktop.entry import Spoken
from donnybrook.desktop.models.nesting import is_inside
from donnybrook.desktop.scene_text import name_of
from donnybrook.desktop.services.playback import Player
from donnybrook.desktop.services.presses import Presses
from donnybrook.desktop.services.tagging import Tagging
from donnybrook.desktop.session import Session

BEAT = "beat"


class BeatMarks(QObject):
    """Puts beats on the fight that is selected."""

    said = Signal(str)
    """Emits a word on why nothing was done."""

    done = Signal(str, object)
    """Emits a word on what was done, and the ``Changes`` of it that can be undone (or ``None``)."""

    begun = Signal(int)
    """Emits the id of a beat that has been added."""

    def __init__(
        self, session: Session, tagging: Tagging, player: Player, key_of: Callable[[str], str], parent: QObject
    ) -> None:
        """``key_of`` returns the key of an action by its id."""
        super().__init__(parent)
        self._session = session
        self._tagging = tagging
        self._player = player
        self._key_of = key_of
        self.presses = Presses(player)
        self._pressed_on: int | None = None  # the fight that was selected when the key went down

    def press(self) -> None:
        """Its key went down: a beat begins with the frame on the screen; without times where the film has no file."""
        scene = self._tagging.scene
        if scene is None:
            return
        if self._tagging.media_file is None:
            self._add(scene.id, None, None)
        elif is_inside(self._player.position_us, scene):
            self._pressed_on = scene.id
            self.presses.begin(BEAT)
        else:
            words = self.tr("This frame is not of the fight. {key} goes to the fight's first one.")
            self.said.emit(words.format(key=self._key_of("tag.go_in")))

    def let_go(self) -> None:
        """Its key came up: the beat is over if it was held, and goes on if it was tapped."""
        stretch, scene_id = self.presses.end(BEAT), self._pressed_on
        is_there = any(row.id == scene_id for row in self._tagging.rows)
        if stretch is not None and scene_id is not None and is_there:
            self._add(scene_id, *stretch.times)

    def end(self) -> None:
        """Have the beat that began last, of those still open, be over with the frame on the screen."""
        scene, beat = self._tagging.scene, self._open_beat()
        if scene is None or beat is None:
            words = self.tr("No beat that is still open begins before this frame. {key} begins one.")
            self.said.emit(words.format(key=self._key_of("tag.beat")))
            return
        at, words = Spoken(self.said.emit, scene.name), f"Change out point of {beat_called(beat)}"
        entry = self._session.enter(at, words, change_beat, beat.id, out_us=self._player.position_us)
        self._tagging.say_waiting(entry)
        if entry.value is not None:
            name = f"“{beat.label}”" if beat.label else self.tr("The beat")
            self.done.emit(self.tr("{name} is over here.").format(name=name), entry.changes)

    def _add(self, scene_id: int, in_us: int | None, out_us: int | None) -> None:
        row = self._tagging.row(scene_id)
        at = Spoken(self.said.emit, name_of(row) if row is not None else "")
        entry = self._session.add(at, "Add beat", add_beat, scene_id, in_us=in_us, out_us=out_us)
        self._tagging.say_waiting(entry)
        if entry.value is None:
            return
        if out_us is not None:
            words = self.tr("Beat {times}").format(times=stretch_line(in_us, out_us))
            self.done.emit(words, entry.changes)
        elif in_us is not None:
            words = self.tr("A beat begins here. {key} where it is over.")
            self.done.emit(words.format(key=self._key_of("tag.beat_out")), entry.changes)
        self.begun.emit(entry.value)

    def _open_beat(self) -> Beat | None:
        if self._tagging.scene is None or self._tagging.media_file is None:
            return None
        now_us = self._player.position_us
        open_beats = [
            each
            for each in self._tagging.scene.beats
            if each.in_us is not None and each.in_us < now_us and each.out_us is None
        ]
        return max(open_beats, key=lambda each: each.in_us or 0, default=None)
