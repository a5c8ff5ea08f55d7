"""Keeps the sheets of one catalog: one of each kind, made when it is first wanted. Knows not what is on them."""

from collections.abc import Callable, Mapping

from donnybrook.desktop.action_set import Handler
from donnybrook.desktop.main_window import MainWindow
from donnybrook.desktop.panels.sheet import Sheet


class SheetShelf:
    """The actions that open its sheets are at hand as long as it is open."""

    def __init__(self, window: MainWindow, table: Mapping[str, Handler]) -> None:
        """``table`` says which action does what."""
        self._window = window
        self._action_ids = tuple(table)
        self._made: list[Sheet] = []
        window.actions_.connect_table(table)
        self._allow(allowed=True)

    def sheet[T: Sheet](self, kind: type[T], make: Callable[[], T]) -> T:
        """Return the one sheet of a kind, made if need be."""
        found = next((sheet for sheet in self._made if isinstance(sheet, kind)), None)
        if found is None:
            found = make()
            self._made.append(found)
        return found

    def close(self) -> None:
        """Let go of the sheets: their catalog is about to be closed."""
        self._allow(allowed=False)
        for sheet in self._made:
            typing = self._window.focusWidget()
            if typing is not None and sheet.isAncestorOf(typing):
                typing.clearFocus()  # what is half-typed is handed over while it can still be kept
            sheet.stop()
            sheet.hide()
            sheet.deleteLater()
        self._made.clear()

    def _allow(self, *, allowed: bool) -> None:
        for action_id in self._action_ids:
            self._window.actions_.allow(action_id, allowed=allowed)
