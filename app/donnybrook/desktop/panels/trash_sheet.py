"""The trash: the fights in it, searched as others are, put back or done away with. Undo brings back even those."""

from functools import partial

from PySide6.QtWidgets import QLineEdit

from donnybrook.catalog import SceneRow
from donnybrook.catalog.edits.scenes import restore_scene
from donnybrook.catalog.edits.trash import empty_trash, read_trash
from donnybrook.catalog.numbers import counted
from donnybrook.desktop.models.sheet_rows import SheetRow
from donnybrook.desktop.panels.sheet import ListSheet, SheetSurroundings, push_button
from donnybrook.desktop.panels.two_step import TwoStepButton
from donnybrook.desktop.scene_text import film_line, name_of, times_line
from donnybrook.desktop.services.backups import Backups
from donnybrook.desktop.services.spoilers import Spoilers

_ROWS_MOST = 400


class TrashSheet(ListSheet):
    """Lists what was deleted, the last one first."""

    def __init__(self, around: SheetSurroundings, backups: Backups, spoilers: Spoilers) -> None:
        super().__init__(around, self.tr("Trash"))
        self._backups = backups
        self._spoilers = spoilers
        spoilers.changed.connect(self.refill)
        self._rows: list[SceneRow] = []
        self._in_trash: frozenset[int] = frozenset()
        self._is_cut = False
        self._is_emptying = False
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Search the trash"))
        self._search.setAccessibleName(self.tr("Search the trash"))
        self._search.textChanged.connect(lambda _text: self.refill())
        self._search.returnPressed.connect(self.list.setFocus)
        self._empty_it = TwoStepButton(self.tr("Empty trash…"), "")
        self._empty_it.confirmed.connect(self._back_up_and_empty)
        self._restore = push_button(self.tr("Restore"), primary=True)
        self._restore.clicked.connect(self.restore)
        self.list.taken.connect(lambda _place: self.restore())
        self.column.addWidget(self._search)
        self.add_list()
        self.add_foot(self._empty_it, self._restore)

    def ask(self) -> None:
        """Show the trash, and wait for letters."""
        self._search.clear()
        self.show_problem("")
        self.refill()
        self.open(self._search)

    def refill(self) -> None:
        """Read the trash again."""
        catalog = self.around.session.catalog
        ids = catalog.read(read_trash)
        self._in_trash = frozenset(ids)
        typed = self._search.text().strip()
        if typed:
            found = catalog.search(f"in:trash ({typed})")
            self.show_problem(" ".join(str(problem) for problem in found.problems))
            kept = frozenset(found.scene_ids)
            ids = [each for each in ids if each in kept]
        self._rows = self._spoilers.rows(ids[:_ROWS_MOST])
        empty = self.tr("Nothing in the trash is found by that.") if typed else self.tr("The trash is empty.")
        self.show_rows([_line(row) for row in self._rows], empty)
        self._restore.setEnabled(bool(self._rows))
        self._is_cut = len(ids) > _ROWS_MOST
        self._tell()

    def restore(self) -> None:
        """Put the current fight back where it was."""
        place = self.list.place
        if 0 <= place < len(self._rows):
            name = name_of(self._rows[place])
            told = self.tr("“{name}” is back").format(name=name)
            self.do(f"Restore {name}", told, restore_scene, self._rows[place].id)

    def _back_up_and_empty(self) -> None:
        asked_of = self._in_trash  # what comes in before it is done was not asked of
        self._show_emptying(is_emptying=True)
        self._backups.make("before emptying the trash", lambda: self._empty(asked_of), self._refused)

    def _empty(self, scene_ids: frozenset[int]) -> None:
        told, fights = self.tr("{count:,} deleted from the trash"), len(scene_ids)
        entry = self.do_many(fights, "Empty the trash", lambda n: told.format(count=n), empty_trash, scene_ids)
        over = partial(self._show_emptying, is_emptying=False)
        entry.when_stored(lambda _count: over()).when_refused(over)

    def _refused(self, sentence: str) -> None:
        self._show_emptying(is_emptying=False)
        self.refuse(sentence)

    def _show_emptying(self, *, is_emptying: bool) -> None:
        self._is_emptying = is_emptying
        self._tell()

    def _tell(self) -> None:
        lead = self.tr("{fights} in the trash.").format(fights=counted(len(self._in_trash), "fight"))
        more = self.tr(" The last {count:,} deleted are listed; search to see others.").format(count=_ROWS_MOST)
        lead = self.tr("Emptying the trash…") if self._is_emptying else lead + (more if self._is_cut else "")
        self.show_lead(lead if self._in_trash else "")
        self._empty_it.setEnabled(bool(self._in_trash) and not self._is_emptying)
        self._empty_it.ask_so(
            self.tr("Press again to delete {fights}").format(fights=counted(len(self._in_trash), "fight"))
        )


def _line(row: SceneRow) -> SheetRow:
    weapons = ", ".join(dict.fromkeys(use.label for use in row.weapons))
    detail = " · ".join(part for part in (times_line(row.in_us, row.out_us), weapons) if part)
    return SheetRow(name_of(row), detail, film_line(row.film_title, row.film_year))
