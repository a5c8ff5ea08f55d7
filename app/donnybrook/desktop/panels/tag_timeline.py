"""Brings the fights, beats and weapons of the film on the desk to its timeline, and what is done there to who does it.

It lays out nothing, and edits nothing itself.
"""

from collections.abc import Callable, Collection
from typing import Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from donnybrook.catalog import SceneRow
from donnybrook.desktop.models.bar_rows import Bar, BarRows
from donnybrook.desktop.models.dragging import Piece, Placed
from donnybrook.desktop.panels.film_line import FilmLine
from donnybrook.desktop.panels.timeline import Timeline
from donnybrook.desktop.panels.timeline_bars import (
    beat_lanes,
    fight_bar,
    fights_lane,
    rows_of,
    weapon_lanes,
)
from donnybrook.desktop.panels.timeline_glance import TimelineGlance
from donnybrook.desktop.services.fight_cutting import FightCutting
from donnybrook.desktop.services.fight_removal import FightRemoval
from donnybrook.desktop.services.film_pictures import FilmPictures
from donnybrook.desktop.services.playback import Player
from donnybrook.desktop.services.retiming import Retiming
from donnybrook.desktop.services.tagging import Tagging
from donnybrook.desktop.services.told_edits import ToldEdits
from donnybrook.desktop.session import Session
from donnybrook.desktop.theme import Theme


class TagTimeline(QObject):
    """One film at a time."""

    scene_chosen = Signal(int)
    beat_opened = Signal(int)
    use_opened = Signal(int)

    def __init__(
        self,
        session: Session,
        tagging: Tagging,
        edits: ToldEdits,
        player: Player,
        pictures: FilmPictures,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._tagging = tagging
        self._player = player
        self.timeline = timeline = Timeline(theme)
        self.glance = TimelineGlance(timeline, pictures, theme, parent)
        self.film_line = FilmLine(session, player, pictures, timeline, self)
        self._bars: dict[int, tuple[SceneRow, Bar]] = {}
        self._fights = BarRows()
        self._shown_id: int | None = None
        self._selected: tuple[tuple[int, ...], frozenset[Piece]] = ((), frozenset())
        self._edits = edits
        self._retiming = Retiming(edits, tagging, self)
        self.cutting = FightCutting(edits, tagging, player, self)
        self.removal = FightRemoval(session, tagging, self)
        player.frame_shown.connect(timeline.show_playhead)
        timeline.seek_wanted.connect(player.seek)
        timeline.hand.chosen.connect(self._choose)
        timeline.hand.opened.connect(self._open)
        timeline.hand.dropped.connect(self._drop)
        tagging.scenes_changed.connect(self._show_scenes)
        tagging.scene_changed.connect(self._show_scene)
        tagging.selection_changed.connect(self._show_selected)
        tagging.beat_changed.connect(self._show_selected)
        tagging.marks.changed.connect(self._show_marks)

    def move_edge_here(self, edge: Literal["in", "out"]) -> None:
        """Move an edge of the beat or use that is open, else of the selected fight, to the frame on the screen."""
        self._retiming.move_edge_to(self._player.position_us, edge)

    def move_here(self) -> None:
        """Move the beat or use that is open, else the selected fight, to the frame on the screen."""
        self._retiming.move_to(self._player.position_us, self.timeline.hand.frames)

    def in_place(self, act: Callable[[], object]) -> Callable[[], None]:
        """Return what does something at a time that is seen, as long as the fights are seen where they are."""

        def act_or_say() -> None:
            if self._tagging.marks.slid is None:
                act()
                return
            words = self.tr(
                "The fights are shown where they would be. Slide them all, or leave them, and then change one."
            )
            self._edits.refused.emit(words)

        return act_or_say

    def show_slid(self) -> None:
        """Show the fights, and what is in the selected one, where they would be."""
        moved = self._tagging.marks.slid
        rows = self._fights if moved is None else rows_of((bar for _, bar in self._bars.values()), moved)
        self.timeline.show_lanes("scene", [fights_lane(rows)])
        self._show_parts()
        self._show_marks()

    def _show_scenes(self) -> None:
        changed = self._tagging.changed_ids
        ids = self._bars.keys() | {row.id for row in self._tagging.rows} if changed is None else changed
        come, gone = self._renew_bars(ids)
        if come or gone:
            self._fights = self._fights.exchanged(gone, come)
        elif self._bars:
            return  # nobody sees a difference
        self.timeline.show_lanes("scene", [fights_lane(self._fights)])

    def _renew_bars(self, ids: Collection[int]) -> tuple[list[Bar], list[int]]:
        """Look at these fights again; returns the bars that are new or other ones, and the ids of those gone."""
        vocabulary = self._session.catalog.vocabulary
        come: list[Bar] = []
        gone: list[int] = []
        for scene_id in ids:
            row, made = self._tagging.row(scene_id), self._bars.get(scene_id)
            if row is None or row.in_us is None:
                if made is not None:
                    del self._bars[scene_id]
                    gone.append(scene_id)
            elif made is None or made[0] is not row:
                bar = fight_bar(row, vocabulary)
                if made is None or made[1] != bar:
                    come.append(bar)
                else:
                    bar = made[1]  # which the rows have: it is kept once
                self._bars[scene_id] = (row, bar)
        return come, gone

    def _show_scene(self) -> None:
        scene = self._tagging.scene
        scene_id = None if scene is None else scene.id
        self._show_selected()
        self._show_parts()
        is_other, self._shown_id = scene_id != self._shown_id, scene_id
        if is_other and scene is not None and scene.fields.in_us is not None:
            in_us, out_us = self._tagging.marks.seen
            self.timeline.sight.bring_into_view(in_us or 0, out_us)

    def _show_parts(self) -> None:
        scene, slid, vocabulary = self._tagging.scene, self._tagging.marks.slid, self._session.catalog.vocabulary
        self.timeline.show_lanes("beat", beat_lanes(scene, slid) if scene is not None else ())
        self.timeline.show_lanes("use", weapon_lanes(scene, vocabulary, slid) if scene is not None else ())

    def _show_selected(self) -> None:
        selected = self._tagging.selected
        if selected != self._selected[0]:
            self._selected = selected, frozenset(Piece("scene", scene_id) for scene_id in selected)
        beat, part = self._tagging.beat, self._tagging.part
        within = {Piece("beat", beat.id)} if beat is not None else set()
        self.timeline.show_selected(self._selected[1] | within | ({part} if part is not None else set()))

    def _show_marks(self) -> None:
        self.timeline.show_marks(*self._tagging.marks.seen)

    def _choose(self, piece: object) -> None:
        """A click: choose a fight or a beat; of a beat or a use, see where it begins."""
        if not isinstance(piece, Piece):
            return
        bar = self.timeline.bar_of(piece)
        if piece.kind == "beat":
            self._tagging.select_beat(piece.key)
        if piece.kind == "scene":
            self.scene_chosen.emit(piece.key)
        elif bar is not None and not bar.is_loose:
            self._player.seek(bar.in_us)

    def _open(self, piece: object) -> None:
        """A double click: come close to a fight; see a beat or a use described."""
        if not isinstance(piece, Piece):
            return
        bar = self.timeline.bar_of(piece)
        if piece.kind == "scene" and bar is not None:
            self.timeline.sight.show_stretch(bar.in_us, bar.out_us)
        elif piece.kind == "beat":
            self.beat_opened.emit(piece.key)
        elif piece.kind == "use":
            self.use_opened.emit(piece.key)

    def _drop(self, placed: object) -> None:
        frames = self.timeline.hand.frames
        if not isinstance(placed, Placed) or frames is None:
            return
        self.in_place(lambda: self._retiming.put(placed, frames))()
