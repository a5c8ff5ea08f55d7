"""Values that two people changed apart: both readings, who entered each, and two buttons to settle it."""

from PySide6.QtCore import Qt

from donnybrook.catalog.merging.conflicts import settle_conflict
from donnybrook.catalog.wording import ToldConflict, told_conflicts
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.models.sheet_rows import SheetRow
from donnybrook.desktop.panels.sheet import ListSheet, SheetSurroundings, push_button
from donnybrook.desktop.tips import tip

_WORDS_PX = 230


class ConflictsSheet(ListSheet):
    """Lists those nobody has settled yet; each answer is an edit of its own."""

    def __init__(self, around: SheetSurroundings) -> None:
        super().__init__(around, self.tr("Conflicts"))
        self._told: list[ToldConflict] = []
        self._take = push_button("")
        self._take.clicked.connect(lambda: self.settle(take_other=True))
        self._keep = push_button("", primary=True)
        self._keep.clicked.connect(lambda: self.settle(take_other=False))
        self.list.chosen.connect(self._choose)
        self.show_lead(self.tr("Two copies changed these values apart. The later one stands until you say otherwise."))
        self.add_list()
        self.add_foot(self._take, self._keep)

    def ask(self) -> None:
        """Show the conflicts."""
        self.show_problem("")
        self.refill()
        self.open(self.list)

    def refill(self) -> None:
        """Read the conflicts again."""
        catalog = self.around.session.catalog
        self._told = catalog.read(told_conflicts, catalog.conflicts())
        self.show_rows([_line(each) for each in self._told], self.tr("There is nothing to settle."))

    def settle(self, *, take_other: bool) -> None:
        """Answer the current one."""
        if 0 <= self.list.place < len(self._told):
            told = self._told[self.list.place]
            value = _quoted(told.other if take_other else told.kept)
            words = self.tr("{field} is {value}").format(field=told.field, value=value)
            self.do(f"Settle {told.field.lower()}", words, settle_conflict, told.conflict.id, take_other=take_other)

    def _choose(self, place: int) -> None:
        is_one = 0 <= place < len(self._told)
        for button, words, value in (
            (self._keep, self.tr("Keep {value}"), self._told[place].kept if is_one else ""),
            (self._take, self.tr("Take {value}"), self._told[place].other if is_one else ""),
        ):
            shown = self.fontMetrics().elidedText(_quoted(value), Qt.TextElideMode.ElideMiddle, _WORDS_PX)
            button.setText(words.format(value=shown.replace("&", "&&")))
            button.setAccessibleName(words.format(value=_quoted(value)))
            button.setToolTip(tip(button.accessibleName()))
            button.setVisible(is_one)


def _line(told: ToldConflict) -> SheetRow:
    stands = translate("ConflictsSheet", "Stands: {value}").format(value=_quoted(told.kept))
    other = translate("ConflictsSheet", "The other: {value}").format(value=_quoted(told.other))
    stands, other = stands + _by(told.conflict.kept_by), other + _by(told.conflict.other_by)
    return SheetRow(told.field, f"{stands}\n{other}", told.where, "ember")


def _quoted(text: str) -> str:
    return f"“{text}”" if text else translate("ConflictsSheet", "empty")


def _by(coder: str) -> str:
    return translate("ConflictsSheet", ", by {coder}").format(coder=coder) if coder else ""
