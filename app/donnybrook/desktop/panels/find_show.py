"""Shows the hit moving: at the side, large in the wall's place, alone on the screen, or one hit after another.

Knows no search.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog.numbers import counted
from donnybrook.desktop.panels.find_detail import FindDetail
from donnybrook.desktop.panels.find_playing import HitPlayer
from donnybrook.desktop.panels.find_stage import FindStage
from donnybrook.desktop.panels.hit_views import HitViews
from donnybrook.desktop.panels.title_card import TitleCard
from donnybrook.desktop.scene_text import film_line
from donnybrook.desktop.services.playback import Player

if TYPE_CHECKING:
    from donnybrook.desktop.panels.player_view import PlayerView


class HitShow(QObject):
    """Has the player's view, and puts it where it belongs."""

    said = Signal(str)
    """Emits a word on what was left out while one hit after another is played."""

    alone_changed = Signal(bool)
    """Emits whether the picture is to have the screen for itself."""

    def __init__(self, hit: HitPlayer, views: HitViews, stage: FindStage, detail: FindDetail, parent: QObject) -> None:
        super().__init__(parent)
        self._hit = hit
        self._views = views
        self._stage = stage
        self._detail = detail
        self._view: PlayerView | None = None
        self.title: TitleCard | None = None
        self._goes_on = False  # when a hit has ended, the next one is played
        self._is_moving_on = False
        self._is_alone = False
        self._left_out = 0
        hit.started.connect(self._started)
        hit.finished.connect(self._finished)

    def take_player(self, player: Player, view: "PlayerView") -> None:
        """Take the player, which comes after the first paint, and the widget it shows itself in."""
        self._view = view
        self.title = TitleCard(view.surface)
        view.hide()
        player.state_changed.connect(lambda playing: self._detail.show_playing(playing=playing and self.is_on))
        self._hit.take_player(player)

    @property
    def is_on(self) -> bool:
        """Whether a hit is on the player, playing or paused."""
        return self._hit.is_active

    @property
    def is_alone(self) -> bool:
        """Whether the picture has the screen for itself."""
        return self._is_alone

    def play(self) -> None:
        """Play the current fight from its in point; from then on keys go to the wall, not into the search box."""
        self._goes_on = False
        self._play()
        self._views.setFocus()

    def play_or_pause(self) -> None:
        """Pause the hit that plays, or play on; else play the current fight."""
        if self.is_on and self._hit.scene_id == self._views.current_scene:
            self._hit.toggle()
        else:
            self.play()

    def play_all(self) -> None:
        """Play the hits from the current one on, leaving out those that can't be played; says if none of them can."""
        self._goes_on = True
        self._left_out = 0
        self._views.setFocus()
        if not self._play(quietly=True):
            self._left_out = 1
            self._finished()
            if not self._goes_on:
                self._hit.refused.emit(self.tr("None of these fights can be played: their films are not here."))

    def toggle_large(self) -> None:
        """Show the current fight large, or the wall again."""
        if self._stage.is_large:
            self.stop()
            return
        if not self.is_on:
            self.play()
        if self.is_on:
            self._show_large()

    def toggle_alone(self) -> None:
        """Show the fight that is played on the whole screen, or all again."""
        if self._is_alone:
            self._show_alone(alone=False)
            return
        if not self._stage.is_large:
            self.toggle_large()
        if self._stage.is_large:
            self._show_alone(alone=True)

    def leave_alone(self) -> None:
        """Show all around the picture again."""
        if self._is_alone:
            self._show_alone(alone=False)

    def stop(self) -> None:
        """Show the wall and the picture again."""
        self.leave_alone()
        self._goes_on = False
        self._hit.stop()
        if self.title is not None:
            self.title.forget()
        if self._view is not None:
            self._view.hide()
        self._detail.show_cover_again()
        if self._stage.is_large:
            self._stage.show_hits()
            self._stage.focus_hits()

    def chosen(self, scene_id: int | None) -> None:
        """Another scene is the current one (or the same, read again): what plays goes on only if it is that one."""
        if self.is_on and not self._is_moving_on and scene_id != self._hit.scene_id:
            self.stop()

    def _play(self, *, quietly: bool = False) -> bool:
        scene_id = self._views.current_scene
        return scene_id is not None and self._hit.play(scene_id, quietly=quietly, is_one_of_many=self._goes_on)

    def _started(self) -> None:
        if self._view is None:
            return
        if self._stage.is_large or self._detail.isHidden():
            self._show_large()
        else:
            self._detail.take_player(self._view)
        scene = self._hit.scene
        if self._goes_on and scene is not None and self.title is not None:
            self.title.say(scene.name, film_line(scene.film_title, scene.film_year))
            self._tell_left_out()

    def _tell_left_out(self) -> None:
        if self._left_out:
            fights = counted(self._left_out, "fight")
            self.said.emit(self.tr("Left out {fights} that can't be played here").format(fights=fights))
            self._left_out = 0

    def _show_large(self) -> None:
        if self._view is not None:
            self._detail.show_cover_again()
            self._stage.show_large(self._view)

    def _show_alone(self, *, alone: bool) -> None:
        self._is_alone = alone
        if self._view is not None:
            self._view.show_alone(alone=alone)
        self.alone_changed.emit(alone)

    def _finished(self) -> None:
        while self._goes_on:
            place = (self._views.current_place or 0) + 1
            if place >= self._views.scene_count:
                self._tell_left_out()
                self.stop()
                return
            self._is_moving_on = True
            self._views.choose_place(place)
            self._is_moving_on = False
            if self._play(quietly=True):
                return
            self._left_out += 1
