"""The sheets on one catalog: which action opens which, each made when it is first wanted. Lays out nothing."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import Changes
from donnybrook.desktop.action_set import Handler
from donnybrook.desktop.cut_work import CutWork
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.main_window import MainWindow
from donnybrook.desktop.panels.sheet import SheetSurroundings
from donnybrook.desktop.services.backups import Backups
from donnybrook.desktop.services.errands import Errands
from donnybrook.desktop.services.far_edits import FarEdits
from donnybrook.desktop.services.hit_search import Searched
from donnybrook.desktop.services.spoilers import Spoilers
from donnybrook.desktop.services.thumbnails import Thumbnails
from donnybrook.desktop.services.told_edits import ToldEdits
from donnybrook.desktop.services.undo_steps import TakeBack
from donnybrook.desktop.session import Session
from donnybrook.desktop.sheet_shelf import SheetShelf
from donnybrook.desktop.theme import Theme

if TYPE_CHECKING:
    from donnybrook.desktop.panels.compare_sheet import CompareSheet
    from donnybrook.desktop.panels.import_sheet import ImportSheet
    from donnybrook.desktop.panels.vocabulary_sheet import TellUses, VocabularySheet
    from donnybrook.desktop.services.merging import Merged


class Sheets(QObject):
    """Lives as long as its catalog is open."""

    open_wanted = Signal(object)
    """Emits the path of a catalog that is to be opened."""

    scene_wanted = Signal(int)
    """Emits the id of a fight that is to be seen where it is tagged."""

    def __init__(
        self,
        session: Session,
        thumbnails: Thumbnails,
        window: MainWindow,
        theme: Theme,
        icons: Icons,
        *,
        take_back: TakeBack,
        current_scene: Callable[[], int | None],
        current_film: Callable[[], int | None],
        chosen_scenes: Callable[[], Sequence[int]],
        searched: Callable[[], Searched],
        found: Callable[[], tuple[str, Sequence[int]]],
        count_terms: "Callable[[TellUses], None]",
        spoilers: Spoilers,
        parent: QObject,
    ) -> None:
        """``take_back`` undoes just that; the others give what is chosen in the window, searched for, and found."""
        super().__init__(parent)
        self._session = session
        self._catalog = session.catalog
        self._thumbnails = thumbnails
        self._window = window
        self._current_scene = current_scene
        self._current_film = current_film
        self._searched = searched
        self._count_terms = count_terms
        self._spoilers = spoilers
        self._take_back = take_back
        self._errands = Errands(self)
        self._far = FarEdits(session, self)
        self._backups = Backups(self._catalog.path, self._errands, self, is_mine=not self._catalog.read_only)
        self._backups.failed.connect(window.tell_problem)
        say, tell = window.toast.say, window.tell_problem
        edits = ToldEdits(session, take_back, self)
        edits.said.connect(say)
        self.around = SheetSurroundings(window, session, theme, icons, self._far, edits, say, self._say_done, tell)
        table: dict[str, Handler] = {
            "edit.history": self._show_history,
            "edit.trash": self._show_trash,
            "edit.film": self._show_film,
            "edit.vocabulary": self._show_vocabulary,
            "catalog.backups": self._show_backups,
            "catalog.conflicts": self._show_conflicts,
            "catalog.check": self._show_check,
            "catalog.merge": self._ask_merge,
            "import.file": self._ask_import,
            "catalog.compare": self._show_compare,
            "export.publish": self._show_publish,
        }
        self._shelf = SheetShelf(window, table)
        seen, hiding = spoilers.scene, spoilers.hiding
        self.cuts = CutWork(
            self.around, window, chosen=chosen_scenes, found=found, seen=seen, hiding=hiding, parent=self
        )
        window.status.conflicts_wanted.connect(self._show_conflicts)
        session.changed.connect(self._count_conflicts)
        self._count_conflicts()
        self._tell_notice()

    @property
    def backups(self) -> Backups:
        """Who makes the catalog's backups."""
        return self._backups

    def begin(self) -> None:
        """Do by itself what is to be done now and then, once the window stands."""
        self._backups.begin()

    def close(self) -> None:
        """Let go of the catalog."""
        self._shelf.close()
        self.cuts.close()
        self._window.status.conflicts_wanted.disconnect(self._show_conflicts)
        if self._catalog.notice and self._window.problem_words == self._catalog.notice:
            self._window.forget_problem()
        self._errands.close()
        self._far.close()
        self._backups.close()

    # Panels are imported when they are first wanted: the first paint does not wait for them.

    def _show_history(self) -> None:
        from donnybrook.desktop.panels.history_sheet import HistorySheet

        scene_id = self._current_scene()
        if scene_id is None:
            self.around.say(self.tr("Choose a fight first; then its history can be shown."))
            return
        self._shelf.sheet(HistorySheet, lambda: HistorySheet(self.around, self._spoilers)).show_scene(scene_id)

    def _show_film(self) -> None:
        from donnybrook.desktop.panels.film_sheet import FilmSheet

        film_id = self._current_film()
        if film_id is None:
            self.around.say(self.tr("Choose a fight or a film first; then the film can be described."))
            return
        self._shelf.sheet(FilmSheet, lambda: FilmSheet(self.around)).show_film(film_id)

    def _show_trash(self) -> None:
        from donnybrook.desktop.panels.trash_sheet import TrashSheet

        self._shelf.sheet(TrashSheet, lambda: TrashSheet(self.around, self._backups, self._spoilers)).ask()

    def _show_vocabulary(self) -> None:
        from donnybrook.desktop.panels.vocabulary_sheet import VocabularySheet

        self._shelf.sheet(VocabularySheet, self._made_vocabulary).ask()

    def _made_vocabulary(self) -> "VocabularySheet":
        from donnybrook.desktop.panels.vocabulary_sheet import VocabularySheet

        made = VocabularySheet(self.around, self._thumbnails, self._errands, self._far, self._count_terms)
        made.search_wanted.connect(self._search)
        return made

    def _search(self, query: str) -> None:
        self._window.workplace_wanted.emit("find")
        self._window.search_box.set_text(query)

    def _show_backups(self) -> None:
        from donnybrook.desktop.panels.backups_sheet import BackupsSheet

        self._shelf.sheet(
            BackupsSheet, lambda: BackupsSheet(self.around, self._backups, self._errands, self._far)
        ).ask()

    def _show_conflicts(self) -> None:
        from donnybrook.desktop.panels.conflicts_sheet import ConflictsSheet

        self._shelf.sheet(ConflictsSheet, lambda: ConflictsSheet(self.around)).ask()

    def _show_check(self) -> None:
        from donnybrook.desktop.panels.check_sheet import CheckSheet

        self._shelf.sheet(CheckSheet, lambda: CheckSheet(self.around, self._backups, self._errands, self._far)).ask()

    def _ask_import(self) -> None:
        self._import_sheet().ask_file()

    def import_file(self, path: Path) -> None:
        """Show what importing a file of another program would do."""
        self._import_sheet().show_file(path)

    def _import_sheet(self) -> "ImportSheet":
        from donnybrook.desktop.panels.import_sheet import ImportSheet
        from donnybrook.desktop.services.importing import Importing

        def made() -> ImportSheet:
            return ImportSheet(self.around, Importing(self._session, self._errands))

        return self._shelf.sheet(ImportSheet, made)

    def _show_publish(self) -> None:
        from donnybrook.desktop.panels.publish_sheet import PublishSheet

        self._shelf.sheet(PublishSheet, lambda: PublishSheet(self.around, self._errands, self._searched)).ask()

    def _show_compare(self) -> None:
        from donnybrook.desktop.panels.compare_sheet import CompareSheet

        self._shelf.sheet(CompareSheet, self._made_compare).ask()

    def _made_compare(self) -> "CompareSheet":
        from donnybrook.desktop.panels.compare_sheet import CompareSheet

        made = CompareSheet(self.around, self._errands)
        made.scene_wanted.connect(self.scene_wanted)
        return made

    # ------------------------------------------------------------ merging

    def _ask_merge(self) -> None:
        from donnybrook.desktop.dialogs import files

        theirs = files.ask_catalog_to_merge(self._window)
        if theirs is not None:
            self.merge(theirs)

    def merge(self, theirs: Path) -> None:
        """Bring another catalog's films and fights into this one."""
        from donnybrook.desktop.services.merging import merge_catalogs

        mine = self._catalog.path
        label = self.tr("Merge {name}").format(name=theirs.name)
        self._far.run(label, lambda: merge_catalogs(mine, theirs), self._merged, self._window.tell_problem)

    def _merged(self, merged: "Merged") -> None:
        if merged.notice:
            self._window.tell_problem(merged.notice)
        if merged.conflicts:
            self._window.toast.say(merged.words, self._show_conflicts, self.tr("Settle…"))
        else:
            self.around.say_done(merged.words, merged.changes)

    def _say_done(self, words: str, changes: Changes | None) -> None:
        self._window.toast.say(words, partial(self._take_back, changes) if changes else None)

    def _refused(self, sentence: str) -> None:
        self._window.status.show_work("")
        self._window.tell_problem(sentence)

    def _tell_notice(self) -> None:
        """Say what is to be known of a catalog that a stranger sent, or that can only be read."""
        if self._catalog.notice:
            words = self.tr("Merge into a new catalog of mine…") if self._catalog.read_only else ""
            self._window.tell_problem(self._catalog.notice, self._ask_new if words else None, words)

    def _ask_new(self) -> None:
        from donnybrook.desktop.dialogs import files

        new = files.ask_new_catalog(self._window)
        if new is not None:
            self.merge_into_new(new)

    def merge_into_new(self, new: Path) -> None:
        """Make a catalog of the person's own of what is in this one, and open it."""
        from donnybrook.desktop.services.merging import merge_into_new

        theirs = self._catalog.path
        self._window.status.show_work(self.tr("Merging {name}…").format(name=theirs.name))
        self._errands.run(lambda: merge_into_new(new, theirs), self._open_new, self._refused)

    def _open_new(self, new: Path) -> None:
        self._window.status.show_work("")
        self.open_wanted.emit(new)

    def _count_conflicts(self) -> None:
        self._window.status.show_conflicts(len(self._catalog.conflicts()))
