"""Looks the catalog over, says in sentences what is wrong with it, and mends what can be mended."""

from pathlib import Path

from donnybrook.catalog import Catalog
from donnybrook.catalog.backups import Keeper
from donnybrook.catalog.checking import Finding, Looked, Mended, look_over, mend
from donnybrook.catalog.checking.findings import Severity
from donnybrook.catalog.english import joined
from donnybrook.catalog.numbers import counted
from donnybrook.desktop.marked_words import N_, translate, translated
from donnybrook.desktop.models.sheet_rows import SheetRow
from donnybrook.desktop.panels.sheet import ListSheet, SheetSurroundings, push_button
from donnybrook.desktop.services.backups import Backups
from donnybrook.desktop.services.errands import Errands
from donnybrook.desktop.services.far_edits import FarEdits

_TOKENS = {Severity.DAMAGE: "loss", Severity.FAULT: "ember", Severity.ODDITY: ""}
_KINDS = {Severity.DAMAGE: N_("damage"), Severity.FAULT: N_("fault"), Severity.ODDITY: N_("may be meant so")}


class CheckSheet(ListSheet):
    """Looks in a thread of its own."""

    def __init__(self, around: SheetSurroundings, backups: Backups, errands: Errands, far: FarEdits) -> None:
        super().__init__(around, self.tr("Check of the catalog"))
        self._keeper = backups.keeper
        self._errands = errands
        self._far = far
        self._looked = Looked((), (), ())
        self._again = push_button(self.tr("Look again"))
        self._again.clicked.connect(self.look)
        self._mend = push_button(self.tr("Mend what can be mended"), primary=True)
        self._mend.clicked.connect(self.mend)
        self.add_list()
        self.add_foot(self._again, self._mend)

    def ask(self) -> None:
        """Look the catalog over, and show what is found."""
        self.show_rows((), "")
        self.look()
        self.open(self._again)

    def look(self) -> None:
        """Look it over again."""
        path = self.around.session.catalog.path
        self._begin(self.tr("Looking the catalog over…"))
        self._errands.run(lambda: look_over(path), self._show, self._refused)

    def mend(self) -> None:
        """Mend what can be mended, after a backup; each thing is an edit that can be undone."""
        path, findings, keeper = self.around.session.catalog.path, self._looked.findings, self._keeper
        self._begin(self.tr("Mending…"))
        label = self.tr("Mend {things}").format(things=counted(len(self._looked.mendable), "thing"))
        self._far.run(label, lambda: _mended(path, findings, keeper), self._mended, self._refused)

    def _begin(self, words: str) -> None:
        self.show_problem("")
        self.show_lead(words)
        self._mend.setEnabled(False)

    def _show(self, looked: Looked) -> None:
        self._looked = looked
        self._mend.setEnabled(bool(looked.mendable) and not self.around.session.catalog.read_only)
        self.show_lead(_summary(looked))
        self.show_rows([_line(each) for each in looked.findings], self.tr("Everything is in order."))

    def _mended(self, done: Mended) -> None:
        left = self.tr(" {things} could not be.").format(things=counted(len(done.left), "thing")) if done.left else ""
        things = counted(len(done.mended), "thing")
        self.around.say(self.tr("{things} mended, after a backup.").format(things=things) + left)
        self.look()

    def _refused(self, sentence: str) -> None:
        self.show_lead("")
        self.show_problem(sentence)


def _mended(path: Path, findings: tuple[Finding, ...], keeper: Keeper) -> Mended:
    with Catalog.open(path) as catalog:
        return mend(catalog, findings, keeper)


def _summary(looked: Looked) -> str:
    nothing = translate("CheckSheet", "nothing")
    words = translate("CheckSheet", "Looked at {things}").format(things=joined(looked.looked_at) or nothing)
    if looked.left_out:
        words += translate("CheckSheet", "; not at {things}").format(things=joined(looked.left_out))
    if not looked.findings:
        return f"{words}."
    found = translate("CheckSheet", "{things} found").format(things=counted(len(looked.findings), "thing"))
    if looked.mendable:
        found += translate("CheckSheet", ", {count} of them can be mended").format(count=len(looked.mendable))
    return f"{words}. {found}."


def _line(finding: Finding) -> SheetRow:
    remedy = finding.remedy.sentence if finding.remedy else ""
    return SheetRow(finding.sentence, remedy, translated(_KINDS[finding.severity]), _TOKENS[finding.severity])
