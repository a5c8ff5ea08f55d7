"""What is cut out of films from the window: which action does what, and what is said of it. Lays out nothing."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from donnybrook.catalog import Scene
from donnybrook.catalog.numbers import counted
from donnybrook.desktop.action_set import Handler
from donnybrook.desktop.main_window import MainWindow
from donnybrook.desktop.outside import show_folder_of
from donnybrook.desktop.panels.sheet import SheetSurroundings
from donnybrook.desktop.services.cutting_out import CuttingOut
from donnybrook.desktop.sheet_shelf import SheetShelf

if TYPE_CHECKING:
    from donnybrook.desktop.panels.cut_sheet import CutSheet
    from donnybrook.exchange.cutting.wishes import Cut


class CutWork(QObject):
    """Lives as long as its catalog is open."""

    def __init__(
        self,
        around: SheetSurroundings,
        window: MainWindow,
        *,
        chosen: Callable[[], Sequence[int]],
        found: Callable[[], tuple[str, Sequence[int]]],
        seen: Callable[[int], Scene],
        hiding: Callable[[], Callable[[int], bool]],
        parent: QObject,
    ) -> None:
        """``chosen`` gives the fights that are chosen in the window, ``found`` the search and all that it finds.

        ``seen`` gives a fight as the person may see it, ``hiding`` what says of which films fights are hidden.
        """
        super().__init__(parent)
        self._around = around
        self._window = window
        self._chosen = chosen
        self._found = found
        self._seen = seen
        self.cutting = CuttingOut(around.session.catalog.path, hiding, self)
        self.cutting.changed.connect(self._show_share)
        self.cutting.done.connect(self._tell_done)
        table: dict[str, Handler] = {"cut.out": self._cut_chosen, "find.supercut": self._cut_found}
        self._shelf = SheetShelf(window, table)

    def close(self) -> None:
        """Stop what is being cut; nothing is left of it."""
        self.cutting.close()
        self._shelf.close()

    def _cut_chosen(self) -> None:
        ids = tuple(self._chosen())
        if not ids:
            self._around.say(self.tr("Choose a fight first; then it can be cut out."))
            return
        self._made_sheet().ask(ids, self._seen(ids[0]).name if len(ids) == 1 else counted(len(ids), "fight"))

    def _cut_found(self) -> None:
        query, ids = self._found()
        if not ids:
            self._around.say(self.tr("Nothing is found, so there is nothing to cut out."))
            return
        self._made_sheet().ask(ids, query.strip() or counted(len(ids), "fight"))

    def _made_sheet(self) -> "CutSheet":
        from donnybrook.desktop.panels.cut_sheet import CutSheet

        return self._shelf.sheet(CutSheet, lambda: CutSheet(self._around, self.cutting, self._ask_where))

    def _ask_where(self, name: str, ending: str) -> Path | None:
        from donnybrook.desktop.dialogs import files
        from donnybrook.exchange.cutting.forms import name_for_file

        return files.ask_cut(self._window, name_for_file(name), ending)

    def _show_share(self) -> None:
        words = self.tr("Cutting out: {percent} %").format(percent=int(self.cutting.share * 100))
        self._window.status.show_work(words if self.cutting.is_running else "")

    def _tell_done(self, cut: "Cut") -> None:
        from donnybrook.exchange.cutting.telling import told_left_out

        words = self.tr("{name} is written: {fights}").format(name=cut.out.name, fights=counted(cut.fights, "fight"))
        if cut.notes:
            words += f". {cut.notes[0].rstrip('.')}"
        self._window.toast.say(words, lambda: show_folder_of(cut.out), self.tr("Show folder"))
        left = [*told_left_out(cut.left_out)]
        if left:
            more = self.tr(" And {count:,} more.").format(count=len(left) - 1) if len(left) > 1 else ""
            self._window.tell_problem(left[0] + more)
