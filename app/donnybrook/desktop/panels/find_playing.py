"""Plays the hit: opens the film of a scene at its in point, looped or not, and says why where it can't. No widget."""

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import Catalog, MediaFile, Scene
from donnybrook.desktop.services.playback import Player
from donnybrook.desktop.services.spoilers import Spoilers
from donnybrook.desktop.settings import LOOP, Settings


class HitPlayer(QObject):
    """Has the player once it is there; what is asked for before that is played as soon as it comes."""

    refused = Signal(str)
    """Emits a sentence on why a fight can't be played."""

    finished = Signal()
    """The fight has been played to its end (never, while it is looped)."""

    player_wanted = Signal()
    """A fight is to be played, and the player is not there yet."""

    started = Signal()
    """A film was opened and plays."""

    def __init__(self, catalog: Catalog, spoilers: Spoilers, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalog = catalog
        self._spoilers = spoilers
        self._settings = settings
        self._player: Player | None = None
        self._waiting: int | None = None
        self._is_one_of_many = False
        self._playing: Scene | None = None
        settings.changed.connect(self._settings_changed)

    def take_player(self, player: Player) -> None:
        """Use a player from now on."""
        self._player = player
        player.ended.connect(self._ended)
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            self.play(waiting, is_one_of_many=self._is_one_of_many)

    def play(self, scene_id: int, *, quietly: bool = False, is_one_of_many: bool = False) -> bool:
        """Play a scene from its in point; returns whether it can be played, and tells why not unless ``quietly``.

        One of many is not looped, so that the next has its turn.
        """
        self._is_one_of_many = is_one_of_many
        scene = self._spoilers.scene(scene_id)
        media_file = self._film_of(scene, quietly=quietly)
        if media_file is None:
            return False
        if self._player is None:
            self._waiting = scene_id
            self.player_wanted.emit()
            return True
        in_us = scene.fields.in_us or 0
        self._playing = scene
        self._player.open(media_file.path, media_file, at_us=in_us)
        self.started.emit()
        self._start(scene)
        return True

    def toggle(self) -> None:
        """Pause, or play on."""
        if self._player is not None:
            self._player.toggle()

    def stop(self) -> None:
        """Play no longer."""
        self._waiting = None
        if self._player is not None and self._playing is not None:
            self._player.pause()
            self._player.set_loop(None)
        self._playing = None

    @property
    def is_active(self) -> bool:
        """Whether a hit is on the player, playing or paused."""
        return self._playing is not None

    @property
    def scene(self) -> Scene | None:
        """The scene on the player, as the person may see it."""
        return self._playing

    @property
    def scene_id(self) -> int | None:
        """The scene on the player."""
        return self._playing.id if self._playing is not None else None

    def _ended(self) -> None:
        if self._playing is not None:
            self.finished.emit()

    def _start(self, scene: Scene) -> None:
        assert self._player is not None
        in_us, out_us = scene.fields.in_us or 0, scene.fields.out_us
        if out_us is not None and self._settings.value(LOOP) and not self._is_one_of_many:
            self._player.set_loop((in_us, out_us))
            self._player.play()
        else:
            self._player.set_loop(None)
            self._player.play_range(in_us, out_us)

    def _film_of(self, scene: Scene, *, quietly: bool) -> MediaFile | None:
        if scene.fields.in_us is None:
            words = self.tr("“{name}” was catalogued from memory, without times: there is nothing to play.")
            self._refuse(quietly, words.format(name=scene.name))
            return None
        from donnybrook.ingest.covers import file_of_scene

        found = file_of_scene(self._catalog, scene)
        if found is None:
            known = self._catalog.media_files(scene.film_id)
            was = self.tr("The film file of “{film}” is not there. It was {path}.")
            never = self.tr("The film file of “{film}” is not there. Add it in the menu File.")
            path = known[0].path if known else ""
            self._refuse(quietly, (was if known else never).format(film=scene.film_title, path=path))
        return found

    def _refuse(self, quietly: bool, sentence: str) -> None:
        if not quietly:
            self.refused.emit(sentence)

    def _settings_changed(self, key: str) -> None:
        if (
            key == LOOP.key
            and not self._is_one_of_many
            and self._playing is not None
            and self._player is not None
            and self._player.is_playing
        ):
            self._start(self._playing)
