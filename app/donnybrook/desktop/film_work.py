"""What is done with film files from the window, beside playing them: which action does what. Lays out nothing.

Each sheet is made when it is first wanted; long work is done away from the window's thread.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from donnybrook.catalog import MediaFile
from donnybrook.catalog.numbers import counted
from donnybrook.desktop.action_set import Handler
from donnybrook.desktop.main_window import MainWindow
from donnybrook.desktop.panels.sheet import Sheet, SheetSurroundings
from donnybrook.desktop.services.errands import Errands
from donnybrook.desktop.services.file_states import FileStates
from donnybrook.desktop.services.film_jobs import FilmJobs
from donnybrook.desktop.services.films import FilmService

if TYPE_CHECKING:
    from donnybrook.ingest.adding import AddedFolders


class FilmWork(QObject):
    """Lives as long as its catalog is open."""

    def __init__(self, around: SheetSurroundings, window: MainWindow, films: FilmService, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around
        self._session = around.session
        self._window = window
        self._films = films
        self._errands = Errands(self)
        self._made: list[Sheet] = []
        self.states = FileStates(self._errands, self)
        self.jobs = FilmJobs(self._session.catalog, self)
        self.jobs.changed.connect(self._show_jobs)
        self.jobs.failed.connect(window.tell_problem)
        films.film_added.connect(lambda _added: self.jobs.wake())
        window.status.jobs_wanted.connect(self._show_work)
        self._table: dict[str, Handler] = {"films.add_folder": self._ask_folder, "films.work": self._show_work}
        window.actions_.connect_table(self._table)
        for action_id in self._table:
            window.actions_.allow(action_id, allowed=True)

    def begin(self) -> None:
        """Do by itself what is to be done now and then, once the window stands."""
        self.jobs.begin()

    def close(self) -> None:
        """Let go of the catalog."""
        for action_id in self._table:
            self._window.actions_.allow(action_id, allowed=False)
        self._window.status.jobs_wanted.disconnect(self._show_work)
        for sheet in self._made:
            sheet.hide()
            sheet.deleteLater()
        self._made.clear()
        self.jobs.close()
        self._errands.close()

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
        from donnybrook.desktop.services.film_errands import add_folders_to

        catalog = self._session.catalog.path
        self._window.status.show_work(self.tr("Looking for films…"))
        self._errands.run(lambda: add_folders_to(catalog, folders), self._folders_added, self._refused)

    def _folders_added(self, added: "AddedFolders") -> None:
        self._window.status.show_work("")
        if self._session.catalog.noticed_changes():
            self._session.changed.emit(None)
        new = [each for each in added.files if not each.already_there]
        if new:
            self._around.say_done(self.tr("{films} added").format(films=counted(len(new), "film")))
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

        self._sheet(JobsSheet, lambda: JobsSheet(self._around, self.jobs)).ask()

    # ------------------------------------------------------------ small things

    def _refused(self, sentence: str) -> None:
        self._window.status.show_work("")
        self._window.tell_problem(sentence)

    def _sheet[T: Sheet](self, kind: type[T], make: Callable[[], T]) -> T:
        """Return the one sheet of a kind, made if need be."""
        found = next((sheet for sheet in self._made if isinstance(sheet, kind)), None)
        if found is None:
            found = make()
            self._made.append(found)
        return found
