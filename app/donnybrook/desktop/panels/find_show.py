"""Shows the hit moving: at the side, large in the wall's place, or one hit after another. Knows no search."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from donnybrook.desktop.panels.find_detail import FindDetail
from donnybrook.desktop.panels.find_playing import HitPlayer
from donnybrook.desktop.panels.find_stage import FindStage
from donnybrook.desktop.panels.wall import Wall
from donnybrook.desktop.services.playback import Player


class HitShow(QObject):
    """Has the player's view, and puts it where it belongs."""

    def __init__(self, hit: HitPlayer, wall: Wall, stage: FindStage, detail: FindDetail, parent: QObject) -> None:
        super().__init__(parent)
        self._hit = hit
        self._wall = wall
        self._stage = stage
        self._detail = detail
        self._view: QWidget | None = None
        self._goes_on = False  # when a hit has ended, the next one is played
        self._is_moving_on = False
        hit.started.connect(self._started)
        hit.finished.connect(self._finished)

    def take_player(self, player: Player, view: QWidget) -> None:
        """Take the player, which comes after the first paint, and the widget it shows itself in."""
        self._view = view
        view.hide()
        player.state_changed.connect(lambda playing: self._detail.show_playing(playing=playing and self.is_on))
        self._hit.take_player(player)

    @property
    def is_on(self) -> bool:
        """Whether a hit is on the player, playing or paused."""
        return self._hit.is_active

    def play(self) -> None:
        """Play the current fight from its in point; from then on keys go to the wall, not into the search box."""
        self._goes_on = False
        self._play()
        self._wall.setFocus()

    def play_or_pause(self) -> None:
        """Pause the hit that plays, or play on; else play the current fight."""
        if self.is_on and self._hit.scene_id == self._wall.current_scene:
            self._hit.toggle()
        else:
            self.play()

    def play_all(self) -> None:
        """Play the hits from the current one on, leaving out those that can't be played; says if none of them can."""
        self._goes_on = True
        self._wall.setFocus()
        if not self._play(quietly=True):
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

    def stop(self) -> None:
        """Show the wall and the picture again."""
        self._goes_on = False
        self._hit.stop()
        if self._view is not None:
            self._view.hide()
        self._detail.show_cover_again()
        if self._stage.is_large:
            self._stage.show_wall()
            self._wall.setFocus()

    def chosen(self, scene_id: int | None) -> None:
        """Another scene is the current one (or the same, read again): what plays goes on only if it is that one."""
        if self.is_on and not self._is_moving_on and scene_id != self._hit.scene_id:
            self.stop()

    def _play(self, *, quietly: bool = False) -> bool:
        scene_id = self._wall.current_scene
        return scene_id is not None and self._hit.play(scene_id, quietly=quietly)

    def _started(self) -> None:
        if self._view is None:
            return
        if self._stage.is_large or self._detail.isHidden():
            self._show_large()
        else:
            self._detail.take_player(self._view)

    def _show_large(self) -> None:
        if self._view is not None:
            self._detail.show_cover_again()
            self._stage.show_large(self._view)

    def _finished(self) -> None:
        while self._goes_on:
            place = (self._wall.current_place or 0) + 1
            if place >= self._wall.scene_count:
                self.stop()
                return
            self._is_moving_on = True
            self._wall.choose_place(place)
            self._is_moving_on = False
            if self._play(quietly=True):
                return
