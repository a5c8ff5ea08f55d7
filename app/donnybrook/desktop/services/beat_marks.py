"""Beats marked while the film is watched: where one begins, and where it is over. Knows no widget."""

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import Beat
from donnybrook.catalog.edits.contents import add_beat, change_beat
from donnybrook.desktop.models.nesting import is_inside
from donnybrook.desktop.scene_text import beat_name
from donnybrook.desktop.services.playback import Player
from donnybrook.desktop.services.tagging import Tagging
from donnybrook.desktop.session import Session
from donnybrook.problems import Problem


class BeatMarks(QObject):
    """Puts beats on the fight that is selected."""

    said = Signal(str)
    """Emits a word on what was done, or why it was not."""

    begun = Signal(int)
    """Emits the id of a beat that has been added."""

    def __init__(self, session: Session, tagging: Tagging, player: Player, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tagging = tagging
        self._player = player

    def begin(self) -> None:
        """Add a beat that begins with the frame on the screen; one without times where the film has no file."""
        scene = self._tagging.scene
        if scene is None:
            return
        in_us = self._player.position_us if self._tagging.media_file is not None else None
        if in_us is not None and not is_inside(in_us, scene):
            self.said.emit(self.tr("This frame is not of the fight. Home goes to the fight's first one."))
            return
        try:
            beat_id = self._session.edit("Add beat", add_beat, scene.id, in_us=in_us, out_us=None)
        except Problem as problem:
            self._session.tell(problem)
            return
        if in_us is not None:
            self.said.emit(self.tr("A beat begins here. Shift+B where it is over."))
        self.begun.emit(beat_id)

    def end(self) -> None:
        """Have the beat that began last, of those still open, be over with the frame on the screen."""
        beat = self._open_beat()
        if beat is None:
            self.said.emit(self.tr("No beat that is still open begins before this frame. B begins one."))
            return
        try:
            words = f"Out of {beat_name(beat)}"
            self._session.edit(words, change_beat, beat.id, out_us=self._player.position_us)
        except Problem as problem:
            self._session.tell(problem)
        else:
            self.said.emit(self.tr("“{name}” is over here.").format(name=beat_name(beat)) if beat.label else "")

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
