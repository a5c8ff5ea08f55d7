"""What the search box understands: words of the search language, and what they mean."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from donnybrook.catalog.query.fields import FIELDS, FLAGS, OPERATORS
from donnybrook.desktop.marked_words import N_, translated
from donnybrook.desktop.panels.overlay import Overlay
from donnybrook.desktop.panels.plain import heading, key_cap, label
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """What is typed, and what it does; with an empty ``typed``, a heading."""

    typed: str
    meaning: str


class LanguageSheet(Overlay):
    """Two columns of lines under a title."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, 760)
        self._title = label(self.tr("Search language"), "title")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName(self.tr("Search language"))
        self._area.viewport().setAutoFillBackground(False)
        self._area.setMinimumHeight(440)
        self.column.addWidget(self._title)
        self.column.addWidget(self._area)

    def ask(self) -> None:
        """Show the lines, and take the keyboard."""
        lines = language_lines()
        body = QWidget()
        grid = QGridLayout(body)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(14)
        for row, line in enumerate(lines):
            if not line.typed:
                grid.addWidget(heading(translated(line.meaning)), row, 0, 1, 2)
                continue
            cap = key_cap(line.typed)
            grid.addWidget(cap, row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label(translated(line.meaning), wrap=True), row, 1)
        grid.setRowStretch(len(lines), 1)
        self._area.setWidget(body)
        body.setAutoFillBackground(False)
        self.open(self._area)


def language_lines() -> list[Line]:
    """Return what the search box understands, as the language declares it."""
    lines = [Line("", N_("Plain words are looked for everywhere: weapons, people, places, films, notes"))]
    lines += [Line(field.example, field.summary) for field in FIELDS]
    lines += [Line(sign.example, sign.summary) for sign in (*FLAGS, *OPERATORS)]
    return lines
