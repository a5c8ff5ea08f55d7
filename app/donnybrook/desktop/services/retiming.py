"""Puts what was dragged on the timeline where it was dropped: fights, beats and uses, each time one edit. No widget."""

from typing import Literal

from PySide6.QtCore import QObject

from donnybrook.catalog.edits.contents import change_beat, change_wielding
from donnybrook.catalog.edits.retiming import place_scene
from donnybrook.catalog.edits.scenes import change_scene
from donnybrook.catalog.scene_words import beat_called
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
        if placed.hold.piece.kind != "scene":
            self._put_part(placed)
            return
        scene_id, label, told = placed.hold.piece.key, self._label(placed), self._told(placed)
        if placed.hold.part == "whole":
            was, to = (placed.hold.in_us, placed.hold.out_us), (placed.in_us, placed.out_us)
            entry = self._edits.do(label, told, place_scene, scene_id, was, to, frames.nearest_out)
        else:
            entry = self._edits.do(label, told, change_scene, scene_id, **_times(placed, "in_us", "out_us"))
        entry.when_stored(lambda _value: self._tagging.times_changed(scene_id))

    def move_to(self, time_us: int, frames: FrameTimes | None) -> None:
        """Have the beat or use that is open, else the fight, begin at a frame; what is in it keeps its distance."""
        hold = self._held()
        if hold is None or frames is None:
            words = self.tr("Only what has an in point can be moved, on a film that is there.")
            self._edits.refused.emit(words)
        else:
            self.put(dragged(hold, time_us, frames, None, 0), frames)

    def move_edge_to(self, time_us: int, edge: Literal["in", "out"]) -> None:
        """Have the beat or use that is open, else the fight, begin with a frame, or be over with it."""
        part = self._tagging.part
        if part is None:
            self._tagging.set_scene_time("in_us" if edge == "in" else "out_us")
        elif self._tagging.media_file is not None:
            self._put_part(Placed(Hold(part, edge, time_us, None, time_us), time_us, time_us, time_us))

    def _put_part(self, placed: Placed) -> None:
        key, label, told = placed.hold.piece.key, self._label(placed), self._told(placed)
        if placed.hold.piece.kind == "beat":
            self._edits.do(label, told, change_beat, key, **_times(placed, "in_us", "out_us"))
        else:
            self._edits.do(label, told, change_wielding, key, **_times(placed, "from_us", "to_us"))

    def _held(self) -> Hold | None:
        """Return what a key moves: the beat or use that is open, else the selected fight; none without an in point."""
        scene, part = self._tagging.scene, self._tagging.part
        if scene is None:
            return None
        piece, in_us, out_us = Piece("scene", scene.id), scene.fields.in_us, scene.fields.out_us
        if part is not None:
            spans = [(each.in_us, each.out_us) for each in scene.beats if part == Piece("beat", each.id)]
            spans += [(each.from_us, each.to_us) for each in scene.wieldings if part == Piece("use", each.id)]
            piece, (in_us, out_us) = part, next(iter(spans), (None, None))
        return None if in_us is None else Hold(piece, "whole", in_us, out_us, in_us)

    def _label(self, placed: Placed) -> str:
        return f"Move {self._name(placed)}"

    def _told(self, placed: Placed) -> str:
        name, by_us = self._name(placed), placed.in_us - placed.hold.in_us
        if placed.hold.part == "in":
            return self.tr("“{name}” begins at {time}").format(name=name, time=format_clock(placed.in_us))
        if placed.hold.part == "out":
            return self.tr("“{name}” is over at {time}").format(name=name, time=format_clock(placed.edge_us))
        words = self.tr("“{name}” is {by} later") if by_us > 0 else self.tr("“{name}” is {by} earlier")
        return words.format(name=name, by=length(abs(by_us)))

    def _name(self, placed: Placed) -> str:
        piece, scene = placed.hold.piece, self._tagging.scene
        if piece.kind == "scene":
            row = self._tagging.row(piece.key)
            return name_of(row) if row is not None else self.tr("fight")
        if piece.kind == "beat":
            beats = scene.beats if scene is not None else ()
            return next((each.label or beat_called(each) for each in beats if each.id == piece.key), self.tr("beat"))
        uses = scene.wieldings if scene is not None else ()
        return next((each.weapon for each in uses if each.id == piece.key), self.tr("weapon"))


def _times(placed: Placed, begin: str, end: str) -> dict[str, int | None]:
    """Return the edges that were moved, by the names of their columns."""
    both: dict[str, int | None] = {begin: placed.in_us, end: placed.out_us}
    return {name: both[name] for name in {"in": (begin,), "out": (end,), "whole": (begin, end)}[placed.hold.part]}
