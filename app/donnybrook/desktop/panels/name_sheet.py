"""Asks for a name as a small sheet: a title, what it is a name for, one line. Keeps nothing itself."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from donnybrook.desktop.panels.sheet import Sheet, SheetSurroundings, push_button

type Keep = Callable[[str], bool]
"""Is given the name; returns whether it was not refused (which has been told)."""

_WIDTH_PX = 460


class NameSheet(Sheet):
    """Enter keeps, Escape leaves."""

    def __init__(self, around: SheetSurroundings) -> None:
        super().__init__(around, "", _WIDTH_PX)
        self._keep: Keep | None = None
        self.line = QLineEdit()
        self.line.setAccessibleName(self.tr("Name"))
        self.line.returnPressed.connect(self._enter)
        keep = push_button(self.tr("Keep"), primary=True)
        keep.clicked.connect(self._enter)
        self.column.addWidget(self.line)
        self.add_foot(keep)

    def ask(self, title: str, lead: str, name: str, keep: Keep) -> None:
        """Ask; ``keep`` is given what is typed, ``name`` stands there to begin with."""
        self._keep = keep
        self.show_title(title)
        self.show_lead(lead)
        self.show_problem("")
        self.line.setText(name)
        self.open(self.line)
        self.line.selectAll()

    def _enter(self) -> None:
        name = self.line.text().strip()
        if not name:
            self.show_problem(self.tr("Give it a name."))
        elif self._keep is not None and self._keep(name):
            self.leave()
        self.place()
