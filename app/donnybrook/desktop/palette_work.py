"""The palette of Tag and its sheet, tied together as long as a catalog is open. Lays out nothing."""

from PySide6.QtCore import QCoreApplication

from donnybrook.desktop.main_window import MainWindow
from donnybrook.desktop.panels.palette_sheet import PaletteSheet
from donnybrook.desktop.panels.sheet import SheetSurroundings
from donnybrook.desktop.services.palettes import Palettes
from donnybrook.desktop.sheet_shelf import SheetShelf


class PaletteWork:
    """Has the sheet at hand, and the next palette."""

    def __init__(self, window: MainWindow, around: SheetSurroundings, palettes: Palettes) -> None:
        self._around = around
        self._palettes = palettes
        self._shelf = SheetShelf(window, {"tag.palette": self._show, "tag.next_palette": self._next})

    def close(self) -> None:
        """Let go of the catalog."""
        self._shelf.close()

    def _show(self) -> None:
        self._shelf.sheet(PaletteSheet, lambda: PaletteSheet(self._around, self._palettes)).ask()

    def _next(self) -> None:
        self._palettes.choose_next()
        words = QCoreApplication.translate("PaletteWork", "Palette: {name}")
        self._around.say(words.format(name=self._palettes.current.name))
