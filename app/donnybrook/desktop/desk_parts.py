"""What one catalog's desk needs of films: who reads them, the player, the pictures, the work on them. Lays out nothing.

They come after the window's first paint, a step at a time, so that the window goes on in between; or all at once, where
somebody needs them before that.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from donnybrook.desktop.icons import Icons
from donnybrook.desktop.main_window import MainWindow
from donnybrook.desktop.panels.find_workplace import FindWorkplace
from donnybrook.desktop.panels.sheet import SheetSurroundings
from donnybrook.desktop.services.playback import Player
from donnybrook.desktop.settings import Settings
from donnybrook.desktop.theme import Theme
from donnybrook.media import Nursery

if TYPE_CHECKING:
    from donnybrook.desktop.film_work import FilmWork
    from donnybrook.desktop.services.film_pictures import FilmPictures
    from donnybrook.desktop.services.films import FilmService
    from donnybrook.desktop.services.link_post import LinkPost
    from donnybrook.desktop.services.scene_strips import SceneStrips

# When the wall has been looked at for so long, the player is made ready behind it.
_PLAYER_MS = 1000


class DeskParts(QObject):
    """Lives as long as its catalog is open; each part is ``None`` until it has been made."""

    ready = Signal()
    """All parts are there."""

    film_added = Signal(object)
    """Emits an ``AddedFilm``."""

    file_attached = Signal(int, str, object)
    """Emits a film that has got its file, the file's name, and what changed."""

    adding_changed = Signal(int)
    """Emits how many files are still to be added."""

    version_wanted = Signal(int, int)
    """Emits a film's id and a version's, whose file is to be opened."""

    folder_added = Signal(int)
    """Emits the id of the first new film that can be shown, once those of a folder are in the catalog."""

    linked = Signal(str)
    """Emits the search that finds the fight of a link which was opened somewhere on the desktop."""

    def __init__(
        self,
        around: SheetSurroundings,
        window: MainWindow,
        theme: Theme,
        icons: Icons,
        settings: Settings,
        find: FindWorkplace,
        *,
        current_scene: Callable[[], int | None],
        current_film: Callable[[], int | None],
        nursery: Nursery,
        parent: QObject,
    ) -> None:
        """The first two of the last give the fight, and the film, that is chosen in the window.

        ``nursery`` is where decoding processes come from.
        """
        super().__init__(parent)
        self._around = around
        self._window = window
        self._theme = theme
        self._icons = icons
        self._settings = settings
        self._find = find
        self._current_scene = current_scene
        self._current_film = current_film
        self.reads_new_films = False  # at the beginning, by themselves
        self._waiting_films: list[Path] = []
        self._to_be_made: Iterator[None] = self._steps()
        self._to_be_loaded: Iterator[None] = _loaded()
        self._is_ready = self._has_failed = False
        self._links: LinkPost | None = None
        self._strips: SceneStrips | None = None
        self._nursery = nursery
        self.films: FilmService | None = None
        self.pictures: FilmPictures | None = None
        self.player: Player | None = None
        find.player_wanted.connect(self._try_again)
        self.work: FilmWork | None = None

    def begin(self) -> None:
        """Make them, a step at a time; then load what a sheet would have to load when it is opened."""
        if self._made_more() or next(self._to_be_loaded, self) is not self:
            QTimer.singleShot(0, self, self.begin)

    def left(self) -> Iterator[None]:
        """Make what is left to be made, a step at a time."""
        while self._made_more():
            yield

    def add_films(self, paths: Sequence[Path]) -> None:
        """Add film files, and folders of them, to the catalog."""
        if self.work is None:
            self._waiting_films += paths
            self._try_again()
        else:
            self.work.add(paths)

    def _try_again(self) -> None:
        """Go on where something could not be made; it is told again if it still can't be."""
        if self._has_failed:
            self.begin()

    def close_work(self) -> None:
        """Make nothing more, and let go of the work on films."""
        self._to_be_made = self._to_be_loaded = iter(())
        self._is_ready = True
        if self.work is not None:
            self.work.close()

    def close(self) -> None:
        """Let go of films and pictures, once nobody shows them any more."""
        for part in (self.player, self.films, self.pictures, self._strips, self._links):
            if part is not None:
                part.close()

    def _made_more(self) -> bool:
        """Make the next ones; returns whether there were any."""
        self._has_failed = True
        try:
            is_more = next(self._to_be_made, self) is not self
            self._has_failed = False
        finally:
            if self._has_failed:  # whoever asks for them next has it tried again
                self._to_be_made = self._steps()
        if is_more:
            return True
        if not self._is_ready:
            self._is_ready = True
            self.ready.emit()
        return False

    def _steps(self) -> Iterator[None]:
        films = self.films = self.films or self._made_films()
        yield
        self.pictures = self.pictures or self._made_pictures()
        yield
        player = self.player = self.player or self._made_player()
        yield
        self._links = self._links or self._made_links()
        self._strips = self._strips or self._made_strips(player)
        yield
        if self.work is None:
            self._make_work(films, player)

    def _made_films(self) -> "FilmService":
        from donnybrook.desktop.services.films import FilmService

        films = FilmService(self._around.session, self, self._nursery)
        films.failed.connect(self._window.tell_problem)
        films.film_added.connect(self.film_added)
        films.file_attached.connect(self.file_attached)
        films.adding_changed.connect(self.adding_changed)
        return films

    def _made_pictures(self) -> "FilmPictures":
        from donnybrook.desktop.services.film_pictures import FilmPictures
        from donnybrook.media import SurveyCache

        pictures = FilmPictures(SurveyCache(), self, self._nursery)
        pictures.changed.connect(self._window.tell_problem)
        return pictures

    def _made_player(self) -> Player:
        from donnybrook.desktop.services.film_player import FilmPlayer
        from donnybrook.desktop.services.loudness import Loudness
        from donnybrook.desktop.services.version_player import VersionPlayer
        from donnybrook.media import playing_worker

        plain = FilmPlayer(self, playing_worker(self._nursery))
        QTimer.singleShot(_PLAYER_MS, plain, plain.prepare)
        player = VersionPlayer(plain, self)
        loudness = Loudness(player, self._settings, self._window.toast.say)
        self._window.actions_.connect_table(
            {
                "play.louder": lambda: loudness.change(1),
                "play.softer": lambda: loudness.change(-1),
                "play.mute": loudness.mute,
            }
        )
        return player

    def _made_links(self) -> "LinkPost":
        from donnybrook.desktop.services.link_post import LinkPost

        links = LinkPost(self._around.session.catalog.path, self)
        links.linked.connect(self.linked)
        return links

    def _made_strips(self, player: Player) -> "SceneStrips":
        """Make them, and give them to Find with the player."""
        from donnybrook.desktop.panels.player_view import PlayerView
        from donnybrook.desktop.services.scene_strips import SceneStrips

        view = PlayerView(player, self._theme, self._icons)
        session = self._around.session
        strips = SceneStrips(session.catalog.path, self, nursery=self._nursery)
        session.changed.connect(strips.forget)
        self._find.give_player(player, view, strips)
        return strips

    def _make_work(self, films: "FilmService", player: Player) -> None:
        from donnybrook.desktop.film_work import FilmWork
        from donnybrook.desktop.services.cover_choice import CoverChoice

        around, say = self._around, self._window.toast.say
        covers = CoverChoice(around.session, films, player, self._current_scene, say)
        self.work = work = FilmWork(
            around,
            self._window,
            films,
            self._settings,
            covers,
            current_film=self._current_film,
            nursery=self._nursery,
            parent=self,
        )
        work.version_wanted.connect(self.version_wanted)
        work.folder_added.connect(self.folder_added)
        if self._waiting_films:
            work.add(self._waiting_films)
            self._waiting_films.clear()
        work.begin(reads_new=self.reads_new_films)


def _loaded() -> Iterator[None]:
    """Load what Tag, exports, imports and Statistics ask for; then clear up after programs that were cut off."""
    from donnybrook.analysis import registry
    from donnybrook.catalog.private_folder import clear_left_behind
    from donnybrook.desktop import tag_making
    from donnybrook.exchange import formats

    yield from tag_making.load()
    yield from formats.load()
    yield from registry.load()
    clear_left_behind()
