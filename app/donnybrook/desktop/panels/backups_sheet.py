"""The backups of the catalog: when, why, what has changed since; one more made, or one gone back to in two steps."""

from donnybrook.catalog.backups import Backup, BackupProblem, Keeper, Restored
from donnybrook.catalog.backups.telling import changed_since, holding
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.models.history_rows import moment
from donnybrook.desktop.models.sheet_rows import SheetRow
from donnybrook.desktop.panels.sheet import ListSheet, SheetSurroundings, push_button
from donnybrook.desktop.panels.two_step import TwoStepButton
from donnybrook.desktop.services.backups import Backups
from donnybrook.desktop.services.errands import Errands
from donnybrook.desktop.services.far_edits import FarEdits
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class _Listed:
    backup: Backup
    row: SheetRow


class BackupsSheet(ListSheet):
    """Lists them newest first; everything is read and done away from the window's thread."""

    def __init__(self, around: SheetSurroundings, backups: Backups, errands: Errands, far: FarEdits) -> None:
        super().__init__(around, self.tr("Backups"))
        self._backups = backups
        self._errands = errands
        self._far = far
        self._listed: list[_Listed] = []
        self._restore = TwoStepButton(self.tr("Restore…"), "")
        self._restore.confirmed.connect(self._go_back)
        self._make = push_button(self.tr("Back up now"), primary=True)
        self._make.clicked.connect(self.make)
        self.list.chosen.connect(self._choose)
        backups.made.connect(self._look_again)
        self.add_list()
        self.add_foot(self._restore, self._make)

    def ask(self) -> None:
        """Show the backups."""
        self.show_problem("")
        self.show_lead(self.tr("They are made by themselves: on opening, each hour, and before anything large."))
        self._list(self._listed)
        self.refill()
        self.open(self.list if self._listed else self._make)

    def refill(self) -> None:
        """Read the list again."""
        keeper = self._backups.keeper
        self._errands.run(lambda: _read(keeper), self._list, self.show_problem)

    def make(self) -> None:
        """Make a backup now."""
        self._busy(self.tr("Making a backup…"))
        self._backups.make("by hand", self._made, self._refused)

    def _made(self) -> None:
        self._rest()
        self.around.say(self.tr("There is a new backup"))

    def _go_back(self) -> None:
        place = self.list.place
        if not 0 <= place < len(self._listed):
            return
        chosen, keeper = self._listed[place].backup, self._backups.keeper
        self._busy(self.tr("Going back…"))
        label = self.tr("Go back to {when}").format(when=moment(chosen.made_at))
        self._far.run(label, lambda: keeper.restore(chosen), self._restored, self._refused)

    def _restored(self, restored: Restored) -> None:
        self._rest()
        when = moment(restored.backup.made_at)
        also = self.tr(" What it was just now is a backup too.") if restored.before else ""
        self.around.say(self.tr("The catalog is as it was on {when}.").format(when=when) + also)
        self.refill()

    def _list(self, listed: list[_Listed]) -> None:
        self._listed = listed
        self.show_rows([each.row for each in listed], self.tr("There is no backup of this catalog yet."))

    def _choose(self, place: int) -> None:
        is_one = 0 <= place < len(self._listed)
        self._restore.setEnabled(is_one and not self.around.session.catalog.read_only)
        if is_one:
            when = moment(self._listed[place].backup.made_at)
            self._restore.ask_so(self.tr("Press again to go back to {when}").format(when=when))

    def _look_again(self) -> None:
        if self.isVisible():
            self.refill()

    def _busy(self, words: str) -> None:
        self.show_problem("")
        self.show_lead(words)
        self._make.setEnabled(False)
        self._restore.setEnabled(False)

    def _rest(self) -> None:
        self.show_lead(self.tr("They are made by themselves: on opening, each hour, and before anything large."))
        self._make.setEnabled(True)
        self._choose(self.list.place)
        if self.isVisible():
            (self.list if self._listed else self._make).setFocus()

    def _refused(self, sentence: str) -> None:
        self._rest()
        self.show_problem(sentence)


def _read(keeper: Keeper) -> list[_Listed]:
    return [_Listed(each, _line(keeper, each)) for each in keeper.backups()]


def _line(keeper: Keeper, backup: Backup) -> SheetRow:
    try:
        changed = changed_since(keeper.since(backup))
    except BackupProblem:
        changed = translate("BackupsSheet", "The catalog itself can't be read now.")
    return SheetRow(f"{moment(backup.made_at)} · {backup.reason}", changed, holding(backup))
