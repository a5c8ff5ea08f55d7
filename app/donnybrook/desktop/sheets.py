"""The sheets on one catalog: which action opens which, each made when it is first wanted. Lays out nothing."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from donnybrook.desktop.action_set import Handler
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.main_window import MainWindow
from donnybrook.desktop.panels.sheet import Sheet, SheetSurroundings
from donnybrook.desktop.services.backups import Backups
from donnybrook.desktop.services.errands import Errands
from donnybrook.desktop.session import Session
from donnybrook.desktop.theme import Theme


class Sheets(QObject):
    """Lives as long as its catalog is open."""

    open_wanted = Signal(object)
    """Emits the path of a catalog that is to be opened."""

    def __init__(
        self,
        session: Session,
        window: MainWindow,
        theme: Theme,
        icons: Icons,
        *,
        undo: Callable[[], None],
        current_scene: Callable[[], int | None],
        parent: QObject,
    ) -> None:
        """``undo`` takes back the last edit, ``current_scene`` gives the fight that is chosen in the window."""
        super().__init__(parent)
        self._session = session
        self._catalog = session.catalog
        self._window = window
        self._current_scene = current_scene
        self._errands = Errands(self)
        self._backups = Backups(self._catalog.path, self._errands, self, is_mine=not self._catalog.read_only)
        self._backups.failed.connect(window.tell_problem)
        say = window.toast.say
        self._around = SheetSurroundings(window, session, theme, icons, say, lambda words: say(words, undo))
        self._made: list[Sheet] = []
        self._table: dict[str, Handler] = {
            "edit.history": self._show_history,
            "edit.trash": self._show_trash,
        }
        window.actions_.connect_table(self._table)
        for action_id in self._table:
            window.actions_.allow(action_id, allowed=True)

    def begin(self) -> None:
        """Do by itself what is to be done now and then, once the window stands."""
        self._backups.begin()

    def close(self) -> None:
        """Let go of the catalog."""
        for action_id in self._table:
            self._window.actions_.allow(action_id, allowed=False)
        for sheet in self._made:
            sheet.hide()
            sheet.deleteLater()
        self._made.clear()
        self._errands.close()
        self._backups.close()

    # Panels are imported when they are first wanted: the first paint does not wait for them.

    def _show_history(self) -> None:
        from donnybrook.desktop.panels.history_sheet import HistorySheet

        scene_id = self._current_scene()
        if scene_id is None:
            self._around.say(self.tr("Choose a fight first; then its history can be shown."))
            return
        self._sheet(HistorySheet, lambda: HistorySheet(self._around)).show_scene(scene_id)

    def _show_trash(self) -> None:
        from donnybrook.desktop.panels.trash_sheet import TrashSheet

        self._sheet(TrashSheet, lambda: TrashSheet(self._around, self._backups)).ask()

    def _sheet[T: Sheet](self, kind: type[T], make: Callable[[], T]) -> T:
        """Return the one sheet of a kind, made if need be."""
        found = next((sheet for sheet in self._made if isinstance(sheet, kind)), None)
        if found is None:
            found = make()
            self._made.append(found)
        return found
