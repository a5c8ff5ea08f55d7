"""Opens the sheet on which one exports, with what the window has found and selected. Writes nothing by itself."""

from PySide6.QtCore import QObject

from donnybrook.desktop.main_window import MainWindow
from donnybrook.desktop.panels.find_workplace import FindWorkplace
from donnybrook.desktop.panels.sheet import SheetSurroundings
from donnybrook.desktop.services.errands import Errands
from donnybrook.desktop.services.exporting import Exporting
from donnybrook.desktop.sheet_shelf import SheetShelf


class Exports(QObject):
    """Lives as long as its catalog is open."""

    def __init__(self, around: SheetSurroundings, window: MainWindow, find: FindWorkplace, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around
        self._window = window
        self._find = find
        self._errands = Errands(self)
        self._exporting = Exporting(self._errands)
        self._shelf = SheetShelf(window, {"export.fights": self._show})

    def close(self) -> None:
        """Stop what is on its way: the catalog is about to be closed."""
        self._exporting.stop()
        self._shelf.close()
        self._errands.close()

    def _show(self) -> None:
        # Panels are imported when they are first wanted: the first paint does not wait for them.
        from donnybrook.desktop.dialogs import files
        from donnybrook.desktop.panels.export_sheet import ExportSheet, Offered

        sheet = self._shelf.sheet(
            ExportSheet,
            lambda: ExportSheet(
                self._around,
                self._exporting,
                lambda start: files.ask_export(self._window, start),
                self._window.toast.say,
            ),
        )
        sheet.ask(Offered(self._find.searched, self._find.selected_scenes))
