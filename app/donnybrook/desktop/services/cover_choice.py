"""The picture a fight is shown by, chosen with one key wherever the fight is. Knows no widget."""

from collections.abc import Callable

from donnybrook.catalog import Scene
from donnybrook.desktop.action_set import Handler
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.services.films import FilmService
from donnybrook.desktop.services.playback import Player
from donnybrook.desktop.session import Session
from donnybrook.ingest.covers import file_of_scene


class CoverChoice:
    """``current_scene`` gives the fight that is chosen in the window, ``say`` shows a toast."""

    def __init__(
        self,
        session: Session,
        films: FilmService,
        player: Player,
        current_scene: Callable[[], int | None],
        say: Callable[[str], None],
    ) -> None:
        self._session = session
        self._films = films
        self._player = player
        self._current_scene = current_scene
        self._say = say

    def table(self) -> dict[str, Handler]:
        """Return what each action does; in Tag, the frame on the screen is taken by the workplace itself."""
        return {"find.cover": self.take_frame, "find.another_cover": self.another, "tag.another_cover": self.another}

    def take_frame(self) -> None:
        """Take the frame on the screen, if it is one of the fight."""
        scene = self._scene()
        media_file, time_us = self._player.media_file, self._player.position_us
        if scene is None:
            return
        if media_file is None or media_file.version_id != scene.version_id or not _is_inside(scene, time_us):
            self._say(
                translate("CoverChoice", "Play the fight, and stop where it shows best; then C takes that frame.")
            )
            return
        self._films.request_chosen_cover(scene.id, media_file, time_us)

    def another(self) -> None:
        """Take the next good picture of the fight; again, the one after it, all round the fight."""
        scene = self._scene()
        if scene is None:
            return
        in_us, out_us = scene.fields.in_us, scene.fields.out_us
        media_file = file_of_scene(self._session.catalog, scene)
        if in_us is None or out_us is None or media_file is None:
            self._say(translate("CoverChoice", "Another picture needs the film's file, and the fight's in and out."))
            return
        cover = self._session.catalog.cover(scene.id)
        self._films.request_another_cover(scene.id, media_file, in_us, out_us, cover.time_us if cover else None)

    def _scene(self) -> Scene | None:
        scene_id = self._current_scene()
        if scene_id is None:
            self._say(translate("CoverChoice", "Choose a fight first."))
            return None
        return self._session.catalog.scene(scene_id)


def _is_inside(scene: Scene, time_us: int) -> bool:
    in_us, out_us = scene.fields.in_us, scene.fields.out_us
    return in_us is not None and in_us <= time_us and (out_us is None or time_us < out_us)
