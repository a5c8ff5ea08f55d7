"""Puts what was dragged on the timeline where it was dropped: fights, beats and uses, each time one edit. No widget."""

from PySide6.QtCore import QObject

from donnybrook.catalog.edits.contents import change_beat, change_wielding
from donnybrook.catalog.edits.retiming import retime_scene
from donnybrook.catalog.edits.scenes import change_scene
from donnybrook.catalog.scene_words import beat_name
from donnybrook.desktop.models.dragging import Hold, Piece, Placed, dragged
from donnybrook.desktop.models.frame_times import FrameTimes
from donnybrook.desktop.scene_text import length, name_of
from donnybrook.desktop.services.tagging import Tagging
from donnybrook.desktop.services.told_edits import ToldEdits
from donnybrook.times import format_clock


class Retiming(QObject):
    """Knows what is on the desk by ``Tagging``."""

    def __init__(self, edits: ToldEdits, tagging: Tagging, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._tagging = tagging

    def put(self, placed: Placed, frames: FrameTimes) -> None:
        """Give a piece the times at which it was dropped; with a fight moved as a whole goes all that is in it."""
        name = self._name(placed)
        told = f"“{name}” {_told(placed)}"
        kind, key = placed.hold.piece.kind, placed.hold.piece.key
        if kind == "beat":
            self._edits.do(f"Move {name}", told, change_beat, key, **_times(placed, "in_us", "out_us"))
        elif kind == "use":
            self._edits.do(f"Move {name}", told, change_wielding, key, **_times(placed, "from_us", "to_us"))
        elif placed.hold.part == "whole":
            self._move(name, told, placed, frames)
        else:
            self._edits.do(f"Move {name}", told, change_scene, key, **_times(placed, "in_us", "out_us"))
        if kind == "scene":
            self._tagging.times_changed(key)

    def move_to(self, time_us: int, frames: FrameTimes | None) -> None:
        """Have the selected fight begin at a frame, with all that is in it as long after as before."""
        scene = self._tagging.scene
        if scene is None or scene.fields.in_us is None or frames is None:
            self._edits.refused.emit(self.tr("Only a fight with an in point can be moved, on a film that is there."))
            return
        hold = Hold(Piece("scene", scene.id), "whole", scene.fields.in_us, scene.fields.out_us, scene.fields.in_us)
        self.put(dragged(hold, time_us, frames, None, 0), frames)

    def _move(self, name: str, told: str, placed: Placed, frames: FrameTimes) -> None:
        hold = placed.hold
        by_us = placed.in_us - hold.in_us
        exactly = {hold.in_us: placed.in_us}
        if hold.out_us is not None and placed.out_us is not None:
            exactly[hold.out_us] = placed.out_us

        def moved(time_us: int) -> int:
            at_us = exactly.get(time_us)
            return frames.nearest_out(time_us + by_us) if at_us is None else at_us

        self._edits.do(f"Move {name}", told, retime_scene, hold.piece.key, moved)

    def _name(self, placed: Placed) -> str:
        piece, scene = placed.hold.piece, self._tagging.scene
        if piece.kind == "scene":
            return next((name_of(row) for row in self._tagging.rows if row.id == piece.key), "fight")
        if scene is None:
            return piece.kind
        if piece.kind == "beat":
            return next((beat_name(beat) for beat in scene.beats if beat.id == piece.key), "beat")
        return next((each.weapon for each in scene.wieldings if each.id == piece.key), "weapon")


def _times(placed: Placed, begin: str, end: str) -> dict[str, int | None]:
    """Return the edges that were moved, by the names of their columns."""
    both: dict[str, int | None] = {begin: placed.in_us, end: placed.out_us}
    return {name: both[name] for name in {"in": (begin,), "out": (end,), "whole": (begin, end)}[placed.hold.part]}


def _told(placed: Placed) -> str:
    if placed.hold.part == "in":
        return f"begins at {format_clock(placed.in_us)}"
    if placed.hold.part == "out":
        return f"is over at {format_clock(placed.edge_us)}"
    by_us = placed.in_us - placed.hold.in_us
    return f"is {length(abs(by_us))} {'later' if by_us > 0 else 'earlier'}"
