"""Two coders side by side: how far they agree, and what they differ in, settled one by one. Computes nothing itself."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from donnybrook.catalog.numbers import counted
from donnybrook.desktop.dialogs import files
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.models.sheet_rows import SheetRow
from donnybrook.desktop.panels.choice import OpeningBox
from donnybrook.desktop.panels.plain import label
from donnybrook.desktop.panels.sheet import ListSheet, SheetSurroundings, push_button
from donnybrook.desktop.services.agreeing import Compared, Looked, look, settling
from donnybrook.desktop.services.errands import Errands
from donnybrook.times import SECOND_US, format_clock

if TYPE_CHECKING:  # numpy waits until something is compared
    from donnybrook.analysis.agreement import Estimate
    from donnybrook.analysis.coder_comparison import Comparison
    from donnybrook.analysis.disagreements import Disagreement

_MOST_SHOWN = 200  # the list measures every line it has
_TELLING = ("Weapons", "Combatants", "Techniques", "Camera", "Location")


class CompareSheet(ListSheet):
    """Each answer is an edit of its own; what is passed over stays as it is."""

    scene_wanted = Signal(int)
    """Emits the id of a fight that is to be seen where it is tagged."""

    def __init__(self, around: SheetSurroundings, errands: Errands) -> None:
        super().__init__(around, self.tr("Compare coders"))
        self._errands = errands
        self._theirs: Path | None = None
        self._compared: Compared | None = None
        self._is_running = self._is_wanted = False
        self.one, self.other = (self._choice(name) for name in (self.tr("One layer"), self.tr("The other layer")))
        self.another = push_button(self.tr("Another catalog…"))
        self.another.clicked.connect(self._choose_catalog)
        head = QHBoxLayout()
        for part in (self.one, label(self.tr("and"), "muted"), self.other):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self.another)
        self.column.addLayout(head)
        self.layer_problem = label("", "loss", wrap=True)
        self.layer_problem.hide()
        self.column.addWidget(self.layer_problem)
        self.figures = label("", "muted", wrap=True)
        self.column.addWidget(self.figures)
        self.take_one = push_button("")
        self.take_one.clicked.connect(lambda: self.settle(take_one=True))
        self.take_other = push_button("")
        self.take_other.clicked.connect(lambda: self.settle(take_one=False))
        self.list.installEventFilter(self)  # which would look for a line that begins with the digit
        self.list.chosen.connect(self._choose)
        self.list.taken.connect(self._open)
        self.add_list()
        self.add_foot(self.take_one, self.take_other)

    def ask(self) -> None:
        """Compare the two layers that were compared last, or else the first two there are."""
        self.show_problem("")
        self.refill()
        self.open(self.another if self.list.isHidden() else self.list)

    def show_catalog(self, theirs: Path) -> None:
        """Compare the catalog with another one."""
        self._theirs = theirs
        self._compare_others()

    def show_rows(self, rows: Sequence[SheetRow], empty: str, place: int | None = None) -> None:
        """Show lines; where there are none any more, the keyboard goes on to what else can be compared."""
        had_keyboard = self.around.window.focusWidget() is self.list
        super().show_rows(rows, empty, place)
        if had_keyboard and not rows:
            self.another.setFocus()

    def refill(self) -> None:
        """Compare again; where a comparison runs, once it has ended: its answer is dropped then."""
        if self._is_same_twice:
            return
        self._is_wanted = True
        if not self._is_running:
            self._compare()

    def _compare(self) -> None:
        mine, theirs, layers = self.around.session.catalog.path, self._theirs, self._layers
        self._is_wanted, self._is_running = False, True
        if self._compared is None:
            self.show_lead(self.tr("Comparing…"))
        self._errands.run(lambda: look(mine, theirs, layers), self._looked, self._refused)

    def _is_over(self) -> bool:
        """Whether the comparison that has ended is the one that is wanted; if not, that one is begun."""
        self._is_running = False
        if self._is_wanted:
            self._compare()
        return not self._is_running

    def _looked(self, looked: Looked) -> None:
        if self._is_over() and not self._is_same_twice:
            self._show_layers(looked.layers)
            self._show(looked.compared)

    def _compare_others(self) -> None:
        """Compare two other readings: nothing that is shown now can be settled any more."""
        self._compared = None
        self.figures.setText("")
        self.show_rows([], "")
        self._choose(-1)
        self.show_problem("")
        self.layer_problem.setVisible(self._is_same_twice)
        if self._is_same_twice:
            self._is_wanted = False
            self.show_lead("")
            words = self.tr("Both are the layer “{name}”. Choose two.")
            self.layer_problem.setText(words.format(name=self.one.currentText()))
            self.place()
        else:
            self.refill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Settle the current line by a digit."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.text() in ("1", "2"):
            (self.take_one if event.text() == "1" else self.take_other).click()
            return True
        return super().eventFilter(watched, event)

    def settle(self, *, take_one: bool) -> None:
        """Have both say what one of them says of the current line."""
        compared, place = self._compared, self.list.place
        if compared is None or not 0 <= place < len(compared.differing):
            return
        vocabulary = self.around.session.catalog.vocabulary
        what, said = self.list.rows[place].title, compared.comparison.names[0 if take_one else 1]
        told = self.tr("{what}: as {name} has it").format(what=what, name=said)

        def settle() -> None:
            found = settling(compared.differing[place], compared, vocabulary, take_one=take_one)
            if not self.do(found.label, told, found.edit).is_refused:
                # Comparing again takes its time; what is settled leaves the list at once.
                left = (*compared.differing[:place], *compared.differing[place + 1 :])
                self._show(replace(compared, differing=left))

        self.trying(settle)
        self.place()

    def _open(self, place: int) -> None:
        """Go to the fight of a line, of this catalog's own where it is in two."""
        compared = self._compared
        if compared is None or not 0 <= place < len(compared.differing):
            return
        each = compared.differing[place]
        scene = each.one or (None if compared.is_of_two else each.other)
        if scene is None:
            self.show_problem(self.tr("This fight is in the other catalog alone."))
            return
        self.leave()
        self.scene_wanted.emit(scene.id)

    @property
    def _is_same_twice(self) -> bool:
        one, other = self._layers
        return self._theirs is None and one == other and self.one.isEnabled() and bool(one)

    @property
    def _layers(self) -> tuple[str, str]:
        return self.one.currentText(), self.other.currentText()

    def _show_layers(self, there: tuple[str, ...]) -> None:
        for place, choice in enumerate((self.one, self.other)):
            was = choice.currentText()
            choice.clear()
            choice.addItems(there)
            choice.setCurrentIndex(there.index(was) if was in there else min(place, len(there) - 1))
            choice.setEnabled(len(there) > 1)

    def _choose_catalog(self) -> None:
        theirs = files.ask_catalog(self.around.window)
        if theirs is not None:
            self.show_catalog(theirs)

    def _layer_chosen(self) -> None:
        self._theirs = None
        self._compare_others()

    def _show(self, compared: Compared | None) -> None:
        self._compared = compared
        if compared is None:
            self.show_lead(self.tr("Two readings are compared: fights of two layers, or of two catalogs."))
            self.figures.setText("")
            hint = self.tr("This catalog has fights in one layer only. Choose another catalog to compare it with.")
            self.show_rows([], hint)
            self._choose(-1)
            return
        comparison = compared.comparison
        self.show_lead(_matched(comparison))
        more = len(compared.differing) - _MOST_SHOWN
        rest = self.tr("\nThe first {shown} are listed, of {all}.") if more > 0 else ""
        self.figures.setText(_figures(comparison) + rest.format(shown=_MOST_SHOWN, all=f"{len(compared.differing):,}"))
        rows = [_line(each, comparison.names) for each in compared.differing[:_MOST_SHOWN]]
        self.show_rows(rows, self.tr("They agree on everything that is compared."))
        self._choose(self.list.place)

    def _refused(self, sentence: str) -> None:
        if self._is_over():
            if self._compared is None:
                self.show_lead("")
            self.refuse(sentence)

    def _choose(self, place: int) -> None:
        compared = self._compared
        can_settle = compared is not None and place >= 0 and not self.around.session.catalog.read_only
        for key, button, at in (("1", self.take_one, 0), ("2", self.take_other, 1)):
            name = compared.comparison.names[at] if compared is not None else ""
            words = self.tr("As {name} has it").format(name=name)
            button.setText(f"{words.replace('&', '&&')}  {key}")
            button.setAccessibleName(words)
            button.setVisible(can_settle)

    def _choice(self, name: str) -> OpeningBox:
        made = OpeningBox()
        made.setAccessibleName(name)
        made.setMinimumContentsLength(10)
        made.activated.connect(self._layer_chosen)
        return made


def _matched(compared: "Comparison") -> str:
    one, other = compared.names
    lone = [sum(each.is_one is is_one for each in compared.lone) for is_one in (True, False)]
    words = translate("CompareSheet", "{fights} of both; only {one}: {ones:,}, only {other}: {others:,}.")
    both = counted(len(compared.pairs), "fight")
    matched = words.format(fights=both, one=one, other=other, ones=lone[0], others=lone[1])
    means = (
        (translate("CompareSheet", "in {seconds:.2f} s"), compared.in_.mean_absolute_us),
        (translate("CompareSheet", "out {seconds:.2f} s"), compared.out.mean_absolute_us),
    )
    apart = ", ".join(words.format(seconds=us / SECOND_US) for words, us in means if us is not None)
    edges = translate("CompareSheet", " Edges lie apart by, on average: {times}.")
    return matched + (edges.format(times=apart) if apart else "")


def _figures(compared: "Comparison") -> str:
    told = [(translate("CompareSheet", "Fight or not"), compared.slices)]
    told += [(each.name, each.agreement) for each in compared.variables if each.name in _TELLING and not each.of]
    lines = [
        f"{name}: {agreed.share:.0%}{_coefficient('κ', agreed.kappa)}{_coefficient('α', agreed.alpha)}"
        for name, agreed in told
        if agreed.share is not None
    ]
    lead = translate("CompareSheet", "Percent agreement, Cohen’s κ and Krippendorff’s α, with 95 % intervals:")
    return "\n".join((lead, *lines)) if lines else ""


def _coefficient(sign: str, told: "Estimate") -> str:
    if told.value is None:
        return ""
    if told.low is None or told.high is None:
        return f", {sign} {told.value:.2f}"
    interval = translate("CompareSheet", "{low:.2f} to {high:.2f}").format(low=told.low, high=told.high)
    return f", {sign} {told.value:.2f} ({interval})"


def _line(each: "Disagreement", names: tuple[str, str]) -> SheetRow:
    of = f" {each.of}" if each.kind in ("weapon", "term") else ""
    told = "\n".join(f"{name}: {said or '–'}" for name, said in zip(names, (each.ones, each.others), strict=True))
    return SheetRow(f"{each.what}{of}", told, f"{each.film} · {format_clock(each.at_us)}", "ember")
