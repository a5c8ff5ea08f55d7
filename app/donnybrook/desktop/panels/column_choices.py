"""Which column of somebody's table is which of ours, as a row of choices for each. Knows no file, and reads none."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from donnybrook.desktop.panels.choice import Choice, Key, Option
from donnybrook.desktop.panels.field_box import FieldBox
from donnybrook.exchange.foreign import TableLayout
from donnybrook.exchange.table_columns import Mapped

_A_ROW = 4


class ColumnChoices(QWidget):
    """What is found by itself is chosen to begin with; what a person chooses stands against it."""

    changed = Signal()
    """A person has chosen another column."""

    def __init__(self) -> None:
        super().__init__()
        self.choices: dict[str, Choice] = {}
        self._found: dict[str, str] = {}
        ours = (
            ("film", self.tr("Film")),
            ("year", self.tr("Year")),
            ("title", self.tr("Title")),
            ("in", self.tr("In")),
            ("out", self.tr("Out")),
            ("weapons", self.tr("Weapons")),
            ("combatants", self.tr("Who")),
            ("location", self.tr("Location")),
            ("techniques", self.tr("Techniques")),
            ("camera", self.tr("Camera")),
            ("themes", self.tr("Themes")),
            ("note", self.tr("Note")),
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        for place, (name, words) in enumerate(ours):
            choice = Choice(self.tr("Column for {name}").format(name=words), Option("", self.tr("not in it")))
            choice.setProperty("role", "")
            choice.chosen.connect(self._choose)
            self.choices[name] = choice
            grid.addWidget(FieldBox(words, choice, above=True), place // _A_ROW, place % _A_ROW)
        for column in range(_A_ROW):
            grid.setColumnStretch(column, 1)

    def show_columns(self, header: Sequence[str], found: Sequence[Mapped]) -> None:
        """Offer the columns of a table, with those chosen that are found by themselves."""
        self._found = {each.name: each.theirs for each in found}
        for name, choice in self.choices.items():
            choice.show_options([Option(theirs, theirs) for theirs in header if theirs], self._found.get(name, ""))

    @property
    def layout_said(self) -> TableLayout:
        """What a person has said otherwise than it was found."""
        said = {name: str(choice.key) for name, choice in self.choices.items()}
        return TableLayout(
            columns=tuple((name, theirs) for name, theirs in said.items() if theirs != self._found.get(name, ""))
        )

    def _choose(self, _key: Key) -> None:
        self.changed.emit()
