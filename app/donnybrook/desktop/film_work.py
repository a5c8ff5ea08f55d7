"""What is done with film files from the window, beside playing them: which action does what. Lays out nothing.

Each sheet is made when it is first wanted; long work is done away from the window's thread.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import MediaFile
from donnybrook.catalog.numbers import counted
from donnybrook.desktop.action_set import Handler
from donnybrook.desktop.main_window import MainWindow
from donnybrook.desktop.panels.file_notice import FileNotice
from donnybrook.desktop.panels.sheet import SheetSurroundings
from donnybrook.desktop.services.cover_choice import CoverChoice
from donnybrook.desktop.services.errands import Errands
from donnybrook.desktop.services.far_edits import is_many
from donnybrook.desktop.services.file_states import FileStates
from donnybrook.desktop.services.film_jobs import FilmJobs
from donnybrook.desktop.services.films import FilmService
from donnybrook.desktop.services.verifying import Verifying
from donnybrook.desktop.settings import Settings
from donnybrook.desktop.sheet_shelf import SheetShelf
from donnybrook.problems import Problem

if TYPE_CHECKING:
    from donnybrook.desktop.panels.verify_sheet import VerifySheet
    from donnybrook.desktop.panels.versions_sheet import VersionsSheet
    from donnybrook.ingest.adding import AddedFolders, ToAdd
    from donnybrook.media import Nursery


class FilmWork(QObject):
    """Lives as long as its catalog is open."""

    version_wanted = Signal(int, int)
    """Emits a film's id and a version's, whose file is to be opened."""

    folder_added = Signal(int)
    """Emits the id of the first new film that can be shown, once those of a folder are in the catalog."""

    def __init__(
        self,
        around: SheetSurroundings,
        window: MainWindow,
        films: FilmService,
        settings: Settings,
        covers: CoverChoice,
        *,
        current_film: Callable[[], int | None],
        nursery: "Nursery | None" = None,
        parent: QObject,
    ) -> None:
        """``current_film`` gives the film that is chosen in the window."""
        super().__init__(parent)
        self._around = around
        self._session = around.session
        self._window = window
        self._films = films
        self._settings = settings
        self._current_film = current_film
        self._errands = Errands(self)
        self._found: list[ToAdd] = []  # in folders, and not stored yet
        self.states = FileStates(self._errands, self)
        self.jobs = FilmJobs(self._session.catalog, self._session.pen, self, nursery)
        self.verifying = Verifying(self._session.catalog, self._session.pen, settings, self)
        self.verifying.found_bad.connect(self._tell_bad)
        self.jobs.changed.connect(self._show_jobs)
        self.jobs.failed.connect(window.tell_problem)
        films.film_added.connect(lambda _added: self.jobs.wake())
        window.status.jobs_wanted.connect(self._show_work)
        table: dict[str, Handler] = {
            "films.add_folder": self._ask_folder,
            "films.work": self._show_work,
            "films.find_again": self.find_again,
            "films.verify": self._show_verifying,
            "films.versions": self._show_versions,
            **covers.table(),
        }
        self._shelf = SheetShelf(window, table)

    def begin(self, *, reads_new: bool) -> None:
        """Do by itself what is to be done now and then, once the window stands; ``reads_new`` is as in ``FilmJobs``."""
        self.jobs.begin(reads_new=reads_new)
        self.verifying.begin()

    def close(self) -> None:
        """Let go of the catalog."""
        self._shelf.close()
        self._window.status.jobs_wanted.disconnect(self._show_work)
        self.verifying.close()
        self.jobs.close()
        self._errands.close()
        self._store_rest()

    def on_desk(self, media_file: MediaFile | None) -> None:
        """A film is on the desk: what is not known of it yet is wanted first."""
        self.jobs.put_first(media_file)

    # ------------------------------------------------------------ adding

    def add(self, paths: Sequence[Path]) -> None:
        """Add film files, and folders with all the films in them."""
        folders = [path for path in paths if path.is_dir()]
        files = [path for path in paths if path not in folders]
        if files:
            self._films.add_files(files)
        if folders:
            self._add_folders(folders)

    def _add_folders(self, folders: list[Path]) -> None:
        from donnybrook.desktop.services.film_errands import look_for_films

        path = self._session.catalog.path

        def look() -> "ToAdd":
            found = look_for_films(path, folders)
            self._found.append(found)
            return found

        self._window.status.show_work(self.tr("Looking for films…"))
        self._errands.run(look, self._store, self._refused)

    def _store(self, found: "ToAdd") -> None:
        from donnybrook.desktop.services.film_errands import add_found, first_to_show

        self._found.remove(found)
        pen = self._session.pen

        def stored(added: "AddedFolders") -> None:
            self._errands.run(lambda: first_to_show(added), self._folders_added, self._refused)

        if is_many(found.count):
            self._around.far.run(found.label, lambda: add_found(pen, found), stored, self._refused)
        else:
            self._errands.run(lambda: add_found(pen, found), stored, self._refused)

    def _store_rest(self) -> None:
        """Store what was found just before the catalog is closed: who drops a folder, counts on its films."""
        from donnybrook.desktop.services.film_errands import add_found

        for found in self._found:
            with suppress(Problem):
                add_found(self._session.pen, found)

    def _folders_added(self, done: "tuple[AddedFolders, int | None]") -> None:
        added, shown_id = done
        self._window.status.show_work("")
        if self._session.catalog.noticed_changes():
            self._session.changed.emit(None)
        new = [each for each in added.files if not each.already_there]
        if new:
            copies = sum(each.same_as is not None for each in new)
            also = self.tr(", {copies} of films that are there").format(copies=counted(copies, "copy", "copies"))
            words = self.tr("{films} added").format(films=counted(len(new) - copies, "film"))
            self._around.say_done(words + (also if copies else ""), added.changes)
            self.folder_added.emit(shown_id)
        elif added.files:
            films = counted(len(added.files), "film")
            self._around.say(self.tr("Nothing new: {films} found, all in the catalog").format(films=films))
        else:
            self._around.say(self.tr("Nothing there is called like a film"))
        if added.found.unreadable:
            places = counted(len(added.found.unreadable), "place")
            words = self.tr(
                "{places} could not be looked into, such as “{one}”: you may not read it. The rest was added."
            )
            self._window.tell_problem(words.format(places=places, one=added.found.unreadable[0]))
        self.jobs.wake()

    def _ask_folder(self) -> None:
        from donnybrook.desktop.dialogs import files

        folder = files.ask_folder(self._window, self.tr("Add a folder of films"))
        if folder is not None:
            self.add([folder])

    # ------------------------------------------------------------ work

    def _show_jobs(self) -> None:
        from donnybrook.desktop.panels.jobs_sheet import told

        self._window.status.show_jobs(told(self.jobs.standing))

    def _show_work(self) -> None:
        from donnybrook.desktop.panels.jobs_sheet import JobsSheet

        self._shelf.sheet(JobsSheet, lambda: JobsSheet(self._around, self.jobs)).ask()

    # ------------------------------------------------------------ files that moved, changed, rotted

    def made_notice(self) -> FileNotice:
        """Return what says in Tag what is the matter with the film's file."""
        notice = FileNotice(self._errands, self._around.icons)
        notice.find_wanted.connect(self.find_again)
        notice.take_wanted.connect(lambda path: self.add([path]))
        return notice

    def find_again(self) -> None:
        """Show which films are not where they were, and look for them."""
        from donnybrook.desktop.panels.relink_sheet import RelinkSheet

        self._shelf.sheet(
            RelinkSheet, lambda: RelinkSheet(self._around, self._errands, self._ask_where, self._ask_file)
        ).ask()

    def _ask_where(self) -> Path | None:
        from donnybrook.desktop.dialogs import files

        return files.ask_folder(self._window, self.tr("Look for films in"))

    def _show_verifying(self) -> None:
        from donnybrook.desktop.panels.verify_sheet import VerifySheet

        self._shelf.sheet(VerifySheet, self._made_verifying).ask()

    def _made_verifying(self) -> "VerifySheet":
        from donnybrook.desktop.panels.verify_sheet import VerifySheet

        made = VerifySheet(self._around, self.verifying, self._errands, self._settings)
        made.taken.connect(self.jobs.wake)
        return made

    def _show_versions(self) -> None:
        from donnybrook.desktop.panels.versions_sheet import VersionsSheet

        film_id = self._current_film()
        if film_id is None:
            self._around.say(self.tr("Choose a film or a fight of it first; then another version can be attached."))
            return
        if not self._session.catalog.media_files(film_id):
            words = self.tr("This film has no file yet: “{attach}” in the Tag menu gives it its first.")
            self._around.say(words.format(attach=self._window.actions_.name_of("tag.attach")))
            return
        self._shelf.sheet(VersionsSheet, self._made_versions).show_film(film_id)

    def _made_versions(self) -> "VersionsSheet":
        from donnybrook.desktop.panels.versions_sheet import VersionsSheet

        made = VersionsSheet(self._around, self._errands, self._ask_file)
        made.version_wanted.connect(self.version_wanted)
        return made

    def _ask_file(self) -> Path | None:
        from donnybrook.desktop.dialogs import files

        return files.ask_film(self._window, self.tr("The film's file"))

    def _tell_bad(self, sentence: str) -> None:
        self._window.tell_problem(sentence, self._show_verifying, self.tr("Show…"))

    # ------------------------------------------------------------ small things

    def _refused(self, sentence: str) -> None:
        self._window.status.show_work("")
        self._window.tell_problem(sentence)
