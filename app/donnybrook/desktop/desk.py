"""One catalog on the desk: its session, its workplaces, and the services they share, made and let go of together.

The heavy ones (film worker, player, Tag) are made after the window's first paint.
"""

from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import Catalog, Changes
from donnybrook.desktop.desk_foot import DeskFoot
from donnybrook.desktop.desk_parts import DeskParts
from donnybrook.desktop.exports import Exports
from donnybrook.desktop.film_news import FilmNews
from donnybrook.desktop.find_keeping import FindKeeping
from donnybrook.desktop.find_sheets import FindSheets
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.main_window import MainWindow
from donnybrook.desktop.panels.find_workplace import FindWorkplace
from donnybrook.desktop.seen_films import SeenFilms
from donnybrook.desktop.services.playback import Player
from donnybrook.desktop.services.spoilers import Spoilers
from donnybrook.desktop.services.thumbnails import Thumbnails
from donnybrook.desktop.services.turns import take_turn, wait_turn
from donnybrook.desktop.services.undo_steps import UndoSteps
from donnybrook.desktop.session import Session
from donnybrook.desktop.settings import Settings
from donnybrook.desktop.sheets import Sheets
from donnybrook.desktop.statistics_work import StatisticsWork
from donnybrook.desktop.theme import Theme
from donnybrook.media import Nursery

if TYPE_CHECKING:
    from donnybrook.desktop.palette_work import PaletteWork
    from donnybrook.desktop.panels.tag_workplace import TagWorkplace
    from donnybrook.ingest.films import AddedFilm


class Desk(QObject):
    """Everything that lives as long as one catalog is open in the window."""

    ready = Signal()
    """The heavy parts are there too."""

    def __init__(
        self, catalog: Catalog, window: MainWindow, theme: Theme, icons: Icons, settings: Settings, nursery: Nursery
    ) -> None:
        super().__init__(window)
        self.session = Session(catalog, self)
        self._window = window
        self._theme = theme
        self._icons = icons
        self._settings = settings
        self._steps = UndoSteps(self.session, self)
        self._steps.said.connect(window.toast.say)
        self._thumbnails = Thumbnails(catalog.path, self)
        self._thumbnails.problem.connect(window.tell_problem)
        self._spoilers = Spoilers(self.session, settings, self)
        self._tag: TagWorkplace | None = None
        self._palettes: PaletteWork | None = None
        self._new_film: int | None = None  # added in Find, and not yet seen in Tag
        self.find = self._made_find()
        window.actions_.connect_table(
            {
                "tag.attach": self._ask_for_file,
                "find.focus": self._focus_search,
                "edit.undo": self._steps.undo,
                "edit.redo": self._steps.redo,
            }
        )
        self.sheets = Sheets(
            self.session,
            self._thumbnails,
            window,
            theme,
            icons,
            take_back=self._steps.take_back,
            current_scene=self._current_scene,
            current_film=self._current_film,
            chosen_scenes=self._chosen_scenes,
            searched=lambda: self.find.searched,
            found=lambda: (self.find.query, self.find.all_hits()),
            count_terms=self.find.counts.count_terms,
            spoilers=self._spoilers,
            parent=self,
        )
        self._news = FilmNews(self.sheets.around, window, self)
        self._parts = self._made_parts(nursery)
        self._tag_steps = self._steps_to_tag()
        self._keeping = FindKeeping(self.sheets.around, self.find, window.actions_, self)
        self._find_sheets = FindSheets(
            self.sheets.around, window, self.find, self._spoilers, self._thumbnails, settings, self
        )
        SeenFilms(self.session, self._spoilers, window, self._current_film, self)
        self.statistics = StatisticsWork(self.session, window, self.find, theme, icons, settings, self)
        self._exports = Exports(self.sheets.around, window, self.find, self)
        self._connect(window)
        window.setWindowTitle(f"{catalog.path.name} – Donnybrook")
        foot = DeskFoot(self.session, window, self.find.count_whole, self)
        self._parts.adding_changed.connect(foot.show_adding)
        self.show_workplace("find")
        window.search_box.take_focus()

    def _connect(self, window: MainWindow) -> None:
        window.search_box.typed.connect(self._typed)
        self.find.tag_requested.connect(self.open_scene)
        self.sheets.scene_wanted.connect(self.open_scene)
        self.find.toast_wanted.connect(window.toast.say)
        self.find.alone_changed.connect(lambda alone: window.show_alone(alone=alone))

    def begin_heavy_parts(self) -> None:
        """Make what the first paint did without, a step at a time."""
        self._parts.begin()

    def read_new_films(self) -> None:
        """Have films that nobody has read yet looked through behind the window, before its heavy parts are there."""
        self._parts.reads_new_films = True

    def make_heavy_parts(self) -> None:
        """Make what is left of it, at once; a second call does nothing."""
        for _ in self._parts.left():
            pass

    @property
    def player(self) -> Player | None:
        """The one player, once it is there."""
        return self._parts.player

    def add_films(self, paths: Sequence[Path]) -> None:
        """Add film files, and folders of them, to the catalog."""
        self._parts.add_films(paths)

    def drop_files(self, paths: Sequence[Path]) -> None:
        """Add what was dropped on the window; one file for a film in Tag that has none is that film's own.

        A file of another program is shown as what could be imported.
        """
        from donnybrook.exchange.formats import is_foreign

        foreign = [each for each in paths if is_foreign(each)]
        paths = [each for each in paths if each not in foreign]
        if foreign:
            self.sheets.import_file(foreign[0])
        if len(foreign) > 1:
            self._window.toast.say(self.tr("One file is imported at a time: {name}").format(name=foreign[0].name))
        if not paths:
            return
        is_memory = self._tag is not None and self._tag.isVisible() and not self._tag.tagging.has_known_file
        film_id = self._current_film() if is_memory and len(paths) == 1 and not paths[0].is_dir() else None
        if film_id is None or self._parts.films is None:
            self.add_films(paths)
        else:
            self._parts.films.attach_file(film_id, paths[0])

    def _ask_for_file(self) -> None:
        from donnybrook.desktop.dialogs import files

        film_id = self._current_film()
        path = files.ask_film(self._window, self.tr("The film's file")) if film_id is not None else None
        if path is not None and film_id is not None and self._parts.films is not None:
            self._parts.films.attach_file(film_id, path)

    def _file_attached(self, film_id: int, name: str, changes: Changes) -> None:
        self._news.tell_attached(film_id, name, changes)
        if self._parts.work is not None:
            self._parts.work.jobs.wake()

    def show_workplace(self, name: str) -> None:
        """Bring Find, Tag or Statistics to the front."""
        if name == "statistics":
            self.find.leave()
            self.statistics.show()
        elif name == "tag":
            first = self._current_film() if self._tag is None else None
            tag = self._made_tag()
            if tag is None:
                return
            self.find.leave()
            if first is not None and tag.tagging.film is None:  # that of the fight one comes from
                tag.open_film(first)
            self._window.show_workplace("tag", tag)
            tag.setFocus()
            if self._new_film is not None:
                new, self._new_film = self._new_film, None
                tag.open_film(new)
        else:
            self._window.show_workplace("find", self.find)
            self.find.focus_wall()

    def _current_scene(self) -> int | None:
        if self._tag is not None and self._tag.isVisible():
            return self._tag.inspector.scene_id
        return self.find.current_scene

    def _chosen_scenes(self) -> Sequence[int]:
        is_tag = self._tag is not None and self._tag.isVisible()
        return self._tag.tagging.selected if self._tag is not None and is_tag else self.find.selected_scenes

    def _current_film(self) -> int | None:
        if self._tag is not None and self._tag.isVisible():
            return self._tag.tagging.film.id if self._tag.tagging.film else None
        return self.find.current_film

    def _typed(self) -> None:
        """Whoever types into the search box wants to see what is found."""
        if self._is_elsewhere:
            self.show_workplace("find")
            self._window.search_box.setFocus()

    def _focus_search(self) -> None:
        if self._is_elsewhere:
            self.show_workplace("find")
        self._window.search_box.take_focus()

    @property
    def _is_elsewhere(self) -> bool:
        """Whether another workplace than Find is at the front."""
        return self.statistics.is_shown or (self._tag is not None and self._tag.isVisible())

    def open_scene(self, scene_id: int) -> None:
        """Open a scene where it is tagged."""
        self._new_film = None
        self.show_workplace("tag")
        if self._tag is not None:
            self._tag.open_scene(scene_id)

    def _open_linked(self, query: str) -> None:
        """A link to a fight of this catalog was opened somewhere on the desktop."""
        self.show_workplace("find")
        self.find.show_each()
        self._window.search_box.set_text(query)
        self._window.come_forward()

    def open_film(self, film_id: int) -> None:
        """Open a film where its fights are tagged."""
        self._new_film = None
        self.show_workplace("tag")
        if self._tag is not None:
            self._tag.open_film(film_id)

    def _open_version(self, film_id: int, version_id: int) -> None:
        self.show_workplace("tag")
        if self._tag is not None:
            self._tag.open_version(film_id, version_id)

    def _made_find(self) -> FindWorkplace:
        find = FindWorkplace(
            self.session,
            self._steps.take_back,
            self._spoilers,
            self._thumbnails,
            self._window.search_box,
            self._window.actions_,
            self._theme,
            self._icons,
            self._settings,
            self._window.place,
        )
        take_turn()
        return find

    def _made_tag(self) -> "TagWorkplace | None":
        """Return Tag, made when it is first asked for; ``None`` where the catalog was closed meanwhile."""
        is_whole = False
        try:
            for _ in self._tag_steps:
                take_turn()
            is_whole = True
        finally:
            if not is_whole:  # whoever asks again has it tried again
                self._window.status.show_work("")
                self._tag_steps = self._steps_to_tag()
        return self._tag

    def _steps_to_tag(self) -> Generator[None]:
        """Make Tag, and before it the heavy parts if they are not there yet, so that the window goes on in between."""
        from donnybrook.desktop import tag_making

        self._window.status.show_work(self.tr("Laying out Tag…"))
        yield from self._parts.left()
        yield from tag_making.load()
        yield from self._lay_out_tag()
        self._window.status.show_work("")

    def _lay_out_tag(self) -> Generator[None]:
        from donnybrook.desktop.palette_work import PaletteWork
        from donnybrook.desktop.panels.tag_films import FilmParts
        from donnybrook.desktop.panels.tag_workplace import TagWorkplace
        from donnybrook.desktop.services.film_removal import FilmRemoval

        films, pictures, player, work = self._parts.films, self._parts.pictures, self._parts.player, self._parts.work
        if not (films and pictures and player and work):
            return
        around = self.sheets.around
        removal = FilmRemoval(self.session, self.sheets.backups, around.far, around.edits)
        tag = TagWorkplace(
            self.session,
            self._steps.take_back,
            FilmParts(films, work.states, pictures, work.made_notice(), removal),
            player,
            self._window.actions_,
            self._thumbnails,
            self._theme,
            self._icons,
            self._settings,
        )
        self._window.hold_workplace(tag)
        try:
            yield from tag.steps()
            self._palettes = PaletteWork(self._window, self.sheets.around, tag.marks.palettes)
            tag.toast_wanted.connect(self._window.toast.say)
            tag.alone_changed.connect(lambda alone: self._window.show_alone(alone=alone))
            tag.film_opened.connect(work.on_desk)
            self._tag = tag
        finally:
            if self._tag is not tag:  # the catalog is closed, or something went wrong
                tag.let_go()
                self._window.drop_workplace(tag)

    def _made_parts(self, nursery: Nursery) -> DeskParts:
        made = DeskParts(
            self.sheets.around,
            self._window,
            self._theme,
            self._icons,
            self._settings,
            self.find,
            current_scene=self._current_scene,
            current_film=self._current_film,
            nursery=nursery,
            parent=self,
        )
        made.film_added.connect(self._film_added)
        made.file_attached.connect(self._file_attached)
        made.version_wanted.connect(self._open_version)
        made.folder_added.connect(self._folder_added)
        made.linked.connect(self._open_linked)
        made.ready.connect(self.sheets.begin)
        made.ready.connect(self.ready)
        return made

    def close(self) -> None:
        """Let go of everything; the catalog is left as one file."""
        self._tag_steps.close()
        self._window.actions_.held_keys.let_go()
        self._window.show_stage()  # what is entered is handed over, and no workplace is shown when its parts are gone
        while self.session.is_busy:  # the foot of the window says what is under way, and how much waits for it
            wait_turn()
        self._window.toast.forget()  # its way back would be taken in the next catalog
        self._window.search_box.typed.disconnect(self._typed)
        self._steps.close()
        self._keeping.close()
        self._find_sheets.close()
        self.statistics.close()
        self._exports.close()
        self.sheets.close()
        if self._palettes is not None:
            self._palettes.close()
        self._parts.close_work()
        self.find.let_go()
        if self._tag is not None:
            self._tag.let_go()
        self._parts.close()
        self._thumbnails.close()
        for workplace in (self.find, self._tag):
            if workplace is not None:
                self._window.drop_workplace(workplace)
        self._tag = None  # it may be closed while somebody waits for Tag
        self.session.close()
        self.deleteLater()

    def _folder_added(self, film_id: int) -> None:
        """Whoever adds a folder wants to see what came; but the film that is worked on stays."""
        if self._tag is not None and self._tag.isVisible() and self._tag.tagging.film is None:
            self._tag.open_film(film_id)
        elif self._current_film() is None:
            self._new_film = film_id

    def _film_added(self, added: "AddedFilm") -> None:
        is_elsewhere = self.find.isVisible()
        if is_elsewhere:
            self._new_film = added.film_id
        self._news.tell_added(added, (lambda: self.open_film(added.film_id)) if is_elsewhere else None)
