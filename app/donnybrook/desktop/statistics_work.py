"""Puts Statistics on the desk: makes it when it is first wanted, leads from its numbers to Find, writes its files."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from donnybrook.desktop.icons import Icons
from donnybrook.desktop.main_window import MainWindow
from donnybrook.desktop.panels.find_workplace import FindWorkplace
from donnybrook.desktop.services.errands import Errands
from donnybrook.desktop.services.hit_search import Picked
from donnybrook.desktop.session import Session
from donnybrook.desktop.settings import Settings
from donnybrook.desktop.theme import Theme

if TYPE_CHECKING:
    from donnybrook.analysis.measure import Cell
    from donnybrook.desktop.panels.statistics_workplace import StatisticsWorkplace


class StatisticsWork(QObject):
    """Lives as long as one catalog is open in the window."""

    def __init__(
        self,
        session: Session,
        window: MainWindow,
        find: FindWorkplace,
        theme: Theme,
        icons: Icons,
        settings: Settings,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._window = window
        self._find = find
        self._theme, self._icons, self._settings = theme, icons, settings
        self._errands = Errands(self)
        self.workplace: StatisticsWorkplace | None = None
        window.actions_.connect_table(
            {
                "statistics.among": lambda: self._made().focus_line(),
                "statistics.all": lambda: self._made().ask_all(),
                "statistics.stop": lambda: self._made().stop_measuring(),
                "statistics.export": self._export,
            }
        )

    @property
    def is_shown(self) -> bool:
        """Whether Statistics is at the front."""
        return self.workplace is not None and self.workplace.isVisible()

    def show(self) -> None:
        """Bring it to the front, among what the search box asks for."""
        workplace = self._made()
        workplace.take_query(self._window.search_box.text)
        self._window.show_workplace("statistics", workplace)
        workplace.list.setFocus()

    def close(self) -> None:
        """Let go of the catalog."""
        self._errands.close()
        if self.workplace is not None:
            self.workplace.let_go()
            self._window.drop_workplace(self.workplace)

    def _made(self) -> "StatisticsWorkplace":
        if self.workplace is None:
            from donnybrook.analysis.registry import measures
            from donnybrook.desktop.panels.statistics_workplace import StatisticsWorkplace

            made = StatisticsWorkplace(self._session, measures(), self._theme, self._icons, self._settings)
            made.fights_wanted.connect(self._show_fights)
            made.export_wanted.connect(self._export)
            self.workplace = made
        return self.workplace

    def _show_fights(self, cell: "Cell") -> None:
        query = cell.query or ""
        self._window.workplace_wanted.emit("find")
        if cell.numbers is None:
            self._window.search_box.set_text(query)
        else:
            self._find.show_picked(Picked(query, frozenset(cell.numbers)))

    # ------------------------------------------------------------ files

    def _export(self) -> None:
        from donnybrook.desktop.dialogs import files

        shown = self._made().shown
        if shown is None:
            self._window.toast.say(self.tr("There is nothing to export yet."))
            return
        path = files.ask_statistics(self._window, shown[0].measure.name)
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write what is shown, as a plot or a table, by the ending of the file's name."""
        from donnybrook.analysis.results import file_bytes
        from donnybrook.exchange.whole_file import whole_file

        shown = self._made().shown
        if shown is None:
            return
        wanted, result = shown

        def write() -> Path:
            held = file_bytes(path, wanted.measure, wanted.query, result)
            with whole_file(path) as file:
                file.write(held)
            return path

        self._errands.run(write, self._written, self._window.tell_problem)

    def _written(self, path: Path) -> None:
        self._window.toast.say(self.tr("Written to {path}").format(path=path))
